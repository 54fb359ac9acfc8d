"""Terms in prose: until when old deals may be finished, and in how many days or months."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from yalu.claims.claim import Claim, LawFacts
from yalu.claims.dates import Dated
from yalu.claims.lawclaim import facts_of, law_claim
from yalu.claims.lawdates import in_year_of_act
from yalu.claims.lawsides import Sides, act_of, sides_of
from yalu.claims.lawwords import named_goods, whole
from yalu.claims.lexicon import either, words
from yalu.claims.parse import Parsed
from yalu.model.intervals import Interval

_ENDED = (
    r"(?:clear(?:ed)?|completed?|performed|fulfilled|carried out|finished|honou?red|executed"
    r"|imported|delivered|settled|closed?|close down|shut|shut down|wound up|dissolved?"
    r"|closure|closing|repatriat(?:ed?|ion)|expelled?|return(?:ed)?(?: home)?|home|back|leave"
    r"|enter|run|sent|left"
    r"|go ahead)"
)
_ENDS = re.compile(rf"\b{_ENDED}\b", re.IGNORECASE)
_DEALS = re.compile(
    r"\b(?:contracts?|cargo(?:es)?|goods|shipments?|consignments?|deliver(?:y|ies)|stocks?|coal"
    r"|textiles?|seafood|orders?|ventures?|firms|companies|entities|workers|labou?rers|nationals"
    r"|North Koreans|they|them)\b",
    re.IGNORECASE,
)
_MAY = re.compile(
    r"\b(?:may|might|could|can|lets?|letting|to be|all to|allowed|permitted|free|must|have to"
    r"|has to|had to|should|told"
    r"|duty to|obligation to|ordered|orders|require[sd]?|requiring|demands?|obliged?)\b",
    re.IGNORECASE,
)
_GIVES = re.compile(
    r"\b(?:gives?|gave|giving|given|grants?|granted)\b|\b(?:has|have|had)\s+[\w-]+\s+(?:days|weeks|months|years)\b",
    re.IGNORECASE,
)
_WINDS_DOWN = re.compile(
    r"\b(?:wind-?\s?down|grace(?: period)?|transition(?: period)?)\b[^;]*?\b(?:ends?|ended|ran out"
    r"|runs out|expire[sd]?|lasted|lasts|closed|of|was|is)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"\b(?:before|prior to|ahead of|by)\s+(?:the\s+)?$", re.IGNORECASE)
_UNTIL = re.compile(
    rf"\b(?:until|till|up to|through|no later than|(?:{_ENDED}|down) (?:by|before)|ended?"
    r"|ended on|expired?|expired? on|closed on|by)\s+(?:midnight\s+)?(?:on\s+|of\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_ON = re.compile(r"\bon\s+(?:the\s+)?$", re.IGNORECASE)
_TERM = r"(?<![\w.,])(?P<number>\d{{1,3}}|{spelt})[\s-]+(?P<unit>days?|months?|years?|weeks?)\b"
_LEADS = re.compile(
    r"\b(?:within|for|in|gives?|gave|given|granted|had|have|period of|term of|lasted|lasts|another"
    r"|grace of|was|is|were|get|gets|got|a|the|States|them|firms|ventures|companies|over)\s+"
    r"(?:the\s+|a\s+|another\s+|some\s+)?$",
    re.IGNORECASE,
)


def terms(parsed: Parsed) -> Iterator[Claim]:
    """Read a term for what was begun under the old rule: a last day, or a length of time."""
    text = parsed.text
    if _NONE_MAY.search(text):
        return
    ended = _MAY.search(text) and _ENDS.search(text) and _DEALS.search(text)
    granted = _GIVES.search(text) and _DEALS.search(text)
    if not (_WINDS_DOWN.search(text) or ended or granted):
        return
    length = _length(parsed)
    if length is not None:
        yield from _lengths(parsed, length)
        return
    yield from _last_days(parsed)


# That none may come in until a day is a ban, not a term.
_NONE_MAY = re.compile(r"\b[Nn]o\s+(?:more\s+)?(?:\w+\s+){1,6}may\s+(?:enter|be|come)\b")
_COUNTED = re.compile(
    r"\s+(?:after|from|following|of)\s+(?:the\s+|its\s+)?(?:UN\s+)?(?:resolution|adoption|vote)\b"
)


def _length(parsed: Parsed) -> re.Match[str] | None:
    form = re.compile(_TERM.format(spelt=either(words("numbers")["words"])), re.IGNORECASE)
    found = [*form.finditer(parsed.text)]
    counted = [match for match in found if _COUNTED.match(parsed.text, match.end())]
    if counted:
        return counted[0]
    for match in found:
        if _LEADS.search(parsed.text[: match.start()]) or re.match(
            r"[\s-]+(?:to\s|grace|wind|transition|deadline|period)", parsed.text[match.end() :]
        ):
            return match
    return None


def _lengths(parsed: Parsed, length: re.Match[str]) -> Iterator[Claim]:
    goods = _goods(parsed)
    if goods == () or not _is_other(goods):
        goods = _meant(parsed) or goods
    act = act_of(parsed) or (parsed.context.act if not named_goods(parsed) else "")
    if not goods and not act:
        return
    days = [one for one in parsed.dates if one.day is not None and not one.lag]
    earlier = next((d for d in days if _BEFORE.search(parsed.text[: d.start])), None)
    when = next((d for d in days if d is not earlier), None)
    number, unit = _in_units(length)
    verb = whole(parsed, "grace", length.start(), length.end())
    sides = sides_of(parsed, verb, goods)
    facts = facts_of("grace", goods=goods, word="length")
    facts = replace(
        facts,
        actor=sides.actor if not act else "",
        act=act,
        earlier=in_year_of_act(parsed, earlier).day if earlier else None,
        explicit=earlier.explicit if earlier else True,
    )
    if when is not None:
        settled = in_year_of_act(parsed, when)
        facts = replace(facts, day=settled.day, month=settled.period)
    yield replace(
        _about(parsed, length.start(), length.end(), facts, sides),
        number=number,
        unit=unit,
        stated=Interval(low=number, high=number),
    )


def _about(parsed: Parsed, start: int, end: int, facts: LawFacts, sides: Sides) -> Claim:
    """Build a claim on a term; what is no goods goes neither way."""
    goes = bool(facts.goods) and not _is_other(facts.goods)
    return law_claim(parsed, start, end, facts, sides=sides if goes else None)


def _meant(parsed: Parsed) -> tuple[str, ...]:
    """Tell by the verb what must end: firms are closed, workers sent home."""
    if named_goods(parsed):
        return ()
    if re.search(r"\b(?:repatriat\w+|home|sen[dt] back)\b", parsed.text):
        return ("workers",)
    closes = re.search(r"\b(?:closed?|closing|shut|wound up|dissolved?)\b", parsed.text)
    return ("joint ventures",) if closes else ()


def _is_other(goods: tuple[str, ...]) -> bool:
    return all(name in words("law")["others"] for name in goods)


def _in_units(length: re.Match[str]) -> tuple[Decimal, str]:
    text = length["number"].casefold()
    number = Decimal(text) if text.isdigit() else Decimal(words("numbers")["words"][text])
    unit = length["unit"].casefold().rstrip("s")
    if unit == "week":
        return number * 7, "days"
    return (number * 12, "months") if unit == "year" else (number, f"{unit}s")


def _last_days(parsed: Parsed) -> Iterator[Claim]:
    earlier = last = None
    winds_down = _WINDS_DOWN.search(parsed.text) is not None
    for one in parsed.dates:
        head = parsed.text[: one.start]
        if one.day is None:
            continue
        if _BEFORE.search(head) and (_follows(parsed, one) or not _UNTIL.search(head)):
            earlier = earlier or in_year_of_act(parsed, one)
        elif _UNTIL.search(head) or (winds_down and _ON.search(head)):
            last = in_year_of_act(parsed, one)
    if last is None:
        return
    last = _next(last, earlier) if earlier else _nearest(last, parsed.anchor.day)
    goods = _goods(parsed)
    verb = whole(parsed, "grace", last.start, last.end)
    sides = sides_of(parsed, verb, goods)
    facts = replace(
        facts_of("grace", goods=goods),
        act=act_of(parsed),
        actor=sides.actor,
        day=last.day,
        last=last.day,
        earlier=earlier.day if earlier else None,
        month=last.period,
        explicit=last.explicit,
    )
    claim = _about(parsed, last.start, last.end, facts, sides)
    yield claim if goods else replace(claim, flow=sides.flow)


def _follows(parsed: Parsed, one: Dated) -> bool:
    """Tell whether a last day comes after: `at port by 15 August … until 4 September`."""
    return any(
        other.day is not None
        and other.start > one.end
        and _UNTIL.search(parsed.text[: other.start])
        for other in parsed.dates
    )


def _next(last: Dated, earlier: Dated | None) -> Dated:
    """Put a last day without a year after the day before which the deal was made."""
    if earlier is None or last.explicit or last.day is None or earlier.day is None:
        return last
    if (last.day.month, last.day.day) == (2, 29) or last.period is None:
        return last
    day: date = last.day
    years = earlier.day.year - day.year
    years += (day.month, day.day) < (earlier.day.month, earlier.day.day)
    return replace(
        last, day=day.replace(year=day.year + years), period=last.period.shift(12 * years)
    )


def _nearest(last: Dated, to: date) -> Dated:
    """Put a last day without a year where it lies nearest to the day of the text."""
    day = last.day
    if last.explicit or day is None or last.period is None or (day.month, day.day) == (2, 29):
        return last
    years = (to.year - 1, to.year, to.year + 1)
    year = min(years, key=lambda one: abs((day.replace(year=one) - to).days))
    return replace(
        last, day=day.replace(year=year), period=last.period.shift(12 * (year - day.year))
    )


def _goods(parsed: Parsed) -> tuple[str, ...]:
    named = tuple(dict.fromkeys(one.name for one in named_goods(parsed)))
    inherited = tuple(parsed.context.goods.split("; ")) if parsed.context.goods else ()
    of_same = all(number == parsed.context.act for *_, number in parsed.acts)
    return named or (inherited if of_same else ())
