"""Finds the checkable statements of a text, in order, each with what it inherits."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from yalu.claims.alternatives import with_alternatives
from yalu.claims.bases import led_by_lag
from yalu.claims.changes import changes
from yalu.claims.claim import ALL_GOODS, Claim, Kind, Scope
from yalu.claims.compared import is_from
from yalu.claims.dates import Anchor, dated, dateline
from yalu.claims.doubts import unsaid
from yalu.claims.echoes import without_echoes
from yalu.claims.extremes import extremes
from yalu.claims.lawsides import act_spoken_of
from yalu.claims.lawtext import laws
from yalu.claims.levels import levels
from yalu.claims.lexicon import pattern, words
from yalu.claims.parse import Context, Parsed, parse
from yalu.claims.periods import clause_at
from yalu.claims.runs import directions, streaks
from yalu.claims.sentences import Sentence, cleaned, sentences
from yalu.claims.subjects import Pair, Subject
from yalu.claims.units import completed
from yalu.model.periods import Period

MOST_CHARACTERS = 4_000_000
# The opening of a text, where it says when it was written and of when it speaks.
_HEAD = 4_000
# Runs of marks and of digits say nothing; leaving them out keeps odd input cheap.
_SPEAKS = re.compile(r"[^\W\d_]{2}")


def extract(text: str, *, pair: Pair, day: date) -> Iterator[Claim]:
    """Give the claims of a text in order; `day` is the day of the text if it bears no dateline."""
    clean = cleaned(text)
    anchor = anchored(clean, day)
    context = Context()
    for sentence in sentences(clean):
        if not _SPEAKS.search(sentence.text):
            continue
        parsed = completed(parse(sentence, pair=pair, anchor=anchor, context=context))
        found = () if is_withdrawn(sentence) else read(parsed)
        yield from found
        context = carried(parsed, found)


def anchored(text: str, day: date) -> Anchor:
    """Choose what dates without a year are read against.

    A text that is no dispatch says first of which year it speaks, or else speaks of the latest.
    """
    dispatched = dateline(text, by=day)
    if dispatched is not None:
        return Anchor(day=dispatched)
    plain = Anchor(day=day)
    for sentence in sentences(text[:_HEAD]):
        spoken = [one for one in dated(sentence.text, plain)[0] if one.role == "in" and one.period]
        if spoken:
            first = spoken[0]
            return Anchor(day=day, focus=first.period if first.explicit else None)
    return plain


def read(parsed: Parsed) -> tuple[Claim, ...]:
    """Give the claims of one sentence in order of place."""
    rated = [*changes(parsed)]
    ruled = [*laws(parsed)]
    # An amount that a rule sets is no amount of trade.
    limits = {claim.start for claim in ruled if claim.kind is Kind.LAW and claim.number is not None}
    # A part of a limit is no part of trade.
    parts = {claim.start for claim in ruled if claim.kind is Kind.SHARE}
    rated = [claim for claim in rated if claim.start not in parts]
    found = [
        *rated,
        *(claim for claim in levels(parsed) if claim.start not in limits),
        *directions(parsed, rated),
        *streaks(parsed),
        *extremes(parsed),
        *ruled,
    ]
    told = (
        replace(with_alternatives(parsed, claim), unsaid=unsaid(parsed, claim))
        for claim in without_echoes([*_once(found)])
    )
    return tuple(sorted(told, key=lambda claim: (claim.start, claim.end)))


def is_withdrawn(sentence: Sentence) -> bool:
    """Tell a sentence that asks, that only foresees, or that quotes a figure to take it back."""
    listed = words("sentences")
    if sentence.text.rstrip(" \"”'’)").endswith("?"):
        return True
    return bool(
        pattern(*listed["withdrawn"]).search(sentence.text)
        or pattern(*listed["hypothetical"]).search(sentence.text)
    )


def carried(parsed: Parsed, found: Sequence[Claim]) -> Context:
    """Give what the next sentence inherits."""
    before = parsed.context
    subject = parsed.subjects[-1] if parsed.subjects else before.subject
    named = [one for one in parsed.subjects if one.scope is Scope.PAIR]
    if not parsed.subjects:
        subject = _spoken_of(subject, found)
    main = named[0] if named and _is_main(parsed) else (named[-1] if named else subject)
    trade = [c for c in found if c.kind is not Kind.LAW and c.kind is not Kind.COUNT]
    period = _period(parsed, found, trade)
    rated = (c for c in trade if c.kind is not Kind.EXTREME)
    base = next((c.base_period for c in rated if c.base_period is not None), None)
    compared = base is None
    if base is None:
        base = _compared(parsed, trade, period)
    if base is None and period == before.period:
        base = before.base
    money = [one.unit for one in parsed.amounts if one.is_money]
    goods = next((c.product for c in reversed([*found, *trade]) if c.product), "")
    return replace(
        before,
        subject=main if main is not None else before.subject,
        owner=next((s.owner for s in reversed(parsed.subjects) if _takes_side(s)), before.owner),
        flows=frozenset(one.flow for one in parsed.subjects) or before.flows,
        period=period,
        main=before.main or period,
        months=_months(before, [c.period for c in _own(parsed, trade)] or [period]),
        spoken=_spoken(before, period, trade),
        base=base,
        compared=compared,
        lag=_lag(trade) or before.lag,
        currency=money[-1] if money else before.currency or _currency(parsed.text),
        wares=next((one.name for one in reversed(parsed.goods)), before.wares),
        goods=goods.replace(ALL_GOODS, "") if (goods or parsed.subjects) else before.goods,
        of=next((c.of for c in found if c.kind is Kind.SHARE), ""),
        act=act_spoken_of(parsed),
        target=_target(parsed, found),
        lists=next((c.law.actor for c in reversed(found) if _is_listing(c) and c.law), None),
        day=next((one.day for one in reversed(parsed.dates) if one.day is not None), before.day),
    )


def _is_listing(claim: Claim) -> bool:
    return claim.kind is Kind.COUNT and claim.law is not None and claim.law.verb == "lists"


def _target(parsed: Parsed, found: Sequence[Claim]) -> str:
    """Give the economy that rules are spoken of as against, if it is not the one asked about."""
    told = [c.law.target for c in found if c.law is not None and c.kind is Kind.LAW]
    theirs = any(one.code == parsed.pair.partner for one in parsed.areas)
    return "" if theirs else (told[-1] if told else parsed.context.target)


def _spoken_of(subject: Subject | None, found: Sequence[Claim]) -> Subject | None:
    """Give the trade that a sentence without a trade word went on about, with its own goods."""
    told = [c for c in found if c.flow and c.scope is Scope.PAIR and c.kind in _FIGURES]
    if not told:
        return subject
    last = told[-1]
    before = subject or Subject(owner="")
    return replace(before, flow=last.flow or before.flow, product=last.product, balance=False)


_FIGURES = {Kind.LEVEL, Kind.YEAR_TO_DATE, Kind.CHANGE_MONTH, Kind.CHANGE_YEAR}


def _takes_side(subject: Subject) -> bool:
    return bool(subject.owner) and not subject.balance


def _is_main(parsed: Parsed) -> bool:
    """Tell whether a sentence has one trade word; of several the last is passed on."""
    return len(parsed.subjects) == 1


_LOOKS_BACK = re.compile(
    r"\bhad\s+(?:(?:\w+ly|still|already|also|not|once|even)\s+)?(?:been|\w+ed|come|stood|sold|bought|sent"
    r"|risen|fallen|grown|sunk|shrunk|hit|run|paid|taken|gone|made|brought|put|begun)\b"
    r"|\bwere revised\b|\bfigures? compares?\b|\bpublished before\b",
    re.IGNORECASE,
)


def _own(parsed: Parsed, trade: Sequence[Claim]) -> list[Claim]:
    """Give the claims that tell of a time of their own, not of one that is compared with."""
    told = [c for c in trade if c.period is not None and c.firm and c.kind is not Kind.SHARE]
    told = [c for c in told if not _is_aside(parsed, c)] or told
    bases = {
        parsed.sentence.start + one.start
        for one in parsed.amounts
        if is_from(parsed, one) or led_by_lag(parsed, one)
    }
    return [c for c in told if c.scope is Scope.PAIR and c.start not in bases]


def _is_aside(parsed: Parsed, claim: Claim) -> bool:
    """Tell a claim of a `which had …` clause, which the text does not go on about."""
    place = claim.start - parsed.sentence.start
    here = clause_at(parsed, place)
    return here.lead in {"which", "whose"} and bool(
        _LOOKS_BACK.search(parsed.text[here.start : place])
    )


def _period(parsed: Parsed, found: Sequence[Claim], trade: Sequence[Claim]) -> Period | None:
    """Choose the period that the text goes on about; what `had been` is looked back on."""
    before = parsed.context.period
    told = _own(parsed, trade)
    if told:
        period = told[0].period
        assert period is not None  # noqa: S101  - for the type checker; those told have one
        earlier = before is not None and period.last < before.last
        return before if earlier and _LOOKS_BACK.search(parsed.text) else period
    if found or not (_introduces(parsed) or (before is None and _of_figures().search(parsed.text))):
        return before
    spoken = [one.period for one in parsed.dates if one.period and one.role == "in" and not one.day]
    return spoken[0] if spoken else before


def _months(before: Context, told: Sequence[Period | None]) -> tuple[Period, ...]:
    """Keep the months last spoken of, the latest mention first."""
    months = [one for one in told if one is not None and one.first == one.last]
    return tuple(dict.fromkeys((*reversed(months), *before.months)))[:4]


@cache
def _of_figures() -> re.Pattern[str]:
    return pattern(*words("sentences")["of_figures"])


def _spoken(before: Context, period: Period | None, trade: Sequence[Claim]) -> tuple[Period, ...]:
    """Keep the periods last spoken of, that which the text goes on about first."""
    told = [one for one in (period, *(c.period for c in trade)) if one is not None]
    return tuple(dict.fromkeys((*told, *before.spoken)))[:8]


def _introduces(parsed: Parsed) -> bool:
    """Tell a heading, or a sentence on the trade of the pair, from an aside on something else."""
    if any(one.scope is Scope.PAIR for one in parsed.subjects):
        return True
    return len(parsed.text) < 80 and not re.search(r"[a-z]\.\W*$", parsed.text)


def _compared(parsed: Parsed, trade: Sequence[Claim], period: Period | None) -> Period | None:
    """Give the period of a level that the sentence compares with: `against 207 million a year ago`.

    A change told in the next sentence is on that level.
    """
    start = parsed.sentence.start
    bases = {start + one.start for one in parsed.amounts if is_from(parsed, one)}
    told = [c.period for c in trade if c.start in bases and c.period and c.firm]
    return told[-1] if told and period is not None and told[-1].first < period.first else None


def _lag(trade: Sequence[Claim]) -> int:
    lags = {Kind.CHANGE_MONTH: 1, Kind.CHANGE_YEAR: 12, Kind.YEAR_TO_DATE: 12}
    rated = [lags[c.kind] for c in trade if c.kind in lags and c.rising is not None]
    return rated[-1] if rated else 0


def _currency(text: str) -> str:
    found = re.search(
        r"\(?(?:in\s+)?(?:millions?\s+of\s+)?(US\$|USD|CNY|RMB|yuan|dollars)\b|(US\$)", text
    )
    if found is None:
        return ""
    return "CNY" if found[0].strip("( ").endswith(("CNY", "RMB", "yuan")) else "USD"


def _once(found: Sequence[Claim]) -> Iterator[Claim]:
    """Drop what is told twice in one sentence."""
    seen = set()
    for claim in found:
        key = (
            claim.kind,
            claim.flow,
            claim.product,
            claim.period,
            claim.base_period,
            claim.number,
            claim.unit,
            claim.sense,
            claim.scope,
            claim.law,
        )
        if key not in seen:
            seen.add(key)
            yield claim
