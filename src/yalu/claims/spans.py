"""Periods that stand together: a shared year, a base and its period, months that are summed."""

import re
from dataclasses import replace
from functools import cache

from yalu.claims.lexicon import either, words
from yalu.claims.spoken import Dated, day_in
from yalu.model.periods import Period

_JOINED = re.compile(r"\s*(?:,|,?\s*and|,?\s*or|to|through|until|&|[-–])\s*", re.IGNORECASE)
# `1.25 billion in the first half and 1.5 billion in the second half of 2018`.
_PAIRED = re.compile(
    r"\s*,?\s*(?:and|to|but)\s+(?:[\w~]+\s+){0,2}[$€£¥\d](?:(?!percent|per cent|%|than)[^,;]){1,24}"
    r"\s(?:in|for|over)\s+(?:the\s+)?",
    re.IGNORECASE,
)
# "rose from June to July": a movement or a rate right before makes the first month the base.
_MOVED_FROM = re.compile(
    r"(?:%|pct|cent|\bpoints?|\b(?:rose|fell|grew|dropped|declined|jumped|slid|sank|shrank"
    r"|climbed|doubled|halved|tripled|increased|decreased|rise|fall|drop|decline|increase|up|down"
    r"|third|half))\s+from\s+$",
    re.IGNORECASE,
)
_FROM = re.compile(r"\bfrom\s+$", re.IGNORECASE)


def summed(found: list[Dated], text: str) -> list[Dated]:
    """Read `over May, June and July` and `in June and July together` as one span of months."""
    kept: list[Dated] = []
    for one in found:
        last = kept[-1] if kept else None
        if last is not None and _follows_on(last, one, text):
            period = Period(first=last.period.first, last=one.period.last)  # type: ignore[union-attr]
            kept[-1] = replace(last, end=one.end, period=period, explicit=one.explicit)
        else:
            kept.append(one)
    sums = [one for one in kept if one in found or _is_sum(one, text)]
    return found if len(sums) < len(kept) else kept


def _follows_on(last: Dated, one: Dated, text: str) -> bool:
    if last.period is None or one.period is None or last.day or one.day or one.lag or last.lag:
        return False
    next_to = last.period.last + 1 == one.period.first and one.period.first == one.period.last
    return next_to and bool(_JOINED_ON.fullmatch(text[last.end : one.start]))


def _is_sum(one: Dated, text: str) -> bool:
    return bool(_OVER.search(text[: one.start]) or _TOGETHER.match(text, one.end))


_JOINED_ON = re.compile(r"\s*(?:,\s*(?:and\s+)?|and\s+|&\s*)(?:in\s+)?", re.IGNORECASE)
_OVER = re.compile(r"\b(?:over|across|throughout|for the sum of)\s+$", re.IGNORECASE)
_TOGETHER = re.compile(
    r",?\s+(?:together|combined|taken together|altogether|in sum|in all|between them)\b",
    re.IGNORECASE,
)


def with_shared_year(found: list[Dated], text: str) -> list[Dated]:
    """Give a month the year of the one it is joined to: `in January and February of 2019`."""
    shared = list(found)
    for place in range(len(found) - 2, -1, -1):
        one, after = shared[place], shared[place + 1]
        joined = _JOINED.fullmatch(text[one.end : after.start]) or (
            one.period
            and after.period
            and one.period.first % 12 < after.period.first % 12
            and _PAIRED.fullmatch(text[one.end : after.start])
        )
        named = one.period and after.period and not one.lag and after.explicit
        if joined and named and not one.explicit and one.period and after.period:
            year = after.period.last // 12 - (one.period.first % 12 > after.period.last % 12)
            moved = one.period.shift((year - one.period.last // 12) * 12)
            day = day_in(year, one.day.month, one.day.day) if one.day else None
            shared[place] = replace(one, period=moved, day=day, explicit=True)
    return shared


def parted(read: Dated, text: str) -> tuple[Dated, ...]:
    """Read "rose 5 percent from June to July" as a base and a period, not as a span."""
    moved = _MOVED_FROM.search(text[max(0, read.start - 40) : read.start])
    if moved is None and _steps_on(read, text):
        moved = _FROM.search(text[: read.start])
    spelt = re.fullmatch(r"(\w+)\.?\s+to\s+(\w+)\.?(?:,?\s.*)?", text[read.start : read.end])
    if read.period is None or spelt is None or moved is None:
        return (read,)
    first, last = read.period.first, read.period.last
    if last - first > 12 or first == last:
        return (read,)
    border = read.start + spelt.end(1)
    base = Period(first=first, last=first)
    return (
        replace(read, end=border, period=base, role="base"),
        replace(read, start=read.start + spelt.start(2), period=Period(first=last, last=last)),
    )


def _steps_on(read: Dated, text: str) -> bool:
    """Tell `From June to July, imports fell`, a month and the next, from a span of months."""
    if read.period is None or read.period.last - read.period.first != 1:
        return False
    return read.period.first % 12 != 0 and bool(
        _moving().search(text[read.end :].split(";", maxsplit=1)[0])
    )


@cache
def _moving() -> re.Pattern[str]:
    listed = words("moves")
    return re.compile(rf"\b{either([*listed['telling'], *listed['multiples']])}\b", re.IGNORECASE)
