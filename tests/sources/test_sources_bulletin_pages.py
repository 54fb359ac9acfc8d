"""The bulletin's table by country as a page that a browser saved, in Chinese and in English."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from yalu.model.errors import UnreadableFileError, UnrecognisedFileError

Read = Callable[..., list[dict[str, Any]]]
Rows = Sequence[Sequence[str]]
# A page of the English site as it is laid out: title and unit are rows of the table.
TOP = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>Customs</title>
<script>if (1 < 2) { document.write("<table><tr><td>by Country</td></tr>"); }</script></head><body>
<!-- <table><tr><td>old</td></tr></table> --><ul><li><a href=x>Home</a></li></ul>
<table class="layout"><tr><td>{above}<table border=1>"""
END = "</table>{below}</td></tr></table></body></html>"
ENGLISH = """
<tr><td colspan=10><p><span>(2) Imports and Exports by Country</span> <b>(Region)</b> of
 Origin/Destination,7.2017</p></td></tr>
<tr><td colspan="10">Unit:US$1,000</td></tr>
<tr><td rowspan=2>Country (Region) of Origin/Destination</td><td colspan=2>Total</td>
<td colspan=2>Exports</td><td colspan=2>Imports</td>
<td colspan=3>Percentage Change of Accumulated Amount over the Same Period Last Year</td></tr>
<tr><td>7</td><td>1 to 7</td><td>7</td><td>1 to 7</td><td>7</td><td>1 to 7</td>
<td>Total</td><td>Exports</td><td>Imports</td></tr>
"""
CHINESE = """
<tr><th rowspan="2">进口原产国（地）<br>出口最终目的国（地）</th><th colspan="2">进出口</th>
<th colspan="2">出口</th><th colspan="2">进口</th><th colspan="3">累计比去年同期±％</th></tr>
<tr><th>7月</th><th>1至7月</th><th>7月</th><th>1至7月</th><th>7月</th><th>1至7月</th>
<th>进出口</th><th>出口</th><th>进口</th></tr>
"""
JANUARY = """
<tr><td colspan=7>(2) Imports and Exports by Country (Region) of Origin/Destination,1.2018</td></tr>
<tr><td colspan=7>Unit:US$1,000</td></tr>
<tr><td rowspan=2>Country (Region) of Origin/Destination</td><td>Total</td><td>Exports</td>
<td>Imports</td><td colspan=3>Percentage Change</td></tr>
<tr><td>1</td><td>1</td><td>1</td><td>Total</td><td>Exports</td><td>Imports</td></tr>
"""
PARTNERS: Rows = [
    ("TOTAL", "1,000", "6,000", "600", "3,500", "400", "2,500", "1.0", "1.0", "1.0"),
    ("Asia:", "900", "5,000", "500", "3,000", "400", "2,000", "1.0", "1.0", "1.0"),
    ("Democratic People's Republic of Korea", "456", "2,845", "300", "1,800", "156", "1,045",
     "-", "-", "-"),
    ("ASEAN", "9", "############", "5", "50", "4", "40", "1.0", "1.0", "1.0"),
]  # fmt: skip


def rows(cells: Rows) -> str:
    return "".join(
        f"<tr>{''.join(f'<td><span>{cell}&nbsp;</span></td>' for cell in row)}</tr>\n"
        for row in cells
    )


def page(path: Path, head: str, cells: Rows, *, above: str = "", encoding: str = "utf-8") -> Path:
    note = "<tr><td colspan=10>Notes: 1. ASEAN: Brunei, Myanmar, Cambodia.</td></tr>"
    text = TOP.replace("{above}", above) + head + rows(cells) + note + END.replace("{below}", above)
    path.write_bytes(text.replace("utf-8", encoding).encode(encoding))
    return path


def of(found: list[dict[str, Any]], partner: str, flow: str) -> list[tuple[str, Any, str]]:
    return [
        (row["period"], row["value"], row["status"])
        for row in found
        if (row["partner"], row["flow"]) == (partner, flow)
    ]


