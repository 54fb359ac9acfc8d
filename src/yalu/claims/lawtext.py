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
from yalu.claims.listingtext import tallies
from yalu.claims.parse import Parsed
from yalu.claims.partytext import listings
from yalu.claims.ranktext import is_odd, lags, ranks, unanimity, votes
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
    counted = [*tallies(parsed)]
    listed = [] if ruled else [*listings(parsed, counted)]
    yield from counted
    yield from listed
    ranked = [*ranks(parsed)]
    yearly = any(one.law and one.law.word == "in year" for one in ranked)
    numbered = ranked if yearly else [*rounds(parsed)] or ranked
    voted = [*votes(parsed)]
    followed = [*lags(parsed)]
    if not ruled:
        yield from carriages(parsed)
    made = [] if ruled else [*unnumbered(parsed)]
    if not (ruled or termed):
        made += national(parsed)
    if not (listed or used) and (not counted or _ADOPTS.search(parsed.text)):
        told = {one.law.act for one in (*ruled, *free, *termed, *followed) if one.law}
        told |= {one.law.word for one in followed if one.law}
        made += enactments(parsed, told=told)
    # A vote is told beside the day of its act; only another than the Council's is told apart.
    dated = any(one.period is not None for one in made)
    voted = [one for one in voted if not dated or is_odd(one)]
    yield from (*numbered, *voted, *followed)
    yield from (one for one in made if one.period is not None or not voted)
    if not (ruled or made or numbered or voted or listed):
        yield from unanimity(parsed)
    yield from _observed(parsed)


# That an act was adopted is said for its own sake, not only to name it.
_ADOPTS = re.compile(
    r"\b(?:Council|Nations|UN|U\.N\.|members|it|they)\s+(?:\w+ly\s+)?(?:adopted|adopts|passed|approved)"
    r"\s+(?:\w+ly\s+)?[Rr]esolution"
)


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
