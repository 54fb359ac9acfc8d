"""Checks a stated ceiling against those of the acts, the ones that stand and the ones replaced."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from yalu.claims.adoptcheck import in_asia, within
from yalu.claims.claim import Claim, LawFacts, Verdict
from yalu.claims.judge import unknown
from yalu.claims.lawdays import SOFT
from yalu.claims.lexicon import words
from yalu.claims.published import Published
from yalu.claims.ruled import (
    act_named,
    first_day,
    is_act,
    names,
    supported_by_acts,
    target_of,
    wrong_act,
    wrong_law,
)
from yalu.model.intervals import Interval
from yalu.model.law import Ceiling, Measure
from yalu.model.periods import day_words

_CLOSE = Decimal("0.01")
# A weekday may be that of the telling.
_SLACK = 3


def check_limit(claim: Claim, facts: LawFacts, held: Published) -> Verdict:
    """Compare a stated ceiling with those of the acts on the goods."""
    ceilings = ceilings_on(facts, held)
    if not ceilings:
        return _none(facts, held)
    setting = [one for one in ceilings if _sets(one, claim)]
    standing = [one for one in setting if _stands(one, held)]
    fitting = [one for one in standing or setting if _came(one, facts, held)]
    if fitting and (standing or facts.act or facts.past or facts.month):
        of = _rules(fitting, held)
        found = supported_by_acts(sorted(of, key=first_day, reverse=True)[:1])
        return replace(found, formula=found.formula + _alike(fitting, claim))
    rules = _rules(ceilings, held)
    if standing and any(in_asia(m.instrument, facts.day) for m in rules):
        return unknown("the day is that in Asia, one after the Council's own")
    told = [_words(one) for one in ceilings if _amounts(one, claim.unit)]
    if not (facts.act or facts.actor or told):
        return unknown("the ceilings held are in another unit, and the text names no act")
    days = [f"{m.instrument.number} of {day_words(m.instrument.adopted)}" for m in rules]
    limits = told or [_words(one) for one in ceilings]
    return wrong_law(f"ceilings held: {_joined(limits)} ({_joined(days)})", rules)


def _joined(parts: Sequence[str]) -> str:
    return "; ".join(dict.fromkeys(parts))


def _none(facts: LawFacts, held: Published) -> Verdict:
    """Refute a ceiling that a named act does not set; where none is named, leave it open."""
    act = act_named(facts, held)
    if act is not None and act.published <= held.as_known:
        return wrong_act(f"{act.number} sets no ceiling on {', '.join(facts.goods)}", act)
    return unknown("no such ceiling is held, or the act that the text names is not")


def ceilings_on(facts: LawFacts, held: Published) -> list[Ceiling]:
    """Give the ceilings on the goods that were known: of the act named, or of any."""
    target = target_of(facts, held)
    rules = {
        m.id: m
        for m in held.law.measures
        if m.instrument.target == target and (not facts.act or is_act(m.instrument, facts.act))
    }
    every = {m.id: m for m in held.law.measures if m.instrument.target == target}
    acts = {m.instrument.id for m in rules.values()} if facts.act else set()
    return [
        ceiling
        for ceiling in held.law.ceilings
        if ceiling.introduced_by.published <= held.as_known
        and ceiling.measure in every
        and any(_on(ceiling, every[ceiling.measure], goods) for goods in facts.goods)
        and (ceiling.measure in rules or set(ceiling.national) & {*rules, *acts})
        and _may_be_of(ceiling, facts, every)
    ]


def _may_be_of(ceiling: Ceiling, facts: LawFacts, rules: Mapping[str, Measure]) -> bool:
    """Tell whether a ceiling may be that of a state said to act: its own, or carried out by it."""
    if facts.act or facts.actor in {"", "UN"}:
        return True
    keys = {ceiling.measure, *ceiling.national}
    return any(
        m.instrument.jurisdiction == facts.actor
        for m in rules.values()
        if m.id in keys or m.instrument.id in keys
    )


def _on(ceiling: Ceiling, measure: Measure, goods: str) -> bool:
    about = words("products").get(goods, {})
    told = ceiling.goods.casefold()
    # An act may name goods by fewer words than a text: "Russian crude".
    spoken = any(word.casefold() in told for word in about.get("words", ()) if len(word) > 4)
    return names(measure, goods) or spoken


def _rules(ceilings: Sequence[Ceiling], held: Published) -> list[Measure]:
    return [m for m in held.law.measures if m.id in {c.measure for c in ceilings}]


def _stands(ceiling: Ceiling, held: Published) -> bool:
    """Tell whether a ceiling stands or is to come, as known on the day of the text."""
    ended = ceiling.ended_by is not None and ceiling.ended_by.published <= held.as_known
    over = ceiling.last is not None and not ceiling.recurring and ceiling.last < held.day
    return not ended and not over


def _came(ceiling: Ceiling, facts: LawFacts, held: Published) -> bool:
    """Tell whether the date of a statement is that of the ceiling, its act, or a time it covers."""
    if facts.month is None:
        return True
    keys = {ceiling.measure, *ceiling.national}
    acts = [m.instrument for m in held.law.measures if m.id in keys or m.instrument.id in keys]
    issued = {day for act in acts for day in (act.adopted, act.published)}
    days = issued | {ceiling.first}
    days |= {g.applies_from for m in held.law.measures if m.id in keys for g in m.groups}
    if facts.issued:
        days = issued
    if facts.day is not None and facts.early == SOFT:
        return any(abs((facts.day - day).days) <= _SLACK for day in days)
    if facts.day is not None:
        return facts.day in days
    covers = not facts.issued and _covers(ceiling, facts.month.first_day, facts.month.last_day)
    return covers or any(within(day, facts.month, facts.early) for day in days)


def _covers(ceiling: Ceiling, first: date, last: date) -> bool:
    return ceiling.first <= first and (
        ceiling.recurring or not ceiling.last or last <= ceiling.last
    )


def _amounts(ceiling: Ceiling, unit: str) -> list[Decimal]:
    """Give the limits of a ceiling in a unit; barrels and tonnes by the factor of the notices."""
    found = [
        limit.amount
        for limit in ceiling.limits
        if limit.amount is not None
        and limit.unit.removesuffix(" a barrel") in {unit, unit.removesuffix("s")}
    ]
    factor = ceiling.barrels_per_tonne
    if not found and factor and unit == "tonnes":
        found = [limit.amount / factor for limit in ceiling.limits if limit.amount is not None]
    return found


def _sets(ceiling: Ceiling, claim: Claim) -> bool:
    number = claim.number or Decimal(0)
    said = claim.stated or Interval(low=number, high=number)
    exact = any(
        limit.unit.removesuffix(" a barrel") in {claim.unit, claim.unit.removesuffix("s")}
        for limit in ceiling.limits
    )
    slack = 0 if exact else number * _CLOSE
    # A limit is cut as often as rounded: 53.4 million of 53,495,894.
    cut = (said.high - said.low) / 2
    return any(
        said.low - slack <= one <= said.high + max(slack, cut)
        for one in _amounts(ceiling, claim.unit)
    )


def _alike(ceilings: Sequence[Ceiling], claim: Claim) -> str:
    converted = [
        one
        for one in ceilings
        if all(limit.unit not in {claim.unit, claim.unit.removesuffix("s")} for limit in one.limits)
    ]
    return f"; {_words(converted[0])}, by the factor of the notices" if converted else ""


def _words(ceiling: Ceiling) -> str:
    limits = " or ".join(limit.words for limit in ceiling.limits)
    last = f" to {day_words(ceiling.last)}" if ceiling.last else " on"
    return f"{limits} from {day_words(ceiling.first)}{last}"
