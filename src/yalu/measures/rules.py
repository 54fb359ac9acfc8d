"""The rules that every law file keeps. Each has an id that its test and its message share.

The form is that of the tariff's business rules: the docstring is the message, and says what to
do. FORM1 to FORM11 hold the text and its keys (`document.py`, `shape.py`), LAW1 to LAW19 and LAW30
to LAW36 one file, LAW20 to LAW26 all files together (`rules_across.py`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from yalu.codelists.areas import area, is_area
from yalu.codelists.unions import legislator
from yalu.measures import rules_ceilings, rules_groups
from yalu.measures.bearing import GOODS
from yalu.measures.document import Place
from yalu.measures.faults import Fault, Rule, groups
from yalu.measures.schema import LawFile

COUNCIL = "UN"
_DAY = re.compile(r"(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._()-]*")


@dataclass(frozen=True, kw_only=True)
class Violation:
    """A rule that a file breaks, and where in the file's tree."""

    rule: str
    place: Place
    subject: str


def violations(law: LawFile) -> Iterator[Violation]:
    """Hold a file to every rule, in order; later rules take the days and editions for proved."""
    for name, rule in RULES.items():
        for place, subject in rule(law):
            yield Violation(rule=name, place=place, subject=f"{subject}. {rule.__doc__}")


def law1(law: LawFile) -> Iterator[Fault]:
    """Write every day as YYYY-MM-DD, a day of the calendar from 1900 to 2099."""
    for place, where, day in _days(law):
        if not is_day(day):
            yield place, f"{where}: {day!r} is no day"


def law4(law: LawFile) -> Iterator[Fault]:
    """Everything cites a page that the file describes: add its key under `citations`."""
    cited: list[tuple[Place, str, list[str]]] = [
        (("instrument",), "the instrument", law.instrument.citations)
    ]
    cited += [(("measures", i), m.id, m.citations) for i, m in enumerate(law.measures)]
    cited += [(("ceilings", i), c.id, c.citations) for i, c in enumerate(law.ceilings)]
    for place, where, keys in cited:
        if not keys:
            yield (*place, "citations"), f"{where} cites nothing"
        for key in keys:
            if key not in law.citations:
                yield (*place, "citations"), f"{where} cites {key!r}"


def law9(law: LawFile) -> Iterator[Fault]:
    """Each measure and ceiling has an id of its own, of letters, digits, dots and hyphens."""
    seen: set[str] = set()
    named: list[tuple[Place, str]] = [(("instrument", "id"), law.instrument.id)]
    for place, identifier in named + _ids(law):
        if not _ID.fullmatch(identifier):
            yield place, f"{identifier!r} is no id"
    for place, identifier in _ids(law):
        if identifier in seen:
            yield place, f"{identifier} stands twice"
        seen.add(identifier)


def law11(law: LawFile) -> Iterator[Fault]:
    """An exemption by the act itself says what it turns on: add `turns_on`."""
    for i, measure in enumerate(law.measures):
        for j, spared in enumerate(measure.exemptions):
            if spared.kind == "exemption" and not spared.turns_on:
                yield ("measures", i, "exemptions", j), f"{spared.goods!r} turns on nothing"


def law12(law: LawFile) -> Iterator[Fault]:
    """A national measure `implements` what it carries out, or else is `autonomous`: never both."""
    for i, measure in enumerate(law.measures):
        if measure.implements and measure.autonomous:
            yield ("measures", i, "autonomous"), f"{measure.id} is autonomous and implements"
        national = law.instrument.jurisdiction != COUNCIL and measure.type in GOODS
        if national and not measure.implements and not measure.autonomous:
            yield ("measures", i), f"{measure.id} implements nothing"


def law13(law: LawFile) -> Iterator[Fault]:
    """A wind-down ends on or after the day that its test turns on: mend one of the two days."""
    for i, measure in enumerate(law.measures):
        for j, rule in enumerate(measure.wind_down):
            if rule.before and rule.until < rule.before:
                yield (
                    ("measures", i, "wind_down", j, "until"),
                    f"it ends on {rule.until}, before {rule.before}",
                )


def law30(law: LawFile) -> Iterator[Fault]:
    """An area is a code of ISO 3166 in three letters, `UN` for resolutions, or `EUR`."""
    act = law.instrument
    for key in ("jurisdiction", "target"):
        place, asked = ("instrument", key), getattr(act, key)
        code = area(asked).code if is_area(asked) else ""
        if not code:
            yield place, f"{key} {asked!r} is no area"
        elif code != asked:
            yield place, f"{key} {asked!r} is written {code!r}"
        elif key == "jurisdiction" and (union := legislator(code, on=date.max)) != code:
            yield place, f"{area(code).name} is asked the acts of {union!r}"
    if act.jurisdiction == act.target:
        yield ("instrument", "target"), f"{act.target!r} stands against itself"


