"""Rules on goods: what is banned, suspended, limited or let through, word of law by word of law."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from yalu.claims.ceilingtext import ceilings
from yalu.claims.claim import Claim, LawFacts
from yalu.claims.lawclaim import facts_of, law_claim
from yalu.claims.lawdates import is_issued, last_of, vague, when_of
from yalu.claims.lawgoods import also_ruled, echoes, goods_of, parts_of
from yalu.claims.lawsides import by_way, sides_of
from yalu.claims.lawwords import Verb, bracketed, headed, unworded, verbs_on_goods
from yalu.claims.lexicon import pattern, words
from yalu.claims.parse import Parsed


def rules(parsed: Parsed, free: Sequence[Claim]) -> Iterator[Claim]:
    """Give a claim for each rule on goods; `free` is what the sentence calls free of any."""
    verbs = [part for verb in verbs_on_goods(parsed) for part in parts_of(parsed, verb)]
    if verbs:
        yield from _by_word(parsed, verbs, free)
    else:
        yield from _without_word(parsed)


def _by_word(parsed: Parsed, verbs: Sequence[Verb], free: Sequence[Claim]) -> Iterator[Claim]:
    """Take each word of law with the goods that stand by it."""
    told = {name for one in free if one.law for name in one.law.goods}
    kinds: set[str] = set()
    for verb in verbs:
        goods = goods_of(parsed, verb)
        known = set(goods) <= told and not _sets(parsed, verb) and not _anew(parsed, verb, kinds)
        if not goods or known:
            continue
        if _complies(parsed) and not parsed.goods and when_of(parsed, verb) is None:
            continue
        found = [*_on_goods(parsed, verb, goods)]
        told |= {name for one in found if one.law for name in one.law.goods} | set(goods)
        kinds.add(verb.kind)
        yield from found
        yield from _compliance(parsed, verb, goods)


def _on_goods(parsed: Parsed, verb: Verb, goods: tuple[str, ...]) -> Iterator[Claim]:
    """Give the claims of one word of law on its goods, and on those that share the word."""
    if verb.kind == "limits" or _sets(parsed, verb):
        yield from ceilings(parsed, verb, goods)
        return
    for part in by_way(parsed, verb, goods):
        yield rule(parsed, verb, part)
    for own, one in echoes(parsed, verb, goods):
        yield rule(parsed, own, (one.name,))
    if also := also_ruled(parsed, verb):
        yield rule(parsed, verb, also)


def _sets(parsed: Parsed, verb: Verb) -> bool:
    """Tell a word that limits or permits by an amount."""
    amounts = any(one.is_quantity or one.is_money for one in parsed.amounts)
    return amounts and verb.kind in {"limits", "permits"}


def _anew(parsed: Parsed, verb: Verb, kinds: set[str]) -> bool:
    """Tell a second rule on the same goods, of another kind and with a day of its own."""
    dated = any(verb.end <= one.start < verb.until and one.period for one in parsed.dates)
    return dated and verb.kind not in kinds


def _without_word(parsed: Parsed) -> Iterator[Claim]:
    """Read rules without a word of law: an act with a colon, in brackets, with an amount a year."""
    if (head := headed(parsed)) is not None:
        yield from _of_head(parsed, head)
    elif (bare := unworded(parsed)) is not None:
        goods = goods_of(parsed, bare)
        yield from ceilings(parsed, bare, goods) if goods else ()
    else:
        for verb, listed in bracketed(parsed):
            for part in by_way(parsed, verb, listed):
                yield rule(parsed, verb, part)


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
