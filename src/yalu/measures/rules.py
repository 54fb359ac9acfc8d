"""The rules that every law file keeps. Each has an id that its test and its message share.

The form is that of the tariff's business rules: the docstring is the message, and says what to
do.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from yalu.measures.codes import is_code
from yalu.measures.schema import CeilingFile, GroupFile, LawFile
from yalu.model.law import UNIT_WORDS

Place = tuple[str | int, ...]
Fault = tuple[Place, str]
Rule = Callable[[LawFile], Iterator[Fault]]

COUNCIL = "UN"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")
_GOODS = {"prohibition", "conditional_prohibition", "suspension", "ceiling"}
_EDITION = re.compile(r"HS(2002|2007|2012|2017|2022)|(CN|TARIC|CN8-|CN10-)20[0-3]\d|SRT20[0-3]\d")


@dataclass(frozen=True, kw_only=True)
class Violation:
    """A rule that a file breaks, and where in the file's tree."""

    rule: str
    place: Place
    subject: str


def violations(law: LawFile) -> Iterator[Violation]:
    """Hold a file to every rule."""
    for name, rule in RULES.items():
        for place, subject in rule(law):
            yield Violation(rule=name, place=place, subject=f"{subject}. {rule.__doc__}")


def law1(law: LawFile) -> Iterator[Fault]:
    """Write every day as YYYY-MM-DD."""
    for place, where, day in _days(law):
        if not _is_day(day):
            yield place, f"{where}: {day!r} is no day"


def law2(law: LawFile) -> Iterator[Fault]:
    """An interval does not end before it starts: mend one of the two days."""
    for place, where, group in _groups(law):
        if group.applies_until and group.applies_until < group.applies_from:
            yield (
                (*place, "applies_until"),
                f"{where}: it ends on {group.applies_until}, before {group.applies_from}",
            )


def law3(law: LawFile) -> Iterator[Fault]:
    """An ended interval names the act that ended it: add `ended_by`."""
    for place, where, group in _groups(law):
        if group.applies_until and group.ended_by is None:
            yield place, f"{where}: it ends on {group.applies_until} and names no act"


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


def law5(law: LawFile) -> Iterator[Fault]:
    """A code is 2, 4, 6 or up to 10 digits of a chapter of its edition: 01 to 97, but not 77."""
    for place, where, group in _groups(law):
        for i, code in enumerate(group.codes):
            if not is_code(code):
                yield (*place, "codes", i), f"{where}: {code!r} is no code of {group.edition}"


def law6(law: LawFile) -> Iterator[Fault]:
    """Nothing binds before it is published: mend one of the two days."""
    for place, where, group in _groups(law):
        if group.introduced_by.published > group.applies_from:
            day = group.introduced_by.published
            fault = f"{where}: it binds on {group.applies_from}, published later, on {day}"
            yield (*place, "applies_from"), fault


def law7(law: LawFile) -> Iterator[Fault]:
    """Intervals of one code under one provision do not overlap: end the older one first."""
    for i, measure in enumerate(law.measures):
        spans: dict[str, set[tuple[str, str, int]]] = {}
        for j, group in enumerate(measure.groups):
            for code in group.codes:
                interval = (group.applies_from, group.applies_until or "9999-12-31")
                if interval not in {span[:2] for span in spans.get(code, ())}:
                    spans.setdefault(code, set()).add((*interval, j))
        for code, intervals in spans.items():
            for (_, end, _), (start, _, j) in pairwise(sorted(intervals)):
                if start <= end:
                    yield (
                        ("measures", i, "groups", j),
                        f"{measure.id}: {code} binds twice from {start}",
                    )


def law8(law: LawFile) -> Iterator[Fault]:
    """A ceiling has a limit with a unit, or a rule, and a period that ends after it starts."""
    for i, ceiling in enumerate(law.ceilings):
        place: Place = ("ceilings", i)
        if not ceiling.limits or not all((x.amount and x.unit) or x.rule for x in ceiling.limits):
            yield (*place, "limits"), f"{ceiling.id}: a limit lacks its amount, unit or rule"
        for j, limit in enumerate(ceiling.limits):
            if limit.unit and limit.unit not in UNIT_WORDS:
                units = ", ".join(UNIT_WORDS)
                fault = f"{ceiling.id}: {limit.unit!r} is no unit of {units}"
                yield (*place, "limits", j, "unit"), fault
        for key, numbers in _numbers(ceiling):
            for number in numbers:
                if not _NUMBER.fullmatch(number):
                    yield (*place, key), f"{ceiling.id}: {number!r} is no number"
        if ceiling.until and ceiling.until < ceiling.from_:
            fault = f"{ceiling.id}: it ends on {ceiling.until}, before {ceiling.from_}"
            yield (*place, "until"), fault


def law9(law: LawFile) -> Iterator[Fault]:
    """A measure and a ceiling have an id of their own."""
    seen: set[str] = set()
    named: list[tuple[Place, str]] = [
        (("measures", i, "id"), measure.id) for i, measure in enumerate(law.measures)
    ]
    named += [(("ceilings", i, "id"), ceiling.id) for i, ceiling in enumerate(law.ceilings)]
    for place, identifier in named:
        if identifier in seen:
            yield place, f"{identifier} stands twice"
        seen.add(identifier)


