"""The codes that the Harmonized System has had, in each edition from 1992 to 2022.

The list is drawn from the trees of the UN Statistics Division: digits alone, for each subheading
the first and the last edition of a run in which it stood. Headings and chapters are those that
have a subheading. Chapters 98 and 99 are left to national use and are not in it.
"""

from bisect import bisect_left
from functools import cache
from pathlib import Path

_CODES = Path(__file__).with_name("hs_codes.csv")
_DIGITS = 6


def has(code: str, *, edition: str = "") -> bool:
    """Tell whether an edition has a code, or any edition if none is named.

    Of a national code only the first six digits are the HS's own. Zeros that fill a heading up
    (2701000000) are those of tariffs that write the heading so.
    """
    return bool(below(_own(code), edition=edition))


def beside(code: str, *, edition: str = "") -> tuple[str, tuple[str, ...]]:
    """Give the longest beginning of a code that an edition has, and the codes one step below it."""
    own = _own(code)
    for length in (4, 2):
        if length < len(own) and (found := below(own[:length], edition=edition)):
            return own[:length], tuple(dict.fromkeys(each[: length + 2] for each in found))
    return "", ()


def below(beginning: str, *, edition: str = "") -> list[str]:
    """Give the subheadings that begin so, those of an edition or all that there ever were."""
    lines = _lines()
    found = lines[bisect_left(lines, beginning) : bisect_left(lines, beginning + "~")]
    return [line[:_DIGITS] for line in found if not edition or _stood(line, edition[2:])]


def _own(code: str) -> str:
    own = code[:_DIGITS]
    filled = own[4:] in {"0", "00"} and not below(own)
    return own[:4] if filled else own


def _stood(line: str, year: str) -> bool:
    _, first, last = line.split(",")
    return first <= year <= last


@cache
def _lines() -> list[str]:
    return _CODES.read_text(encoding="ascii").splitlines()[1:]
