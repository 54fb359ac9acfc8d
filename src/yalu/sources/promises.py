"""Checks the rows of a load against the promises of its descriptor while they stream by."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import reduce
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from yalu.model.errors import AssertionBrokenError
from yalu.sources.columns import as_dictionary
from yalu.sources.descriptors import Descriptor, Sum, sums_that_fail
from yalu.sources.offenders import SHOWN, listed
from yalu.sources.strays import Strays


@dataclass(kw_only=True)
class Tally:
    """What went by: rows, periods, partners and sums, for the summary of a load."""

    rows: int = 0
    assertions: int = 0
    periods: set[str] = field(default_factory=set)
    partners: set[str] = field(default_factory=set)
    reporters: set[str] = field(default_factory=set)
    units: set[str] = field(default_factory=set)
    subjects: set[str] = field(default_factory=set)
    statuses: dict[str, int] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    totals: int = 0
    sums: dict[str, Decimal] = field(default_factory=dict)
    last_published: Any = None


class Gate:
    """Lets batches through and counts; `close` refuses the load if a promise is broken."""

    def __init__(
        self, descriptor: Descriptor, codes: Callable[[str], frozenset[str]] = lambda _: frozenset()
    ) -> None:
        """Check by a descriptor, and by the `codes` of each edition whose tree is at hand."""
        self.tally = Tally()
        self._descriptor = descriptor
        self._goods = Strays(codes)
        self._early: list[str] = []
        self._empty: dict[str, list[int]] = {}
        self._empties: dict[str, int] = {}
        self._odd: dict[str, list[str]] = {}
        self._summed: list[dict[str, Any]] = []

    def through(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Count and check each batch, and pass it on; the last thing done is to close."""
        for batch in batches:
            if batch.num_rows:
                self._take(batch)
                self._stop_if_too_many()
                yield batch
        self.close()

    def _take(self, batch: pa.RecordBatch) -> None:
        self.tally.rows += batch.num_rows
        promised = self._descriptor.assertions
        for column in promised.filled:
            self._count_empty(batch, column)
        for column, allowed in promised.values.items():
            self._find_odd(batch, column, allowed)
        if promised.sums:
            self._keep_summed(batch)
        if "classification" in batch.schema.names:
            self._goods.take(batch)
            self._find_early(batch)
        self._count(batch)

    def _stop_if_too_many(self) -> None:
        most = self._descriptor.assertions.rows.max
        if self.tally.rows > most:
            broken = f"more than {most:,} rows, the most that a file of it holds"
            raise AssertionBrokenError(self._descriptor.name, (broken,))

    def _count_empty(self, batch: pa.RecordBatch, column: str) -> None:
        cells = batch.column(column)
        empty = pc.is_null(cells)
        if pa.types.is_string(cells.type) or pa.types.is_dictionary(cells.type):
            empty = pc.or_(empty, _where(cells, lambda texts: pc.equal(texts, "")))
        missing = pc.sum(empty).as_py() or 0
        self._empties[column] = self._empties.get(column, 0) + missing
        shown = self._empty.setdefault(column, [])
        if missing and len(shown) <= SHOWN:
            lines = pc.filter(batch.column("line"), empty)
            shown += lines[: SHOWN + 1 - len(shown)].to_pylist()

    def _find_odd(self, batch: pa.RecordBatch, column: str, allowed: list[str]) -> None:
        cells = batch.column(column)
        known = pa.array(["", None, *allowed])
        odd = pc.indices_nonzero(_where(cells, lambda texts: pc.invert(pc.is_in(texts, known))))
        shown = self._odd.setdefault(column, [])
        for row in odd[: max(0, SHOWN + 1 - len(shown))].to_pylist():
            shown.append(f"{cells[row].as_py()!r} in line {batch.column('line')[row].as_py()}")

    def _find_early(self, batch: pa.RecordBatch) -> None:
        """Find figures that were published before their period began."""
        first, day = batch.column("first_month"), pc.min(batch.column("published")).as_py()
        if pc.max(first).as_py() <= day.year * 12 + day.month - 1:
            return
        days = batch.column("published")
        month = pc.add(pc.multiply(pc.year(days), 12), pc.subtract(pc.month(days), 1))
        told = pc.invert(_where(batch.column("status"), lambda texts: pc.equal(texts, "missing")))
        rows = pc.indices_nonzero(pc.and_(pc.greater(first, month), told))
        for row in rows[: max(0, SHOWN + 1 - len(self._early))].to_pylist():
            period, line = (batch.column(name)[row].as_py() for name in ("period", "line"))
            self._early.append(f"{period!r} in line {line}")

    def _keep_summed(self, batch: pa.RecordBatch) -> None:
        wanted = ["reporter", "partner", "period", "currency", "compiler", "published", "flow",
                  "value", "margin", "status", "line"]  # fmt: skip
        self._summed += pa.table({name: batch.column(name) for name in wanted}).to_pylist()

    def _count(self, batch: pa.RecordBatch) -> None:
        tally = self.tally
        if "period" not in batch.schema.names:
            tally.subjects |= _subjects(batch)
            return
        tally.periods.update(_unique(batch.column("period")))
        tally.partners.update(_unique(batch.column("partner")))
        tally.reporters.update(_unique(batch.column("reporter")))
        tally.units.update(*(_unique(batch.column(n)) for n in ("quantity_unit", "quantity2_unit")))
        tally.totals += pc.sum(batch.column("is_aggregate")).as_py() or 0
        for one in pc.value_counts(batch.column("status")).to_pylist():
            status = one["values"]
            tally.statuses[status] = tally.statuses.get(status, 0) + one["counts"]
        published = pc.max(batch.column("published")).as_py()
        tally.last_published = max(published, tally.last_published or published)
        for label, value in _sums(batch):
            tally.sums[label] = tally.sums.get(label, Decimal(0)) + value

    def close(self) -> None:
        """Refuse the load if a promise is broken, with the first ten offenders of each."""
        promised, rows = self._descriptor.assertions, self.tally.rows
        broken = []
        if not rows:
            broken.append("it holds no row: nothing was found for it, or it is cut off")
        elif not promised.rows.min <= rows <= promised.rows.max:
            broken.append(
                f"{rows} rows, where {promised.rows.min} to {promised.rows.max} are expected"
            )
        for column, rate in promised.filled.items():
            if self._empties.get(column, 0) > rows * (1 - rate):
                broken.append(f"{column} is empty in line {listed(self._empty[column])}")
        for column, shown in self._odd.items():
            if shown:
                broken.append(f"{column} does not take {listed(shown)}")
        if self._early:
            days = f"on {self.tally.last_published}"
            broken.append(f"published {days}, before the period began: {listed(self._early)}")
        broken += self._goods.broken()
        for total in promised.sums:
            broken += self._broken_sums(total)
        if broken:
            raise AssertionBrokenError(self._descriptor.name, tuple(broken))
        goods = len(self._goods.checked) + ("flow" in promised.values)
        self.tally.assertions = (
            2 + goods + len(promised.filled) + len(promised.values) + len(promised.sums)
        )

    def _broken_sums(self, total: Sum) -> list[str]:
        rows = [r for r in self._summed if r["status"] != "missing"]
        return list(sums_that_fail(total, [(row["line"], row) for row in rows]))


