"""Files that something damaged in small ways: refused in a sentence, or read; never a traceback."""

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yalu.model.errors import YaluError

Read = Callable[..., list[dict[str, Any]]]
JUNK = [b"", b",", b'"', b"\n", b"\r", b"\0", b"\xff", b"NA", b"-1", b"9" * 30, b"1e400", b"nan",
        b"{", b"]", b"null", b"true", b"\xe5\x95", b"=1", b"  ", b"\xef\xbb\xbf", b"H9", b"201713",
        b"0"]  # fmt: skip
NAMES = ("query_zh.csv", "query_en.csv", "query_page.html", "bulletin_series.csv", "legacy22.csv",
         "legacy35.csv", "BACI_HS17_Y2020_V202201.csv", "correlation.csv", "provinces.csv",
         "answer.json", "tree_HS2017.json",
         "COMTRADE-FINAL-CM156201707H5[2018-02-05].gz")  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=60, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(
    changes=st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 10), st.sampled_from(JUNK)),
        min_size=1,
        max_size=4,
    )
)
def test_a_damaged_file_is_read_or_refused(
    *, name: str, changes: list[tuple[float, int, bytes]], rows_of: Read, specimens: Path,
    tmp_path: Path,
) -> None:  # fmt: skip
    content = bytearray((specimens / name).read_bytes())
    for place, length, junk in changes:
        start = int(place * len(content))
        content[start : start + length] = junk
    path = tmp_path / name
    path.write_bytes(content)
    with suppress(YaluError):
        rows_of(path, flow="M")


OLD = ("Classification,Period,Trade Flow Code,Reporter Code,Partner Code,Commodity Code,Commodity,"
       "Trade Value (US$)\n")  # fmt: skip


def test_a_quote_inside_a_cell_does_not_swallow_the_rows_behind(
    rows_of: Read, tmp_path: Path
) -> None:
    # a quote that does not begin a cell is an inch, and each line is a row
    path = tmp_path / "legacy.csv"
    path.write_text(OLD + 'H4,2016,1,156,408,27,pipes 1" wide,7\nH4,2016,1,156,410,27,x,8\n')
    assert [(row["line"], row["goods_name"]) for row in rows_of(path)] == [
        (2, 'pipes 1" wide'), (3, "x"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"qty_unit_code": 8}, "the field qtyunitcode twice"),
        ({"primaryValue": 10**30}, "no number of primaryValue: .* in row 1"),
    ],
)
def test_an_answer_that_says_a_thing_twice_or_too_large_is_refused(
    change: dict[str, object], reason: str, rows_of: Read, specimens: Path, tmp_path: Path
) -> None:
    body = json.loads((specimens / "answer.json").read_text())
    body["data"][0] |= change
    path = tmp_path / "answer.json"
    path.write_text(json.dumps(body))
    with pytest.raises(YaluError, match=reason):
        rows_of(path)


def test_a_value_beyond_any_trade_is_refused_with_its_line(rows_of: Read, tmp_path: Path) -> None:
    path = tmp_path / "series.csv"
    header = "period,partner_name_zh,flow,month_value_cny_10k,ytd_value_cny_10k,ytd_yoy_pct,basis"
    path.write_text(f"{header}\n2017-01,朝鲜,export,{'9' * 18},1,,as_published\n")
    with pytest.raises(YaluError, match=r"series\.csv, line 2 .* is larger than any trade"):
        rows_of(path)
