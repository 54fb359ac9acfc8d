"""How full a ceiling is said to be: `56 percent of the value limit`, `21.2 percent of it`.

A part of a limit is a share; what it is a share of is told by the law.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from yalu.claims.claim import Claim, Kind
from yalu.claims.lawclaim import facts_of, law_claim, with_amount
from yalu.claims.lawdates import settled
from yalu.claims.lawsides import sides_of
from yalu.claims.lawwords import named_goods, whole
from yalu.claims.numbers import Amount
from yalu.claims.parse import Parsed

_LIMIT = r"(?:ceiling|cap|limit|quota|allowance)s?"
_OF_LIMIT = re.compile(
    rf"\s+of\s+(?:(?:the|its|their|this|that|China's|Beijing's|an?)\s+)?(?:[\w.'-]+\s+){{0,4}}?{_LIMIT}\b",
    re.IGNORECASE,
)
_OF_AMOUNT = re.compile(
    r"\s+of\s+(?:the|those)\s+[^;]{4,40}?\b(?:that|which)\s+[^.;,]{0,40}?"
    r"\b(?:allow|permit|set|let|grant|leave)(?:s|ted|ed)?\b|\s+of\s+what\s+[^.;,]{0,40}?"
    r"\b(?:allow|permit|let)(?:s|ted|ed)?\b",
    re.IGNORECASE,
)
_OF_IT = re.compile(r"\s+of\s+(?:it|that|the (?:tonnage|value|volume))\b", re.IGNORECASE)
_NAMED = re.compile(rf"\b{_LIMIT}\b", re.IGNORECASE)
_BY = re.compile(r"\b(?:tonnage|volume|quantity|value|dollar|weight)\b", re.IGNORECASE)


def uses(parsed: Parsed) -> Iterator[Claim]:
    """Read how full a ceiling is said to be."""
    for amount in parsed.amounts:
        found = _of_limit(parsed, amount) if amount.unit == "percent" else None
        goods = _goods(parsed, amount)
        if found is None or not goods:
            continue
        spoken = [one for one in parsed.dates if one.period is not None and not one.lag]
        when = settled(parsed, spoken[0]) if spoken else None
        by = _BY.search(found[0])
        sides = sides_of(parsed, whole(parsed, "uses", amount.start, amount.end), goods)
        facts = facts_of("uses", sides=sides, goods=goods, word=by[0].casefold() if by else "")
        month = when.period if when and when.period else parsed.context.period
        claim = law_claim(
            parsed, amount.start, amount.end, replace(facts, way="", month=month), sides=sides
        )
        yield replace(with_amount(claim, amount), kind=Kind.SHARE)


def _of_limit(parsed: Parsed, amount: Amount) -> re.Match[str] | None:
    told = _OF_LIMIT.match(parsed.text, amount.end) or _OF_AMOUNT.match(parsed.text, amount.end)
    if told is not None:
        return told
    named = _NAMED.search(parsed.text[: amount.start])
    return _OF_IT.match(parsed.text, amount.end) if named else None


def _goods(parsed: Parsed, amount: Amount) -> tuple[str, ...]:
    """Name the goods of the limit: those told last before, else those told, else spoken of."""
    named = named_goods(parsed)
    before = [one.name for one in named if one.end <= amount.start]
    after = [one.name for one in named if one.start >= amount.end]
    if before or after:
        return tuple(before[-1:] or after[:1])
    return tuple(parsed.context.goods.split("; ")[-1:]) if parsed.context.goods else ()
