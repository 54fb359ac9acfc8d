"""The full date that a text bears: in the dateline of a dispatch, or in a line of its byline."""

import re
from datetime import date

from yalu.claims.dates import Anchor, Dated, dated, dateline
from yalu.claims.sentences import cleaned

_HEAD, _LINES, _LONGEST = 600, 8, 120
_ANY = Anchor(day=date(2000, 1, 1))
# What a byline says besides names, days and hours; any other word makes the line prose.
_SAID = re.compile(
    r"\b(?:by|on|at|and|for|of|published|updated|posted|issued|released|created|modified|first|last"
    r"|date|dated|day|hours?|min|mins|minutes?|read|reading|local|time|am|pm|a\.m|p\.m|gmt|utc|edt|est"
    r"|correspondent|reporter|staff|writer|agency|news|from|in)\b",
    re.IGNORECASE,
)
_PROSE = re.compile(r"(?<!\w)[a-z]{2,}")


def day_written(text: str) -> date | None:
    """Give the day on which a text says that it was written, where it says it with its year."""
    head = cleaned(text[:_HEAD])
    for line in [one for one in head.splitlines() if one.strip()][:_LINES]:
        # Read against two days, a dateline that names its year gives the same one.
        dispatched = {dateline(line, by=date(year, 12, 31)) for year in (1999, 2099)}
        found = dispatched.pop() if len(dispatched) == 1 else None
        if found is None and len(line) <= _LONGEST:
            found = _of_byline(line)
        if found is not None:
            return found
    return None


def _of_byline(line: str) -> date | None:
    """Read a line that is a date, alone or with who wrote it and when it came out."""
    found, rest = dated(line, _ANY)
    days = [one.day for one in found if _is_full(one)]
    if not days or len(found) != len(days):
        return None
    return None if _PROSE.search(_SAID.sub("", rest.replace("\x00", " "))) else days[0]


def _is_full(one: Dated) -> bool:
    return one.day is not None and one.explicit
