"""Writes the parts of a vintage: sorted, with no key twice, one Parquet file each."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from yalu.store.runs import Cells, Portion, Runs, dense, repeated
from yalu.store.texts import Texts

_ROWS_PER_GROUP = 122_880
_ROWS_PER_WRITE = 65_536
_MOST_COMBINATIONS = 2**62
_SHOWN = 11

Twice = tuple[int, int]
"""The lines of two rows with one key."""


def write(
    runs: Runs,
    portion: Portion,
    path: Path,
    *,
    order: Sequence[str],
    key: Sequence[str],
    shared: dict[str, pa.Scalar],
) -> tuple[int, list[Twice], dict[str, str]]:
    """Write the rows of a part in order, `shared` in all of them.

    Give how many there are, the lines that repeat a key, and the texts that all rows share.
    """
    columns, rows = runs.columns(portion)
    place = _place(columns, runs.texts, order, rows)
    twice = _repeats(columns, runs.texts, key, rows)
    table = pa.table(
        {
            name: repeated(shared[name], rows)
            if name in shared
            else _written(cells, runs.texts.get(name), place, rows)
            for name, cells in columns.items()
        }
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    parquet.write_table(
        table,
        path,
        compression="zstd",
        row_group_size=_ROWS_PER_GROUP,
        store_schema=False,
        use_dictionary=list(runs.texts),
        # Readers skip what lies outside these; ends of other texts cost more than they spare.
        write_statistics=[name for name in columns if name in order or name not in runs.texts],
        write_batch_size=_ROWS_PER_WRITE,
    )
    same = {
        name: runs.texts[name].text(cells.as_py())
        for name, cells in columns.items()
        if name in runs.texts and name not in shared and isinstance(cells, pa.Scalar)
    }
    return rows, twice, same


def _place(
    columns: dict[str, Cells], texts: dict[str, Texts], order: Sequence[str], rows: int
) -> pa.Array | None:
    """Tell where each row goes; nothing, when the rows came in order."""
    ranked = [
        pc.take(texts[name].ranks(), columns[name])
        for name in order
        if isinstance(columns[name], pa.Array)
    ]
    if not ranked or rows < 2:
        return None
    combined = _combined(ranked)
    if pc.all(pc.less_equal(combined[:-1], combined[1:])).as_py():
        return None
    return pc.array_sort_indices(combined)


def _combined(columns: Iterable[pa.Array]) -> pa.Array:
    """Make one number of several columns of numbers from 0 up, in their order."""
    whole, combinations = None, 1
    for column in columns:
        many = pc.max(column).as_py() + 1
        if whole is None:
            whole, combinations = column, many
            continue
        if combinations * many >= _MOST_COMBINATIONS:
            whole = dense(whole)
            combinations = pc.max(whole).as_py() + 1
        whole = pc.add(pc.multiply(whole, many), column)
        combinations *= many
    return whole


def _repeats(
    columns: dict[str, Cells], texts: dict[str, Texts], key: Sequence[str], rows: int
) -> list[Twice]:
    """Find the first rows that repeat the key of another."""
    if not key or rows < 2:
        return []
    numbered = [
        _numbered(columns[n], coded=n in texts) for n in key if isinstance(columns[n], pa.Array)
    ]
    combined = _combined(numbered) if numbered else pa.repeat(pa.scalar(0, pa.int64()), rows)
    if pc.count_distinct(combined).as_py() == rows:
        return []
    found = pa.table({"key": combined, "line": _cells(columns["line"], rows)})
    several = found.group_by("key").aggregate([("line", "min"), ("line", "count")])
    several = several.filter(pc.greater(several["line_count"], 1)).sort_by("line_min")
    shown = found.filter(pc.is_in(found["key"], several["key"][:_SHOWN])).sort_by("line")
    lines = defaultdict(list)
    for row in shown.to_pylist():
        lines[row["key"]].append(row["line"])
    return [(first, second) for first, second, *_ in lines.values()]


def _numbered(cells: pa.Array, *, coded: bool) -> pa.Array:
    numbers = cells if coded else cells.dictionary_encode("encode").indices
    return pc.cast(numbers, pa.int64())


def _cells(cells: Cells, rows: int) -> pa.Array:
    return repeated(cells, rows) if isinstance(cells, pa.Scalar) else cells


def _written(cells: Cells, texts: Texts | None, place: pa.Array | None, rows: int) -> pa.Array:
    ordered = cells.take(place) if isinstance(cells, pa.Array) and place is not None else cells
    return _cells(ordered, rows) if texts is None else texts.decoded(_cells(ordered, rows))
