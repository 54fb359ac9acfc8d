"""Writes the parts of a vintage: sorted, with no key twice, one Parquet file each."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import chain
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from yalu.store.keys import combined
from yalu.store.runs import Cells, Portion, Runs, repeated
from yalu.store.texts import CODE, Texts

# A reader of one series reads one group of a period, and all of its columns to the end.
_ROWS_PER_GROUP = 32_768
_ROWS_PER_WRITE = 32_768
_SHOWN = 11
# Of keys that come time and again no more lines are looked at.
_LOOKED_AT = 1_000

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
    place, apart = _place(columns, runs.texts, order, rows)
    twice = [] if apart and set(order) <= set(key) else _repeats(columns, runs.texts, key, rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    _store(path, _groups(columns | shared, runs.texts, place, rows), runs.texts, order)
    same = {
        name: runs.texts[name].text(cells.as_py())
        for name, cells in columns.items()
        if name in runs.texts and name not in shared and isinstance(cells, pa.Scalar)
    }
    return rows, twice, same


def _place(
    columns: dict[str, Cells], texts: dict[str, Texts], order: Sequence[str], rows: int
) -> tuple[pa.Array | None, bool]:
    """Tell where each row goes, and whether no two have the same place.

    Where they go is nothing, when the rows came in order.
    """
    ranked = [
        pc.take(texts[name].ranks(), columns[name])
        for name in order
        if isinstance(columns[name], pa.Array)
    ]
    if rows < 2:
        return None, True
    if not ranked:
        return None, False
    keys = combined(ranked)
    if _holds(pc.less_equal, keys):
        return None, _holds(pc.less, keys)
    place = pc.array_sort_indices(keys)
    return place, _holds(pc.less, keys.take(place))


def _holds(before: Callable[[pa.Array, pa.Array], pa.Array], numbers: pa.Array) -> bool:
    """Tell whether each number comes before the next."""
    return bool(pc.all(before(numbers[:-1], numbers[1:])).as_py())


def _repeats(
    columns: dict[str, Cells], texts: dict[str, Texts], key: Sequence[str], rows: int
) -> list[Twice]:
    """Find the first rows that repeat the key of another."""
    if not key or rows < 2:
        return []
    numbered = [
        _numbered(columns[n], coded=n in texts) for n in key if isinstance(columns[n], pa.Array)
    ]
    keys = combined(numbered) if numbered else pa.repeat(pa.scalar(0, pa.int64()), rows)
    if pc.count_distinct(keys).as_py() == rows:
        return []
    found = pa.table({"key": keys, "line": _cells(columns["line"], rows)})
    several = found.group_by("key").aggregate([("line", "min"), ("line", "count")])
    several = several.filter(pc.greater(several["line_count"], 1)).sort_by("line_min")
    shown = found.filter(pc.is_in(found["key"], several["key"][:_SHOWN])).sort_by("line")
    shown = shown[:_LOOKED_AT]
    lines = defaultdict(list)
    for row in shown.to_pylist():
        lines[row["key"]].append(row["line"])
    return [(first, later) for first, *others in lines.values() for later in others]


def _numbered(cells: pa.Array, *, coded: bool) -> pa.Array:
    numbers = cells if coded else cells.dictionary_encode("encode").indices
    return pc.cast(numbers, pa.int64())


def _cells(cells: Cells, rows: int) -> pa.Array:
    return repeated(cells, rows) if isinstance(cells, pa.Scalar) else cells


def _groups(
    columns: dict[str, Cells], texts: dict[str, Texts], place: pa.Array | None, rows: int
) -> Iterator[pa.RecordBatch]:
    """Give the rows in order, some at a time; what all of them share is written out once."""
    size = min(rows, _ROWS_PER_GROUP)
    same = {
        name: _alike(cells, texts.get(name), size)
        for name, cells in columns.items()
        if isinstance(cells, pa.Scalar)
    }
    for start in range(0, rows, size):
        count = min(size, rows - start)
        where = None if place is None else place[start : start + count]
        cells = {
            name: same[name][:count] if name in same else _some(found, where, start, count)
            for name, found in columns.items()
        }
        yield pa.RecordBatch.from_pydict(
            {
                name: texts[name].decoded(found) if name in texts and name not in same else found
                for name, found in cells.items()
            }
        )


def _alike(value: pa.Scalar, texts: Texts | None, rows: int) -> pa.Array:
    """Write out what all rows share: a text by its number, or by itself."""
    if texts is None:
        return repeated(value, rows)
    text = value.as_py() if pa.types.is_string(value.type) else texts.text(value.as_py())
    return pa.DictionaryArray.from_arrays(pa.repeat(pa.scalar(0, CODE), rows), [text])


def _some(cells: pa.Array, where: pa.Array | None, start: int, count: int) -> pa.Array:
    return cells[start : start + count] if where is None else cells.take(where)


def _store(
    path: Path,
    groups: Iterator[pa.RecordBatch],
    texts: Collection[str],
    order: Sequence[str],
) -> None:
    """Write groups of rows to a file, one at a time."""
    first = next(groups)
    with parquet.ParquetWriter(
        path,
        first.schema,
        compression="zstd",
        store_schema=False,
        use_dictionary=list(texts),
        # Readers skip what lies outside these; ends of other texts cost more than they spare.
        write_statistics=[
            name for name in first.schema.names if name in order or name not in texts
        ],
        write_batch_size=_ROWS_PER_WRITE,
    ) as file:
        for group in chain([first], groups):
            file.write_batch(group, row_group_size=group.num_rows)
