"""Checks legal statements against the acts and the listings as known on a day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from yalu.claims.claim import Answer, Claim, ErrorKind, LawFacts, Verdict
from yalu.claims.exceptions import check_exception
from yalu.claims.judge import unknown
from yalu.claims.lexicon import words
from yalu.claims.limitcheck import check_limit
from yalu.claims.published import Published
from yalu.claims.ruled import cited, first_day, is_act, names, supported_by_acts
from yalu.model.law import Instrument, Measure
from yalu.model.parties import Action
from yalu.model.periods import Frequency, Period, day_words

_TYPES = {
    "bans": {"prohibition", "conditional_prohibition", "suspension"},
    "suspends": {"suspension", "prohibition", "conditional_prohibition"},
    "limits": {"ceiling", "conditional_prohibition"},
    "complies": {"prohibition", "conditional_prohibition", "ceiling"},
}
_DAY = timedelta(days=1)
_RECENT, _LONG = timedelta(days=75), timedelta(days=180)


def check_law(claim: Claim, held: Published) -> Verdict:
    """Check what a text says of an act; what the files of law do not hold is left open."""
    facts = claim.law
    if facts is None or facts.verb == "observed":
        return unknown("an observation on the spot: no statistic or act can check it")
    if facts.verb == "adopts":
        return _adoption(claim, facts, held)
    if facts.verb == "lists":
        return _listing(facts, held)
    if facts.verb == "complies":
        return _compliance(facts, held)
    if facts.verb in {"grace", "spares", "exempts", "permits"}:
        return check_exception(facts, held)
    return _rule(claim, facts, held)


def _rule(claim: Claim, facts: LawFacts, held: Published) -> Verdict:
    pool = [
        measure
        for measure in held.law.measures
        if measure.instrument.target == held.partner
        and measure.instrument.published <= held.as_known
        and _in_question(measure.instrument, facts, held)
        and measure.type in _TYPES[facts.verb]
    ]
    chosen: list[Measure] = []
    for goods in facts.goods:
        on_goods = [m for m in pool if names(m, goods)]
        ours = [m for m in on_goods if _by(m, facts) and _goes(m, facts.way)]
        if not on_goods or not (ours or facts.act or facts.way == ""):
            return _unheld(facts, goods, held)
        fitting = [m for m in ours if _dated(m, facts, held) and _lasts(m, facts, on_goods, held)]
        if not fitting:
            return _wrong_rule(facts, goods, ours, on_goods)
        chosen.append(max(fitting, key=lambda m: (_goes(m, _way(claim)), first_day(m))))
    if claim.number is not None and claim.unit and facts.verb == "limits":
        return check_limit(claim, facts, held, chosen)
    return supported_by_acts(chosen)


def _unheld(facts: LawFacts, goods: str, held: Published) -> Verdict:
    """Refute a rule that a named act of the Council or the reporter does not hold on the goods."""
    act = next((a for a in held.law.instruments if facts.act and is_act(a, facts.act)), None)
    known = words("products").get(goods, {}).get("law")
    if act is None or not known or act.target != held.partner:
        return unknown(f"the files of law hold no such rule on {goods}")
    return Verdict(
        answer=Answer.REFUTED,
        error_kind=ErrorKind.WRONG_LAW,
        formula=f"{act.number} holds no such rule on {goods}",
        citations=(f"act:{act.id}", *act.citations),
    )


def _way(claim: Claim) -> str:
    return claim.flow.word if claim.flow else ""


def _goes(measure: Measure, way: str) -> bool:
    return not way or measure.direction.value in {way, "both"}


def _lasts(measure: Measure, facts: LawFacts, on_goods: Sequence[Measure], held: Published) -> bool:
    """Tell whether a rule ends on the day that is said, and runs on where `since` says so."""
    ends = {group.until(as_known=held.as_known) for group in measure.groups}
    if facts.last is not None and facts.last not in ends:
        return False
    if not facts.since or facts.month is None:
        return True
    types = _TYPES["bans"] if facts.verb == "bans" else {"suspension", "prohibition"}
    chain = [
        group
        for m in on_goods
        if m.type in types | ({measure.type} if facts.verb == "limits" else set())
        and m.direction is measure.direction
        for group in m.groups
    ]
    reached: date | None = (
        min((end for end in ends if end is not None), default=None) if None not in ends else None
    )
    while reached is not None and reached < held.day:
        after = [
            group.until(as_known=held.as_known)
            for group in chain
            if group.applies_from <= reached + _DAY
        ]
        if None in after:
            return True
        longest = max((end for end in after if end is not None), default=reached)
        if longest <= reached:
            return False
        reached = longest
    return True


def _in_question(instrument: Instrument, facts: LawFacts, held: Published) -> bool:
    """Keep to the Council and the reporter unless the text names another authority or act."""
    return instrument.jurisdiction in {"UN", held.reporter, facts.actor} or bool(facts.act)


def _wrong_rule(
    facts: LawFacts, goods: str, ours: Sequence[Measure], on_goods: Sequence[Measure]
) -> Verdict:
    said = facts.act or facts.day or (facts.month and not facts.early.startswith("recent"))
    if not said or not (facts.actor or facts.act or facts.since or ours):
        return unknown(f"no rule on {goods} fits, but the text names no act and no day")
    near = sorted(on_goods, key=lambda m: m.instrument.jurisdiction not in {"UN", facts.actor})
    known = (ours or near)[:3]
    told = "; ".join(
        f"{m.instrument.number}, published {day_words(m.instrument.published)}" for m in known
    )
    return Verdict(
        answer=Answer.REFUTED,
        error_kind=ErrorKind.WRONG_LAW,
        formula=f"rules held on {goods}: {told}",
        citations=cited(known),
    )


def _by(measure: Measure, facts: LawFacts) -> bool:
    if facts.act and not is_act(measure.instrument, facts.act):
        return False
    if facts.act:
        return True
    return not facts.actor or measure.instrument.jurisdiction == facts.actor


def _dated(measure: Measure, facts: LawFacts, held: Published) -> bool:
    """Tell whether a rule began when the text says: adopted, published or binding then."""
    act = measure.instrument
    days = {group.applies_from for group in measure.groups}
    days |= {group.introduced_by.published for group in measure.groups}
    if act.published in days or not days:
        days |= {act.adopted, act.published}
    if facts.verb == "limits":
        # A ceiling may begin on another day than the rule that sets it.
        days |= {one.first for one in held.law.ceilings if one.measure == measure.id}
    if facts.day is not None:
        return facts.day in days
    if facts.month is not None and facts.early not in {"recently"}:
        return any(_within(day, facts.month, facts.early) for day in days)
    if facts.early == "recently":
        return held.day - act.published <= _RECENT
    if facts.early == "long":
        return held.day - min(days) >= _LONG
    return True


def _within(day: date, period: Period, early: str) -> bool:
    if not period.first_day <= day <= period.last_day:
        return False
    if period.frequency is not Frequency.MONTH:
        return True
    if early == "early":
        return day.day <= 12
    if early == "late":
        return day.day >= 18
    return True


def _compliance(facts: LawFacts, held: Published) -> Verdict:
    """Ask whether a rule of the Council stood then; whether it required the act is left open."""
    on = facts.month.last_day if facts.month else held.day
    chosen = [
        m
        for m in held.law.measures
        if m.instrument.jurisdiction == "UN"
        and m.instrument.target == held.partner
        and m.type in _TYPES["complies"]
        and any(names(m, goods) for goods in facts.goods)
        and any(group.binds(on=on, as_known=held.as_known) for group in m.groups)
    ]
    if not chosen:
        return unknown("no rule of the Council on these goods is held for that time")
    found = supported_by_acts(chosen[:2])
    note = "a rule of the Council on these goods stood; whether it required this act is not checked"
    return Verdict(
        answer=found.answer, formula=found.formula, citations=found.citations, caveats=(note,)
    )


def _adoption(claim: Claim, facts: LawFacts, held: Published) -> Verdict:
    known = sorted(
        (
            act
            for act in held.law.instruments
            if act.target == held.partner and act.published <= held.as_known
        ),
        key=lambda act: act.adopted,
    )
    resolutions = [act for act in known if act.jurisdiction == "UN"]
    named = [act for act in known if is_act(act, facts.act)] if facts.act else resolutions
    if not named:
        return unknown(f"the act {facts.act} is not held")
    fitting = [act for act in named if _came(act, facts, held)]
    if not fitting:
        if not (facts.act and (facts.day or facts.month)):
            return unknown("no resolution held fits, but the text names none by number")
        first = named[0]
        published = f", published on {day_words(first.published)}"
        return Verdict(
            answer=Answer.REFUTED,
            error_kind=ErrorKind.WRONG_LAW,
            formula=f"{first.number} was adopted on {day_words(first.adopted)}"
            + (published if first.published != first.adopted else ""),
            citations=(f"act:{first.id}", *first.citations),
        )
    if claim.number is None:
        return _enacted(fitting[-1], facts, held)
    return _round(claim, fitting[-1], resolutions)


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
        "adopted": {act.adopted},
        "effect": _began(act, held) or {act.adopted},
        "issued": {act.adopted, act.published},
    }.get(facts.word, {act.adopted, act.published, *_began(act, held)})
    if facts.day is not None:
        slack = 1 if facts.act == "" else 0
        return any(abs((day - facts.day).days) <= slack for day in days)
    month = facts.month
    return month is None or any(_within(day, month, facts.early) for day in days)


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


def _listing(facts: LawFacts, held: Published) -> Verdict:
    """Check that an authority listed parties then, and for those goods."""
    for action in reversed(_actions(facts, held)):
        if all(
            goods in action.title.casefold() or goods in action.note.casefold()
            for goods in facts.goods
        ):
            return _acted(Answer.SUPPORTED, action)
    return unknown("no listing held fits what the text says")


def check_count(claim: Claim, held: Published) -> Verdict:
    """Check how many parties an authority listed in one act."""
    facts = claim.law
    if facts is None or claim.number is None or held.partner != "PRK":
        return unknown("no listings are held for it")
    actions = _actions(facts, held)
    number = int(claim.number)
    for action in actions:
        if _counted(action, claim.unit) == number:
            return _acted(Answer.SUPPORTED, action)
    meant = [a for a in actions if any(_counted(a, unit) == n for unit, n in facts.beside)]
    ours = actions if len(actions) == 1 else meant
    part = claim.of == "part"
    if len(ours) == 1 and claim.firm and not (part and number <= _counted(ours[0], claim.unit)):
        shown = _acted(Answer.REFUTED, ours[0])
        return replace(shown, error_kind=ErrorKind.WRONG_VALUE)
    if part:
        return unknown("how many of the listed parties are of one country or kind is not held")
    return unknown("no listing held fits the day and the authority that the text names")


def _actions(facts: LawFacts, held: Published) -> list[Action]:
    names = {"USA": ("US Treasury",), "UN": ("UN Security Council",)}.get(facts.actor, ("",))
    first, last = held.day - _RECENT, held.day
    if facts.day is not None:
        first = last = facts.day
    elif facts.early in {"this week", "last week"}:
        first = held.day - timedelta(days=8 if facts.early == "this week" else 15)
    elif facts.month is not None:
        first, last = facts.month.first_day, facts.month.last_day
    return [
        action
        for action in held.actions
        if action.authority.startswith(names)
        and first <= action.listed_on <= last
        and (facts.early != "late" or action.listed_on.day >= 18)
        and (facts.early != "early" or action.listed_on.day <= 12)
    ]


def _counted(action: Action, unit: str) -> int:
    counts = {
        "entities": action.entities,
        "individuals": action.individuals,
        "vessels": action.vessels,
    }
    return counts.get(unit, -1)


def _acted(answer: Answer, action: Action) -> Verdict:
    return Verdict(
        answer=answer,
        formula=(
            f"{action.authority} on {day_words(action.listed_on)}: {action.entities} entities, "
            f"{action.individuals} individuals, {action.vessels} vessels ({action.title})"
        ),
        citations=action.citations,
    )
