"""Levels and balances: amounts of money or goods that a sentence ascribes to a trade."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from yalu.claims.claim import ALL_GOODS, Claim, Kind, Scope
from yalu.claims.mentions import Goods
from yalu.claims.numbers import Amount
from yalu.claims.parse import Parsed
from yalu.claims.ranges import stated
from yalu.claims.reading import (
    flow_of,
    goods_of,
    is_from,
    led_by_lag,
    level_period,
    period_of,
    said_here,
    subject_of,
)
from yalu.claims.subjects import Subject
from yalu.model.intervals import Interval
from yalu.model.periods import Frequency, Period
from yalu.model.trade import Flow

_BY = re.compile(r"\b(?:by|of)\s+(?:[\w~]+\s+){0,3}$", re.IGNORECASE)
_MORE = re.compile(r"\s+(?P<word>more|less)\s+(?:to|from|than|in)\b", re.IGNORECASE)
_SMALLEST = Decimal(1000)


def levels(parsed: Parsed) -> Iterator[Claim]:
    """Give a claim for each level or balance of a sentence."""
    for amount in parsed.amounts:
        amount = _completed(parsed, amount)  # noqa: PLW2901  - the same amount with its unit
        if not (amount.is_money or amount.is_quantity):
            continue
        if amount.is_money and abs(amount.value) < _SMALLEST and amount.value != 0:
            continue
        if is_difference(parsed, amount) or _is_limit(parsed, amount):
            continue
        subject = subject_of(parsed, amount)
        if subject is not None:
            yield _level(parsed, amount, subject)
    yield from _nil(parsed)


def is_difference(parsed: Parsed, amount: Amount) -> bool:
    """Tell a step from a level: `rose by $30 million`, `up $30 million`."""
    before = parsed.before(amount.start, 30)
    last = [move for move in parsed.moves if move.end <= amount.start]
    if not last or not amount.is_money:
        return False
    between = parsed.text[last[-1].end : amount.start]
    return (
        bool(re.fullmatch(r"\s+(?:by|of)?\s*(?:[\w~]+\s+){0,2}", between))
        and not re.search(
            r"\b(?:to|at|from|below|above|under|over|than)\s+(?:[\w~]+\s+){0,2}$",
            before,
            re.IGNORECASE,
        )
        and last[-1].word not in {"below", "above", "under", "over", "less", "more", "short of"}
    )


def _level(parsed: Parsed, amount: Amount, subject: Subject) -> Claim:
    period, said = period_of(parsed, amount.start, amount.end)
    if is_from(parsed, amount):
        compared = level_period(parsed, amount)
        period, said = compared or _other_period(parsed, period), compared is not None
    elif (led := led_by_lag(parsed, amount)) is not None:
        period, said = led, True
    if subject.scope is Scope.OTHER and subject.owner not in parsed.pair:
        period = period if said_here(parsed, period) else None
    product = goods_of(parsed, amount, subject)
    balance = subject.balance or _sold_more(parsed, amount)
    kind = Kind.BALANCE if balance else kind_of(period)
    number, range_ = amount.value, stated(amount)
    if balance:
        number, range_ = _balance(parsed, amount, subject)
    return Claim(
        start=parsed.sentence.start + amount.start,
        end=parsed.sentence.start + amount.end,
        sentence=parsed.sentence.text,
        kind=kind,
        flow=None if balance else flow_of(subject),
        product=product or ALL_GOODS,
        period=period,
        number=number,
        unit=amount.unit,
        sense=_sense(amount),
        stated=range_,
        scope=subject.scope,
        firm=said and period is not None,
        open_flow=subject.open and not balance,
    )


def kind_of(period: Period | None) -> Kind:
    """Tell a level from a sum over the year so far."""
    single = {Frequency.MONTH, Frequency.YEAR}
    if period is not None and period.first % 12 == 0 and period.frequency not in single:
        return Kind.YEAR_TO_DATE
    return Kind.LEVEL


def _sense(amount: Amount) -> str:
    return "between" if amount.low != amount.high else amount.sense


def _other_period(parsed: Parsed, period: Period | None) -> Period | None:
    """Give the base of a level that stands after `from` without a date: open, so not firm."""
    return period.shift(-1) if period is not None else None


def _sold_more(parsed: Parsed, amount: Amount) -> bool:
    after = parsed.after(amount.end)
    return bool(_MORE.match(after)) and " than it " in parsed.text[amount.end :]


def _balance(parsed: Parsed, amount: Amount, subject: Subject) -> tuple[Decimal, Interval]:
    """Give the balance from the reporter's side: positive when it sells more."""
    range_ = stated(amount)
    word = parsed.text[subject.start : subject.end].casefold()
    if subject.balance:
        surplus = "surplus" in word or ("deficit" not in word and "shortfall" not in word)
    else:
        surplus = word in {"sold", "sells", "exported", "shipped"}
    ours = subject.owner != parsed.pair.partner
    if not subject.balance:
        more = _MORE.match(parsed.after(amount.end))
        surplus = surplus if more is None or more["word"].casefold() == "more" else not surplus
    if surplus is ours:
        return amount.value, range_
    return -amount.value, Interval(low=-range_.high, high=-range_.low)


def _completed(parsed: Parsed, amount: Amount) -> Amount:
    """Give a bare number the currency that the text keeps to: `156.3 million`, `fell to 156.3`."""
    if amount.unit or amount.form != "figure":
        return amount
    currency = parsed.context.currency
    if not currency or not _is_bare_level(parsed, amount):
        return amount
    if amount.scaled:
        return replace(amount, unit=currency)
    million = Decimal(10**6)
    scaled = {name: getattr(amount, name) * million for name in ("low", "high", "step", "zeros")}
    return replace(amount, unit=currency, scaled=True, **scaled)


