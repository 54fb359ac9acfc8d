"""Legal statements: bans, suspensions, limits, acts adopted, parties listed and counted."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache

from yalu.claims.acttext import enactments, exempted, graces, spared
from yalu.claims.claim import ALL_GOODS, Claim, Kind, LawFacts
from yalu.claims.dates import Dated
from yalu.claims.lawparts import (
    act_of,
    actor_of,
    flow_of,
    goods_of_rule,
    last_of,
    runs,
    takes_up,
    vague,
    when_of,
)
from yalu.claims.lexicon import either, pattern, words
from yalu.claims.numbers import Amount, counted
from yalu.claims.parse import Parsed
from yalu.claims.ranges import stated
from yalu.model.intervals import Interval

_OFF = re.compile(r"\boff[\s-]$", re.IGNORECASE)
_VERBS = (
    "suspends",
    "bans",
    "bans_by_act",
    "limits",
    "limits_by_act",
    "permits",
    "adopts",
    "lists",
)
_ON_GOODS = {"suspends", "bans", "limits", "permits"}
_SAME = {"bans_by_act": "bans", "limits_by_act": "limits"}
Verb = tuple[str, re.Match[str]]


def laws(parsed: Parsed) -> Iterator[Claim]:
    """Give a claim for each legal statement of a sentence."""
    if special := (*graces(parsed), *spared(parsed)):
        yield from special
    if pattern(*words("law")["negated"]).search(parsed.text):
        return
    verbs = [*_verbs(parsed)]
    ruled = (
        []
        if special and special[0].law and special[0].law.verb == "grace"
        else [*_rules(parsed, verbs)]
    )
    yield from ruled
    if not ruled and not special:
        yield from exempted(parsed)
    listed = [*_listing(parsed, verbs, goods_told=bool(ruled))]
    yield from listed
    yield from _rounds(parsed, verbs)
    if not listed:
        acts = {one.law.act for one in (*ruled, *special) if one.law}
        yield from enactments(parsed, told=acts)
    yield from _observed(parsed)


def _verbs(parsed: Parsed) -> Iterator[Verb]:
    by_act = bool(parsed.acts) or takes_up(parsed)
    council = by_act or any(one.code == "UN" for one in parsed.areas)
    found = [
        (_SAME.get(name, name), match)
        for name in _VERBS
        if by_act or name != "bans_by_act"
        if council or name != "limits_by_act"
        for match in pattern(*words("law")[name]).finditer(parsed.text)
        if not (name == "limits" and _OFF.search(parsed.text[: match.start()]))
    ]
    amounts = [one.start for one in parsed.amounts if one.is_quantity or one.is_money]
    found += [
        ("limits", match)
        for match in pattern(*words("law")["limits_by_amount"]).finditer(parsed.text)
        if any(match.end() <= start <= match.end() + 60 for start in amounts)
    ]
    yield from sorted(found, key=lambda pair: (pair[1].start(), -pair[1].end()))


def _rules(parsed: Parsed, verbs: list[Verb]) -> Iterator[Claim]:
    """Give a claim for each rule on goods: a verb with the goods that stand by it."""
    on_goods = [pair for pair in verbs if pair[0] in _ON_GOODS]
    told: set[str] = set()
    for number, (kind, match) in enumerate(on_goods):
        following = next(
            (m.start() for _, m in on_goods[number + 1 :] if m.start() > match.end()), None
        )
        goods = goods_of_rule(parsed, match, until=following)
        amounts = kind == "permits" and any(a.is_quantity or a.is_money for a in parsed.amounts)
        limits = kind == "limits" or amounts
        if not goods or (set(goods) <= told and not limits):
            continue
        told |= set(goods)
        if limits:
            yield from _limits(parsed, match, goods, until=following)
        else:
            yield _claim(parsed, match, kind, goods)
        yield from _compliance(parsed, goods)


def _limits(
    parsed: Parsed, verb: re.Match[str], goods: tuple[str, ...], *, until: int | None
) -> Iterator[Claim]:
    """Give a claim for each amount of a ceiling, with the goods named last before it."""
    told = [a for a in parsed.amounts if a.is_quantity or a.is_money]
    end = len(parsed.text) if until is None else until
    after = [a for a in told if verb.start() <= a.start < end] or (
        told[:1] if until is None else []
    )
    if not after:
        yield _claim(parsed, verb, "limits", goods)
    for amount in after:
        own = _limited(parsed, amount) if len(told) > 1 or _INCLUDED.search(parsed.text) else ()
        yield _claim(parsed, verb, "limits", own or goods, limit=amount)


_INCLUDED = re.compile(r"\b(?:included|including)\b", re.IGNORECASE)


def _limited(parsed: Parsed, amount: Amount) -> tuple[str, ...]:
    """Name the goods of one ceiling of several: right after its amount, or last before it."""
    after = [
        one.name
        for one in parsed.goods
        if re.fullmatch(r"\s+(?:on|of|for)\s+(?:the\s+)?", parsed.text[amount.end : one.start])
    ]
    before = [one.name for one in parsed.goods if one.end <= amount.start]
    inherited = parsed.context.goods.split("; ") if parsed.context.goods else []
    return tuple(after[:1] or before[-1:] or inherited[-1:])


def _claim(
    parsed: Parsed,
    verb: re.Match[str],
    kind: str,
    goods: tuple[str, ...],
    *,
    limit: Amount | None = None,
) -> Claim:
    when = when_of(parsed, verb)
    if limit is not None and when is not None and when.day is None and runs(when):
        when = None
    actor = actor_of(parsed, verb)
    flow, said = flow_of(parsed, goods, actor)
    return Claim(
        start=parsed.sentence.start + (limit.start if limit else verb.start()),
        end=parsed.sentence.start + (limit.end if limit else verb.end()),
        sentence=parsed.sentence.text,
        kind=Kind.LAW,
        flow=flow,
        product="; ".join(goods),
        period=when.period if when else None,
        number=limit.value if limit else None,
        unit=limit.unit if limit else "",
        stated=stated(limit) if limit else None,
        law=LawFacts(
            verb=kind,
            actor=actor,
            act=act_of(parsed, limit.end if limit else verb.end()),
            goods=goods,
            day=when.day if when else None,
            month=when.period if when else None,
            since=when is not None and when.role == "since",
            early=when.early if when else vague(parsed),
            last=None if limit else last_of(parsed, when),
            way=flow.word if said else "",
            past=_PAST.search(parsed.text) is not None,
        ),
    )


_PAST = re.compile(
    r"\b(?:had|was|were|first|initially|originally|earlier|previous|previously|then|before|"
    r"in (?:2016|2017)|for 2017|last quarter|October)\b",
    re.IGNORECASE,
)


def _compliance(parsed: Parsed, goods: tuple[str, ...]) -> Iterator[Claim]:
    """Read `in compliance with United Nations sanctions` as a claim on the Council's rules."""
    match = pattern(*words("law")["complies"]).search(parsed.text)
    if match is None or not re.search(
        r"\b(?:UN|U\.N\.|United Nations|Security Council)\b", parsed.text[match.end() :]
    ):
        return
    when = when_of(parsed, match) or next((one for one in parsed.dates if one.period), None)
    yield Claim(
        start=parsed.sentence.start + match.start(),
        end=parsed.sentence.start + match.end(),
        sentence=parsed.sentence.text,
        kind=Kind.LAW,
        flow=flow_of(parsed, goods)[0],
        product="; ".join(goods),
        period=when.period if when else None,
        firm=False,
        law=LawFacts(verb="complies", actor="UN", goods=goods, month=when.period if when else None),
    )


