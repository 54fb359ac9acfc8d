"""The ledger of a ceiling: what was reported, the share used of each limit, what binds first.

Two readings stand side by side where one period follows another: each period by itself, as the
resolutions count, and with the excess of the period before carried over, as a state may count.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from yalu.model.answers import Reported
from yalu.model.law import Ceiling, Limit
from yalu.model.periods import Period

TOTAL = "UN 1718 Committee table"
ALONE, CARRIED = "each period by itself", "with the excess of the period before"
_COLUMNS = {
    "USD": ("value_usd", "value_margin"),
    "tonne": ("quantity_tonnes", "quantity_margin"),
    "barrel": ("quantity_barrels", "barrels_margin"),
}


@dataclass(frozen=True, kw_only=True)
class LedgerLine:
    """One limit of a ceiling in one period, by one reading.

    `percent_low` and `percent_high` are what the rounding of the printed amounts leaves open.
    `reached` gives for each threshold the last day of the report with which it was reached.
    `at_least` says that not every supplier's reports are held.
    """

    ceiling: Ceiling
    first: date
    last: date
    reading: str
    limit: Limit
    amount: Decimal | None
    percent: Decimal | None
    percent_low: Decimal | None
    percent_high: Decimal | None
    counted_until: date | None
    reached: Mapping[Decimal, date]
    binds_first: bool
    at_least: bool
    converted: bool
    citations: tuple[str, ...]


def reports(
    rows: Sequence[Mapping[str, Any]], ceilings: Sequence[Ceiling], *, until: date | None = None
) -> list[Reported]:
    """Read ledger rows as amounts, each month once; with a day, of runs that had ended by it.

    Of several reports of one period the latest with an amount in the unit counts. A report of a
    whole year replaces those of its months. Where no sum over all suppliers is held for a period,
    those of single suppliers count, and the result is a floor. Tonnes become barrels by the factor
    of the ceiling where no barrels were printed.
    """
    held = {ceiling.id: ceiling for ceiling in ceilings}
    found: dict[tuple[str, str, str, str], Reported] = {}
    for row in sorted(rows, key=lambda row: row["published"]):
        ceiling = held.get(row["ceiling"])
        if ceiling is None or not row["series"].startswith(TOTAL):
            continue
        for report in _amounts(row, ceiling):
            if until is not None and report.last > until:
                continue
            found[row["ceiling"], row["series"], row["period"], report.unit] = report
    totals = [report for (_, series, _, _), report in found.items() if series == TOTAL]
    parts = [report for (_, series, _, _), report in found.items() if series != TOTAL]
    kept = _outermost(totals)
    return kept + [p for p in _outermost(parts) if not any(_meet(p, total) for total in kept)]


def ledger(
    ceilings: Sequence[Ceiling], rows: Sequence[Mapping[str, Any]], *, on: date | None
) -> Iterator[LedgerLine]:
    """Give the lines of every ceiling with an amount, or of the periods that hold a day.

    With a day, only reports of runs of days that had ended by it count; without one, all.
    """
    reported = reports(rows, ceilings, until=on)
    for ceiling in ceilings:
        if any(limit.amount for limit in ceiling.limits):
            for first, last in _periods(ceiling, reported, on):
                counted = [
                    r for r in reported if r.ceiling == ceiling.id and first <= r.first <= last
                ]
                yield from _lines(ceiling, (first, last), counted, {})
                if excess := _excess(ceilings, ceiling, first, reported):
                    yield from _lines(ceiling, (first, last), counted, excess)


def _amounts(row: Mapping[str, Any], ceiling: Ceiling) -> Iterator[Reported]:
    first, last = _days(row["period"])
    for limit in ceiling.limits:
        if limit.unit not in _COLUMNS:
            continue
        column, margin = _COLUMNS[limit.unit]
        amount, doubt, factor = row[column], row[margin], Decimal(1)
        if amount is None and limit.unit == "barrel" and ceiling.barrels_per_tonne:
            factor = ceiling.barrels_per_tonne
            amount, doubt = row["quantity_tonnes"], row["quantity_margin"]
        if amount is not None:
            yield Reported(
                ceiling=ceiling.id,
                first=first,
                last=last,
                unit=limit.unit,
                amount=amount * factor,
                margin=(doubt or Decimal(0)) * factor,
                published=row["published"],
                citations=tuple(row["citation"].split()),
                converted=factor != 1,
                series=row["series"],
            )


def _outermost(found: Sequence[Reported]) -> list[Reported]:
    """Drop the reports of a run of days that a longer one of the same series holds."""
    return [
        inner
        for inner in found
        if not any(
            outer is not inner
            and (outer.ceiling, outer.series, outer.unit)
            == (inner.ceiling, inner.series, inner.unit)
            and outer.first <= inner.first
            and inner.last <= outer.last
            for outer in found
        )
    ]


def _meet(one: Reported, other: Reported) -> bool:
    return (
        (one.ceiling, one.unit) == (other.ceiling, other.unit)
        and one.first <= other.last
        and other.first <= one.last
    )


def _periods(
    ceiling: Ceiling, reported: Sequence[Reported], on: date | None
) -> list[tuple[date, date]]:
    if on is not None:
        period = ceiling.period(on=on)
        return [period] if period else []
    days = [ceiling.first, *(r.first for r in reported if r.ceiling == ceiling.id)]
    return sorted({period for day in days if (period := ceiling.period(on=day))})


def _lines(
    ceiling: Ceiling,
    period: tuple[date, date],
    counted: Sequence[Reported],
    carried: Mapping[str, Decimal],
) -> Iterator[LedgerLine]:
    shares = {
        limit.unit: _percent(_sum(counted, limit.unit, carried), limit)
        for limit in ceiling.limits
        if limit.amount and any(r.unit == limit.unit for r in counted)
    }
    fullest = max(shares, key=lambda unit: shares[unit], default="")
    for limit in ceiling.limits:
        if not limit.amount:
            continue
        used = [r for r in counted if r.unit == limit.unit]
        doubt = sum((r.margin for r in used), Decimal(0))
        amount = _sum(counted, limit.unit, carried) if used else None
        yield LedgerLine(
            ceiling=ceiling,
            first=period[0],
            last=period[1],
            reading=CARRIED if carried else ALONE,
            limit=limit,
            amount=amount,
            percent=None if amount is None else _percent(amount, limit),
            percent_low=None if amount is None else _percent(amount - doubt, limit),
            percent_high=None if amount is None else _percent(amount + doubt, limit),
            counted_until=max((r.last for r in used), default=None),
            reached=dict(_reached(ceiling, limit, used, carried.get(limit.unit, Decimal(0)))),
            binds_first=len(shares) > 0 and limit.unit == fullest,
            at_least=any(r.series != TOTAL for r in used),
            converted=any(r.converted for r in used),
            citations=tuple(dict.fromkeys(key for r in used for key in r.citations)),
        )


def _excess(
    ceilings: Sequence[Ceiling], ceiling: Ceiling, first: date, reported: Sequence[Reported]
) -> dict[str, Decimal]:
    """Give what the period just before went over its limits, under the same measure."""
    before = first - timedelta(days=1)
    for earlier in ceilings:
        if earlier is not ceiling and (earlier.measure, earlier.last) == (ceiling.measure, before):
            return {
                limit.unit: over
                for limit in earlier.limits
                if limit.amount
                and (over := _sum([r for r in reported if r.ceiling == earlier.id], limit.unit, {})
                     - limit.amount) > 0
            }  # fmt: skip
    return {}


def _reached(
    ceiling: Ceiling, limit: Limit, used: Sequence[Reported], carried: Decimal
) -> Iterator[tuple[Decimal, date]]:
    total = carried
    left = sorted(ceiling.thresholds)
    for report in sorted(used, key=lambda r: r.last):
        total += report.amount
        while left and _percent(total, limit) >= left[0]:
            yield left.pop(0), report.last


def _sum(counted: Sequence[Reported], unit: str, carried: Mapping[str, Decimal]) -> Decimal:
    return sum((r.amount for r in counted if r.unit == unit), carried.get(unit, Decimal(0)))


def _percent(amount: Decimal, limit: Limit) -> Decimal:
    return (amount / (limit.amount or Decimal(1)) * 100).quantize(Decimal("0.1"))


def _days(period: str) -> tuple[date, date]:
    start, _, end = period.partition("/")
    return _edge(start)[0], _edge(end or start)[1]


def _edge(text: str) -> tuple[date, date]:
    if len(text) == len("2017-01-01"):
        day = date.fromisoformat(text)
        return day, day
    period = Period.parse(text)
    return period.first_day, period.last_day
