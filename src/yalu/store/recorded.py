"""Rows of single goods, for the law to be evaluated on."""

from datetime import date
from typing import TYPE_CHECKING, Any

from yalu.model.periods import Period
from yalu.store.engine import Store

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa

Row = dict[str, Any]


def goods(store: Store, reporter: str, partner: str, span: Period, *, as_known: date) -> list[Row]:
    """Give one row per flow, period and code within a span, with its value and its quantity.

    Without a reporter, all who recorded trade with the partner are taken, each by itself.

    Value and quantity of one code may come from different pages, and pages name the same code in
    different words: of each, the one of the preferred compiler stands. Goods printed without a
    code keep a row for each name.
    """
    return store.rows(
        """
        WITH printed AS (
            SELECT *, CASE WHEN commodity = '' THEN product ELSE '' END AS uncoded
            FROM known(?)
            WHERE (reporter = ? OR ? = '') AND partner = ? AND first_month >= ? AND last_month <= ?
              AND NOT (commodity = '' AND product = '') AND flow IN ('M', 'X')
        )
        SELECT reporter, partner, flow, period, first_month, last_month, commodity,
               max(classification) AS classification,
               arg_min(product, (rank, published, product)) AS product,
               arg_min(value, (rank, margin, published, citation)) FILTER (value IS NOT NULL)
                   AS value,
               arg_min(currency, (rank, margin, published, citation)) FILTER (value IS NOT NULL)
                   AS currency,
               arg_min(quantity, (rank, quantity_margin, published, citation))
                   FILTER (quantity IS NOT NULL) AS quantity,
               arg_min(quantity_unit, (rank, quantity_margin, published, citation))
                   FILTER (quantity IS NOT NULL) AS quantity_unit,
               arg_min(status, (rank, published, citation)) AS status,
               max(published) AS published,
               string_agg(DISTINCT citation, ' ' ORDER BY citation) AS citation
        FROM printed
        GROUP BY reporter, partner, flow, period, first_month, last_month, commodity, uncoded
        ORDER BY reporter, first_month, last_month, flow, commodity, product
        """,
        [as_known, reporter, reporter, partner, span.first, span.last],
    )


def reported(store: Store, *, as_known: date) -> list[Row]:
    """Give every report against a ceiling that was public by a day."""
    return store.rows("SELECT * FROM ledger WHERE published <= ? ORDER BY period", [as_known])


def as_tables(store: Store, tables: "dict[str, pa.Table]") -> "dict[str, ir.Table]":
    """Hand Arrow tables to the engine and give them back for expressions to build on."""
    connection = store._as_ibis()  # noqa: SLF001  - the other half of the store
    return {
        name: connection.create_table(name, table, temp=True, overwrite=True)
        for name, table in tables.items()
    }
