"""Reads numbers and months as customs offices print them; what could mean two is refused."""

import re
import unicodedata
from decimal import Decimal

from yalu.model.periods import Period

_GROUPED = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?")
_PLAIN = re.compile(r"-?\d{1,18}(\.\d+)?")
_NONE = frozenset({"", "-", "--", "—", "——", "–", "?", "NA", "N/A", "null"})
_FINEST = Decimal("0.0001")
_MONTH = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?:(?P<plain>0[1-9]|1[0-2])(?:00|01)?"
    r"|[-/.年](?P<apart>0?[1-9]|1[0-2])(?:月|[-/.]0?1(?: 00:00:00)?)?)"
)
_YEAR = re.compile(r"((?:19|20)\d\d)(年|0000|00)?")


def narrow(text: str) -> str:
    """Give a code or a number in plain digits, without what a spreadsheet guards it with.

    Chinese programs write digits as wide as characters; ="0306" keeps Excel from taking the zero.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    return plain[2:-1] if plain.startswith('="') and plain.endswith('"') else plain


def amount(text: str) -> Decimal | None:
    """Read a number with or without separators of thousands; the signs for "none" give none.

    A comma that is no separator of thousands is refused: 1,5 could be one and a half.
    """
    stripped = narrow(text)
    if stripped in _NONE:
        return None
    if _GROUPED.fullmatch(stripped) or _PLAIN.fullmatch(stripped):
        return Decimal(stripped.replace(",", "")).quantize(_FINEST)
    raise ValueError(f"{text!r} is no number")


def month_or_year(text: str) -> Period:
    """Read 201901, 20190100, 2019-01, 2019/1, 2019-01-01, 2019年1月 or 2019."""
    stripped = narrow(text)
    if found := _MONTH.fullmatch(stripped):
        return Period.month(int(found["year"]), int(found["plain"] or found["apart"]))
    if found := _YEAR.fullmatch(stripped):
        return Period.parse(found[1])
    raise ValueError(f"{text!r} is no month; it should read like 201901")
