"""The days of a legal statement: when a rule came, when it ends, in which year."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from yalu.claims.dates import Dated
from yalu.claims.lawwords import Verb, named_goods
from yalu.claims.lexicon import words
from yalu.claims.parse import Parsed
from yalu.model.periods import Period

_FROM_DAY = re.compile(
    r"\b(?:from|since|starting|beginning|effective|as of)\s+(?:on\s+|the\s+)?$", re.IGNORECASE
)
_TO_DAY = re.compile(
    r"\b(?:until|till|through|to|up to|no later than|expired? (?:on|by)|ran to"
    r"|between[^.;]{4,30}and)\s+"
    r"(?:midnight\s+)?(?:on\s+|of\s+|the\s+)?$",
    re.IGNORECASE,
)
# The day by which a deal was made or a cargo on its way is not the rule's.
_OF_DEAL = re.compile(
    r"\b(?:shipped|signed|concluded|made|sent|loaded|declared|arriv\w+|entered into|agreed"
    r"|dispatched|placed)\s+(?:\w+\s+){0,4}?(?:before|prior to|by|ahead of)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
# The day of a dispatch is not that of the act: BEIJING, Feb. 20 (Xinhua) -- …
_DISPATCH = re.compile(r"\s*(?:,?\s*20\d\d)?\s*(?:\([^()]{2,30}\)\s*)?(?:--|–|—|-\s)\s?")
_PLACE = re.compile(r"^\W{0,3}[A-Z][A-Z .'/-]{2,30}(?:,\s?[A-Z][a-z]{2,15})?[,(\s]+$")
_YEAR_END = re.compile(
    r"\b(?:until|till|to|through|for|by)\s+(?:the\s+)?(?:end|rest|remainder)\s+of\s+"
    r"(?:(?:the|this|that)\s+year|(?P<year>20\d\d))|\b(?:until|till)\s+year-?\s?end\b",
    re.IGNORECASE,
)
_ISSUED = re.compile(
    r"\b(?:published|adopted|issued|announced|dated|passed|approved|signed|voted)\s+"
    r"(?:unanimously\s+)?(?:on\s+|in\s+)?$",
    re.IGNORECASE,
)
_TO_COME = re.compile(r"\b(?:will|would|shall|starting|beginning|to take effect)\b", re.IGNORECASE)
_VAGUE = re.compile(r"\b(recently|long|newly|this week|last week)\b", re.IGNORECASE)
_DAY_RUN = re.compile(r"\bfrom\s+(?:the\s+)?(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\s+(?:to|until)\s+$")
# The last day of a wind-down is not that of the rule.
_OF_TERM = re.compile(
    r"\b(?:wind-?\s?down|grace|transition\w*|contracts?|cargo(?:es)?|clear(?:ed|ance)?|exempt\w*"
    r"|exceptions?|(?:had|have)(?=\s+until))\b(?![^;:]*;)",
    re.IGNORECASE,
)
_LEAD, _TERM = 50, 60
_AHEAD, _NEAR = timedelta(days=240), 80


def when_of(parsed: Parsed, verb: Verb) -> Dated | None:
    """Choose the date of a rule: the one of its issue, else after its word, else the nearest."""
    spoken = [
        one
        for one in _spoken(parsed)
        if not _of_other(parsed, verb, one) and not _past_amount(parsed, verb, one)
    ]
    first, last = _clause(parsed, verb)
    inside = [one for one in spoken if first <= one.start < last]
    issued = [one for one in inside or spoken if is_issued(parsed, one)]
    after = [one for one in inside if one.start >= verb.end]
    near = sorted(inside, key=lambda one: (abs(one.start - verb.start), one.start))
    if not inside and not _VAGUE.search(parsed.text[first:last]):
        led = [one for one in spoken if one.start < verb.start] or spoken
        led = [one for one in led if not _is_elsewhere(parsed, verb, one)]
        aside = _passive(parsed, verb) or re.search(
            r"\b(?:including|such as|with|like)\s+(?:\w+\s+)?$", parsed.text[: verb.start]
        )
        near = [] if aside and not _heads(parsed, led) else led[:1]
    chosen = next(iter(issued[:1] or after[:1] or near[:1]), None)
    return _first_of_run(parsed, settled(parsed, chosen)) if chosen is not None else None


_EVENT = re.compile(
    r"\b(?:after|following|in response|in the wake|test|tests|tested|launch|launched|fired)\b",
    re.IGNORECASE,
)
_PURPOSE = re.compile(
    r"\b(?:to (?:comply|implement|enforce|carry out|give effect)|complying|implementing|following"
    r"|in line|in compliance|in accordance|under the terms)\b"
)


def _is_elsewhere(parsed: Parsed, verb: Verb, one: Dated) -> bool:
    """Tell a date that another clause parts from a rule: `bans workers, yet some came in May`."""
    first, last = sorted((verb.start, one.start))
    return _ELSEWHERE.search(parsed.text, first, last) is not None


def _of_other(parsed: Parsed, verb: Verb, one: Dated) -> bool:
    """Tell a date of the rule before, or of the act that a rule carries out."""
    ruled = any(verb.since <= goods.start < one.start for goods in named_goods(parsed))
    if verb.since and verb.since <= one.start < verb.start and ruled:
        joined = r"(?:,|;|\band|\bthen)\s+(?:(?:in|on|since|from)\s+)?(?:early\s+|late\s+)?$"
        if not re.search(joined, parsed.text[verb.since : one.start]):
            return True
    if one.start >= verb.until and _FROM_DAY.search(parsed.text[: one.start]):
        return True
    between = parsed.text[verb.end : one.start] if verb.end <= one.start else ""
    edge = max(parsed.text.rfind(mark, 0, one.start) for mark in ",;:")
    if _EVENT.search(between) or _EVENT.search(parsed.text[edge + 1 : one.start]):
        return True
    purpose = _PURPOSE.search(between)
    return purpose is not None and any(
        verb.end + purpose.start() <= start < one.start for start, _, _ in parsed.acts
    )


def _past_amount(parsed: Parsed, verb: Verb, one: Dated) -> bool:
    """Tell a date that an amount parts from a rule: it tells of the amount."""
    if verb.kind in {"limits", "permits", "lists"} or one.role == "since" or is_issued(parsed, one):
        return False
    return any(verb.end <= amount.start < one.start for amount in parsed.amounts)


def is_issued(parsed: Parsed, one: Dated) -> bool:
    """Tell whether a day is that on which something was announced, not when it began to bind."""
    return _ISSUED.search(parsed.text[: one.start]) is not None


def _heads(parsed: Parsed, spoken: Sequence[Dated]) -> bool:
    """Tell a date that opens the sentence: `On 5 August coal was banned`, `5 Aug - coal banned`."""
    return bool(spoken) and len(parsed.text[: spoken[0].start].strip(" *•–—-(QA:")) <= 6


def _spoken(parsed: Parsed) -> list[Dated]:
    return [
        one
        for one in parsed.dates
        if one.period is not None
        and not one.lag
        and (one.role != "base" or _FROM_DAY.search(parsed.text[: one.start]))
        and (
            not _TO_DAY.search(parsed.text[: one.start])
            or _DAY_RUN.search(parsed.text[: one.start])
        )
        and not _is_dispatch(parsed, one)
        and not _OF_DEAL.search(parsed.text[: one.start])
        and not _of_amount(parsed, one)
        and not re.match(r"\s+(?:imports|exports|trade|sales)\b", parsed.text[one.end :])
    ]


def _is_dispatch(parsed: Parsed, one: Dated) -> bool:
    placed = _PLACE.match(parsed.text[: one.start]) is not None
    return placed and _DISPATCH.match(parsed.text[one.end :]) is not None


def _of_amount(parsed: Parsed, one: Dated) -> bool:
    """Tell a date that goes with an amount or a flow: `goods worth $99 million in April`."""
    return any(
        0 <= one.start - amount.end < 12 and (amount.is_money or amount.is_quantity)
        for amount in parsed.amounts
    )


def _first_of_run(parsed: Parsed, one: Dated) -> Dated:
    """Give the first day of a run in one month: `from 11 to 31 December`."""
    found = _DAY_RUN.search(parsed.text[: one.start])
    if found is None or one.day is None or not 1 <= int(found["day"]) <= one.day.day:
        return one
    return replace(one, day=one.day.replace(day=int(found["day"])))


def last_of(parsed: Parsed, when: Dated | None) -> date | None:
    """Give the last day of a rule, where one is said: until 31 December, to the end of the year."""
    for one in parsed.dates:
        led = parsed.text[: one.start]
        if one.day is not None and _TO_DAY.search(led) and not _OF_TERM.search(led[-_TERM:]):
            return _not_before(parsed, in_year_of_act(parsed, one), when)
    found = _YEAR_END.search(parsed.text)
    if found is None:
        return None
    year = when.period.last // 12 if when and when.period else parsed.anchor.day.year
    return date(int(found["year"]) if found["year"] else year, 12, 31)


def _not_before(parsed: Parsed, last: Dated, when: Dated | None) -> date | None:
    """Put a last day without a year after the first day, or after the text where it is to come."""
    day = last.day
    if day is None or last.explicit or (day.month, day.day) == (2, 29):
        return day
    to_come = re.search(r"\b(?:will|would|to be|remains?)\b", parsed.text)
    first = when.day if when else parsed.anchor.day if to_come else None
    return day if first is None or day >= first else day.replace(year=day.year + 1)


def settled(parsed: Parsed, one: Dated) -> Dated:
    """Put a date without a year into the year of its act, of the topic, or into what is to come."""
    if one.explicit or one.period is None:
        return one
    if one.of_topic:
        named = [d for d in parsed.dates if d.explicit and d.period and d.start < one.start]
        return _moved(one, named[-1].period.last // 12) if named and named[-1].period else one
    placed = in_year_of_act(parsed, one)
    if is_of_act(parsed, one):
        return placed
    begins = _FROM_DAY.search(parsed.text[: one.start]) is not None and one.role != "since"
    # What is feared elsewhere in the sentence puts no date ahead: "for fear it will not be paid".
    told = parsed.text[max(0, one.start - _NEAR) : one.end]
    to_come = _TO_COME.search(told) is not None
    if not (to_come or begins):
        return one
    reach = _AHEAD if to_come else _AHEAD / 2
    here = parsed.anchor.day
    for year in (here.year, here.year + 1) if to_come else (here.year,):
        ahead = _moved(one, year)
        first = ahead.day or (ahead.period.first_day if ahead.period else here)
        if here <= first <= here + reach:
            return ahead
    return one


def in_year_of_act(parsed: Parsed, one: Dated, *, act: str = "") -> Dated:
    """Put a day without a year into the year of the act that the sentence names."""
    act = act or _act_of_day(parsed, one)
    year = year_of(act)
    if year is None or one.explicit or one.period is None:
        return one
    return one if one.period.first // 12 == year else _moved(one, year)


def is_of_act(parsed: Parsed, one: Dated) -> bool:
    """Tell a day without a year whose year is that of the act beside it."""
    return not one.explicit and year_of(_act_of_day(parsed, one)) is not None


def _act_of_day(parsed: Parsed, one: Dated) -> str:
    return next((n for at, _, n in parsed.acts if not carries_out(parsed, one, at)), "")


def year_of(act: str) -> int | None:
    """Give the year of an act: printed in its number, or that of the Council's resolution."""
    printed = re.search(r"^(20\d\d)/|/(20\d\d)$", act)
    if printed:
        return int(printed[1] or printed[2])
    adopted = words("law")["adopted"].get(act)
    return int(adopted[:4]) if adopted else None


