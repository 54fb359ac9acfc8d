"""Months, spans and days in prose, resolved against the day of the text."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache

from yalu.claims.lexicon import either, plain, words
from yalu.claims.spans import parted, summed, with_shared_year
from yalu.claims.spoken import Anchor, Dated, day_in
from yalu.model.periods import Period

__all__ = ["Anchor", "Dated", "dated", "dateline"]


_PAST = re.compile(
    r"ago|earlier|before|previous|preceding|prior|same|last|corresponding", re.IGNORECASE
)
_OF_TOPIC = re.compile(r"(?:that|the(?: same)?) year$")
_FROM = re.compile(r"\bfrom\s+$", re.IGNORECASE)
_COMPARING = re.compile(
    r"(?:%|cent|pct|\b(?:changes?|up|down|increase|decrease|rise|fall|drop|gain|improvement))\s*$",
    re.IGNORECASE,
)

_SO_FAR = re.compile(r"\b(?:start|beginning|began|so far|to date)\b")

Reader = Callable[[re.Match[str], Anchor], Dated | None]


def dated(text: str, anchor: Anchor) -> tuple[list[Dated], str]:
    """Give the periods of a sentence in order, and the sentence with their places blanked out."""
    found: list[Dated] = []
    rest = text
    for pattern, reader in _readers():
        for match in pattern.finditer(rest):
            read = reader(match, anchor)
            if read is not None:
                found.append(_placed(read, text))
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
        spans = [one for one in (*spans, *anchor.spoken) if _length(one) in lengths]
        number = int(words("numbers")["ordinals"][match["n"].casefold()])
        if not spans or number > lengths[_length(spans[0])]:
            continue
        spoken, length = spans[0], _length(spans[0])
        first = spoken.last // 12 * 12 + (number - 1) * length
        period = Period(first=first, last=first + length - 1)
        found.append(_placed(Dated(start=match.start(), end=match.end(), period=period), text))
        rest = rest[: match.start()] + "\x00" * len(match[0]) + rest[match.end() :]
    return rest


def _length(period: Period) -> int:
    return period.last - period.first + 1


def dateline(text: str, *, by: date) -> date | None:
    """Read the day that a dispatch opens with: `BEIJING, Aug 24, 2017 (Agency) - …`."""
    found = _dateline().match(text[:200])
    if found is None:
        return None
    month, number = _month(found["m1"] or found["m2"]), int(found["d1"] or found["d2"])
    earlier = by.year if (month, number) <= (by.month, by.day) else by.year - 1
    return day_in(int(found["y"]) if found["y"] else earlier, month, number)


def _placed(read: Dated, text: str) -> Dated:
    role = read.role if read.role != "in" else _role(text, read.start)
    if role == "base" and _FROM.search(text[: read.start]) and _is_run(read):
        role = "in"
    early = re.search(r"\b(early|late|mid|end of|beginning of)[\s-]*$", text[: read.start])
    return replace(
        read,
        role=role,
        owned=text[read.end : read.end + 2] in {"'s", "s'"},
        early=early[1] if early else "",
    )


def _is_run(read: Dated) -> bool:
    """Tell "from January to July", which is a span, from "from July", which compares."""
    return read.period is not None and read.period.first != read.period.last and not read.explicit


def _role(text: str, at: int) -> str:
    before = text[max(0, at - 45) : at]
    found = _before().search(before)
    if found is None:
        return "in"
    word = plain(found["word"])
    # "over January–July" and "on 5 August" tell when; "7 percent over June" compares.
    if word in {"over", "on"} and not _COMPARING.search(before[: found.start()]):
        return "in"
    # "By December they were back" tells when, too.
    if word == "by" and not before[: found.start()].strip(" \"'(*•–—-"):
        return "in"
    return "since" if word in words("dates")["since"] else "base"


def _read_base(match: re.Match[str], _: Anchor) -> Dated:
    return Dated(
        start=match.start(),
        end=match.end(),
        role="base",
        lag=1 if match["month"] else 12,
        is_past=bool(_PAST.search(match[0])),
    )


def _read_steps_back(match: re.Match[str], _: Anchor) -> Dated:
    """Read `two years before` and `the same month three years earlier`."""
    text = plain(match["n"])
    count = int(text) if text.isdigit() else int(words("numbers")["words"][text])
    lag = count * (12 if match["u"][0] in "yY" else 1)
    return Dated(start=match.start(), end=match.end(), role="base", lag=lag, is_past=True)


def _read_iso(match: re.Match[str], _: Anchor) -> Dated:
    text = match[0]
    return Dated(
        start=match.start(),
        end=match.end(),
        period=Period.parse(text[:7]),
        day=_iso_day(text),
        explicit=True,
    )


def _read_day(match: re.Match[str], anchor: Anchor) -> Dated | None:
    month = _month(match["m"])
    year = int(match["y"]) if match["y"] else anchor.year_of(month)
    day = day_in(year, month, int(match["d"]))
    if day is None:
        return None
    return Dated(
        start=match.start(),
        end=match.end(),
        period=Period.month(year, month),
        day=day,
        explicit=bool(match["y"]),
    )


def _read_span(match: re.Match[str], anchor: Anchor) -> Dated | None:
    first, last = _month(match["a"]), _month(match["b"])
    year = int(match["y"]) if match["y"] else anchor.year_of(last)
    start = int(match["ay"]) if match["ay"] else year - (first > last)
    return _spanning(match, start * 12 + first - 1, year * 12 + last - 1)


def _read_between(match: re.Match[str], anchor: Anchor) -> Dated:
    month = _month(match["a"])
    period = Period.month(anchor.year_of(month), month)
    return Dated(start=match.start(), end=match.end(), period=period, role="base", lag=0)


def _read_first_months(match: re.Match[str], anchor: Anchor) -> Dated | None:
    text = plain(match["n"])
    length = int(text) if text.isdigit() else words("numbers")["words"][text]
    if not 1 <= length <= 12:
        return None
    if not re.match(r"first|initial", match[0], re.IGNORECASE):
        for spoken in anchor.spoken:
            if _length(spoken) == length:
                return Dated(start=match.start(), end=match.end(), period=spoken)
    year = _tail_year(match, anchor, length)
    return _spanning(match, year * 12, year * 12 + length - 1)


def _read_months_to(match: re.Match[str], anchor: Anchor) -> Dated | None:
    text, last = plain(match["n"]), _month(match["b"])
    length = int(text) if text.isdigit() else words("numbers")["words"][text]
    year = int(match["y"]) if match["y"] else anchor.year_of(last)
    end = year * 12 + last - 1
    return _spanning(match, end - length + 1, end)


def _read_half(match: re.Match[str], anchor: Anchor) -> Dated | None:
    second = (match["n"] or "").casefold() in {"second", "2"}
    first, last = (6, 11) if second else (0, 5)
    year = _span_year(match, anchor, last + 1)
    return _spanning(match, year * 12 + first, year * 12 + last)


def _read_quarter(match: re.Match[str], anchor: Anchor) -> Dated | None:
    text = plain(match["n"]).strip("q")
    ordinal = {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, **words("numbers")["ordinals"]}
    number = int(text) if text.isdigit() else ordinal[text]
    year = _span_year(match, anchor, 3 * number)
    return _spanning(match, year * 12 + 3 * number - 3, year * 12 + 3 * number - 1)


def _read_month(match: re.Match[str], anchor: Anchor) -> Dated:
    month = _month(match["m"])
    year = _tail_year(match, anchor, month)
    period = Period.month(year, month)
    tail = plain(match["tail"] or "")
    return Dated(
        start=match.start(),
        end=match.end(),
        period=period,
        explicit=bool(tail) and not _OF_TOPIC.search(tail),
        of_topic=bool(_OF_TOPIC.search(tail)),
    )


def _read_outset(match: re.Match[str], anchor: Anchor) -> Dated:
    """Read `the beginning of last year` as its first month."""
    text = plain(match["y"])
    year = int(text) if text.isdigit() else anchor.day.year - (text == "last year")
    period = Period.month(year, 1)
    return Dated(start=match.start(), end=match.end(), period=period, explicit=True)


def _read_relative(match: re.Match[str], anchor: Anchor) -> Dated:
    text, here = plain(match[0]), Dated(start=match.start(), end=match.end())
    if text == "last month":
        return replace(here, period=anchor.month.shift(-1))
    if text == "last year":
        return replace(here, period=Period.parse(str(anchor.day.year - 1)))
    if _SO_FAR.search(text):
        return replace(here, same=True, so_far=True)
    if text == "this year":
        return replace(here, period=Period.parse(str(anchor.day.year)), same=True)
    if "week" in text or text in {"this month", "yesterday", "today"}:
        return replace(here, period=anchor.month)
    return replace(here, same=True)


def _read_same_in(match: re.Match[str], _: Anchor) -> Dated:
    period = Period.parse(match["y"])
    return Dated(start=match.start(), end=match.end(), period=period, same=True, explicit=True)


def _read_year(match: re.Match[str], _: Anchor) -> Dated:
    return Dated(start=match.start(), end=match.end(), period=Period.parse(match[0]), explicit=True)


def _tail_year(match: re.Match[str], anchor: Anchor, month: int) -> int:
    tail = plain(match["tail"] or "")
    if tail[-4:].isdigit():
        return int(tail[-4:])
    if tail.endswith(("last year", "previous year", "year before", "year ago", "year earlier")):
        return anchor.day.year - 1
    return anchor.day.year if tail.endswith("this year") else anchor.year_of(month)


def _span_year(match: re.Match[str], anchor: Anchor, month: int) -> int:
    """Choose the year of a quarter or a half: beside another one, the same as that."""
    spans = [one for one in anchor.spoken if 1 < _length(one) < 12]
    if not match["tail"] and spans:
        return min(spans[0].last // 12, anchor.year_of(month))
    return _tail_year(match, anchor, month)


def _spanning(match: re.Match[str], first: int, last: int) -> Dated | None:
    if first > last:
        return None
    period = Period(first=first, last=last)
    explicit = bool(re.search(r"(?:19|20)\d\d", match[0]))
    return Dated(start=match.start(), end=match.end(), period=period, explicit=explicit)


_YEAR = r"(?:19|20)\d\d(?![\d,]\d|\d)"
_TAIL = (
    rf"(?P<tail>,?\s+(?:of\s+|in\s+)?(?:the\s+|that\s+)?(?:{_YEAR}|this\s+year|last\s+year|"
    r"previous\s+year|year\s+before|a\s+year\s+(?:ago|earlier)|year(?!\s*-|\s+on|\s+ago|\s+earlier)))?"
)
_SAME = (
    r"(?:since|from) the (?:start|beginning) of the year|since the year began|"
    r"last month|this month|last year|so far this year|this year so far|this year|the year so far|"
    r"the year to date|this week|last week|yesterday|that month|the month|the same month|"
    r"the same period|that period|that year|the period(?!\s+(?:from|of|between|to|until)\b)"
    r"|the quarter|the same year|that quarter"
    r"|the\s+(?:whole|full|entire)\s+year|the\s+year\s+as\s+a\s+whole|(?<=for\s)the\s+year(?!\s+(?:ago|earlier|before|on|to)\b)"
)


@cache
def _readers() -> tuple[tuple[re.Pattern[str], Reader], ...]:
    """Pair each form of date with its reader, the most exact first."""
    named = f"(?i:{either(words('dates')['months'])})"
    month = rf"(?:(?!(?i:may)(?!\w)){named}|May|MAY)\.?(?!\w)"
    number = either([*words("numbers")["words"], *map(str, range(1, 13))])
    listed = words("dates")
    start = r"(?<![\w$.,/])"
    no_unit = (
        r"(?!\d|[.,]\d|\s?(?:%|percent|per\s|pct|m\b|mn|mln|bn|bln|million|billion|tonnes|tons)"
        rf"|\s+{either(w for listed in words('law')['counted'].values() for w in listed)}(?!\w))"
    )
    forms: tuple[tuple[str, Reader], ...] = (
        (
            rf"(?i:(?<![\w/])(?:(?P<month>{either(listed['month_base'])})|"
            rf"{either(listed['year_base'])})(?![\w/]))",
            _read_base,
        ),
        (
            rf"(?i:{start}(?:the\s+same\s+(?:month|period|time|quarter|half)\s+)?(?P<n>{number})"
            r"\s+(?P<u>years?|months?)\s+(?:earlier|before|ago|previously|prior|back)(?!\w))",
            _read_steps_back,
        ),
        (rf"{start}{_YEAR}-(?:0[1-9]|1[0-2])(?:-\d\d)?(?!\d)", _read_iso),
        (
            rf"{start}(?P<d>[0-3]?\d)(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m>{month})(?:,?\s+(?P<y>{_YEAR}))?",
            _read_day,
        ),
        (
            rf"{start}(?P<a>{month})(?:\s+(?P<ay>{_YEAR}))?\s*(?:-|–|—|to|through|until)\s*"
            rf"(?P<b>{month})(?:,?\s+(?:of\s+)?(?P<y>{_YEAR}))?",
            _read_span,
        ),
        (
            rf"{start}(?P<m>{month})\s+(?P<d>[0-3]?\d)(?:st|nd|rd|th)?{no_unit}(?:,?\s+(?P<y>{_YEAR}))?",
            _read_day,
        ),
        (rf"(?i:{start}between\s+)(?P<a>{month})(?=\s+and\s+{month})", _read_between),
        (
            rf"(?i:{start}(?:first\s+)?(?P<n>{number})[\s-]months?\s+(?:period\s+)?"
            rf"(?:to|through|ending|ended|until|till)\s+(?:in\s+)?)(?P<b>{month})(?:,?\s+(?P<y>{_YEAR}))?",
            _read_months_to,
        ),
        (
            rf"(?i:{start}(?:(?:first|initial)|(?<=the\s)(?=\w+\s+months\s*[.,;]|\w+\s+months$))\s*"
            rf"(?P<n>{number})\s+months{_TAIL})",
            _read_first_months,
        ),
        (rf"(?i:{start}(?:(?P<n>first|second)[\s-]half|half-year|H(?=1)1){_TAIL})", _read_half),
        (
            rf"(?i:{start}(?P<n>(?:first|second|third|fourth|1st|2nd|3rd|4th)(?=[\s-]quarter)|"
            rf"Q[1-4])(?:[\s-]quarter)?{_TAIL})",
            _read_quarter,
        ),
        (
            rf"(?i:{start}the\s+(?:same|corresponding|equivalent)\s+(?:{number}\s+)?(?:months?|period|time|quarter|span|half|stretch)\s+(?:of|in)"
            rf"\s+(?P<y>{_YEAR}))",
            _read_same_in,
        ),
        (rf"{start}(?P<m>{month}){_TAIL}", _read_month),
        (
            rf"(?i:{start}the\s+(?:very\s+)?(?:beginning|start|outset)\s+of\s+(?P<y>{_YEAR}|last\s+year))",
            _read_outset,
        ),
        (rf"(?i:{start}(?:{_SAME})(?!\w))", _read_relative),
        (
            rf"{start}{_YEAR}(?![\w/-]|\.\d|\s?(?:tonnes|tons|percent|dollars|yuan|%|people))",
            _read_year,
        ),
    )
    return tuple((re.compile(form), reader) for form, reader in forms)


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


def _month(name: str) -> int:
    return int(words("dates")["months"][plain(name).rstrip(".")])


def _iso_day(text: str) -> date | None:
    return day_in(*map(int, text.split("-"))) if len(text) == 10 else None
