"""Checks legal statements against the acts as known on a day."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from yalu.claims.adoptcheck import check_adoption, check_carried, in_asia, within
from yalu.claims.claim import Answer, Claim, LawFacts, Verdict
from yalu.claims.exceptions import check_exempt, check_permits, check_spared
from yalu.claims.judge import unknown
from yalu.claims.lawdays import SOFT
from yalu.claims.lexicon import words
from yalu.claims.limitcheck import check_limit
from yalu.claims.partycheck import check_listing
from yalu.claims.published import Published
from yalu.claims.rankcheck import check_lag, check_rank, check_votes
from yalu.claims.ruled import (
    act_named,
    acts_of,
    first_day,
    fits_type,
    in_year,
    is_act,
    known_rules,
    names,
    open_by,
    supported_by_acts,
    target_of,
    withheld,
    wrong_act,
    wrong_law,
)
from yalu.claims.termcheck import check_end, check_grace
from yalu.claims.usecheck import check_use
from yalu.model.law import Measure
from yalu.model.periods import Frequency, day_words

_TYPES = {
    "bans": {"prohibition", "conditional_prohibition", "suspension"},
    "suspends": {"suspension", "prohibition", "conditional_prohibition"},
    # A ban limits, too.
    "limits": {"ceiling", "conditional_prohibition", "prohibition", "suspension"},
    "complies": {"prohibition", "conditional_prohibition", "ceiling"},
}
_DAY = timedelta(days=1)
# A weekday may be that of the telling, some days on, or that of another continent.
_SLACK, _TOLD = timedelta(days=1), timedelta(days=3)
_AHEAD = timedelta(days=400)
_RECENT, _LONG = timedelta(days=75), timedelta(days=180)


def check_law(claim: Claim, held: Published) -> Verdict:
    """Check what a text says of an act; what the files of law do not hold is left open."""
    facts = claim.law
    if facts is None or facts.verb == "observed":
        return unknown("an observation on the spot: no statistic or act can check it")
    return withheld(_on_its_day(claim, facts, held), facts)


def _on_its_day(claim: Claim, facts: LawFacts, held: Published) -> Verdict:
    """Check a statement; one that fails by a day that is not sure is left open."""
    check = _CHECKS.get(facts.verb, _rule)
    found = check(claim, facts, held)
    if found.answer is not Answer.REFUTED or facts.month is None:
        return found
    latest = held.day.year - facts.month.last // 12
    years = () if facts.explicit else dict.fromkeys((1, -1, latest, latest - 1))
    for moved in (in_year(facts, year) for year in years):
        to_come = moved.month is not None and moved.month.first_day > held.day + _AHEAD
        if not to_come and check(claim, moved, held).answer is Answer.SUPPORTED:
            return unknown("no year is told; it is true of the same day in another year")
    if not facts.day_doubts:
        return found
    undated = replace(facts, day=None, month=None, early="", since=False)
    other = check(claim, undated, held)
    return other if other.answer is Answer.REFUTED else open_by(found, facts.day_doubts)


def _rule(claim: Claim, facts: LawFacts, held: Published) -> Verdict:
    if (stranger := _of_stranger(facts, held)) is not None:
        return stranger
    if claim.number is not None and claim.unit and facts.verb == "limits":
        return check_limit(claim, facts, held)
    rules = known_rules(facts, held)
    found = {goods: _on(goods, claim, facts, held, rules) for goods in facts.goods}
    fitting = [one for one in found.values() if isinstance(one, Measure)]
    failed = {goods: one for goods, one in found.items() if isinstance(one, Verdict)}
    if not failed:
        return supported_by_acts(fitting)
    refuted = next((one for one in failed.values() if one.answer is Answer.REFUTED), None)
    return refuted or _odd(facts, fitting, [*failed]) or next(iter(failed.values()))


def _on(
    goods: str, claim: Claim, facts: LawFacts, held: Published, rules: Sequence[Measure]
) -> Measure | Verdict:
    """Give the rule that bears a statement out for one of its goods, or why none does."""
    on_goods = [m for m in rules if names(m, goods) and fits_type(m, goods, _TYPES[facts.verb])]
    ours = [m for m in on_goods if _by(m, facts) and _goes(m, facts.way)]
    if not on_goods or not (ours or facts.act or facts.way == ""):
        other = [m for m in on_goods if _by(m, facts) and _dated(m, facts, held)]
        return _other_way(facts, goods, other) or _unheld(facts, goods, held, rules)
    fitting = [m for m in ours if _dated(m, facts, held) and _lasts(m, facts, on_goods, held)]
    if not fitting:
        return _after_grace(facts, ours) or _wrong_rule(facts, goods, ours, on_goods)
    return max(fitting, key=lambda m: (_goes(m, _way(claim)), first_day(m)))


def _after_grace(facts: LawFacts, ours: Sequence[Measure]) -> Verdict | None:
    """Let a ban be dated from the day on which its grace for old contracts ran out."""
    lasting = [m for m in ours if any(group.ended_by is None for group in m.groups)]
    ends = [
        (m, day) for m in lasting for rule in m.wind_down for day in (rule.until, rule.until + _DAY)
    ]
    if facts.issued or facts.act:
        return None
    note = "the rule is older; on that day its grace for what was begun before ran out"
    if facts.day is not None:
        fitting = [m for m, day in ends if day == facts.day]
        return replace(supported_by_acts(fitting[:1]), caveats=(note,)) if fitting else None
    if facts.since and any(facts.month and within(day, facts.month, "") for _, day in ends):
        return unknown(note.replace("on that day", "in that month"))
    return None


def _other_way(facts: LawFacts, goods: str, other: Sequence[Measure]) -> Verdict | None:
    """Refute a dated rule that is held for the other direction alone: imports, not exports."""
    if not other or facts.month is None or not (facts.actor or facts.act):
        return None
    return wrong_law(f"the rule held on {goods} is on {other[0].direction.value}s", other)


def _odd(facts: LawFacts, fitting: Sequence[Measure], odd: Sequence[str]) -> Verdict | None:
    """Refute goods that the dated act which bears out all the others does not name."""
    acts = {m.instrument.id: m.instrument for m in fitting}
    known = all(words("products").get(goods, {}).get("law") for goods in odd)
    dated = facts.day is not None or (
        facts.month is not None and facts.month.frequency is Frequency.MONTH
    )
    if len(acts) != 1 or not known or not dated or any(m.type == "regime" for m in fitting):
        return None
    act = next(iter(acts.values()))
    return wrong_act(f"{act.number} holds no such rule on {', '.join(odd)}", act)


def _of_stranger(facts: LawFacts, held: Published) -> Verdict | None:
    """Abstain on the rules of a state whose acts are not held, or against whom none are."""
    target = target_of(facts, held)
    if not any(one.target == target for one in held.law.instruments):
        return unknown(f"no acts against {target} are held")
    if facts.act or facts.actor in {"", "UN", held.reporter}:
        return None
    if not acts_of(facts.actor, target, held):
        return unknown(f"no acts of {facts.actor} against {target} are held")
    return None


def _unheld(facts: LawFacts, goods: str, held: Published, rules: Sequence[Measure]) -> Verdict:
    """Refute a rule that a named act does not hold on the goods, or that goes the other way."""
    act = act_named(facts, held)
    listed = words("law")["others"].get(goods) or words("products").get(goods, {})
    if act is None or not listed.get("law"):
        return unknown(f"the files of law hold no such rule on {goods}")
    if any(m.type == "regime" for m in rules):
        return unknown(f"what {act.number} holds on {goods} is not told goods by goods")
    return wrong_act(f"{act.number} holds no such rule on {goods}", act)


def _way(claim: Claim) -> str:
    return claim.flow.word if claim.flow else ""


def _goes(measure: Measure, way: str) -> bool:
    return not way or measure.direction.value in {way, "both", "none"}


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
        if m.type in types | {measure.type} and m.direction is measure.direction
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


def _wrong_rule(
    facts: LawFacts, goods: str, ours: Sequence[Measure], on_goods: Sequence[Measure]
) -> Verdict:
    said = facts.act or facts.day or facts.last or facts.month
    vague = facts.early.startswith("recent")
    if not said or vague or not (facts.actor or facts.act or facts.since or ours):
        return unknown(f"no rule on {goods} fits, but the text names no act and no day")
    near = sorted(on_goods, key=lambda m: m.instrument.jurisdiction not in {"UN", facts.actor})
    known = (ours or near)[:3]
    if any(in_asia(m.instrument, facts.day) for m in ours):
        return unknown("the day is that in Asia, one after the Council's own")
    told = "; ".join(
        f"{m.instrument.number}, published {day_words(m.instrument.published)}" for m in known
    )
    return wrong_law(f"rules held on {goods}: {told}", known)


def _by(measure: Measure, facts: LawFacts) -> bool:
    if facts.act and is_act(measure.instrument, facts.act):
        return True
    return not facts.actor or measure.instrument.jurisdiction == facts.actor


def _dated(measure: Measure, facts: LawFacts, held: Published) -> bool:
    """Tell whether a rule began when the text says: adopted, published or binding then."""
    act = measure.instrument
    issued = {group.introduced_by.published for group in measure.groups}
    days = issued | {group.applies_from for group in measure.groups}
    if act.published in days or not days:
        issued |= {act.adopted, act.published}
    days |= issued
    if facts.verb == "limits":
        # A ceiling may begin on another day than the rule that sets it.
        days |= {one.first for one in held.law.ceilings if one.measure == measure.id}
    if facts.day is not None and facts.early == SOFT:
        return any(-_SLACK <= facts.day - day <= _TOLD for day in days)
    if facts.day is not None:
        return facts.day in (issued if facts.issued else days)
    if facts.month is not None and facts.early not in {"recently"}:
        return any(within(day, facts.month, facts.early) for day in days)
    if facts.early == "recently":
        return held.day - act.published <= _RECENT
    if facts.early == "long":
        return held.day - min(days) >= _LONG
    return True


def _compliance(_: Claim, facts: LawFacts, held: Published) -> Verdict:
    """Ask whether a rule of the Council stood then; whether it required the act is left open."""
    on = facts.month.last_day if facts.month else held.day
    chosen = [
        m
        for m in known_rules(facts, held)
        if m.instrument.jurisdiction == "UN"
        and m.type in _TYPES["complies"]
        and any(names(m, goods) for goods in facts.goods)
        and any(group.binds(on=on, as_known=held.as_known) for group in m.groups)
    ]
    if not chosen:
        return unknown("no rule of the Council on these goods is held for that time")
    note = "a rule of the Council on these goods stood; whether it required this act is not checked"
    return replace(supported_by_acts(chosen[:2]), caveats=(note,))


_CHECKS: Mapping[str, Callable[[Claim, LawFacts, Published], Verdict]] = {
    "adopts": check_adoption,
    "carries": check_carried,
    "lists": check_listing,
    "complies": _compliance,
    "grace": check_grace,
    "spares": check_spared,
    "exempts": check_exempt,
    "permits": check_permits,
    "ends": check_end,
    "uses": check_use,
    "ranks": check_rank,
    "votes": check_votes,
    "follows": check_lag,
}
