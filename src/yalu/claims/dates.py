"""Months, spans and days in prose, resolved against the day of the text."""

import re
from dataclasses import replace
from datetime import date
from functools import cache

from yalu.claims.dateforms import length, month_of, readers
from yalu.claims.lexicon import either, plain, words
from yalu.claims.spans import parted, summed, with_shared_year
from yalu.claims.spoken import Anchor, Dated, day_in
from yalu.model.periods import Period

__all__ = ["Anchor", "Dated", "dated", "dateline"]

_FROM = re.compile(r"\bfrom\s+$", re.IGNORECASE)
_COMPARING = re.compile(
    r"(?:%|cent|pct|\b(?:changes?|up|down|increase|decrease|rise|fall|drop|gain|improvement"
    r"|half|third|quarter|fifth|sixth|seventh|eighth|ninth|tenth|thirds|quarters|fifths|tenths))\s*$",
    re.IGNORECASE,
)
# "Below what was reported in May": the date of what another is held against.
_HELD_AGAINST = re.compile(
    r"\b(?:below|above|than|from|against|short of|beyond|near|close to|compared with|compared to"
    r"|beat|beats|beating|surpass\w*|exceed\w*|outstrip\w*|eclips\w*|outdid|trail\w*|match\w*"
    r"|as \w+ as|not \w+ as)\s+"
    r"(?:(?:what|that|those|(?:the|its|their)\s+(?:[a-z-]+\s+)?(?:levels?|figures?|values?|totals?"
    r"|amounts?|sums?|volumes?|pace|readings?))\b(?:\s+[A-Za-z'-]+){0,7}?\s+(?:in|of|for|during)\s+|)"
    r"(?:(?:the|all|whole|full|of)\s+)*$",
)
# "To 21 million by December": what had come about by then is of that month.
_REACHED_BY = re.compile(
    r"(?:\d|illion|tonnes|tons|barrels|yuan|dollars|%|cent|pct|third|half|quarter|it|they|back"
    r"|level|levels|again|down|up)\W+$",
    re.IGNORECASE,
)

# "This spring …, in May": the year is that of the text's day, whatever was spoken of before.
_THIS_SEASON = re.compile(r"\bthis (?:spring|summer|autumn|fall|winter)\b", re.IGNORECASE)


def dated(text: str, anchor: Anchor) -> tuple[list[Dated], str]:
    """Give the periods of a sentence in order, and the sentence with their places blanked out."""
    found: list[Dated] = []
    rest = text
    if _THIS_SEASON.search(text):
        anchor = replace(anchor, spoken=(), focus=None)
    for pattern, reader in readers():
        for match in pattern.finditer(rest):
            read = reader(match, anchor)
            if read is not None:
                found.append(_placed(read, rest))
                rest = rest[: match.start()] + "\x00" * len(match[0]) + rest[match.end() :]
    rest = _ordinals(found, text, rest, anchor)
    apart = sorted((p for one in found for p in parted(one, text)), key=lambda one: one.start)
    return summed(with_shared_year(apart, text), text), rest


_ORDINAL = re.compile(
    r"\bthe\s+(?P<n>first|second|third|fourth)(?=\s*(?:[$€£¥,.;:)\d]|$)"
    r"|\s+(?:by|with|came|brought|was|were|had|at|for|but|and|it|they)\b)",
    re.IGNORECASE,
)


def _ordinals(found: list[Dated], text: str, rest: str, anchor: Anchor) -> str:
    """Add `the third and the fourth`, where the text speaks of quarters or halves."""
    lengths = {3: 4, 6: 2}
    for match in _ORDINAL.finditer(rest):
        near = [one.period for one in found if one.period and one.start < match.start()]
        spans = [one.period for one in found if one.period] if not near else near[-1:]
        spans = [one for one in (*spans, *anchor.spoken) if length(one) in lengths]
        number = int(words("numbers")["ordinals"][match["n"].casefold()])
        if not spans or number > lengths[length(spans[0])]:
            continue
        months = length(spans[0])
        first = spans[0].last // 12 * 12 + (number - 1) * months
        period = Period(first=first, last=first + months - 1)
        found.append(_placed(Dated(start=match.start(), end=match.end(), period=period), text))
        rest = rest[: match.start()] + "\x00" * len(match[0]) + rest[match.end() :]
    return rest


def dateline(text: str, *, by: date) -> date | None:
    """Read the day that a dispatch opens with: `BEIJING, Aug 24, 2017 (Agency) - …`."""
    found = _dateline().match(text[:200])
    if found is None:
        return None
    month, number = month_of(found["m1"] or found["m2"]), int(found["d1"] or found["d2"])
    earlier = by.year if (month, number) <= (by.month, by.day) else by.year - 1
    return day_in(int(found["y"]) if found["y"] else earlier, month, number)


def _placed(read: Dated, text: str) -> Dated:
    role = read.role if read.role != "in" else _role(text, read.start)
    if role == "base" and _FROM.search(text[: read.start]) and _is_run(read, text):
        role = "in"
    early = re.search(r"\b(early|late|mid|end of|beginning of)[\s-]*$", text[: read.start])
    return replace(
        read,
        role=role,
        owned=text[read.end : read.end + 2] in {"'s", "s'"},
        early=early[1] if early else "",
    )


_TO = re.compile(r"\b(?:to|through|until)\b|[-–—]")


def _is_run(read: Dated, text: str) -> bool:
    """Tell "from January to July", which is a span, from "from July", which compares."""
    if read.period is None or read.period.first == read.period.last:
        return False
    return not read.explicit or bool(_TO.search(text[read.start : read.end]))


def _role(text: str, at: int) -> str:
    before = text[max(0, at - 45) : at]
    found = _before().search(before)
    if found is None:
        return "base" if _HELD_AGAINST.search(text[max(0, at - 100) : at]) else "in"
    word = plain(found["word"])
    # "over January–July" and "on 5 August" tell when; "7 percent over June" compares.
    if word in {"over", "on"} and not _COMPARING.search(before[: found.start()]):
        return "in"
    # "By December they were back" tells when, too.
    led = before[: found.start()]
    if word == "by" and (not led.strip(" \"'(*•–—-") or _REACHED_BY.search(led)):
        return "in"
    return "since" if word in words("dates")["since"] else "base"


@cache
def _before() -> re.Pattern[str]:
    listed = words("dates")
    either_word = either([*listed["base_before"], *listed["since"]])
    return re.compile(
        rf"(?<!\w)(?P<word>{either_word})(?:\s+{either(listed['before_base'])})*[\s-]*$",
        re.IGNORECASE,
    )


@cache
def _dateline() -> re.Pattern[str]:
    month = f"(?i:{either(words('dates')['months'])})"
    return re.compile(
        rf"\s*[A-Z][A-Z .'/-]{{2,30}}(?:,\s?[A-Z][a-z]{{2,15}})?(?:,|\s|\()+\s*"
        rf"(?:(?P<m1>{month})\.?\s+(?P<d1>\d{{1,2}})"
        rf"|(?P<d2>\d{{1,2}})\s+(?P<m2>{month})\.?)(?:,?\s+(?P<y>20\d\d))?(?=[\s,):(–—-])"
    )
