"""How a brief names itself, and how a text is known to be one."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from yalu.briefs.brief import Brief
from yalu.model.errors import DayError, PeriodError
from yalu.model.periods import Period, parse_day

_AGAIN = "This brief is written anew by"
_FOOT = re.compile(
    rf"{_AGAIN} yalu brief (?P<here>\w{{2,5}}) (?P<there>\w{{2,5}}) (?P<month>\d{{4}}-\d\d) "
    r"--as-known (?P<day>\d{4}-\d\d-\d\d)"
)
_HEAD = re.compile(
    r"(?:^|[.·\]] |(?<=\d ))(?P<here>\w[\w '’.-]{1,60}?) and (?P<there>\w[\w '’.-]{1,60}?)"
    r"(?:,| ·) as known on (?P<day>\d{1,2}) (?P<month>[A-Z][a-z]{2,8}) (?P<year>\d{4})\b"
)
_MONTH = re.compile(r"(?<!\d )\b(?P<month>[A-Z][a-z]{2,8}) (?P<year>\d{4})\b")
_MONTHS = {Period.month(2000, n).words.split()[0]: n for n in range(1, 13)}
_COPIED = re.compile(
    r"(?:–[^\n]{2,40} trade|imports from [^\n.]{2,40}|exports to [^\n.]{2,40}) "
    r"(?:(?:falls?|rises?)(?: [^\n]{1,40}percent)? to|holds? at|comes? to) [^\n]{2,30} in "
    r"[A-Z][a-z]{2,8} \d{4}"
    r"|trade with [^\n.]{2,40} came to [^\n]{2,30} in [A-Z][a-z]{2,8} \d{4}[,.]"
)
_OPENING, _MOST = 6_000, 3


@dataclass(frozen=True, kw_only=True)
class Name:
    """Whose trade in which month a text says it is the brief on, and as known on which day."""

    reporter: str
    partner: str
    month: Period
    as_known: date


@dataclass(frozen=True, kw_only=True)
class Names:
    """What a text says of itself, with the place of the words; its lines may not agree."""

    start: int
    end: int
    said: tuple[Name, ...]


def again(brief: Brief) -> tuple[str, str]:
    """Give the line that names a brief, and the command that writes it."""
    codes = f"{brief.reporter.code} {brief.partner.code}"
    return _AGAIN, f"yalu brief {codes} {brief.month} --as-known {brief.as_known}"


def may_name(text: str) -> bool:
    """Tell cheaply that a text may say that it is a brief."""
    return _AGAIN in text or " as known on " in text


def names(text: str) -> Names | None:
    """Read which brief a plain text says it is, by its head and its foot; most texts are none."""
    head, foot = _HEAD.search(text[:_OPENING]), _FOOT.search(text)
    line = head or foot
    if line is None:
        return None
    pair = (foot or line)["here"], (foot or line)["there"]
    days = dict.fromkeys([*_foot_day(foot), *_head_day(head)])
    known, named = list(_foot_month(foot)), list(_months(text))
    months = dict.fromkeys([*known, *(named[:1] if known else named)])
    said = tuple(
        Name(reporter=pair[0], partner=pair[1], month=month, as_known=day)
        for month in months
        for day in days
    )
    return Names(start=line.start("here"), end=line.end(), said=said)


def copied_months(text: str) -> tuple[Period, ...]:
    """Give the months that a text may copy a brief on: it has a brief's first words."""
    return tuple(_months(text)) if _COPIED.search(text, 0, _OPENING) else ()


def _head_day(head: re.Match[str] | None) -> Iterator[date]:
    if head is not None and head["month"] in _MONTHS:
        try:
            yield date(int(head["year"]), _MONTHS[head["month"]], int(head["day"]))
        except ValueError:
            return


def _foot_day(foot: re.Match[str] | None) -> Iterator[date]:
    if foot is not None:
        try:
            yield parse_day(foot["day"])
        except DayError:
            return


def _foot_month(foot: re.Match[str] | None) -> Iterator[Period]:
    if foot is not None:
        try:
            yield Period.parse(foot["month"])
        except PeriodError:
            return


def _months(text: str) -> Iterator[Period]:
    """Give the months that the opening of a text names, the one named most often first."""
    named = Counter(
        (int(found["year"]), _MONTHS[found["month"]])
        for found in _MONTH.finditer(text[:_OPENING].replace("–", "– "))
        if found["month"] in _MONTHS and int(found["year"]) > 0
    )
    for when, _ in named.most_common(_MOST):
        yield Period.month(*when)
