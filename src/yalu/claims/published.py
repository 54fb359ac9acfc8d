"""What was published about one pair by a day, held in memory so that a text checks fast."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from yalu.claims.claim import ALL_GOODS
from yalu.claims.lexicon import words
from yalu.model.intervals import Interval
from yalu.model.law import Law
from yalu.model.parties import Action, Designation
from yalu.model.periods import Period
from yalu.model.register import Register
from yalu.model.trade import Flow

Row = Mapping[str, Any]
Key = tuple[Flow, str, Period, str]
_TONNES = {"tonne": "tonnes", "barrel": "barrels", "kWh": "kWh", "cubic metre": "cubic metres"}


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One way to the value of a claim: the figure or the arithmetic, with what it rests on.

    `own` figures are those of the customs office itself; `summed` ones were added up from months,
    which publishers revise without notice, so they bear a claim out but refute none.
    """

    value: Decimal
    interval: Interval
    formula: str
    citations: tuple[str, ...] = ()
    caveats: tuple[str, ...] = field(default=())
    standing: bool = True
    own: bool = True
    computed: bool = False
    summed: bool = False
    published: date | None = None


@dataclass(frozen=True, kw_only=True)
class Published:
    """The figures, shares, listings and law of a pair as known on a day.

    `standing` are the figures that stand; `others` every figure that was public, whoever compiled
    it; `rates` the changes on the year that publishers printed. `day` is the day of the text, from
    which `recently` counts.
    """

    reporter: str
    partner: str
    as_known: date
    standing: Mapping[Key, tuple[Reading, ...]]
    others: Mapping[Key, tuple[Reading, ...]]
    rates: Mapping[tuple[Flow, str, Period], tuple[Reading, ...]]
    shares: Sequence[Row]
    actions: Sequence[Action]
    law: Law
    day: date
    register: Register = field(default_factory=Register)
    parties: Sequence[Designation] = ()
    ledgers: Mapping[str, Sequence[Row]] = field(default_factory=dict)

    def levels(self, flow: Flow, product: str, period: Period, unit: str) -> tuple[Reading, ...]:
        """Give the readings of a level: as published, else added up or taken apart."""
        key = (flow, product, period, unit)
        if found := self.standing.get(key):
            return found
        if product != ALL_GOODS:
            return ()
        return tuple(one for one in (self._parts(key), self._months(key)) if one is not None)[:1]

    def other_levels(
        self, flow: Flow, product: str, period: Period, unit: str
    ) -> tuple[Reading, ...]:
        """Give the figures that were public but do not stand: older vintages, other compilers."""
        return self.others.get((flow, product, period, unit), ())

    @cached_property
    def months(self) -> Mapping[Flow, tuple[int, ...]]:
        """The months with a figure for all goods, by flow."""
        held: dict[Flow, set[int]] = {}
        for flow, product, period, _ in self.standing:
            if product == ALL_GOODS and period.first == period.last:
                held.setdefault(flow, set()).add(period.first)
        return {flow: tuple(sorted(months)) for flow, months in held.items()}

    def _parts(self, key: Key) -> Reading | None:
        """Work out a flow from the other two: total = imports + exports."""
        flow, product, period, unit = key
        held = {
            one: self.standing[one, product, period, unit][0]
            for one in Flow
            if (one, product, period, unit) in self.standing and one is not flow
        }
        if len(held) < 2:
            return None
        if flow is Flow.TOTAL:
            return added(held[Flow.IMPORT], held[Flow.EXPORT], "imports + exports")
        other = Flow.EXPORT if flow is Flow.IMPORT else Flow.IMPORT
        return taken(held[Flow.TOTAL], held[other], f"total - {other.word}s")

    def _months(self, key: Key) -> Reading | None:
        """Add up a span from its months, where each has a figure."""
        flow, product, period, unit = key
        if period.first == period.last:
            return None
        total: Reading | None = None
        for month in range(period.first, period.last + 1):
            one = Period(first=month, last=month)
            held = self.standing.get((flow, product, one, unit)) or tuple(
                filter(None, [self._parts((flow, product, one, unit))])
            )
            if not held:
                return None
            total = held[0] if total is None else added(total, held[0], "sum of the months")
        return total and replace(total, summed=True)


