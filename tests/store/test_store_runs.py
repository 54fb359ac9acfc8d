from collections import Counter
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from yalu.store import parts
from yalu.store.runs import Limits, Runs

SMALL = Limits(run=4, runs_in_memory=1, portion=5)
ORDER = ("period", "reporter", "commodity")
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "period": st.sampled_from(["2017-07", "2017-08", "2017-01/2017-08"]),
            "reporter": st.sampled_from(["CHN", "KOR"]),
            "commodity": st.sampled_from(["", "27", "2701"]),
            "value": st.none() | st.integers(0, 3),
            "note": st.sampled_from(["", "中国"]),
        }
    ),
    min_size=1,
    max_size=40,
)
Row = dict[str, Any]


def written(
    rows: list[Row], folder: Path, sizes: list[int], key: tuple[str, ...] = ()
) -> tuple[list[tuple[str, Path]], list[parts.Twice]]:
    """Take rows in by batches of these sizes, and write each portion of them."""
    runs = Runs(folder / "run", SMALL)
    taken = 0
    while taken < len(rows):
        some = rows[taken : taken + sizes[taken % len(sizes)]]
        runs.add(pa.RecordBatch.from_pylist(some, schema=SHAPE))
        taken += len(some)
    runs.close()
    found: list[tuple[str, Path]] = []
    repeats: list[parts.Twice] = []
    for number, portion in enumerate(runs.portions()):
        path = folder / f"{number}.parquet"
        _, twice, _ = parts.write(runs, portion, path, order=ORDER, key=key, shared={})
        found.append((portion.period, path))
        repeats += twice
    return found, repeats


SHAPE = pa.schema(
    {
        "period": pa.string(),
        "reporter": pa.string(),
        "commodity": pa.string(),
        "value": pa.decimal128(22, 4),
        "note": pa.string(),
        "line": pa.int32(),
    }
)


@given(rows=ROWS, sizes=st.lists(st.integers(1, 6), min_size=1, max_size=3))
def test_what_goes_into_runs_comes_out_once_in_order(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Row], sizes: list[int]
) -> None:
    numbered = [row | {"line": line} for line, row in enumerate(rows, start=2)]
    files, _ = written(numbered, tmp_path_factory.mktemp("runs"), sizes)
    read = [(period, parquet.read_table(path).to_pylist()) for period, path in files]
    assert all({row["period"] for row in found} == {period} for period, found in read)
    for _, found in read:
        assert found == sorted(found, key=lambda row: [*map(row.get, ORDER), row["line"]])
    out = Counter(tuple(row.values()) for _, found in read for row in found)
    assert out == Counter(tuple(row[name] for name in SHAPE.names) for row in numbered)


@given(rows=ROWS)
def test_each_line_that_repeats_a_key_is_named_beside_the_first(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Row]
) -> None:
    numbered = [row | {"line": line} for line, row in enumerate(rows, start=2)]
    _, twice = written(numbered, tmp_path_factory.mktemp("keys"), [3], ORDER)
    lines: dict[tuple[str, ...], list[int]] = {}
    for row in numbered:
        lines.setdefault(tuple(row[name] for name in ORDER), []).append(row["line"])
    assert sorted(twice) == sorted((first, b) for first, *more in lines.values() for b in more)


def test_a_key_that_one_line_repeats_is_named_too(tmp_path: Path) -> None:
    row = {"period": "2017-07", "reporter": "CHN", "commodity": "27", "note": "", "line": 5}
    _, twice = written([row | {"value": 1}, row | {"value": 2}], tmp_path, [2], ORDER)
    assert twice == [(5, 5)]
