"""Checks terms and ends: until when old deals may be finished, for how long, when a rule ended."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from yalu.claims.adoptcheck import within
from yalu.claims.claim import Answer, Claim, LawFacts, Verdict
from yalu.claims.exceptions import rules_on
from yalu.claims.judge import unknown
from yalu.claims.published import Published
from yalu.claims.ruled import is_act, supported_by_acts, wrong_law
from yalu.model.law import CodeGroup, Measure, WindDown
from yalu.model.periods import day_words

_DAY = timedelta(days=1)
Given = tuple[Measure, WindDown]


def check_grace(claim: Claim, facts: LawFacts, held: Published) -> Verdict:
    """Check the last day or the length of a term against those that the acts give."""
    given = [(m, rule) for m in rules_on(facts, held) for rule in m.wind_down]
    given = [pair for pair in given if _by(pair[0], facts)] or given
    if claim.number is not None:
        return _length(claim, facts, _with_parents(given, held))
    fitting = [pair for pair in given if _ends(pair[1], facts)]
    if fitting:
        return _shown(fitting[0])
    near = [
        p for p in given if facts.act or facts.goods or _same(p[1].before, facts.earlier, facts)
    ]
    if not near:
        return unknown("no term held fits what the text says")
    return wrong_law(_told(near), [m for m, _ in near])


def _by(measure: Measure, facts: LawFacts) -> bool:
    return not facts.actor or measure.instrument.jurisdiction == facts.actor


def _shown(pair: Given) -> Verdict:
    measure, rule = pair
    found = supported_by_acts([measure])
    doubt = () if rule.status == "settled" else (f"this term is {rule.status}",)
    return Verdict(
        answer=Answer.SUPPORTED,
        formula=f"{found.formula}: {rule.text}",
        caveats=doubt,
        citations=found.citations,
    )


def _told(given: Sequence[Given]) -> str:
    return "; ".join(
        dict.fromkeys(
            f"begun before {day_words(r.before)}, until {day_words(r.until)}" for _, r in given
        )
    )


def _ends(rule: WindDown, facts: LawFacts) -> bool:
    starts = facts.earlier is None or _same(rule.before, facts.earlier, facts)
    return _same(rule.until, facts.last, facts) and starts


def _same(day: date, said: date | None, facts: LawFacts) -> bool:
    """Compare days; one whose year the text does not say is any year's."""
    if said is None:
        return False
    return day == said if facts.explicit else (day.month, day.day) == (said.month, said.day)


def _with_parents(given: Sequence[Given], held: Published) -> list[Given]:
    """Add the terms of the rules that a rule carries out: it may count from their day."""
    parents = {key for m, _ in given for key in m.implements}
    return [
        *given,
        *((m, rule) for m in held.law.measures if m.id in parents for rule in m.wind_down),
    ]


def _length(claim: Claim, facts: LawFacts, given: Sequence[Given]) -> Verdict:
    if not given:
        return unknown("no term held fits what the text says")
    asked = [p for p in given if facts.earlier is None or _same(p[1].before, facts.earlier, facts)]
    fitting = [pair for pair in asked or given if claim.number in _lengths(pair[1], claim.unit)]
    if fitting:
        return _shown(fitting[0])
    return wrong_law(_told(asked or given), [m for m, _ in asked or given])


def _lengths(rule: WindDown, unit: str) -> set[Decimal]:
    """Give the length of a term in a unit; both ends may be counted in."""
    days = (rule.until - rule.before).days
    if unit == "days":
        return {Decimal(days), Decimal(days + 1)}
    months = (rule.until.year - rule.before.year) * 12 + rule.until.month - rule.before.month
    return {Decimal(months)}


def check_end(_: Claim, facts: LawFacts, held: Published) -> Verdict:
    """Check that a rule on goods ended, when, and by which act."""
    rules = [m for m in rules_on(facts, held) if m.type not in {"regime", "designation"}]
    rules = [m for m in rules if _by(m, facts)] or rules
    ended = [(m, g) for m in rules for g in m.groups if _known_end(g, held) is not None]
    fitting = [(m, g) for m, g in ended if _ended_so(g, facts, held)]
    if fitting:
        measure, group = max(fitting, key=lambda pair: pair[1].applies_from)
        last = _known_end(group, held)
        found = supported_by_acts([measure])
        told = f"; it bound until {day_words(last)}" if last else ""
        return Verdict(
            answer=Answer.SUPPORTED, formula=found.formula + told, citations=found.citations
        )
    said = facts.month is not None or bool(facts.act or facts.ended_by)
    if not rules or not said:
        return unknown("no rule on these goods is held that ended so")
    told = "; ".join(f"{m.instrument.number} {m.provision}" for m in rules[:3])
    return wrong_law(f"rules held, none of which ended then: {told}", rules)


def _known_end(group: CodeGroup, held: Published) -> date | None:
    return group.until(as_known=held.as_known)


def _ended_so(group: CodeGroup, facts: LawFacts, held: Published) -> bool:
    last = _known_end(group, held)
    if last is None or group.ended_by is None:
        return False
    if facts.ended_by:
        ending = [a for a in held.law.instruments if a.id == group.ended_by.act]
        if not any(is_act(act, facts.ended_by) for act in ending):
            return False
    days = {last, last + _DAY, group.ended_by.published}
    if facts.day is not None:
        return facts.day in days
    if facts.month is not None:
        return any(within(day, facts.month, "") for day in days)
    return last <= held.day
