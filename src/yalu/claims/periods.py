"""Which period a number is about: said beside it, in its clause, in its sentence, or before."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from yalu.claims.clauses import Clause, place_of
from yalu.claims.compared import is_from, stands_beside
from yalu.claims.dates import Dated
from yalu.claims.lexicon import either, pattern, words
from yalu.claims.numbers import Amount
from yalu.claims.parse import Parsed
from yalu.model.periods import Period

_SUPERLATIVE = (
    r"\b(?:lowest|smallest|weakest|least|highest|largest|biggest|strongest|most|best|worst|record"
    r"|poorest|leanest|low|high|peak|trough|first\s+time)\b"
)
_OF_EXTREME = re.compile(
    rf"{_SUPERLATIVE}(?:\s+\w+){{0,4}}\s+(?:of|in|for)\s+(?:the\s+|all\s+)?$", re.IGNORECASE
)
# "The smallest amount this year": the year is what the extreme is set in.
_OF_EXTREME_YEAR = re.compile(
    rf"{_SUPERLATIVE}(?:\s+\w+){{0,4}}\s+(?:so\s+far\s+|yet\s+|thus\s+far\s+)?$", re.IGNORECASE
)
_QUARTER = 2
Said = tuple[Period | None, bool]


def period_of(parsed: Parsed, start: int, end: int) -> Said:
    """Find the period of a number, and whether it is said."""
    for told in (_when_told(parsed, start), paired(parsed, start), _of_month_before(parsed, end)):
        if told is not None:
            return told, True
    spoken = spoken_periods(parsed, start)
    for find in (_beside, _of_rate, _owned, _in_clause, _in_sentence):
        if (one := find(parsed, spoken, start, end)) is not None:
            return summed(parsed, one, start) or resolved(parsed, one), True
    found = _inherited(parsed)
    return (found, True) if found is not None else (_latest(parsed), False)


def _latest(parsed: Parsed) -> Period | None:
    """Give the month that news are of which name none: the one before, as far as can be told."""
    return parsed.anchor.month.shift(-1)


def _inherited(parsed: Parsed) -> Period | None:
    """Give the period spoken of before: of several months one that the base named is before."""
    found = _single(parsed, parsed.context.period)
    if parsed.sentence.goes_on and parsed.context.elsewhere is not None:
        found = parsed.context.elsewhere
    named = [d.period for d in parsed.dates if d.role == "base" and not d.explicit and d.period]
    compared = [
        d.period for d in parsed.dates if d.period and not d.explicit and is_compared(parsed, d)
    ]
    bases = [*named, *compared]
    if not bases or found is None or found.first > bases[0].first:
        return found
    return next((one for one in parsed.context.months if one.first > bases[0].first), found)


def _single(parsed: Parsed, found: Period | None) -> Period | None:
    """Come back from a sum to its last month where a change is on the month before."""
    if found is None or found.first == found.last:
        return found
    monthly = any(one.role == "base" and one.lag == 1 for one in parsed.dates)
    last = Period(first=found.last, last=found.last)
    return last if monthly else found


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
        and not _sets_extreme(parsed, one)
        and not is_told_at(parsed.text, one)
    ]


def _sets_extreme(parsed: Parsed, one: Dated) -> bool:
    """Tell a time that an extreme is set in: `the most of 2017`, `the smallest this year`."""
    before = parsed.before(one.start, 80)
    if found := _OF_EXTREME.search(before):
        # "At their lowest in September" tells the month itself.
        is_month = one.period is not None and one.period.first == one.period.last
        return not (is_month and found[0].casefold().split()[-1] == "in")
    of_year = parsed.text[one.start : one.end].casefold().endswith("year")
    return of_year and one.same and bool(_OF_EXTREME_YEAR.search(before))


def is_told_at(text: str, one: Dated) -> bool:
    """Tell a date of the telling or of an act, not of the trade: `at a briefing in June`."""
    return bool(_told_at().search(text[max(0, one.start - 40) : one.start]))


@cache
def _told_at() -> re.Pattern[str]:
    """Match what dates the telling, not the trade: `at a briefing in`, `published in`."""
    listed = either(words("dates")["tellings"])
    return re.compile(
        rf"\b{listed}\s+(?:(?:\d{{3,4}}(?:\s*\(\d{{4}}\))?|in|on|of|for|early|late|mid|this|held)\s+)*$",
        re.IGNORECASE,
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


def _of_rate(parsed: Parsed, spoken: Sequence[Dated], start: int, _: int) -> Dated | None:
    """Give `after a rise of 31 percent on the month in June` its own month."""
    rates = [one for one in parsed.amounts if one.start == start]
    return next((d for d in spoken for one in rates if _follows_rate(parsed, one, d)), None)


def _owned(parsed: Parsed, spoken: Sequence[Dated], start: int, _: int) -> Dated | None:
    owned = [one for one in spoken if one.owned and 0 <= start - one.end <= 4 and one.period]
    return owned[-1] if owned else None


def _in_clause(parsed: Parsed, spoken: Sequence[Dated], start: int, end: int) -> Dated | None:
    here = clause_at(parsed, start)
    mine = [
        one for one in spoken if here.start <= one.start < here.end and not is_compared(parsed, one)
    ]
    before = [one for one in mine if one.end <= start]
    after = [one for one in mine if one.start >= end]
    return before[-1] if before else after[0] if after else None


def _in_sentence(parsed: Parsed, spoken: Sequence[Dated], start: int, end: int) -> Dated | None:
    """Take the last date of the clauses before, or the first of those after."""
    before = [
        one
        for one in spoken
        if one.end <= start
        and not is_compared(parsed, one)
        and not _in_relative(parsed, one, start)
    ]
    if before:
        return before[-1]
    after = [
        one
        for one in spoken
        if one.start >= end
        and not is_compared(parsed, one)
        and not _opens_its_own(parsed, one, start)
        and not _in_relative(parsed, one, start)
        and not _trails(parsed, one, start)
    ]
    return after[0] if after else None


def _in_relative(parsed: Parsed, one: Dated, start: int) -> bool:
    """Tell a date inside a `when` or `which` clause that the number is not in."""
    here = clause_at(parsed, one.start)
    taken_up = any(0 <= here.start - date.end <= 2 for date in parsed.dates)
    relative = (here.lead == "when" and taken_up) or here.lead in {"which", "after"}
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
    """Read `the level of July, when they reached 5 million`: the month that `when` takes up.

    So does `the 5 million of April, which had been the most since August`.
    """
    here = clause_at(parsed, start)
    if here.lead not in {"when", "which"}:
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
        if not is_compared(parsed, one) and not _in_relative(parsed, one, at)
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


_OWN_PAST = re.compile(
    r"\s+(?:(?!(?:than|below|above|under|over|on|from|to|that|those|what|its|as|short|of|the|at)\b)[a-z-]+\s+)"
    r"{0,3}?(?:in|during|of|for)\s+(?:the\s+)?",
    re.IGNORECASE,
)


def _of_month_before(parsed: Parsed, end: int) -> Period | None:
    """Read `having shed 18 percent in the month before`: the rate is of that month."""
    for one in parsed.dates:
        between = parsed.text[end : one.start] if one.start >= end else "-"
        beside = _OWN_PAST.fullmatch(between)
        if one.role == "base" and one.lag and one.is_past and beside:
            main = topic(parsed, end)
            return main.shift(-one.lag) if main else None
    return None


_EACH = re.compile(r"\b(?:each|both|either|alike|apiece)\b", re.IGNORECASE)
_ANEW = re.compile(r",\s*and\s+(?:in|for|of)\b", re.IGNORECASE)
_AND = re.compile(r",?\s+and\s+(?:in\s+|for\s+|of\s+|about\s+|some\s+|by\s+)?", re.IGNORECASE)


def summed(parsed: Parsed, one: Dated, start: int) -> Period | None:
    """Read `in January and February trade was 5 million`: one figure for both months."""
    amount = next((amount for amount in parsed.amounts if amount.start == start), None)
    months = _joined(parsed, one)
    if amount is None or len(months) < 2 or _EACH.search(parsed.text):
        return None
    first, last = months[0].period, months[-1].period
    # "In January, and in February none" tells of each month apart.
    if _ANEW.search(parsed.text[months[0].end : months[-1].start]):
        return None
    if first is None or last is None or last.last - first.first != len(months) - 1:
        return None
    # Customs gives the first two months of a year out together.
    plain = first.first % 12 == 0 or any(a.is_money or a.is_quantity for a in parsed.amounts)
    return Period(first=first.first, last=last.last) if plain else None


def paired(parsed: Parsed, start: int) -> Period | None:
    """Pair numbers with months in order: `3 and 4 percent in May and June, respectively`."""
    amount = next((amount for amount in parsed.amounts if amount.start == start), None)
    if amount is None:
        return None
    ends = [0, *(m.end() for m in re.finditer("respectively", parsed.text)), len(parsed.text)]
    led, until = max(e for e in ends if e <= start), min(e for e in ends if e > start)
    said = until < len(parsed.text) or parsed.text.endswith("respectively")
    mine = [a for a in parsed.amounts if a.unit == amount.unit and led <= a.start < until]
    for one in parsed.dates:
        months = _joined(parsed, one)
        if one.start < led or one.start >= until or len(months) != len(mine) or len(mine) < 2:
            continue
        spaces = [parsed.text[a.end : b.start] for a, b in pairwise(mine)]
        if said or all(re.fullmatch(r",\s+", gap) or _AND.fullmatch(gap) for gap in spaces):
            return resolved(parsed, months[mine.index(amount)])
    return None


def _joined(parsed: Parsed, one: Dated) -> list[Dated]:
    """Give the months that a month stands in a row with: `May, June and July`."""
    named = [
        d
        for d in parsed.dates
        if d.role == "in" and d.period and not d.day and d.period.first == d.period.last
    ]
    if one not in named:
        return []
    row = [one]
    for date in named[named.index(one) + 1 :]:
        gap = parsed.text[row[-1].end : date.start]
        if not (_AND.fullmatch(gap) or re.fullmatch(r",\s+", gap)):
            break
        row.append(date)
    for date in reversed(named[: named.index(one)]):
        gap = parsed.text[date.end : row[0].start]
        if not (_AND.fullmatch(gap) or re.fullmatch(r",\s+", gap)):
            break
        row.insert(0, date)
    return row


def said_here(parsed: Parsed, period: Period | None) -> bool:
    """Tell whether the sentence itself names a period; another's trade inherits none."""
    if period is not None and period == parsed.context.elsewhere:
        return True
    return any(one.period == period for one in parsed.dates if one.period is not None) or any(
        resolved(parsed, one) == period for one in parsed.dates if one.same and one.role == "in"
    )