def _round(parsed: Parsed) -> bool:
    return bool(re.search(r"\brounds?\s+of\s+(?:UN\s+|U\.N\.\s+)?sanctions\b", parsed.text))


def _rounds(parsed: Parsed, verbs: list[Verb]) -> Iterator[Claim]:
    """Read `a ninth round of sanctions`, which names no act by its number."""
    match = next((match for verb, match in verbs if verb == "adopts"), None)
    ordinal = re.search(
        rf"\b({either(words('numbers')['ordinals'])}|\d{{1,2}}(?:st|nd|rd|th))\s+round\b",
        parsed.text,
        re.IGNORECASE,
    )
    if match is None or not (ordinal or (_round(parsed) and not parsed.acts)):
        return
    when = when_of(parsed, match)
    if when is None and not ordinal:
        return
    number = _ordinal(ordinal[1]) if ordinal else None
    yield Claim(
        start=parsed.sentence.start + match.start(),
        end=parsed.sentence.start + match.end(),
        sentence=parsed.sentence.text,
        kind=Kind.LAW,
        period=when.period if when else None,
        number=Decimal(number) if number else None,
        unit="round" if number else "",
        law=LawFacts(
            verb="adopts",
            actor="UN",
            act=act_of(parsed),
            day=when.day if when else None,
            month=when.period if when else None,
            early=when.early if when else "",
            word="adopted",
        ),
    )


def _ordinal(text: str) -> int:
    digits = re.match(r"\d+", text)
    return int(digits[0]) if digits else int(words("numbers")["ordinals"][text.casefold()])


