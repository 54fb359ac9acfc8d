"""States whose sanctions on goods are those of a union they belong to."""

from datetime import date, timedelta
from itertools import pairwise

_EU = frozenset(
    {
        "AUT", "BEL", "BGR", "CYP", "CZE", "DEU", "DNK", "ESP", "EST", "FIN", "FRA", "GRC", "HRV",
        "HUN", "IRL", "ITA", "LTU", "LUX", "LVA", "MLT", "NLD", "POL", "PRT", "ROU", "SVK", "SVN",
        "SWE",
    }
)  # fmt: skip
# The United Kingdom applied the Union's regulations to the end of the transition period:
# Withdrawal Agreement, Art. 126.
_UK_LAST = date(2020, 12, 31)
_CROATIA_FIRST = date(2013, 7, 1)


def legislator(area: str, *, on: date) -> str:
    """Give the code of whose acts bind in an area on a day: EUR for a member of the Union."""
    if area == "GBR":
        return "EUR" if on <= _UK_LAST else area
    if area == "HRV":
        return "EUR" if on >= _CROATIA_FIRST else area
    return "EUR" if area in _EU else area


def legislators(area: str, *, first: date, last: date) -> tuple[tuple[date, str], ...]:
    """Give whose acts bind in an area over a run of days: each from its first day of these."""
    turns = (_UK_LAST + timedelta(days=1), _CROATIA_FIRST)
    days = [first, *sorted(day for day in turns if first < day <= last)]
    found = [(day, legislator(area, on=day)) for day in days]
    return (found[0], *(b for a, b in pairwise(found) if a[1] != b[1]))
