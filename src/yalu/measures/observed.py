"""Observations in the shape that the evaluation takes, at a level of the classification."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
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
        ("net_weight_kg", _AMOUNT),
        ("status", pa.string()),
        ("register", pa.string()),
        ("dataset", pa.string()),
        ("published", pa.date32()),
        ("citation", pa.string()),
    ]
)
Row = Mapping[str, Any]


def observed(rows: Sequence[Row], *, level: int = 0) -> pa.Table:
    """Make the table of observations, each with an id of its own.

    With a level, codes longer than it are cut and what falls together is added up, but for figures
    that lie inside another: where the chapter was printed its headings are not added to it. Shorter
    codes stay as they are, and are not spread over the codes below them.
    """
    groups: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in _outermost(rows, level) if level else rows:
        code = _cut(row, level)
        edition = row["classification"] or ""
        key = (*_cell(row), code, edition, "" if code else row["product"])
        groups[key].append({**row, "commodity": code, "classification": edition})
    added = [{**_added(group), "id": place} for place, group in enumerate(groups.values())]
    return pa.Table.from_pylist(added, SCHEMA)


def _cut(row: Row, level: int) -> str:
    """Cut a code to a level; what is withheld keeps its code, for there is nothing to add up."""
    code: str = row["commodity"]
    return code[:level] if level and _has_amount(row) else code


def _has_amount(row: Row) -> bool:
    return row["value"] is not None or row["quantity"] is not None


def _outermost(rows: Sequence[Row], level: int) -> Iterator[Row]:
    """Leave out what would be cut but lies in a figure of a wider code and the same period."""
    printed = {(*_cell(row), row["commodity"]) for row in rows if _has_amount(row)}
    for row in rows:
        code = row["commodity"]
        if not _has_amount(row) or not any(
            (*_cell(row), code[:n]) in printed for n in range(level, len(code))
        ):
            yield row


def _cell(row: Row) -> tuple[Any, ...]:
    return tuple(row[c] for c in ("reporter", "partner", "flow", "first_month", "last_month"))


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
    names = dict.fromkeys(row["product"] for row in group if row["product"])
    first["product"] = ", ".join(names)
    first["value"] = _sum(group, "value") if len(currencies) == 1 else None
    first["currency"] = currencies.pop() if len(currencies) == 1 else None
    first["quantity"] = _sum(group, "quantity") if len(units) == 1 else None
    first["quantity_unit"] = units.pop() if len(units) == 1 else None
    weighed = all(row.get("net_weight_kg") is not None for row in group)
    first["net_weight_kg"] = _sum(group, "net_weight_kg") if weighed else None
    statuses = [Status(row["status"]) for row in group]
    # A sum of nothing but zeros is a zero; any other is arithmetic on what was published.
    made = () if set(statuses) == {Status.ZERO} else (Status.ESTIMATED,)
    first["status"] = weakest(*statuses, *made).value
    first["published"] = max(row["published"] for row in group)
    for keys in ("citation", "register", "dataset"):
        first[keys] = " ".join(sorted({k for row in group for k in (row.get(keys) or "").split()}))
    return first


def _sum(group: Sequence[Row], column: str) -> Decimal:
    return sum((row[column] for row in group if row[column] is not None), Decimal(0))
