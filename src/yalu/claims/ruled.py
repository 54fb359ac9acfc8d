"""What the checks of legal statements share: rules by goods, act and target, with their pages."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from yalu.claims.claim import ALL_GOODS, Answer, ErrorKind, LawFacts, Verdict
from yalu.claims.lexicon import words
from yalu.claims.published import Published
from yalu.model.law import Instrument, Measure
from yalu.model.periods import day_words

BANS = {"prohibition", "conditional_prohibition", "suspension"}
_OTHER_TYPES = {"investment_ban", "service_ban", "ceiling", "designation", "prohibition"}


def supported_by_acts(chosen: Sequence[Measure]) -> Verdict:
    """Say yes, with the rules that a statement rests on."""
    named = "; ".join(
        dict.fromkeys(
            f"{m.instrument.number} ({m.provision}), published {day_words(m.instrument.published)}"
            f", binding from {day_words(first_day(m))}"
            for m in chosen
        )
    )
    loose = any(m.type == "conditional_prohibition" for m in chosen)
    return Verdict(
        answer=Answer.SUPPORTED,
        formula=named,
        caveats=("a ban with exceptions",) if loose else (),
        citations=cited(chosen),
    )


def wrong_law(told: str, rules: Sequence[Measure]) -> Verdict:
    """Say no, with what the rules held say instead."""
    return Verdict(
        answer=Answer.REFUTED,
        error_kind=ErrorKind.WRONG_LAW,
        formula=told,
        citations=cited(rules[:3]),
    )


def wrong_act(told: str, act: Instrument) -> Verdict:
    """Say no, with what an act is instead."""
    return replace(wrong_law(told, ()), citations=(f"act:{act.id}", *act.citations))


def withheld(found: Verdict, facts: LawFacts) -> Verdict:
    """Leave open what would be refuted, where the sentence leaves room for another reading."""
    refuted = found.answer is Answer.REFUTED
    return open_by(found, facts.doubts) if refuted and facts.doubts else found


def open_by(found: Verdict, reasons: tuple[str, ...]) -> Verdict:
    """Leave a finding open, and tell what the acts say and why that does not decide."""
    return Verdict(
        answer=Answer.NOT_ENOUGH_EVIDENCE,
        formula=found.formula,
        caveats=reasons,
        citations=found.citations,
    )


def in_year(facts: LawFacts, later: int) -> LawFacts:
    """Put the days of a statement into a year before or after."""
    return replace(
        facts,
        day=_in_year(facts.day, later),
        last=_in_year(facts.last, later),
        month=facts.month.shift(12 * later) if facts.month else None,
    )


def _in_year(day: date | None, later: int) -> date | None:
    """Move a day by whole years; the 29th of February has none beside its own."""
    if day is None or (day.month, day.day) == (2, 29):
        return None
    return day.replace(year=day.year + later)


def cited(measures: Iterable[Measure]) -> tuple[str, ...]:
    """Give the acts and the pages of rules."""
    return tuple(
        dict.fromkeys(key for m in measures for key in (f"act:{m.instrument.id}", *m.citations))
    )


def names(measure: Measure, goods: str) -> bool:
    """Tell whether a rule is on goods by their name in the act; `law` words of the lexicon."""
    told = measure.goods.casefold()
    if told.startswith(("all goods", "all un goods", "all commercial")):
        return True
    if goods == ALL_GOODS:
        return False
    other = words("law")["others"].get(goods)
    about = other or words("products").get(goods)
    return any(re.search(rf"(?<!\w){re.escape(w)}", told) for w in (about["law"] if about else []))


def fits_type(measure: Measure, goods: str, types: Iterable[str]) -> bool:
    """Tell whether a rule is of the kind that a word of law means; what is no goods has its own."""
    if goods in words("law")["others"]:
        return measure.type in _OTHER_TYPES
    return measure.type in types


def is_act(instrument: Instrument, act: str) -> bool:
    """Tell whether an act bears a number: 2371, 12/2017, 2017/1509, 13810."""
    number = instrument.number.casefold()
    return (
        act in number.replace("(", " ").replace("/", " ").split()
        or act == number
        or act in number.split()
    )


def act_named(facts: LawFacts, held: Published) -> Instrument | None:
    """Give the act that a statement names, if it is held."""
    if not facts.act:
        return None
    found = [one for one in held.law.instruments if is_act(one, facts.act)]
    ours = [one for one in found if one.jurisdiction in {"UN", held.reporter, facts.actor}]
    return next(iter([*ours, *found]), None)


def target_of(facts: LawFacts, held: Published) -> str:
    """Name the economy that a statement's rules are against: that of its act, or the one told."""
    act = act_named(facts, held)
    return act.target if act is not None else facts.target or held.partner


def known_rules(facts: LawFacts, held: Published) -> list[Measure]:
    """Give the rules against the target that were public: of the act, or of who may be meant.

    Where neither act nor authority is told, these are the Council and the reporter.
    """
    target = target_of(facts, held)
    return [
        m
        for m in held.law.measures
        if m.instrument.target == target
        and m.instrument.published <= held.as_known
        and (
            is_act(m.instrument, facts.act) or _carries_out(m, facts, held)
            if facts.act
            else m.instrument.jurisdiction in {"UN", held.reporter, facts.actor}
        )
    ]


def _carries_out(measure: Measure, facts: LawFacts, held: Published) -> bool:
    """Tell a rule by which the state that is said to act carries out the act that is named."""
    if measure.instrument.jurisdiction != facts.actor:
        return False
    parents = set(measure.implements)
    return any(m.id in parents and is_act(m.instrument, facts.act) for m in held.law.measures)


def acts_of(actor: str, target: str, held: Published) -> list[Instrument]:
    """Give the acts of an authority against an economy."""
    return [
        one
        for one in held.law.instruments
        if one.jurisdiction == actor and one.target == target and one.published <= held.as_known
    ]


def first_day(measure: Measure) -> date:
    """Give the day from which a rule binds."""
    return min((group.applies_from for group in measure.groups), default=measure.instrument.adopted)
