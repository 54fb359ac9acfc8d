"""The measures themselves, as objects and as tables: `workspace.measures`."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from yalu.codelists.areas import area
from yalu.measures import standing
from yalu.model.law import Direction, Law
from yalu.store import recorded
from yalu.store.engine import Store

if TYPE_CHECKING:
    import ibis.expr.types as ir


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """What is held of the law, to be asked by day, goods and jurisdiction."""

    law: Law
    store: Store

    def in_force(
        self,
        target: str,
        *,
        on: date,
        as_known: date,
        commodity: str = "",
        direction: Direction | None = None,
        jurisdiction: str = "",
    ) -> "ir.Table":
        """Give what binds on a day as a table: a row for each measure, code group and code.

        An end that was not yet decided on the day of knowledge is empty. A measure whose list of
        codes is not held has one row without a code. Where goods stand is more than such a row:
        see `workspace.standing`.
        """
        from yalu.measures.table import bindings_table  # noqa: PLC0415  - brings pyarrow

        found = self.bindings(
            target,
            on=on,
            as_known=as_known,
            commodity=commodity,
            direction=direction,
            jurisdiction=jurisdiction,
        )
        tables = {"in_force": bindings_table(found, as_known=as_known)}
        return recorded.as_tables(self.store, tables)["in_force"]

    def bindings(
        self,
        target: str,
        *,
        on: date,
        as_known: date,
        commodity: str = "",
        direction: Direction | None = None,
        jurisdiction: str = "",
    ) -> tuple[standing.Binding, ...]:
        """Give the measures against an economy that bind on a day."""
        return standing.in_force(
            self.law,
            target=area(target).code,
            on=on,
            as_known=as_known,
            commodity=commodity,
            direction=direction,
            jurisdiction=area(jurisdiction).code if jurisdiction else "",
        )

    def codes(self) -> frozenset[str]:
        """Give every code that an act prints."""
        return frozenset(c for m in self.law.measures for g in m.groups for c in g.codes)

    def table(self) -> "ir.Table":
        """Give all of the law as a table: a row for each measure, code group, code and interval."""
        from yalu.measures.table import law_table  # noqa: PLC0415  - brings pyarrow

        return recorded.as_tables(self.store, {"law": law_table(self.law)})["law"]
