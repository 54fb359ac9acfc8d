"""Readings of each kind of figure claim, and the other readings by which an error is named."""

from collections.abc import Iterator
from itertools import product as pairs

from yalu.claims.claim import ALL_GOODS, Claim, Kind
from yalu.claims.judge import change, meets
from yalu.claims.published import Key, Published, Reading, taken
from yalu.model.periods import Frequency, Period
from yalu.model.trade import Flow

_MONEY = ("USD", "CNY")


def readings(
    claim: Claim, held: Published, *, flow: Flow | None = None, period: Period | None = None
) -> tuple[Reading, ...]:
    """Give all readings of a level, balance or change; another flow or period may be asked."""
    when = period or claim.period
    if when is None:
        return ()
    flow = flow or claim.flow
    if claim.kind is Kind.BALANCE:
        return tuple(balances(held, when, claim.unit))
    if flow is None:
        return ()
    if claim.rising is None:
        return tuple(levels(held, flow, claim.product, when, claim.unit))
    lag = when.first - (claim.base_period or when.shift(-12)).first
    shift = when.first - claim.period.first if claim.period else 0
    base = claim.base_period.shift(shift) if claim.base_period else when.shift(-lag)
    if claim.unit != "percent":
        key = (flow, claim.product, when, claim.unit)
        return tuple(steps(held, key, base))
    return tuple(changes(held, flow, claim.product, when, base))


def steps(held: Published, key: Key, base: Period) -> Iterator[Reading]:
    """Give how far one level lies from another, in their own unit."""
    flow, product, period, unit = key
    here, there = (held.levels(flow, product, one, unit) for one in (period, base))
    for value, older in pairs(here, there):
        yield taken(value, older, f"{period.words} - {base.words}")


def levels(
    held: Published, flow: Flow, product: str, period: Period, unit: str
) -> Iterator[Reading]:
    """Give the readings of a level; a nil report has no unit."""
    for one in (unit,) if unit else ("tonnes", *_MONEY):
        standing = held.levels(flow, product, period, one)
        yield from standing
        yield from left_over(held, (flow, product, period, one))
        for other in held.other_levels(flow, product, period, one):
            if not other.own or _as_new(other, standing):
                yield other


def _as_new(other: Reading, standing: tuple[Reading, ...]) -> bool:
    """Tell a second figure of the same office, published no earlier, from one it has replaced."""
    days = [one.published for one in standing if one.published is not None]
    return bool(days) and other.published is not None and other.published >= max(days)


def left_over(held: Published, key: Key) -> Iterator[Reading]:
    """Give what the sum published with the next month leaves for a span, revisions included."""
    flow, product, period, unit = key
    if period.first == period.last:
        return
    wider = Period(first=period.first, last=period.last + 1)
    last = Period(first=wider.last, last=wider.last)
    for whole in held.standing.get((flow, product, wider, unit), ()):
        for month in held.standing.get((flow, product, last, unit), ()):
            yield taken(whole, month, f"{wider.words} - {last.words}")


def balances(held: Published, period: Period, unit: str) -> Iterator[Reading]:
    """Give exports less imports."""
    sold = held.levels(Flow.EXPORT, ALL_GOODS, period, unit)
    bought = held.levels(Flow.IMPORT, ALL_GOODS, period, unit)
    if not sold or not bought:
        return
    yield taken(sold[0], bought[0], "exports - imports")
    # The same figures printed to other digits give other last digits of the balance.
    for one, other in pairs(
        _printed_again(held, sold[0], Flow.EXPORT, period, unit),
        _printed_again(held, bought[0], Flow.IMPORT, period, unit),
    ):
        yield taken(one, other, "exports - imports")


def _printed_again(
    held: Published, standing: Reading, flow: Flow, period: Period, unit: str
) -> list[Reading]:
    return [
        one
        for one in held.other_levels(flow, ALL_GOODS, period, unit)
        if one.own and meets(standing.interval, one.interval)
    ]


def in_money(claim: Claim, held: Published) -> tuple[Reading, ...]:
    """Give the change of a claim in the money that it is told in."""
    flow, period, base = claim.flow, claim.period, claim.base_period
    if flow is None or period is None or base is None:
        return ()
    here, there = (held.levels(flow, claim.product, one, claim.currency) for one in (period, base))
    return tuple(found for a, b in pairs(here, there) if (found := change(a, b)) is not None)


def changes(
    held: Published, flow: Flow, product: str, period: Period, base: Period
) -> Iterator[Reading]:
    """Give a change from the levels of both periods, in any unit, and as publishers printed it."""
    for unit in (*_MONEY, "tonnes", "cubic metres", "kWh"):
        here = held.levels(flow, product, period, unit)
        there = held.levels(flow, product, base, unit)
        for value, older in pairs(here, there):
            if (found := change(value, older)) is not None:
                yield found
    if period.first - base.first == 12 and period.last - base.last == 12:
        yield from held.rates.get((flow, product, period), ())
    for unit in _MONEY:
        yield from _by_one_compiler(
            held, (flow, product, period, unit), (flow, product, base, unit)
        )


def _by_one_compiler(held: Published, here: Key, there: Key) -> Iterator[Reading]:
    """Compare the figures of another compiler with each other, not with those that stand."""
    values = [reading for reading in held.other_levels(*here) if not reading.own]
    bases = [reading for reading in held.other_levels(*there) if not reading.own]
    for value, older in pairs(values, bases):
        if value.caveats == older.caveats and (found := change(value, older)) is not None:
            yield found


def superseded(claim: Claim, held: Published) -> Iterator[Reading]:
    """Give the readings by figures that no longer stand, or were revised by the same compiler."""
    if claim.period is None or claim.flow is None:
        return
    if claim.rising is None:
        yield from (
            r
            for r in held.other_levels(claim.flow, claim.product, claim.period, claim.unit)
            if not r.standing
        )
        return
    if claim.base_period is None or claim.unit != "percent":
        return
    for unit in _MONEY:
        here = held.other_levels(claim.flow, claim.product, claim.period, unit)
        there = held.other_levels(claim.flow, claim.product, claim.base_period, unit)
        for value, older in pairs(here, there):
            if not (value.standing and older.standing) and (found := change(value, older)):
                yield found


def is_monthly(period: Period | None) -> bool:
    """Tell a month from a longer period."""
    return period is not None and period.frequency is Frequency.MONTH
