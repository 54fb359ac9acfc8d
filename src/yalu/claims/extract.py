"""Finds the checkable statements of a text, in order, each with what it inherits."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from yalu.claims.changes import changes
from yalu.claims.claim import ALL_GOODS, Claim, Kind, Scope
from yalu.claims.dates import Anchor, dateline, explicit_periods
from yalu.claims.lawtext import laws
from yalu.claims.levels import levels
from yalu.claims.lexicon import pattern, words
from yalu.claims.parse import Context, Parsed, parse
from yalu.claims.reading import is_from, led_by_lag
from yalu.claims.runs import directions, extremes, streaks
from yalu.claims.sentences import Sentence, cleaned, sentences
from yalu.claims.subjects import Pair, Subject
from yalu.model.periods import Period

MOST_CHARACTERS = 4_000_000
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
        parsed = parse(sentence, pair=pair, anchor=anchor, context=context)
        found = () if is_withdrawn(sentence) else read(parsed)
        yield from found
        context = carried(parsed, found)


def anchored(text: str, day: date) -> Anchor:
    """Choose what dates without a year are read against."""
    written = dateline(text, by=day) or day
    named = [period for period in explicit_periods(text) if period.first_day <= written]
    return Anchor(day=written, focus=max(named, default=None))


def read(parsed: Parsed) -> tuple[Claim, ...]:
    """Give the claims of one sentence in order of place."""
    rated = [*changes(parsed)]
    ruled = [*laws(parsed)]
    found = [
        *rated,
        *levels(parsed),
        *directions(parsed, rated),
        *streaks(parsed),
        *extremes(parsed),
        *ruled,
    ]
    return tuple(sorted(_once(found), key=lambda claim: (claim.start, claim.end)))


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
    main = named[0] if named and _is_main(parsed) else (named[-1] if named else subject)
    trade = [c for c in found if c.kind is not Kind.LAW and c.kind is not Kind.COUNT]
    period = _period(parsed, found, trade)
    base = next((c.base_period for c in trade if c.base_period is not None), None)
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
        period=period,
        base=base,
        lag=_lag(trade) or before.lag,
        currency=money[-1] if money else before.currency or _currency(parsed.text),
        goods=goods.replace(ALL_GOODS, "") if (goods or parsed.subjects) else before.goods,
        act=next((number for *_, number in parsed.acts), before.act),
    )


def _takes_side(subject: Subject) -> bool:
    return bool(subject.owner) and not subject.balance


def _is_main(parsed: Parsed) -> bool:
    """Tell whether a sentence has one trade word; of several the last is passed on."""
    return len(parsed.subjects) == 1


_LOOKS_BACK = re.compile(
    r"\bhad (?:been|stood|totall?ed|come|reached)\b|\bwere revised\b|\bfigures? compares?\b"
    r"|\bpublished before\b",
    re.IGNORECASE,
)


def _period(parsed: Parsed, found: Sequence[Claim], trade: Sequence[Claim]) -> Period | None:
    """Choose the period that the text goes on about; what `had been` is looked back on."""
    if _LOOKS_BACK.search(parsed.text):
        return parsed.context.period
    told = [c for c in trade if c.period is not None and c.firm and c.kind is not Kind.SHARE]
    bases = {parsed.sentence.start + one.start for one in parsed.amounts if is_from(parsed, one)}
    bases |= {
        parsed.sentence.start + one.start for one in parsed.amounts if led_by_lag(parsed, one)
    }
    told = [c for c in told if c.scope is Scope.PAIR and c.start not in bases]
    if told:
        return told[0].period
    spoken = [one.period for one in parsed.dates if one.period and one.role == "in" and not one.day]
    return spoken[0] if spoken and not found else parsed.context.period


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
