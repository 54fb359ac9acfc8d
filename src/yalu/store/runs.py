"""Rows set aside as they come, so that those of one part of the store can be brought together.

A load of any size passes through little memory: rows are held in runs of a few hundred thousand,
each grouped by period and reporter, and all but the first few runs wait on disk. A text is held as
a number, and a column in which all rows of a run agree as the one thing they say.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

from yalu.store.keys import dense
from yalu.store.texts import Texts

# Groups are numbered period × this + reporter.
_REPORTERS = 1 << 31

Cells: TypeAlias = pa.Array | pa.Scalar
"""A column: its cells, or the one value that all rows share."""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How many rows are held together: a run, in how many runs before disk, a portion."""

    run: int = 262_144
    runs_in_memory: int = 4
    portion: int = 400_000


@dataclass(frozen=True, kw_only=True)
class Portion:
    """Rows that go into one file: of one period, and of reporters that follow each other."""

    period: str
    groups: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class _Run:
    """Some rows, ordered by group; `starts` says where each of its `groups` begins."""

    shared: dict[str, pa.Scalar]
    groups: list[int]
    starts: list[int]
    kept: pa.RecordBatch | Path

    def spans(self, portion: Portion) -> list[slice]:
        """Tell which of its rows belong to a part."""
        found: list[slice] = []
        for group in portion.groups:
            number = bisect_left(self.groups, group)
            if number == len(self.groups) or self.groups[number] != group:
                continue
            start, stop = self.starts[number : number + 2]
            if found and found[-1].stop == start:
                start = found.pop().start
            found.append(slice(start, stop))
        return found

    def varying(self, spans: list[slice]) -> list[pa.RecordBatch]:
        """Give the columns that vary, for rows of one period."""
        if isinstance(self.kept, pa.RecordBatch):
            return [self.kept[span] for span in spans]
        borders = _periods(self.groups, self.starts)
        number = bisect_right(borders, spans[0].start) - 1
        with pa.ipc.open_file(str(self.kept)) as file:
            period, first = file.get_batch(number), borders[number]
        return [period[span.start - first : span.stop - first] for span in spans]


