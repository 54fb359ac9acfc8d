"""The other readings that a sentence leaves open: of which month, and of which trade.

A number whose month stands right beside it, or whose trade word stands in its clause, has one
reading. Otherwise the other months and trades of the sentence, or of what it goes on about, are
tried too; the answer says which fits.
"""

from collections.abc import Iterator
from dataclasses import replace

from yalu.claims.claim import ALL_GOODS, Claim, Kind, Scope
from yalu.claims.kinds import change_kind, kind_of
from yalu.claims.parse import Parsed
from yalu.claims.periods import clause_at, resolved, said_here
from yalu.model.periods import Period
from yalu.model.trade import Flow

_FIGURES = {Kind.LEVEL, Kind.YEAR_TO_DATE, Kind.CHANGE_MONTH, Kind.CHANGE_YEAR}
_NEAR = 14
_MOST = 6


def with_alternatives(parsed: Parsed, claim: Claim) -> Claim:
    """Give a figure claim the other readings of its sentence."""
    if (
        claim.kind not in _FIGURES
        or claim.rising is not None
        or claim.scope is not Scope.PAIR
        or claim.flow is None
    ):
        return claim
    flows = (claim.flow, *_flows(parsed, claim)) if claim.product == ALL_GOODS else (claim.flow,)
    periods = (claim.period, *_periods(parsed, claim))
    others = [
        _read_of(claim, flow, period)
        for period in periods
        for flow in flows
        if (flow, period) != (claim.flow, claim.period)
    ]
    return replace(claim, alternatives=tuple(others[:_MOST]))


def _read_of(claim: Claim, flow: Flow, period: Period | None) -> Claim:
    if period is None or claim.period is None or period == claim.period:
        return replace(claim, flow=flow)
    if claim.rising is None:
        return replace(claim, flow=flow, period=period, kind=kind_of(period))
    step = period.first - claim.period.first
    bases = tuple(base.shift(step) for base in claim.bases)
    base = bases[0] if bases else None
    kind = change_kind(period, base)
    return replace(claim, flow=flow, period=period, bases=bases, base_period=base, kind=kind)


def _flows(parsed: Parsed, claim: Claim) -> Iterator[Flow]:
    """Give the other trades of the sentence, and for a figure of what went before, of the text."""
    at = claim.start - parsed.sentence.start
    here = clause_at(parsed, at)
    named = [one for one in parsed.subjects if one.scope is Scope.PAIR and not one.balance]
    if any(here.start <= one.start < here.end for one in named) or len(named) == 1:
        return
    spoken_of = parsed.context.subject
    listed = [one.flow for one in named]
    if not named and spoken_of is not None:
        listed = [spoken_of.flow, *((Flow.IMPORT, Flow.EXPORT) if claim.rising is None else ())]
    yield from (flow for flow in dict.fromkeys(listed) if flow is not claim.flow)


def _periods(parsed: Parsed, claim: Claim) -> Iterator[Period]:
    """Give the other months of the sentence; a number with its month beside it has none."""
    at, end = claim.start - parsed.sentence.start, claim.end - parsed.sentence.start
    named = [one for one in parsed.dates if one.role == "in" and one.period and one.day is None]
    for one in named:
        beside = 0 <= one.start - end <= _NEAR or 0 <= at - one.end <= _NEAR
        if beside and resolved(parsed, one) == claim.period:
            yield from _other_years(parsed, claim)
            return
    found = [resolved(parsed, one) for one in named]
    if not named and not said_here(parsed, claim.period):
        found = [*parsed.context.spoken[:3]]
    found += _other_years(parsed, claim)
    yield from (one for one in dict.fromkeys(found) if one is not None and one != claim.period)


def _other_years(parsed: Parsed, claim: Claim) -> list[Period]:
    """Give the month in the other years spoken of, where the sentence names it without a year."""
    named = [one for one in parsed.dates if one.period and one.period == claim.period]
    if claim.period is None or not named or any(one.explicit for one in named):
        return []
    year = claim.period.last // 12
    spoken = {one.last // 12 for one in parsed.context.spoken} - {year}
    return [claim.period.shift(12 * (one - year)) for one in sorted(spoken, reverse=True)]
