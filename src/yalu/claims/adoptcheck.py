"""Checks when an act came, who made it, and which round of sanctions it was."""

from collections.abc import Sequence
from datetime import date, timedelta

from yalu.claims.claim import Answer, Claim, LawFacts, Verdict
from yalu.claims.judge import unknown
from yalu.claims.lawdays import SOFT
from yalu.claims.lexicon import words
from yalu.claims.published import Published
from yalu.claims.ruled import act_named, is_act, wrong_act
from yalu.model.law import Instrument
from yalu.model.periods import Frequency, Period, day_words

_DAY = timedelta(days=1)
# A state may carry an act out in steps, not all of which are held.
_STEPS = timedelta(days=45)
# A weekday may be that of the telling.
_SLACK = 3


def check_adoption(claim: Claim, facts: LawFacts, held: Published) -> Verdict:
    """Check when an act was adopted, issued or took effect, as it is worded."""
    known = sorted(
        (
            act
            for act in held.law.instruments
            if act.published <= held.as_known and (facts.act or act.target == held.partner)
        ),
        key=lambda act: (act.adopted, act.target != held.partner),
    )
    resolutions = [act for act in known if act.jurisdiction == "UN"]
    ours = [act for act in known if act.jurisdiction == facts.actor and act.target == held.partner]
    of_state = facts.actor not in {"", "UN"}
    unnamed = ours if of_state else resolutions
    named = [act for act in known if is_act(act, facts.act)] if facts.act else unnamed
    if not named:
        return unknown(f"the act {facts.act} is not held, or was not yet public")
    if facts.act and _is_of_other(named, facts):
        first = named[0]
        return wrong_act(f"{first.number} is an act of the {first.authority}", first)
    if facts.divided and facts.act in words("law")["adopted"]:
        return wrong_act(f"{named[0].number} was adopted unanimously, by 15 votes", named[0])
    fitting = [act for act in named if _came(act, facts, held)]
    if not fitting:
        return _misdated(named, facts)
    if claim.number is None:
        return _enacted(fitting[-1], facts, held)
    return _round(claim, fitting[-1], resolutions)


def _is_of_other(named: Sequence[Instrument], facts: LawFacts) -> bool:
    """Tell an act that the text lays to another maker than its own."""
    return bool(facts.actor) and all(act.jurisdiction != facts.actor for act in named)


def _misdated(named: Sequence[Instrument], facts: LawFacts) -> Verdict:
    if not (facts.act and (facts.day or facts.month)):
        return unknown("no resolution held fits, and the text names none by its number")
    if any(in_asia(act, facts.day) for act in named):
        return unknown("the day is that in Asia, one after the Council's own")
    first = named[0]
    published = f", published on {day_words(first.published)}"
    told = f"{first.number} was adopted on {day_words(first.adopted)}"
    return wrong_act(told + (published if first.published != first.adopted else ""), first)


def check_carried(_: Claim, facts: LawFacts, held: Published) -> Verdict:
    """Check when a state carried out an act: by any of its acts that carry out a rule of it."""
    act = act_named(facts, held)
    if act is None or facts.month is None:
        return unknown(f"the act {facts.act} is not held, or was not yet public")
    first = facts.day or facts.month.last_day
    if first < act.adopted:
        return wrong_act(f"{act.number} was adopted on {day_words(act.adopted)}", act)
    theirs = [
        one
        for one in held.law.instruments
        if one.jurisdiction == facts.actor and one.published <= held.as_known
    ]
    if not theirs:
        return unknown(f"no acts of {facts.actor} are held")
    parents = {m.id for m in held.law.measures if m.instrument.id == act.id}
    by = {m.instrument.id for m in held.law.measures if parents & set(m.implements)}
    fitting = [one for one in theirs if one.id in by and _came(one, facts, held)]
    if not fitting and facts.actor == held.reporter and facts.day is not None and facts.explicit:
        near = [one for one in theirs if abs(one.published - facts.day) <= _STEPS]
        ours = [one for one in theirs if one.id in by]
        if ours and not near:
            told = f"{ours[0].number} of {day_words(ours[0].adopted)} carries out {act.number}"
            return wrong_act(told, ours[0])
    if not fitting:
        return unknown(f"no act of {facts.actor} held that carries out {act.number} fits the day")
    told = f"{fitting[-1].number} of {day_words(fitting[-1].adopted)} carries out {act.number}"
    return Verdict(
        answer=Answer.SUPPORTED,
        formula=told,
        citations=(f"act:{fitting[-1].id}", *fitting[-1].citations),
    )


def in_asia(act: Instrument, day: date | None) -> bool:
    """Tell the day after an act of the Council, which is its day in Asia."""
    return act.jurisdiction == "UN" and day is not None and day == act.adopted + _DAY


def _enacted(act: Instrument, facts: LawFacts, held: Published) -> Verdict:
    began = sorted(_began(act, held))
    told = f"{act.number} was adopted on {day_words(act.adopted)}"
    if facts.word == "effect" and began:
        told += f" and binds from {', '.join(map(day_words, began))}"
    return Verdict(
        answer=Answer.SUPPORTED, formula=told, citations=(f"act:{act.id}", *act.citations)
    )


def _began(act: Instrument, held: Published) -> set[date]:
    return {
        group.applies_from
        for measure in held.law.measures
        if measure.instrument.id == act.id
        for group in measure.groups
    }


def _came(act: Instrument, facts: LawFacts, held: Published) -> bool:
    """Tell whether an act came when the text says: adopted, published or begun, as it is worded."""
    days = {
        "adopted": {act.adopted, act.published},
        "effect": _began(act, held) or {act.adopted},
        "issued": {act.adopted, act.published},
    }.get(facts.word, {act.adopted, act.published, *_began(act, held)})
    if facts.day is not None:
        slack = _SLACK if facts.early == SOFT else 1 if facts.act == "" else 0
        return any(abs((day - facts.day).days) <= slack for day in days)
    month = facts.month
    return month is None or any(within(day, month, facts.early) for day in days)


def within(day: date, period: Period, early: str) -> bool:
    """Tell whether a day lies in a period, in its first or last third where the text says so."""
    if not period.first_day <= day <= period.last_day:
        return False
    if period.frequency is not Frequency.MONTH:
        return True
    if early == "early":
        return day.day <= 12
    return day.day >= 18 if early == "late" else True


def _round(claim: Claim, act: Instrument, resolutions: Sequence[Instrument]) -> Verdict:
    place = [one.id for one in resolutions].index(act.id) + 1
    note = (
        f"number {place} of the resolutions held; counts differ by whether listings alone are one"
    )
    near = claim.number is not None and abs(place - int(claim.number)) <= 1
    return Verdict(
        answer=Answer.SUPPORTED if near else Answer.NOT_ENOUGH_EVIDENCE,
        formula=f"{act.number} was adopted on {day_words(act.adopted)}",
        caveats=(note,),
        citations=(f"act:{act.id}", *act.citations),
    )
