import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from yalu.model.errors import HostileFileError, UnreadableFileError, UnrecognisedFileError

Read = Callable[..., list[dict[str, Any]]]
Grid = list[list[str | float]]
Write = Callable[..., Path]
CHINESE: Grid = [
    ["（2）2017年7月进出口商品国别（地区）总值表（人民币值）"],
    ["单位：万元人民币"],
    [
        "进口原产国（地）出口最终目的国（地）",
        "进出口",
        "",
        "出口",
        "",
        "进口",
        "",
        "累计比去年同期±％",
    ],
    ["", "7月", "1至7月", "7月", "1至7月", "7月", "1至7月", "进出口", "出口", "进口"],
    ["总值", 1000.5, 6000.5, 600.5, 3500.5, 400, 2500, 10.1, 9.9, 10.4],
    ["亚洲", 500, 3000, 300, 1700, 200, 1300, 1, 2, 3],
    ["  朝鲜", 30.5, 200.5, 20.5, 130.5, 10, 70, -6.7, 5.5, -20.1],
    ["中国", 5, 40, "-", "-", 5, 40, 1, "-", 1],
    ["注：1. 数据为初步数", "", "", "", "", "", "", ""],
]
ENGLISH: Grid = [
    ["(2) Imports and Exports by Country (Region) of Origin/Destination, July 2017"],
    ["Unit: US$1,000"],
    ["Country (Region)", "Total", "", "Exports", "", "Imports", "", "Percentage Change"],
    ["", "7", "1-7", "7", "1-7", "7", "1-7", "Total", "Exports", "Imports"],
    ["TOTAL", 1000, 6000, 600, 3500, 400, 2500, 1, 1, 1],
    ["Democratic People's Republic of Korea", 456, 2845, 300, 1800, 156, 1045, 1, 1, 1],
]


def of(rows: list[dict[str, Any]], partner: str, flow: str) -> list[tuple[str, Decimal, str]]:
    return [
        (row["period"], row["value"], row["status"])
        for row in rows
        if (row["partner"], row["flow"]) == (partner, flow)
    ]


def test_a_chinese_sheet_gives_month_year_to_date_and_what_is_left(
    rows_of: Read, workbook: Write, tmp_path: Path
) -> None:
    rows = rows_of(workbook(tmp_path / "b.xlsx", CHINESE))
    # 130.5 − 20.5 = 110 times 10,000 yuan for January to June
    assert of(rows, "PRK", "X") == [
        ("2017-07", Decimal(205_000), "reported"),
        ("2017-01/2017-07", Decimal(1_305_000), "reported"),
        ("2017-01/2017-06", Decimal(1_100_000), "estimated"),
    ]
    assert {row["margin"] for row in rows if row["status"] == "reported"} == {Decimal(500)}


def test_continents_and_the_total_are_marked_as_aggregates(
    rows_of: Read, workbook: Write, tmp_path: Path
) -> None:
    rows = rows_of(workbook(tmp_path / "b.xlsx", CHINESE))
    marks = {row["partner"]: row["is_aggregate"] for row in rows}
    assert marks == {"W00": True, "GACC-亚洲": True, "PRK": False, "CHN": False}


def test_a_dash_is_a_nil_and_a_note_under_the_table_no_partner(
    rows_of: Read, workbook: Write, tmp_path: Path
) -> None:
    rows = rows_of(workbook(tmp_path / "b.xlsx", CHINESE))
    assert of(rows, "CHN", "X")[0] == ("2017-07", Decimal(0), "zero")


def test_an_english_sheet_prints_thousands_of_dollars(
    rows_of: Read, workbook: Write, tmp_path: Path
) -> None:
    rows = rows_of(workbook(tmp_path / "b.xlsx", ENGLISH))
    assert of(rows, "PRK", "T")[0] == ("2017-07", Decimal(456_000), "reported")
    assert {row["currency"] for row in rows} == {"USD"}
    assert str(rows[0]["published"]) == "2017-08-20"


def test_a_sheet_that_does_not_say_its_unit_is_refused(
    rows_of: Read, workbook: Write, tmp_path: Path
) -> None:
    with pytest.raises(UnreadableFileError, match="in which unit"):
        rows_of(workbook(tmp_path / "b.xlsx", [CHINESE[0], ["单位："], *CHINESE[2:]]))


def test_a_sheet_whose_imports_have_no_heading_is_refused(
    rows_of: Read, workbook: Write, tmp_path: Path
) -> None:
    grid = [*CHINESE[:2], [*CHINESE[2][:5], "别的", *CHINESE[2][6:]], *CHINESE[3:]]
    with pytest.raises(UnreadableFileError, match="total, exports and imports"):
        rows_of(workbook(tmp_path / "b.xlsx", grid))


