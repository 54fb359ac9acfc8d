"""Gives bare numbers the unit that the text keeps to: `156.3 million`, `fell to 156.3`."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from yalu.claims.numbers import PIECES, Amount
from yalu.claims.parse import Parsed

_MILLION = Decimal(10**6)
_GROUPED = Decimal(1000)


def completed(parsed: Parsed) -> Parsed:
    """Give a sentence whose bare numbers have their units; a number that finds none is left out."""
    found: list[Amount] = []
    for place, amount in enumerate(parsed.amounts):
        following = parsed.amounts[place + 1 : place + 2]
        one = _completed(parsed, amount, found, following)
        if one.form != "bare":
            found.append(one)
    return replace(parsed, amounts=tuple(found))


def _completed(
    parsed: Parsed, amount: Amount, before: list[Amount], following: Sequence[Amount]
) -> Amount:
    if amount.unit or amount.form not in {"figure", "bare"}:
        return amount
    if _is_counted(parsed, amount):
        return replace(amount, unit=PIECES, form="figure")
    if following and _AND.fullmatch(parsed.text[amount.end : following[0].start]):
        unit = following[0].unit
        return replace(amount, unit=unit, form="figure") if unit else amount
    levels = [one for one in before if one.is_money or one.is_quantity]
    if levels and levels[-1].is_quantity:
        return _weighed(parsed, amount, levels[-1])
    if amount.form == "bare":
        return amount
    return _paid(parsed, amount, levels)


_AND = re.compile(r"\s+(?:and|or)\s+")
_ENDS = re.compile(
    r"\s*(?:$|[,.;:)(]|(?:and|in|a|the|for|from|to|on|last|against|of)\b|\x00)", re.IGNORECASE
)


def _weighed(parsed: Parsed, amount: Amount, level: Amount) -> Amount:
    """Give a number after a quantity the same unit: `285,490 tonnes, in May 233,508`."""
    if amount.form == "bare" and not _goes_on(parsed, amount, level):
        return amount
    ends = _ENDS.match(parsed.after(amount.end, 24))
    return replace(amount, unit=level.unit, form="figure") if ends else amount


def _paid(parsed: Parsed, amount: Amount, levels: Sequence[Amount]) -> Amount:
    currency = levels[-1].unit if levels else _said(parsed) or parsed.context.currency
    if not currency or not _is_bare_level(parsed, amount):
        return amount
    if amount.scaled:
        return replace(amount, unit=currency)
    size = _size(levels[-1]) if levels else _MILLION
    scaled = {name: getattr(amount, name) * size for name in ("low", "high", "step", "zeros")}
    return replace(amount, unit=currency, scaled=True, **scaled)


_SAID = re.compile(
    r"\b(?:in|measured in|counted in|expressed in|in terms of)\s+(?:the\s+)?"
    r"(?:(?P<yuan>yuan|renminbi|RMB|CNY)"
    r"|(?:US\s+|U\.S\.\s+)?dollars?|USD)\b",
    re.IGNORECASE,
)


def _said(parsed: Parsed) -> str:
    """Give the currency that a sentence counts in: `in yuan, exports were 16.4 billion`."""
    found = _SAID.search(parsed.text)
    if found is None:
        return ""
    return "CNY" if found["yuan"] else "USD"


def _size(level: Amount) -> Decimal:
    """Give what a bare number counts after a level: `2.9 billion, from 2.5 a year ago`."""
    return _MILLION if level.value < 1000 * _MILLION else 1000 * _MILLION


_SORTS = r"\s+(?:(?:pieces|pairs|head|sets|bottles|boxes|cases|rolls|bags|cartons)\s+of\s+)?"


def _is_counted(parsed: Parsed, amount: Amount) -> bool:
    """Tell a count of goods: `10.56 million face masks`, `40,000 pairs of rubber gloves`."""
    for one in parsed.goods:
        if amount.end <= one.start:
            between = parsed.text[amount.end : one.start]
            several = parsed.text[one.start : one.end].endswith("s") or " of " in between
            return several and bool(re.fullmatch(rf"{_SORTS}(?:[\w-]+\s+){{0,2}}", between))
    return False


def _goes_on(parsed: Parsed, amount: Amount, level: Amount) -> bool:
    """Tell a number alone that goes on with a quantity: `to three tonnes from nine`."""
    led = re.search(
        r"\b(?:from|against|versus|after|to|than|just|only|in\s+\w+|and)\s+(?:(?:about|just|only|nearly|some)\s+)?$",
        parsed.text[level.end : amount.start],
    )
    grouped = "," in parsed.text[amount.start : amount.end]
    return bool(led) or (grouped and level.value >= _GROUPED)


def _is_bare_level(parsed: Parsed, amount: Amount) -> bool:
    goes_on = re.match(
        r"\s*(?:$|[,.;:)(|]|\x00|(?:and|in|for|from|last|up|down|while|but|against|compared|a|the)\b)",
        parsed.after(amount.end, 24),
        re.IGNORECASE,
    )
    led = re.search(
        r"(?:\b(?:to|at|of|was|were|from|reached|totall?ed|and|imports|exports|trade|total)|:)\s+"
        r"(?:(?:about|nearly|some|around|just|only|almost)\s+)?$",
        parsed.before(amount.start, 30),
        re.IGNORECASE,
    )
    return (
        bool(goes_on)
        and (amount.scaled or bool(led))
        and bool(parsed.subjects or parsed.context.subject)
    )
