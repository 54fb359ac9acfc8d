"""Checks listings: how many parties, which of them by name, on whose list, when."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache

from yalu.claims.adoptcheck import within
from yalu.claims.claim import Answer, Claim, ErrorKind, LawFacts, Verdict
from yalu.claims.judge import unknown
from yalu.claims.lawdays import SOFT
from yalu.claims.published import Published
from yalu.claims.ruled import open_by, withheld
from yalu.model.parties import Action, Designation
from yalu.model.periods import day_words

_SLACK, _TOLD = timedelta(days=1), timedelta(days=3)
_RECENT, _NEAR = timedelta(days=75), timedelta(days=45)
_AUTHORITIES = {"USA": "US Treasury", "UN": "UN Security Council"}
# Words that tell no party from another.
_COMMON = frozenset(
    ("co", "ltd", "limited", "company", "corporation", "corp", "inc", "llc", "pte", "pty", "cc")
)
_LINKS = frozenset(("the", "of", "and", "group", "trade", "trading"))


def check_listing(_: Claim, facts: LawFacts, held: Published) -> Verdict:
    """Check that an authority listed parties then, and for those goods."""
    if facts.party:
        return _party(facts, held)
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
    found = _count(claim, facts, held)
    if found.answer is Answer.REFUTED and facts.day_doubts and facts.early != SOFT:
        return open_by(found, facts.day_doubts)
    return withheld(found, facts)


def _count(claim: Claim, facts: LawFacts, held: Published) -> Verdict:
    if facts.actor and facts.actor not in _AUTHORITIES:
        return unknown(f"no listings of {facts.actor} are held")
    actions, number = _actions(facts, held), int(claim.number or 0)
    for action in actions:
        if _counted(action, claim.unit) == number or number in _sums(action, claim.unit):
            return _acted(Answer.SUPPORTED, action)
    meant = [a for a in actions if any(_counted(a, unit) == n for unit, n in facts.beside)]
    ours = actions if len(actions) == 1 else meant
    part = claim.of == "part"
    held_kind = len(ours) == 1 and _counted(ours[0], claim.unit) != 0
    if held_kind and claim.firm and not (part and number <= _counted(ours[0], claim.unit)):
        return replace(_acted(Answer.REFUTED, ours[0]), error_kind=ErrorKind.WRONG_VALUE)
    if part:
        return unknown("how many of the listed parties are of one country or kind is not held")
    moved = _of_other_day(facts, held) if claim.firm and not actions else None
    return moved or unknown("no listing held fits the day and the authority that the text names")


def _of_other_day(facts: LawFacts, held: Published) -> Verdict | None:
    """Refute the day of a batch whose counts are all those of one listed near that day."""
    if facts.month is None or not facts.actor or len(facts.beside) < 2:
        return None
    near = [
        a
        for a in _by(facts, held)
        if facts.month.first_day - _NEAR <= a.listed_on <= facts.month.last_day + _NEAR
        and all(_counted(a, unit) == number for unit, number in facts.beside)
    ]
    if len(near) != 1:
        return None
    return replace(_acted(Answer.REFUTED, near[0]), error_kind=ErrorKind.WRONG_LAW)


def _by(facts: LawFacts, held: Published) -> list[Action]:
    name = _AUTHORITIES.get(facts.actor, "")
    return [action for action in held.actions if action.authority.startswith(name)]


def _actions(facts: LawFacts, held: Published) -> list[Action]:
    first, last = held.day - _RECENT, held.day
    if facts.day is not None and facts.early == SOFT:
        first, last = facts.day - _TOLD, facts.day + _SLACK
    elif facts.day is not None:
        first = last = facts.day
    elif facts.early in {"this week", "last week"}:
        first = held.day - timedelta(days=8 if facts.early == "this week" else 15)
    elif facts.month is not None:
        first, last = facts.month.first_day, facts.month.last_day
    return [
        action
        for action in _by(facts, held)
        if first <= action.listed_on <= last
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


def _sums(action: Action, unit: str) -> set[int]:
    """Give what a count of several kinds together may be."""
    if unit != "parties":
        return set()
    kinds = (action.entities, action.individuals, action.vessels)
    return {sum(kinds), *(sum(kinds) - one for one in kinds)}


def _acted(answer: Answer, action: Action) -> Verdict:
    return Verdict(
        answer=answer,
        formula=(
            f"{action.authority} on {day_words(action.listed_on)}: {action.entities} entities, "
            f"{action.individuals} individuals, {action.vessels} vessels ({action.title})"
        ),
        citations=action.citations,
    )


def _party(facts: LawFacts, held: Published) -> Verdict:
    """Check whether a party is listed, by whom and since when; a likeness of names is no proof."""
    if facts.actor and facts.actor not in _AUTHORITIES:
        return unknown(f"no listings of {facts.actor} are held")
    alike = [one for one in held.parties if _is_alike(facts.party, one.name)]
    if not alike:
        return unknown(f"no listing of {facts.party} is held")
    ours = [one for one in alike if one.authority.startswith(_AUTHORITIES.get(facts.actor, ""))]
    fitting = [one for one in ours if _fits(one, facts)]
    if fitting:
        return _listed(Answer.SUPPORTED, fitting)
    said = facts.month is not None or bool(facts.act)
    if ours and said and facts.early not in {"recently", "newly"}:
        return _listed(Answer.REFUTED, ours)
    # The Council's list is held whole; of the Treasury's only some batches are.
    if not ours and facts.actor == "UN" and facts.month is not None:
        return _listed(Answer.REFUTED, alike)
    return unknown(f"no listing of {facts.party} is held that fits what the text says")


def _fits(one: Designation, facts: LawFacts) -> bool:
    if facts.act and facts.actor == "UN" and not one.action.endswith(f"-{facts.act}"):
        return False
    if facts.day is not None:
        return one.listed_on == facts.day
    return facts.month is None or within(one.listed_on, facts.month, facts.early)


def _listed(answer: Answer, found: Sequence[Designation]) -> Verdict:
    told = "; ".join(
        f"{one.name}: {one.authority}, {day_words(one.listed_on)}" for one in found[:3]
    )
    return Verdict(
        answer=answer,
        error_kind=ErrorKind.WRONG_LAW if answer is Answer.REFUTED else None,
        formula=told,
        citations=tuple(dict.fromkeys(key for one in found[:3] for key in one.citations)),
    )


def _is_alike(said: str, listed: str) -> bool:
    """Tell whether every telling word of a name stands in the listed one."""
    asked, known = _telling(said), _words(listed)
    return bool(asked) and asked <= known and (len(asked) > 1 or len(_telling(listed)) <= 2)


def _telling(name: str) -> frozenset[str]:
    return _words(name) - _COMMON - _LINKS or _words(name)


@cache
def _words(name: str) -> frozenset[str]:
    plain = name.casefold().replace("'", "").replace("’", "").replace("&", " ")
    return frozenset(re.findall(r"[a-z0-9]+", plain))
