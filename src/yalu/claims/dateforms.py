"""The forms that a date has in prose, each with its reader."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache

from yalu.claims.lexicon import either, plain, words
from yalu.claims.spoken import Anchor, Dated, day_in
from yalu.model.periods import Period

_PAST = re.compile(
    r"ago|earlier|before|previous|preceding|prior|same|last|corresponding", re.IGNORECASE
)
_OF_TOPIC = re.compile(r"(?:that|the(?: same)?) year$")
_SO_FAR = re.compile(r"\b(?:start|beginning|began|so far|to date)\b")

# "Since last November": the latest one before the text's day.
_LAST = re.compile(r"\blast\s+$", re.IGNORECASE)

Reader = Callable[[re.Match[str], Anchor], Dated | None]


_YEAR = r"(?:19|20)\d\d(?![\d,]\d|\d)"
_TAIL = (
    rf"(?P<tail>,?\s+(?:of\s+|in\s+)?(?:the\s+|that\s+)?(?:{_YEAR}|this\s+year|last\s+year|"
    r"previous\s+year|year\s+before|a\s+year\s+(?:ago|earlier)|year(?!\s*-|\s+on|\s+ago|\s+earlier)))?"
)
_LIKE = r"(?:same|corresponding|equivalent|comparable)"
_STRETCH = r"(?:months?|period|time|quarter|span|half|stretch)"
_SAME = (
    r"(?:since|from) the (?:start|beginning) of the year|since the year began|"
    r"(?<!the\s)last month|this month|(?<!the\s)last year|so far this year|"
    r"this year so far|this year|the year so far|"
    r"the year to date|this week|last week|yesterday|that month|the month|the same month|"
    r"the same period|that period|that year|the period(?!\s+(?:from|of|between|to|until)\b)"
    r"|the quarter|the same year|that quarter|the same quarter|that half|the same half"
    r"|the\s+(?:whole|full|entire)\s+year|the\s+year\s+as\s+a\s+whole|(?<=for\s)the\s+year(?!\s+(?:ago|earlier|before|on|to)\b)"
)


@cache
def readers() -> tuple[tuple[re.Pattern[str], Reader], ...]:
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
            rf"(?i:{start}the\s+{_LIKE}\s+(?:{number}\s+)?{_STRETCH}\s+(?:(?:of|in)\s+)?"
            r"(?:last\s+year|the\s+(?:previous|preceding|prior)\s+year|the\s+year\s+before"
            r"|(?:a|one)\s+year\s+(?:ago|earlier|before))(?!\w))",
            _read_base,
        ),
        (
            rf"(?i:{start}(?:(?P<n>an?|{number})\s+(?P<u>months?|years?)\s+"
            r"(?:later|on(?=\s*[,;]|\s+(?:it|they|the)\b)|afterwards?|after\s+that)"
            r"|the\s+(?:following|next|ensuing)\s+(?P<next>month|year|quarter)"
            r"|the\s+(?P<after>month|year|quarter)\s+after(?=\s*[,;.]|$))(?!\w))",
            _read_ahead,
        ),
        (
            rf"(?i:(?<=\bended\s)|(?<=\bclosed\s)|(?<=\bfinished\s)|(?<=\bclosing\s)|(?<=\bending\s))"
            rf"(?P<y>{_YEAR}|the\s+year|last\s+year)"
            r"(?=\s+(?:on|with|at)\s+[^,;.]{0,30}\bmonth)",
            _read_last_month_of,
        ),
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
            rf"(?i:{start}(?<!run\s)(?:through|(?:up\s+)?to\s+the\s+end\s+of|^up\s+to)\s+)"
            rf"(?P<b>{month})(?:,?\s+(?:of\s+)?(?P<y>{_YEAR}))?",
            _read_up_to,
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
        (
            rf"(?i:{start}(?:(?:those|these|the\s+same)\s+(?P<n>{number})\s+months(?!\s+(?:of|in|a|last)\b)"
            rf"|the\s+(?P<all>{number})\s+months\s+(?:together|combined|taken\s+together|as\s+a\s+whole)))",
            _read_these_months,
        ),
        (
            rf"(?i:(?:(?<=\bover\s)|(?<=\bacross\s)|^\s*(?:in|for|during)\s+)(?:the\s+)?(?P<n>{number})"
            r"\s+months(?!\s+(?:in|running|straight|on|ago|later|earlier|before|after|to|through|of|from|since"
            r"|until|that|low|high|ending|ended)\b))",
            _read_months_so_far,
        ),
        (
            rf"(?i:{start}(?:(?P<n>first|second|1st|2nd)[\s-]half|half-year|H(?=1)1){_TAIL})",
            _read_half,
        ),
        (rf"(?i:{start}the\s+(?P<n>last|final|closing|opening)\s+quarter)", _read_end_quarter),
        (
            rf"(?i:{start}(?P<n>(?:first|second|third|fourth|1st|2nd|3rd|4th)(?=[\s-]quarter)|"
            rf"Q[1-4])(?:[\s-]quarter)?{_TAIL})",
            _read_quarter,
        ),
        (
            rf"(?i:{start}(?:the\s+{_LIKE}\s+(?:{number}\s+)?{_STRETCH}|that|those)\s+(?:of|in)"
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


def _read_base(match: re.Match[str], _: Anchor) -> Dated:
    return Dated(
        start=match.start(),
        end=match.end(),
        role="base",
        lag=1 if match.groupdict().get("month") else 12,
        is_past=bool(_PAST.search(match[0])),
    )


def _read_steps_back(match: re.Match[str], _: Anchor) -> Dated:
    """Read `two years before` and `the same month three years earlier`."""
    text = plain(match["n"])
    count = int(text) if text.isdigit() else int(words("numbers")["words"][text])
    lag = count * (12 if match["u"][0] in "yY" else 1)
    return Dated(start=match.start(), end=match.end(), role="base", lag=lag, is_past=True)


def _count(text: str) -> int:
    text = plain(text)
    if text in {"a", "an"}:
        return 1
    return int(text) if text.isdigit() else int(words("numbers")["words"][text])


def _read_ahead(match: re.Match[str], _: Anchor) -> Dated:
    """Read `four months later` and `the following year`: steps on from the period spoken of."""
    unit = plain(match["u"] or match["next"] or match["after"])
    count = _count(match["n"]) if match["n"] else 1
    ahead = count * {"m": 1, "q": 3, "y": 12}[unit[0]]
    return Dated(start=match.start(), end=match.end(), same=True, ahead=ahead)


def _read_last_month_of(match: re.Match[str], anchor: Anchor) -> Dated:
    """Read `ended 2025 on its highest monthly total`: the total is December's."""
    spoken = anchor.spoken[0].last // 12 if anchor.spoken else anchor.year_of(12)
    text = plain(match["y"])
    year = int(text) if text.isdigit() else anchor.day.year - 1 if "last" in text else spoken
    return Dated(
        start=match.start(),
        end=match.end(),
        period=Period.month(year, 12),
        explicit=text.isdigit(),
    )


