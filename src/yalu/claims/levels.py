"""Levels and balances: amounts of money or goods that a sentence ascribes to a trade."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache

from yalu.claims.bases import led_by_lag, level_period
from yalu.claims.claim import ALL_GOODS, Claim, Kind, Scope
from yalu.claims.compared import is_from
from yalu.claims.goods import goods_of
from yalu.claims.kinds import kind_of
from yalu.claims.lexicon import either, words
from yalu.claims.nil import nothing
from yalu.claims.numbers import Amount
from yalu.claims.parse import Parsed
from yalu.claims.periods import clause_at, period_of, said_here
from yalu.claims.ranges import stated
from yalu.claims.reading import flow_of, subject_of
from yalu.claims.subjects import Subject
from yalu.model.intervals import Interval
from yalu.model.periods import Period

_BY = re.compile(r"\b(?:by|of)\s+(?:[\w~]+\s+){0,3}$", re.IGNORECASE)
_MORE = re.compile(r"\s+(?P<word>more|less)\s+(?:to|from|than|in)\b", re.IGNORECASE)
_SMALLEST = Decimal(1000)
_NEXT_TO = 16
# Prices and budgets are told in these; trade of the economies held is not.
_FOREIGN = {"KRW", "JPY", "RUB", "GBP"}


def levels(parsed: Parsed) -> Iterator[Claim]:
    """Give a claim for each level or balance of a sentence."""
    for amount in parsed.amounts:
        if not (amount.is_money or amount.is_quantity):
            continue
        if amount.is_money and abs(amount.value) < _SMALLEST and amount.value != 0:
            continue
        if is_difference(parsed, amount) or _is_limit(parsed, amount) or is_private(parsed, amount):
            continue
        subject = subject_of(parsed, amount)
        if subject is None or is_foreseen(parsed, amount):
            continue
        if subject is parsed.context.subject and amount.unit in _FOREIGN:
            continue
        yield _level(parsed, amount, subject)
    yield from nothing(parsed)


def is_foreseen(parsed: Parsed, amount: Amount) -> bool:
    """Tell what may come from what was: `when trade could exceed 10 billion`."""
    here = clause_at(parsed, amount.start)
    return bool(_foreseen().search(parsed.text[here.start : amount.start]))


@cache
def _foreseen() -> re.Pattern[str]:
    listed = words("sentences")["foreseen"]
    return re.compile(rf"\b{either(listed)}\b[^,;]{{0,60}}$", re.IGNORECASE)


def is_private(parsed: Parsed, amount: Amount) -> bool:
    """Tell what a firm or a person earned from what an economy trades."""
    here = clause_at(parsed, amount.start)
    return bool(_private().search(parsed.text[max(0, here.start - 60) : amount.start]))


@cache
def _private() -> re.Pattern[str]:
    listed = words("sentences")
    return re.compile(
        rf"\b(?:an?|one|the|his|her|its|my|our|another|every|each)\s+(?:[\w'-]+\s+){{0,3}}"
        rf"{either(listed['private'])}\b[^,;:]{{0,60}}?"
        rf"\b{either(listed['private_verbs'])}\b[^,;:]{{0,60}}$",
        re.IGNORECASE,
    )


def is_difference(parsed: Parsed, amount: Amount) -> bool:
    """Tell a step from a level: `rose by $30 million`, `up $30 million`."""
    if compares_by(parsed, amount):
        return True
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


def compares_by(parsed: Parsed, amount: Amount) -> bool:
    """Tell the step of `$1.2 million less than in June` and `$12 million below June's`."""
    if not (amount.is_money or amount.is_quantity):
        return False
    found = _compares_by().match(parsed.text, amount.end)
    if found is None:
        return False
    if found["word"].casefold() in words("moves")["beside_base"]:
        places = [one.start for one in parsed.dates if one.role == "base"]
        places += [one.start for one in parsed.amounts]
        near = [at for at in places if at >= found.end() - 1]
        return any(len(parsed.text[found.end() : at].split()) <= 5 for at in near)
    return not _THAN_IT.match(parsed.text, found.end())


_THAN_IT = re.compile(
    r"\s*(?:than\s+(?:it|they|China|North Korea|the North)|(?:from|to)\s+\w)", re.I
)


@cache
def _compares_by() -> re.Pattern[str]:
    listed = words("moves")
    word = either([*listed["beside_base"], *listed["before_than"]])
    return re.compile(
        rf"(?:\s+worth)?\s+(?:or\s+(?:so|[\d.]+\s+percent)\s+)?(?P<word>{word})(?!\w)",
        re.IGNORECASE,
    )


def _level(parsed: Parsed, amount: Amount, subject: Subject) -> Claim:
    period, said = period_of(parsed, amount.start, amount.end)
    if (paired := _respective(parsed, amount)) is not None:
        period, said = paired, True
    elif is_from(parsed, amount):
        compared = level_period(parsed, amount)
        period, said = compared or _other_period(parsed, period), compared is not None
    elif (led := led_by_lag(parsed, amount)) is not None:
        period, said = led, True
    if subject.scope is Scope.OTHER and subject.owner not in parsed.pair:
        period = period if said_here(parsed, period) else None
    product = goods_of(parsed, amount, subject)
    owing = _OWING.match(parsed.after(amount.end, 20))
    balance = subject.balance or _sold_more(parsed, amount) or owing is not None
    kind = Kind.BALANCE if balance else kind_of(period)
    amount = _compared_plainly(parsed, amount)
    number, range_ = amount.value, stated(amount)
    if owing is not None:
        number, range_ = _owed(parsed, amount, subject, short=owing["black"] is None)
    elif balance:
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


def _respective(parsed: Parsed, amount: Amount) -> Period | None:
    """Pair amounts with months in order: `in May and June they were 3 and 4 respectively`."""
    if "respectively" not in parsed.text:
        return None
    amounts = [one for one in parsed.amounts if one.unit == amount.unit]
    dates = [one for one in parsed.dates if one.role == "in" and one.period and not one.day]
    if len(amounts) < 2 or len(amounts) != len(dates) or amount not in amounts:
        return None
    return dates[amounts.index(amount)].period


def _compared_plainly(parsed: Parsed, amount: Amount) -> Amount:
    """Take `less than the 508 million of March` for 508 million: the words compare."""
    if amount.sense in {"less than", "more than"} and is_from(parsed, amount):
        return replace(amount, sense="")
    return amount


def _sense(amount: Amount) -> str:
    return "between" if amount.low != amount.high else amount.sense


def _other_period(parsed: Parsed, period: Period | None) -> Period | None:
    """Give the base of a level that stands after `from` without a date: open, so not firm."""
    return period.shift(-1) if period is not None else None


def _sold_more(parsed: Parsed, amount: Amount) -> bool:
    after = parsed.after(amount.end)
    return bool(_MORE.match(after)) and " than it " in parsed.text[amount.end :]


def _favoured(parsed: Parsed, amount: Amount) -> str:
    """Name the economy in whose favour a balance is: `297 million yuan in Beijing's favour`."""
    found = re.search(
        r"\bin (?:the )?(?P<who>its|[\w' ]{3,30}?) favou?r\b", parsed.after(amount.end)
    )
    if found is None:
        return ""
    start = amount.end + found.start("who")
    named = [a for a in parsed.areas if start <= a.start < amount.end + found.end()]
    if named:
        return parsed.pair.names(named[0].code)
    owners = [s.owner for s in parsed.subjects if s.owner and s.start < amount.start]
    return owners[0] if owners else parsed.context.owner


def _balance(parsed: Parsed, amount: Amount, subject: Subject) -> tuple[Decimal, Interval]:
    """Give the balance from the reporter's side: positive when it sells more."""
    range_ = stated(amount)
    word = parsed.text[subject.start : subject.end].casefold()
    if subject.balance and (winner := _favoured(parsed, amount)):
        surplus = (winner == parsed.pair.partner) is (subject.owner == parsed.pair.partner)
    elif subject.balance:
        # What is said of an economy's gap with a partner is that it buys more than it sells.
        gap = "gap" in word or "imbalance" in word
        lacks = "deficit" in word or "shortfall" in word or (gap and bool(subject.owner))
        surplus = not lacks
    else:
        surplus = word in {"sold", "sells", "exported", "shipped"}
    ours = subject.owner != parsed.pair.partner
    if not subject.balance:
        more = _MORE.match(parsed.after(amount.end))
        surplus = surplus if more is None or more["word"].casefold() == "more" else not surplus
    if surplus is ours:
        return amount.value, range_
    return -amount.value, Interval(low=-range_.high, high=-range_.low)


_OWING = re.compile(r"\s+(?:in\s+the\s+(?:red|(?P<black>black))|short)\b(?!\s+of\b)", re.IGNORECASE)


def _owed(
    parsed: Parsed, amount: Amount, subject: Subject, *, short: bool
) -> tuple[Decimal, Interval]:
    """Read `which left it $2 billion in the red`: the balance of the economy spoken of."""
    range_ = stated(amount)
    named = [one for one in parsed.areas if 0 <= amount.start - one.end <= _NEXT_TO]
    left = [code for one in named if (code := parsed.pair.names(one.code)) in parsed.pair]
    whose = (left or [subject.owner or parsed.context.owner or parsed.pair.partner])[-1]
    if short is (whose == parsed.pair.partner):
        return amount.value, range_
    return -amount.value, Interval(low=-range_.high, high=-range_.low)


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
