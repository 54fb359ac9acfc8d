"""Legal statements: bans, suspensions, limits, acts adopted, parties listed and counted."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache

from yalu.claims.claim import ALL_GOODS, Claim, Kind, LawFacts
from yalu.claims.dates import Dated
from yalu.claims.lexicon import either, pattern, words
from yalu.claims.mentions import Goods
from yalu.claims.numbers import Amount, counted
from yalu.claims.parse import Parsed
from yalu.claims.ranges import stated
from yalu.model.intervals import Interval
from yalu.model.trade import Flow

_OFF = re.compile(r"\boff[\s-]$", re.IGNORECASE)
_VERBS = ("suspends", "bans", "limits", "adopts", "lists")


def laws(parsed: Parsed) -> Iterator[Claim]:
    """Give a claim for each legal statement of a sentence."""
    if pattern(*words("law")["negated"]).search(parsed.text):
        return
    verbs = [*_verbs(parsed)]
    goods_told = False
    for verb, match in verbs:
        if verb in {"adopts", "lists"}:
            continue
        goods = _goods(parsed, match)
        if not goods or goods_told:
            continue
        goods_told = True
        if verb == "limits":
            yield from _limits(parsed, match, goods)
        else:
            yield _claim(parsed, match, verb, goods)
        yield from _compliance(parsed, goods)
    for verb, match in verbs:
        if verb == "adopts" and (parsed.acts or _round(parsed)):
            yield from _adoption(parsed, match, goods_told=goods_told)
            break
    yield from _listing(parsed, verbs, goods_told=goods_told)
    yield from _observed(parsed)


def _verbs(parsed: Parsed) -> Iterator[tuple[str, re.Match[str]]]:
    found = [
        (name, match)
        for name in _VERBS
        for match in pattern(*words("law")[name]).finditer(parsed.text)
        if not (name == "limits" and _OFF.search(parsed.text[: match.start()]))
    ]
    amounts = [one.start for one in parsed.amounts if one.is_quantity or one.is_money]
    found += [
        ("limits", match)
        for match in pattern(*words("law")["limits_by_amount"]).finditer(parsed.text)
        if any(match.end() <= start <= match.end() + 60 for start in amounts)
    ]
    yield from sorted(found, key=lambda pair: pair[1].start())


def _goods(parsed: Parsed, verb: re.Match[str]) -> tuple[str, ...]:
    """Give the goods of a rule: those after its verb in the clause, or else before it."""
    if not parsed.goods:
        inherited = parsed.context.goods if _takes_up(parsed) else ""
        return tuple(inherited.split("; ")) if inherited else ()
    stops = [one.end for one in parsed.goods if one.start > verb.end()]
    after = [one for one in parsed.goods if one.start >= verb.end()]
    after = [one for one in after if not _apart(parsed, verb.end(), one, stops)]
    before = _list_before(parsed, verb.start())
    if after and before and _date_between(parsed, verb.end(), after[0].start):
        after = []
    chosen = after or before
    return tuple(dict.fromkeys(one.name for one in chosen))


def _date_between(parsed: Parsed, start: int, end: int) -> bool:
    """Tell `textiles banned since September, seafood since August`: the date ends the rule."""
    return any(start <= one.start < end for one in parsed.dates if one.period is not None)


def _list_before(parsed: Parsed, at: int) -> list[Goods]:
    """Give the list of goods that ends nearest before a verb: `gold and silver, long banned`."""
    chosen: list[Goods] = []
    edge = at
    for one in reversed([one for one in parsed.goods if one.end <= at]):
        between = parsed.text[one.end : edge]
        if chosen and not re.fullmatch(r"\s*(?:,|,?\s*and|,?\s*or|&)\s*", between):
            break
        chosen.insert(0, one)
        edge = one.start
    return chosen


def _apart(parsed: Parsed, at: int, one: Goods, stops: list[int]) -> bool:
    start = max([at, *(stop for stop in stops if stop < one.start)])
    between = parsed.text[start : one.start]
    return bool(
        re.search(
            r"[;:.]\s|\b(?:including while|but|which|while|whereas|because|took in|bought)\b",
            between,
        )
    )


def _takes_up(parsed: Parsed) -> bool:
    return bool(
        re.match(r"\s*(?:It|They|This|These|The (?:ban|rule|measure|goods))\b", parsed.text)
    )


def _limits(parsed: Parsed, verb: re.Match[str], goods: tuple[str, ...]) -> Iterator[Claim]:
    """Give a claim for each amount of a ceiling, with the goods named last before it."""
    told = [a for a in parsed.amounts if a.is_quantity or a.is_money]
    after = [a for a in told if a.start >= verb.start()] or told[:1]
    if not after:
        yield _claim(parsed, verb, "limits", goods)
    for amount in after:
        before = [one.name for one in parsed.goods if one.end <= amount.start]
        own = (before[-1],) if len(after) > 1 and before else goods
        yield _claim(parsed, verb, "limits", own, limit=amount)


def _claim(
    parsed: Parsed,
    verb: re.Match[str],
    kind: str,
    goods: tuple[str, ...],
    *,
    limit: Amount | None = None,
) -> Claim:
    when = _when(parsed, verb)
    if limit is not None and when is not None and when.day is None and _runs(when):
        when = None
    act = next((number for *_, number in parsed.acts), "")
    if not act and kind == "limits" and _takes_up(parsed):
        act = parsed.context.act
    return Claim(
        start=parsed.sentence.start + (limit.start if limit else verb.start()),
        end=parsed.sentence.start + (limit.end if limit else verb.end()),
        sentence=parsed.sentence.text,
        kind=Kind.LAW,
        flow=_flow(parsed, goods),
        product="; ".join(goods),
        period=when.period if when else None,
        number=limit.value if limit else None,
        unit=limit.unit if limit else "",
        stated=stated(limit) if limit else None,
        law=LawFacts(
            verb=kind,
            actor=_actor(parsed, verb),
            act=act,
            goods=goods,
            day=when.day if when else None,
            month=when.period if when else None,
            since=when is not None and when.role == "since",
            before=when is not None and _says_before(parsed, when),
            early=when.early if when else _vague(parsed),
        ),
    )


def _runs(when: Dated) -> bool:
    """Tell the time that a ceiling runs from the day of the act that set it."""
    return when.period is not None and when.period.first != when.period.last


def _says_before(parsed: Parsed, when: Dated) -> bool:
    return bool(re.search(r"\b(?:until|before|by)\s+$", parsed.before(when.start, 10)))


def _vague(parsed: Parsed) -> str:
    found = re.search(r"\b(recently|long|newly|this week|last week)\b", parsed.text, re.IGNORECASE)
    return found[1].casefold() if found else ""


def _when(parsed: Parsed, verb: re.Match[str]) -> Dated | None:
    """Choose the date of a rule: the one nearest to its verb, days before months."""
    spoken = [
        one for one in parsed.dates if one.period is not None and not one.lag and one.role != "base"
    ]
    spoken = [one for one in spoken if not _of_amount(parsed, one)]
    issued = [one for one in spoken if _ISSUED.search(parsed.text[: one.start])]
    first, last = _clause(parsed, verb.start())
    inside = [one for one in spoken if first <= one.start < last]
    after = [one for one in inside if one.start >= verb.end()]
    near = sorted(inside, key=lambda one: (abs(one.start - verb.start()), one.start))
    if not inside and not _passive(parsed, verb) and not _vague_in(parsed.text[first:last]):
        near = spoken[:1]
    chosen = next(iter(issued[:1] or after[:1] or near[:1]), None)
    return _in_year_of_act(parsed, chosen) if chosen else None


def _in_year_of_act(parsed: Parsed, one: Dated) -> Dated:
    """Put a day without a year into the year of the act that the sentence names."""
    act = next((number for *_, number in parsed.acts), "")
    year = int(act[-4:]) if "/" in act else words("law")["years"].get(act)
    if year is None or one.explicit or one.period is None or one.period.first // 12 == year:
        return one
    day = (
        one.day.replace(year=year) if one.day and (one.day.month, one.day.day) != (2, 29) else None
    )
    shifted = one.period.shift((year - one.period.last // 12) * 12)
    return replace(one, day=day, period=shifted)


_ISSUED = re.compile(
    r"\b(?:published|adopted|issued|announced|dated)\s+(?:on\s+|in\s+)?$", re.IGNORECASE
)


def _clause(parsed: Parsed, at: int) -> tuple[int, int]:
    """Give the bounds of the clause around a place; commas inside a list of goods bound none."""
    edges = [0, len(parsed.text)]
    for match in re.finditer(r",\s", parsed.text):
        beside = any(match.start() - one.end in {0, 1} for one in parsed.goods)
        follows = any(0 <= one.start - match.end() <= 4 for one in parsed.goods)
        if not (beside and follows):
            edges.append(match.end())
    return max(e for e in edges if e <= at), min(e for e in edges if e > at)


def _passive(parsed: Parsed, verb: re.Match[str]) -> bool:
    return bool(
        re.search(r"\b(?:been|was|were|are|is|being)\s+(?:\w+\s+)?$", parsed.text[: verb.start()])
    )


def _vague_in(text: str) -> bool:
    return bool(re.search(r"\b(?:recently|long|newly|this week|last week)\b", text, re.IGNORECASE))


def _of_amount(parsed: Parsed, one: Dated) -> bool:
    """Tell a date that goes with an amount or a flow: `goods worth $99 million in April`."""
    return any(
        0 <= one.start - amount.end < 12 and (amount.is_money or amount.is_quantity)
        for amount in parsed.amounts
    )


def _flow(parsed: Parsed, goods: tuple[str, ...]) -> Flow:
    if any(name in words("law")["kept_from_target"] for name in goods):
        return Flow.EXPORT
    passive = re.search(
        r"\b(?:may|must|can|could)\s+(?:not|no longer|be)\s+(?:be\s+)?"
        r"(?:(?P<sold>supplied|shipped|sold|exported|delivered|sent)"
        r"|(?P<bought>bought|imported|purchased|taken))",
        parsed.text,
    )
    if passive is not None:
        return Flow.EXPORT if passive["sold"] else Flow.IMPORT
    for one in parsed.subjects:
        if one.flow is not Flow.TOTAL and not one.balance:
            return one.flow if one.owner else Flow.IMPORT
    return Flow.IMPORT


def _actor(parsed: Parsed, verb: re.Match[str]) -> str:
    """Name who acts: the economy that stands before the verb, or the one after `by`."""
    first, last = _clause(parsed, verb.start())
    actors = [
        one
        for one in parsed.areas
        if one.code in {parsed.pair.reporter, "UN", "USA", "EUR"} and one.link not in {"to", "from"}
    ]
    by = [one for one in actors if one.link == "by" and first <= one.start < last]
    inside = [one for one in actors if first <= one.start < verb.start()]
    earlier = [] if _passive(parsed, verb) else [one for one in actors if one.end <= verb.start()]
    for one in (*by, *reversed(inside), *earlier[:1]):
        return one.code
    if re.search(r"\bnotice\s+\d", parsed.text):
        return parsed.pair.reporter
    return "UN" if re.search(r"\bresolution\b|\bUN\b", parsed.text) else ""


def _compliance(parsed: Parsed, goods: tuple[str, ...]) -> Iterator[Claim]:
    """Read `in compliance with United Nations sanctions` as a claim on the Council's rules."""
    match = pattern(*words("law")["complies"]).search(parsed.text)
    if match is None or not re.search(
        r"\b(?:UN|U\.N\.|United Nations|Security Council)\b", parsed.text[match.end() :]
    ):
        return
    when = _when(parsed, match) or next((one for one in parsed.dates if one.period), None)
    yield Claim(
        start=parsed.sentence.start + match.start(),
        end=parsed.sentence.start + match.end(),
        sentence=parsed.sentence.text,
        kind=Kind.LAW,
        flow=_flow(parsed, goods),
        product="; ".join(goods),
        period=when.period if when else None,
        firm=False,
        law=LawFacts(verb="complies", actor="UN", goods=goods, month=when.period if when else None),
    )


