"""Extremes: the lowest since April, a two-year high, the year's peak, not so low since 2019.

What an extreme is set in goes into `of`: a run of months back to the base (`since`), the calendar
year (`year`), the same month of every year (`season`), all months on record (`record`), or
nothing that is said.
"""

import re
from collections.abc import Iterator
from functools import cache

from yalu.claims.bases import earlier_than
from yalu.claims.claim import Claim, Kind
from yalu.claims.goods import goods_of_place
from yalu.claims.lexicon import either, plain, words
from yalu.claims.parse import Parsed, speaks_again
from yalu.claims.periods import period_of
from yalu.claims.reading import trade_near
from yalu.claims.subjects import Subject
from yalu.model.periods import Period


def extremes(parsed: Parsed) -> Iterator[Claim]:
    """Give a claim for each extreme of a trade."""
    for match in _extreme().finditer(parsed.text):
        if (subject := _subject(parsed, match)) is None or _is_base(parsed, match):
            continue
        if match["time"] and not any(one.rising is not None for one in parsed.moves):
            continue
        period, said = _period(parsed, match)
        lowest = _is_lowest(match) if not match["time"] else not _moves_up(parsed, match)
        base, window = _window(parsed, match, period)
        yield Claim(
            start=parsed.sentence.start + match.start(),
            end=parsed.sentence.start + match.end(),
            sentence=parsed.sentence.text,
            kind=Kind.EXTREME,
            flow=subject.flow,
            product=goods_of_place(parsed, match.start(), subject),
            period=period,
            base_period=base,
            sense=_sense(match, lowest=lowest),
            scope=subject.scope,
            firm=said and bool(window),
            rising=not lowest,
            open_flow=subject.open,
            of=window,
        )


def _sense(match: re.Match[str], *, lowest: bool) -> str:
    if match["time"] or match["first"]:
        return "first fall" if lowest else "first rise"
    return "lowest" if lowest else "highest"


def _moves_up(parsed: Parsed, match: re.Match[str]) -> bool:
    """Tell whether what came for the first time was a rise: the movement before it, or after."""
    told = [one for one in parsed.moves if one.rising is not None]
    before = [one for one in told if one.end <= match.start()]
    return bool((before[-1:] or told[:1])[0].rising)


def _is_lowest(match: re.Match[str]) -> bool:
    lows = (
        "low",
        "month_low",
        "span_low",
        "mark_low",
        "point_low",
        "own_low",
        "so_low",
        "than_low",
        "first_down",
        "ever_low",
        "any_low",
    )
    return any(match[name] for name in lows)


def _is_base(parsed: Parsed, match: re.Match[str]) -> bool:
    """Tell `down from a peak of 5 million`, which only compares."""
    return bool(match["point"]) and bool(
        re.search(
            r"\b(?:from|below|against|than|near|above|off)\s+(?:\w+\s+){0,2}$",
            parsed.before(match.start(), 20),
        )
    )


def _window(
    parsed: Parsed, match: re.Match[str], period: Period | None
) -> tuple[Period | None, str]:
    """Find what an extreme is set in, and the period that it is counted back to."""
    first = match.start() if match["ever"] else match.end()
    since = [d for d in parsed.dates if d.role == "since" and d.start >= first and d.period]
    if since:
        return earlier_than(since[0], period), "since"
    tail = parsed.text[match.start() : match.end() + 70]
    tail = re.split(r"[;:]|,\s", tail[match.end() - match.start() :])[0]
    words_ = match[0] + tail
    if (back := _span(words_)) and period is not None and period.first == period.last:
        return period.shift(-back), "since"
    for window in ("season", "record", "year so far", "year"):
        if _windows()[window].search(words_):
            return None, window
    return None, "year" if match["own"] else ""


def _span(text: str) -> int:
    """Give the months of `a two-year low` and `in more than three months`."""
    found = _spans().search(text)
    if found is None:
        return 0
    number = plain(found["n"] or found["m"] or "one")
    count = int(number) if number.isdigit() else int(words("numbers")["words"].get(number, 1))
    unit = (found["unit"] or found["of"]).casefold()
    return count * {"m": 1, "y": 12, "d": 120}[unit[0]]


def _period(parsed: Parsed, match: re.Match[str]) -> tuple[Period | None, bool]:
    """Find the month that is extreme: named before it; a year named after is what it is set in."""
    if match["point"] or match["month"] or match["own"]:
        named = [d for d in parsed.dates if d.role == "in" and d.period and d.start >= match.end()]
        near = named and len(parsed.text[match.end() : named[0].start].split()) <= 4
        year = near and named[0].period and named[0].period.last - named[0].period.first == 11
        if near and not year:
            return named[0].period, True
    period, said = period_of(parsed, match.start(), match.end())
    if period is None or period.first == period.last:
        return period, said
    earlier = [d for d in parsed.dates if d.role == "in" and d.period and d.end <= match.start()]
    if any(d.period == period for d in earlier) and not _of_month(parsed, match):
        return period, said
    months = [d.period for d in earlier if d.period and d.period.first == d.period.last]
    if months:
        return months[-1], True
    spoken = parsed.context.period or period
    if _of_month(parsed, match):
        return Period(first=spoken.last, last=spoken.last), said
    return parsed.context.period, parsed.context.period is not None