def _read_up_to(match: re.Match[str], anchor: Anchor) -> Dated | None:
    """Read `growth of 10 percent through August`: from January on."""
    last = month_of(match["b"])
    year = int(match["y"]) if match["y"] else anchor.year_of(last)
    return _spanning(match, year * 12, year * 12 + last - 1)


def _read_these_months(match: re.Match[str], anchor: Anchor) -> Dated | None:
    """Read `those eight months` and `the two months together`: the span that was spoken of."""
    count = _count(match["n"] or match["all"])
    here = Dated(start=match.start(), end=match.end())
    for spoken in anchor.spoken:
        if length(spoken) == count:
            return replace(here, period=spoken)
    months = sorted({one.first for one in anchor.spoken[:count] if length(one) == 1})
    if len(months) != count or months[-1] - months[0] != count - 1:
        return None
    return replace(here, period=Period(first=months[0], last=months[-1]))


def _read_months_so_far(match: re.Match[str], anchor: Anchor) -> Dated | None:
    """Read `trade over nine months` after the figures of September: from January on."""
    count = _count(match["n"])
    for one in (*anchor.spoken[:2], anchor.month.shift(-1)):
        if one.last % 12 + 1 == count and count > 1:
            return _spanning(match, one.last - count + 1, one.last)
    return None


