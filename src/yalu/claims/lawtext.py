"""Legal statements: the claims of a sentence on bans, suspensions, ceilings, acts and listings."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from yalu.claims.acttext import enactments, rounds, unnumbered
from yalu.claims.carriedtext import carriages
from yalu.claims.ceilingtext import ceilings
from yalu.claims.claim import Claim, LawFacts
from yalu.claims.lawclaim import facts_of, law_claim
from yalu.claims.lawdates import is_issued, last_of, vague, when_of
from yalu.claims.lawdays import with_days
from yalu.claims.lawdoubts import doubted
from yalu.claims.lawgoods import also_ruled, echoes, goods_of, parts_of
from yalu.claims.lawsides import by_way, sides_of
from yalu.claims.lawwords import Verb, bracketed, headed, verbs_on_goods
from yalu.claims.lexicon import pattern, words
from yalu.claims.parse import Parsed
from yalu.claims.partytext import listings
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
    busy = termed or over or used or excepted
    ruled = [] if busy else [*_rules(parsed, free)]
    yield from ruled
    listed = [] if ruled else [*listings(parsed)]
    yield from listed
    yield from rounds(parsed)
    if not ruled:
        yield from carriages(parsed)
    if not ruled:
        yield from unnumbered(parsed)
    if not listed:
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


def _rules(parsed: Parsed, free: Sequence[Claim]) -> Iterator[Claim]:
    """Give a claim for each rule on goods: a word of law with the goods that stand by it."""
    told = {name for one in free if one.law for name in one.law.goods}
    parted = [part for verb in verbs_on_goods(parsed) for part in parts_of(parsed, verb)]
    headed_by = headed(parsed) if not parted else None
    if headed_by is not None:
        yield from _of_head(parsed, headed_by)
    if not parted and headed_by is None:
        for verb, listed in bracketed(parsed):
            for part in by_way(parsed, verb, listed):
                yield rule(parsed, verb, part)
    for verb in parted:
        goods = goods_of(parsed, verb)
        amounts = [a for a in parsed.amounts if a.is_quantity or a.is_money]
        permits = verb.kind == "permits" and bool(amounts)
        limits = verb.kind == "limits" or permits
        if not goods or (set(goods) <= told and not (limits and amounts)):
            continue
        if _complies(parsed) and not parsed.goods and when_of(parsed, verb) is None:
            continue
        told |= set(goods)
        if limits:
            yield from ceilings(parsed, verb, goods)
        else:
            for part in by_way(parsed, verb, goods):
                yield rule(parsed, verb, part)
            for own, one in echoes(parsed, verb, goods):
                told.add(one.name)
                yield rule(parsed, own, (one.name,))
            if also := also_ruled(parsed, verb):
                told |= set(also)
                yield rule(parsed, verb, also)
        yield from _compliance(parsed, verb, goods)


def _of_head(parsed: Parsed, verb: Verb) -> Iterator[Claim]:
    """Read what stands after an act and a colon: goods that it bans, amounts that it allows."""
    capped = [
        claim
        for claim in ceilings(parsed, verb, goods_of(parsed, verb))
        if claim.number is not None
    ]
    limited = {name for claim in capped if claim.law for name in claim.law.goods}
    banned = tuple(name for name in goods_of(parsed, verb) if name not in limited)
    for part in by_way(parsed, verb, banned):
        yield rule(parsed, verb, part)
    yield from capped


def rule(parsed: Parsed, verb: Verb, goods: tuple[str, ...]) -> Claim:
    """Read one rule: what it does to which goods, by whom, against whom, since when."""
    when = when_of(parsed, verb)
    sides = sides_of(parsed, verb, goods)
    facts = facts_of(verb.kind, sides=sides, goods=goods, when=when)
    facts = replace(
        facts,
        early=when.early if when else vague(parsed),
        last=last_of(parsed, when),
        issued=when is not None and is_issued(parsed, when),
    )
    return law_claim(parsed, verb.start, verb.end, facts, sides=sides)


def _complies(parsed: Parsed) -> re.Match[str] | None:
    """Find `in line with United Nations sanctions`."""
    match = pattern(*words("law")["complies"]).search(parsed.text)
    council = r"\b(?:UN|U\.N\.|United Nations|Security Council)\b"
    return match if match and re.search(council, parsed.text[match.end() :]) else None


def _compliance(parsed: Parsed, verb: Verb, goods: tuple[str, ...]) -> Iterator[Claim]:
    """Read `in compliance with United Nations sanctions` as a claim on the Council's rules."""
    match = _complies(parsed)
    if match is None or (not parsed.goods and parsed.acts):
        return
    when = when_of(parsed, replace(verb, start=match.start(), end=match.end()))
    when = when or next((one for one in parsed.dates if one.period), None)
    month = when.period if when else None
    facts = LawFacts(verb="complies", actor="UN", goods=goods, month=month)
    claim = law_claim(
        parsed, match.start(), match.end(), facts, sides=sides_of(parsed, verb, goods)
    )
    yield replace(claim, firm=False)


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
