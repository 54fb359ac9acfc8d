"""Checks order numbers of resolutions, votes, and how long after a resolution an act came."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from yalu.claims.claim import Answer, Claim, LawFacts, Verdict
from yalu.claims.judge import unknown
from yalu.claims.lexicon import words
from yalu.claims.published import Published
from yalu.claims.ruled import is_act, wrong_act
from yalu.model.law import Instrument
from yalu.model.periods import day_words

_MEMBERS = 15
# Counts differ by where they begin and by what they take for a round.
_FEWER, _MORE, _FAR = 2, 1, 3


def check_rank(claim: Claim, facts: LawFacts, held: Published) -> Verdict:
    """Check which of the Council's resolutions one was, as far as counts agree."""
    known = _resolutions(held)
    number = int(claim.number or 0)
    if facts.word == "since" and facts.month is not None:
        since = [one for one in known if one.adopted >= facts.month.first_day]
        if since and len(since) == number:
            return _stands(since[-1], f"{number} resolutions were adopted since then")
        return unknown("the resolutions held are not as many; counts of rounds differ")
    act = _meant(facts, known)
    if act is None:
        return unknown("no resolution held is meant by its number or its day")
    counted = [one for one in known if facts.word != "in year" or _year(one) == _year(act)]
    place = [one.id for one in counted].index(act.id) + 1
    told = f"{act.number} is number {place} of the resolutions held that were adopted since 2006"
    if facts.word == "in year":
        told = f"{act.number} is number {place} of its year"
    if place - _FEWER <= number <= place + _MORE:
        return _stands(act, told)
    if abs(number - place) > _FAR and facts.explicit:
        return wrong_act(told, act)
    return unknown(f"{told}; counts of rounds differ")


def check_votes(claim: Claim, facts: LawFacts, held: Published) -> Verdict:
    """Check a vote: the Council adopted each of these by 15 votes to none."""
    act = _meant(facts, _resolutions(held))
    if act is None:
        return unknown("no resolution held is meant by its number or its day")
    told = f"{act.number} was adopted on {day_words(act.adopted)} by {_MEMBERS} votes to none"
    wrong = facts.word == "apart" or (claim.number is not None and claim.number != _MEMBERS)
    return wrong_act(told, act) if wrong else _stands(act, told)


def check_lag(claim: Claim, facts: LawFacts, held: Published) -> Verdict:
    """Check how long after a resolution another act came, and that one came then."""
    base = next((one for one in _resolutions(held) if is_act(one, facts.word)), None)
    if base is None or facts.day is None or claim.number is None:
        return unknown("the resolution that is counted from is not held")
    lag = (facts.day - base.adopted).days
    told = f"{base.number} was adopted on {day_words(base.adopted)}"
    slack = 0 if claim.number % 7 and claim.number % 30 else 5
    if facts.explicit and abs(lag - int(claim.number)) > max(1, slack):
        return wrong_act(f"{told}, {lag} days before {day_words(facts.day)}", base)
    came = _came(facts, held, slack)
    if came is not None:
        return _stands(came, f"{told}, {came.number} on {day_words(facts.day)}: {lag} days")
    own = next((one for one in held.law.instruments if is_act(one, facts.act)), None)
    if facts.act and own is not None:
        return wrong_act(f"{own.number} was published on {day_words(own.published)}", own)
    return unknown("no act held came on that day")


def _came(facts: LawFacts, held: Published, slack: int) -> Instrument | None:
    day = facts.day
    for one in held.law.instruments:
        ours = one.jurisdiction == facts.actor if facts.actor else one.jurisdiction != "UN"
        named = not facts.act or is_act(one, facts.act)
        if day and ours and named and one.published <= held.as_known and _near(one, day, slack):
            return one
    return None


def _near(act: Instrument, day: date, slack: int) -> bool:
    return any(abs((one - day).days) <= slack for one in (act.adopted, act.published))


def _resolutions(held: Published) -> list[Instrument]:
    known: Mapping[str, str] = words("law")["adopted"]
    found = [
        one
        for one in held.law.instruments
        if one.jurisdiction == "UN"
        and one.published <= held.as_known
        and any(is_act(one, number) for number in known)
    ]
    return sorted(found, key=lambda one: one.adopted)


def _meant(facts: LawFacts, known: Sequence[Instrument]) -> Instrument | None:
    """Give the resolution that is named, or that was adopted on the day or in the month told."""
    if facts.act:
        return next((one for one in known if is_act(one, facts.act)), None)
    if facts.day is not None:
        first, last = facts.day - timedelta(days=1), facts.day + timedelta(days=1)
    elif facts.month is not None:
        first, last = facts.month.first_day, facts.month.last_day
    else:
        return None
    return next((one for one in known if first <= one.adopted <= last), None)


def _year(act: Instrument) -> int:
    return act.adopted.year


def _stands(act: Instrument, told: str) -> Verdict:
    return Verdict(
        answer=Answer.SUPPORTED, formula=told, citations=(f"act:{act.id}", *act.citations)
    )