def carries_out(parsed: Parsed, one: Dated, at: int) -> bool:
    """Tell an act that what is dated before it carries out: `on 6 January to implement …`."""
    if _PURPOSE.search(parsed.text, max(0, at - _LEAD), at) is not None:
        return True
    return one.end <= at and _PURPOSE.search(parsed.text, one.end, at) is not None


def _moved(one: Dated, year: int) -> Dated:
    leap = one.day is not None and (one.day.month, one.day.day) == (2, 29)
    day = one.day.replace(year=year) if one.day and not leap else None
    period: Period | None = one.period
    shifted = period.shift((year - period.last // 12) * 12) if period else None
    return replace(one, day=day, period=shifted)


def latest(parsed: Parsed, when: Dated) -> Dated:
    """Put a listing's day without a year into the latest year that is not after the text."""
    if when.explicit or when.period is None or when.period.first != when.period.last:
        return when
    month = parsed.anchor.day.year * 12 + when.period.first % 12
    month -= 12 if month > parsed.anchor.month.first else 0
    year = month // 12
    leap = when.day is not None and (when.day.month, when.day.day) == (2, 29)
    day = None if when.day is None or leap else when.day.replace(year=year)
    return replace(when, period=when.period.shift(month - when.period.first), day=day)


def runs(when: Dated) -> bool:
    """Tell the time that a ceiling runs from the day of the act that set it."""
    return when.period is not None and when.period.first != when.period.last


def vague(parsed: Parsed) -> str:
    """Give a word that dates a rule only roughly."""
    found = _VAGUE.search(parsed.text)
    return found[1].casefold() if found else ""


_CLAUSE_EDGE = re.compile(
    r",\s|\b(?:after|while|which|whereas|although|though|yet|when|because)\s|\bbut\s"
    r"|\bsince\s(?=(?:[A-Z][a-z]+|the|it)\s[a-z]+ed\b)"
)
# A date beyond one of these tells of something else.
_ELSEWHERE = re.compile(
    r"\b(?:as (?:a|the)(?!\s+(?:result|part))|yet|but|though|although|while|whereas|because|when"
    r"|since(?=\s[A-Z][a-z]+\s[a-z]+ed\b))\s"
)


def _clause(parsed: Parsed, verb: Verb) -> tuple[int, int]:
    """Give the bounds of the clause around a word; commas inside a list of goods bound none."""
    edges = [0, len(parsed.text)]
    for match in re.finditer(_CLAUSE_EDGE, parsed.text):
        beside = any(match.start() - one.end in {0, 1} for one in parsed.goods)
        follows = any(0 <= one.start - match.end() <= 4 for one in parsed.goods)
        if not (beside and follows):
            edges.append(match.end())
    return max(e for e in edges if e <= verb.start), min(e for e in edges if e > verb.start)


def _passive(parsed: Parsed, verb: Verb) -> bool:
    return bool(
        re.search(
            r"\b(?:been|was|were|are|is|being)\s+(?:\w+\s+)?$", parsed.text[verb.since : verb.start]
        )
    )
