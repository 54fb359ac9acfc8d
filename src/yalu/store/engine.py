"""The embedded engine: DuckDB, reached by plain SQL for look-ups and through ibis for analysis.

Look-ups do not go through ibis because importing it costs more than the look-up itself; see
docs/decisions/0003-two-doors.md.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import duckdb
import pyarrow as pa

from yalu.model.errors import WorkspaceDamagedError
from yalu.model.tables import TABLES, Table, Type
from yalu.store import manifest as manifests
from yalu.store import withdrawals
from yalu.store.manifest import Manifest
from yalu.store.vintages import definitions

if TYPE_CHECKING:
    import ibis.expr.types as ir

_SQL = {
    Type.TEXT: "TEXT DEFAULT ''",
    Type.DAY: "DATE",
    Type.INTEGER: "INTEGER",
    Type.NUMBER: "DOUBLE",
    Type.AMOUNT: "DECIMAL(22,4)",
    Type.FLAG: "BOOLEAN",
}

_UNREADABLE = (duckdb.IOException, duckdb.InvalidInputException, duckdb.InternalException)

# Tables that a user's own files add to; the others come with the package alone.
LOADED = ("observations", "codes", "correlations")


class Store:
    """The tables of one workspace, behind one connection."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._ibis: Any = None
        self._names = count()
        self._folder: Path | None = None
        self.scoped = False
        for table in TABLES.values():
            connection.execute(_definition(table))
        connection.execute("SET parquet_metadata_cache = true")
        # A long query would draw a bar into what somebody pipes on.
        connection.execute("SET enable_progress_bar = false")
        connection.execute(withdrawals.TABLE)
        self.attach(None)

    @classmethod
    def in_memory(cls) -> Self:
        """Open an empty store that lives as long as the object."""
        return cls(duckdb.connect())

    def attach(self, folder: Path | None) -> Manifest:
        """Put what a workspace folder holds beside what is in memory, as its manifest says now."""
        held = manifests.read(folder) if folder else Manifest()
        self._folder = folder
        for table in LOADED:
            files = [str(folder / path) for path in held.files(table)] if folder else []
            self._execute(_view(TABLES[table], files))
        self._define(withdrawals.scopes(held))
        return held

    def _define(self, scopes: pa.Table) -> None:
        """Say which figures stand: those that no complete file withdrew."""
        self.scoped = scopes.num_rows > 0
        self._connection.execute("DELETE FROM scopes")
        if self.scoped:
            self._connection.register("arriving", scopes)
            self._connection.execute(
                "INSERT INTO scopes BY NAME"
                " SELECT * REPLACE (published::DATE AS published) FROM arriving"
            )
            self._connection.unregister("arriving")
        for definition in definitions(scoped=self.scoped):
            self._connection.execute(definition)

    def close(self) -> None:
        """Let go of the engine; the store is of no use afterwards."""
        self._ibis = None
        self._connection.close()

    def add(self, table: str, rows: pa.Table) -> None:
        """Append rows; a column that the table does not have is refused by the engine."""
        self._connection.register("arriving", rows)
        self._connection.execute(f"INSERT INTO {_base(TABLES[table])} BY NAME FROM arriving")
        self._connection.unregister("arriving")

    def rows_named(self, sql: str, parameters: dict[str, Any]) -> list[dict[str, Any]]:
        """Answer a look-up whose parameters have names."""
        result = self._execute(sql, parameters)
        names = [column[0] for column in result.description or ()]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def table(self, sql: str, parameters: dict[str, Any]) -> pa.Table:
        """Answer a look-up of many rows by columns."""
        with self._naming_damage():
            return self._connection.sql(sql, params=parameters).to_arrow_table()

    def run(self, sql: str, parameters: dict[str, Any]) -> None:
        """Carry out a statement that gives no rows."""
        self._execute(sql, parameters)

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[dict[str, Any]]:
        """Answer a look-up as plain rows."""
        result = self._execute(sql, list(parameters))
        names = [column[0] for column in result.description or ()]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def _execute(self, sql: str, parameters: object = None) -> duckdb.DuckDBPyConnection:
        with self._naming_damage():
            return self._connection.execute(sql, parameters)

    @contextmanager
    def _naming_damage(self) -> Iterator[None]:
        """Name files of the workspace that do not read as such."""
        try:
            yield
        except duckdb.Error as error:
            # Some damage is told by the bare root of the engine's errors.
            unreadable = isinstance(error, _UNREADABLE) or type(error) is duckdb.Error
            if self._folder is None or not unreadable:
                raise
            reason = str(error).partition("\n")[0].rstrip(".")
            raise WorkspaceDamagedError(str(self._folder), reason) from error

    def bilateral(
        self, reporter: str, partner: str, *, currency: str, as_known: date
    ) -> "ir.Table":
        """Give the monthly series of a pair as an ibis table, for analysis to build on."""
        name = f"bilateral_{self.next_number()}"
        self._execute(
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

    def next_number(self) -> int:
        """Give a number that no table of this store was named with yet."""
        return next(self._names)

    def _as_ibis(self) -> Any:  # noqa: ANN401  - a backend of ibis, which has no types
        if self._ibis is None:
            import ibis  # noqa: PLC0415  - half a second that look-ups need not pay

            self._ibis = ibis.duckdb.from_connection(self._connection)
        return self._ibis


def _base(table: Table) -> str:
    return f"shipped_{table.name}" if table.name in LOADED else table.name


def _definition(table: Table) -> str:
    columns = ", ".join(f'"{name}" {_SQL[type_]}' for name, type_ in table.types.items())
    return f"CREATE TABLE {_base(table)} ({columns})"


def _view(table: Table, files: Sequence[str]) -> str:
    columns = ", ".join(f'"{name}"' for name in table.types)
    shipped = f"SELECT {columns} FROM {_base(table)}"  # noqa: S608  - our own names
    if not files:
        return f"CREATE OR REPLACE VIEW {table.name} AS {shipped}"
    listed = ", ".join("'" + path.replace("'", "''") + "'" for path in files)
    loaded = f"SELECT {columns} FROM read_parquet([{listed}], hive_partitioning = false)"  # noqa: S608  - our own files
    return f"CREATE OR REPLACE VIEW {table.name} AS {shipped} UNION ALL {loaded}"
