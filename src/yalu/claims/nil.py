"""Nothing: `no coal was imported`, `neither A nor B`, `exports of gas: nil`, `fell to zero`."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from yalu.claims.claim import ALL_GOODS, Claim, Scope
from yalu.claims.dates import Dated
from yalu.claims.goods import goods_of
from yalu.claims.kinds import kind_of
from yalu.claims.lexicon import either, words
from yalu.claims.mentions import Goods
from yalu.claims.parse import Parsed
from yalu.claims.periods import clause_at, period_of, resolved, spoken_periods
from yalu.claims.reading import subject_of
from yalu.claims.subjects import Subject
from yalu.model.intervals import Interval
from yalu.model.periods import Period
from yalu.model.trade import Flow

_BETWEEN = re.compile(r"\s*(?:,?\s*(?:or|nor|and)|,|/)?\s*(?:any\s+|no\s+)?", re.IGNORECASE)
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
        yield from _none(parsed)
        return
    subject = _subject(parsed, listed)
    if subject is None:
        return
    for period, said in _periods(parsed, listed):
        for name in dict.fromkeys(goods.name for goods in listed):
            place = next(goods for goods in listed if goods.name == name)
            yield _nought(parsed, place, subject, period=period, firm=said)


def _none(parsed: Parsed) -> Iterator[Claim]:
    """Read `and in October none`, `after none in August`: nothing of the goods spoken of."""
    for found in _NONE.finditer(parsed.text):
        before = [one for one in parsed.amounts if one.end <= found.start() and one.is_quantity]
        subject = subject_of(parsed, before[-1]) if before else parsed.context.subject
        if subject is None or subject.flow is Flow.TOTAL or subject.scope is Scope.OTHER:
            continue
        told = goods_of(parsed, before[-1], subject) if before else parsed.context.goods
        place = Goods(start=found.start(), end=found.end(), name=told or subject.product)
        if place.name == ALL_GOODS or not _is_dated(parsed, found):
            continue
        for period, said in _periods(parsed, [place], first=clause_at(parsed, place.start).start):
            yield _nought(parsed, place, subject, period=period, firm=said)


_NONE = re.compile(
    r"\b(?:none|nothing)\b(?!\s+(?:of|but|more|less|to|else|new|like|since|other))", re.IGNORECASE
)


def _is_dated(parsed: Parsed, found: re.Match[str]) -> bool:
    """Tell a month in the clause of `none`: in October none, none in August."""
    here = clause_at(parsed, found.start())
    months = [one for one in parsed.dates if one.role == "in" and one.period]
    if any(0 <= found.start() - one.end <= 2 for one in months):
        return True
    near = any(here.start <= one.start < here.end + 12 for one in months)
    led = _LEADS.search(parsed.text[here.start : found.start()])
    return near and bool(led or _HAD.match(parsed.text, found.end()))


_LEADS = re.compile(
    r"(?:\b(?:after|versus|against|and|but|from|to|shows?|showed|reported|recorded|sold|bought|sent|was|were)\s+|^\W*)$",
    re.IGNORECASE,
)
_HAD = re.compile(r"\s+(?:had|has|was|were|in|for)\b")


def _nought(
    parsed: Parsed, place: Goods, subject: Subject, *, period: Period | None, firm: bool
) -> Claim:
    return Claim(
        start=parsed.sentence.start + place.start,
        end=parsed.sentence.start + place.end,
        sentence=parsed.sentence.text,
        kind=kind_of(period),
        flow=subject.flow,
        product=place.name,
        period=period,
        number=Decimal(0),
        stated=Interval(low=Decimal(0), high=Decimal(0)),
        firm=firm and period is not None and not subject.guessed,
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


def _periods(
    parsed: Parsed, listed: Sequence[Goods], *, first: int = 0
) -> list[tuple[Period | None, bool]]:
    """Give the period, or each of a list of months: in April, May or June."""
    period, said = period_of(parsed, listed[-1].start, listed[-1].end)
    spoken = [
        one for one in spoken_periods(parsed, listed[-1].start) if one.period and one.start >= first
    ]
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
    small = (
        r"(?:single\s+)?(?:tonnes?|tons?|barrels?|kilograms?|grams?|drop|gram|litre|liter|piece)"
    )
    verb = r"(?:import|export|buy|sell|ship|purchase|supply|deliver|send|take|receive)"
    return re.compile(
        rf"(?<!\w)(?:(?:nor|neither)\s+(?:did|has|have|does)\s+[\w',-]+(?:\s+[\w'-]+){{0,5}}?\s+{verb}(?:ed)?(?:\s+any)?"
        rf"|(?:did\s+not|didn't)\s+{verb}(?:\s+(?:the\s+North|North\s+Korea|Iran|it|any))?"
        rf"|no|neither|nor|zero|nil|without\s+any|not\s+any|none\s+of\s+the"
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
