"""Every real file beside the checkout loads, or is refused with a reason that a person accepts."""

import csv
import json
import re
import zipfile
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import python_calamine

from yalu.model.errors import YaluError

Read = Callable[..., list[dict[str, Any]]]
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
FOLDERS = ("gacc-query-zh", "gacc-query-en", "gacc-bulletin", "comtrade-api", "comtrade-legacy",
           "baci", "hs-concordance", "hs-nomenclature", "gacc-codes")  # fmt: skip
# Not in a form that a publisher gives out, or cut off: what SOURCES.md says of each.
REFUSED = {
    "mirror_argentina_soya_exports.csv": "is of no form that is read",
    "mirror_brazil_comexstat_soya_exports.csv": "is of no form that is read",
    "resultpage_fragment_e502201901.html": "the page is cut off inside its table",
    "china_imports_2014_top_hs2_by_partner.json": "is of no form that is read",
    "china_total_imports_monthly_to_201507.json": "is of no form that is read",
    "totals_by_region_2024-01_2025-06.xlsx": "totals by month without a partner, goods or a unit",
    "bulk_listing_response.json": "it lists bulk files of UN Comtrade that can be fetched",
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


def test_every_month_of_the_bulletin_is_there_with_its_value(trade: Path, rows_of: Read) -> None:
    path = trade / "gacc-bulletin" / "china_dprk_iran_monthly_cny10k.csv"
    flows = {"total": "T", "export": "X", "import": "M"}
    with path.open(encoding="utf-8-sig", newline="") as file:
        expected = {
            (row["period"], row["partner_name_zh"], flows[row["flow"]]): Decimal(
                row["month_value_cny_10k"]
            )
            for row in csv.DictReader(file)
        }
    months = [row for row in rows_of(path) if row["frequency"] == "M"]
    # January's year to date is its month, and stands once
    found = {
        (row["period"], row["partner_code"], row["flow"]): row["value"] / 10_000
        for row in months
        if not row["arithmetic"].endswith("same release)")
    }
    assert found == expected


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


# What each file of figures calls its cells; read here by the standard library alone.
GACC = ("数据年月", "贸易伙伴编码", "商品编码", "人民币", "第一数量")
ENGLISH = ("Date of data", "Trading partner code", "Commodity code", "US dollar", "Quantity")
NEW = ("period", "partner_code", "cmd_code", "primary_value", "qty")
LEGACY = ("Period", "Partner Code", "Commodity Code", "Trade Value (US$)", "Qty")
FIGURES = {
    "gacc-query-zh/soya_2023.csv": ("gb18030", GACC),
    "gacc-query-zh/soya_2024in.csv": ("gb18030", GACC),
    "gacc-query-zh/soya_2024out.csv": ("gb18030", GACC),
    "gacc-query-en/i20420186.csv": ("ascii", ENGLISH),
    "comtrade-api/converted_example10_bulk_h0_100rows.csv": ("utf-8", NEW),
    "comtrade-api/converted_example1_usa_2018_2022.csv": ("utf-8", NEW),
    "comtrade-api/converted_example2_china_exports_2012_2022.csv": ("utf-8", NEW),
    "comtrade-api/converted_example3_thailand_hs_2007_2011.csv": ("utf-8", NEW),
    "comtrade-api/converted_example9_partner2.csv": ("utf-8", NEW),
    "comtrade-legacy/hs27_focus_1988_2017.csv": ("utf-8", LEGACY),
    "comtrade-legacy/hs27_world_2016.csv": ("utf-8-sig", LEGACY),
    "comtrade-legacy/hs27_world_2017.csv": ("utf-8-sig", LEGACY),
    "comtrade-legacy/hs44_focus_1988_2017.csv": ("utf-8", LEGACY),
}


@pytest.mark.parametrize("name", FIGURES)
def test_every_row_of_figures_is_there_with_its_value(
    name: str, trade: Path, rows_of: Read
) -> None:
    encoding, (period, partner, goods, value, quantity) = FIGURES[name]
    with (trade / name).open(encoding=encoding, newline="") as file:
        printed = list(csv.DictReader(file))
    expected = Counter(
        (row[period], row[partner], row[goods], Decimal(row[value].replace(",", "")))
        for row in printed
    )
    rows = rows_of(trade / name, flow="M")
    assert len(rows) == len(printed)
    assert expected == Counter(
        (row["period"].replace("-", ""), row["partner_code"], row["commodity"] or "TOTAL",
         row["value"]) for row in rows
    )  # fmt: skip
    weighed = [Decimal(row[quantity] or 0) for row in printed]
    assert {row["quantity"] or Decimal(0) for row in rows} <= set(weighed) | {Decimal(0)}


def grid(path: Path, sheet: int) -> list[tuple[str, ...]]:
    """Read a sheet by its XML alone, or an old one by the reader itself."""
    if path.suffix == ".xls":
        rows = python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(sheet)
        found = [tuple(str(cell) for cell in row) for row in rows.to_python()]
        return [row for row in found if any(row)]
    with zipfile.ZipFile(path) as book:
        strings, tree = (
            ElementTree.fromstring(book.read(f"xl/{part}.xml"))  # noqa: S314  - a known file
            for part in ("sharedStrings", f"worksheets/sheet{sheet + 1}")
        )
    texts = ["".join(t.text or "" for t in item.iter(f"{MAIN}t")) for item in strings]
    found = []
    for row in tree.iter(f"{MAIN}row"):
        cells = ((cell.get("t"), cell.findtext(f"{MAIN}v") or "") for cell in row)
        found.append(tuple(texts[int(v)] if t == "s" and v else v for t, v in cells))
    return [row for row in found if any(row)]


# Which sheet of a workbook is the correlation, and how many rows of headings it has.
WORKBOOKS = {
    "HS2017toHS2002ConversionAndCorrelationTables.xlsx": (1, 2),
    "HS2017toHS2007ConversionAndCorrelationTables.xlsx": (1, 2),
    "HS2017toHS2012ConversionAndCorrelationTables.xlsx": (1, 2),
    "HS2022toHS2002ConversionAndCorrelationTables.xlsx": (1, 2),
    "HS2022toHS2007ConversionAndCorrelationTables.xlsx": (1, 2),
    "HS2022toHS2012ConversionAndCorrelationTables.xlsx": (1, 2),
    "HS2022toHS2017ConversionAndCorrelationTables.xlsx": (1, 2),
    "HS_2007_to_HS_2002_Correlation_and_conversion_tables.xls": (0, 2),
    "HS_2012_to_HS_2002_Correlation_and_conversion_tables.xls": (0, 4),
    "HS_2012_to_HS_2007_Correlation_and_conversion_tables.xls": (0, 2),
}


@pytest.mark.parametrize("name", WORKBOOKS)
def test_every_line_of_a_correlation_is_there_with_its_relation(
    name: str, trade: Path, rows_of: Read
) -> None:
    sheet, headings = WORKBOOKS[name]
    lines = [[c for c in row if c and c != "ex"]
             for row in grid(trade / "hs-concordance" / name, sheet)[headings:]]  # fmt: skip
    years = re.findall(r"HS_?(20\d\d)", name)
    rows = rows_of(trade / "hs-concordance" / name)
    assert {(row["from_edition"], row["to_edition"]) for row in rows} == {
        (f"HS{years[0]}", f"HS{years[1]}")
    }
    assert Counter((a, b, r.replace(" to ", ":")) for a, b, r in lines) == Counter(
        (row["from_code"], row["to_code"], row["relationship"]) for row in rows
    )


@pytest.mark.parametrize("edition", range(7))
def test_every_code_of_a_tree_is_there_under_its_parent(
    edition: int, trade: Path, rows_of: Read
) -> None:
    path = trade / "hs-nomenclature" / f"classificationH{edition}.json"
    nodes = json.loads(path.read_text("utf-8-sig"))["results"]
    year = (1992, 1996, 2002, 2007, 2012, 2017, 2022)[edition]
    assert {(f"HS{year}", n["id"], n["parent"].strip("#")) for n in nodes} == {
        (row["edition"], row["code"], row["parent"]) for row in rows_of(path)
    }


# TRADE.md 1.3: how many codes, and one that is named there
CODES = {
    "COUNTRY.xls": (241, "109", "朝鲜"), "CODE_TS.xls": (8557, "27011100", "无烟煤"),
    "TRADE_MOOD.xls": (20, "19", "边境小额贸易"), "TRADE_CO.xls": (31, "21", "辽宁"),
    "registration_place_codes_zh.csv": (31, "22", "吉林"),
}  # fmt: skip


@pytest.mark.parametrize("name", CODES)
def test_the_lists_of_codes_are_whole(name: str, trade: Path, rows_of: Read) -> None:
    number, code, label = CODES[name]
    rows = rows_of(trade / "gacc-codes" / name)
    assert len(rows) == number
    (named,) = (row["label_zh"] for row in rows if row["code"] == code)
    assert label in named