def _read_end_quarter(match: re.Match[str], anchor: Anchor) -> Dated | None:
    """Read `the last quarter` of the year spoken of."""
    year = anchor.spoken[0].last // 12 if anchor.spoken else anchor.day.year - 1
    first = year * 12 + (0 if plain(match["n"]) == "opening" else 9)
    while first + 2 >= anchor.month.last:
        first -= 3
    return _spanning(match, first, first + 2)


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
    month = month_of(match["m"])
    year = int(match["y"]) if match["y"] else anchor.year_of(month, is_day=True)
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
    first, last = month_of(match["a"]), month_of(match["b"])
    year = int(match["y"]) if match["y"] else anchor.year_of(last)
    start = int(match["ay"]) if match["ay"] else year - (first > last)
    return _spanning(match, start * 12 + first - 1, year * 12 + last - 1)


def _read_between(match: re.Match[str], anchor: Anchor) -> Dated:
    month = month_of(match["a"])
    period = Period.month(anchor.year_of(month), month)
    return Dated(start=match.start(), end=match.end(), period=period, role="base", lag=0)


def _read_first_months(match: re.Match[str], anchor: Anchor) -> Dated | None:
    text = plain(match["n"])
    count = int(text) if text.isdigit() else words("numbers")["words"][text]
    if not 1 <= count <= 12:
        return None
    if not re.match(r"first|initial", match[0], re.IGNORECASE):
        for spoken in anchor.spoken:
            if length(spoken) == count:
                return Dated(start=match.start(), end=match.end(), period=spoken)
    year = _tail_year(match, anchor, count)
    return _spanning(match, year * 12, year * 12 + count - 1)


def _read_months_to(match: re.Match[str], anchor: Anchor) -> Dated | None:
    text, last = plain(match["n"]), month_of(match["b"])
    count = int(text) if text.isdigit() else words("numbers")["words"][text]
    year = int(match["y"]) if match["y"] else anchor.year_of(last)
    end = year * 12 + last - 1
    return _spanning(match, end - count + 1, end)


def _read_half(match: re.Match[str], anchor: Anchor) -> Dated | None:
    second = (match["n"] or "").casefold() in {"second", "2nd"}
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
    month = month_of(match["m"])
    year = _tail_year(match, anchor, month)
    if _LAST.search(match.string[: match.start()]) and not match["tail"]:
        year = anchor.latest(month) - (month == anchor.day.month)
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
    if _OF_TOPIC.search(tail) and anchor.mentioned is not None:
        return anchor.mentioned.last // 12
    if tail.endswith(("last year", "previous year", "year before", "year ago", "year earlier")):
        return anchor.day.year - 1
    return anchor.day.year if tail.endswith("this year") else anchor.year_of(month)


def _span_year(match: re.Match[str], anchor: Anchor, month: int) -> int:
    """Choose the year of a quarter or a half: beside another one, the same as that."""
    spans = [one for one in anchor.spoken if 1 < length(one) < 12]
    if not match["tail"] and spans:
        return min(spans[0].last // 12, anchor.year_of(month))
    return _tail_year(match, anchor, month)


def _spanning(match: re.Match[str], first: int, last: int) -> Dated | None:
    if first > last:
        return None
    period = Period(first=first, last=last)
    explicit = bool(re.search(r"(?:19|20)\d\d", match[0]))
    return Dated(start=match.start(), end=match.end(), period=period, explicit=explicit)


def length(period: Period) -> int:
    """Count the months of a period."""
    return period.last - period.first + 1


def month_of(name: str) -> int:
    """Give the number of a month from its name."""
    return int(words("dates")["months"][plain(name).rstrip(".")])


def _iso_day(text: str) -> date | None:
    return day_in(*map(int, text.split("-"))) if len(text) == 10 else None