def is_compared(parsed: Parsed, one: Dated) -> bool:
    """Tell whether a period stands beside an amount that another is compared with."""
    if _COMPARED_PLAINLY.search(parsed.before(one.start, 50)):
        return True
    return any(
        0 <= one.start - amount.end < 40
        and (
            (stands_beside(parsed.text[amount.end : one.start]) and is_from(parsed, amount))
            or _follows_rate(parsed, amount, one)
        )
        for amount in parsed.amounts
    )


# "To 13,496 tonnes from 14,336 in March", "after there were none in February".
_COMPARED_PLAINLY = re.compile(
    r"(?:\b(?:from|against|after|compared with|compared to|versus)\s+"
    r"(?:the\s+|about\s+|some\s+)?[\d.,]+"
    r"|\bafter\s+(?:there\s+(?:was|were|had\s+been)\s+)?(?:none|nothing|no\s+[a-z]+))"
    r"\s+(?:at\s+all\s+)?(?:in|of|for|during)\s+$",
    re.IGNORECASE,
)


# "After a jump of 217 percent in August": the rate of another time.
_AFTER_RATE = re.compile(
    r"\b(?:after|following|(?:faster|slower|steeper|milder)\s+than)\s+"
    r"(?:(?:a|an|the|its|their)\s+)?(?:[a-z-]+\s+){0,3}$",
    re.IGNORECASE,
)
_RATE_OF = re.compile(r"\s*(?:[a-z-]+\s+){0,3}(?:in|of|for)\s+(?:the\s+)?", re.IGNORECASE)


