"""Extremes: the lowest since April, the highest in two years, a record, the peak was August."""

import re
from collections.abc import Iterator
from functools import cache

from yalu.claims.bases import earlier_than
from yalu.claims.claim import Claim, Kind
from yalu.claims.goods import goods_of_place
from yalu.claims.lexicon import either, words
from yalu.claims.parse import Parsed, speaks_again
from yalu.claims.periods import period_of
from yalu.claims.subjects import Subject
from yalu.model.periods import Period


def extremes(parsed: Parsed) -> Iterator[Claim]:
    """Give a claim for each extreme of a trade."""
    for match in _extreme().finditer(parsed.text):
        if (subject := _subject(parsed, match)) is None or _is_base(parsed, match):
            continue
        period, said = _period(parsed, match)
        since = [
            d for d in parsed.dates if d.role == "since" and d.start >= match.end() and d.period
        ]
        lowest = any(match[name] for name in ("low", "l1", "l2", "l3"))
        yield Claim(
            start=parsed.sentence.start + match.start(),
            end=parsed.sentence.start + match.end(),
            sentence=parsed.sentence.text,
            kind=Kind.EXTREME,
            flow=subject.flow,
            product=goods_of_place(parsed, match.start(), subject),
            period=period,
            base_period=earlier_than(since[0], period) if since else None,
            sense="lowest" if lowest else "highest",
            scope=subject.scope,
            firm=said and bool(since),
            rising=not lowest,
            open_flow=subject.open,
        )


def _is_base(parsed: Parsed, match: re.Match[str]) -> bool:
    """Tell `down from a peak of 5 million`, which only compares."""
    return bool(
        re.search(
            r"\b(?:from|below|against|than|near|to)\s+(?:\w+\s+){0,2}$",
            parsed.before(match.start(), 20),
        )
        and match["point"]
    )


def _period(parsed: Parsed, match: re.Match[str]) -> tuple[Period | None, bool]:
    """Find the month that is extreme: named before it; a year named after is what it is set in."""
    if match["point"]:
        named = [d for d in parsed.dates if d.role == "in" and d.period and d.start >= match.end()]
        if named:
            return named[0].period, True
    period, said = period_of(parsed, match.start(), match.end())
    if period is None or period.first == period.last:
        return period, said
    earlier = [d for d in parsed.dates if d.role == "in" and d.period and d.end <= match.start()]
    if any(d.period == period for d in earlier):
        return period, said
    return parsed.context.period, parsed.context.period is not None


def _subject(parsed: Parsed, match: re.Match[str]) -> Subject | None:
    before = [one for one in parsed.subjects if one.end <= match.start() + 1 and not one.balance]
    if before:
        return before[-1]
    after = [one for one in parsed.subjects if one.start >= match.start() and not one.balance]
    if after:
        return after[0]
    return parsed.context.subject if speaks_again(parsed) or match["point"] else None


@cache
def _extreme() -> re.Pattern[str]:
    listed = words("moves")["extremes"]
    low, high, times = either(listed["low"]), either(listed["high"]), either(listed["times"])
    number = either(words("numbers")["words"])
    span = rf"(?:(?:\d{{1,3}}|{number}|multi|several)-(?:month|year)|all-time|record|historic|new)"
    return re.compile(
        rf"(?<!\w)(?:(?:(?P<low>{low})|{high})(?:\s+[\w'-]+){{0,4}}?(?=\s+{times}(?!\w))"
        rf"|(?P<point>(?:{span})\s+(?:(?P<l1>low)|high)s?"
        rf"|(?:(?P<l2>low)|high)(?:est)?\s+(?:point|mark)|(?P<l3>trough|nadir)|peak)"
        r"(?=\s+(?:was|came|in|since|for|of)\b|[.,;]|$))",
        re.IGNORECASE,
    )
