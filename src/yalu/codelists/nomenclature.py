"""Which codes each edition of the Harmonized System has, to six digits.

`hs_codes.csv` gives each subheading the editions that have it, as the numbers of Comtrade's H0
(HS1992) to H6 (HS2022). The codes are those of the World Customs Organization's nomenclature as
UN Comtrade lists them; chapter 77 is empty, 98 and 99 are left to national use.
"""

from collections.abc import Set
from functools import cache
from pathlib import Path

from yalu.codelists.hs import EDITIONS

_FILE = Path(__file__).with_name("hs_codes.csv")


def has(edition: str, code: str) -> bool:
    """Tell whether an edition has a chapter, heading or subheading."""
    return edition in editions_with(code)


def editions_with(code: str) -> tuple[str, ...]:
    """Name the editions that have a code, oldest first."""
    numbers = _codes().get(code, frozenset())
    return tuple(name for number, name in EDITIONS.items() if number[1] in numbers)


@cache
def _codes() -> dict[str, Set[str]]:
    found: dict[str, set[str]] = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines()[1:]:
        code, _, numbers = line.partition(",")
        for head in (code[:2], code[:4], code):
            found.setdefault(head, set()).update(numbers)
    return dict(found)
