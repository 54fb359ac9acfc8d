"""Changes and shares: percentages, fractions and multiples that a sentence ascribes to a trade."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from yalu.claims.claim import ALL_GOODS, Claim, Kind
from yalu.claims.levels import is_difference, kind_of
from yalu.claims.lexicon import either, words
from yalu.claims.mentions import Move
from yalu.claims.numbers import Amount
from yalu.claims.parse import Parsed
from yalu.claims.ranges import signed, stated
from yalu.claims.reading import base_periods, flow_of, goods_of, of_law, period_of, subject_of
from yalu.claims.subjects import Subject
from yalu.model.intervals import Interval
from yalu.model.periods import Frequency, Period
from yalu.model.trade import Flow

# A rate against another amount of the sentence is its own arithmetic, not a change between periods.
_OF_AMOUNT = re.compile(r"\s+(?:less|more|lower|higher) than the\s+[$€£¥\d]", re.IGNORECASE)
_BESIDE = re.compile(r"\s+(?:by\s+|of\s+)?(?:[\w~]+\s+){0,3}", re.IGNORECASE)


def changes(parsed: Parsed) -> Iterator[Claim]:
    """Give a claim for each change or share of a sentence."""
    rates = [one for one in parsed.amounts if one.unit == "percent" or is_difference(parsed, one)]
    for place, amount in enumerate(rates):
        until = rates[place + 1].start if place + 1 < len(rates) else len(parsed.text)
        after = rates[place - 1].end if place else 0
        claim = share(parsed, amount) or _change(parsed, amount, until=until, after=after)
        if claim is not None:
            yield claim


def _change(parsed: Parsed, amount: Amount, *, until: int, after: int) -> Claim | None:
    subject = _subject(parsed, amount)
    rising = direction(parsed, amount)
    if subject is None or rising is None or subject.balance or _is_other_measure(parsed, amount):
        return None
    period, said = period_of(parsed, amount.start, amount.end)
    bases = base_periods(parsed, amount, period, until=until, after=after)
    if period is not None and bases and _is_month(bases[0]) and not _is_month(period):
        period = Period(first=period.last, last=period.last)
        bases = base_periods(parsed, amount, period, until=until, after=after)
    number, range_ = _valued(parsed, amount, rising=rising)
    base = bases[0] if bases else None
    return Claim(
        start=parsed.sentence.start + amount.start,
        end=parsed.sentence.start + amount.end,
        sentence=parsed.sentence.text,
        kind=change_kind(period, base),
        flow=flow_of(subject),
        product=_goods(parsed, amount, subject) or ALL_GOODS,
        period=period,
        base_period=base,
        number=number,
        unit=amount.unit,
        sense=amount.sense or ("fraction" if amount.form == "fraction" else ""),
        stated=range_,
        scope=subject.scope,
        bases=bases,
        firm=said and bool(bases),
        rising=rising,
        open_flow=subject.open,
    )


def _goods(parsed: Parsed, amount: Amount, subject: Subject) -> str:
    """Name the goods of a rate: those of the quantity before it, if its trade word names none."""
    own = goods_of(parsed, amount, subject)
    if own not in {"", ALL_GOODS}:
        return own
    for one in reversed(parsed.amounts):
        if one.is_quantity and one.end <= amount.start and subject_of(parsed, one) == subject:
            return goods_of(parsed, one, subject)
    return own


def change_kind(period: Period | None, base: Period | None) -> Kind:
    """Name a change by the distance of its base; over the year so far it is cumulative."""
    if kind_of(period) is Kind.YEAR_TO_DATE:
        return Kind.YEAR_TO_DATE
    if period is not None and base is not None and period.first - base.first >= 12:
        return Kind.CHANGE_YEAR
    if period is not None and period.frequency is not Frequency.MONTH:
        return Kind.CHANGE_YEAR
    return Kind.CHANGE_MONTH


def direction(parsed: Parsed, amount: Amount) -> bool | None:
    """Tell up from down: by the sign, the word right after, the multiple itself, the last word."""
    if amount.signed:
        return amount.value >= 0
    beside = last_move(parsed, amount)
    if beside is not None and _BESIDE.fullmatch(parsed.text[beside.end : amount.start]):
        return beside.rising
    if found := _after_word().match(parsed.text[amount.end :]):
        return found["up"] is not None
    if amount.form == "multiple":
        return amount.low > 0
    if amount.form == "fraction" and _is_ratio(parsed, amount):
        return False
    move = last_move(parsed, amount)
    return move.rising if move is not None else None


def last_move(parsed: Parsed, amount: Amount) -> Move | None:
    """Give the movement that a rate goes with: the last one before it in its sentence."""
    before = [move for move in parsed.moves if move.end <= amount.start and move.rising is not None]
    if before:
        return before[-1]
    noun = re.match(r"[\s\x00]*[\w\s]{0,12}", parsed.text[amount.end :])
    after = [
        m for m in parsed.moves if m.start >= amount.end and noun and m.start - amount.end < 14
    ]
    return after[0] if after else None


def share(parsed: Parsed, amount: Amount) -> Claim | None:
    """Read `90 percent of the North's trade`, `a share of 92.5`, `13 percent of the total`."""
    if amount.unit != "percent" or amount.form == "multiple" or amount.signed:
        return None
    after = parsed.text[amount.end : amount.end + 90]
    of = re.match(
        r"\s+of\s+(?:all\s+|the\s+|its\s+|their\s+|that\s+)?(?:[\w.'-]+\s+){0,5}?"
        r"(?P<what>trade|exports|imports|total|commerce)\b",
        after,
        re.IGNORECASE,
    )
    led = re.search(
        r"\b(?:shares?|account(?:s|ed|ing)? for|(?:made|makes|making) up|represented|took)\b"
        r"(?:[^.;%]|\.\d){0,90}$",
        parsed.before(amount.start, 110),
        re.IGNORECASE,
    )
    if _is_share_before(parsed, amount):
        return _share(parsed, amount, "trade")
    if of is None and not (led and re.search(r"\bshares?\b", led[0]) and _about_trade(parsed)):
        return None
    return _share(parsed, amount, (of["what"] if of else _whole(led[0] if led else "")).casefold())


def _share(parsed: Parsed, amount: Amount, what: str) -> Claim | None:
    spoken = [
        one
        for one in parsed.dates
        if one.role == "in" and one.period and not of_law(parsed, one, amount.start)
    ]
    partner = any(parsed.pair.names(one.code) == parsed.pair.partner for one in parsed.areas)
    of_total = what == "total" or not partner
    period = _own_year(parsed, amount) if spoken else None
    subject: Subject | None = None
    if of_total:
        before = [one for one in parsed.subjects if one.end <= amount.start]
        subject = before[-1] if before else _subject(parsed, amount)
        period = period_of(parsed, amount.start, amount.end)[0]
        flow = flow_of(subject)
    else:
        # A share of the partner's exports is a share of what the reporter may import.
        flow = {"exports": Flow.IMPORT, "imports": Flow.EXPORT}.get(what, Flow.TOTAL)
    if of_total and flow in {None, Flow.TOTAL}:
        return None
    return Claim(
        start=parsed.sentence.start + amount.start,
        end=parsed.sentence.start + amount.end,
        sentence=parsed.sentence.text,
        kind=Kind.SHARE,
        flow=flow,
        period=period,
        number=amount.value,
        unit="percent",
        sense=amount.sense,
        stated=stated(amount),
        firm=bool(period),
        open_flow=of_total and subject is not None and subject.open,
        of="total" if of_total else "partner",
    )


def _is_share_before(parsed: Parsed, amount: Amount) -> bool:
    """Read on from a share to the one it is compared with: `95.8 percent, up from 94.8 in 2017`."""
    rates = [one for one in parsed.amounts if one.unit == "percent" and one.end <= amount.start]
    led = re.search(
        r"\b(?:from|against|compared with|compared to|after)\s+(?:\w+\s+)?$",
        parsed.before(amount.start, 30),
    )
    return bool(rates and led and share(parsed, rates[-1]) is not None)


def _own_year(parsed: Parsed, amount: Amount) -> Period | None:
    """Give the period that a share of the partner's trade names for itself."""
    period, _ = period_of(parsed, amount.start, amount.end)
    named = {one.period for one in parsed.dates if one.role == "in" and one.period}
    return period if period in named else next(iter(sorted(named, key=lambda p: p.first)), None)


