"""What stops a load is named by its lines in the file as it came: the first ten, and only true."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yalu.model.errors import YaluError
from yalu.sources import blocks

Read = Callable[..., list[dict[str, Any]]]
Write = Callable[..., Path]
QUERY = "数据年月,贸易伙伴编码,商品编码,商品名称,第一数量,第一计量单位,美元"
LEGACY = (
    "Classification,Period,Trade Flow Code,Reporter Code,Partner Code,Commodity Code,Commodity,"
    "Qty Unit Code,Trade Value (US$)"
)
# A good row of each form, and one that cannot be read.
TEXTS = {
    "query, value": (QUERY, "201707,109,2701,{name},1,千克,{good}", "1", "1,5"),
    "query, code": (QUERY, "201707,109,{good},{name},1,千克,7", "2701", "27O1"),
    "query, partner": (QUERY, "201707,{good},2701,{name},1,千克,7", "109", "PRK"),
    "query, month": (QUERY, "{good},109,2701,{name},1,千克,7", "201707", "201713"),
    "query, unit": (QUERY, "201707,109,2701,{name},1,{good},7", "千克", "?"),
    "legacy, value": (LEGACY, "H5,2017,1,156,408,27,{name},8,{good}", "7", "7O"),
    "legacy, flow": (LEGACY, "H5,2017,{good},156,408,27,{name},8,7", "1", "9"),
    "legacy, reporter": (LEGACY, "H5,2017,1,{good},408,27,{name},8,7", "156", "CHN"),
    "legacy, unit": (LEGACY, "H5,2017,1,156,408,27,{name},{good},7", "8", "kg"),
    "legacy, period": (LEGACY, "H5,{good},1,156,408,27,{name},8,7", "2017", "201799"),
}  # fmt: skip
relaxed = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
NAMES = st.sampled_from(['"coal"', '"two\nlines"', '"three\n\nlines"', '"an ""inch"""'])


def lines_named(refusal: YaluError) -> list[int]:
    return [int(number) for number in re.findall(r"line (\d+)", str(refusal))]


@pytest.mark.parametrize("kind", TEXTS)
@relaxed
@given(
    rows=st.lists(st.tuples(NAMES, st.booleans(), st.integers(0, 2)), min_size=1, max_size=30),
    bad=st.integers(0, 29),
    size=st.sampled_from([64, 1 << 20]),
)
def test_rows_at_fault_are_named_by_their_lines(
    *, kind: str, rows: list[tuple[str, bool, int]], bad: int, size: int, rows_of: Read,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    header, row, good, odd = TEXTS[kind]
    text, expected = header + "\n", []
    for number, (name, is_odd, blank) in enumerate(rows):
        text += "\n" * blank
        if is_odd or number == bad % len(rows):
            expected.append(text.count("\n") + 1)
        cell = odd if expected and expected[-1] == text.count("\n") + 1 else good
        cell = f'"{cell}"' if "," in cell else cell
        text += row.format(name=name, good=cell) + "\n"
    path = tmp_path / "file.csv"
    path.write_text(text, newline="")
    with monkeypatch.context() as small:
        small.setattr(blocks.blocks, "__kwdefaults__", {"size": size})
        with pytest.raises(YaluError) as refusal:
            rows_of(path, flow="M")
    named = lines_named(refusal.value)
    assert list(dict.fromkeys(named)) == expected[:10]


@pytest.mark.parametrize("width", [1, 8, 10])
def test_a_row_of_another_width_is_named_by_its_line(
    width: int, rows_of: Read, tmp_path: Path
) -> None:
    path = tmp_path / "file.csv"
    good = 'H5,2017,1,156,408,27,"two\nlines",8,7\n'
    path.write_text(f"{LEGACY}\n\n{good}\n{good}" + ",".join("1" * width) + f"\n{good}")
    with pytest.raises(YaluError, match=r"file\.csv, line 8 is not loaded"):
        rows_of(path)


def test_rows_of_a_sheet_are_named_by_their_rows(
    rows_of: Read, workbook: Write, tmp_path: Path
) -> None:
    grid = [["Between", ""], ["HS 2022", "HS 2017", "Relationship"], ["", ""]]
    grid += [["010121", "010121", "1:1" if number % 2 else "1:2"] for number in range(30)]
    path = workbook(tmp_path / "correlation.xlsx", grid)
    with pytest.raises(YaluError) as refusal:
        rows_of(path)
    # the fourth row is number 0, so every even row from there on is at fault
    assert lines_named(refusal.value) == list(range(4, 24, 2))


def test_lines_of_good_rows_are_those_of_the_file(rows_of: Read, tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    row = "H5,2017,1,156,408,27,{},8,7\n"
    path.write_text(f"{LEGACY}\n" + row.format("a") + "\n" + row.format('"b\nc"') + row.format("d"))
    assert [found["line"] for found in rows_of(path)] == [2, 4, 6]
