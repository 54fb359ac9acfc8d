"""Statements that one act carries out another: who gave effect to which resolution, and when."""

import re
from collections.abc import Iterator
from dataclasses import replace

from yalu.claims.claim import Claim
from yalu.claims.dates import Dated
from yalu.claims.lawclaim import facts_of, law_claim
from yalu.claims.lawdates import settled
from yalu.claims.lexicon import pattern, words
from yalu.claims.mentions import THE_OTHER, THE_WORLD
from yalu.claims.parse import Parsed

_NOUN = r"(?:resolutions?|sanctions|measures|text|provisions?|terms|obligations|act)"
_TO = re.compile(
    r"\b(?:implement(?:s|ed|ing|ation)?|transpos(?:es?|ed|ing|ition)|enforc(?:es?|ed|ing|ement)"
    r"|g[ia]ve[sn]?\s+effect|giving\s+effect|carr(?:y|ies|ied|ying)\s+out)\b"
    r"(?:\s+(?:[\w'.()/-]+)){0,14}?\s*$",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*,?\s*(?:and|or)\s+(?:to\s+|of\s+)?(?:the\s+)?(?:UN\s+)?$", re.IGNORECASE)
# A day that stands behind an act in this way is its own.
_OWN = re.compile(
    r"[\s,(]*(?:which\s+|that\s+)?(?:(?:the\s+)?(?:UN\s+|U\.N\.\s+|United Nations\s+)?"
    r"(?:Security\s+)?Council\s+)?(?:had\s+|has\s+|was\s+|were\s+)?(?:been\s+)?(?:unanimously\s+)?"
    r"(?:adopted|adopts|passed|approved|issued|published|dated|signed)?(?:\s+the\s+Council)?"
    r"\s*(?:by\s+the\s+(?:Security\s+)?Council\s+)?(?:unanimously\s+)?(?:of|on|in|from)?\s*(?:early\s+|late\s+)?",
    re.IGNORECASE,
)


def carried_acts(parsed: Parsed) -> set[int]:
    """Give the places of the acts that a sentence says to be carried out."""
    found: set[int] = set()
    edge = 0
    for start, end, _ in parsed.acts:
        led = _TO.search(parsed.text[edge:start]) is not None
        joined = bool(found) and _AND.search(parsed.text[edge:start]) is not None
        if led or (joined and max(found) < start):
            found.add(start)
        edge = end
    return found


def is_own(parsed: Parsed, when: Dated, end: int) -> bool:
    """Tell the day of an act itself: `resolution 2397, adopted on 22 December`."""
    between = parsed.text[end : when.start] if end <= when.start else "-"
    return _OWN.fullmatch(between) is not None and between.strip(" (") not in {"on", "in", "from"}


def carriages(parsed: Parsed) -> Iterator[Claim]:
    """Read `the European Union gave effect to resolution 2371 on 14 September 2017`."""
    places = carried_acts(parsed)
    actor = _actor(parsed)
    for number, (start, end, act) in enumerate(parsed.acts):
        if start not in places or not actor:
            continue
        last = parsed.acts[number + 1][0] if number + 1 < len(parsed.acts) else len(parsed.text)
        when = _when(parsed, start, end, last)
        if when is not None:
            facts = facts_of("carries", when=settled_apart(parsed, when))
            facts = replace(facts, since=False, act=act, actor=actor)
            yield law_claim(parsed, start, end, facts)


def settled_apart(parsed: Parsed, when: Dated) -> Dated:
    """Put a day into its year, not into that of the act that is carried out."""
    return settled(replace(parsed, acts=()), when)


def _when(parsed: Parsed, start: int, end: int, last: int) -> Dated | None:
    held = [one for one in parsed.dates if one.period is not None and not one.lag]
    held = [one for one in held if not any(is_own(parsed, one, e) for _, e, _ in parsed.acts)]
    after = [one for one in held if end <= one.start < last]
    before = [one for one in held if one.end <= start]
    after = [
        one
        for one in after
        if not re.search(r"\b(?:after|before|since|until)\b", parsed.text[end : one.start])
    ]
    return next(iter(after[:1] or before[-1:]), None)


def _actor(parsed: Parsed) -> str:
    """Name who carries an act out: a state or a union, not the Council."""
    partner = parsed.pair.partner
    named = [
        one.code
        for one in parsed.areas
        if one.code not in {"UN", partner, THE_OTHER, THE_WORLD} and not one.link
    ]
    if named:
        return named[0]
    ministry = pattern(*words("law")["ministries"]).search(parsed.text)
    return parsed.pair.reporter if ministry else ""