def _round(parsed: Parsed) -> bool:
    return bool(re.search(r"\brounds?\s+of\s+(?:UN\s+|U\.N\.\s+)?sanctions\b", parsed.text))


def _adoption(parsed: Parsed, match: re.Match[str], *, goods_told: bool) -> Iterator[Claim]:
    act = next((number for *_, number in parsed.acts), "")
    ordinal = re.search(
        rf"\b({either(words('numbers')['ordinals'])}|\d{{1,2}}(?:st|nd|rd|th))\s+round\b",
        parsed.text,
        re.IGNORECASE,
    )
    if (goods_told and not ordinal) or not (act or ordinal or _round(parsed)):
        return
    when = _when(parsed, match)
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
            act=act,
            day=when.day if when else None,
            month=when.period if when else None,
            early=when.early if when else "",
        ),
    )


def _ordinal(text: str) -> int:
    digits = re.match(r"\d+", text)
    return int(digits[0]) if digits else int(words("numbers")["ordinals"][text.casefold()])


def _listing(
    parsed: Parsed, verbs: list[tuple[str, re.Match[str]]], *, goods_told: bool
) -> Iterator[Claim]:
    """Read listings: `ten entities and six individuals`, `penalties on several Chinese firms`."""
    listed = [match for verb, match in verbs if verb == "lists"]
    if not listed or goods_told:
        return
    when = _when(parsed, listed[0])
    # After a colon comes the title of the batch: "3 entities and 1 individual: two trading firms".
    undated = parsed.text
    for one in parsed.dates:
        undated = undated[: one.start] + " " * (one.end - one.start) + undated[one.end :]
    before_title = undated.partition(": ")[0]
    head = before_title if listed[0].end() <= len(before_title) else undated
    counts = [*counted(head)]
    for start, end, number, unit in counts:
        yield _party_claim(parsed, listed[0], when, start, end, number=number, unit=unit)
    parties = pattern(*words("law")["parties"]).search(parsed.text)
    if not counts and parties and (parsed.areas or parsed.goods):
        yield _party_claim(parsed, listed[0], when, listed[0].start(), listed[0].end())


def _party_claim(
    parsed: Parsed,
    verb: re.Match[str],
    when: Dated | None,
    start: int,
    end: int,
    *,
    number: int | None = None,
    unit: str = "",
) -> Claim:
    goods = "; ".join(dict.fromkeys(one.name for one in parsed.goods))
    told = parsed.text[start:end]
    part = pattern(*words("law")["nationality"]).search(told) is not None
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
        firm=when is not None and not part,
        of="part" if part else "",
        law=LawFacts(
            verb="lists",
            actor=_lister(parsed),
            goods=tuple(one.name for one in parsed.goods),
            day=when.day if when else None,
            month=when.period if when else None,
            early=(when.early if when else "this week" if this_week else "") or _vague(parsed),
        ),
    )


def _lister(parsed: Parsed) -> str:
    found = re.search(
        r"\b(?P<us>Treasury|OFAC|Trump|White House|Washington|United States|US|U\.S\.)"
        r"(?!\w)"
        r"|\b(?:Security Council|United Nations|UN|U\.N\.)(?!\w)",
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
