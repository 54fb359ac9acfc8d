"""Lines of a table that are no rows of it: notes that somebody put under it, and its total."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

_NOTE = re.compile(
    r"(注|备注|说明|数据来源|资料来源|来源|notes?|sources?|remarks?)\s*\d*\s*[:：]", re.IGNORECASE
)
_TOTALS = frozenset({"合计", "总计", "总值", "total", "grand total", "sum total"})


def is_note(cells: Sequence[str]) -> bool:
    """Tell a note: the only cell that is filled, and it says that it is one."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return len(filled) == 1 and _NOTE.match(filled[0]) is not None


def is_total(row: Mapping[str, str], codes: Sequence[str]) -> bool:
    """Tell a total: it says so, and no code says what it is of."""
    named = any(cell.casefold().strip(" :：") in _TOTALS for cell in row.values())
    return named and not any(letter.isdigit() for name in codes for letter in row.get(name, ""))


def check_total(printed: Decimal | None, added: Decimal, currency: str) -> None:
    """Refuse a total that the rows above do not add up to: some are missing, or damaged."""
    if printed is not None and printed != added:
        raise ValueError(
            f"its total is {printed.normalize():,f} {currency} and the rows above add up to "
            f"{added.normalize():,f}"
        )