def _follows_rate(parsed: Parsed, amount: Amount, one: Dated) -> bool:
    return (
        amount.unit == "percent"
        and bool(_RATE_OF.fullmatch(parsed.text[amount.end : one.start]))
        and bool(_AFTER_RATE.search(parsed.before(amount.start, 50)))
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
    words_ = parsed.text[one.start : one.end].casefold()
    found = known or one.period
    here = any(d.role == "in" and d.period and d.end <= one.start for d in parsed.dates)
    taken_up = words_.startswith(("that", "the same")) and "period" not in words_
    if not here and (one.ahead or taken_up):
        found = parsed.context.mentioned or found
    if found is None:
        return None
    if one.ahead:
        return _on_from(found, one, words_)
    return _like(parsed, found, words_)


def _like(parsed: Parsed, found: Period, said: str) -> Period:
    """Give the month, the year or the quarter of the time that is taken up again."""
    if "month" in said and "months" not in said:
        mentioned = parsed.context.months and found.first != found.last
        if mentioned and found == parsed.context.period and not said.startswith("the month"):
            return parsed.context.months[0]
        return Period(first=found.last, last=found.last)
    if "year" in said:
        return Period.parse(str(found.last // 12))
    if "quarter" in said:
        spans = [found, *parsed.context.spoken]
        return next((one for one in spans if one.last - one.first == _QUARTER), found)
    return found


def _on_from(found: Period, one: Dated, said: str) -> Period:
    """Step on from a period: `the following year` is a whole one, `a year later` its like."""
    if "following year" in said or "next year" in said:
        return Period.parse(str(found.last // 12 + 1))
    if one.ahead < 12 and found.first != found.last and "month" in said:
        return Period(first=found.last + one.ahead, last=found.last + one.ahead)
    return found.shift(one.ahead)


def _in_year(period: Period, year: int) -> Period:
    return period.shift((year - period.last // 12) * 12)
