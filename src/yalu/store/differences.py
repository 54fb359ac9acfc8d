"""How two states of a dataset differ, cell by cell and in total."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from yalu.model.errors import ChoiceError, VintageNotFoundError, WorkspaceDamagedError
from yalu.model.loads import Difference
from yalu.model.scopes import Scope
from yalu.model.tables import OBSERVATIONS, Type
from yalu.store.comparing import Comparison, coded
from yalu.store.manifest import Part, Vintage, place
from yalu.store.shelf import Load
from yalu.store.vintages import CELL
from yalu.store.withdrawals import is_about, within

if TYPE_CHECKING:
    from yalu.store.engine import Store  # a load goes without the engine

_ROWS_AT_ONCE = 400_000
_COMPARED = 100_000
_MOST_RUNS = 1_000
_FIGURES = ("value", "margin", "status", "published")
# Of two rows of one publication for a cell the finer and printed one stands.
_STANDING = ("sequence", "citation", "line")


def vintages(store: "Store", dataset: str) -> dict[str, tuple[date, int]]:
    """Give the vintages of a dataset: a day, and `.2` for the second load of that day."""
    rows = store.rows(
        "SELECT DISTINCT published, coalesce(sequence, 0) AS sequence FROM observations"
        " WHERE dataset = ? ORDER BY ALL",
        [dataset],
    )
    found: dict[str, tuple[date, int]] = {}
    for row in rows:
        day = str(row["published"])
        again = sum(name.partition(".")[0] == day for name in found)
        found[f"{day}.{again + 1}" if again else day] = (row["published"], row["sequence"])
    return found


def difference(store: "Store", dataset: str, *, earlier: str, later: str) -> Difference:
    """Compare a dataset as it stood at two of its vintages."""
    held = vintages(store, dataset)
    for asked in (earlier, later):
        if asked not in held:
            raise VintageNotFoundError(dataset, asked, tuple(held))
    names = list(held)
    after = tuple(names[names.index(earlier) + 1 :])
    if later not in after:
        raise ChoiceError("--to", later, after or (f"a vintage after {earlier}, of which is none",))
    comparison = Comparison(others=True)
    day, load = (pa.scalar(one) for one in held[earlier])
    for some in _together(_sizes(store, dataset)):
        rows = _until(store, dataset, held[later], some)
        same_day = pc.and_(pc.equal(rows["published"], day), pc.less_equal(rows["sequence"], load))
        known = pc.or_(pc.less(rows["published"], day), same_day)
        sides = rows.filter(known), rows.filter(pc.invert(known))
        if store.scoped:
            gone = (_withdrawn(store, dataset, held[side], some) for side in (earlier, later))
            sides = tuple(map(_with, sides, gone))
        comparison.add({}, *sides)
    return comparison.result(dataset, earlier, later)


def _with(rows: pa.Table, gone: pa.Table) -> pa.Table:
    """Put withdrawn cells behind the rows of a state: there they stand, without a figure."""
    return pa.concat_tables([rows, gone.cast(rows.schema)])


@dataclass(frozen=True, kw_only=True)
class _Some:
    """What is compared at once: whole periods, or some reporters of one."""

    periods: tuple[str, str]
    reporters: tuple[str, str] = ("", chr(0x10FFFF))


def _sizes(store: "Store", dataset: str) -> dict[str, dict[str, int]]:
    """Give how many rows each reporter has in each period."""
    found: dict[str, dict[str, int]] = {}
    for row in store.rows(
        "SELECT period, reporter, count(*) AS rows FROM observations WHERE dataset = ?"
        " GROUP BY ALL ORDER BY ALL",
        [dataset],
    ):
        found.setdefault(row["period"], {})[row["reporter"]] = row["rows"]
    return found


def _together(sizes: dict[str, dict[str, int]], most: int = _ROWS_AT_ONCE) -> Iterator[_Some]:
    """Divide a dataset into what is compared at once: as many rows as memory likes."""
    periods = {period: sum(reporters.values()) for period, reporters in sizes.items()}
    for first, last in _ranges(periods, most):
        if first != last or periods[first] <= most:
            yield _Some(periods=(first, last))
            continue
        for reporters in _ranges(sizes[first], most):
            yield _Some(periods=(first, first), reporters=reporters)


def _ranges(sizes: dict[str, int], most: int) -> Iterator[tuple[str, str]]:
    """Give runs of names, in their order, that have no more rows together than `most`."""
    first = last = ""
    rows = 0
    for name in sorted(sizes):
        if rows and rows + sizes[name] > most:
            yield first, last
            rows = 0
        first = first if rows else name
        last, rows = name, rows + sizes[name]
    if rows:
        yield first, last


_ROWS = f"""
SELECT {", ".join(CELL)}, value, margin, status, published, coalesce(sequence, 0) AS sequence,
       citation, line
