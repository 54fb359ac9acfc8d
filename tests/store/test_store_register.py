"""The register that is shipped, against what its pages say."""

from datetime import date
from decimal import Decimal

import pytest

from yalu.model.periods import Period
from yalu.model.register import Cell
from yalu.model.trade import Status
from yalu.store import register
from yalu.store.engine import Store

_TODAY = date(2026, 1, 1)


def _status(
    store: Store, who: str, flow: str, goods: str, period: str, *, as_known: date = _TODAY,
    value: int | None = 1,
) -> str:  # fmt: skip
    cell = Cell(
        reporter=who, partner="PRK", flow=flow, period=Period.parse(period), commodity=goods
    )
    amount = None if value is None else Decimal(value)
    return register.read(store, as_known=as_known).mark(cell, amount, Status.REPORTED).status.value


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        # Three reporters of South Korean goods as North Korean, in fuels of 2016 (TRADE.md 2.2).
        ("BRA M 27 2016", "suspect"),
        ("AUT M 27 2016", "suspect"),
        ("BMU M 27 2016", "suspect"),
        # The anomaly in the IMF's figures of 2008 that the Peterson Institute names.
        ("DZA X 27 2008", "suspect"),
        # KOTRA's ranking of 2016: China, Russia, India, Thailand, the Philippines.
        ("CHN M 27 2016", "reported"),
        ("RUS X 27 2016", "reported"),
        ("IND X 27 2016", "reported"),
        ("THA M 27 2016", "reported"),
        ("PHL M 27 2016", "reported"),
        # KOTRA's ranking of 2008 has Brazil in the fifth place; no later one held has.
        ("BRA M 27 2008", "reported"),
        # KOTRA in 2018: with Japan there has been no trade since 2009.
        ("JPN M 03 2005", "reported"),
        ("JPN M 03 2010", "suspect"),
        # Phones and cars from the North, whoever reports them (North Korea in the World).
        ("RUS M 8703 2016", "suspect"),
        ("RUS X 8703 2016", "reported"),
        # No crude oil in China's figures from January 2014 on.
        ("CHN X 2709 2013-12", "reported"),
        ("CHN X 270900 2014-01", "suppressed"),
    ],
)  # fmt: skip
def test_a_figure_is_marked_as_its_pages_say(release: Store, cell: str, status: str) -> None:
    assert _status(release, *cell.split()) == status


def test_a_month_that_china_left_out_in_2009_is_withheld_unless_a_figure_came_later(
    release: Store,
) -> None:
    # Reuters, 26 October 2009: the second month without the North, after August.
    assert _status(release, "CHN", "M", "27", "2009-08", value=None) == "suppressed"
    assert _status(release, "CHN", "M", "27", "2009-08", value=9) == "reported"
    assert _status(release, "CHN", "M", "27", "2009-07", value=None) == "reported"


def test_nothing_is_marked_before_it_was_known(release: Store) -> None:
    # The Yonhap report on the two Koreas came out on 17 June 2011.
    before, after = date(2011, 6, 16), date(2011, 6, 17)
    assert _status(release, "BRA", "M", "27", "2010", as_known=before) == "reported"
    assert _status(release, "BRA", "M", "27", "2010", as_known=after) == "suspect"


def test_every_entry_says_what_to_do_and_rests_on_pages_public_by_then(release: Store) -> None:
    pages = {row["key"]: row["published"] for row in release.rows("SELECT * FROM citations")}
    for row in release.rows("SELECT * FROM gaps"):
        assert row["advice"]
        assert min(pages[key] for key in row["citation"].split()) <= row["published"], row["id"]
