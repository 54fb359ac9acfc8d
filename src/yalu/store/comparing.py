"""Compares figures that were known with those that came later, some cells at a time.

Each cell gets a number, and under it stand the last row that was known of it and the last that came
later: nothing is searched for, and rows need only come in the order in which they stand.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from threading import Lock
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from yalu.model.loads import Difference, Revision
from yalu.model.scopes import Scope
from yalu.store.keys import combined
from yalu.store.vintages import CELL
from yalu.store.withdrawals import within

_SHOWN = 20
# Of so many numbers for each row most may stand for no cell; beyond, cells are numbered by search.
_SPARSE = 2
_PARTS = ("customs_procedure", "transport_mode", "partner2", "province")
_SUMMED = ("reporter", "partner", "flow", "period", "currency")
_PLACE = ("reporter", "partner", "flow", "period", "commodity")


def _itself(texts: pa.Array) -> pa.Array:
    return texts


def _chapter(codes: pa.Array) -> pa.Array:
    """Give the chapter of a code of goods, and its depth."""
    depth = pc.cast(pc.utf8_length(codes), pa.string())
    return pc.binary_join_element_wise(pc.utf8_slice_codeunits(codes, 0, 2), depth, ":")


def _is_whole(texts: pa.Array) -> pa.Array:
    return pc.cast(pc.equal(texts, ""), pa.string())


# A figure that a later load is silent on is gone if that load has others of the same kind: of one
# pair, flow, period, chapter and depth of goods, and divided in the same way.
_KIND: Mapping[str, Callable[[pa.Array], pa.Array]] = {
    **dict.fromkeys((*_SUMMED, "compiler", "product"), _itself),
    "commodity": _chapter,
    **dict.fromkeys(_PARTS, _is_whole),
}
Texts = dict[str, pa.DictionaryArray]


class Comparison:
    """Counts what changed, and keeps the biggest changes and what they do to totals.

    With `others`, a cell counts as unchanged of which the later load has nothing like.
    """

    def __init__(self, *, others: bool) -> None:
        self._others = others
        self._counts: Counter[str] = Counter()
        self._biggest: list[tuple[Any, Revision]] = []
        self._totals: list[Revision] = []
        self._one_at_a_time = Lock()

    def add(
        self,
        shared: Mapping[str, str],
        old: pa.Table,
        new: pa.Table,
        *,
        complete: Sequence[Scope] = (),
    ) -> None:
        """Compare all rows of some cells; `shared` are the texts of a cell that all of them have.

        Of two rows of one side for one cell the later one stands. Of cells for which the new rows
        are `complete`, one that they do not have is gone whatever else they have.
        """
        rows = pa.concat_tables([old, new]).unify_dictionaries()
        texts = {name: coded(rows[name]) for name in CELL if name in rows.schema.names}
        told = [within(scope, texts, shared, rows.num_rows) for scope in complete]
        before, after = self._met(texts, old.num_rows, rows.num_rows, told)
        figures = {name: rows[name].combine_chunks() for name in ("value", "margin", "status")}
        cells = _figures(before, after, figures)
        named = _Named(texts, shared, rows.num_rows)
        with self._one_at_a_time:
            self._count(cells)
            self._keep(cells, named)
            self._add_up(cells, named)

    def _met(
        self, texts: Texts, known: int, rows: int, told: Sequence[pa.Array]
    ) -> tuple[pa.Array, pa.Array]:
        """Give for each cell the row that was known of it and the row that came later.

        `told` marks the rows of cells on which the later load is not silent, but says that there
        is nothing.
        """
        numbers = _numbers(texts, rows)
        last = pc.max(numbers).as_py() if rows else -1
        before = _standing(numbers[:known], last, 0)
        after = _standing(numbers[known:], last, known)
        silent = pc.and_(pc.is_valid(before), pc.is_null(after))
        if not pc.any(silent).as_py():
            return before, after
        kinds = _numbers(
            {name: _changed(texts[name], of) for name, of in _KIND.items() if name in texts}, rows
        )
        alike = pc.is_in(kinds.take(before), pc.unique(kinds[known:]))
        for marks in told:
            alike = pc.or_(alike, pc.fill_null(marks.take(before), fill_value=False))
        untouched = pc.and_(silent, pc.invert(alike))
        kept = before if self._others else pa.scalar(None, before.type)
        return (
            before if self._others else pc.if_else(untouched, kept, before),
            pc.if_else(untouched, kept, after),
        )

    def _count(self, cells: pa.Table) -> None:
        one_sided = pc.sum(cells["one_sided"]).as_py() or 0
        added = pc.sum(pc.is_null(cells["before"])).as_py() or 0
        changed = pc.sum(cells["changed"]).as_py() or 0
        self._counts += Counter(
            added=added,
            removed=one_sided - added,
            revised=changed,
            unchanged=cells.num_rows - one_sided - changed,
        )

    def _keep(self, cells: pa.Table, named: "_Named") -> None:
        """Keep the biggest changes, those first whose figure is known on both sides."""
        cells = cells.filter(pc.or_(cells["one_sided"], cells["changed"]))
        ranks = {name: named.ranks(name, cells["row"]) for name in _PLACE}
        order = [("one_sided", "ascending"), ("size", "descending")]
        order += [(name, "ascending") for name in _PLACE]
        sized = {name: cells[name] for name in ("one_sided", "size")}
        first = pc.select_k_unstable(pa.table(sized | ranks), _SHOWN, order)
        for cell in cells.take(first).to_pylist():
            revision = named.revision(cell, cell["status"] or "")
            place = tuple(getattr(revision, name) for name in _PLACE)
            self._biggest.append(((cell["one_sided"], -cell["size"], place), revision))
        self._biggest = sorted(self._biggest, key=lambda kept: kept[0])[:_SHOWN]

    def _add_up(self, cells: pa.Table, named: "_Named") -> None:
        """Add up the revised cells by flow and period: what the revision does to totals."""
        cells = cells.filter(cells["changed"])
        summed = pa.table(
            {
                "kind": named.numbers(_SUMMED).take(cells["row"]),
                **{name: cells[name] for name in ("row", "before", "after")},
            }
        ).group_by("kind")
        found = summed.aggregate([("row", "min"), ("before", "sum"), ("after", "sum")])
        found = found.rename_columns([name.partition("_")[0] for name in found.column_names])
        self._totals += [named.total(cells) for cells in found.to_pylist()]
        self._totals.sort(key=lambda t: (-abs(t.change), t.partner, t.flow, t.period))
        del self._totals[_SHOWN:]

    def result(self, dataset: str, earlier: str, later: str) -> Difference:
        """Tell what was found in all periods."""
        return Difference(
            dataset=dataset,
            earlier=earlier,
            later=later,
            **{name: self._counts[name] for name in ("added", "removed", "revised", "unchanged")},
            biggest=tuple(revision for _, revision in self._biggest),
            totals=tuple(self._totals),
        )


class _Named:
    """The texts of the cells of some rows, by the numbers of the rows."""

    def __init__(self, texts: Texts, shared: Mapping[str, str], rows: int) -> None:
        self._texts, self._shared, self._rows = texts, shared, rows

    def ranks(self, name: str, rows: pa.ChunkedArray) -> pa.Array:
        """Give the place of each text in the order of the alphabet."""
        if name not in self._texts:
            return pa.repeat(pa.scalar(0, pa.int64()), len(rows))
        texts = self._texts[name]
        return pc.rank(texts.dictionary, tiebreaker="dense").take(texts.indices.take(rows))

    def numbers(self, names: tuple[str, ...]) -> pa.Array:
        """Give each row a number by which it is told apart in these columns."""
        return _numbers({n: self._texts[n] for n in names if n in self._texts}, self._rows)

    def revision(self, cell: dict[str, Any], status: str) -> Revision:
        """Tell of a cell in words."""
        said = {name: texts[cell["row"]].as_py() for name, texts in self._texts.items()}
        said |= self._shared
        return Revision(
            **{name: said[name] for name in ("commodity", *_SUMMED)},
            before=cell["before"],
            after=cell["after"],
            status_after=status,
            detail=" ".join(f"{part} {said[part]}" for part in _PARTS if said[part]),
        )

    def total(self, cells: dict[str, Any]) -> Revision:
        """Tell of cells that were added up, by one of them."""
        return replace(self.revision(cells, ""), commodity="", detail="")


def coded(cells: pa.ChunkedArray) -> pa.DictionaryArray:
    """Give texts as numbers; no text is the empty one."""
    if cells.null_count:
        cells = pc.fill_null(pc.cast(cells, pa.string()), "")
    return cells.dictionary_encode().combine_chunks()


def _changed(texts: pa.DictionaryArray, of: Callable[[pa.Array], pa.Array]) -> pa.DictionaryArray:
    found = of(texts.dictionary).dictionary_encode()
    return pa.DictionaryArray.from_arrays(found.indices.take(texts.indices), found.dictionary)


def _numbers(texts: Texts, rows: int) -> pa.Array:
    """Give each row a number; rows with the same texts have the same."""
    columns = [pc.cast(t.indices, pa.int64()) for t in texts.values() if len(t.dictionary) > 1]
    if not columns:
        return pa.repeat(pa.scalar(0, pa.int64()), rows)
    numbers = combined(columns, most=_SPARSE * rows)
    if pc.max(numbers).as_py() < _SPARSE * rows:
        return numbers
    return pc.cast(numbers.dictionary_encode().indices, pa.int64())


def _standing(numbers: pa.Array, last: int, first_row: int) -> pa.Array:
    """Give under each number the last row that has it."""
    return pc.add(pc.inverse_permutation(numbers, max_index=last), first_row)


def _figures(before: pa.Array, after: pa.Array, rows: dict[str, pa.Array]) -> pa.Table:
    """Put the figures of each cell side by side, where there is any."""
    row = pc.coalesce(after, before)
    was, now = rows["value"].take(before), rows["value"].take(after)
    nothing = pa.scalar(Decimal(0), was.type)
    margins = [pc.fill_null(rows["margin"].take(side), nothing) for side in (before, after)]
    size = pc.abs(pc.subtract(pc.fill_null(now, nothing), pc.fill_null(was, nothing)))
    both = pc.and_(pc.is_valid(was), pc.is_valid(now))
    allowed = pc.max_element_wise(pc.add(*margins), pc.cast(nothing, pc.add(*margins).type))
    cells = pa.table(
        {
            "row": row,
            "before": was,
            "after": now,
            "status": rows["status"].take(after),
            "size": size,
            "changed": pc.and_(both, pc.greater(size, allowed)),
            "one_sided": pc.invert(both),
        }
    )
    return cells.filter(pc.or_(pc.is_valid(was), pc.is_valid(now)))
