"""Checks directions and runs of months against the monthly figures."""

from yalu.claims.claim import Answer, Claim, ErrorKind, Verdict
from yalu.claims.figures import changes
from yalu.claims.judge import unknown, verdict
from yalu.claims.published import Published, Reading
from yalu.model.periods import Period

_LONGEST_RUN = 60
# In percent: a trade that moved less stood still; one that moved more did not.
_STILL, _MOVED = 3, 10
# The length of a run, whether it breaks off for want of figures, and its pages.
Run = tuple[int, bool, tuple[str, ...]]


def check_direction(claim: Claim, held: Published) -> Verdict:
    """Check that a trade rose or fell: over each base that the text leaves open."""
    if claim.sense == "including":
        return unknown("no figures for these goods are held that would show the change")
    if claim.sense in {"steady", "recent months"}:
        return _over_months(claim, held)
    if claim.sense == "flat":
        return _flat(claim, held)
    return _one_way(claim, held)


def _one_way(claim: Claim, held: Published) -> Verdict:
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


def _flat(claim: Claim, held: Published) -> Verdict:
    """Check that a trade stood still: within three percent, and by no means beyond ten."""
    found = [one for base in claim.bases if (one := _change(claim, held, claim.period, base))]
    for one in found:
        if abs(one.value) <= _STILL:
            return verdict(Answer.SUPPORTED, one, caveats=one.caveats)
    if not found or len(found) < len(claim.bases) or not claim.firm:
        return unknown("no figure to compare with is held")
    if any(abs(one.value) <= _MOVED for one in found):
        return unknown("whether so small a change is none is a matter of words")
    return verdict(Answer.REFUTED, found[0], error_kind=ErrorKind.WRONG_DIRECTION)


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
    counted = {
        lag: [_run(claim, held, lag, wanted, by_levels=one) for one in (True, False)]
        for lag in lags
    }
    every = [run for runs in counted.values() for run in runs]
    for length, _, cited in every:
        if length == said:
            return _told(Answer.SUPPORTED, length, cited)
    if not all(_contradicts(runs, said) for runs in counted.values()):
        most = max(length for length, *_ in every)
        return unknown(f"the figures held show a run of {most}; further back they are missing")
    if not claim.firm:
        return unknown("it is not said which months are compared")
    length, _, cited = max((run for run in every if not run[1]), key=lambda run: run[0])
    return _told(Answer.REFUTED, length, cited)


def _contradicts(runs: list[Run], said: int) -> bool:
    """Tell whether a count ended for sure, and none that breaks off might have gone on to it."""
    sure = any(not is_open for _, is_open, _ in runs)
    return sure and not any(is_open and 0 < length < said for length, is_open, _ in runs)


def _told(answer: Answer, length: int, cited: tuple[str, ...]) -> Verdict:
    refuted = ErrorKind.WRONG_VALUE if length else ErrorKind.WRONG_DIRECTION
    return Verdict(
        answer=answer,
        error_kind=refuted if answer is Answer.REFUTED else None,
        formula=f"{length} months in a row",
        citations=cited,
    )


def _run(claim: Claim, held: Published, lag: int, wanted: int, *, by_levels: bool) -> Run:
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