class Runs:
    """The rows of one vintage on their way in."""

    def __init__(self, place: Path, limits: Limits = Limits()) -> None:
        self._place, self._limits = place, limits
        self._texts: dict[str, Texts] = {}
        self._runs: list[_Run] = []
        self._pending: list[dict[str, Cells]] = []
        self._lengths: list[int] = []
        self.shape = pa.schema([])

    def add(self, batch: pa.RecordBatch) -> None:
        """Take rows in."""
        if not self.shape.names:
            self.shape = batch.schema
            self._texts = {n: Texts() for n in batch.schema.names if _is_text(batch.column(n))}
        self._pending.append({n: self._held(n, batch.column(n)) for n in self.shape.names})
        self._lengths.append(batch.num_rows)
        if sum(self._lengths) >= self._limits.run:
            self.close()

    def _held(self, name: str, cells: pa.Array) -> Cells:
        texts = self._texts.get(name)
        return _shared(cells if texts is None else texts.encoded(cells))

    def close(self) -> None:
        """Make a run of the rows that wait."""
        if not self._pending:
            return
        columns = {
            name: joined([piece[name] for piece in self._pending], self._lengths)
            for name in self.shape.names
        }
        rows = sum(self._lengths)
        self._pending, self._lengths = [], []
        self._runs.append(self._run(columns, rows))

    def _run(self, columns: dict[str, Cells], rows: int) -> _Run:
        shared = {name: cells for name, cells in columns.items() if isinstance(cells, pa.Scalar)}
        names = [name for name in columns if name not in shared]
        varying = pa.RecordBatch.from_arrays([columns[name] for name in names], names=names)
        group = _group(columns)
        if isinstance(group, pa.Scalar):
            groups, starts = [group.as_py()], [0, rows]
        else:
            order = pc.array_sort_indices(dense(group))
            varying = varying.take(order)
            groups, starts = _borders(group.take(order))
        kept: pa.RecordBatch | Path = varying
        if len(self._runs) >= self._limits.runs_in_memory and varying.num_columns:
            kept = self._place.with_name(f"{self._place.name}.{len(self._runs)}.arrow")
            _keep(varying, _periods(groups, starts), kept)
        return _Run(shared=shared, groups=groups, starts=starts, kept=kept)

    def portions(self) -> Iterator[Portion]:
        """Say how the rows are to be divided into files: by period, and a long period further."""
        sizes: Counter[int] = Counter()
        for run in self._runs:
            for number, group in enumerate(run.groups):
                sizes[group] += run.starts[number + 1] - run.starts[number]
        if not sizes:
            return
        groups: list[int] = []
        for group in self._in_order(sizes):
            another = groups and group // _REPORTERS != groups[0] // _REPORTERS
            rows = sum(sizes[held] for held in groups)
            if another or (groups and rows + sizes[group] > self._limits.portion):
                yield self._portion(groups)
                groups = []
            groups.append(group)
        yield self._portion(groups)

    def _in_order(self, groups: Collection[int]) -> list[int]:
        """Sort groups as rows are sorted, so that few files have the rows of one reporter."""
        if "period" not in self._texts:
            return sorted(groups)
        ranks = self._texts["reporter"].ranks().to_pylist()
        return sorted(groups, key=lambda group: (group // _REPORTERS, ranks[group % _REPORTERS]))

    def _portion(self, groups: list[int]) -> Portion:
        period = ""
        if "period" in self._texts:
            period = self._texts["period"].text(groups[0] // _REPORTERS)
        return Portion(period=period, groups=tuple(groups))

    def columns(self, portion: Portion) -> tuple[dict[str, Cells], int]:
        """Bring the rows of a part together, texts as numbers, and count them."""
        lengths: list[int] = []
        pieces: list[dict[str, Cells]] = []
        for run in self._runs:
            if spans := run.spans(portion):
                lengths += [span.stop - span.start for span in spans]
                pieces += [
                    run.shared | dict(zip(found.schema.names, found.columns, strict=True))
                    for found in run.varying(spans)
                ]
        columns = {
            name: joined([piece[name] for piece in pieces], lengths) for name in self.shape.names
        }
        return columns, sum(lengths)

    @property
    def texts(self) -> dict[str, Texts]:
        return self._texts


def repeated(value: pa.Scalar, rows: int) -> pa.Array:
    """Write out what all rows share."""
    return pa.repeat(value, rows) if value.is_valid else pa.nulls(rows, value.type)


def joined(pieces: list[Cells], lengths: list[int]) -> Cells:
    """Put pieces of a column behind one another; what they all share stays one value."""
    first = pieces[0]
    if isinstance(first, pa.Scalar) and all(
        isinstance(piece, pa.Scalar) and piece.equals(first) for piece in pieces
    ):
        return first
    return pa.concat_arrays(
        [
            repeated(piece, length) if isinstance(piece, pa.Scalar) else piece
            for piece, length in zip(pieces, lengths, strict=True)
        ]
    )


def _is_text(cells: pa.Array) -> bool:
    return bool(pa.types.is_string(cells.type) or pa.types.is_dictionary(cells.type))


def _shared(cells: pa.Array) -> Cells:
    """Give the one value of a column, where it has only one."""
    if cells.null_count == len(cells):
        return pa.scalar(None, cells.type)
    if cells.null_count:
        return cells
    first = cells[0]
    return first if first.equals(cells[-1]) and _agree(cells, first) else cells


def _agree(cells: pa.Array, first: pa.Scalar) -> bool:
    return bool(pc.all(pc.equal(cells, first)).as_py())


def _group(columns: dict[str, Cells]) -> Cells:
    """Give each row the number of its period and reporter; other tables are one group."""
    if "period" not in columns:
        return pa.scalar(0, pa.int64())
    period, reporter = (pc.cast(columns[name], pa.int64()) for name in ("period", "reporter"))
    return pc.add(pc.multiply(period, _REPORTERS), reporter)


def _periods(groups: list[int], starts: list[int]) -> list[int]:
    """Tell where each period of a run begins, and where the last one ends."""
    first = [
        start
        for number, start in enumerate(starts[:-1])
        if not number or groups[number] // _REPORTERS != groups[number - 1] // _REPORTERS
    ]
    return [*first, starts[-1]]


def _keep(rows: pa.RecordBatch, borders: list[int], path: Path) -> None:
    """Write rows to disk, each period apart, so that one can be read without the others."""
    packed = pa.ipc.IpcWriteOptions(compression="lz4", use_threads=False)
    with pa.ipc.new_file(str(path), rows.schema, options=packed) as file:
        for start, end in pairwise(borders):
            file.write_batch(rows[start:end])


def _borders(groups: pa.Array) -> tuple[list[int], list[int]]:
    counted = pc.run_end_encode(groups)
    return counted.values.to_pylist(), [0, *counted.run_ends.to_pylist()]
