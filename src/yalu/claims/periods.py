"""Which period a number is about: said beside it, in its clause, in its sentence, or before."""

import re
from collections.abc import Sequence
from functools import cache

from yalu.claims.clauses import Clause, place_of
from yalu.claims.compared import is_from, stands_beside
from yalu.claims.dates import Dated
from yalu.claims.lexicon import either, pattern, words
from yalu.claims.parse import Parsed
from yalu.model.periods import Period

_OF_EXTREME = re.compile(
    r"\b(?:lowest|smallest|weakest|least|highest|largest|biggest|strongest|most|best|worst|record)\b"
    r"(?:\s+\w+){0,4}\s+(?:of|in|for)\s+(?:the\s+|all\s+)?$",
    re.IGNORECASE,
)
Said = tuple[Period | None, bool]


def period_of(parsed: Parsed, start: int, end: int) -> Said:
    """Find the period of a number, and whether it is said."""
    if (told := _when_told(parsed, start)) is not None:
        return told, True
    spoken = spoken_periods(parsed, start)
    for find in (_beside, _owned, _in_clause, _in_sentence):
        if (one := find(parsed, spoken, start, end)) is not None:
            return resolved(parsed, one), True
    found = _inherited(parsed)
    return (found, True) if found is not None else (_latest(parsed), False)


def _latest(parsed: Parsed) -> Period | None:
    """Give the month that news are of which name none: the one before, as far as can be told."""
    return parsed.anchor.month.shift(-1)


def _inherited(parsed: Parsed) -> Period | None:
    """Give the period spoken of before: of several months one that the base named is before."""
    found = parsed.context.period
    named = [d.period for d in parsed.dates if d.role == "base" and not d.explicit and d.period]
    compared = [d.period for d in parsed.dates if d.period and not d.explicit and _taken(parsed, d)]
    bases = [*named, *compared]
    if not bases or found is None or found.first > bases[0].first:
        return found
    return next((one for one in parsed.context.months if one.first > bases[0].first), found)


def spoken_periods(parsed: Parsed, start: int) -> list[Dated]:
    """Give the dates that can be the period of the number at a place."""
    return [
        one
        for one in parsed.dates
        if one.role == "in"
        and (one.period or one.same)
        and one.day is None
        and not of_law(parsed, one, start)
        and not _aside(parsed.text, one, start)
        and not _OF_EXTREME.search(parsed.text[: one.start])
        and not _told_at().search(parsed.before(one.start, 40))
    ]


@cache
def _told_at() -> re.Pattern[str]:
    """Match what dates the telling, not the trade: `at a briefing in`, `published in`."""
    listed = either(words("dates")["tellings"])
    return re.compile(
        rf"\b{listed}\s+(?:(?:in|on|of|for|early|late|mid|this|held)\s+)*$", re.IGNORECASE
    )


def _beside(parsed: Parsed, spoken: Sequence[Dated], start: int, end: int) -> Dated | None:
    """Take the date right after the number, unless a comma parts it from a clause with its own."""
    here = clause_at(parsed, start)
    led = any(here.start <= one.start < start for one in spoken)
    for one in spoken:
        if one.start >= end and stands_beside(parsed.text[end : one.start]):
            comma = "," in parsed.text[end : one.start]
            if not (comma and (led or _opens_its_own(parsed, one, start))):
                return one
    return None


def _owned(parsed: Parsed, spoken: Sequence[Dated], start: int, _: int) -> Dated | None:
    owned = [one for one in spoken if one.owned and 0 <= start - one.end <= 4 and one.period]
    return owned[-1] if owned else None


def _in_clause(parsed: Parsed, spoken: Sequence[Dated], start: int, end: int) -> Dated | None:
    here = clause_at(parsed, start)
    mine = [one for one in spoken if here.start <= one.start < here.end and not _taken(parsed, one)]
    before = [one for one in mine if one.end <= start]
    after = [one for one in mine if one.start >= end]
    return before[-1] if before else after[0] if after else None


def _in_sentence(parsed: Parsed, spoken: Sequence[Dated], start: int, end: int) -> Dated | None:
    """Take the last date of the clauses before, or the first of those after."""
    before = [
        one
        for one in spoken
        if one.end <= start and not _taken(parsed, one) and not _in_relative(parsed, one, start)
    ]
    if before:
        return before[-1]
    after = [
        one
        for one in spoken
        if one.start >= end
        and not _taken(parsed, one)
        and not _opens_its_own(parsed, one, start)
        and not _in_relative(parsed, one, start)
        and not _trails(parsed, one, start)
    ]
    return after[0] if after else None


def _in_relative(parsed: Parsed, one: Dated, start: int) -> bool:
    """Tell a date inside a `when` or `which` clause that the number is not in."""
    here = clause_at(parsed, one.start)
    taken_up = any(0 <= here.start - date.end <= 2 for date in parsed.dates)
    relative = (here.lead == "when" and taken_up) or here.lead == "which"
    return relative and not here.start <= start < here.end


_TRAILS = re.compile(
    r"\W*(?:thus|thereby|so|and)?\s*(?:bringing|taking|pushing|lifting|leaving|making|putting)\b",
    re.I,
)


