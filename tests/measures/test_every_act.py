"""Laws of the answer tried on every act that is shipped, not on a sample of them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest

from yalu.measures import chain
from yalu.measures.answer import COUNCIL, answer
from yalu.measures.bearing import GOODS, Known
from yalu.measures.loader import load
from yalu.model.answers import Answer, Question, Standing
from yalu.model.law import Act, CodeGroup, Direction, Law, Measure

LAW = load()
DAY = timedelta(days=1)
NOW = date(2026, 1, 1)
GROUPS = [
    (measure, group)
    for measure in LAW.measures
    if measure.type in GOODS
    for group in measure.groups
    if group.codes
]
NAMES = [f"{m.id}-{g.codes[0]}-{g.applies_from}" for m, g in GROUPS]
STATES = ("CHN", "EUR", "USA", "CAN", "CHE", "SGP", "HKG", "IND", "RUS", "JPN")


def asked(
    measure: Measure, code: str, *, on: date, as_known: date, jurisdiction: str = ""
) -> Iterator[Question]:
    """Ask of goods in each direction that a measure goes."""
    for direction in (Direction.IMPORT, Direction.EXPORT):
        if measure.direction.covers(direction):
            yield Question(
                target=measure.instrument.target,
                jurisdiction=jurisdiction or measure.instrument.jurisdiction,
                direction=direction,
                commodity=code,
                on=on,
                as_known=as_known,
            )


def ask(question: Question, law: Law = LAW) -> Answer:
    return answer(Known(law=law), question, state=question.jurisdiction)


@cache
def public(day: date) -> Law:
    """Give the law as if nothing had been published after a day."""

    def then(group: CodeGroup) -> CodeGroup:
        ended = group.ended_by is not None and group.ended_by.published <= day
        return group if ended else replace(group, ended_by=None, applies_until=None)

    measures = []
    for measure in LAW.measures:
        groups = tuple(then(g) for g in measure.groups if g.introduced_by.published <= day)
        if groups:
            measures.append(replace(measure, groups=groups))
    ids = {measure.id for measure in measures}
    return replace(
        LAW,
        measures=tuple(
            replace(m, implements=tuple(i for i in m.implements if i in ids)) for m in measures
        ),
        ceilings=tuple(
            c if c.ended_by is None or c.ended_by.published <= day else replace(c, ended_by=None)
            for c in LAW.ceilings
            if c.introduced_by.published <= day
        ),
        approvals=tuple(a for a in LAW.approvals if a.published <= day),
    )


def told(found: Answer, law: Law) -> dict[str, Any]:
    """Give all that a reader is told: standing, reasons, measures and the chain behind them."""
    return {
        "standing": found.standing,
        "why": found.why,
        "measures": chain.rows(found, law),
        "chain": chain.chain(found, law),
    }


@pytest.mark.parametrize(("measure", "group"), GROUPS, ids=NAMES)
def test_on_the_eve_of_its_act_a_rule_might_as_well_not_exist(
    measure: Measure, group: CodeGroup
) -> None:
    eve = group.introduced_by.published - DAY
    followers = {m.instrument.jurisdiction for m in LAW.measures if measure.id in m.implements}
    for whose in {COUNCIL, measure.instrument.jurisdiction, *followers}:
        for question in asked(
            measure, group.codes[0], on=group.applies_from, as_known=eve, jurisdiction=whose
        ):
            found = ask(question)
            assert all(word.group.introduced_by.published <= eve for word in found.bearings)
            assert told(found, LAW) == told(ask(question, public(eve)), public(eve))


# An act may print the end of its own rule; and a rule that is a ceiling is silent when its ceiling
# has run out, whatever ends the rule.
ENDED = [
    (m, g, g.ended_by, g.applies_until)
    for m, g in GROUPS
    if g.ended_by
    and g.applies_until
    and g.ended_by.published > g.introduced_by.published
    and m.type != "ceiling"
]


@pytest.mark.parametrize(("measure", "group", "end", "last"), ENDED)
def test_before_the_act_that_ends_it_a_rule_has_no_end(
    measure: Measure, group: CodeGroup, end: Act, last: date
) -> None:
    eve, after = end.published - DAY, last + DAY
    for question in asked(measure, group.codes[0], on=after, as_known=eve):
        found = ask(question)
        groups = [word.group for word in found.bearings if word.measure.id == measure.id]
        displaced = {old for word in found.bearings for old in word.measure.supersedes}
        assert group in groups or measure.id in displaced
        assert told(found, LAW) == told(ask(question, public(eve)), public(eve))


@pytest.mark.parametrize(
    ("measure", "group"),
    [(m, g) for m, g in GROUPS if m.instrument.jurisdiction == COUNCIL],
)
def test_no_list_of_a_state_frees_what_a_resolution_bars(
    measure: Measure, group: CodeGroup
) -> None:
    # A state's own line may be milder (a wind-down of its own), but goods that a resolution bars
    # are never free of every rule in a state, whose list may leave them out.
    later = [group.applies_from, group.applies_from + 40 * DAY, date(2017, 9, 10), NOW]
    for on in [day for day in later if day >= group.applies_from]:
        for question in asked(measure, group.codes[0], on=on, as_known=NOW):
            barred = ask(question).standing.rank >= Standing.DEPENDS.rank
            for state in STATES if barred else ():
                there = ask(replace(question, jurisdiction=state))
                assert there.standing.rank >= Standing.DEPENDS.rank, (state, on)


def unrelated(measure: Measure) -> Iterator[Measure]:
    """Give measures that have nothing to do with a question about this one's goods."""
    act, group = measure.instrument, measure.groups[0]
    bare = replace(measure, id="X", supersedes=(), implements=(), groups=(group,))
    yield replace(bare, instrument=replace(act, target="XTA"))
    yield replace(bare, instrument=replace(act, jurisdiction="XJU"))
    yield replace(bare, groups=(replace(group, codes=("0101",)),))
    yield replace(bare, type="port_ban")
    yield replace(bare, groups=(replace(group, applies_from=date(2031, 1, 1), applies_until=None),))
    if measure.direction is not Direction.BOTH:
        other = Direction.EXPORT if measure.direction is Direction.IMPORT else Direction.IMPORT
        yield replace(bare, direction=other)


@pytest.mark.parametrize(("measure", "group"), GROUPS, ids=NAMES)
def test_an_unrelated_measure_changes_no_word_of_an_answer(
    measure: Measure, group: CodeGroup
) -> None:
    code = group.codes[0]
    for question in asked(measure, code, on=group.applies_from, as_known=NOW):
        found = told(ask(question), LAW)
        for other in unrelated(measure):
            if other.groups[0].codes == ("0101",) and code.startswith("01"):
                continue
            wider = replace(LAW, measures=(*LAW.measures, other))
            assert told(ask(question, wider), LAW) == found
