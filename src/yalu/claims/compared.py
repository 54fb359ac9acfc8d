"""Tells a level that another is compared with: from A, against A, than the A of May, May's A."""

import re
from functools import cache

from yalu.claims.lexicon import either, words
from yalu.claims.numbers import Amount
from yalu.claims.parse import Parsed

_BESIDE = re.compile(
    r"^[\s)]*(?:,\s*)?(?:(?:recorded|seen|reported|posted|registered|booked|logged|shipped|imported"
    r"|exported|sold|bought|spent|reached|set)\s+)?"
    r"(?:(?:in|for|during|over|of|the|period|from|that|those|by|as of"
    r"|at the end of|all of|back in|whole of"
    r"|calendar)\s+)*$",
    re.IGNORECASE,
)
# "Above the 100-million-dollar mark" compares with nothing.
_MARK = re.compile(r"[\s-](?:mark|threshold|barrier|line|ceiling|cap|limit)\b", re.IGNORECASE)
# "Less than the 576 million published before" compares with another telling of the same months.
_TOLD_BEFORE = re.compile(
    r"\s+(?:yuan\s+|dollars\s+)?(?:published|printed|reported|announced|given|released)\s+"
    r"(?:before|earlier|first|previously|originally)\b",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"\s+(?:in|of|for|a|the)?\s*[\w\s]{3,24}?,?\s+and\s+(?:the\s+)?", re.IGNORECASE
)


def stands_beside(between: str) -> bool:
    """Tell whether the words between an amount and a date join the two."""
    return bool(_BESIDE.match(between))


def is_from(parsed: Parsed, amount: Amount) -> bool:
    """Tell whether a level is the one that another is compared with."""
    after = parsed.after(amount.end, 40)
    if amount.unit == "percent" or _MARK.match(after) or _TOLD_BEFORE.match(after):
        return False
    before = parsed.before(amount.start, 70)
    return bool(_led().search(before) or _owned().search(before)) or _is_listed(parsed, amount)


def _is_listed(parsed: Parsed, amount: Amount) -> bool:
    """Read on in a list: `against 244 million in October and 351 million a year ago`."""
    before = [one for one in parsed.amounts if one.end <= amount.start and one.unit == amount.unit]
    if not before:
        return False
    last = before[-1]
    between = parsed.text[last.end : amount.start]
    dated_between = any(last.end <= one.start < amount.start for one in parsed.dates)
    return dated_between and bool(_LISTED.fullmatch(between)) and is_from(parsed, last)


@cache
def _led() -> re.Pattern[str]:
    listed = words("dates")
    filler = either(listed["before_base_level"])
    return re.compile(
        rf"\b(?:{either(listed['level_base'])}|(?:{either(listed['level_base_the'])})\s+the)\s+"
        rf"(?:(?:{filler})\s+)*(?:[\w-]+\s+)?(?:(?:{filler})\s+)*$",
        re.IGNORECASE,
    )


@cache
def _owned() -> re.Pattern[str]:
    """Match `below May's`, `than last year's` and the like before an amount."""
    compared = either(words("dates")["level_base_the"])
    return re.compile(rf"\b{compared}\s+(?:[\w.]+\s+){{0,3}}?\w+'s?\s+$", re.IGNORECASE)
