"""Nothing: `no coal was imported`, `neither A nor B`, `exports of gas: nil`, `fell to zero`."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from yalu.claims.claim import ALL_GOODS, Claim, Scope
from yalu.claims.dates import Dated
from yalu.claims.kinds import kind_of
from yalu.claims.lexicon import either, words
from yalu.claims.mentions import Goods
from yalu.claims.parse import Parsed
from yalu.claims.periods import clause_at, period_of, resolved, spoken_periods
from yalu.claims.subjects import Subject
from yalu.model.intervals import Interval
from yalu.model.periods import Period
from yalu.model.trade import Flow

_BETWEEN = re.compile(r"\s*(?:,?\s*(?:or|nor|and)|,|/)?\s*(?:any\s+)?", re.IGNORECASE)
_MORE_GOODS = re.compile(r"\s*(?:,\s*(?:or|nor|and)?|or|nor|and)\s+(?:any\s+)?$", re.IGNORECASE)
# What may come, was lifted, or is not banned, is not nothing.
_NOT_SAID = re.compile(
    r"\b(?:lifted|would|could|may|might|plans?|no\s+ban|not\s+banned|no\s+longer\s+banned)\b"
)
_NOT_THESE = re.compile(
    r"\s+(?:ban|bans|embargo|exemptions?|prices?|quota|ceiling|cap|mines?|miners?|traders?)\b", re.I
)


def nothing(parsed: Parsed) -> Iterator[Claim]:
    """Give a claim of nought for each of the goods of which a sentence says there were none."""
    if _NOT_SAID.search(parsed.text):
        return
    listed = _denied(parsed) or _named_nil(parsed)
    if not listed:
        return
    subject = _subject(parsed, listed)
    if subject is None:
        return
    for period, said in _periods(parsed, listed):
        for name in dict.fromkeys(goods.name for goods in listed):
            place = next(goods for goods in listed if goods.name == name)
            yield Claim(
                start=parsed.sentence.start + place.start,
                end=parsed.sentence.start + place.end,
                sentence=parsed.sentence.text,
                kind=kind_of(period),
                flow=subject.flow,
                product=name,
                period=period,
                number=Decimal(0),
                stated=Interval(low=Decimal(0), high=Decimal(0)),
                firm=said and period is not None,
                open_flow=subject.open,
            )


def _denied(parsed: Parsed) -> list[Goods]:
    """Give the list of goods that stands right after a denial: no A, B or C; neither A nor B."""
    for found in _denials().finditer(parsed.text):
        if listed := _listed(parsed, found.end()):
            return listed
    return []


def _listed(parsed: Parsed, start: int) -> list[Goods]:
    listed: list[Goods] = []
    for one in (goods for goods in parsed.goods if goods.start >= start):
        edge = listed[-1].end if listed else start
        if not _BETWEEN.fullmatch(parsed.text[edge : one.start]):
            break
        listed.append(one)
    if listed and _NOT_THESE.match(parsed.text, listed[-1].end):
        return []
    return listed


def _named_nil(parsed: Parsed) -> list[Goods]:
    """Give the goods before `nil`, and of `exports of A and B: nil`."""
    found = _predicates().search(parsed.text)
    if found is None:
        return []
    if "no " in found[0].casefold() or found[0].casefold().startswith("nil"):
        return list(parsed.goods)
    here = clause_at(parsed, max(0, found.start() - 1))
    edge = max(here.start, parsed.text.rfind(";", 0, found.start()))
    before = [goods for goods in parsed.goods if edge <= goods.start and goods.end <= found.start()]
    while before and _MORE_GOODS.search(parsed.text[: before[0].start]):
        earlier = [goods for goods in parsed.goods if goods.end <= before[0].start]
        if not earlier or not _BETWEEN.fullmatch(parsed.text[earlier[-1].end : before[0].start]):
            break
        before.insert(0, earlier[-1])
    if not before and any(s.product not in {"", ALL_GOODS} for s in parsed.subjects):
        return list(parsed.goods)
    return before


def _periods(parsed: Parsed, listed: Sequence[Goods]) -> list[tuple[Period | None, bool]]:
    """Give the period, or each of a list of months: in April, May or June."""
    period, said = period_of(parsed, listed[-1].start, listed[-1].end)
    spoken = [one for one in spoken_periods(parsed, listed[-1].start) if one.period]
    joined: list[Dated] = []
    for one in spoken:
        between = parsed.text[joined[-1].end : one.start] if joined else ""
        if joined and not re.fullmatch(r"\s*(?:,|,?\s*(?:and|or|nor))\s*(?:in\s+)?", between):
            joined = []
        joined.append(one)
    months = [resolved(parsed, one) for one in joined]
    if len(months) > 1 and period in months:
        return [(month, True) for month in months]
    return [(period, said)]


def _subject(parsed: Parsed, listed: Sequence[Goods]) -> Subject | None:
    """Find which way the goods would have gone."""
    named = [
        one
        for one in parsed.subjects
        if not one.balance and one.flow is not Flow.TOTAL and one.scope is Scope.PAIR
    ]
    if any(one.scope is Scope.OTHER for one in parsed.subjects) and not named:
        return None
    if named:
        return min(named, key=lambda one: min(abs(one.end - g.start) for g in listed))
    spoken_of = parsed.context.subject
    if spoken_of is not None and spoken_of.flow is not Flow.TOTAL and not spoken_of.balance:
        return spoken_of
    return None


@cache
def _denials() -> re.Pattern[str]:
    trade = either(word for kind in ("buy", "sell") for word in words("flows")[kind]["noun"])
    small = r"single\s+(?:tonnes?|tons?|barrels?|kilograms?|grams?|drop|gram)"
    return re.compile(
        rf"(?<!\w)(?:no|neither|nor|zero|nil|without\s+any|not\s+any|none\s+of\s+the"
        rf"|(?:not|n't)(?:\s+\w+){{0,3}}?\s+any|not\s+(?:a|one)\s+{small}\s+of)\s+"
        rf"(?:(?:more|further|additional|North\s+Korean|Chinese|Iranian|new)\s+)*"
        rf"(?:{trade}\s+of\s+(?:[\w]+'s?\s+)?)?",
        re.IGNORECASE,
    )


@cache
def _predicates() -> re.Pattern[str]:
    told = either(words("moves")["nil_led"])
    return re.compile(
        rf"(?:(?<!\w){told}|:)\s+(?:(?:still|again|also|a\s+flat|just)\s+)*(?:nil|zero|nought|naught|none|nothing)(?!\w)"
        r"|\bno\s+(?:imports|exports|shipments|purchases|deliveries|sales)\b"
        r"(?=[^.]*\b(?:recorded|reported|seen|made|registered)\b)"
        r"|^Nil\s+(?:imports|exports)\s+of\b",
        re.IGNORECASE,
    )
