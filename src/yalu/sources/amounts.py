"""Reads numbers and months as customs offices print them; what could mean two is refused."""

import re
from decimal import Decimal

from yalu.model.periods import Period

_GROUPED = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?")
_PLAIN = re.compile(r"-?\d{1,18}(\.\d+)?")
_NONE = frozenset({"", "-", "—", "–", "－", "?", "NA", "N/A", "null"})
_FINEST = Decimal("0.0001")
_MONTH = re.compile(r"(\d{4})[-/.年]?(0[1-9]|1[0-2]|[1-9](?=月))(月|00|01)?")
_YEAR = re.compile(r"(\d{4})(年|0000|00)?")


def amount(text: str) -> Decimal | None:
    """Read a number with or without separators of thousands; the signs for "none" give none.

    A comma that is no separator of thousands is refused: 1,5 could be one and a half.
    """
    stripped = text.strip().replace("\u00a0", "").replace("，", ",")
    if stripped in _NONE:
        return None
    if _GROUPED.fullmatch(stripped) or _PLAIN.fullmatch(stripped):
        return Decimal(stripped.replace(",", "")).quantize(_FINEST)
    raise ValueError(f"{text!r} is no number")


def month_or_year(text: str) -> Period:
    """Read 201901, 20190100, 2019-01, 2019年1月 or 2019."""
    stripped = text.strip()
    if found := _MONTH.fullmatch(stripped):
        return Period.month(int(found[1]), int(found[2]))
    if found := _YEAR.fullmatch(stripped):
        return Period.parse(found[1])
    raise ValueError(f"{text!r} is no month; it should read like 201901")
