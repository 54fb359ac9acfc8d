"""The answers to one question over time, as stretches of days that do not overlap."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from yalu.codelists.unions import legislators
from yalu.measures.answer import COUNCIL
from yalu.measures.bearing import Known
from yalu.measures.codes import Reach, widest
from yalu.model.answers import Answer, Question, Stretch
from yalu.model.law import Measure

_DAY = timedelta(days=1)


def stretches(
    known: Known, question: Question, *, until: date, ask: Callable[[Question], Answer]
) -> Iterator[Stretch]:
    """Answer a question for every day from its own to another, in the fewest stretches.

    The answer can change only on a first day, after a last day, or when a report against a
    ceiling begins to count; days between two such days are answered together.
    """
    whose = legislators(question.jurisdiction, first=question.on, last=until)
    turns = {
        day for _, state in whose for day in _changes(known, replace(question, jurisdiction=state))
    }
    points = sorted({*(day for day, _ in whose), *turns})
    days = [day for day in points if question.on <= day <= until]
    held: Stretch | None = None
    for start, following in pairwise([*days, until + _DAY]):
        found = ask(replace(question, on=start))
        stretch = Stretch(first=start, last=following - _DAY, answer=found)
        if held is not None and _same(held.answer, found):
            held = replace(held, last=stretch.last)
            continue
        if held is not None:
            yield held
        held = stretch
    if held is not None:
        yield held


def _same(one: Answer, other: Answer) -> bool:
    """Tell whether two answers say the same: a wind-down that is over gives other reasons."""
    if one.standing is not other.standing or _ids(one) != _ids(other):
        return False
    # Without a rule the sentences name the day, and nothing else of them changes but the lists.
    return one.why == other.why if one.bearings else one.unlisted == other.unlisted


def _ids(found: Answer) -> set[str]:
    return {word.measure.id for word in found.bearings}


def _changes(known: Known, question: Question) -> Iterator[date]:
    """Give every day on which a rule that bears on the answer begins, or has just ended."""
    touching = [m for m in known.law.measures if _touches(m, question)]
    # An act of the state that leaves the code out changes the answer too: from its first day the
    # state has spoken on the rule, and the resolution no longer answers in its place.
    rules = {m.id for m in touching}
    speaking = [m for m in known.law.measures if m not in touching and _speaks(m, rules, question)]
    for measure in (*touching, *speaking):
        for group in measure.groups:
            yield group.applies_from
            if (last := group.until(as_known=question.as_known)) is not None:
                yield last + _DAY
        yield from (rule.until + _DAY for rule in measure.wind_down)
        yield from (e.until + _DAY for e in measure.exemptions if e.until)
    rules = {rule for m in touching for rule in (m.id, *m.implements)}
    ceilings = {c.id: c for c in known.law.ceilings if c.measure in rules}
    for ceiling in ceilings.values():
        yield ceiling.first
        if ceiling.last and not ceiling.recurring:
            yield ceiling.last + _DAY
        if ceiling.recurring:
            yield from (ceiling.first.replace(year=ceiling.first.year + n) for n in range(1, 15))
    yield from (report.first for report in known.reported if report.ceiling in ceilings)
    for approval in known.law.approvals:
        if widest(approval.codes, question.commodity)[0] is not Reach.NONE:
            yield approval.valid_from
            if approval.valid_until:
                yield approval.valid_until + _DAY


def _speaks(measure: Measure, rules: set[str], question: Question) -> bool:
    """Tell whether a measure carries out one of the rules, or all of them at once, for a state."""
    return (
        measure.instrument.target == question.target
        and measure.instrument.jurisdiction == question.jurisdiction
        and (measure.type == "regime" or not rules.isdisjoint(measure.implements))
    )


def _touches(measure: Measure, question: Question) -> bool:
    """Tell whether a measure can change the answer; one without codes can, as a list not held."""
    return (
        measure.instrument.target == question.target
        and measure.instrument.jurisdiction in {COUNCIL, question.jurisdiction}
        and measure.direction.covers(question.direction)
        and any(
            not group.codes or widest(group.codes, question.commodity)[0] is not Reach.NONE
            for group in measure.groups
        )
    )
