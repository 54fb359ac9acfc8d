"""Checks a stated ceiling against those of the acts, the ones that stand and the ones replaced."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from yalu.claims.claim import Answer, Claim, ErrorKind, LawFacts, Verdict
from yalu.claims.judge import unknown
from yalu.claims.published import Published
from yalu.claims.ruled import cited, first_day, is_act, names, supported_by_acts
from yalu.model.intervals import Interval
from yalu.model.law import Ceiling, Measure
from yalu.model.periods import day_words

_CLOSE = Decimal("0.01")


def check_limit(
    claim: Claim, facts: LawFacts, held: Published, chosen: Sequence[Measure]
) -> Verdict:
    """Compare a stated ceiling with those of the acts on the goods."""
    ceilings = _asked(facts, held)
    setting = [one for one in ceilings if _sets(one, claim)]
    standing = [one for one in setting if _stands(one, held)]
    if setting and (standing or facts.act or facts.past or facts.month):
        of = [m for m in held.law.measures if m.id in {c.measure for c in standing or setting}]
        found = supported_by_acts(sorted(of, key=first_day, reverse=True)[:1])
        return replace(found, formula=found.formula + _alike(standing or setting, claim))
    told = [one for one in ceilings if _amounts(one, claim.unit)]
    if not told or not (facts.act or facts.actor):
        return unknown("no such ceiling is held, and the text names no act")
    return Verdict(
        answer=Answer.REFUTED,
        error_kind=ErrorKind.WRONG_LAW,
        formula=f"ceilings held: {'; '.join(dict.fromkeys(_words(one) for one in told))}",
        citations=cited(chosen),
    )


def _asked(facts: LawFacts, held: Published) -> list[Ceiling]:
    """Give the ceilings on the goods that were known: of the act named, or of the Council."""
    rules = {
        m.id: m
        for m in held.law.measures
        if m.instrument.target == held.partner
        and any(names(m, goods) for goods in facts.goods)
        and (not facts.act or is_act(m.instrument, facts.act))
    }
    national = {
        one
        for m in held.law.measures
        if facts.act and is_act(m.instrument, facts.act)
        for one in [m.id]
    }
    return [
        ceiling
        for ceiling in held.law.ceilings
        if ceiling.introduced_by.published <= held.as_known
        and (ceiling.measure in rules or set(ceiling.national) & national & set(rules))
    ]


def _stands(ceiling: Ceiling, held: Published) -> bool:
    """Tell whether a ceiling stands or is to come, as known on the day of the text."""
    ended = ceiling.ended_by is not None and ceiling.ended_by.published <= held.as_known
    over = ceiling.last is not None and not ceiling.recurring and ceiling.last < held.day
    return not ended and not over


def _amounts(ceiling: Ceiling, unit: str) -> list[Decimal]:
    """Give the limits of a ceiling in a unit; barrels and tonnes by the factor of the notices."""
    found = [
        limit.amount
        for limit in ceiling.limits
        if limit.amount is not None and limit.unit in {unit, unit.removesuffix("s")}
    ]
    factor = ceiling.barrels_per_tonne
    if not found and factor and unit == "tonnes":
        found = [limit.amount / factor for limit in ceiling.limits if limit.amount is not None]
    return found


def _sets(ceiling: Ceiling, claim: Claim) -> bool:
    number = claim.number or Decimal(0)
    said = claim.stated or Interval(low=number, high=number)
    exact = any(
        limit.unit in {claim.unit, claim.unit.removesuffix("s")} for limit in ceiling.limits
    )
    slack = 0 if exact else number * _CLOSE
    return any(
        said.low - slack <= one <= said.high + slack for one in _amounts(ceiling, claim.unit)
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
