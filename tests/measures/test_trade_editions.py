"""The law held to trade in other editions of the HS than its own, by the tables that are loaded.

What becomes of 8802 and of 2601 is read off the correlation of HS2022 with HS2012 of the UN
Statistics Division: unmanned aircraft to carry passengers (8806.10) came from 8802 alone, other
unmanned aircraft (8806.29) from 8802 and from cameras (8525.80); iron ores stayed what they were.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from yalu.intake import loading
from yalu.model.answers import Answer
from yalu.model.law import Direction
from yalu.model.periods import Period
from yalu.workspace import Workspace

LINES = (
    "260111,260111", "260112,260112", "260120,260120", "852580,852580",
    "880211,880211", "880212,880212", "880220,880220", "880230,880230", "880240,880240",
    "880260,880260", "880610,880211", "880610,880220", "880629,852580", "880629,880211",
)  # fmt: skip
TODAY = date(2026, 11, 24)


def row(commodity: str, classification: str, flow: str, period: str) -> dict[str, Any]:
    month = Period.parse(period)
    return {
        "reporter": "CHN",
        "partner": "PRK",
        "flow": flow,
        "period": period,
        "first_month": month.first,
        "last_month": month.last,
        "commodity": commodity,
        "classification": classification,
        "product": "",
        "value": Decimal(1),
        "currency": "USD",
        "quantity": None,
        "quantity_unit": None,
        "status": "reported",
        "published": TODAY,
        "citation": "",
    }


def evaluated(workspace: Workspace, *rows: dict[str, Any]) -> list[dict[str, Any]]:
    found = workspace.evaluate_rows(rows, "PRK", as_known=TODAY, jurisdiction="UN")
    return list(found.observations.order_by("id").to_pyarrow().to_pylist())


def ids(found: Answer) -> set[str]:
    return {word.measure.id for word in found.bearings}


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Workspace]:
    table = tmp_path / "correlation.csv"
    table.write_text("HS 2022,HS 2012,Relationship\n" + "".join(f"{line},\n" for line in LINES))
    loading.load([table], tmp_path / "workspace", told=loading.Told(), on=TODAY)
    with Workspace.open(loaded=tmp_path / "workspace") as opened:
        yield opened


@pytest.fixture(scope="module")
def full(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Hold the workbooks of the UN between 2012, 2017 and 2022."""
    folder = tmp_path_factory.mktemp("full")
    books = shared / "data" / "trade" / "hs-concordance"
    names = ("2017toHS2012", "2022toHS2012", "2022toHS2017")
    loading.load(
        [books / f"HS{name}ConversionAndCorrelationTables.xlsx" for name in names],
        folder, told=loading.Told(), on=TODAY,
    )  # fmt: skip
    with Workspace.open(loaded=folder) as opened:
        yield opened


@pytest.mark.parametrize("edition", ["HS2012", "HS2017", "HS2022"])
def test_a_rule_on_2601_meets_trade_in_any_edition(full: Workspace, edition: str) -> None:
    before, after = evaluated(
        full, row("260111", edition, "M", "2016-06"), row("260111", edition, "M", "2017-10")
    )
    # Livelihood until August 2017 (resolution 2270 para. 29); none since (2371 para. 8), and what
    # was on its way had 30 days.
    assert (before["standing"], before["measures"]) == ("depends", "UN-2270-29iron")
    assert (after["standing"], after["measures"]) == ("prohibited", "UN-2371-8iron")
    told = "2601 of HS2012 (1:1)" in before["why"], "2601 of HS2017 (1:1)" in after["why"]
    assert told == (edition != "HS2012", edition != "HS2017")


@pytest.mark.parametrize("held", ["small", "full"])
def test_a_code_that_took_goods_of_a_rule_is_met_with_how(
    held: str, request: pytest.FixtureRequest
) -> None:
    workspace = request.getfixturevalue(held)
    carriers, drones = evaluated(
        workspace, row("880610", "HS2022", "X", "2017-03"), row("880629", "HS2022", "X", "2017-03")
    )
    for found in (carriers, drones):
        # Chapter 88 holds arms too, so the embargo of resolution 1718 stands beside it.
        assert (found["standing"], found["measures"]) == ("depends", "UN-1718-8a1 UN-2321-30")
        assert (
            f"{found['commodity']} is 8802 of HS2012 (n:n: the goods were shared out anew"
            in (found["why"])
        )


def test_without_a_table_codes_are_compared_as_written_and_that_is_said(
    workspace: Workspace,
) -> None:
    drone, ore = evaluated(
        workspace, row("880610", "HS2022", "X", "2017-03"), row("261690", "HS2022", "M", "2016-06")
    )
    assert "UN-2321-30" not in drone["measures"]
    assert "no correlation with HS2022 is loaded" in ore["why"]


def test_china_s_eight_digits_begin_with_the_edition_of_their_year(small: Workspace) -> None:
    (found,) = evaluated(small, row("88061000", "CHN8-2022", "X", "2017-03"))
    assert "UN-2321-30" in found["measures"]


def test_a_code_may_be_typed_with_its_edition(small: Workspace) -> None:
    asked: dict[str, Any] = {"on": date(2017, 3, 1), "as_known": TODAY, "commodity": "880610",
                             "direction": Direction.EXPORT, "jurisdiction": "UN"}  # fmt: skip
    assert "UN-2321-30" not in ids(small.standing("PRK", **asked))
    assert "UN-2321-30" in ids(small.standing("PRK", edition="HS2022", **asked))