@pytest.mark.parametrize("name", ["亚特兰蒂斯", "Atlantis"])
def test_a_partner_with_a_new_name_is_kept_as_printed_and_in_no_sum(
    name: str, rows_of: Read, workbook: Write, tmp_path: Path
) -> None:
    rows = rows_of(workbook(tmp_path / "b.xlsx", [*CHINESE[:6], [name, *CHINESE[6][1:]]]))
    assert of(rows, f"GACC-{name}", "M")[0] == ("2017-07", Decimal(100_000), "reported")
    assert {row["is_aggregate"] for row in rows if row["partner_code"] == name} == {True}


def test_a_row_whose_name_is_a_number_is_refused_with_its_line(
    rows_of: Read, workbook: Write, tmp_path: Path
) -> None:
    with pytest.raises(UnreadableFileError, match=r"line 7 .*'17'"):
        rows_of(workbook(tmp_path / "b.xlsx", [*CHINESE[:6], ["17", *CHINESE[6][1:]]]))


def test_a_sheet_that_declares_entities_is_refused(
    rows_of: Read, workbook: Write, tmp_path: Path
) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "c">]>'
    with pytest.raises(ValueError, match="XML entities"):
        rows_of(workbook(tmp_path / "b.xlsx", CHINESE, extra=bomb))


def test_a_sheet_of_something_else_is_not_recognised(
    rows_of: Read, workbook: Write, tmp_path: Path
) -> None:
    with pytest.raises(
        UnrecognisedFileError, match="the sheets that it holds are of no form that is read"
    ):
        rows_of(workbook(tmp_path / "b.xlsx", [["a", "b"], [1, 2]]))


def test_a_release_says_what_the_months_before_add_up_to_by_now(
    rows_of: Read, specimens: Path
) -> None:
    rows = rows_of(specimens / "bulletin_series.csv")
    before = [(str(r["published"]), r["value"], r["status"]) for r in rows
              if r["flow"] == "X" and r["period"] == "2024-01/2024-05"]  # fmt: skip
    # printed in June: 500; by the July release 570 − 110 = 460, times 10,000 yuan
    assert before == [
        ("2024-06-20", Decimal(5_000_000), "reported"),
        ("2024-07-20", Decimal(4_600_000), "estimated"),
    ]


def test_a_cell_that_is_worked_out_is_refused_by_its_place(
    rows_of: Read, workbook: Write, tmp_path: Path
) -> None:
    path = workbook(tmp_path / "b.xlsx", CHINESE)
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b'r="C7"><v>', b'r="C7"><f>B7+1</f><v>')
    with zipfile.ZipFile(path, "w") as book:
        for name, content in parts.items():
            book.writestr(name, content)
    with pytest.raises(HostileFileError, match="cell C7 holds a formula"):
        rows_of(path)


@pytest.mark.parametrize(
    ("unit", "currency", "times"),
    [
        ("单位：万元人民币", "CNY", 10_000), ("单位:万元", "CNY", 10_000),
        ("单位：亿元人民币", "CNY", 10**8), ("单位：千美元", "USD", 1000),
        ("单位：万美元", "USD", 10_000), ("单位：亿美元", "USD", 10**8),
        ("Unit: US $ 1,000", "USD", 1000), ("Unit: US$ thousand", "USD", 1000),
        ("Unit: US$10,000", "USD", 10_000), ("Unit: US$ million", "USD", 10**6),
        ("Unit: USD 100 million", "USD", 10**8), ("Unit: CNY 100 million", "CNY", 10**8),
        ("Unit: RMB 10,000", "CNY", 10_000),
    ],
)  # fmt: skip
def test_a_release_prints_in_the_unit_that_it_says(
    *, unit: str, currency: str, times: int, rows_of: Read, workbook: Write, tmp_path: Path
) -> None:
    grid = [["国别 2017年7月"], [unit], *CHINESE[2:]]
    rows = rows_of(workbook(tmp_path / "b.xlsx", grid))
    bought = next(row for row in rows if (row["partner"], row["flow"]) == ("PRK", "M"))
    assert (bought["currency"], bought["value"]) == (currency, Decimal(10 * times))


