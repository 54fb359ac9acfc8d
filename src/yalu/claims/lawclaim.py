"""The one way to build a claim of law: its facts from the parts that were read, then its place."""

from collections.abc import Sequence
from dataclasses import replace

from yalu.claims.claim import ALL_GOODS, Claim, Kind, LawFacts
from yalu.claims.dates import Dated
from yalu.claims.lawsides import Sides
from yalu.claims.numbers import Amount
from yalu.claims.parse import Parsed
from yalu.claims.ranges import stated


def facts_of(
    verb: str,
    *,
    sides: Sides | None = None,
    goods: Sequence[str] = (),
    when: Dated | None = None,
    word: str = "",
) -> LawFacts:
    """Gather what a statement says: what is done to which goods, by whom, when."""
    facts = LawFacts(verb=verb, goods=tuple(goods), word=word)
    if sides is not None:
        facts = replace(
            facts,
            actor=sides.actor,
            act=sides.act,
            target=sides.target,
            way=sides.flow.word if sides.said else "",
        )
    return facts if when is None else timed(facts, when)


def timed(facts: LawFacts, when: Dated) -> LawFacts:
    """Add to facts the day or the time that they are told of."""
    return replace(
        facts,
        day=when.day,
        month=when.period,
        since=when.role == "since",
        early=when.early,
    )


def law_claim(
    parsed: Parsed, start: int, end: int, facts: LawFacts, *, sides: Sides | None = None
) -> Claim:
    """Build a claim from its facts; it stands at a place of the sentence."""
    return Claim(
        start=parsed.sentence.start + start,
        end=parsed.sentence.start + end,
        sentence=parsed.sentence.text,
        kind=Kind.LAW,
        flow=sides.flow if sides is not None else None,
        product="; ".join(facts.goods) or ALL_GOODS,
        period=facts.month,
        law=facts,
    )


def with_amount(claim: Claim, amount: Amount) -> Claim:
    """Add to a claim the number that it sets, or says to be used."""
    return replace(
        claim, number=amount.value, unit=amount.unit, sense=amount.sense, stated=stated(amount)
    )
