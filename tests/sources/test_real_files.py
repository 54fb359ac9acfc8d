"""Every real file beside the checkout loads, or is refused with a reason that a person accepts."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from yalu.model.errors import YaluError

Read = Callable[..., list[dict[str, Any]]]
FOLDERS = ("gacc-query-zh", "gacc-query-en", "gacc-bulletin", "comtrade-api", "comtrade-legacy",
           "baci", "hs-concordance", "hs-nomenclature", "gacc-codes")  # fmt: skip
# Not in a form that a publisher gives out, or cut off: what SOURCES.md says of each.
REFUSED = {
    "mirror_argentina_soya_exports.csv": "is of no form that is read",
    "mirror_brazil_comexstat_soya_exports.csv": "is of no form that is read",
    "resultpage_fragment_e502201901.html": "the page is cut off inside its table",
    "china_imports_2014_top_hs2_by_partner.json": "is of no form that is read",
    "china_total_imports_monthly_to_201507.json": "is of no form that is read",
    "totals_by_region_2024-01_2025-06.xlsx": "the first rows of its sheets are of no form",
    "bulk_listing_response.json": "is of no form that is read",
    "derived_china_exports_critical_minerals_hs6_monthly.csv": "is of no form that is read",
    "preview-v1.openapi.yaml": "is of no form that is read",
    "baci_readme.txt": "is of no form that is read",
}


@pytest.fixture(scope="module")
def trade(shared: Path) -> Path:
    return shared / "data" / "trade"


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_real_file_loads_or_is_refused_with_a_reason(
    folder: str, trade: Path, rows_of: Read
) -> None:
    outcomes = {}
    for path in sorted((trade / folder).iterdir()):
        try:
            outcomes[path.name] = "" if rows_of(path, flow="M") else "no rows"
        except YaluError as refusal:
            outcomes[path.name] = str(refusal)
    assert [name for name, reason in outcomes.items() if REFUSED.get(name, "") not in reason] == []
    assert {name for name, reason in outcomes.items() if reason} <= set(REFUSED)


def test_the_month_of_imports_from_america_is_whole(trade: Path, rows_of: Read) -> None:
    # TRADE.md 1.2: 11,419 lines, 9,211,213,264 dollars, (commodity, regime) unique
    rows = rows_of(trade / "gacc-query-en" / "usa_import_201901_headerless.csv", flow="M")
    assert len(rows) == 11_419
    assert sum(row["value"] for row in rows) == Decimal(9_211_213_264)
    assert len({(row["commodity"], row["customs_procedure"]) for row in rows}) == 11_419


def test_china_bought_mineral_fuels_for_the_printed_millions(trade: Path, rows_of: Read) -> None:
    # TRADE.md 2.3, US$ million
    rows = rows_of(trade / "comtrade-legacy" / "hs27_focus_1988_2017.csv")
    fuels = {
        row["period"]: round(row["value"] / 1_000_000, 1)
        for row in rows
        if (row["reporter"], row["partner"], row["flow"]) == ("CHN", "PRK", "M")
    }
    expected = {"2010": "402.0", "2011": "1162.1", "2013": "1404.5", "2015": "1064.0",
                "2016": "1192.9", "2017": "421.3"}  # fmt: skip
    assert {year: str(fuels[year]) for year in expected} == expected


def test_exports_and_imports_of_the_bulletin_make_its_total(trade: Path, rows_of: Read) -> None:
    rows = rows_of(trade / "gacc-bulletin" / "china_dprk_iran_monthly_cny10k.csv")
    printed: dict[tuple[str, str], dict[str, Decimal]] = {}
    for row in rows:
        if row["status"] == "reported":
            printed.setdefault((row["partner"], row["period"]), {})[row["flow"]] = row["value"]
    gaps = [flows["T"] - flows["X"] - flows["M"] for flows in printed.values()]
    # 18 releases of two partners, each a month and, but for January, a year to date
    assert len(gaps) == 2 * (18 * 2 - sum(period.endswith("-01") for _, period in printed) // 2)
    assert max(map(abs, gaps)) <= 1  # a yuan of rounding


def test_the_unannounced_revision_of_june_2024_is_6_5_percent(trade: Path, rows_of: Read) -> None:
    # TRADE.md 1.4: 457,043.1 left for January to May against 488,703.1 published, CNY 10,000
    rows = rows_of(trade / "gacc-bulletin" / "china_dprk_iran_monthly_cny10k.csv")
    found = {
        row["status"]: row["value"] / 10_000
        for row in rows
        if (row["partner"], row["flow"], row["period"]) == ("PRK", "X", "2024-01/2024-05")
    }
    assert round(found["reported"], 1) == Decimal("488703.1")
    assert round(found["estimated"], 1) == Decimal("457043.1")
    assert round((found["estimated"] / found["reported"] - 1) * 100, 1) == Decimal("-6.5")


def test_the_consolidated_table_has_the_relations_that_were_counted(
    trade: Path, rows_of: Read
) -> None:
    rows = rows_of(trade / "hs-concordance" / "HS_consolidated_comtrade_concordances.csv")
    counts: dict[str, int] = {}
    for row in rows:
        counts[row["relationship"]] = counts.get(row["relationship"], 0) + 1
    # TRADE.md 4
    assert counts == {"1:1": 30_716, "n:n": 23_971, "n:1": 7_976, "1:n": 1_065}