def _whole(words_before: str) -> str:
    found = re.search(r"\b(exports|imports)\b", words_before)
    return found[1] if found else "trade"


def _about_trade(parsed: Parsed) -> bool:
    return any(not one.balance for one in parsed.subjects) or parsed.context.subject is not None


def _subject(parsed: Parsed, amount: Amount) -> Subject | None:
    subject = subject_of(parsed, amount)
    if subject is None or subject.start < amount.start or subject is parsed.context.subject:
        return subject
    # "Shares gained 4 percent and imports …": a subject of another kind stands before the rate.
    own = parsed.text[: amount.start]
    if re.match(
        r"^(?:The|A|An)?\s*[\w\s'-]*\b(?:prices?|shares|stocks|yuan|dollar|economy|GDP|index|wages)\b",
        own,
    ):
        return None
    return subject


def _is_other_measure(parsed: Parsed, amount: Amount) -> bool:
    """Tell rates of something else in the same sentence: prices, the economy, a currency."""
    clause = re.split(r"[;,]|\b(?:and|while|but)\b", parsed.text[: amount.start])[-1]
    other = re.search(
        r"\b(?:prices?|shares in|stocks?|economy|GDP|inflation|wages|population|yuan|dollar|rouble"
        r"|budget|tariffs?|duty|duties)\b",
        clause,
        re.IGNORECASE,
    )
    if amount.form == "multiple" and "times" in parsed.text[amount.start : amount.end]:
        after = parsed.text[amount.end : amount.end + 40]
        if not re.match(
            r"\s+(?:the (?:figure|level|value|amount)|what it was|as much as in|that of)",
            after,
        ):
            return True
    if _OF_AMOUNT.match(parsed.text[amount.end :]):
        return True
    if amount.form == "fraction" and re.match(r"\s+of\s+(?:the\s+)?\$", parsed.after(amount.end)):
        return True
    return other is not None and not parsed.text[: amount.start].rstrip().endswith("yuan")


def _is_month(period: Period) -> bool:
    return period.first == period.last


def _valued(parsed: Parsed, amount: Amount, *, rising: bool) -> tuple[Decimal, Interval]:
    if amount.form == "fraction" and _is_ratio(parsed, amount):
        left = amount.value - 100
        return left, Interval(low=left - Decimal(3), high=left + Decimal(3))
    value = abs(amount.value)
    return value if rising else -value, signed(stated(amount), rising=rising)


def _is_ratio(parsed: Parsed, amount: Amount) -> bool:
    return bool(
        re.match(r"\s+(?:of\s+)?(?:what|the level|that of|its level)\b", parsed.after(amount.end))
    )


@cache
def _after_word() -> re.Pattern[str]:
    listed = words("moves")["after"]
    return re.compile(
        rf"[\s\x00-]{{1,3}}(?:(?:annual|yearly|monthly|sharp|steep|year-on-year|month-on-month|on-year|further)\s+)?"
        rf"(?:(?P<up>{either(listed['up'])})|(?P<down>{either(listed['down'])}))(?!\w)(?!\s+(?:to|at)\s+[\d$])",
        re.IGNORECASE,
    )
