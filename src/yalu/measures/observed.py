"""Observations in the shape that the evaluation takes, at a level of the classification."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pyarrow as pa

from yalu.model.periods import Period
from yalu.model.trade import Status, weakest

_EMPTY = 2000 * 12  # any month does for a table without rows
_AMOUNT = pa.decimal128(38, 4)
SCHEMA = pa.schema(
    [
        ("id", pa.int32()),
        ("reporter", pa.string()),
        ("partner", pa.string()),
        ("flow", pa.string()),
        ("period", pa.string()),
        ("first_month", pa.int32()),
        ("last_month", pa.int32()),
        ("commodity", pa.string()),
        ("classification", pa.string()),
        ("product", pa.string()),
        ("value", _AMOUNT),
        ("currency", pa.string()),
        ("quantity", _AMOUNT),
        ("quantity_unit", pa.string()),
        ("status", pa.string()),
        ("published", pa.date32()),
        ("citation", pa.string()),
        ("register", pa.string()),
    ]
)
Row = Mapping[str, Any]


def observed(rows: Sequence[Row], *, level: int = 0) -> pa.Table:
    """Make the table of observations, each with an id of its own.

    With a level, codes longer than it are cut and what falls together is added up; shorter codes
    stay as they are, and are not spread over the codes below them. Quantities are added only in
    one unit.
    """
    groups: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in rows:
        code = row["commodity"][:level] if level else row["commodity"]
        edition = row["classification"] or ""
        key = (row["reporter"], row["partner"], row["flow"], row["first_month"],
               row["last_month"], code, edition, "" if code else row["product"])  # fmt: skip
        groups[key].append({**row, "commodity": code, "classification": edition})
    added = [{**_added(group), "id": place} for place, group in enumerate(groups.values())]
    return pa.Table.from_pylist(added, SCHEMA)


def span_of(observations: pa.Table) -> Period:
    """Give the months that a table of observations touches."""
    first = min(observations["first_month"].to_pylist(), default=_EMPTY)
    return Period(first=first, last=max(observations["last_month"].to_pylist(), default=first))


def _added(group: Sequence[Row]) -> dict[str, Any]:
    first = dict(group[0])
    if len(group) == 1:
        return first
    units = {row["quantity_unit"] for row in group if row["quantity"] is not None}
    currencies = {row["currency"] for row in group if row["value"] is not None}
    first["product"] = ", ".join(dict.fromkeys(row["product"] for row in group))
    first["value"] = _sum(group, "value") if len(currencies) == 1 else None
    first["currency"] = currencies.pop() if len(currencies) == 1 else None
    first["quantity"] = _sum(group, "quantity") if len(units) == 1 else None
    first["quantity_unit"] = units.pop() if len(units) == 1 else None
    first["status"] = weakest(*(Status(row["status"]) for row in group)).value
    first["published"] = max(row["published"] for row in group)
    for column in ("citation", "register"):
        first[column] = " ".join(
            sorted({key for row in group for key in (row[column] or "").split()})
        )
    return first


def _sum(group: Sequence[Row], column: str) -> Decimal:
    return sum((row[column] for row in group if row[column] is not None), Decimal(0))