"""
_WHERE = """
WHERE dataset = $dataset AND period BETWEEN $first AND $last AND reporter BETWEEN $from AND $to
"""


def _until(store: "Store", dataset: str, vintage: tuple[date, int], some: _Some) -> pa.Table:
    """Give the rows that a state rests on, in the order in which they stand."""
    public = "AND (published < $day OR (published = $day AND coalesce(sequence, 0) <= $load))"
    return _in_order(
        _rows(store, f"{_ROWS} FROM observations {_WHERE} {public}", dataset, vintage, some)
    )


def _withdrawn(store: "Store", dataset: str, vintage: tuple[date, int], some: _Some) -> pa.Table:
    """Give the cells that were withdrawn by a state, without their figures."""
    gone = f"{_ROWS} FROM known_parts($day, $load) {_WHERE} AND withdrawn IS NOT NULL"
    return _rows(store, gone, dataset, vintage, some)


def _rows(
    store: "Store", sql: str, dataset: str, vintage: tuple[date, int], some: _Some
) -> pa.Table:
    day, load = vintage
    return store.table(
        sql,
        {
            "dataset": dataset,
            "day": day,
            "load": load,
            **dict(zip(("first", "last"), some.periods, strict=True)),
            **dict(zip(("from", "to"), some.reporters, strict=True)),
        },
    )


class Revisions:
    """What a load changes of what was known of the same cells before it.

    `before` are the vintages of its dataset, `key` the columns of which no two rows of one load
    have the same. Only periods that come with the load can change, and others stay unread.
    """

    def __init__(self, change: Load, before: Sequence[Vintage], key: Sequence[str]) -> None:
        self._change = change
        self._parts: dict[str, list[Part]] = defaultdict(list)
        self._sequences: dict[str, int] = {}
        self._claims: dict[str, list[tuple[Scope, int]]] = defaultdict(list)
        for vintage in before:
            for part in vintage.parts:
                self._parts[part.place].append(part)
                self._sequences[part.path] = vintage.sequence
            for scope, period in ((s, period) for s in vintage.complete for period in s.periods):
                folder = place(vintage.table, vintage.dataset, period)
                self._claims[folder].append((scope, vintage.sequence))
        self._complete: Sequence[Scope] = ()
        self._unique = set(key) <= set(CELL)
        self._comparison = Comparison(others=False)

    def complete(self, scopes: Sequence[Scope]) -> None:
        """Say, before any file comes, which cells the load is complete for."""
        self._complete = scopes

    def add(self, new: Part, path: Path) -> None:
        """Compare a file of the load, which has all of its rows for a period and some reporters."""
        parts = self._parts[new.place]
        shared = _shared([*parts, new])
        names = [name for name in CELL if name not in shared]
        came = self._standing([(new, path)], names, ())
        reporters = _reporters(came) if "reporter" in names else ()
        old = [(part, self._change.where(part)) for part in parts]
        known = self._standing(old, names, reporters) if old else came[:0]
        here = [scope for scope in self._complete if is_about(scope, new)]
        for some in _by_reporters(known, came):
            self._comparison.add(shared, *some, complete=here)

    def result(self, vintage: Vintage) -> Difference:
        return self._comparison.result(vintage.dataset, "before", vintage.id)

    def _standing(
        self, files: Sequence[tuple[Part, Path]], texts: Sequence[str], reporters: Sequence[str]
    ) -> pa.Table:
        """Read what is compared, in the order in which rows stand: the last of a cell comes last.

        Rows of other reporters may be left out.
        """
        columns = [*texts, *_FIGURES]
        rows = pa.concat_tables([self._held(*file, columns, reporters) for file in files])
        if self._unique and _rises(rows["published"].combine_chunks()):
            return rows
        told = [*columns, *_STANDING]
        rows = pa.concat_tables([self._held(*file, told, reporters) for file in files])
        return _in_order(rows).select(columns)

    def _held(
        self, part: Part, path: Path, columns: Sequence[str], reporters: Sequence[str]
    ) -> pa.Table:
        """Read a file without the rows that another, complete for their cells, came after."""
        rows = self._read(part, path, columns, reporters)
        sequence = self._sequences.get(part.path)
        if sequence is None:
            return rows
        for scope, load in self._claims[part.place]:
            day = pa.scalar(date.fromisoformat(scope.published))
            before = pc.less_equal if load > sequence else pc.less
            old = before(rows["published"].combine_chunks(), day)
            if pc.any(old).as_py():
                texts = {name: coded(rows[name]) for name in CELL if name in columns}
                gone = pc.and_(old, within(scope, texts, part.shared, rows.num_rows))
                rows = rows.filter(pc.invert(gone))
        return rows

    def _read(
        self, part: Part, path: Path, columns: Sequence[str], reporters: Sequence[str]
    ) -> pa.Table:
        texts = [name for name in columns if OBSERVATIONS.types[name] is Type.TEXT]
        try:
            with parquet.ParquetFile(path, read_dictionary=texts) as file:
                return file.read_row_groups(list(_groups(file, reporters)), columns)
        except (OSError, pa.ArrowException) as error:
            reason = f"{part.path} does not read ({str(error).partition(chr(10))[0].rstrip('.')})"
            raise WorkspaceDamagedError(str(self._change.folder), reason) from error


def _shared(parts: Sequence[Part]) -> dict[str, str]:
    """Give the texts of a cell that all rows of some files share, as was noted with each.

    Without a note on every file nothing is given: files of older versions have none.
    """
    first, *others = (part.shared for part in parts)
    return {n: text for n, text in first.items() if all(o.get(n) == text for o in others)}


def _by_reporters(old: pa.Table, new: pa.Table) -> Iterator[tuple[pa.Table, pa.Table]]:
    """Divide both by the reporters of the new rows: what is compared at once stays in the cache."""
    if "reporter" not in new.schema.names:
        yield old, new
        return
    known, came = _Spans(old), _Spans(new)
    for first, last in _ranges(came.sizes, _COMPARED):
        reporters = [name for name in came.sizes if first <= name <= last]
        yield known.of(reporters), came.of(reporters)


class _Spans:
    """Rows by their reporter, in the order in which they stand."""

    def __init__(self, rows: pa.Table) -> None:
        rows = rows.unify_dictionaries()
        found = _runs(rows)
        if len(found) > _MOST_RUNS:
            texts = rows["reporter"].combine_chunks()
            rows = rows.take(pc.array_sort_indices(texts.indices))
            found = _runs(rows)
        self._rows = rows
        self._spans: dict[str, list[pa.Table]] = defaultdict(list)
        self.sizes: Counter[str] = Counter()
        start = 0
        for reporter, stop in found:
            self._spans[reporter].append(rows[start:stop])
            self.sizes[reporter] += stop - start
            start = stop

    def of(self, reporters: Sequence[str]) -> pa.Table:
        """Give the rows of some reporters."""
        spans = [span for reporter in reporters for span in self._spans.get(reporter, ())]
        return pa.concat_tables(spans) if spans else self._rows[:0]


def _runs(rows: pa.Table) -> list[tuple[str, int]]:
    """Tell which reporters follow each other, and behind which row each run ends."""
    if not rows.num_rows:
        return []
    texts = rows["reporter"].combine_chunks()
    runs = pc.run_end_encode(texts.indices)
    names = texts.dictionary.take(runs.values).to_pylist()
    return list(zip(names, runs.run_ends.to_pylist(), strict=True))


def _reporters(rows: pa.Table) -> list[str]:
    return sorted(
        {text for cells in rows["reporter"].chunks for text in cells.dictionary.to_pylist()}
    )


def _groups(file: parquet.ParquetFile, reporters: Sequence[str]) -> Iterator[int]:
    """Find the groups of rows that can have one of these reporters; all without any."""
    column = file.schema_arrow.get_field_index("reporter")
    for number in range(file.num_row_groups):
        ends = file.metadata.row_group(number).column(column).statistics
        told = reporters and ends is not None and ends.has_min_max
        if not told or (ends.min <= reporters[-1] and ends.max >= reporters[0]):
            yield number


def _rises(days: pa.Array) -> bool:
    return bool(pc.all(pc.less_equal(days[:-1], days[1:])).as_py() is not False)


def _in_order(rows: pa.Table) -> pa.Table:
    """Put rows in the order in which they stand, as `known_parts` has it the other way round."""
    estimated = pc.equal(pc.cast(rows["status"], pa.string()), "estimated")
    keys = [("published", "ascending"), ("sequence", "ascending"),
            ("margin", "descending", "at_start"), ("estimated", "descending"),
            ("citation", "descending"), ("line", "descending", "at_start")]  # fmt: skip
    # Texts kept as numbers are sorted in a table of several pieces and not in one of a single one.
    cited = pc.cast(rows["citation"], pa.string())
    sorted_by = rows.select(["published", "sequence", "margin", "line"])
    sorted_by = sorted_by.append_column("estimated", estimated).append_column("citation", cited)
    return rows.take(pc.sort_indices(sorted_by, keys))
