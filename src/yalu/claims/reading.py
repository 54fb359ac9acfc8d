"""Which subject, which period and which base a number in a sentence has."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from yalu.claims.dates import Dated
from yalu.claims.lexicon import pattern, words
from yalu.claims.mentions import Goods
from yalu.claims.numbers import Amount
from yalu.claims.parse import Parsed, speaks_again
from yalu.claims.subjects import Subject
from yalu.model.periods import Frequency, Period
from yalu.model.trade import Flow

_ADJACENT = re.compile(
    r"[\s\x00]*(?:of|in|worth\s+of|worth|were|was|are|is|for|as|in\s+the\s+form\s+of)?"
    r"(?:\s+(?:the|its|their|all|total|Chinese|China's|goods|overall))*\s+$",
    re.IGNORECASE,
)
_EDGE = re.compile(r"[,;:](?=\s)|[(—]|\s–\s|\s-\s")
_OF_EXTREME = re.compile(
    r"\b(?:lowest|smallest|weakest|least|highest|largest|biggest|strongest|most|best|worst|record)\b"
    r"(?:\s+\w+){0,4}\s+(?:of|in|for)\s+(?:the\s+|all\s+)?$",
    re.IGNORECASE,
)
_LISTED_BASE = re.compile(
    r"\s+(?:in|of|for|a|the)?\s*[\w\s]{3,24}?\s+and\s+(?:the\s+)?", re.IGNORECASE
)
# What opens a clause, and the verbs that goods have when an amount of them is told.
_OPENS = re.compile(
    r"(?:^|[.;:,(—–]\s+|\b(?:and|but|while|whereas)\s+)"
    r"(?:(?:the|all|total|North Korean|Chinese|Iranian|of that,?|only)\s+)*$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"\s*(?::|\()|\s+(?:ore\s+|purchases\s+|sales\s+|shipments\s+|imports\s+|exports\s+)?"
    r"(?:(?:more than|nearly|almost|all but|also|alone|again|still)\s+)*"
    r"(?:was|were|is|are|had|has|came|made|stood|totall?ed|reached|fell|rose|dropped|grew|dwindled|slid|jumped|surged|sank"
    r"|plunged|climbed|brought|accounted|amounted|doubled|tripled|halved|declined|increased|decreased|followed"
    r"|remained|shrank|slipped|tumbled|went|worth|added|earned|cost|contributed)\b",
    re.IGNORECASE,
)
_SUM = re.compile(r"\s+(?:in all|in total|altogether|all told|combined|together)\b", re.IGNORECASE)
_WHEN = re.compile(
    r"^[\s)]*(?:,\s*)?"
    r"(?:(?:in|for|during|over|of|(?:recorded|seen) in|the|that|by|as of|at the end of)\s+)*$",
    re.IGNORECASE,
)


def subject_of(parsed: Parsed, amount: Amount) -> Subject | None:
    """Find what an amount is about: the trade word that follows it at once, or the last before."""
    for find in (_beside, _summed, _named_ahead, _before, _following, _spoken_of):
        if (found := find(parsed, amount)) is not None:
            return found
    return next((one for one in parsed.subjects if one.start >= amount.end), None)


def _beside(parsed: Parsed, amount: Amount) -> Subject | None:
    """Take the word right after: `90 million of imports`, `90 million that went to the North`."""
    following = next((one for one in parsed.subjects if one.start >= amount.end), None)
    if following is None:
        return None
    between = parsed.text[amount.end : following.start]
    goes_on = between.isspace() and re.match(r"that|which", parsed.text[following.start :])
    return following if goes_on or _ADJACENT.fullmatch(between) else None


def _summed(parsed: Parsed, amount: Amount) -> Subject | None:
    """Read `250 million in all` as the sum of what the sentence tells."""
    if not _SUM.match(parsed.text[amount.end : amount.end + 20]):
        return None
    last = parsed.subjects[-1] if parsed.subjects else parsed.context.subject
    return replace(last, flow=Flow.TOTAL, product="ALL") if last else None


def _before(parsed: Parsed, amount: Amount) -> Subject | None:
    before = [one for one in parsed.subjects if one.end <= amount.start]
    return before[-1] if before else None


def _following(parsed: Parsed, amount: Amount) -> Subject | None:
    following = next((one for one in parsed.subjects if one.start >= amount.end), None)
    if following is None or _ends_clause(parsed.text[amount.end : following.start]):
        return None
    return following


def _spoken_of(parsed: Parsed, _: Amount) -> Subject | None:
    return parsed.context.subject if speaks_again(parsed) else None


def _named_ahead(parsed: Parsed, amount: Amount) -> Subject | None:
    """Take the verb of `goods worth AMOUNT were imported`, which stands after its amount."""
    start = max(
        (m.end() for m in re.finditer(r"[;]|, (?:and|but|while)\s", parsed.text[: amount.start])),
        default=0,
    )
    clause = parsed.text[start : amount.start]
    if not re.search(r"\b(?:goods|products|commodities|cargo(?:es)?|tonnes|worth)\b", clause, re.I):
        return None
    if any(start <= one.start < amount.start for one in parsed.subjects):
        return None
    following = [one for one in parsed.subjects if one.start >= amount.end and one.verb]
    if not following:
        return None
    between = parsed.text[amount.end : following[0].start]
    return following[0] if re.match(r"[^.;]*\b(?:was|were|been|being|are)\b", between) else None


def _ends_clause(between: str) -> bool:
    return bool(re.search(r"[;:]|,\s*(?:while|whereas|but|and)\b", between))


def goods_of(parsed: Parsed, amount: Amount, subject: Subject | None) -> str:
    """Name the goods of an amount, where they stand beside it and not beside the trade word."""
    own = subject.product if subject is not None else ""
    after = _goods_after(parsed, amount)
    if after:
        return after
    leading = _goods_leading(parsed, amount, subject)
    if leading:
        return leading
    worth = re.search(
        r"(?:worth|valued at|value of|costing)\s+(?:[\w~]+\s+){0,3}$", parsed.before(amount.start)
    )
    if worth:
        near = [one for one in parsed.goods if 0 <= amount.start - one.end <= 30]
        if near and "worth" in parsed.text[near[-1].end : amount.start]:
            return near[-1].name
    if own and own != "ALL":
        return own
    if amount.is_quantity:
        before = [one.name for one in parsed.goods if one.end <= amount.start]
        return before[-1] if before else parsed.context.goods
    inherited = subject is parsed.context.subject and subject is not None
    return parsed.context.goods or own if inherited else own


def _goods_leading(parsed: Parsed, amount: Amount, subject: Subject | None) -> str:
    """Name the goods that are the subject of a clause: `Diesel dwindled to 367 tonnes`."""
    for one in reversed(parsed.goods):
        if one.end > amount.start:
            continue
        if (
            subject is not None
            and one.end <= subject.start < amount.start
            and subject is not parsed.context.subject
        ):
            return ""
        before, after = parsed.text[: one.start], parsed.text[one.end : amount.start]
        return one.name if _OPENS.search(before) and _GOES_ON.match(after) else ""
    return ""


def _goods_after(parsed: Parsed, amount: Amount) -> str:
    for one in parsed.goods:
        if one.start >= amount.end:
            between = parsed.text[amount.end : one.start]
            found = re.fullmatch(r"\s+(?:worth\s+)?of\s+(?:[\w'.]+\s+){0,3}", between)
            return one.name if found else ""
    return ""


def period_of(parsed: Parsed, start: int, end: int) -> tuple[Period | None, bool]:
    """Find the period of a number, and whether it is said: beside it, before it, or inherited."""
    if (told := _when_told(parsed, start)) is not None:
        return told, True
    spoken = [
        one
        for one in parsed.dates
        if one.role == "in"
        and (one.period or one.same)
        and one.day is None
        and not of_law(parsed, one, start)
        and not _aside(parsed.text, one, start)
        and not _OF_EXTREME.search(parsed.text[: one.start])
    ]
    led = any(clause_start(parsed.text, start) <= one.start < start for one in spoken)
    for one in spoken:
        between = parsed.text[end : max(end, one.start)]
        if one.start >= end and _WHEN.match(between) and not (led and "," in between):
            return resolved(parsed, one), True
    owned = [one for one in parsed.dates if one.owned and 0 <= start - one.end <= 4]
    if owned and owned[-1].period:
        return owned[-1].period, True
    before = [one for one in spoken if one.end <= start and not _taken(parsed, one)]
    if before:
        return resolved(parsed, before[-1]), True
    after = [one for one in spoken if one.start >= end and not _taken(parsed, one)]
    if after:
        return resolved(parsed, after[0]), True
    return parsed.context.period, parsed.context.period is not None


def clause_start(text: str, at: int) -> int:
    """Find where the clause of a place begins: after a comma, a semicolon, a bracket or a dash."""
    edges = [m.end() for m in _EDGE.finditer(text, 0, at)]
    return edges[-1] if edges else 0


def _when_told(parsed: Parsed, start: int) -> Period | None:
    """Read `the level of July, when they reached 5 million`: the month that `when` takes up."""
    clause = parsed.text[clause_start(parsed.text, start) : start]
    if not re.match(r"\s*when\b", clause):
        return None
    edge = clause_start(parsed.text, start)
    told = [one for one in parsed.dates if 0 <= edge - one.end <= 2]
    if not told:
        return None
    if told[-1].lag:
        main = parsed.context.period
        return main.shift(-told[-1].lag) if main else None
    return resolved(parsed, told[-1])


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
    """Tell whether a period stands beside another amount, and so belongs to that."""
    return any(
        0 <= one.start - amount.end < 15
        and _WHEN.match(parsed.text[amount.end : one.start]) is not None
        for amount in parsed.amounts
        if is_from(parsed, amount)
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
    known = parsed.context.period
    if one.period is not None and one.same and one.explicit and known is not None:
        return known.shift((one.period.first // 12 - known.last // 12) * 12)
    if one.so_far:
        last = known.last if known is not None else parsed.anchor.month.shift(-1).last
        return Period(first=last, last=last).year_to_date
    if one.same:
        earlier = [d for d in parsed.dates if d.end <= one.start and d.role == "in" and not d.same]
        found = earlier[-1].period if earlier else known or one.period
        if found is not None and "month" in parsed.text[one.start : one.end].casefold():
            return Period(first=found.last, last=found.last)
        return found
    return one.period


def base_periods(
    parsed: Parsed, amount: Amount, period: Period | None, *, until: int, after: int
) -> tuple[Period, ...]:
    """Give the base of a change; several, the likeliest first, where the text leaves it open.

    `until` and `after` bound the words that belong to this change and to no other.
    """
    if period is None:
        return ()
    named = [one for one in parsed.dates if one.role == "base"]
    own = [one for one in named if amount.end <= one.start < until]
    from_level = None if own else _from_level(parsed, amount)
    if from_level is not None:
        return (from_level,)
    earlier = [one for one in named if one.end <= amount.start]
    beside = [one for one in earlier if one.start >= after]
    later = [one for one in named if one.start >= until]
    said = [*own[:1], *beside[-1:], *earlier[-1:], *later[:1]]
    if said:
        return _based(parsed, said[0], period)
    if period.frequency is not Frequency.MONTH:
        return (period.shift(-12),)
    return open_bases(parsed, period)


def open_bases(parsed: Parsed, period: Period) -> tuple[Period, ...]:
    """Give both readings of a change without a base, that of the sentence before first."""
    base = parsed.context.base
    if base is not None and parsed.context.period == period and base.first < period.first:
        return tuple(dict.fromkeys((base, period.shift(-12), period.shift(-1))))
    if parsed.context.lag == 12:
        return (period.shift(-12), period.shift(-1))
    return (period.shift(-1), period.shift(-12))


def _based(parsed: Parsed, one: Dated, period: Period) -> tuple[Period, ...]:
    if one.lag == 1 and period.frequency is not Frequency.MONTH:
        return (period.shift(-(period.last - period.first + 1)),)
    if one.lag:
        return (period.shift(-one.lag),)
    if one.same and one.period is None:
        return (period.shift(-12),)
    if one.same and one.period is not None:
        return (period.shift((one.period.first // 12 - period.last // 12) * 12),)
    base = one.period
    if base is None:
        return ()
    while base.first >= period.first and not one.explicit:
        base = base.shift(-12)
    if base.frequency is Frequency.YEAR and period.frequency is not Frequency.YEAR:
        base = period.shift((base.first // 12 - period.first // 12) * 12)
    return (base,)


def _from_level(parsed: Parsed, amount: Amount) -> Period | None:
    """Read `down 7 percent from $489 million in June`, and `from A in June to B, a fall of 7`."""
    money = [one for one in parsed.amounts if one.is_money or one.is_quantity]
    for one in money:
        if one.start >= amount.end and re.fullmatch(
            r"\s*(?:from|against|compared with|compared to|below|above|under|over)\s+"
            r"(?:[\w']+\s+){0,2}",
            parsed.text[amount.end : one.start],
        ):
            return level_period(parsed, one)
    before = [one for one in money if one.end <= amount.start and is_from(parsed, one)]
    return level_period(parsed, before[-1]) if before else None


def is_from(parsed: Parsed, amount: Amount) -> bool:
    """Tell whether a level is the one that another is compared with."""
    return bool(
        re.search(
            r"\b(?:from|against|compare[sd]? (?:with|to)|versus|vs\.?|down on|up on"
            r"|(?:percent|cent|%|pct|gain|rise|fall|increase|drop) on(?= the\s+$)"
            r"|(?:less|more|lower|higher|fewer|smaller|larger) than(?= the\s+$))\s+"
            r"(?:(?:an?|the|about|some|around|nearly|roughly|more than|just|only|revised)\s+)*$",
            parsed.before(amount.start, 48),
            re.IGNORECASE,
        )
    ) or _is_from_too(parsed, amount)


def _is_from_too(parsed: Parsed, amount: Amount) -> bool:
    """Read on in a list: `against 244 million in October and 351 million a year ago`."""
    before = [one for one in parsed.amounts if one.end <= amount.start and one.unit == amount.unit]
    if not before:
        return False
    last = before[-1]
    between = parsed.text[last.end : amount.start]
    dated_between = any(last.end <= one.start < amount.start for one in parsed.dates)
    return dated_between and bool(_LISTED_BASE.fullmatch(between)) and is_from(parsed, last)


def level_period(parsed: Parsed, amount: Amount) -> Period | None:
    """Find the period of a level that stands as a base: the one beside it."""
    for one in parsed.dates:
        if (
            one.period
            and one.start >= amount.end
            and _WHEN.match(parsed.text[amount.end : one.start])
        ):
            return one.period
    for one in parsed.dates:
        if one.lag and one.start >= amount.end and len(parsed.text[amount.end : one.start]) < 6:
            period = period_of(parsed, 0, 0)[0]
            return period.shift(-one.lag) if period else None
    return None


def led_by_lag(parsed: Parsed, amount: Amount) -> Period | None:
    """Read `twelve months earlier they were worth 262 million`: the clause opens with its base."""
    edge = clause_start(parsed.text, amount.start)
    for one in parsed.dates:
        opens = not parsed.text[edge : max(edge, one.start)].strip()
        if one.lag and edge <= one.start < amount.start and opens:
            main = parsed.context.period
            earlier = [
                d.period for d in parsed.dates if d.end <= edge and d.role == "in" and d.period
            ]
            main = earlier[-1] if earlier else main
            return main.shift(-one.lag) if main else None
    return None


def nearest_goods(goods: Iterable[Goods], at: int) -> str:
    """Name the goods last spoken of before a place."""
    before = [one.name for one in goods if one.end <= at]
    return before[-1] if before else ""


def flow_of(subject: Subject | None) -> Flow | None:
    """Give the flow of a subject; a balance has none."""
    return None if subject is None or subject.balance else subject.flow
