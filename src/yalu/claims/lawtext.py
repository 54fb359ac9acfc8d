"""Legal statements: the claims of a sentence on bans, suspensions, ceilings, acts and listings."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from yalu.claims.acttext import enactments, national, rounds, unnumbered
from yalu.claims.carriedtext import carriages
from yalu.claims.claim import Claim, LawFacts
from yalu.claims.lawclaim import law_claim
from yalu.claims.lawdays import with_days
from yalu.claims.lawdoubts import doubted
from yalu.claims.lexicon import pattern, words
from yalu.claims.parse import Parsed
from yalu.claims.partytext import listings
from yalu.claims.rulestext import rules
from yalu.claims.sparedtext import ends, exempted, spared
from yalu.claims.termtext import terms
from yalu.claims.usetext import uses


def laws(parsed: Parsed) -> Iterator[Claim]:
    """Give a claim for each legal statement of a sentence, with what leaves it open."""
    parsed = with_days(parsed)
    for claim in _statements(parsed):
        yield doubted(parsed, claim)


def _statements(parsed: Parsed) -> Iterator[Claim]:
    termed = [*terms(parsed)]
    free = [*spared(parsed)]
    yield from termed
    yield from free
    if is_considered(parsed):
        return
    over = [*ends(parsed)] if not termed else []
    used = [*uses(parsed)]
    yield from over
    yield from used
    excepted = [] if termed or over else [*exempted(parsed)]
    yield from excepted
    sets = any(one.is_quantity or one.is_money for one in parsed.amounts)
    busy = termed or over or (used and not sets) or excepted
    ruled = [] if busy else [*rules(parsed, free)]
    yield from ruled
    listed = [] if ruled else [*listings(parsed)]
    yield from listed
    yield from rounds(parsed)
    if not ruled:
        yield from carriages(parsed)
    if not ruled:
        yield from unnumbered(parsed)
    if not (ruled or termed):
        yield from national(parsed)
    if not listed and not used:
        told = {one.law.act for one in (*ruled, *free, *termed) if one.law}
        yield from enactments(parsed, told=told)
    yield from _observed(parsed)


def is_considered(parsed: Parsed) -> bool:
    """Tell a rule that is only thought of; one that was announced is decided."""
    if pattern(*words("law")["considered"]).search(parsed.text) or _NOT_MADE.search(parsed.text):
        return True
    if not pattern(*words("law")["decided"]).search(parsed.text):
        return False
    return not pattern(*words("law")["announced"]).search(parsed.text)


_NOT_MADE = re.compile(
    r"\b(?:not|n't)\s+(?:yet\s+)?(?:include|contain|impose|agree|amount)\w*\b[^.;]{0,30}?"
    r"\b(?:ban|embargo|cap|ceiling|exception)\b"
)


def _observed(parsed: Parsed) -> Iterator[Claim]:
    """Keep an observation on the spot in sight: no statistic can check it."""
    match = _observations().search(parsed.text)
    partner = any(one.code == parsed.pair.partner for one in parsed.areas)
    if match is None or not parsed.goods or not partner or any(a.is_money for a in parsed.amounts):
        return
    goods = tuple(dict.fromkeys(one.name for one in parsed.goods))
    month = next((one.period for one in parsed.dates if one.period), None)
    facts = LawFacts(verb="observed", goods=goods, month=month)
    claim = law_claim(parsed, match.start(), match.end(), facts)
    yield replace(claim, firm=False, sense="observed")


@cache
def _observations() -> re.Pattern[str]:
    return pattern(*words("law")["observed"])
