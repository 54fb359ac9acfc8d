"""Which goods a number in a sentence is of."""

import re

from yalu.claims.claim import ALL_GOODS
from yalu.claims.numbers import Amount
from yalu.claims.parse import Parsed
from yalu.claims.subjects import Subject

# What opens a clause, and the verbs that goods have when an amount of them is told.
_OPENS = re.compile(
    r"(?:^|[.;:,(—–]\s+|\b(?:and|but|while|whereas)\s+)"
    r"(?:(?:the|all|total|North Korean|Chinese|Iranian|of (?:that|which|these|this|it),?|only"
    r"|mostly|mainly|chiefly|for example|for instance,?)\s+)*$",
    re.IGNORECASE,
)
_IT = re.compile(r"\W*(?:It|They|This|These|That)\b")
_OF_WHICH = re.compile(r"\s*,\s+of\s+which\b", re.IGNORECASE)
# `Watches made up 3.1 million and wigs 2.4 million`: the verb stands once.
_GAPPED = re.compile(r"\s+(?:(?:for|at|with|another|some|about|only|just|a further)\s+)*")
_JOINED = re.compile(r"(?:,|;|\band|\bbut|\bor)\s+(?:the\s+)?$")
_QUOTES = " \"'“”*•-–—"
_GOES_ON = re.compile(
    r"\s*(?::|\()|\s*,\s+(?:(?:worth\s+)?(?=[\d$€£])|of\s+which\b|the\s+mainstay\b)|\s+(?:ore\s+|bill\s+|trade\s+|purchases\s+|sales\s+|shipments\s+|imports\s+|exports\s+)?"
    r"(?:(?:more than|nearly|almost|all but|also|alone|again|still)\s+)*"
    r"(?:was|were|is|are|had|has|came|made|stood|totall?ed|reached|fell|rose|dropped|grew|dwindled|slid|jumped|surged|sank"
    r"|plunged|climbed|brought|accounted|amounted|doubled|tripled|halved|declined|increased|decreased|followed"
    r"|remained|shrank|slipped|tumbled|went|worth|added|earned|cost|contributed)\b",
    re.IGNORECASE,
)


def goods_of(parsed: Parsed, amount: Amount, subject: Subject | None) -> str:
    """Name the goods of an amount, where they stand beside it and not beside the trade word."""
    own = subject.product if subject is not None else ""
    if beside := goods_after(parsed, amount) or goods_leading(parsed, amount.start, subject):
        return beside
    worth = re.search(
        r"(?:worth|valued at|value of|costing)\s+(?:[\w~]+\s+){0,3}$", parsed.before(amount.start)
    )
    if worth:
        near = [one for one in parsed.goods if 0 <= amount.start - one.end <= 30]
        if near and "worth" in parsed.text[near[-1].end : amount.start]:
            return near[-1].name
    if own and own != ALL_GOODS:
        return own
    if priced := _goods_priced(parsed, amount, subject):
        return priced
    if beside := _goods_of_part(parsed, amount):
        return beside
    return _goods_before(parsed, amount, subject)


_PRICED = re.compile(
    r"[^.;]{0,40}?(?:\b(?:worth|valued\s+at|costing|for|or|earning|fetching|to\s+the\s+value\s+of)\s+(?:[\w~]+\s+){0,3}"
    r"|\(\s*(?:[\w~]+\s+){0,2})",
    re.IGNORECASE,
)


def _goods_priced(parsed: Parsed, amount: Amount, subject: Subject | None) -> str:
    """Name the goods of `1.64 million tonnes worth $138.1 million`: those of the quantity.

    A sum told after a quantity, with no trade word between, is what the quantity was worth.
    """
    if not amount.is_money:
        return ""
    for one in reversed(parsed.amounts):
        if one.end > amount.start or not one.is_quantity:
            continue
        if any(one.end <= word.start < amount.start and not word.verb for word in parsed.subjects):
            return ""
        between = parsed.text[one.end : amount.start]
        if _PRICED.fullmatch(between):
            return goods_of(parsed, one, subject)
        return ""
    return ""


def _goods_before(parsed: Parsed, amount: Amount, subject: Subject | None) -> str:
    if amount.is_quantity:
        before = [one.name for one in parsed.goods if one.end <= amount.start]
        return before[-1] if before else parsed.context.goods or parsed.context.wares
    own = subject.product if subject is not None else ""
    inherited = subject is parsed.context.subject and subject is not None
    if subject is not None and subject.verb and _IT.match(parsed.text):
        return parsed.context.goods or own
    return parsed.context.goods or own if inherited else own


def _goods_of_part(parsed: Parsed, amount: Amount) -> str:
    """Name the goods of an amount that a part is put as: `Half of it – $138 million – is coal`."""
    shut = re.match(
        r"\s*(?:–|—|\)|-|,)\s*(?:is|was|were|are)\s+(?:[\w'-]+\s+){0,2}", parsed.after(amount.end)
    )
    opened = re.search(r"(?:–|—|\(|-|,)\s*$", parsed.before(amount.start, 4))
    if shut is None or opened is None:
        return ""
    named = [g for g in parsed.goods if 0 <= g.start - amount.end - shut.end() <= 1]
    return named[0].name if named else ""


def goods_of_place(parsed: Parsed, at: int, subject: Subject) -> str:
    """Name the goods that a movement or an extreme is of."""
    if led := goods_leading(parsed, at, subject):
        return led
    inherited = subject is parsed.context.subject and subject.product in {"", ALL_GOODS}
    return parsed.context.goods or subject.product if inherited else subject.product


def goods_leading(parsed: Parsed, at: int, subject: Subject | None) -> str:
    """Name the goods that are the subject of a clause: `Diesel dwindled to 367 tonnes`."""
    for one in reversed(parsed.goods):
        if one.end > at:
            continue
        before = parsed.text[: one.start]
        if _OPENS.search(before) and _OF_WHICH.match(parsed.text, one.end):
            return one.name
        if not parsed.subjects and len(before.strip(_QUOTES)) == 0:
            return one.name
        if (
            subject is not None
            and one.end <= subject.start < at
            and subject is not parsed.context.subject
        ):
            return ""
        after = parsed.text[one.end : at + 24]
        if _GAPPED.fullmatch(parsed.text[one.end : at]) and _JOINED.search(before):
            return one.name
        return one.name if _OPENS.search(before) and _GOES_ON.match(after) else ""
    return ""


def goods_after(parsed: Parsed, amount: Amount) -> str:
    """Name the goods that follow an amount at once: `457 tonnes of rice`."""
    for one in parsed.goods:
        if one.start >= amount.end:
            between = parsed.text[amount.end : one.start]
            found = re.fullmatch(r"\s+(?:worth\s+)?of\s+(?:[\w'.]+\s+){0,3}", between)
            return one.name if found else ""
    return ""
