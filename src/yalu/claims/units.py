"""Gives bare numbers the unit that the text keeps to: `156.3 million`, `fell to 156.3`."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from yalu.claims.numbers import Amount
from yalu.claims.parse import Parsed

_MILLION = Decimal(10**6)


def completed(parsed: Parsed) -> Parsed:
    """Give a sentence whose bare numbers have their units."""
    found: list[Amount] = []
    for place, amount in enumerate(parsed.amounts):
        following = parsed.amounts[place + 1 : place + 2]
        found.append(_completed(parsed, amount, found, following))
    return replace(parsed, amounts=tuple(found))


def _completed(
    parsed: Parsed, amount: Amount, before: list[Amount], following: Sequence[Amount]
) -> Amount:
    if amount.unit or amount.form != "figure":
        return amount
    if following and re.fullmatch(
        r"\s+(?:and|or)\s+", parsed.text[amount.end : following[0].start]
    ):
        return replace(amount, unit=following[0].unit)
    levels = [one for one in before if one.is_money or one.is_quantity]
    if levels and levels[-1].is_quantity:
        goes_on = re.match(
            r"\s*(?:$|[,.;:)(]|and\b|in\b|a\b|the\b|\x00)", parsed.after(amount.end, 24)
        )
        return replace(amount, unit=levels[-1].unit) if goes_on else amount
    currency = levels[-1].unit if levels else _said(parsed) or parsed.context.currency
    if not currency or not _is_bare_level(parsed, amount):
        return amount
    if amount.scaled:
        return replace(amount, unit=currency)
    scaled = {name: getattr(amount, name) * _MILLION for name in ("low", "high", "step", "zeros")}
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
