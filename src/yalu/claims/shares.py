"""Shares: a part of a trade, of the pair's total, or of what the partner trades with the world."""

import re
from collections.abc import Sequence

from yalu.claims.claim import ALL_GOODS, Claim, Kind, Scope
from yalu.claims.goods import goods_leading
from yalu.claims.mentions import Goods
from yalu.claims.numbers import Amount
from yalu.claims.parse import Parsed
from yalu.claims.periods import clause_at, period_of, spoken_periods
from yalu.claims.ranges import stated
from yalu.claims.reading import subject_of
from yalu.claims.subjects import Subject
from yalu.model.periods import Period
from yalu.model.trade import Flow

_OF = re.compile(r"\s+(?:share\s+)?of\s+(?P<whole>[^.;,]{2,70})", re.IGNORECASE)
_AGAIN = re.compile(
    r"(?:it|this|that|them|these|those|the (?:total|sum|value|amount))(?!\w|\s+of\b)", re.I
)
# "Two-thirds of what it was", "half of that of May" compare one period with another.
_RATIO = re.compile(
    r"\s+(?:of\s+)?(?:what\s+(?:it|they)\b|the\s+(?:\w+\s+)?(?:level|figure|value|amount|volume)s?\b"
    r"|(?:that|those)\s+(?:of|in|a|recorded|seen)\b|its\s+(?:\w+\s+)?(?:level|worth|value|size|volume|tally|sum)\b|(?:a\s+)?(?:month|year)(?:'s)?\s+(?:earlier|ago|before)"
    r"|last\s+(?:year|month)'s|\x00+'s|\w+'s\s+(?:level|figure)|the\s+(?:[\w-]+\s+){0,2}[$€£¥\d])",
    re.IGNORECASE,
)
_SHARE = re.compile(r"\bshares?\b(?:[^.;%]|\.\d){0,90}$", re.IGNORECASE)
_BACK = re.compile(
    r"\b(?:from|against|compared with|compared to|after|up from|down from"
    r"|(?:double|twice|half)\s+the)\s+(?:\w+\s+)?$",
    re.I,
)
_AGAIN_WAS = re.compile(
    r"\b(?:it|they|that)\s+(?:was|were|had been|stood at|came to)\s+(?:\w+\s+)?$", re.I
)
_LED_ON = re.compile(r"(?:,|\band|\bwhile|;)\s+(?:\w+\s+)?$", re.IGNORECASE)
_IS_WHOLE = re.compile(
    r"\b(?:consist(?:ed|s|ing)? of|was|were|is|are|came from|comes from|made up of)\s+"
    r"(?:[\w']+\s+){0,3}$",
    re.IGNORECASE,
)
_LEADS = re.compile(r"(?:^|[,:(—–-]\s?|\b(?:and|but|while)\s+)(?:[\w'.-]+\s+){0,2}$")


def is_ratio(parsed: Parsed, amount: Amount) -> bool:
    """Tell `half of what it was` and `a third of June's`, changes, from `half of it`, a share."""
    return bool(_RATIO.match(parsed.after(amount.end))) or any(
        one.role == "base" and one.owned and one.start - amount.end in range(2, 6)
        for one in parsed.dates
    )


def is_part(parsed: Parsed, amount: Amount) -> bool:
    """Tell a part of something from a change: a percentage that goes on with `of`."""
    if amount.unit != "percent" or amount.form == "multiple" or amount.signed:
        return False
    if is_ratio(parsed, amount):
        return False
    goes_on = re.match(r"\s+(?:share\s+)?of\b", parsed.after(amount.end, 12))
    return bool(goes_on) or _is_told(parsed, amount) or _is_of_that(parsed, amount)


def _is_of_that(parsed: Parsed, amount: Amount) -> bool:
    """Read `Of that, 92 percent were exports`: the whole stands first."""
    here = clause_at(parsed, amount.start)
    near = parsed.text[max(0, here.start - 40) : amount.start]
    return bool(_OF_THAT.search(near)) and bool(_IS_PART.match(parsed.after(amount.end, 24)))


_OF_THAT = re.compile(
    r"(?:^|[.;,:(]\s*)of\s+(?:that|this|these|it|them|which|the\s+(?:total|sum|amount))"
    r",?\s+(?:[\w~]+\s+){0,3}$",
    re.IGNORECASE,
)
_IS_PART = re.compile(
    r"\s+(?:was|were|is|are|went|came|consisted|stemmed|represented|fell\s+to)\b", re.IGNORECASE
)