def law10(law: LawFile) -> Iterator[Fault]:
    """An edition is one of the HS (HS2017) or of a tariff (CN2017, CN10-2017, TARIC2017)."""
    for place, _, group in _groups(law):
        if not _EDITION.fullmatch(group.edition):
            yield (*place, "edition"), f"{group.edition!r} is no edition"


def law11(law: LawFile) -> Iterator[Fault]:
    """An exemption by the act itself says what it turns on: add `turns_on`."""
    for i, measure in enumerate(law.measures):
        for j, spared in enumerate(measure.exemptions):
            if spared.kind == "exemption" and not spared.turns_on:
                yield ("measures", i, "exemptions", j), f"{spared.goods!r} turns on nothing"


def law12(law: LawFile) -> Iterator[Fault]:
    """A national measure on goods names the provision it implements, or is `autonomous`."""
    if law.instrument.jurisdiction == COUNCIL:
        return
    for i, measure in enumerate(law.measures):
        if measure.type in _GOODS and not measure.implements and not measure.autonomous:
            yield ("measures", i), f"{measure.id} implements nothing"


def law13(law: LawFile) -> Iterator[Fault]:
    """A wind-down ends on or after the day that its test turns on."""
    for i, measure in enumerate(law.measures):
        for j, rule in enumerate(measure.wind_down):
            if rule.before and rule.until < rule.before:
                yield (
                    ("measures", i, "wind_down", j, "until"),
                    f"it ends on {rule.until}, before {rule.before}",
                )


def law14(law: LawFile) -> Iterator[Fault]:
    """What is not fully verified says what is not: fill `unverified`."""
    for place, _, group in _groups(law):
        if group.verification != "verified" and not group.unverified:
            yield (*place, "verification"), f"it is {group.verification} and says not in what"


def law15(law: LawFile) -> Iterator[Fault]:
    """A measure has at least one group, and a direction if it has codes."""
    for i, measure in enumerate(law.measures):
        if not measure.groups:
            yield ("measures", i), f"{measure.id} has no group"
        if measure.direction == "none" and any(group.codes for group in measure.groups):
            yield ("measures", i, "direction"), f"{measure.id} has codes and no direction"


def law16(law: LawFile) -> Iterator[Fault]:
    """A group's own last act does not come after its last day: an end is decided first."""
    for place, _, group in _groups(law):
        late = group.ended_by and group.applies_until and group.ended_by.published
        # The act that ends a rule may start binding the day after the rule's last day.
        if late and group.applies_until < _day_before(late):
            yield (*place, "ended_by"), f"ended on {group.applies_until} by an act of {late}"


RULES: dict[str, Rule] = {
    "LAW1": law1,
    "LAW2": law2,
    "LAW3": law3,
    "LAW4": law4,
    "LAW5": law5,
    "LAW6": law6,
    "LAW7": law7,
    "LAW8": law8,
    "LAW9": law9,
    "LAW10": law10,
    "LAW11": law11,
    "LAW12": law12,
    "LAW13": law13,
    "LAW14": law14,
    "LAW15": law15,
    "LAW16": law16,
}


def _groups(law: LawFile) -> Iterator[tuple[Place, str, GroupFile]]:
    for i, measure in enumerate(law.measures):
        for j, group in enumerate(measure.groups):
            where = f"{measure.id} {' '.join(group.codes[:3])}".rstrip()
            yield ("measures", i, "groups", j), where, group


def _days(law: LawFile) -> Iterator[tuple[Place, str, str]]:
    for place, where, day in _all_days(law):
        if day:
            yield place, where, day


def _all_days(law: LawFile) -> Iterator[tuple[Place, str, str]]:
    for key in ("adopted", "published"):
        yield ("instrument", key), "the instrument", getattr(law.instrument, key) or "nothing"
    for key, page in law.citations.items():
        yield ("citations", key, "published"), f"the page {key}", page.published
    for place, where, group in _groups(law):
        yield (*place, "applies_from"), where, group.applies_from or "nothing"
        yield (*place, "applies_until"), where, group.applies_until
        yield (*place, "introduced_by"), where, group.introduced_by.published or "nothing"
        if group.ended_by:
            yield (*place, "ended_by"), where, group.ended_by.published or "nothing"
    for i, measure in enumerate(law.measures):
        for j, rule in enumerate(measure.wind_down):
            for key in ("before", "until"):
                yield ("measures", i, "wind_down", j, key), measure.id, getattr(rule, key)
        for j, spared in enumerate(measure.exemptions):
            yield ("measures", i, "exemptions", j, "until"), measure.id, spared.until
    for i, ceiling in enumerate(law.ceilings):
        yield ("ceilings", i, "from"), ceiling.id, ceiling.from_ or "nothing"
        yield ("ceilings", i, "until"), ceiling.id, ceiling.until
        for key in ("introduced_by", "ended_by"):
            act = getattr(ceiling, key)
            if act:
                yield ("ceilings", i, key), ceiling.id, act.published or "nothing"


def _numbers(ceiling: CeilingFile) -> Iterator[tuple[str, list[str]]]:
    yield "limits", [limit.amount for limit in ceiling.limits if limit.amount]
    yield "thresholds", ceiling.thresholds
    if ceiling.conversion:
        yield "conversion", [ceiling.conversion.factor]


def _is_day(text: str) -> bool:
    if not _DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _day_before(day: str) -> str:
    found = date.fromisoformat(day)
    return found.fromordinal(found.toordinal() - 1).isoformat()
