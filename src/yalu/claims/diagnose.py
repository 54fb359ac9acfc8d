"""Names the error of a refuted figure: what the number would be true of."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from yalu.claims.claim import Claim, ErrorKind, Kind
from yalu.claims.figures import is_monthly, readings, superseded
from yalu.claims.judge import is_sharp, meets
from yalu.claims.published import Published, Reading
from yalu.model.intervals import Interval
from yalu.model.periods import Frequency, Period
from yalu.model.trade import Flow

_THOUSAND = Decimal(1000)
Explained = tuple[ErrorKind, str]


def diagnose(claim: Claim, held: Published, true: Reading) -> Explained:
    """Give the kind of error and what the number is true of, the likeliest first."""
    for ask in (_older, _unit, _base, _direction, _flow, _careless, _period):
        if (found := ask(claim, held, true)) is not None:
            return found
    return ErrorKind.WRONG_VALUE, ""


def _fits(claim: Claim, found: Iterator[Reading] | tuple[Reading, ...]) -> Reading | None:
    stated = claim.stated
    if stated is None:
        return None
    return next((r for r in found if meets(stated, r.interval) and is_sharp(stated, r)), None)


def _older(claim: Claim, held: Published, _: Reading) -> Explained | None:
    fitting = _fits(claim, superseded(claim, held))
    if fitting is None:
        return None
    return ErrorKind.SUPERSEDED, f"true of a figure since revised: {fitting.formula}"


def _unit(claim: Claim, held: Published, true: Reading) -> Explained | None:
    if claim.rising is not None or claim.stated is None:
        return None
    for currency in {"USD", "CNY"} - {claim.unit}:
        if _fits(claim, readings(replace(claim, unit=currency), held)):
            return ErrorKind.WRONG_UNIT, f"true of the amount in {currency}"
    for factor in (_THOUSAND, 1 / _THOUSAND, _THOUSAND**2, 1 / _THOUSAND**2):
        scaled = Interval(low=claim.stated.low * factor, high=claim.stated.high * factor)
        if meets(scaled, true.interval):
            return ErrorKind.WRONG_UNIT, f"true of the number times {factor.normalize():f}"
    return None


def _base(claim: Claim, held: Published, _: Reading) -> Explained | None:
    if claim.period is None:
        return None
    if claim.rising is not None:
        lags = {1, 12} - {claim.period.first - (claim.base_period or claim.period).first}
        if is_monthly(claim.period):
            for lag in sorted(lags):
                other = replace(claim, base_period=claim.period.shift(-lag))
                if _fits(other, readings(other, held)):
                    words = "month before" if lag == 1 else "year before"
                    return ErrorKind.WRONG_BASE, f"true of the change on the {words}"
    for period in _cumulative(claim.period):
        other = replace(claim, period=period, base_period=period.shift(-12))
        if claim.kind is not Kind.BALANCE and _fits(other, readings(other, held)):
            return ErrorKind.WRONG_BASE, f"true of {period.words}"
    return None


def _cumulative(period: Period) -> Iterator[Period]:
    if is_monthly(period):
        if period.year_to_date != period:
            yield period.year_to_date
    elif period.first % 12 == 0:
        yield Period(first=period.last, last=period.last)


def _direction(claim: Claim, held: Published, _: Reading) -> Explained | None:
    if claim.stated is None or (claim.rising is None and claim.kind is not Kind.BALANCE):
        return None
    flipped = Interval(low=-claim.stated.high, high=-claim.stated.low)
    other = replace(claim, stated=flipped)
    if _fits(other, readings(claim, held)):
        return ErrorKind.WRONG_DIRECTION, "true with the other sign"
    return None


def _flow(claim: Claim, held: Published, _: Reading) -> Explained | None:
    others = [flow for flow in (Flow.IMPORT, Flow.EXPORT, Flow.TOTAL) if flow is not claim.flow]
    for flow in others if claim.flow is not None else ():
        if _fits(claim, readings(claim, held, flow=flow)):
            return (
                ErrorKind.WRONG_FLOW,
                f"true of {flow.word}s" if flow is not Flow.TOTAL else "true of the total",
            )
    return None


def _careless(claim: Claim, _: Published, true: Reading) -> Explained | None:
    """Find a number cut instead of rounded: 3.6 told as 3."""
    if claim.stated is None:
        return None
    half = (claim.stated.high - claim.stated.low) / 2
    low, high = claim.stated.low, claim.stated.high
    near = Interval(low=low - half, high=high) if low < 0 else Interval(low=low, high=high + half)
    if claim.sense == "" and meets(near, true.interval):
        return ErrorKind.ROUNDING, "true but for the rounding"
    return None


def _period(claim: Claim, held: Published, _: Reading) -> Explained | None:
    """Look for the number in other periods of the same length; few digits fit too easily."""
    if claim.period is None or not _is_telling(claim):
        return None
    for period in _around(claim.period):
        if _fits(claim, readings(claim, held, period=period)):
            return ErrorKind.WRONG_PERIOD, f"true of {period.words}"
    return None


def _is_telling(claim: Claim) -> bool:
    if claim.number is None or claim.stated is None or claim.sense:
        return False
    width = claim.stated.high - claim.stated.low
    return width <= abs(claim.number) / 100


def _around(period: Period) -> Iterator[Period]:
    if period.frequency is Frequency.MONTH:
        near: list[int] = sorted(range(-25, 26), key=abs)
    elif period.frequency is Frequency.YEAR:
        near = [-12, 12, -24, 24]
    else:
        yield from _other_spans(period)
        near = [-12, 12]
    yield from (period.shift(step) for step in near if step)


def _other_spans(period: Period) -> Iterator[Period]:
    january = period.first // 12 * 12
    for last in range(january + 1, january + 12):
        if last != period.last:
            yield Period(first=january, last=last)
