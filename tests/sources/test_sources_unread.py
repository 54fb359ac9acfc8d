"""What is said of a file that is of no form that is read: what it is, and what to do with it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from yalu.model.errors import UnrecognisedFileError

Read = Callable[..., list[dict[str, Any]]]
Write = Callable[..., Path]
QUERY = "数据年月,贸易伙伴编码,商品编码,美元\n201707,109,2701,1\n"
XML_OF_2003 = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet/></Workbook>"""
TEXTS = {
    "海关统计数据查询\n" + QUERY: "line 1 stands above the headings of a query download",
    "sep=,\n\n" + QUERY: "line 1 stands above the headings of a query download",
    "a\nb\nc\n" + QUERY: "lines 1 to 3 stand above the headings of a query download",
    "From: <Saved by Blink>\nMIME-Version: 1.0\n": "a page saved as one archive; save it as HTML",
    XML_OF_2003: "saved as XML of 2003; save it as .xlsx",
    "<html><title>（1）进出口\n总值表</title><table><tr><td>x</td></tr></table>": (
        r"no table of the page, '（1）进出口 总值表', is of a form"
    ),
}


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_told_by_what_wrote_it_or_stands_above_it(
    text: str, rows_of: Read, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnrecognisedFileError, match=TEXTS[text]):
        rows_of(path, flow="M")


@pytest.mark.parametrize(
    "headings", [["From HS 2022", "To HS 2017"], ["HS 2012", "HS 2007"], ["From HS2022", "HS2002"]]
)
def test_a_conversion_without_its_correlation_is_refused_for_what_it_hides(
    headings: list[str], rows_of: Read, workbook: Write, tmp_path: Path
) -> None:
    # the layouts of the UN Statistics Division's sheets of conversions
    grid = [["From", "To"], headings, ["010121", "010121"], ["010129", "010129"]]
    with pytest.raises(UnrecognisedFileError, match="a code that was split looks whole"):
        rows_of(workbook(tmp_path / "c.xlsx", grid))


@pytest.mark.parametrize(
    "headings",
    [["时间", "进出口_当月", "进口_当月", "出口_当月"], ["Month", "Total", "Exports", "Imports"]],
)
def test_totals_that_somebody_gathered_are_refused_for_what_they_do_not_say(
    headings: list[str], rows_of: Read, workbook: Write, tmp_path: Path
) -> None:
    with pytest.raises(UnrecognisedFileError, match="nothing says what the figures are of"):
        rows_of(workbook(tmp_path / "t.xlsx", [headings, ["2024-01", 3, 2, 1]]))