def _is_bare_level(parsed: Parsed, amount: Amount) -> bool:
    after = parsed.after(amount.end, 24)
    goes_on = re.match(
        r"\s*(?:$|[,.;:)(]|and\b|in\b|for\b|from\b|last\b|up\b|down\b|while\b|but\b|against\b|compared\b|\x00)",
        after,
    )
    led = re.search(
        r"(?:\b(?:to|at|of|was|were|from|reached|totall?ed|and|imports|exports|trade|total)|:)\s+"
        r"(?:(?:about|nearly|some|around|just|only)\s+)?$",
        parsed.before(amount.start, 30),
        re.IGNORECASE,
    )
    return (
        bool(goes_on)
        and (amount.scaled or bool(led))
        and bool(parsed.subjects or parsed.context.subject)
    )


def _is_limit(parsed: Parsed, amount: Amount) -> bool:
    """Tell a ceiling from a flow: `limits exports to 500,000 barrels a year`."""
    after = parsed.after(amount.end, 30)
    per = re.match(
        r"\s+(?:a|per|each)\s+(?:year|month|day|week)(?!\s+(?:ago|earlier|before|prior))|\s+(?:annually|yearly)",
        after,
    )
    before = re.search(
        r"\b(?:limit(?:s|ed)?|cap(?:s|ped)?|ceiling|quota|worth up to|at stake|allowed|fined?)\b",
        parsed.before(amount.start, 90),
    )
    of_limit = re.match(r"\s*,?\s+(?:or\s+)?[\d.]+\s+percent of that limit", after)
    return bool(per or before or of_limit) or bool(
        re.search(r"^(?:Said to be at stake|Reported over)", parsed.text)
    )


def _nil(parsed: Parsed) -> Iterator[Claim]:
    """Read `no coal was imported`, `exports of gasoline: nil`, `no imports were recorded`."""
    text = parsed.text
    if re.search(r"\b(?:lifted|would|could|may|plans?|no ban)\b", text):
        return
    listed = _nil_goods(parsed)
    if not listed:
        return
    period, said = period_of(parsed, listed[-1].start, listed[-1].end)
    for one in dict.fromkeys(goods.name for goods in listed):
        place = next(goods for goods in listed if goods.name == one)
        yield Claim(
            start=parsed.sentence.start + place.start,
            end=parsed.sentence.start + place.end,
            sentence=parsed.sentence.text,
            kind=kind_of(period),
            flow=_nil_flow(parsed),
            product=one,
            period=period,
            number=Decimal(0),
            stated=Interval(low=Decimal(0), high=Decimal(0)),
            firm=said and period is not None,
        )


def _nil_goods(parsed: Parsed) -> list[Goods]:
    text = parsed.text
    if not parsed.goods or any(a.is_money or a.is_quantity for a in parsed.amounts):
        return []
    if (start := _nil_list(text)) is not None:
        return _in_list(parsed, start)
    none = re.search(
        r"\bno\s+(?:imports|exports|shipments|purchases|deliveries)\b[^.]*\b(?:recorded|reported|seen|made|registered)"
        r"|:\s*(?:nil|none|zero)\b|\b(?:were|was|stood at|came to|are)\s+(?:nil|zero)\b"
        r"|^Nil\s+(?:imports|exports)\s+of\b",
        text,
        re.IGNORECASE,
    )
    if none:
        return list(parsed.goods)
    verb = re.search(r"\b(?:bought|imported|sold|exported|shipped|purchased)\s+no\s+", text)
    if verb:
        return [goods for goods in parsed.goods if goods.start >= verb.end()]
    counted = re.search(
        r"\b(?:no|nor any|not any|neither)\s+(?:more\s+)?(?:North Korean\s+)?(?=[\w-])",
        text,
        re.IGNORECASE,
    )
    if counted is None or not re.search(
        r"\b(?:imported|exported|bought|sold|shipped|purchased|delivered|recorded|reported|arrived|imports|exports)\b",
        text[counted.end() :],
    ):
        return []
    first = [goods for goods in parsed.goods if 0 <= goods.start - counted.end() <= 1]
    return [goods for goods in parsed.goods if first and goods.start >= first[0].start]


def _nil_list(text: str) -> int | None:
    """Find where a list of goods begins of which there was nothing: `neither A nor B`."""
    found = re.search(
        r"\b(?:recorded|showed|show|shows|saw|reported|bought|sold|imported|exported|shipped)\s+"
        r"(?:neither|no\s+(?:imports|exports|shipments|purchases|deliveries|sales)\s+of)\s+",
        text,
        re.IGNORECASE,
    ) or re.search(
        r"(?:^|,\s+)No\s+(?=[\w-][^.;]*\b(?:left|went|crossed|entered|reached|moved)\b)", text
    )
    return found.end() if found else None


def _in_list(parsed: Parsed, start: int) -> list[Goods]:
    """Give the goods of the list that begins at a place: A, B or C; neither A nor B."""
    listed: list[Goods] = []
    edge = start
    for one in (goods for goods in parsed.goods if goods.start >= start):
        if not re.fullmatch(
            r"\s*(?:,|,?\s*or|,?\s*nor|,?\s*and|)\s*", parsed.text[edge : one.start]
        ):
            break
        listed.append(one)
        edge = one.end
    return listed


def _nil_flow(parsed: Parsed) -> Flow:
    for one in parsed.subjects:
        if not one.balance and one.flow is not Flow.TOTAL and one.scope is Scope.PAIR:
            return one.flow
    return parsed.context.subject.flow if parsed.context.subject else Flow.IMPORT
