"""How a measure stands to a month, on a law file of one notice."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from yalu.measures.loader import load
from yalu.measures.standing import around
from yalu.model.law import State
from yalu.model.periods import Period


def state(law_file: Callable[..., Path], month: str, horizon: date, **days: str) -> State | None:
    """Give the state of the one measure after its days were changed, if it is told at all."""
    path = law_file(lambda tree: tree["measures"][0]["groups"][0].update(days))
    found = around(load(path.parents[1]), target="PRK", month=Period.parse(month), horizon=horizon)
    return found[0].state if found else None


@pytest.mark.parametrize(
    ("first_day", "horizon", "expected"),
    [
        ("2017-02-28", date(2017, 3, 20), State.IN_FORCE),  # the last day of the month
        ("2017-03-01", date(2017, 3, 20), State.ADOPTED),
        ("2017-03-20", date(2017, 3, 20), State.ADOPTED),  # binding from the horizon on
        ("2017-03-21", date(2017, 3, 20), State.UPCOMING),
        ("2017-03-21", date(2017, 2, 18), State.UPCOMING),  # published that day
        ("2017-03-21", date(2017, 2, 17), None),  # not yet published
    ],
)
def test_a_measure_stands_to_its_month_by_its_first_day(
    law_file: Callable[..., Path], first_day: str, horizon: date, expected: State | None
) -> None:
    assert state(law_file, "2017-02", horizon, applies_from=first_day) is expected


@pytest.mark.parametrize(
    ("last_day", "expected"),
    [
        ("2017-02-28", None),  # it bound on no day of March
        ("2017-03-01", State.ENDED),
        ("2017-04-19", State.ENDED),
        ("2017-04-20", State.IN_FORCE),  # it still binds on the horizon
    ],
)
def test_a_measure_stands_to_its_month_by_its_last_day(
    law_file: Callable[..., Path], last_day: str, expected: State | None
) -> None:
    found = state(law_file, "2017-03", date(2017, 4, 20), applies_until=last_day)
    assert found is expected


def test_a_measure_that_came_and_went_since_the_month_is_not_told_as_adopted(
    law_file: Callable[..., Path],
) -> None:
    days = {"applies_from": "2017-03-01", "applies_until": "2017-03-10"}
    assert state(law_file, "2017-02", date(2017, 3, 20), **days) is not State.ADOPTED
