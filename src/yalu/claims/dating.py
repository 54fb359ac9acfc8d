"""The day of a text that bears none with its year: the one that its figures and acts fit.

`BEIJING, Sept 25 - ...` may be of any year, and a text without a dateline of any month. Each day
that it may have been written on is tried; one is chosen only where clearly more of the text's
claims fit it than any other, and the report says so.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from yalu.claims.checker import Report
from yalu.claims.claim import Answer, Checked, Claim, ErrorKind, Kind
from yalu.claims.dates import Anchor, dated, dateline
from yalu.claims.extract import extract
from yalu.claims.published import Published
from yalu.claims.sentences import cleaned
from yalu.claims.subjects import Pair
from yalu.claims.verdicts import check

# A text's opening tells its day; more of a long one would only cost time.
_HEAD = 12_000
# The year of the first resolution with sanctions on trade that is held.
_FIRST_YEAR = 2006
_MONTHS_TRIED = 3
_MARGIN = 2.0
_AGAINST = 0.5
# A figure of three digits or more seldom fits another year by chance.
_TELLING = {Kind.LEVEL, Kind.YEAR_TO_DATE, Kind.BALANCE}
# Within a year a month named alone is the same one; the likeliest day is tried first.
_NEAR = timedelta(days=366)
_OPEN = "the text does not say of which year this is; give --as-known DAY"


@dataclass(frozen=True, kw_only=True)
class Fit:
    """How well a text fits a day on which it may have been written."""

    day: date
    supported: int
    score: float


def fitting(text: str, held: Published) -> Fit | None:
    """Give the day that a text fits, or None where none stands out."""
    head = cleaned(text[:_HEAD])
    fits = sorted(
        (_fit(head, held, day) for day in _open_days(head, held.as_known)),
        key=lambda one: -one.score,
    )
    if not fits or fits[0].score < _MARGIN:
        return None
    best, *others = fits
    apart = [one for one in others if abs(one.day - best.day) > _NEAR]
    return best if not apart or best.score - apart[0].score >= _MARGIN else None


def told(fit: Fit) -> str:
    """Say which day was chosen for a text and why."""
    claims = "1 claim fits" if fit.supported == 1 else f"{fit.supported} claims fit"
    return (
        f"The text does not say of which year it is: it is read as of {fit.day}, the day that its "
        f"figures and acts fit ({claims}). Give --as-known DAY to say otherwise."
    )


def without_year(report: Report) -> Report:
    """Leave open what a text says only if it is of the year that it was read as."""
    day = report.day
    before = date(day.year - 1, day.month, min(day.day, 28))
    pair = Pair(reporter=report.reporter, partner=report.partner)
    sure = {_said(claim) for claim in extract(report.text, pair=pair, day=before)}
    claims = tuple(
        one if one.claim.kind is Kind.ARITHMETIC or _said(one.claim) in sure else _left_open(one)
        for one in report.claims
    )
    left = sum(one is not same for one, same in zip(claims, report.claims, strict=True))
    note = f"{_unknown(day)} {report.note}".rstrip() if left else report.note
    return replace(report, claims=claims, note=note)


def _unknown(day: date) -> str:
    return (
        "The text does not say of which year it is, and fits none clearly: its dates are read "
        f"against {day}, and what rests on that is left open. Give --as-known DAY."
    )


def _left_open(one: Checked) -> Checked:
    found = replace(
        one.verdict,
        answer=Answer.NOT_ENOUGH_EVIDENCE,
        error_kind=None,
        caveats=(*one.verdict.caveats, _OPEN),
    )
    return replace(one, verdict=found, today=Answer.NOT_ENOUGH_EVIDENCE)


def _said(claim: Claim) -> tuple[object, ...]:
    return (claim.start, claim.kind, claim.period, claim.base_period, claim.number, claim.law)


def _open_days(text: str, today: date) -> Iterator[date]:
    """Give the days on which a text may have been written, as far as it says."""
    dispatched = dateline(text, by=today)
    named, years = _named(text, today)
    first = max([_FIRST_YEAR, *years])
    last = min(today.year, max(years) + 1) if years else today.year
    years_open = range(first, last + 1)
    if dispatched:
        days = [_on(year, dispatched.month, dispatched.day) for year in years_open]
    else:
        days = [_month_end(year, month) for month in named for year in years_open]
    yield from (day for day in days if day <= today)


def _named(text: str, today: date) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Give the months in which a text may have been written, the likeliest first, and its years.

    A month named without a year is over or goes on; a day of a month is of the one that goes on.
    """
    months: Counter[int] = Counter()
    years = set()
    for one in dated(text, Anchor(day=today))[0]:
        if one.period is None:
            continue
        if one.explicit:
            years.add(one.period.last // 12)
        elif one.period.first == one.period.last and not one.lag and not one.same:
            month = one.period.last % 12 + 1
            months.update([month] if one.day else [month % 12 + 1, month])
    return tuple(month for month, _ in months.most_common(_MONTHS_TRIED)), tuple(years)


def _on(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, 28) if month == 2 else day)


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _fit(text: str, held: Published, day: date) -> Fit:
    then = replace(held, day=day)
    pair = Pair(reporter=held.reporter, partner=held.partner)
    answers = [_weighed(one, then) for one in extract(text, pair=pair, day=day)]
    return Fit(day=day, supported=sum(one > 0 for one in answers), score=sum(answers))


def _weighed(claim: Claim, held: Published) -> float:
    """Weigh what a claim says for the day that it was read by."""
    read, verdict = check(claim, held)
    fits = verdict.answer is Answer.SUPPORTED or verdict.error_kind is ErrorKind.SUPERSEDED
    if fits:
        return 2.0 if read.kind in _TELLING and _digits(read) >= 3 else 1.0
    return -_AGAINST if verdict.answer is Answer.REFUTED else 0.0


def _digits(claim: Claim) -> int:
    return 0 if claim.number is None else len(claim.number.normalize().as_tuple().digits)