def added(a: Reading, b: Reading, formula: str) -> Reading:
    """Add two readings with their intervals."""
    return Reading(
        value=a.value + b.value,
        interval=Interval(
            low=a.interval.low + b.interval.low, high=a.interval.high + b.interval.high
        ),
        formula=formula,
        citations=joined(a, b),
        caveats=("worked out, not published",),
        computed=True,
    )


def taken(a: Reading, b: Reading, formula: str) -> Reading:
    """Take one reading from another with their intervals."""
    return Reading(
        value=a.value - b.value,
        interval=Interval(
            low=a.interval.low - b.interval.high, high=a.interval.high - b.interval.low
        ),
        formula=formula,
        citations=joined(a, b),
        caveats=("worked out, not published",),
        computed=True,
    )


def joined(*readings: Reading) -> tuple[str, ...]:
    """Join the pages of readings without repeats."""
    return tuple(dict.fromkeys(key for one in readings for key in one.citations))


def levels_of(rows: Iterable[Row], *, standing: frozenset[object]) -> dict[Key, list[Reading]]:
    """Sort rows of observations by flow, goods, period and unit."""
    found: dict[Key, list[Reading]] = {}
    for row in rows:
        for product in _products(row):
            for unit, value, margin in _amounts(row):
                key = (Flow(row["flow"]), product, _period(row), unit)
                found.setdefault(key, []).append(_reading(row, value, margin, standing))
    return found


def rates_of(rows: Iterable[Row]) -> dict[tuple[Flow, str, Period], list[Reading]]:
    """Sort the printed changes on the year by flow, goods and period."""
    found: dict[tuple[Flow, str, Period], list[Reading]] = {}
    for row in rows:
        if row["change_year_pct"] is None:
            continue
        for product in _products(row):
            key = (Flow(row["flow"]), product, _period(row))
            found.setdefault(key, []).append(_rate(row))
    return found


def identity(row: Row) -> object:
    """Tell rows apart by what they print."""
    return (
        row["flow"], row["first_month"], row["last_month"], row["product"], row["commodity"],
        row["currency"], row["compiler"], row["published"], row["value"], row["quantity"],
    )  # fmt: skip


def _reading(row: Row, value: Decimal, margin: Decimal, standing: frozenset[object]) -> Reading:
    caveats = []
    if row["status"] == "estimated":
        caveats.append(f"derived, not published: {row['arithmetic'] or row['note']}")
    own = "GAC" in row["compiler"]
    if not own:
        caveats.append(f"by the count of {row['compiler']}")
    return Reading(
        value=value,
        interval=Interval(low=value - margin, high=value + margin),
        formula=f"as published {row['published']} ({row['compiler']})",
        citations=tuple(row["citation"].split()),
        caveats=tuple(caveats),
        standing=identity(row) in standing,
        own=own,
        published=row["published"],
        computed=row["status"] == "estimated",
    )


def _rate(row: Row) -> Reading:
    value = Decimal(str(row["change_year_pct"]))
    margin = Decimal("0.5") if value == value.to_integral_value() else Decimal("0.05")
    basis = f" of {row['change_basis']}" if row["change_basis"] else ""
    own = "GAC" in row["compiler"]
    return Reading(
        value=value,
        interval=Interval(low=value - margin, high=value + margin),
        formula=f"rate{basis} as printed {row['published']} ({row['compiler']})",
        citations=tuple(row["citation"].split()),
        caveats=() if own else (f"by the count of {row['compiler']}",),
        own=own,
    )


def _amounts(row: Row) -> Iterator[tuple[str, Decimal, Decimal]]:
    if row["value"] is not None:
        yield str(row["currency"] or "USD"), row["value"], row["margin"] or Decimal(0)
    if row["quantity"] is not None:
        unit = str(_TONNES.get(row["quantity_unit"], row["quantity_unit"]))
        yield unit, row["quantity"], row["quantity_margin"] or Decimal(0)


def _products(row: Row) -> tuple[str, ...]:
    if not row["product"] and not row["commodity"]:
        return (ALL_GOODS,)
    named = row["product"].casefold()
    parts = [part.strip() for part in named.replace(" and ", ", ").split(",")]
    return tuple(
        name
        for name, about in words("products").items()
        if named in about["tables"]
        or (row["status"] == "zero" and any(part in about["tables"] for part in parts))
    )


def _period(row: Row) -> Period:
    return Period(first=row["first_month"], last=row["last_month"])
