from datetime import date
from typing import Any

import pytest

from yalu.analysis.shares import latest_shares
from yalu.model.periods import Period
from yalu.store import lookups
from yalu.store.engine import Store

JULY = Period.parse("2017-07")


def share(
    year: str, percent: float, basis: str = "exports", crude: str = "unknown", **others: str
) -> dict[str, Any]:
    return {
        "reporter": "PRK",
        "partner": "CHN",
        "year": year,
        "basis": basis,
        "inter_korean": "excluded",
        "crude_estimate": crude,
        "share_pct": percent,
        "compiler": "KOTRA",
        "status": "reported",
        "arithmetic": "",
        "published": date(2017, 7, 21),
        "citation": "page",
        **others,
    }


def told(*rows: dict[str, Any]) -> list[tuple[str, str, float]]:
    return [(f.method, str(f.period), float(f.value or 0)) for f in latest_shares(rows, by=JULY)]


def test_the_share_of_the_latest_year_is_told() -> None:
    assert told(share("2016", 92.5), share("2015", 91.3)) == [("exports", "2016", 92.5)]


def test_shares_of_exports_and_of_all_trade_are_told_apart() -> None:
    rows = share("2016", 92.5, "trade"), share("2016", 85.6, "exports")
    assert told(*rows) == [("exports", "2016", 85.6), ("trade", "2016", 92.5)]


def test_shares_with_and_without_the_crude_estimate_are_told_apart() -> None:
    rows = share("2016", 92.5, crude="included"), share("2016", 91.5, crude="excluded")
    found = latest_shares(rows, by=JULY)
    assert len({finding.id for finding in found}) == 2
    assert {"estimate of unpublished crude oil" in f.caveats[0] for f in found} == {True}


def test_a_basis_is_told_for_its_latest_year_alone() -> None:
    rows = share("2016", 92.5), share("2015", 91.3, compiler="KITA")
    assert told(*rows) == [("exports", "2016", 92.5)]


def test_a_share_over_several_years_is_none_of_a_year() -> None:
    assert told(share("2001/2018", 50.3)) == []


def test_no_share_of_a_later_year_is_told() -> None:
    assert told(share("2018", 79), share("2016", 92.5)) == [("exports", "2016", 92.5)]


def test_no_share_of_the_year_that_the_month_belongs_to_is_told() -> None:
    assert told(share("2017", 93.3), share("2016", 92.5)) == [("exports", "2016", 92.5)]


def test_a_share_divided_from_amounts_says_so() -> None:
    row = share("2015", 91.9, status="estimated", arithmetic="2480000000 / 2700000000 * 100")
    (finding,) = latest_shares([row], by=JULY)
    assert finding.status == "estimated"
    assert "2480000000 / 2700000000 * 100" in finding.caveats[-1]


@pytest.mark.parametrize(
    ("day", "percent"),
    [
        (date(2017, 8, 26), {91.5, 92.2}),  # ITC, and KOTRA without its estimate of crude oil
        (date(2017, 9, 30), {91.5, 92.2, 92.5}),  # the page with the estimate: 3 September 2017
    ],
)
def test_the_shares_in_all_trade_of_2016_are_those_known(
    release: Store, day: date, percent: set[float]
) -> None:
    # NOTES of the figures: KOTRA 92.5 and ITC 91.5 percent of total trade in 2016.
    found = latest_shares(lookups.shares(release, "PRK", "CHN", as_known=day), by=JULY)
    assert {float(f.value or 0) for f in found if f.method == "trade"} == percent
    assert {str(f.period) for f in found if f.method == "trade"} == {"2016"}