def _is_told(parsed: Parsed, amount: Amount) -> bool:
    """Read `a share of 92.5 percent`, and on from one share to the one before it."""
    led = _SHARE.search(parsed.before(amount.start, 110))
    about = parsed.subjects or parsed.context.subject or parsed.context.of
    if led and about and not re.search(r"\bshares?\s+(?:in|price|rose|fell|gained|lost)\b", led[0]):
        return True
    rates = [one for one in parsed.amounts if one.unit == "percent" and one.end <= amount.start]
    if not rates:
        return False
    between = parsed.text[rates[-1].end : amount.start]
    again = _BACK.search(parsed.before(amount.start, 30)) or _next_share(parsed, rates[-1], amount)
    return bool(again or _AGAIN_WAS.search(between)) and is_part(parsed, rates[-1])


def _next_share(parsed: Parsed, last: Amount, amount: Amount) -> bool:
    """Read on in `Coal was a quarter of it and garments 30 percent`."""
    goods = [one for one in parsed.goods if last.end <= one.start and one.end <= amount.start]
    if len(goods) != 1:
        return False
    return bool(
        _LED_ON.search(parsed.text[last.end : goods[0].start])
        and re.fullmatch(
            r"\s+(?:(?:to|for|were|was|made up)\s+)?(?:\w+\s+)?",
            parsed.text[goods[0].end : amount.start],
        )
    )


def share(parsed: Parsed, amount: Amount) -> Claim | None:
    """Give the claim of a part, unless it is a part of something else than trade."""
    found = _OF.match(parsed.after(amount.end, 90))
    whole = _whole(parsed, amount, found)
    if whole is None and _is_of_that(parsed, amount):
        whole = parsed.context.subject
    if found is not None and whole is None:
        return None
    part = _goods(parsed, amount, found)
    if part:
        return _claim(parsed, amount, whole.flow if whole else Flow.TOTAL, "goods", part)
    if found is None and parsed.context.of:
        return _claim(parsed, amount, _flow_spoken_of(parsed), parsed.context.of, ALL_GOODS)
    mine = _part(parsed, amount) or _part_after(parsed, whole) or _part_spoken_of(parsed, amount)
    if mine is not None and _is_pair_total(parsed, whole):
        return _claim(parsed, amount, mine.flow, "total", ALL_GOODS, open_flow=mine.open)
    if not _is_partners(parsed, amount):
        return None
    return _claim(parsed, amount, whole.flow if whole else Flow.TOTAL, "partner", ALL_GOODS)


def _whole(parsed: Parsed, amount: Amount, found: re.Match[str] | None) -> Subject | None:
    """Find the trade that the part is of."""
    if found is None:
        led = re.search(r"\bshares?\s+(?:of|in)\s+", parsed.text[: amount.start], re.IGNORECASE)
        after = [one for one in parsed.subjects if led is not None and one.start >= led.end()]
        return next(iter(after or parsed.subjects), parsed.context.subject)
    start = amount.end + found.start("whole")
    named = [one for one in parsed.subjects if start <= one.start < amount.end + found.end()]
    if named:
        return named[0]
    if not _AGAIN.match(found["whole"]):
        return None
    before = [one for one in parsed.subjects if one.end <= amount.start]
    earlier = [one for one in before if one.start < clause_at(parsed, amount.start).start]
    return earlier[-1] if earlier else parsed.context.subject or next(iter(before), None)


def _goods(parsed: Parsed, amount: Amount, found: re.Match[str] | None) -> str:
    """Name the goods that are the part: `Wigs were 60 percent of …`, `Half of it is coal`."""
    here = clause_at(parsed, amount.start)
    before = [g for g in parsed.goods if here.start <= g.start and g.end <= amount.start]
    if before and _LEADS.search(parsed.text[: before[0].start]):
        return _listed(before)
    if not _part(parsed, amount) and (led := goods_leading(parsed, amount.start, None)):
        return led
    after = [g for g in parsed.goods if found is not None and g.start >= amount.end + found.end(0)]
    tail = parsed.text[amount.end : after[0].start] if after else ""
    is_so = re.search(
        r"\b(?:is|was|were|are|being|consisted of|came from)\s+(?:[\w'-]+\s+){0,2}$", tail
    )
    inside = found is not None and [
        g for g in parsed.goods if amount.end <= g.start < amount.end + found.end()
    ]
    named = (
        re.search(
            r"\b(?:is|was|were|are)\s+(?:[\w'-]+\s+){0,2}$",
            parsed.text[amount.end : inside[0].start],
        )
        if inside
        else None
    )
    if inside and named:
        return inside[0].name
    return after[0].name if after and is_so else ""


