"""The reference release against the collection that it was written from, where that is at hand."""

import csv
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

FIGURES = Path(__file__).parents[3] / "shared" / "data" / "figures"
BULLETIN = FIGURES.parent / "trade" / "gacc-bulletin" / "china_dprk_iran_monthly_cny10k.csv"
COLUMNS = {"china_imports_usd": "M", "china_exports_usd": "X", "total_usd": "T"}
Shipped = dict[str, list[dict[str, Any]]]

pytestmark = pytest.mark.skipif(
    not FIGURES.is_dir(), reason="the collection ../shared/data is not beside this repository"
)


def collected() -> dict[tuple[str, str], Decimal]:
    """Give the preferred figure of each month and flow; a row of extra months replaces one."""
    figures = {}
    for name in ("monthly_totals.csv", "extra_months.csv"):
        with (FIGURES / name).open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                for column, flow in COLUMNS.items():
                    if row["preferred"] == "yes" and row[column]:
                        figures[row["period"], flow] = Decimal(row[column])
    return figures


def half_unit(value: Decimal) -> Decimal:
    """Half of the unit to which a number is printed: 426100000 is printed to 100,000."""
    digits = str(int(value))
    return Decimal(10 ** (len(digits) - len(digits.rstrip("0")))) / 2


def test_the_printed_precision_is_read_off_the_trailing_zeros() -> None:
    assert half_unit(Decimal(426100000)) == 50000
    assert half_unit(Decimal(456160000)) == 5000


def test_every_monthly_figure_collected_is_in_the_release(shipped: Shipped) -> None:
    held: dict[tuple[str, str], list[Decimal]] = {}
    for row in shipped["prk-totals"]:
        if row["value"] is not None and row["currency"] == "USD":
            held.setdefault((row["period"], row["flow"]), []).append(row["value"])
    assert [
        (cell, value)
        for cell, value in collected().items()
        if not any(abs(there - value) <= half_unit(value) for there in held.get(cell, []))
    ] == []


def test_every_published_month_of_the_bulletin_is_in_the_release_to_the_yuan(
    shipped: Shipped,
) -> None:
    held = {(r["partner"], r["flow"], r["period"], r["value"]) for r in shipped["gacc-bulletin"]}
    flows = {"import": "M", "export": "X", "total": "T"}
    partners = {"DPRK": "PRK", "Iran": "IRN"}
    with BULLETIN.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["basis"] == "as_published"]
    assert rows
    # The collection counts in units of 10,000 yuan with four decimals: that is, in yuan.
    assert [
        (row["partner"], row["flow"], row["period"])
        for row in rows
        if row["month_value_cny_10k"]
        and (
            partners[row["partner"]],
            flows[row["flow"]],
            row["period"],
            Decimal(row["month_value_cny_10k"]) * 10000,
        )
        not in held
    ] == []


# NOTES of the measures, "OFAC batches: counts matched against published totals".
@pytest.mark.parametrize(
    ("action", "entities", "individuals", "vessels"),
    [
        ("ofac-2016-09-26", 1, 4, 0),
        ("ofac-2017-03-31", 1, 11, 0),
        ("ofac-2017-06-01", 9, 3, 0),
        ("ofac-2017-06-29", 1, 2, 0),
        ("ofac-2017-08-22", 10, 6, 0),
        ("ofac-2017-09-26", 8 + 1, 26, 0),  # eight banks and the central bank
        ("ofac-2017-11-21", 13, 1, 20),
        ("ofac-2018-01-24", 9, 16, 6),
        ("ofac-2018-02-23", 27, 1, 28),
    ],
)
def test_a_batch_of_the_treasury_has_the_published_count(
    shipped: Shipped, action: str, entities: int, individuals: int, vessels: int
) -> None:
    batch = next(row for row in shipped["actions"] if row["action"] == action)
    assert (batch["entities"], batch["individuals"], batch["vessels"]) == (
        entities,
        individuals,
        vessels,
    )
