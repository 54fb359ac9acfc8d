"""Checks legal statements against the acts and the listings as known on a day."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from yalu.claims.claim import Answer, Claim, ErrorKind, LawFacts, Verdict
from yalu.claims.judge import unknown
from yalu.claims.lexicon import words
from yalu.claims.published import Published
from yalu.model.intervals import Interval
from yalu.model.law import Instrument, Measure
from yalu.model.parties import Action
from yalu.model.periods import Frequency, Period, day_words

_TYPES = {
    "bans": {"prohibition", "conditional_prohibition", "suspension"},
    "suspends": {"suspension", "prohibition", "conditional_prohibition"},
    "limits": {"ceiling", "conditional_prohibition"},
    "complies": {"prohibition", "conditional_prohibition", "ceiling"},
}
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
        on_goods = [m for m in pool if _names(m, goods)]
        if not on_goods:
            return unknown(f"the files of law hold no such rule on {goods}")
        ours = [m for m in on_goods if _by(m, facts)]
        fitting = [m for m in ours if _dated(m, facts, held)]
        if not fitting:
            return _wrong_rule(facts, goods, ours, on_goods)
        chosen.append(fitting[0])
    if claim.number is not None and claim.unit and facts.verb == "limits":
        return _limit(claim, facts, held, chosen)
    return _supported(chosen)


def _in_question(instrument: Instrument, facts: LawFacts, held: Published) -> bool:
    """Keep to the Council and the reporter unless the text names another authority or act."""
    return instrument.jurisdiction in {"UN", held.reporter, facts.actor} or bool(facts.act)


def _wrong_rule(
    facts: LawFacts, goods: str, ours: Sequence[Measure], on_goods: Sequence[Measure]
) -> Verdict:
    said = facts.act or facts.day or (facts.month and not facts.early.startswith("recent"))
    if not said or not (facts.actor or facts.act or facts.since or ours):
        return unknown(f"no rule on {goods} fits, but the text names no act and no day")
    known = (ours or on_goods)[:3]
    told = "; ".join(
        f"{m.instrument.number}, published {day_words(m.instrument.published)}" for m in known
    )
    return Verdict(
        answer=Answer.REFUTED,
        error_kind=ErrorKind.WRONG_LAW,
        formula=f"rules held on {goods}: {told}",
        citations=_cited(known),
    )


def _supported(chosen: Sequence[Measure]) -> Verdict:
    named = "; ".join(
        dict.fromkeys(
            f"{m.instrument.number} ({m.provision}), published {day_words(m.instrument.published)}"
            f", binding from {day_words(_first(m))}"
            for m in chosen
        )
    )
    return Verdict(answer=Answer.SUPPORTED, formula=named, citations=_cited(chosen))


def _cited(measures: Iterable[Measure]) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(key for m in measures for key in (f"act:{m.instrument.id}", *m.citations))
    )


def _names(measure: Measure, goods: str) -> bool:
    """Tell whether a rule is on goods by their name in the act; `law` words of the lexicon."""
    about = words("products").get(goods)
    listed = about["law"] if about else []
    return any(word in measure.goods.casefold() for word in listed)


def _by(measure: Measure, facts: LawFacts) -> bool:
    if facts.act and not _is_act(measure.instrument, facts.act):
        return False
    if facts.act:
        return True
    return not facts.actor or measure.instrument.jurisdiction == facts.actor


def _is_act(instrument: Instrument, act: str) -> bool:
    number = instrument.number.casefold()
    return (
        act in number.replace("(", " ").replace("/", " ").split()
        or act == number
        or act in number.split()
    )


def _first(measure: Measure) -> date:
    return min((group.applies_from for group in measure.groups), default=measure.instrument.adopted)


def _dated(measure: Measure, facts: LawFacts, held: Published) -> bool:
    """Tell whether a rule began when the text says: adopted, published or binding then."""
    act = measure.instrument
    days = {group.applies_from for group in measure.groups}
    days |= {group.introduced_by.published for group in measure.groups}
    if act.published in days or not days:
        days |= {act.adopted, act.published}
    if facts.day is not None:
        ends = {group.until(as_known=held.as_known) for group in measure.groups}
        return facts.day in days | ends
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


def _limit(claim: Claim, facts: LawFacts, held: Published, chosen: Sequence[Measure]) -> Verdict:
    """Compare a stated ceiling with those of the acts."""
    assert claim.number is not None  # noqa: S101  - for the type checker; the caller has looked
    ids = {measure.id for measure in chosen} | {
        m.id for m in held.law.measures if facts.act and _is_act(m.instrument, facts.act)
    }
    found = [
        (ceiling.measure, limit.amount)
        for ceiling in held.law.ceilings
        if ceiling.measure in ids or not facts.act
        for limit in ceiling.limits
        if limit.amount is not None and limit.unit in {claim.unit, claim.unit.removesuffix("s")}
    ]
    limits = [amount for _, amount in found]
    said = claim.stated or Interval(low=claim.number, high=claim.number)
    setting = {measure for measure, amount in found if said.low <= amount <= said.high}
    if setting:
        # The act that sets this very ceiling, the newest first, bears the claim out.
        acts = [m for m in held.law.measures if m.id in setting]
        own = [m for m in acts if any(_names(m, goods) for goods in facts.goods)] or acts
        return _supported(sorted(own, key=_first, reverse=True)[:1])
    if not limits or not facts.act:
        return unknown("no such ceiling is held, and the text names no act")
    return Verdict(
        answer=Answer.REFUTED,
        error_kind=ErrorKind.WRONG_LAW,
        formula=f"ceilings held: {', '.join(f'{one:,.0f}' for one in limits)}",
        citations=_cited(chosen),
    )


def _compliance(facts: LawFacts, held: Published) -> Verdict:
    """Ask whether a rule of the Council stood then; whether it required the act is left open."""
    on = facts.month.last_day if facts.month else held.day
    chosen = [
        m
        for m in held.law.measures
        if m.instrument.jurisdiction == "UN"
        and m.instrument.target == held.partner
        and m.type in _TYPES["complies"]
        and any(_names(m, goods) for goods in facts.goods)
        and any(group.binds(on=on, as_known=held.as_known) for group in m.groups)
    ]
    if not chosen:
        return unknown("no rule of the Council on these goods is held for that time")
    found = _supported(chosen[:2])
    note = "a rule of the Council on these goods stood; whether it required this act is not checked"
    return Verdict(
        answer=found.answer, formula=found.formula, citations=found.citations, caveats=(note,)
    )


def _adoption(claim: Claim, facts: LawFacts, held: Published) -> Verdict:
    resolutions = sorted(
        (
            act
            for act in held.law.instruments
            if act.jurisdiction == "UN"
            and act.target == held.partner
            and act.published <= held.as_known
        ),
        key=lambda act: act.adopted,
    )
    named = [act for act in resolutions if not facts.act or _is_act(act, facts.act)]
    if not named:
        return unknown(f"resolution {facts.act} is not held")
    fitting = [act for act in named if _adopted(act, facts)]
    if not fitting:
        if not (facts.act and (facts.day or facts.month)):
            return unknown("no resolution held fits, but the text names none by number")
        return Verdict(
            answer=Answer.REFUTED,
            error_kind=ErrorKind.WRONG_LAW,
            formula=f"{named[0].number} was adopted on {day_words(named[0].adopted)}",
            citations=(f"act:{named[0].id}", *named[0].citations),
        )
    return _round(claim, fitting[-1], resolutions)


def _adopted(act: Instrument, facts: LawFacts) -> bool:
    if facts.day is not None:
        return abs((act.adopted - facts.day).days) <= (1 if facts.act == "" else 0)
    return facts.month is None or _within(act.adopted, facts.month, facts.early)


def _round(claim: Claim, act: Instrument, resolutions: Sequence[Instrument]) -> Verdict:
    found = Verdict(
        answer=Answer.SUPPORTED,
        formula=f"{act.number} was adopted on {day_words(act.adopted)}",
        citations=(f"act:{act.id}", *act.citations),
    )
    if claim.number is None:
        return found
    place = [one.id for one in resolutions].index(act.id) + 1
    note = (
        f"number {place} of the resolutions held; counts differ by whether listings alone are one"
    )
    answer = Answer.SUPPORTED if abs(place - int(claim.number)) <= 1 else Answer.NOT_ENOUGH_EVIDENCE
    return Verdict(answer=answer, formula=found.formula, citations=found.citations, caveats=(note,))


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
    if claim.of == "part":
        return unknown("how many of the listed parties are of one country is not held")
    actions = _actions(facts, held)
    for action in actions:
        if _counted(action, claim.unit) == int(claim.number):
            return _acted(Answer.SUPPORTED, action)
    if len(actions) == 1 and claim.firm:
        shown = _acted(Answer.REFUTED, actions[0])
        return Verdict(
            answer=shown.answer,
            error_kind=ErrorKind.WRONG_VALUE,
            formula=shown.formula,
            citations=shown.citations,
        )
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
