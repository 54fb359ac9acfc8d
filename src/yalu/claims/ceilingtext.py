"""Ceilings in prose: how much an act lets through, of which goods."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from yalu.claims.claim import Claim
from yalu.claims.lawclaim import facts_of, law_claim, with_amount
from yalu.claims.lawdates import is_issued, runs, when_of
from yalu.claims.lawsides import sides_of
from yalu.claims.lawwords import Verb, named_goods
from yalu.claims.lexicon import words
from yalu.claims.numbers import Amount
from yalu.claims.parse import Parsed

_INCLUDED = re.compile(r"\b(?:included|including)\b", re.IGNORECASE)
_OR = re.compile(r"[\s,(]*(?:or|\()\s*")
_OF_GOODS = re.compile(
    r"[\s,)]*(?:a year |per year |annually )?(?:of|on|for|in)\s+(?:all\s+|the\s+)?"
)
_PAST = re.compile(
    r"\b(?:had|was|were|first|initially|originally|earlier|previous|previously|then|before|"
    r"in (?:2016|2017)|for 2017|last quarter|October)\b",
    re.IGNORECASE,
)


def ceilings(parsed: Parsed, verb: Verb, goods: tuple[str, ...]) -> Iterator[Claim]:
    """Give a claim for each amount of a ceiling, with the goods that it stands by."""
    told = [a for a in parsed.amounts if a.is_quantity or a.is_money]
    after = [a for a in told if verb.start <= a.start < verb.until]
    if _NOUN.fullmatch(verb.text) and _ARTICLE.search(parsed.text[: verb.start]):
        after = [a for a in after if not re.search(r"[:;]\s", parsed.text[verb.end : a.start])]
    after = after or _led(parsed, verb, told)
    several = len(told) > 1 or _INCLUDED.search(parsed.text) is not None
    for amount in after:
        yield _claim(parsed, verb, (_limited(parsed, amount) if several else ()) or goods, amount)
    needs = verb.text.casefold() in words("law")["limits_by_amount"]
    if not after and not needs and not (told and _NOUN.fullmatch(verb.text)):
        yield _claim(parsed, verb, goods, None)


_ARTICLE = re.compile(r"\b(?:the|an?|its|UN|U\.N\.)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
_NOUN = re.compile(r"(?:cap|caps|ceiling|limit|limits|quota)", re.IGNORECASE)
_LED = re.compile(
    r"(?:\s+(?:a|per)\s+year|\s+(?:of|in)\s+(?:\w+\s+){1,4}?)?(?:[^.;:,]{0,40}\b(?:that|which)\b[^.;:,]{0,40}"
    r"|\s*,?\s*(?:are|is|was|were|may be|had been|as|at)\s+)\s*$"
)


def _led(parsed: Parsed, verb: Verb, told: Sequence[Amount]) -> list[Amount]:
    """Give the amounts that a word of law follows: `the 500,000 barrels that it permits`."""
    before = [a for a in told if a.end <= verb.start]
    if not before or not _LED.fullmatch(parsed.text[before[-1].end : verb.start]):
        return []
    chosen = [before[-1]]
    for one in reversed(before[:-1]):
        if not _OR.fullmatch(parsed.text[one.end : chosen[0].start]):
            break
        chosen.insert(0, one)
    return chosen


def _limited(parsed: Parsed, amount: Amount) -> tuple[str, ...]:
    """Name the goods of one ceiling of several: right after its amounts, or last before it."""
    edge = amount.end
    for other in parsed.amounts:
        if other.start >= edge and _OR.fullmatch(parsed.text[edge : other.start]):
            edge = other.end
    named = named_goods(parsed)
    after = [one.name for one in named if _OF_GOODS.fullmatch(parsed.text[edge : one.start])]
    before = [one.name for one in named if one.end <= amount.start]
    inherited = parsed.context.goods.split("; ") if parsed.context.goods else []
    return tuple(after[:1] or before[-1:] or inherited[-1:])


def _claim(parsed: Parsed, verb: Verb, goods: tuple[str, ...], limit: Amount | None) -> Claim:
    when = when_of(parsed, verb)
    issued = when is not None and is_issued(parsed, when)
    ran = False
    if limit is not None and when is not None and not issued and _of_ceiling(parsed, when.start):
        ran = when.period is not None and when.period.last < parsed.anchor.month.first
        when = None
    if limit is not None and when is not None and when.day is None and runs(when):
        when = None
    sides = sides_of(parsed, verb, goods, at=limit.end if limit else None)
    if limit is not None and _is_replaced(parsed, limit):
        # The day and the act of the sentence are those of the limit that replaces it.
        when, sides = None, replace(sides, act="", actor="")
    facts = replace(
        facts_of("limits", sides=sides, goods=goods, when=when),
        past=ran
        or _is_named(parsed, verb)
        or _PAST.search(parsed.text) is not None
        or _told_past(parsed, verb)
        or (limit is not None and _is_replaced(parsed, limit)),
        issued=issued,
    )
    at = limit or verb
    claim = law_claim(parsed, at.start, at.end, facts, sides=sides)
    return replace(with_amount(claim, _plainly(limit)), sense="") if limit else claim


def _is_named(parsed: Parsed, verb: Verb) -> bool:
    """Tell `the limit of 7.5 million`, which does not say that it still stands."""
    named = _NOUN.fullmatch(verb.text) and re.match(r"\s+of\b", parsed.text[verb.end :])
    return bool(named and re.search(r"\bthe\s+(?:\w+\s+){0,2}$", parsed.text[: verb.start]))


def _is_replaced(parsed: Parsed, limit: Amount) -> bool:
    """Tell the limit that another replaces: `from two million barrels to 500,000`."""
    return _REPLACED.search(parsed.text[: limit.start]) is not None


_REPLACED = re.compile(
    r"\b(?:from|instead of|rather than|previous(?:ly)?|earlier|old|initial|compared with|not"
    r"|against)\s+(?:(?:the|a|an|of|cap|limit|ceiling|maximum|quota|annual|yearly|previous|earlier"
    r"|some|about)\s+){0,5}$",
    re.IGNORECASE,
)


def _plainly(limit: Amount) -> Amount:
    """Read `no more than 500,000 barrels` as the limit itself, and `500.000` as thousands."""
    limit = replace(limit, sense="") if limit.sense == "less than" else limit
    whole = limit.low == limit.high == limit.low.to_integral_value() < _THOUSAND
    if limit.is_quantity and whole and limit.step < 1 and limit.step == _THOUSANDTH:
        return replace(limit, low=limit.low * 1000, high=limit.high * 1000, step=limit.low * 0 + 1)
    return limit


_THOUSAND, _THOUSANDTH = Decimal(1000), Decimal("0.001")


def _told_past(parsed: Parsed, verb: Verb) -> bool:
    """Tell `the Council capped`, which may since have been replaced, from `has capped`."""
    done = verb.text.casefold() in {"capped", "limited", "restricted", "cut", "lowered", "reduced"}
    standing = r"\b(?:has|have|is|are|be|been|now|and)\s+(?:\w+\s+)?$"
    return done and re.search(standing, parsed.text[: verb.start]) is None


def _of_ceiling(parsed: Parsed, at: int) -> bool:
    """Tell the time that a ceiling is for: `for 2018`, `between 30 November and 31 December`."""
    return bool(
        re.search(
            r"\b(?:for|between|during|over|in the (?:last|first) quarter of|from)\s+(?:[\w]+\s+)?$",
            parsed.text[max(0, at - 40) : at],
        )
        or re.search(r"\bbetween\b[^,;]{4,30}\band\s+$", parsed.text[max(0, at - 60) : at])
    )