def test_an_english_page_gives_month_year_to_date_and_what_is_left(
    rows_of: Read, tmp_path: Path
) -> None:
    found = rows_of(page(tmp_path / "a.html", ENGLISH, PARTNERS))
    # 1,800 − 300 = 1,500 thousand dollars for January to June
    assert of(found, "PRK", "X") == [
        ("2017-07", Decimal(300_000), "reported"),
        ("2017-01/2017-07", Decimal(1_800_000), "reported"),
        ("2017-01/2017-06", Decimal(1_500_000), "estimated"),
    ]
    assert {row["currency"] for row in found} == {"USD"}
    assert str(found[0]["published"]) == "2017-08-20"


def test_continents_and_unions_of_a_page_are_in_no_sum(rows_of: Read, tmp_path: Path) -> None:
    found = rows_of(page(tmp_path / "a.html", ENGLISH, PARTNERS))
    assert {row["partner"]: row["is_aggregate"] for row in found} == {
        "W00": True, "GACC-Asia": True, "PRK": False, "GACC-ASEAN": True,
    }  # fmt: skip


def test_a_figure_that_the_page_shows_as_signs_is_missing_and_no_nil(
    rows_of: Read, tmp_path: Path
) -> None:
    found = rows_of(page(tmp_path / "a.html", ENGLISH, PARTNERS))
    assert ("2017-01/2017-07", None, "missing") in of(found, "GACC-ASEAN", "T")


@pytest.mark.parametrize(
    ("unit", "currency", "times"), [("万元人民币", "CNY", 10_000), ("千美元", "USD", 1000)]
)
@pytest.mark.parametrize("encoding", ["utf-8", "gb2312"])
def test_a_chinese_page_has_its_title_and_unit_above_the_table(
    *, unit: str, currency: str, times: int, encoding: str, rows_of: Read, tmp_path: Path
) -> None:
    above = (f"<h1>（2）2017年7月进出口商品<br/>国别（地区）总值表</h1><p>发布时间：2017-08-23</p>"
             f"<p>（2）2017年7月进出口商品国别（地区）总值表</p><p>单位：{unit}</p>")  # fmt: skip
    names = ("总值", "亚洲", "朝鲜", "东南亚国家联盟")
    cells = [(name, *row[1:]) for name, row in zip(names, PARTNERS, strict=True)]
    found = rows_of(page(tmp_path / "a.html", CHINESE, cells, above=above, encoding=encoding))
    assert of(found, "PRK", "M")[0] == ("2017-07", Decimal(156 * times), "reported")
    assert {row["currency"] for row in found} == {currency}


def test_a_page_of_january_prints_the_month_alone(rows_of: Read, tmp_path: Path) -> None:
    cells = [("Korea, DPR", "5", "3", "2", "1", "1", "1")]
    found = rows_of(page(tmp_path / "a.xls", JANUARY, cells))
    assert of(found, "PRK", "T") == [("2018-01", Decimal(5_000), "reported")]


def test_the_line_of_a_row_at_fault_is_that_of_the_page(rows_of: Read, tmp_path: Path) -> None:
    path = page(tmp_path / "a.html", ENGLISH, [*PARTNERS, ("Peru", "x", *PARTNERS[0][2:])])
    line = next(n for n, text in enumerate(path.read_text().splitlines(), 1) if "Peru" in text)
    with pytest.raises(UnreadableFileError, match=rf"line {line} .*'x' is no number"):
        rows_of(path)


def test_a_page_cut_off_inside_its_table_is_refused(rows_of: Read, tmp_path: Path) -> None:
    path = page(tmp_path / "a.html", ENGLISH, PARTNERS)
    path.write_text(path.read_text().partition("ASEAN")[0])
    with pytest.raises(UnreadableFileError, match="cut off inside its table"):
        rows_of(path)


def test_a_page_that_lists_the_bulletins_is_no_table(rows_of: Read, tmp_path: Path) -> None:
    listing = rows([["(2) Imports and Exports by Country", "Jan", "Feb", "Mar"]])
    path = tmp_path / "monthly.html"
    path.write_text(f"<html><table>{listing}</table></html>")
    with pytest.raises(UnrecognisedFileError):
        rows_of(path)
