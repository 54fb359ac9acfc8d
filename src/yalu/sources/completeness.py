"""Finds out, while the rows of a file go by, what the file is complete for.

Nothing is claimed that the file does not prove. Its publisher's name for it says which cells it is
the whole of, or its rows add up to the total that it prints. A download by hand, an answer to a
question that the file does not hold, a table that somebody put together: what they leave out may
not have been asked for.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Protocol

import pyarrow as pa
import pyarrow.compute as pc

from yalu.model.scopes import Scope

PARTS = ("customs_procedure", "transport_mode", "partner2", "province")
WHOLE: dict[str, tuple[str, ...]] = dict.fromkeys(PARTS, ("",))


class Watch(Protocol):
    """Watches the rows of one file."""

    def take(self, batch: pa.RecordBatch) -> None:
        """Look at some rows."""

    def scopes(self) -> tuple[Scope, ...]:
        """Say, after the last row, what the file is complete for."""


class Nothing:
    """A file that proves nothing of what it leaves out."""

    def take(self, batch: pa.RecordBatch) -> None:
        """Pass over the rows."""

    def scopes(self) -> tuple[Scope, ...]:
        return ()


def watched(batches: Iterable[pa.RecordBatch], watch: Watch) -> Iterator[pa.RecordBatch]:
    """Let rows through and show them to a watch."""
    for batch in batches:
        watch.take(batch)
        yield batch


@dataclass
class Named:
    """A file whose name says which cells it is the whole of.

    `said` are those columns with the one text that each must have in every row; if a row has
    another, the name is not that of the file. Of depths of goods, and of parts of cells, the file
    has all only if it has any: some releases leave them out.
    """

    said: dict[str, str]
    _days: set[str] = field(default_factory=set)
    _digits: set[int] = field(default_factory=set)
    _divided: set[str] = field(default_factory=set)
    _true: bool = True

    def take(self, batch: pa.RecordBatch) -> None:
        """Note depths and parts, and whether the rows are those of the name."""
        for column, text in self.said.items():
            self._true = self._true and _texts(batch.column(column)) <= {text}
        self._days |= {str(day) for day in pc.unique(batch.column("published")).to_pylist()}
        self._digits |= {len(code) for code in _texts(batch.column("commodity"))}
        self._divided |= {part for part in PARTS if _texts(batch.column(part)) - {""}}

    def scopes(self) -> tuple[Scope, ...]:
        """Give the cells of the name."""
        if not self._true or len(self._days) != 1:
            return ()
        others: dict[str, tuple[str, ...]] = {
            name: (text,) for name, text in self.said.items() if name != "period"
        }
        whole = {part: texts for part, texts in WHOLE.items() if part not in self._divided}
        return (
            Scope(
                published=min(self._days),
                periods=(self.said["period"],),
                texts=others | whole,
                digits=tuple(sorted(self._digits)),
            ),
        )


@dataclass
class Summed:
    """A table of all partners, if its rows add up to the total that it prints.

    The early table of the main partners prints the same total and does not add up to it.
    """

    world: str
    _rows: dict[tuple[str, ...], list[tuple[bool, Decimal, Decimal]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def take(self, batch: pa.RecordBatch) -> None:
        """Note figures as printed; those worked out from others prove nothing."""
        names = ["published", "reporter", "period", "currency", "flow", "partner", "value",
                 "margin", "status", "is_aggregate"]  # fmt: skip
        for row in pa.table({name: batch.column(name) for name in names}).to_pylist():
            world = row["partner"] == self.world
            if row["status"] == "estimated" or row["value"] is None:
                continue
            if world or not row["is_aggregate"]:
                table = (str(row["published"]), row["reporter"], row["period"], row["currency"])
                self._rows[*table, row["flow"]].append((world, row["value"], row["margin"]))

    def scopes(self) -> tuple[Scope, ...]:
        """Give the tables in which every flow adds up."""
        tables: dict[tuple[str, ...], list[bool]] = defaultdict(list)
        for (*table, _), rows in self._rows.items():
            tables[tuple(table)].append(_adds_up(rows))
        return tuple(
            Scope(
                published=published,
                periods=(period,),
                texts=WHOLE | {"reporter": (reporter,), "currency": (currency,), "product": ("",)},
                digits=(0,),
            )
            for (published, reporter, period, currency), proved in sorted(tables.items())
            if all(proved)
        )


@dataclass
class Answered:
    """Answers that came with the question: all that was asked for, of the periods filed."""

    question: Callable[[], Sequence[Scope]]

    def take(self, batch: pa.RecordBatch) -> None:
        """Pass over the rows."""

    def scopes(self) -> tuple[Scope, ...]:
        """Give what was asked for."""
        return tuple(self.question())


def _adds_up(rows: Sequence[tuple[bool, Decimal, Decimal]]) -> bool:
    """Tell whether the parts add up to the total, by as much as all were rounded."""
    totals = [value for world, value, _ in rows if world]
    parts = [value for world, value, _ in rows if not world]
    allowed = sum((margin for *_, margin in rows), Decimal(0))
    return len(totals) == 1 and bool(parts) and abs(totals[0] - sum(parts)) <= allowed


def _texts(cells: pa.Array) -> set[str]:
    if pa.types.is_dictionary(cells.type):
        # A dictionary may hold texts that no row of this batch has.
        cells = pc.take(cells.dictionary, pc.drop_null(pc.unique(cells.indices)))
    return {text or "" for text in pc.unique(cells).to_pylist()}
