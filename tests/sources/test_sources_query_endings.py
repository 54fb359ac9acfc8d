"""What spreadsheets make of a download: notes, totals, wide digits, codes that are guarded."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from yalu.model.errors import UnreadableFileError

Read = Callable[..., list[dict[str, Any]]]
HEAD = '"数据年月","贸易伙伴编码","贸易伙伴名称","商品编码","第一数量","第一计量单位","人民币",\n'
ROWS = (
    '"201707","109","朝鲜","27011100","1,500","千克","1,234,567",\n'
    '"201708","133","韩国","27011210","500","千克","1,000",\n'
)


@pytest.fixture
def read(rows_of: Read, tmp_path: Path) -> Callable[[str], list[dict[str, Any]]]:
    def written(text: str) -> list[dict[str, Any]]:
        path = tmp_path / "query.csv"
        path.write_bytes(text.encode("gb18030"))
        return rows_of(path, flow="M")

    return written


@pytest.mark.parametrize(
    "note",
    ["数据来源：海关总署\n", '"注：1. 初步数据","","","","","","",\n', "Source: GACC\n", "\x1a"],
)
def test_a_note_under_the_table_is_no_row(note: str, read: Read) -> None:
    assert [row["value"] for row in read(HEAD + ROWS + note)] == [1_234_567, 1000]


@pytest.mark.parametrize(
    "total", ['"合计","","","","2000","","1,235,567",\n', '"","","Total:","","","","1235567",\n']
)
def test_a_total_under_the_table_is_no_row_and_must_be_the_sum(total: str, read: Read) -> None:
    assert [row["value"] for row in read(HEAD + ROWS + total)] == [1_234_567, 1000]
    # 1,234,567 + 1,000 = 1,235,567
    short = HEAD + ROWS.splitlines(keepends=True)[0] + total
    with pytest.raises(UnreadableFileError, match=r"1,235,567 CNY .* add up to 1,234,567"):
        read(short)


def test_digits_as_wide_as_characters_are_digits(read: Read) -> None:
    wide = str.maketrans("0123456789,", "０１２３４５６７８９，")
    month, code, value = (text.translate(wide) for text in ("201707", "109", "1,234,567"))
    (row, _) = read((HEAD + ROWS).replace("201707", month).replace('"109"', f'"{code}"')
                    .replace("1,234,567", value))  # fmt: skip
    assert (row["period"], row["partner"], row["partner_code"]) == ("2017-07", "PRK", "109")
    assert row["value"] == Decimal(1_234_567)


@pytest.mark.parametrize(
    "month", ["201707", "2017-07", "2017-7", "2017/7", "2017/07/01", "2017年7月", '=""201707""']
)
def test_a_month_is_read_as_spreadsheets_write_it(month: str, read: Read) -> None:
    assert read((HEAD + ROWS).replace("201707", month))[0]["period"] == "2017-07"


@pytest.mark.parametrize("month", ["20171", "2017-13", "2017-07-15", "Jul-17", "0717"])
def test_a_day_or_what_could_be_two_months_is_refused(month: str, read: Read) -> None:
    with pytest.raises(UnreadableFileError, match=r"line 2 .* is no month"):
        read((HEAD + ROWS).replace("201707", month))


def test_a_code_and_a_name_of_two_states_are_refused(read: Read) -> None:
    with pytest.raises(UnreadableFileError, match="109 is of PRK and the name '韩国' of KOR"):
        read((HEAD + ROWS).replace('"朝鲜"', '"韩国"'))


def test_a_lost_zero_is_not_guessed_but_told(read: Read) -> None:
    with pytest.raises(UnreadableFileError, match="may have taken a zero before it"):
        read((HEAD + ROWS).replace("27011100", "3061411"))


@pytest.mark.parametrize("above", [[], [["海关统计数据查询"]], [[""], [""]]])
def test_a_download_that_was_saved_as_a_spreadsheet_is_read(
    above: list[list[str]], rows_of: Read, workbook: Callable[..., Path], tmp_path: Path
) -> None:
    head = [
        "数据年月",
        "贸易伙伴编码",
        "贸易伙伴名称",
        "商品编码",
        "第一数量",
        "第一计量单位",
        "人民币",
    ]
    rows = [[201707, 109, "朝鲜", 27011100, 1500, "千克", "1,234,567"], [""],
            [201708, 133, "韩国", 27011210, 500, "千克", 1000], ["注：初步数据"]]  # fmt: skip
    path = workbook(tmp_path / "query.xlsx", [*above, head, *rows], [["x"]])
    found = [(row["period"], row["partner"], row["value"], row["line"])
             for row in rows_of(path, flow="M")]  # fmt: skip
    first = len(above) + 2
    assert found == [("2017-07", "PRK", 1_234_567, first), ("2017-08", "KOR", 1000, first + 2)]


def test_a_cell_beside_the_columns_of_a_spreadsheet_is_refused(
    rows_of: Read, workbook: Callable[..., Path], tmp_path: Path
) -> None:
    grid = [["数据年月", "贸易伙伴编码", "商品编码", "美元"], [201707, 109, 2701, 7, "", "x"]]
    with pytest.raises(UnreadableFileError, match=r"line 2 .* 5 cells where 4 are expected"):
        rows_of(workbook(tmp_path / "query.xlsx", grid), flow="M")


@pytest.mark.parametrize("count", [9_999, 10_000, 10_001])
def test_a_download_as_long_as_the_site_gives_is_refused_as_cut(
    count: int, read: Callable[[str], list[dict[str, Any]]]
) -> None:
    # at most 10,000 rows a download: three independent downloaders say so
    rows = (f'"201707","109","朝鲜","{n:08d}","1","千克","7",\n' for n in range(count))
    text = HEAD + "".join(rows)
    if count != 10_000:
        assert len(read(text)) == count
        return
    with pytest.raises(UnreadableFileError, match="10,000 rows, the most that the site gives"):
        read(text)
