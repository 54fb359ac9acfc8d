"""Rows of single goods, for the law to be evaluated on.

Nothing that was published is dropped silently: what is known to be withheld has a row without an
amount, and the register of known misreports is laid over the rest.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product
from typing import TYPE_CHECKING, Any

from yalu.model.periods import Period
from yalu.model.register import Entry, Register
from yalu.model.trade import Status, weakest
from yalu.store.engine import Store

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa

Row = dict[str, Any]

_FLOWS = {"M": "M", "X": "X", "T": "MX"}
_SPAN = """
    (reporter = $reporter OR $reporter = '') AND partner = $partner
    AND first_month >= $first AND last_month <= $last
    AND NOT (commodity = '' AND product = '') AND flow IN ('M', 'X')
"""
# Some publishers print a code by regime, mode or province alone. The parts of one cell are added
# up, those cut in one way only: by regime and by province they are the same goods.
_CUT = """
    (customs_procedure <> '')::INT + (transport_mode <> '')::INT + (partner2 <> '')::INT
    + (province <> '')::INT
"""
_CELL = "reporter, partner, flow, period, commodity, product"
_GOODS = f"""
WITH whole AS (SELECT * FROM known($day) WHERE {_SPAN}),
parts AS (
    SELECT *, {_CUT} AS cut FROM known_parts($day, 2147483647)
    WHERE {_SPAN} AND {_CUT} > 0 AND (value IS NOT NULL OR quantity IS NOT NULL)
    QUALIFY dense_rank() OVER (
        PARTITION BY {_CELL}
        ORDER BY cut, customs_procedure = '', province = '', transport_mode = '', rank, dataset,
                 currency, classification
    ) = 1
),
added AS (
    SELECT {_CELL}, any_value(first_month) AS first_month, any_value(last_month) AS last_month,
           any_value(classification) AS classification, sum(value) AS value,
           any_value(currency) AS currency,
           CASE WHEN count(DISTINCT quantity_unit) = 1 THEN sum(quantity) END AS quantity,
           any_value(quantity_unit) AS quantity_unit,
           CASE WHEN count(net_weight_kg) = count(*) THEN sum(net_weight_kg) END AS net_weight_kg,
           list(DISTINCT status) AS statuses, any_value(dataset) AS dataset,
           max(published) AS published,
           string_agg(DISTINCT citation, ' ' ORDER BY citation) AS citation, count(*) AS parts
    FROM parts ANTI JOIN whole USING ({_CELL})
    GROUP BY {_CELL}
),
withheld AS (
    SELECT * FROM known_parts($day, 2147483647)
    WHERE {_SPAN} AND {_CUT} = 0 AND value IS NULL AND quantity IS NULL
      AND status IN ('missing', 'suppressed', 'suspect')
),
printed AS (
    SELECT {_CELL}, first_month, last_month, classification, value, currency, quantity,
           quantity_unit, net_weight_kg, [status] AS statuses, dataset, published, citation, rank,
           coalesce(margin, 0) AS margin, coalesce(quantity_margin, 0) AS quantity_margin,
           1 AS parts
    FROM whole
    UNION ALL BY NAME SELECT *, 0 AS rank, 0 AS margin, 0 AS quantity_margin FROM added
    UNION ALL BY NAME
    SELECT {_CELL}, first_month, last_month, classification, value, currency, quantity,
           quantity_unit, net_weight_kg, [status] AS statuses, dataset, published, citation, rank,
           0 AS margin, 0 AS quantity_margin, 1 AS parts
    FROM withheld ANTI JOIN whole USING (reporter, partner, flow, period, commodity)
),
chosen AS (
    SELECT reporter, partner, flow, period, first_month, last_month, commodity,
           arg_min(printed, (value IS NULL, rank, margin, published, citation)) AS v,
           arg_min(printed, (quantity IS NULL, rank, quantity_margin, published, citation)) AS q,
           arg_min(product, (rank, published, product)) AS product
    FROM printed
    GROUP BY reporter, partner, flow, period, first_month, last_month, commodity,
             CASE WHEN commodity = '' THEN product ELSE '' END
)
SELECT * FROM chosen ORDER BY reporter, first_month, last_month, flow, commodity, product
"""  # noqa: S608  - made of our own words; what users give is bound


def goods(
    store: Store, reporter: str, partner: str, span: Period, *, as_known: date, register: Register
) -> list[Row]:
    """Give one row per flow, period and code within a span, with its value and its quantity.

    Without a reporter, all who recorded trade with the partner are taken, each by itself.

    Value and quantity of one code may come from different pages, and pages name the same code in
    different words: of each, the one of the preferred compiler stands, and the status is that of
    the weaker. Goods printed without a code keep a row for each name.
    """
    asked = {"reporter": reporter, "partner": partner, "day": as_known}
    months = {"first": span.first, "last": span.last}
    found = [_row(row) for row in store.rows_named(_GOODS, asked | months)]
    known = [entry for entry in register.entries if reporter in {"", entry.reporter}]
    return [register.mark_row(row) for row in (*found, *_withheld(known, partner, span))]


def _row(row: Row) -> Row:
    """Put the value and the quantity that stand together, with what both rest on."""
    value, quantity = row.pop("v"), row.pop("q")
    used = [one for one in (value, quantity) if one is not None]
    statuses = [Status(text) for one in used for text in one["statuses"]]
    if any(one["parts"] > 1 for one in used):
        statuses.append(Status.ESTIMATED)
    return {
        **row,
        "classification": value["classification"],
        "value": value["value"],
        "currency": value["currency"] if value["value"] is not None else None,
        "quantity": quantity["quantity"],
        "quantity_unit": quantity["quantity_unit"] if quantity["quantity"] is not None else None,
        "net_weight_kg": value["net_weight_kg"] or quantity["net_weight_kg"],
        "status": weakest(*statuses).value,
        "dataset": " ".join(dict.fromkeys(one["dataset"] for one in used)),
        "published": max(one["published"] for one in used),
        "citation": " ".join(sorted({key for one in used for key in one["citation"].split()})),
        "register": "",
    }


def _withheld(register: Sequence[Entry], partner: str, span: Period) -> Iterator[Row]:
    """Give a row without an amount for goods that a reporter is known to leave out."""
    entries: dict[tuple[str, str, str], list[Entry]] = defaultdict(list)
    for entry in register:
        if entry.withholds_goods and entry.partner in {partner, "*"}:
            for flow, code in product(_FLOWS[entry.flow], entry.commodities):
                entries[entry.reporter, flow, code].append(entry)
    for cell, of_goods in entries.items():
        first = max(span.first, min(e.period.first for e in of_goods))
        last = min(span.last, max(e.period.last for e in of_goods))
        if first <= last:
            yield _silent(cell, partner, Period(first=first, last=last), of_goods)


def _silent(
    cell: tuple[str, str, str], partner: str, period: Period, of_goods: Sequence[Entry]
) -> Row:
    reporter, flow, commodity = cell
    return {
        "reporter": reporter,
        "partner": partner,
        "flow": flow,
        "period": str(period),
        "first_month": period.first,
        "last_month": period.last,
        "commodity": commodity,
        "classification": "",
        "product": "",
        "value": None,
        "currency": None,
        "quantity": None,
        "quantity_unit": None,
        "net_weight_kg": None,
        "status": Status.SUPPRESSED.value,
        "dataset": "",
        "published": max(entry.published for entry in of_goods),
        "citation": " ".join(sorted({key for entry in of_goods for key in entry.citations})),
        "register": "",
    }


def reported(store: Store, *, as_known: date) -> list[Row]:
    """Give every report against a ceiling that was public by a day."""
    return store.rows("SELECT * FROM ledger WHERE published <= ? ORDER BY period", [as_known])


def as_tables(store: Store, tables: "dict[str, pa.Table]") -> "dict[str, ir.Table]":
    """Hand Arrow tables to the engine and give them back for expressions to build on.

    Each has a name of its own, so that an expression keeps its rows when the next is made.
    """
    connection = store._as_ibis()  # noqa: SLF001  - the other half of the store
    return {
        name: connection.create_table(f"{name}_{store.next_number()}", table, temp=True)
        for name, table in tables.items()
    }


def kept(store: Store, expression: "ir.Table") -> "ir.Table":
    """Work an expression out once, so that what follows from it need not do so again."""
    name = f"kept_{store.next_number()}"
    found: ir.Table = store._as_ibis().create_table(name, expression, temp=True)  # noqa: SLF001
    return found
