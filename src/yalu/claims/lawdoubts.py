"""What in a sentence keeps a legal statement from being refuted, each with the reason that is told.

A statement is refuted only where no reasonable reading of its sentence makes it true. Here are the
words that leave another reading open; `law.yaml` lists them under `doubts`.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from yalu.claims.claim import Claim, LawFacts
from yalu.claims.lawdays import SOFT
from yalu.claims.lexicon import pattern, words
from yalu.claims.parse import Parsed

_OIL = ("barrel", "barrels")


def doubted(parsed: Parsed, claim: Claim) -> Claim:
    """Add to a claim the reasons for which it, or its day, may be true in another reading."""
    facts = claim.law
    if facts is None:
        return claim
    law = replace(
        facts,
        doubts=tuple(_doubts(parsed, claim, facts)),
        day_doubts=tuple(_day_doubts(parsed, facts)) if facts.month is not None else (),
    )
    return replace(claim, law=law)


def _doubts(parsed: Parsed, claim: Claim, facts: LawFacts) -> Iterator[str]:
    for name, about in words("law")["doubts"].items():
        if facts.verb in about["verbs"] and _words_of(name).search(parsed.text):
            yield about["why"]
    if facts.verb == "grace" and len(_ends(parsed)) > 1:
        yield "the sentence tells of several terms"
    if (
        claim.unit in _OIL
        and facts.goods
        and all(name in words("law")["others"] for name in facts.goods)
    ):
        yield "the limit is in barrels, and what is limited is no oil"
    if facts.verb == "limits" and claim.number is None and _PRICE.search(parsed.text):
        yield "a limit on the price is no limit on the trade"


def _day_doubts(parsed: Parsed, facts: LawFacts) -> Iterator[str]:
    if facts.early == SOFT:
        yield "the day is told by a weekday, which may be that of the telling"
    if facts.verb in _RULES and len(facts.goods) > 1 and _pairs_days(parsed):
        yield "the sentence tells several days, and which is of which goods is not clear"
    begins = any(_BEGINS.search(parsed.text[: one.start]) for one in parsed.dates)
    at_once = _AT_ONCE.search(parsed.text) or (begins and _IMMEDIATE.search(parsed.text))
    if facts.verb in _RULES and at_once:
        yield "some of the rules begin at once, and which do is not clear"
    council = facts.actor in {"", "UN"} or facts.act
    if (
        facts.verb in _RULES
        and council
        and _CARRIES.search(parsed.text)
        and not _own_day(parsed, facts)
    ):
        yield "the day may be that of the act by which another is carried out"


def _pairs_days(parsed: Parsed) -> bool:
    """Tell `crude oil as of 5 December or petroleum products as of 5 February`."""
    led = [
        one
        for one in parsed.dates
        if one.day is not None and _BEGINS.search(parsed.text[: one.start])
    ]
    return len({one.day for one in led}) > 1


_BEGINS = re.compile(r"\b(?:from|as of|since|starting|beginning|effective)\s+(?:the\s+)?$")
_RULES = frozenset(("bans", "suspends", "limits", "lists"))
_AT_ONCE = re.compile(r"\b(?:immediately|at once|right away)\b")
_IMMEDIATE = re.compile(r"\bimmediate\b")
_PRICE = re.compile(r"\bprice (?:caps?|ceilings?|limits?)\b", re.IGNORECASE)
_CARRIES = re.compile(
    r"\b(?:implement(?:s|ed|ing|ation)?|transpos(?:es?|ed|ing|ition)|enforc(?:es?|ed|ing)"
    r"|g[ia]ve[sn]?\s+effect|giving\s+effect|carr(?:y|ies|ied|ying)\s+out)\b",
    re.IGNORECASE,
)


def _own_day(parsed: Parsed, facts: LawFacts) -> bool:
    """Tell a day that stands right behind the act: `Announcement 52/2017 of 22 September`."""
    ends = [end for _, end, number in parsed.acts if number == facts.act]
    return any(
        one.day == facts.day
        and re.fullmatch(r"[\s,(]*(?:of|dated)?\s*", parsed.text[end : one.start])
        for end in ends
        for one in parsed.dates
        if one.start >= end
    )


def _ends(parsed: Parsed) -> list[str]:
    return [
        parsed.text[one.start : one.end]
        for one in parsed.dates
        if re.search(
            r"\b(?:until|till|by|to)\s+(?:midnight\s+)?(?:on\s+)?$", parsed.text[: one.start]
        )
    ]


@cache
def _words_of(name: str) -> re.Pattern[str]:
    return pattern(*words("law")["doubts"][name]["words"])