def _listing(parsed: Parsed, verbs: list[Verb], *, goods_told: bool) -> Iterator[Claim]:
    """Read listings: `ten entities and six individuals`, `penalties on several Chinese firms`."""
    listed = [match for verb, match in verbs if verb == "lists"]
    if not listed or goods_told:
        return
    # After a colon comes the title of the batch: "3 entities and 1 individual: two trading firms".
    undated = parsed.text
    for one in parsed.dates:
        undated = undated[: one.start] + " " * (one.end - one.start) + undated[one.end :]
    before_title = undated.partition(": ")[0]
    head = before_title if listed[0].end() <= len(before_title) else undated
    counts = [*counted(head)]
    whole = tuple(
        (unit, number) for start, end, number, unit in counts if not _is_part(parsed, start, end)
    )
    for start, end, number, unit in counts:
        verb = next((one for one in reversed(listed) if one.start() < start), listed[0])
        yield _party_claim(parsed, verb, start, end, number=number, unit=unit, beside=whole)
    parties = pattern(*words("law")["parties"]).search(parsed.text)
    if not counts and parties and (parsed.areas or parsed.goods):
        yield _party_claim(parsed, listed[0], listed[0].start(), listed[0].end())


def _is_part(parsed: Parsed, start: int, end: int) -> bool:
    """Tell a count of some of the parties only: by country, by trade, `among them`."""
    return bool(
        pattern(*words("law")["nationality"]).search(parsed.text[start:end])
        or pattern(*words("law")["narrower"]).search(parsed.text[start:end])
        or re.search(
            r"\b(?:among them|including|of (?:them|which|whom))\b[^;]*$", parsed.text[:start]
        )
    )


def _party_claim(
    parsed: Parsed,
    verb: re.Match[str],
    start: int,
    end: int,
    *,
    number: int | None = None,
    unit: str = "",
    beside: tuple[tuple[str, int], ...] = (),
) -> Claim:
    when = _latest(parsed, when_of(parsed, verb))
    goods = "; ".join(dict.fromkeys(one.name for one in parsed.goods))
    part = number is not None and _is_part(parsed, start, end)
    this_week = when is None and pattern(*words("law")["weekday"]).search(parsed.text)
    period = when.period if when else parsed.anchor.month if this_week else None
    exact = Decimal(number) if number is not None else None
    return Claim(
        start=parsed.sentence.start + start,
        end=parsed.sentence.start + end,
        sentence=parsed.sentence.text,
        kind=Kind.COUNT if number is not None else Kind.LAW,
        product=goods or (ALL_GOODS if number is None else ""),
        period=period or (parsed.context.period if number is not None else None),
        number=exact,
        unit=unit,
        stated=Interval(low=exact, high=exact) if exact is not None else None,
        firm=when is not None or bool(this_week),
        of="part" if part else "",
        law=LawFacts(
            verb="lists",
            actor=_lister(parsed),
            goods=tuple(one.name for one in parsed.goods),
            day=when.day if when else None,
            month=when.period if when else None,
            early=(when.early if when else "this week" if this_week else "") or vague(parsed),
            beside=beside,
        ),
    )


def _latest(parsed: Parsed, when: Dated | None) -> Dated | None:
    """Put a listing's day without a year into the latest year that is not after the text."""
    if when is None or when.explicit or when.period is None:
        return when
    month = parsed.anchor.day.year * 12 + when.period.first % 12
    month -= 12 if month > parsed.anchor.month.first else 0
    year = month // 12
    leap = when.day is not None and (when.day.month, when.day.day) == (2, 29)
    day = None if when.day is None or leap else when.day.replace(year=year)
    return replace(when, period=when.period.shift(month - when.period.first), day=day)


def _lister(parsed: Parsed) -> str:
    found = re.search(
        r"\b(?P<us>Treasury|OFAC|Trump|White House|Washington|United States|US|U\.S\.)"
        r"(?!\w)"
        r"|\b(?:Security Council|United Nations|UN|U\.N\.|[Rr]esolution \d+)(?!\w)",
        parsed.text,
    )
    return "" if found is None else "USA" if found["us"] else "UN"


def _observed(parsed: Parsed) -> Iterator[Claim]:
    """Keep an observation on the spot in sight: no statistic can check it."""
    match = _observations().search(parsed.text)
    partner = any(one.code == parsed.pair.partner for one in parsed.areas)
    if match is None or not parsed.goods or not partner or any(a.is_money for a in parsed.amounts):
        return
    yield Claim(
        start=parsed.sentence.start + match.start(),
        end=parsed.sentence.start + match.end(),
        sentence=parsed.sentence.text,
        kind=Kind.LAW,
        product="; ".join(dict.fromkeys(one.name for one in parsed.goods)),
        period=next((one.period for one in parsed.dates if one.period), None),
        firm=False,
        sense="observed",
        law=LawFacts(verb="observed"),
    )


@cache
def _observations() -> re.Pattern[str]:
    return pattern(*words("law")["observed"])