def _subjects(batch: pa.RecordBatch) -> set[str]:
    """Name what a table of codes is of, or which two editions a correlation joins."""
    names = batch.schema.names
    first, second, word = (
        ("from_edition", "to_edition", " to ") if "from_edition" in names
        else ("scheme", "edition", " ")
    )  # fmt: skip
    pairs = pa.table({"a": batch.column(first), "b": batch.column(second)}).group_by(["a", "b"])
    found = [(row["a"], row["b"]) for row in pairs.aggregate([]).to_pylist()]
    return {b if word == " " and b.startswith(a) else f"{a}{word}{b}".strip() for a, b in found}


_FLOWS = {"M": "imports", "X": "exports", "T": "exports and imports", "RM": "re-imports",
          "RX": "re-exports"}  # fmt: skip
_PARTS = ("customs_procedure", "transport_mode", "partner2", "province")
_LENGTHS = {"M": "months", "Q": "quarters", "A": "years", "S": "runs of months"}


def _sums(batch: pa.RecordBatch) -> Iterator[tuple[str, Decimal]]:
    """Add up rows that may be added: one flow, currency, length of period and depth of code."""
    keys = {name: as_dictionary(batch.column(name)) for name in ("flow", "currency", "frequency")}
    keys["digits"] = _lengths(as_dictionary(batch.column("commodity")))
    parts = [_where(batch.column(name), lambda texts: pc.not_equal(texts, "")) for name in _PARTS]
    table = pa.table(
        {name: key.indices for name, key in keys.items()}
        | {"parts": reduce(pc.or_, parts), "value": batch.column("value")}
    )
    single = pc.invert(pc.fill_null(batch.column("is_aggregate"), fill_value=False))
    table = table if pc.all(single).as_py() else table.filter(single)
    found = table.group_by([*keys, "parts"]).aggregate([("value", "sum")]).to_pylist()
    for row in found:
        row |= {name: key.dictionary[row[name]].as_py() for name, key in keys.items()}
    lengths = {row["frequency"] for row in found}
    shortest = next((length for length in _LENGTHS if length in lengths), "")
    for row in found:
        if row["frequency"] == shortest:
            goods = f"goods of {row['digits']} digits" if row["digits"] else "all goods"
            apart = ", in parts" if row["parts"] else ""
            flow = _FLOWS.get(row["flow"], row["flow"])
            label = f"{flow} in {row['currency']}, {_LENGTHS[shortest]}, {goods}{apart}"
            yield label, row["value_sum"] or Decimal(0)


def _lengths(codes: pa.DictionaryArray) -> pa.DictionaryArray:
    """Replace codes of goods by how many digits they have."""
    digits = pc.utf8_length(codes.dictionary).dictionary_encode()
    return pa.DictionaryArray.from_arrays(pc.take(digits.indices, codes.indices), digits.dictionary)


def _where(cells: pa.Array, holds: Callable[[pa.Array], pa.Array]) -> pa.Array:
    """Tell for which cells something holds, asking once for each text."""
    codes = as_dictionary(cells)
    asked = holds(codes.dictionary)
    if not pc.any(asked).as_py():
        return pa.repeat(pa.scalar(False), len(cells))
    return pc.fill_null(pc.take(asked, codes.indices), fill_value=False)


def _unique(column: pa.Array) -> list[str]:
    if pa.types.is_dictionary(column.type):
        return [text for text in column.dictionary.to_pylist() if text]
    return [text for text in pc.unique(column).to_pylist() if text]
