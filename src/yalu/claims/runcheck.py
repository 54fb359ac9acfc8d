"""Checks directions, runs of months and extremes against the monthly figures."""

from collections.abc import Iterator

from yalu.claims.claim import Answer, Claim, ErrorKind, Verdict
from yalu.claims.figures import changes
from yalu.claims.judge import unknown, verdict
from yalu.claims.published import Published, Reading
from yalu.model.periods import Period
from yalu.model.trade import Flow

_LONGEST_RUN = 60


def check_direction(claim: Claim, held: Published) -> Verdict:
    """Check that a trade rose or fell: over each base that the text leaves open."""
    if claim.sense == "including":
        return unknown("no figures for these goods are held that would show the change")
    if claim.sense in {"steady", "recent months"}:
        return _over_months(claim, held)
    against: Reading | None = None
    for base in claim.bases:
        found = _change(claim, held, claim.period, base)
        if found is None:
            return (
                unknown("no figure to compare with is held")
                if len(claim.bases) == 1
                else _open(claim, held)
            )
        if found.interval.sign == (1 if claim.rising else -1):
            return verdict(Answer.SUPPORTED, found, caveats=found.caveats)
        against = against or (found if found.interval.sign else None)
    if against is None or not claim.firm:
        return unknown("the rounding leaves the direction open")
    return verdict(Answer.REFUTED, against, error_kind=ErrorKind.WRONG_DIRECTION)


def _open(claim: Claim, held: Published) -> Verdict:
    """Of two bases one has no figure: support by the other, never refute."""
    for base in claim.bases:
        found = _change(claim, held, claim.period, base)
        if found is not None and found.interval.sign == (1 if claim.rising else -1):
            return verdict(Answer.SUPPORTED, found, caveats=found.caveats)
    return unknown("no figure to compare with is held")


def _over_months(claim: Claim, held: Published) -> Verdict:
    """Check a movement over several months by their changes on the year."""
    period = claim.period
    if period is None or claim.flow is None:
        return unknown("the text does not say of which months")
    found = []
    for month in range(period.first, period.last + 1):
        one = Period(first=month, last=month)
        change = _change(claim, held, one, one.shift(-12))
        if change is not None and change.interval.sign:
            found.append(change)
    wanted = 1 if claim.rising else -1
    fitting = [one for one in found if one.interval.sign == wanted]
    if (
        found
        and len(fitting) == len(found)
        and len(found) >= (len(range(period.first, period.last + 1)) + 1) // 2
    ):
        note = f"on the year in {len(found)} of the months; not each is below the one before"
        return verdict(Answer.SUPPORTED, fitting[-1], caveats=[note])
    return unknown("the months that the text means are not said, or not all are held")


def _change(claim: Claim, held: Published, period: Period | None, base: Period) -> Reading | None:
    if period is None or claim.flow is None:
        return None
    return next(changes(held, claim.flow, claim.product, period, base), None)


def check_streak(claim: Claim, held: Published) -> Verdict:
    """Count back the months that moved one way; a month without figures leaves the run open."""
    if claim.number is None or claim.flow is None or claim.period is None:
        return unknown("the run is not said clearly")
    if claim.sense == "nil":
        return unknown("runs of months without trade are not counted")
    wanted, said = 1 if claim.rising else -1, int(claim.number)
    lags = (12,) if claim.of == "year" else (12, 1)
    counted = [
        _run(claim, held, lag, wanted, by_levels=by_levels)
        for lag in lags
        for by_levels in (True, False)
    ]
    for length, _, cited in counted:
        if length == said:
            return _told(Answer.SUPPORTED, length, cited)
    for length, is_open, cited in counted:
        if is_open or (length == 0 and len(lags) > 1):
            return unknown(
                f"the figures held show a run of {length}; further back they are missing"
            )
        if claim.firm and len(lags) == 1:
            return _told(Answer.REFUTED, length, cited)
    return unknown("it is not said which months are compared")


def _told(answer: Answer, length: int, cited: tuple[str, ...]) -> Verdict:
    return Verdict(
        answer=answer,
        error_kind=ErrorKind.WRONG_VALUE if answer is Answer.REFUTED else None,
        formula=f"{length} months in a row",
        citations=cited,
    )


def _run(
    claim: Claim, held: Published, lag: int, wanted: int, *, by_levels: bool
) -> tuple[int, bool, tuple[str, ...]]:
    """Give the length of a run, whether it ends in a gap, and its pages.

    Counted by levels alone or with the rates that publishers printed: both counts are in use.
    """
    cited: list[str] = []
    assert claim.period is not None  # noqa: S101  - for the type checker; the caller has looked
    for length in range(_LONGEST_RUN):
        month = claim.period.shift(-length)
        found = _change(claim, held, month, month.shift(-lag))
        if found is not None and by_levels and not found.computed:
            found = None
        if found is None or found.interval.sign == 0:
            return length, True, tuple(dict.fromkeys(cited))
        if found.interval.sign != wanted:
            return length, False, tuple(dict.fromkeys(cited))
        cited += found.citations
    return _LONGEST_RUN, True, tuple(dict.fromkeys(cited))


def check_extreme(claim: Claim, held: Published) -> Verdict:
    """Check `lowest since`: no month between may be lower; all must be held."""
    if claim.base_period is None or claim.period is None or claim.flow is None:
        return unknown("it is not said since when")
    if _months(claim.period) != _months(claim.base_period):
        return unknown("a month is not compared with a year")
    here = held.levels(claim.flow, claim.product, claim.period, "USD")
    if not here:
        return unknown("no figure for the period is held")
    known = dict(_between(claim, held, claim.flow))
    beyond = [m for m, one in known.items() if _beats(one, here[0], lowest=not claim.rising)]
    if beyond:
        return _gone_beyond(claim, here[0], beyond[0])
    if len(known) * _months(claim.period) < claim.period.first - claim.base_period.last - 1:
        return unknown("not every month between is held")
    return verdict(Answer.SUPPORTED, here[0])


def _gone_beyond(claim: Claim, here: Reading, month: int) -> Verdict:
    note = f"{Period(first=month, last=month).words} goes beyond it"
    if not claim.firm:
        return unknown(note)
    return verdict(Answer.REFUTED, here, error_kind=ErrorKind.WRONG_PERIOD, caveats=[note])


def _months(period: Period) -> int:
    return period.last - period.first + 1


def _between(claim: Claim, held: Published, flow: Flow) -> Iterator[tuple[int, Reading]]:
    assert claim.base_period is not None and claim.period is not None  # noqa: S101, PT018  - see above
    length = claim.period.last - claim.period.first
    for month in range(claim.base_period.last + 1, claim.period.first, length + 1):
        found = held.levels(flow, claim.product, Period(first=month, last=month + length), "USD")
        if found:
            yield month, found[0]


def _beats(one: Reading, here: Reading, *, lowest: bool) -> bool:
    if lowest:
        return one.interval.high < here.interval.low
    return one.interval.low > here.interval.high
