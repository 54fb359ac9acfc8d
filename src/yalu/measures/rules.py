"""The rules that every law file keeps. Each has an id that its test and its message share.

The form is that of the tariff's business rules: the docstring is the message.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from yalu.measures.schema import GroupFile, LawFile


@dataclass(frozen=True, kw_only=True)
class Violation:
    """A rule that a file breaks, and where."""

    rule: str
    subject: str


Rule = Callable[[LawFile], Iterator[str]]


def violations(law: LawFile) -> Iterator[Violation]:
    """Hold a file to every rule."""
    for name, rule in RULES.items():
        for subject in rule(law):
            yield Violation(rule=name, subject=f"{subject}. {rule.__doc__}")


def law1(law: LawFile) -> Iterator[str]:
    """Write every day as YYYY-MM-DD."""
    for place, day in _days(law):
        try:
            date.fromisoformat(day)
        except ValueError:
            yield f"{place}: {day!r} is no day"


def law2(law: LawFile) -> Iterator[str]:
    """An interval does not end before it starts."""
    for place, group in _groups(law):
        if group.applies_until and group.applies_until < group.applies_from:
            yield f"{place}: it ends on {group.applies_until}, before {group.applies_from}"


def law3(law: LawFile) -> Iterator[str]:
    """An interval that ends names the act that ended it."""
    for place, group in _groups(law):
        if group.applies_until and group.ended_by is None:
            yield f"{place}: it ends on {group.applies_until} and names no act"


def law4(law: LawFile) -> Iterator[str]:
    """Everything cites a page that the file describes."""
    cited = [("the instrument", law.instrument.citations)]
    cited += [(measure.id, measure.citations) for measure in law.measures]
    cited += [(ceiling.id, ceiling.citations) for ceiling in law.ceilings]
    for place, keys in cited:
        if not keys:
            yield f"{place} cites nothing"
        yield from (f"{place} cites {key!r}" for key in keys if key not in law.citations)


def law5(law: LawFile) -> Iterator[str]:
    """Codes are two to ten digits; chapter 77 is empty in every edition of the HS."""
    for place, group in _groups(law):
        for code in group.codes:
            if not (code.isdigit() and 2 <= len(code) <= 10) or code.startswith("77"):
                yield f"{place}: {code!r} is no code"


def law6(law: LawFile) -> Iterator[str]:
    """Nothing binds before it is published."""
    for place, group in _groups(law):
        if group.introduced_by.published > group.applies_from:
            yield f"{place}: it binds on {group.applies_from}, published later"


def law7(law: LawFile) -> Iterator[str]:
    """Intervals of one code under one measure are the same or apart: they do not overlap."""
    for measure in law.measures:
        spans: dict[str, set[tuple[str, str]]] = {}
        for group in measure.groups:
            for code in group.codes:
                spans.setdefault(code, set()).add(
                    (group.applies_from, group.applies_until or "9999-12-31")
                )
        for code, intervals in spans.items():
            ordered = sorted(intervals)
            for (_, end), (start, _) in pairwise(ordered):
                if start <= end:
                    yield f"{measure.id}: {code} binds twice from {start}"


def law8(law: LawFile) -> Iterator[str]:
    """A ceiling has limits with a unit or a rule, and a period that ends after it starts."""
    for ceiling in law.ceilings:
        if not ceiling.limits or not all((i.amount and i.unit) or i.rule for i in ceiling.limits):
            yield f"{ceiling.id}: a limit lacks its amount, unit or rule"
        if ceiling.until and ceiling.until < ceiling.from_:
            yield f"{ceiling.id}: it ends on {ceiling.until}, before {ceiling.from_}"


def law9(law: LawFile) -> Iterator[str]:
    """A measure has an id of its own."""
    seen: set[str] = set()
    for identifier in [*(m.id for m in law.measures), *(c.id for c in law.ceilings)]:
        if identifier in seen:
            yield f"{identifier} stands twice"
        seen.add(identifier)


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
}


def _groups(law: LawFile) -> Iterator[tuple[str, GroupFile]]:
    for measure in law.measures:
        for group in measure.groups:
            yield f"{measure.id} {' '.join(group.codes[:3])}".rstrip(), group


def _days(law: LawFile) -> Iterator[tuple[str, str]]:
    yield "the instrument", law.instrument.adopted
    yield "the instrument", law.instrument.published
    for place, group in _groups(law):
        acts = [act for act in (group.introduced_by, group.ended_by) if act]
        for day in (group.applies_from, group.applies_until, *(act.published for act in acts)):
            if day:
                yield place, day
    for measure in law.measures:
        for rule in measure.wind_down:
            yield from ((measure.id, day) for day in (rule.before, rule.until) if day)
    for ceiling in law.ceilings:
        yield from ((ceiling.id, day) for day in (ceiling.from_, ceiling.until) if day)
