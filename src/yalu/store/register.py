"""Reads the register of known misreports as it stood on a day."""

from datetime import date
from typing import Any

from yalu.model.periods import Period
from yalu.model.register import Entry, Register
from yalu.model.trade import Status
from yalu.store.engine import Store

_NEVER = Period.parse("9999").last


def read(store: Store, *, as_known: date) -> Register:
    """Read the entries and the named traders that were public on a day."""
    traders: dict[tuple[str, str], list[Period]] = {}
    for row in store.rows("SELECT * FROM traders WHERE published <= ?", [as_known]):
        traders.setdefault((row["reporter"], row["partner"]), []).append(_span(row))
    rows = store.rows("SELECT * FROM gaps WHERE published <= ? ORDER BY id", [as_known])
    return Register([_entry(row) for row in rows], traders)


def _entry(row: dict[str, Any]) -> Entry:
    return Entry(
        id=row["id"],
        reporter=row["reporter"],
        but=frozenset(row["but"].split()),
        partner=row["partner"],
        flow=row["flow"],
        commodities=tuple(row["commodity"].split()) or ("",),
        period=_span(row),
        status=Status(row["status"]),
        bears_on=row["bears_on"],
        statement=row["statement"],
        advice=row["advice"],
        published=row["published"],
        citations=tuple(row["citation"].split()),
    )


def _span(row: dict[str, Any]) -> Period:
    until = row["applies_until"]
    first = Period.parse(row["applies_from"]).first
    return Period(first=first, last=Period.parse(until).last if until else _NEVER)