def _trails(parsed: Parsed, one: Dated, start: int) -> bool:
    """Tell the date of what a figure came to with others: `…, bringing the first half to 5`."""
    here = clause_at(parsed, one.start)
    return not here.start <= start < here.end and bool(_TRAILS.match(parsed.text, here.start))


def _opens_its_own(parsed: Parsed, one: Dated, start: int) -> bool:
    """Tell a date that opens a clause with an amount of its own: `…, in April 2.25 billion`."""
    here = clause_at(parsed, one.start)
    if here.start <= start < here.end or len(parsed.text[here.start : one.start].split()) > 2:
        return False
    return any(one.end <= amount.start < here.end for amount in parsed.amounts)


def clause_at(parsed: Parsed, at: int) -> Clause:
    """Give the clause that holds a place."""
    return parsed.clauses[place_of(parsed.clauses, at)]


def _when_told(parsed: Parsed, start: int) -> Period | None:
    """Read `the level of July, when they reached 5 million`: the month that `when` takes up."""
    here = clause_at(parsed, start)
    if here.lead != "when":
        return None
    told = [one for one in parsed.dates if 0 <= here.start - one.end <= 2]
    if not told:
        return None
    if told[-1].lag:
        main = topic(parsed, told[-1].start)
        return main.shift(-told[-1].lag) if main else None
    return resolved(parsed, told[-1])


def topic(parsed: Parsed, at: int) -> Period | None:
    """Give the period that is spoken of at a place: the last named, or that of the text."""
    spoken = [
        one
        for one in spoken_periods(parsed, at)
        if not _taken(parsed, one) and not _in_relative(parsed, one, at)
    ]
    before = [one for one in spoken if one.end <= at]
    if before:
        return resolved(parsed, before[-1])
    if parsed.context.period is not None or not spoken:
        return _inherited(parsed)
    return resolved(parsed, spoken[0])


def _aside(text: str, one: Dated, start: int) -> bool:
    """Tell a date in brackets with a number of its own: `exports: 168 (December: 257)`."""
    opened = text.rfind("(", 0, one.start)
    closed = text.find(")", one.end)
    if opened < 0 or closed < 0 or ")" in text[opened : one.start]:
        return False
    inside = text[opened:closed].replace(text[one.start : one.end], "")
    return not opened < start < closed and bool(re.search(r"\d", inside))


def said_here(parsed: Parsed, period: Period | None) -> bool:
    """Tell whether the sentence itself names a period; another's trade inherits none."""
    return any(one.period == period for one in parsed.dates if one.period is not None)


def _taken(parsed: Parsed, one: Dated) -> bool:
    """Tell whether a period stands beside an amount that another is compared with."""
    return any(
        0 <= one.start - amount.end < 24
        and stands_beside(parsed.text[amount.end : one.start])
        and is_from(parsed, amount)
        for amount in parsed.amounts
    )


def of_law(parsed: Parsed, one: Dated, start: int) -> bool:
    """Tell a date that goes with an act, not with trade: `having banned coal in February, …`."""
    clauses = [0, *(m.end() for m in re.finditer(r"[,;]\s", parsed.text)), len(parsed.text)]
    first = max(edge for edge in clauses if edge <= one.start)
    last = min(edge for edge in clauses if edge > one.start)
    if first <= start < last and not _law_words().search(
        parsed.text[max(first, one.start - 25) : one.start]
    ):
        return False
    return bool(_law_words().search(parsed.text[first : one.start]))


@cache
def _law_words() -> re.Pattern[str]:
    listed = words("law")
    return pattern(*listed["bans"], *listed["suspends"], *listed["adopts"])


def resolved(parsed: Parsed, one: Dated) -> Period | None:
    """Give the period of a mention; `that month` is the one spoken of before."""
    known = _known(parsed, one)
    if one.so_far:
        last = known.last if known is not None else parsed.anchor.month.shift(-1).last
        return Period(first=last, last=last).year_to_date
    if one.same:
        return _again(parsed, one, known)
    if one.period is not None and one.of_topic and known is not None:
        return _in_year(one.period, known.last // 12)
    return one.period


def _known(parsed: Parsed, one: Dated) -> Period | None:
    earlier = [d for d in parsed.dates if d.end <= one.start and d.role == "in"]
    for before in reversed(earlier):
        if before.so_far:
            return resolved(parsed, before)
        if before.period is not None and not before.same:
            return before.period
    return parsed.context.period


def _again(parsed: Parsed, one: Dated, known: Period | None) -> Period | None:
    if one.period is not None and one.explicit and known is not None:
        return _in_year(known, one.period.first // 12)
    found = known or one.period
    words_ = parsed.text[one.start : one.end].casefold()
    if found is not None and "month" in words_ and "months" not in words_:
        mentioned = parsed.context.months and not words_.startswith("the month")
        if mentioned and found in {parsed.context.period, None}:
            return parsed.context.months[0]
        return Period(first=found.last, last=found.last)
    if found is not None and "year" in words_:
        return Period.parse(str(found.last // 12))
    if "quarter" in words_:
        spans = [found, *parsed.context.spoken]
        return next((one for one in spans if one and one.last - one.first == 2), found)
    return found


def _in_year(period: Period, year: int) -> Period:
    return period.shift((year - period.last // 12) * 12)
