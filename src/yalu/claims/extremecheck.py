"""Checks extremes: the lowest since April, of the year, of any July, on record."""

from collections.abc import Iterator, Sequence

from yalu.claims.claim import Answer, Claim, ErrorKind, Verdict
from yalu.claims.figures import changes
from yalu.claims.judge import unknown, verdict
from yalu.claims.published import Published, Reading
from yalu.claims.releases import last_out
from yalu.model.periods import Period
from yalu.model.trade import Flow

_CURRENCIES = ("USD", "CNY")


def check_extreme(claim: Claim, held: Published) -> Verdict:
    """Check that no other period of those compared lies beyond; all must be held to say yes."""
    if claim.period is None or claim.flow is None:
        return unknown("it is not said of what or when")
    asked = tuple(_others(claim, held))
    if not asked:
        return unknown("it is not said since when")
    if claim.sense.startswith("first "):
        return _check_first(claim, held, asked)
    told: Verdict | None = None
    for unit in _CURRENCIES:
        here = held.levels(claim.flow, claim.product, claim.period, unit)
        if not here:
            continue
        known = {one: found for one in asked if (found := _level(claim, held, one, unit))}
        beyond = [
            one for one, other in known.items() if _beats(other, here[0], rising=claim.rising)
        ]
        if beyond:
            return _gone_beyond(claim, here[0], beyond[0])
        told = told or unknown("not every period between is held")
        if len(known) == len(asked) and claim.of != "record":
            return verdict(Answer.SUPPORTED, here[0])
    return told or unknown("no figure for the period is held")


def _check_first(claim: Claim, held: Published, asked: Sequence[Period]) -> Verdict:
    """Check `the first fall since March`: none of the months between fell, by one of two counts."""
    wanted = 1 if claim.rising else -1
    counts = [_signs(claim, held, asked, lag) for lag in (1, 12)]
    for own, between in counts:
        whole = len(between) == len(asked)
        if own is not None and own.interval.sign == wanted and whole and wanted not in between:
            return verdict(Answer.SUPPORTED, own)
    if not claim.firm or any(own is None for own, _ in counts):
        return unknown("not every change between is held")
    if all(own is not None and own.interval.sign == -wanted for own, _ in counts):
        return verdict(Answer.REFUTED, counts[0][0], error_kind=ErrorKind.WRONG_DIRECTION)
    if all(wanted in between for _, between in counts):
        return verdict(Answer.REFUTED, counts[0][0], error_kind=ErrorKind.WRONG_PERIOD)
    return unknown("whether it is the first depends on what a month is compared with")


def _signs(
    claim: Claim, held: Published, asked: Sequence[Period], lag: int
) -> tuple[Reading | None, list[int]]:
    """Give the change of the period, and the signs of those between, on the month or the year."""
    assert claim.period is not None  # noqa: S101  - for the type checker; the caller has looked
    flow = claim.flow or Flow.TOTAL
    found = {
        one: next(changes(held, flow, claim.product, one, one.shift(-lag)), None)
        for one in (claim.period, *asked)
    }
    between = [change.interval.sign for one in asked if (change := found[one]) is not None]
    return found[claim.period], between


def _others(claim: Claim, held: Published) -> Iterator[Period]:
    """Give the periods that an extreme is compared with."""
    period = claim.period
    assert period is not None  # noqa: S101  - for the type checker; the caller has looked
    length = period.last - period.first + 1
    if claim.of == "season":
        years = (period.shift(12 * step) for step in range(-30, 0))
        yield from (one for one in years if _first(held, claim) <= one.first)
    elif claim.of == "record":
        for first in range(_first(held, claim), period.first, length):
            yield Period(first=first, last=first + length - 1)
    elif claim.base_period is not None:
        base = claim.base_period
        if base.last - base.first + 1 == length or base.first % 12 == 0:
            for first in range(base.last + 1, period.first, length):
                yield Period(first=first, last=first + length - 1)
    else:
        yield from _of_year(period, held, length, so_far=claim.of == "year so far")


def _of_year(period: Period, held: Published, length: int, *, so_far: bool) -> Iterator[Period]:
    """Give the other periods of the same year: all, or where it is not over those that are out."""
    january = period.first // 12 * 12
    last = period.last if so_far else max(period.last, min(last_out(held.day), january + 11))
    for first in range(january, last + 1, length):
        one = Period(first=first, last=first + length - 1)
        if one != period:
            yield one


def _first(held: Published, claim: Claim) -> int:
    months = held.months.get(claim.flow or Flow.TOTAL, ())
    return months[0] if months else 0


def _level(claim: Claim, held: Published, period: Period, unit: str) -> Reading | None:
    found = held.levels(claim.flow or Flow.TOTAL, claim.product, period, unit)
    return found[0] if found else None


def _beats(one: Reading, here: Reading, *, rising: bool | None) -> bool:
    if rising:
        return one.interval.low > here.interval.high
    return one.interval.high < here.interval.low


def _gone_beyond(claim: Claim, here: Reading, other: Period) -> Verdict:
    note = f"{other.words} goes beyond it"
    if not claim.firm:
        return unknown(note)
    return verdict(Answer.REFUTED, here, error_kind=ErrorKind.WRONG_PERIOD, caveats=[note])
