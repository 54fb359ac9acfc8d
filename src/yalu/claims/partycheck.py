"""Checks listings: how many parties, which of them by name, on whose list, when."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from yalu.claims.adoptcheck import within
from yalu.claims.claim import Answer, Claim, ErrorKind, LawFacts, Verdict
from yalu.claims.judge import unknown
from yalu.claims.lawdays import SOFT
from yalu.claims.published import Published
from yalu.claims.ruled import open_by, withheld
from yalu.claims.tally import Tally, tallies_of
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
    if claim.of == "total":
        return unknown("how many a list held in all at a time is not held")
    batches, number = _batches(facts, held), int(claim.number or 0)
    fitting = [one for one in batches if one.fits(claim.unit, number)]
    if fitting:
        return _counted(Answer.SUPPORTED, _likeliest(fitting, facts))
    told = _refuted(claim, batches, number) or (
        _of_other_day(facts, held) if claim.firm and not batches and claim.of != "part" else None
    )
    why = "no listing held fits the day and the authority that the text names"
    if claim.of == "part":
        why = "how many of the listed parties are of one country or kind is not held"
    return told or unknown(why)


def _refuted(claim: Claim, batches: Sequence[Tally], number: int) -> Verdict | None:
    """Refute a count of the one batch that is meant, if its source counts that kind."""
    facts = claim.law
    if facts is None or not claim.firm:
        return None
    batches = [one for one in batches if not one.is_rule]
    meant = [one for one in batches if any(one.fits(unit, n) for unit, n in facts.beside)]
    ours = batches if len(batches) == 1 else meant
    held = ours[0].of(claim.unit) if len(ours) == 1 and ours[0].sure else None
    if held is None or (claim.of == "part" and number <= held):
        return None
    return replace(_counted(Answer.REFUTED, ours[0]), error_kind=ErrorKind.WRONG_VALUE)


def _likeliest(fitting: Sequence[Tally], facts: LawFacts) -> Tally:
    """Choose the batch that most of the counts told together fit."""
    return max(
        fitting,
        key=lambda one: (sum(one.fits(unit, n) for unit, n in facts.beside), not one.is_rule),
    )


def _of_other_day(facts: LawFacts, held: Published) -> Verdict | None:
    """Refute the day of a batch whose counts are all those of one listed near that day."""
    if facts.month is None or not facts.actor or len(facts.beside) < 2:
        return None
    near = [
        one
        for one in _by(facts, held)
        if facts.month.first_day - _NEAR <= one.day <= facts.month.last_day + _NEAR
        and all(one.fits(unit, number) for unit, number in facts.beside)
    ]
    if len(near) != 1:
        return None
    return replace(_counted(Answer.REFUTED, near[0]), error_kind=ErrorKind.WRONG_LAW)


def _by(facts: LawFacts, held: Published) -> list[Tally]:
    name = _AUTHORITIES.get(facts.actor, "")
    return [one for one in tallies_of(held) if one.authority.startswith(name)]


def _batches(facts: LawFacts, held: Published) -> list[Tally]:
    """Give the batches that may be meant: of the act, of the day, or of the time told."""
    ours = _by(facts, held)
    if facts.act and facts.actor == "UN":
        return [one for one in ours if one.id.endswith(f"-{facts.act}")]
    return [one for one in ours if _is_then(one.day, facts, held.day)]


def _is_then(day: date, facts: LawFacts, today: date) -> bool:
    first, last = _span(facts, today)
    if not first <= day <= last:
        return False
    return {"early": day.day <= 12, "late": day.day >= 18}.get(facts.early, True)


def _span(facts: LawFacts, today: date) -> tuple[date, date]:
    if facts.day is not None and facts.early == SOFT:
        return facts.day - _TOLD, facts.day + _SLACK
    if facts.day is not None:
        return facts.day, facts.day
    if facts.early in {"this week", "last week"}:
        return today - timedelta(days=8 if facts.early == "this week" else 15), today
    if facts.month is not None:
        return facts.month.first_day, facts.month.last_day
    return today - _RECENT, today


def _counted(answer: Answer, one: Tally) -> Verdict:
    return Verdict(answer=answer, formula=one.words, citations=one.citations)


def _actions(facts: LawFacts, held: Published) -> list[Action]:
    name = _AUTHORITIES.get(facts.actor, "")
    return [
        action
        for action in held.actions
        if action.authority.startswith(name) and _is_then(action.listed_on, facts, held.day)
    ]


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
    return frozenset(_singular(word) for word in re.findall(r"[a-z0-9]+", plain))


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word
