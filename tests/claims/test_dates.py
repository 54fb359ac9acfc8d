"""Periods in prose, read against the day of the text."""

from datetime import date

import pytest

from yalu.claims.dates import Anchor, dated, dateline

ANCHOR = Anchor(day=date(2017, 8, 26))


@pytest.mark.parametrize(
    ("text", "period", "role"),
    [
        ("in July", "2017-07", "in"),
        ("in October", "2016-10", "in"),
        ("in July 2016", "2016-07", "in"),
        ("last month", "2017-07", "in"),
        ("last year", "2016", "in"),
        ("in the first seven months", "2017-01/2017-07", "in"),
        ("January–July", "2017-01/2017-07", "in"),
        ("From January to July", "2017-01/2017-07", "in"),
        ("the first half of 2018", "2018-01/2018-06", "in"),
        ("first-quarter imports", "2017-Q1", "in"),
        ("Q2 2017", "2017-Q2", "in"),
        ("down from June", "2017-06", "base"),
        ("compared with August last year", "2016-08", "base"),
        ("less than in November 2016", "2016-11", "base"),
        ("banned since September 2016", "2016-09", "since"),
        ("on 5 August", "2017-08", "in"),
        ("on August 22, 2017", "2017-08", "in"),
    ],
)
def test_a_period_is_read_with_its_role(text: str, period: str, role: str) -> None:
    (found, *_), _ = dated(text, ANCHOR)
    assert (str(found.period), found.role) == (period, role)


@pytest.mark.parametrize(
    ("text", "lag"),
    [("year on year", 12), ("Y/Y", 12), ("from the previous month", 1), ("a year earlier", 12)],
)
def test_a_base_is_read_by_its_distance(text: str, lag: int) -> None:
    (found,), _ = dated(text, ANCHOR)
    assert found.lag == lag


def test_the_verb_may_is_no_month() -> None:
    assert dated("imports may fall", ANCHOR)[0] == []


def test_a_month_alone_follows_the_time_that_an_old_text_dwells_on() -> None:
    old = Anchor(day=date(2026, 11, 24), focus=dated("July 2017", ANCHOR)[0][0].period)
    assert str(dated("in June", old)[0][0].period) == "2017-06"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("BEIJING, Aug 24 - China bought", date(2017, 8, 24)),
        ("SEOUL, Nov. 3, 2016 (Agency) -- Trade", date(2016, 11, 3)),
        ("DANDONG, China, 2 August 2017 - Trade", date(2017, 8, 2)),
    ],
)
def test_a_dateline_gives_the_day(text: str, day: date) -> None:
    assert dateline(text, by=date(2017, 8, 26)) == day


def test_prose_has_no_dateline() -> None:
    assert dateline("China's imports fell on 5 August.", by=date(2017, 8, 26)) is None