def _of_month(parsed: Parsed, match: re.Match[str]) -> bool:
    """Tell `the best month since February` from the best quarter."""
    near = parsed.text[match.start() : match.end() + 20]
    return bool(re.search(r"\bmonth\b", near))


def _subject(parsed: Parsed, match: re.Match[str]) -> Subject | None:
    if (named := trade_near(parsed, match.start())) is not None:
        return named
    goes_on = speaks_again(parsed) or match["point"] or match["month"]
    return parsed.context.subject if goes_on else None


@cache
def _extreme() -> re.Pattern[str]:
    listed = words("moves")["extremes"]
    low, high = either(listed["low"]), either(listed["high"])
    number = either(words("numbers")["words"])
    span = (
        rf"(?:(?:\d{{1,3}}|{number}|multi|several)-(?:month|year|decade)"
        r"|all-time|record|historic|new|fresh|yearly|annual)"
    )
    least, most = either(listed["point_low"]), either(listed["point_high"])
    month = r"(?:\s+(?:single\s+)?(?:month|quarter|half|one|reading|figure))?"
    nouns = words("moves")["rate_nouns"]
    falls, rises = either(nouns["down"]), either(nouns["up"])
    years = (
        rf"(?:of|in|for)\s+(?:19|20)\d\d|in\s+(?:{either(listed['loose'])}\s+)*"
        rf"(?:an?|\d{{1,3}}|{number})?\s*(?:month|year|decade)"
    )
    told = r"(?=\s+(?:was|were|came|in|since|for|of|at|on|being)\b|\s*[.,;:)(]|$)"
    return re.compile(
        rf"(?<!\w)(?:(?:(?P<low>{low})|{high})(?:\s+[\w'-]+){{0,4}}?(?=\s+(?:{either(listed['times'])}(?!\w)|{years}))"
        rf"|(?:(?P<than_low>less|lower|smaller|fewer)|more|higher|larger|bigger)\s+than\s+(?:in|for)\s+any\s+other{month}"
        rf"|(?:(?P<any_low>less|lower|smaller|fewer|worse|weaker)|more|higher|larger|bigger|better|stronger)"
        rf"\s+(?:[\w']+\s+){{0,6}}?than\s+(?:in|at|for|during)\s+any\s+(?:month|time|point|quarter|year)(?=\s+since\b)"
        rf"|(?P<ever>not\s+since\s+[^,;.]{{3,24}}?\s+(?:had|has|have|was|were|did)\s+(?:[\w']+\s+){{1,5}}?"
        r"(?:(?P<ever_low>lower|less|smaller|weaker|fewer|worse|so\s+(?:low|little|few|small))"
        r"|higher|more|larger|stronger|better|so\s+(?:high|much|many|large))(?!\w))"
        rf"|(?P<first>first\s+(?:[\w-]+\s+){{0,2}}?(?:(?P<first_down>{falls})|{rises})(?=\s+(?:since|in|for)\b))"
        rf"|(?P<time>for\s+the\s+first\s+time(?=\s+(?:since|in)\b))"
        rf"|(?P<month>the\s+(?:(?P<month_low>{low})|{high}){month})(?=\s+(?:was|were|came|being)\b|,\s*\x00|\s*[:(])"
        rf"|(?P<point>{span}\s+(?:(?P<span_low>low)|high)s?"
        rf"|(?:(?P<mark_low>low)|high)(?:est)?\s+(?:point|mark)|(?P<point_low>{least})|{most}){told}"
        rf"|(?P<own>(?:the\s+year'?s?|its|their|the|imports?|exports?|trade)\s+(?:(?P<own_low>low(?:est)?)|high(?:est)?)"
        r"(?=\s+(?:in|of\s+the\s+year)\b|\s*[.,;(]|$))"
        r"|(?:not\s+been|never\s+been|not\s+(?:sold|bought|traded|shipped))\s+(?:so|as|this|that)\s+"
        r"(?:(?P<so_low>low|small|little|weak|poor|bad)|(?:high|large|much|big|strong|good))(?=\s+since\b))",
        re.IGNORECASE,
    )


@cache
def _spans() -> re.Pattern[str]:
    number = either([*words("numbers")["words"], "a"])
    loose = either(words("moves")["extremes"]["loose"])
    return re.compile(
        rf"(?<!\w)(?:(?P<n>\d{{1,3}}|{number})-(?P<unit>month|year|decade)\b"
        rf"|in\s+(?:{loose}\s+)*(?:(?P<m>\d{{1,3}}|{number})\s+)?(?P<of>months?|years?|decades?)\b)",
        re.IGNORECASE,
    )


@cache
def _windows() -> dict[str, re.Pattern[str]]:
    listed = words("moves")["extremes"]["windows"]
    months = either([m for m in words("dates")["months"] if len(m) > 3 or m == "may"])
    patterns = {name: rf"(?<!\w){either(said)}(?!\w)" for name, said in listed.items()}
    patterns["season"] += rf"|\b(?:any|a|every)\s+{months}\b|est\s+{months}\b"
    patterns["year"] += r"|\b(?:of|in|for)\s+(?:all\s+of\s+)?(?:19|20)\d\d\b"
    return {name: re.compile(said, re.IGNORECASE) for name, said in patterns.items()}