def law31(law: LawFile) -> Iterator[Fault]:
    """What an act is called, and the goods it names, reach the reader: fill it."""
    named: list[tuple[Place, str]] = [
        (("instrument", key), getattr(law.instrument, key))
        for key in ("regime", "authority", "number", "title")
    ]
    for i, measure in enumerate(law.measures):
        named += [(("measures", i, key), getattr(measure, key)) for key in ("provision", "goods")]
    for i, ceiling in enumerate(law.ceilings):
        named += [(("ceilings", i, key), getattr(ceiling, key)) for key in ("provision", "goods")]
    for page, text in law.citations.items():
        named += [(("citations", page, key), getattr(text, key)) for key in ("publisher", "title")]
    for place, words in named:
        if not words.strip():
            yield place, f"`{place[-1]}` is empty"
    if not law.measures:
        yield ("measures",), f"{law.instrument.id} has no measure"


def law35(law: LawFile) -> Iterator[Fault]:
    """An act is published on the day it is adopted or later: mend one of the two days."""
    act = law.instrument
    if act.published < act.adopted:
        yield ("instrument", "published"), f"{act.id}: {act.published} is before {act.adopted}"


def law32(law: LawFile) -> Iterator[Fault]:
    """A page has an address that begins with https:// or http://."""
    for key, page in law.citations.items():
        if not re.fullmatch(r"https?://[^\s/]+\S*", page.url):
            yield ("citations", key, "url"), f"the page {key} has {page.url!r}"


RULES: dict[str, Rule] = {
    "LAW1": law1,
    "LAW4": law4,
    "LAW9": law9,
    "LAW11": law11,
    "LAW12": law12,
    "LAW13": law13,
    "LAW30": law30,
    "LAW31": law31,
    "LAW32": law32,
    "LAW35": law35,
    **rules_groups.RULES,
    **rules_ceilings.RULES,
}


def _ids(law: LawFile) -> list[tuple[Place, str]]:
    found: list[tuple[Place, str]] = [
        (("measures", i, "id"), measure.id) for i, measure in enumerate(law.measures)
    ]
    return found + [(("ceilings", i, "id"), ceiling.id) for i, ceiling in enumerate(law.ceilings)]


def _days(law: LawFile) -> Iterator[tuple[Place, str, str]]:
    """Give every day of a file; those that may be left out only where they are given."""
    for key in ("adopted", "published"):
        yield ("instrument", key), "the instrument", getattr(law.instrument, key)
    yield from _days_of_groups(law)
    yield from _days_of_ceilings(law)
    given: list[tuple[Place, str, str]] = [
        (("citations", key, "published"), f"the page {key}", page.published)
        for key, page in law.citations.items()
    ]
    for i, measure in enumerate(law.measures):
        for j, rule in enumerate(measure.wind_down):
            yield ("measures", i, "wind_down", j, "until"), measure.id, rule.until
            given.append((("measures", i, "wind_down", j, "before"), measure.id, rule.before))
        for j, spared in enumerate(measure.exemptions):
            given.append((("measures", i, "exemptions", j, "until"), measure.id, spared.until))
    yield from (line for line in given if line[2])


def _days_of_groups(law: LawFile) -> Iterator[tuple[Place, str, str]]:
    for place, where, group in groups(law):
        yield (*place, "applies_from"), where, group.applies_from
        if group.applies_until:
            yield (*place, "applies_until"), where, group.applies_until
        yield (*place, "introduced_by", "published"), where, group.introduced_by.published
        if group.ended_by:
            yield (*place, "ended_by", "published"), where, group.ended_by.published


def _days_of_ceilings(law: LawFile) -> Iterator[tuple[Place, str, str]]:
    for i, ceiling in enumerate(law.ceilings):
        place = ("ceilings", i)
        yield (*place, "from"), ceiling.id, ceiling.from_
        if ceiling.until:
            yield (*place, "until"), ceiling.id, ceiling.until
        yield (*place, "introduced_by", "published"), ceiling.id, ceiling.introduced_by.published
        if ceiling.ended_by:
            yield (*place, "ended_by", "published"), ceiling.id, ceiling.ended_by.published


def is_day(text: str) -> bool:
    """Tell whether a text is a day of the calendar, written YYYY-MM-DD."""
    if not _DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