def test_two_months_that_came_out_together_have_no_month_of_their_own(
    rows_of: Read, workbook: Write, tmp_path: Path
) -> None:
    grid: Grid = [
        ["（2）2021年1至2月进出口商品国别（地区）总值表（人民币值）"],
        ["单位：万元人民币"],
        ["国家（地区）", "进出口", "出口", "进口", "累计比去年同期±％"],
        ["", "1至2月", "1至2月", "1至2月", "进出口", "出口", "进口"],
        ["朝鲜", 2.5, 2, 0.5, -90.5, -91, "-"],
    ]
    rows = rows_of(workbook(tmp_path / "b.xlsx", grid))
    assert [(row["flow"], row["period"], row["value"], row["change_year_pct"]) for row in rows] == [
        ("T", "2021-01/2021-02", Decimal(25_000), -90.5),
        ("X", "2021-01/2021-02", Decimal(20_000), -91),
        ("M", "2021-01/2021-02", Decimal(5_000), None),
    ]
    assert {str(row["published"]) for row in rows} == {"2021-03-20"}


def test_a_whole_year_is_out_after_its_end(rows_of: Read, workbook: Write, tmp_path: Path) -> None:
    grid: Grid = [
        ["国别（地区）总值表"],
        ["单位：千美元"],
        ["国家（地区）", "进出口", "出口", "进口"],
        ["朝鲜", 3, 2, 1],
    ]
    rows = rows_of(workbook(tmp_path / "b.xlsx", grid), period="2017")
    assert {(row["period"], str(row["published"])) for row in rows} == {("2017", "2018-01-20")}
    assert [row["value"] for row in rows] == [Decimal(3000), Decimal(2000), Decimal(1000)]


@pytest.mark.parametrize(
    ("unit", "currency", "times"),
    [
        ("单位∶万元人民币", "CNY", 10_000),
        ("单位：亿元", "CNY", 100_000_000),
        ("单位：亿元人民币", "CNY", 100_000_000),
        ("单位：百万美元", "USD", 1_000_000),
        ("单位：千美元", "USD", 1000),
        ("Unit: USD1 Million", "USD", 1_000_000),
        ("Unit: CNY 100 Million", "CNY", 100_000_000),
    ],
)
def test_each_unit_that_the_customs_print_is_known(
    *, unit: str, currency: str, times: int, rows_of: Read, workbook: Write, tmp_path: Path
) -> None:
    title = str(CHINESE[0][0]).replace("（人民币值）", "")
    rows = rows_of(workbook(tmp_path / "b.xlsx", [[title], [unit], *CHINESE[2:]]))
    assert of(rows, "PRK", "M")[0] == ("2017-07", Decimal(10 * times), "reported")
    assert {row["currency"] for row in rows} == {currency}


@pytest.mark.parametrize(("title", "unit"), [("人民币值", "千美元"), ("美元值", "万元人民币")])
def test_a_title_and_a_unit_of_two_currencies_are_refused(
    title: str, unit: str, rows_of: Read, workbook: Write, tmp_path: Path
) -> None:
    top = [[str(CHINESE[0][0]).replace("人民币值", title)], [f"单位：{unit}"]]
    with pytest.raises(UnreadableFileError, match="its title says"):
        rows_of(workbook(tmp_path / "b.xlsx", [*top, *CHINESE[2:]]))


def test_the_express_table_is_out_first_and_names_members_of_unions(
    rows_of: Read, workbook: Write, tmp_path: Path
) -> None:
    title = str(CHINESE[0][0]).replace("商品国别", "商品主要国别")
    germany = ["其中：德国", *CHINESE[6][1:]]
    rows = rows_of(workbook(tmp_path / "b.xlsx", [[title], *CHINESE[1:5], germany]))
    assert {str(row["published"]) for row in rows} == {"2017-08-15"}
    assert of(rows, "DEU", "M")[0] == ("2017-07", Decimal(100_000), "reported")


def test_headings_may_stand_in_one_row_with_their_months(
    rows_of: Read, workbook: Write, tmp_path: Path
) -> None:
    heads = ["国别（地区）", *(f"{flow}{span}" for flow in ("进出口", "出口", "进口")
                           for span in ("7月", "1至7月"))]  # fmt: skip
    rows = rows_of(workbook(tmp_path / "b.xlsx", [*CHINESE[:2], heads, CHINESE[6][:7]]))
    assert of(rows, "PRK", "X")[:2] == [
        ("2017-07", Decimal(205_000), "reported"),
        ("2017-01/2017-07", Decimal(1_305_000), "reported"),
    ]


def test_a_table_of_a_year_is_of_that_year(rows_of: Read, workbook: Write, tmp_path: Path) -> None:
    grid = [["（2）2017年进出口商品国别（地区）总值表"], ["单位：万元人民币"],
            ["国别（地区）", "进出口", "出口", "进口"], ["朝鲜", 3, 2, 1]]  # fmt: skip
    assert of(rows_of(workbook(tmp_path / "b.xlsx", grid)), "PRK", "M") == [
        ("2017", Decimal(10_000), "reported")
    ]
