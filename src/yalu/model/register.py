"""The register of known misreports, laid over figures when they are asked for.

What is stored stays as it was printed. An entry is about the levels of figures, about their
absence, about printed rates, or only about how to read them; the first two change the status.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any

from yalu.model.observations import Observation
from yalu.model.periods import Period
from yalu.model.trade import Status, weakest

_TOTAL = "TOTAL"
_TRADERS = "traders"
Traders = Mapping[tuple[str, str], Sequence[Period]]
_NOBODY: Traders = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class Cell:
    """Whose figure of what, by the codes of its columns; without goods it is of their sum."""

    reporter: str
    partner: str
    flow: str
    period: Period
    commodity: str = ""
    product: str = ""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One known misreport or gap: what it is about, and what a reader should do."""

    id: str
    reporter: str
    but: frozenset[str]
    partner: str
    flow: str
    commodities: tuple[str, ...]
    period: Period
    status: Status
    bears_on: str
    statement: str
    advice: str
    published: date
    citations: tuple[str, ...]

    @property
    def withholds_goods(self) -> bool:
        """Tell whether one reporter is known to leave out goods that have codes."""
        named = self.reporter != "*" and not {"", _TOTAL} & set(self.commodities)
        return named and self.status is Status.SUPPRESSED and self.bears_on in {"levels", "absence"}

    def is_about(self, reporter: str, partner: str, period: Period) -> bool:
        """Tell whether it is about a pair in a period, whatever the goods."""
        return (
            self.reporter in {reporter, "*"}
            and reporter not in self.but
            and self.partner in {partner, "*"}
            and _overlap(self.period, period)
        )

    def touches(self, cell: Cell) -> bool:
        """Tell whether it bears on a figure: the goods overlap, and so do the months."""
        return (
            self.is_about(cell.reporter, cell.partner, cell.period)
            and (self.flow in {cell.flow, "T"} or cell.flow == "T")
            and any(_meet(code, cell) for code in self.commodities)
        )

    def covers(self, cell: Cell) -> bool:
        """Tell whether it is about the whole of a figure that it touches.

        One bad month is not a bad year, and a bad line is not a bad chapter.
        """
        within = self.period.first <= cell.period.first and cell.period.last <= self.period.last
        whole = self.flow in {cell.flow, "T"}
        return (
            within
            and whole
            and any(
                code in {"", _TOTAL} or cell.commodity.startswith(code) for code in self.commodities
            )
        )


@dataclass(frozen=True)
class Mark:
    """What the register makes of a figure: its status, and the entries that touch it.

    `ids` leaves out the entries that only tell how to read a series, which touch every figure.
    """

    status: Status
    entries: tuple[Entry, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(entry.id for entry in self.entries if entry.bears_on != "reading")


class Register:
    """The entries that were public on a day, and who is named as a trader in which months."""

    def __init__(self, entries: Sequence[Entry] = (), traders: Traders = _NOBODY) -> None:
        self.entries = tuple(entries)
        self._traders = traders
        self.touching = cache(self._find)

    def mark(self, cell: Cell, value: Decimal | None, *statuses: Status) -> Mark:
        """Lay the register over a figure that has one or more statuses of its own."""
        entries = self.touching(cell)
        over = [e.status for e in entries if _bears(e, value) and e.covers(cell)]
        return Mark(weakest(*statuses, *over), entries)

    def marked(self, observation: Observation) -> Observation:
        """Give an observation with its status as marked, and the entries behind it."""
        cell = Cell(
            reporter=observation.reporter,
            partner=observation.partner,
            flow=observation.flow.value,
            period=observation.period,
            commodity=observation.commodity,
            product=observation.product,
        )
        mark = self.mark(cell, observation.value, observation.status)
        return replace(observation, status=mark.status, register=mark.ids)

    def mark_row(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """Give a row of observations with its status as marked, and the entries behind it."""
        mark = self.mark(_cell(row), row["value"], Status(row["status"]))
        return {**row, "status": mark.status.value, "register": " ".join(mark.ids)}

    def about(self, reporter: str, partner: str, period: Period) -> tuple[Entry, ...]:
        """Give the entries that touch any figure of a pair in a period."""
        named = self._is_trader(reporter, partner, period)
        return tuple(
            entry
            for entry in self.entries
            if entry.is_about(reporter, partner, period) and not (named and _TRADERS in entry.but)
        )

    def withheld(self, reporter: str, partner: str, commodity: str) -> tuple[Period, ...]:
        """Give the months in which figures of a pair for these goods are known to be withheld."""
        return tuple(
            entry.period
            for entry in self.entries
            if entry.status is Status.SUPPRESSED
            and entry.is_about(reporter, partner, entry.period)
            and any(
                code == _TOTAL or code.startswith(commodity) or commodity.startswith(code)
                for code in entry.commodities
            )
        )

    def _find(self, cell: Cell) -> tuple[Entry, ...]:
        about = self.about(cell.reporter, cell.partner, cell.period)
        return tuple(entry for entry in about if entry.touches(cell))

    def _is_trader(self, reporter: str, partner: str, period: Period) -> bool:
        spans = self._traders.get((reporter, partner), ())
        return any(_overlap(span, period) for span in spans)


def _bears(entry: Entry, value: Decimal | None) -> bool:
    return entry.bears_on == "levels" or (entry.bears_on == "absence" and not value)


def _overlap(one: Period, other: Period) -> bool:
    return one.first <= other.last and other.first <= one.last


def _meet(code: str, cell: Cell) -> bool:
    if code == _TOTAL:
        return not cell.commodity and not cell.product
    if code and not cell.commodity:
        return not cell.product  # goods named in words may be others
    return code.startswith(cell.commodity) or cell.commodity.startswith(code)


def _cell(row: Mapping[str, Any]) -> Cell:
    return Cell(
        reporter=row["reporter"],
        partner=row["partner"],
        flow=row["flow"],
        period=Period(first=row["first_month"], last=row["last_month"]),
        commodity=row["commodity"],
        product=row["product"] or "",
    )