def _listed(goods: Sequence[Goods]) -> str:
    return "; ".join(dict.fromkeys(one.name for one in goods))


def _part(parsed: Parsed, amount: Amount) -> Subject | None:
    """Find the flow that is the part: `Exports made up 78.5 percent of it`."""
    here = clause_at(parsed, amount.start)
    before = [s for s in parsed.subjects if here.start <= s.start and s.end <= amount.start]
    named = [s for s in before if s.flow is not Flow.TOTAL and not s.balance]
    return named[-1] if named else None


def _part_after(parsed: Parsed, whole: Subject | None) -> Subject | None:
    """Find the part in `four fifths of the trade consisted of China's exports`."""
    after = [s for s in parsed.subjects if whole is not None and s.start > whole.end]
    named = [s for s in after if s.flow is not Flow.TOTAL and not s.balance]
    if whole is None or not named:
        return None
    return named[0] if _IS_WHOLE.search(parsed.text[whole.end : named[0].start] or "") else None


def _part_spoken_of(parsed: Parsed, amount: Amount) -> Subject | None:
    """Find the part in `it bought $20 million, 8 percent of the total` and `its share of it`."""
    money = [one for one in parsed.amounts if one.is_money and one.end <= amount.start]
    if money and re.fullmatch(
        r"(?:\s+worth)?\s*[,(–—]\s*(?:or\s+)?(?:\w+\s+){0,2}",
        parsed.text[money[-1].end : amount.start],
    ):
        found = subject_of(parsed, money[-1])
        return found if found is not None and found.flow is not Flow.TOTAL else None
    led = re.search(r"\bshare\b", parsed.text[: amount.start])
    if led is None:
        return None
    named = [s for s in parsed.subjects if s.end <= led.start() and s.flow is not Flow.TOTAL]
    if named:
        return named[-1]
    spoken_of = parsed.context.subject
    its = re.search(r"\b(?:its|their)\s+$", parsed.text[: led.start()], re.IGNORECASE)
    return spoken_of if its and spoken_of is not None and spoken_of.flow is not Flow.TOTAL else None


def _is_pair_total(parsed: Parsed, whole: Subject | None) -> bool:
    """Tell the pair's own total from what the partner trades with the world."""
    if whole is None or whole.flow is not Flow.TOTAL:
        return False
    return whole.scope is Scope.PAIR


def _is_partners(parsed: Parsed, amount: Amount) -> bool:
    """Tell a part that the reporter has of the partner's trade, not that of a third economy."""
    here = clause_at(parsed, amount.start)
    codes = [
        parsed.pair.names(a.code)
        for a in parsed.areas
        if a.start < amount.start and a.start >= here.start
    ]
    others = [code for code in codes if code not in parsed.pair and code != "UN"]
    named = any(parsed.pair.names(one.code) in parsed.pair for one in parsed.areas)
    return named and not others


def _flow_spoken_of(parsed: Parsed) -> Flow:
    subject = parsed.context.subject
    return subject.flow if subject is not None else Flow.TOTAL


def _claim(
    parsed: Parsed, amount: Amount, flow: Flow, of: str, product: str, *, open_flow: bool = False
) -> Claim:
    period, said = period_of(parsed, amount.start, amount.end)
    if of == "partner" and not _is_of_that(parsed, amount):
        period = _own_year(parsed, amount, period)
        said = period is not None
    return Claim(
        start=parsed.sentence.start + amount.start,
        end=parsed.sentence.start + amount.end,
        sentence=parsed.sentence.text,
        kind=Kind.SHARE,
        flow=flow,
        product=product,
        period=period,
        number=amount.value,
        unit="percent",
        sense=amount.sense,
        stated=stated(amount),
        firm=said and period is not None,
        open_flow=open_flow,
        of=of,
    )


def _own_year(parsed: Parsed, amount: Amount, period: Period | None) -> Period | None:
    """Give the period that a share of the partner's trade names for itself; it inherits none."""
    spoken = spoken_periods(parsed, amount.start)
    named = [one.period for one in spoken if one.period]
    if period in named or not named:
        return period if named else None
    return min(named, key=lambda one: one.first)
