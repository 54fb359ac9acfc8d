"""Holds a stated range against readings."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from yalu.claims.claim import Answer, Claim, ErrorKind, Kind, Verdict
from yalu.claims.published import Reading
from yalu.model.intervals import Interval

_WIDE = 5
# Few revisions go beyond this part of a level, or so many points of a rate.
_REVISED = Decimal("0.15")
_POINTS = 10


def meets(stated: Interval, found: Interval) -> bool:
    """Tell whether two ranges have a value in common."""
    return stated.low <= found.high and found.low <= stated.high


def is_sharp(stated: Interval, reading: Reading) -> bool:
    """Tell whether a figure is fine enough to bear a claim out, or at its middle just that."""
    if reading.value in stated:
        return True
    found = reading.interval
    return found.high - found.low <= _WIDE * (stated.high - stated.low) + Decimal("0.1")


def supported_by(stated: Interval, readings: Iterable[Reading]) -> Reading | None:
    """Give the first reading that bears a range out, figures that stand before others."""
    fitting = [one for one in readings if meets(stated, one.interval) and is_sharp(stated, one)]
    return min(fitting, key=lambda one: (not one.standing, not one.own), default=None)


def is_far_off(claim: Claim, found: Verdict) -> bool:
    """Tell a number that no revision explains: one of something else, or far from the figure."""
    if found.answer is not Answer.REFUTED:
        return False
    if found.error_kind is not ErrorKind.WRONG_VALUE or claim.number is None or found.value is None:
        return found.error_kind not in {ErrorKind.ROUNDING, ErrorKind.SUPERSEDED}
    if claim.unit == "percent":
        return is_far_apart(claim.number, found.value)
    off = abs(claim.number - found.value)
    if claim.kind is Kind.BALANCE:
        return off > abs(found.value)
    return off > _REVISED * abs(found.value)


def is_far_apart(rate: Decimal, found: Decimal) -> bool:
    """Tell two rates that no revision of a level explains."""
    return abs(rate - found) > _POINTS


def supported(claim: Claim, reading: Reading) -> Verdict:
    """Say yes, with the caveats of the reading and of the rounding."""
    caveats = list(reading.caveats)
    error = None
    if claim.stated is not None and not claim.stated.low <= reading.value <= claim.stated.high:
        # The ranges touch, but the likeliest value lies outside what was said.
        caveats.append("holds only at the edge of the rounding")
        error = ErrorKind.ROUNDING
    return verdict(Answer.SUPPORTED, reading, error_kind=error, caveats=caveats)


def verdict(
    answer: Answer,
    reading: Reading | None = None,
    *,
    error_kind: ErrorKind | None = None,
    caveats: Sequence[str] = (),
) -> Verdict:
    """Make a verdict that shows a reading."""
    return Verdict(
        answer=answer,
        error_kind=error_kind,
        value=reading.value if reading else None,
        interval=reading.interval if reading else None,
        formula=reading.formula if reading else "",
        caveats=tuple(dict.fromkeys(caveats)),
        citations=reading.citations if reading else (),
    )


def unknown(reason: str) -> Verdict:
    """Abstain, and say why."""
    return Verdict(answer=Answer.NOT_ENOUGH_EVIDENCE, caveats=(reason,))


def change(value: Reading, base: Reading) -> Reading | None:
    """Work out a change in percent with the range that both roundings leave open."""
    if base.interval.low <= 0:
        return None
    low = (value.interval.low / base.interval.high - 1) * 100
    high = (value.interval.high / base.interval.low - 1) * 100
    return Reading(
        value=(value.value / base.value - 1) * 100,
        interval=Interval(low=low, high=high),
        formula=f"{value.value:,.0f} / {base.value:,.0f} - 1",
        citations=tuple(dict.fromkeys(value.citations + base.citations)),
        caveats=tuple(dict.fromkeys((*value.caveats, *(f"base {c}" for c in base.caveats)))),
        standing=value.standing and base.standing,
        own=value.own and base.own,
        summed=value.summed or base.summed,
        computed=True,
    )
