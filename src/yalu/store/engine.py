"""The embedded engine: DuckDB, reached by plain SQL for look-ups and through ibis for analysis.

Look-ups do not go through ibis because importing it costs more than the look-up itself; see
docs/decisions/0003-two-doors.md.
"""

from collections.abc import Sequence
from datetime import date
from itertools import count
from typing import TYPE_CHECKING, Any, Self

import duckdb
import pyarrow as pa

from yalu.model.tables import TABLES, Table, Type
from yalu.store.vintages import DEFINITIONS

if TYPE_CHECKING:
    import ibis.expr.types as ir

_SQL = {
    Type.TEXT: "TEXT",
    Type.DAY: "DATE",
    Type.INTEGER: "INTEGER",
    Type.NUMBER: "DOUBLE",
    Type.AMOUNT: "DECIMAL(22,4)",
}


class Store:
    """The tables of one workspace, behind one connection."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._ibis: Any = None
        self._names = count()
        for table in TABLES.values():
            connection.execute(_definition(table))
        for definition in DEFINITIONS:
            connection.execute(definition)

    @classmethod
    def in_memory(cls) -> Self:
        """Open an empty store that lives as long as the object."""
        return cls(duckdb.connect())

    def close(self) -> None:
        """Let go of the engine; the store is of no use afterwards."""
        self._ibis = None
        self._connection.close()

    def add(self, table: str, rows: pa.Table) -> None:
        """Append rows; a column that the table does not have is refused by the engine."""
        self._connection.register("arriving", rows)
        self._connection.execute(f"INSERT INTO {TABLES[table].name} BY NAME FROM arriving")
        self._connection.unregister("arriving")

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[dict[str, Any]]:
        """Answer a look-up as plain rows."""
        result = self._connection.execute(sql, list(parameters))
        names = [column[0] for column in result.description or ()]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def bilateral(
        self, reporter: str, partner: str, *, currency: str, as_known: date
    ) -> "ir.Table":
        """Give the monthly series of a pair as an ibis table, for analysis to build on."""
        name = f"bilateral_{next(self._names)}"
        self._connection.execute(
            f"""
            CREATE TEMP TABLE {name} AS
            SELECT flow, last_month AS month, value, margin, status, compiler, published, citation,
                   arithmetic
            FROM known(?)
            WHERE reporter = ? AND partner = ? AND currency = ? AND frequency = 'M'
              AND product = '' AND commodity = '' AND value IS NOT NULL
            """,  # noqa: S608  - a name of our own; what users give is bound
            [as_known, reporter, partner, currency],
        )
        return self._as_ibis().table(name)

    def _as_ibis(self) -> Any:  # noqa: ANN401  - a backend of ibis, which has no types
        if self._ibis is None:
            import ibis  # noqa: PLC0415  - half a second that look-ups need not pay

            self._ibis = ibis.duckdb.from_connection(self._connection)
        return self._ibis


def _definition(table: Table) -> str:
    columns = ", ".join(f'"{name}" {_SQL[type_]}' for name, type_ in table.types.items())
    return f"CREATE TABLE {table.name} ({columns})"
