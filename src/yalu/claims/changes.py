"""Changes: percentages, fractions, multiples and steps that a sentence ascribes to a trade."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from yalu.claims.bases import base_periods, level_period
from yalu.claims.claim import ALL_GOODS, Claim, Kind
from yalu.claims.compared import is_from
from yalu.claims.goods import goods_of
from yalu.claims.kinds import change_kind
from yalu.claims.levels import is_difference
from yalu.claims.lexicon import either, words
from yalu.claims.mentions import Move
from yalu.claims.numbers import Amount
from yalu.claims.parse import Parsed
from yalu.claims.periods import clause_at, period_of, topic
from yalu.claims.ranges import signed, stated
from yalu.claims.reading import flow_of, subject_of
from yalu.claims.shares import is_part, is_ratio, share
from yalu.claims.subjects import Subject
from yalu.model.intervals import Interval
from yalu.model.periods import Period

# A rate against another amount of the sentence is its own arithmetic, not a change between periods.
_OF_AMOUNT = re.compile(r"\s+(?:less|more|lower|higher) than the\s+[$€£¥\d]", re.IGNORECASE)
_BESIDE = re.compile(
    r"\s+(?:by\s+|of\s+)?(?:(?!(?:and|or|on|in|from|to|than|over|against)\b)[\w~]+\s+){0,3}",
    re.IGNORECASE,
)


def changes(parsed: Parsed) -> Iterator[Claim]:
    """Give a claim for each change or share of a sentence."""
    rates = [one for one in parsed.amounts if one.unit == "percent" or is_difference(parsed, one)]
    for place, amount in enumerate(rates):
        until = rates[place + 1].start if place + 1 < len(rates) else len(parsed.text)
        after = rates[place - 1].end if place else 0
        if is_part(parsed, amount):
            claim = share(parsed, amount)
        elif amount.form == "figure" and _OF_EARLIER.match(parsed.text, amount.end):
            claim = _ratio(parsed, amount, until=until, after=after)
        else:
            claim = _change(parsed, amount, until=until, after=after)
        if claim is not None:
            yield claim


def _change(parsed: Parsed, amount: Amount, *, until: int, after: int) -> Claim | None:
    subject = _subject(parsed, amount)
    rising = direction(parsed, amount)
    if subject is None or rising is None or subject.balance or _is_other_measure(parsed, amount):
        return None
    period, said = period_of(parsed, amount.start, amount.end)
    bases = base_periods(parsed, amount, period, until=until, after=after)
    if period is not None and (lag := _of_before(parsed, amount)):
        period = (topic(parsed, amount.start) or period).shift(-lag)
        bases = (period.shift(-1), period.shift(-12))
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
        partner=subject.partner,
        bases=bases,
        firm=said and bool(bases) and not subject.guessed,
        rising=rising,
        open_flow=subject.open,
        currency=_currency(parsed, amount),
    )


def _currency(parsed: Parsed, amount: Amount) -> str:
    """Give the money that the sentence counts in beside a rate: a rate in yuan is another."""
    money = [one for one in parsed.amounts if one.is_money]
    near = sorted(money, key=lambda one: abs(one.start - amount.start))
    return near[0].unit if near else ""


# What a series often does is no claim on a month.
_HABIT = re.compile(
    r"\b(?:often|usually|typically|as a rule|at times)\b[^.;]{0,60}\b(?:in one month"
    r"|in a (?:single )?month|from month to month|in any one month)\b",
    re.IGNORECASE,
)


def _of_before(parsed: Parsed, amount: Amount) -> int:
    """Give how far back is `the 4.1 percent gain of the previous month`; nought if it is not."""
    for one in parsed.dates:
        between = parsed.text[amount.end : max(amount.end, one.start)]
        if one.lag and one.start >= amount.end and _GAIN_OF.fullmatch(between):
            return one.lag
    return 0


_GAIN_OF = re.compile(
    r"[\s\w/-]{0,24}?\b(?:gain|rise|increase|jump|growth|fall|drop|decline|decrease|slump|surge)\s+"
    r"(?:of|in|for|seen\s+in|recorded\s+in|reported\s+for)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_OF_EARLIER = re.compile(
    r"\s+of\s+(?:what\s+(?:it|they)\s+(?:was|were|had\s+been)\b|(?:that|those)\s+(?:of|in|a|recorded|seen)\b"
    r"|(?:its|their|the)\s+(?:[\w-]+\s+){0,2}(?:level|figure|value|volume|tally)s?\b)",
    re.IGNORECASE,
)


def _ratio(parsed: Parsed, amount: Amount, *, until: int, after: int) -> Claim | None:
    """Read `82 percent of its level of 2019`, a part of another period's trade."""
    subject = _subject(parsed, amount)
    if subject is None or subject.balance or _is_other_measure(parsed, amount):
        return None
    period, said = period_of(parsed, amount.start, amount.end)
    bases = base_periods(parsed, amount, period, until=until, after=after)
    named = any(one.role == "base" and one.start >= amount.end for one in parsed.dates)
    bases = bases if named else ()
    return Claim(
        start=parsed.sentence.start + amount.start,
        end=parsed.sentence.start + amount.end,
        sentence=parsed.sentence.text,
        kind=Kind.SHARE,
        flow=flow_of(subject),
        product=_goods(parsed, amount, subject) or ALL_GOODS,
        period=period,
        base_period=bases[0] if len(bases) == 1 else None,
        number=amount.value,
        unit="percent",
        sense=amount.sense,
        stated=stated(amount),
        scope=subject.scope,
        partner=subject.partner,
        firm=said and len(bases) == 1,
        open_flow=subject.open,
        of="ratio",
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


def direction(parsed: Parsed, amount: Amount) -> bool | None:
    """Tell up from down: by the sign, the word right after, the multiple itself, the last word."""
    if amount.signed or (amount.form == "fraction" and is_ratio(parsed, amount)):
        return amount.signed and amount.value >= 0
    if noun := _rate_noun().search(parsed.before(amount.start)):
        return noun["up"] is not None
    beside = last_move(parsed, amount)
    if beside is not None and _BESIDE.fullmatch(parsed.text[beside.end : amount.start]):
        return beside.rising
    if found := _after_word().match(parsed.text[amount.end :]):
        return found["up"] is not None
    if amount.form == "multiple":
        return amount.low > 0
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


def _subject(parsed: Parsed, amount: Amount) -> Subject | None:
    subject = subject_of(parsed, amount)
    if subject is None or subject.start < amount.start or subject is parsed.context.subject:
        return subject
    # "Shares gained 4 percent and imports …": a subject of another kind stands before the rate.
    own = parsed.text[: amount.start]
    if re.match(
        r"^(?:The|A|An)?\s*[\w\s'-]*\b(?:prices?|shares|stocks|economy|GDP|index|wages"
        r"|(?:yuan|dollar)(?![\s-]+(?:terms|denominated)))\b",
        own,
    ):
        return None
    return subject


def _is_other_measure(parsed: Parsed, amount: Amount) -> bool:
    """Tell rates of something else in the same sentence: prices, the economy, a currency."""
    text = parsed.text[: amount.start]
    for one in parsed.amounts:
        text = text[: one.start] + " " * (min(one.end, len(text)) - one.start) + text[one.end :]
    clause = re.split(r"[;,]|\b(?:and|while|but)\b", text)[-1]
    if _HABIT.search(parsed.text):
        return True
    other = re.search(
        r"\b(?:prices?|shares in|stocks?|economy|GDP|inflation|wages|population|rouble"
        r"|(?:yuan|dollar)(?![\s-]+(?:terms|denominated))|budget|tariffs?|duty|duties)\b",
        clause,
        re.IGNORECASE,
    )
    if amount.form == "multiple" and _is_of_another(parsed, amount):
        return True
    if _OF_AMOUNT.match(parsed.text[amount.end :]):
        level = next((one for one in parsed.amounts if one.start >= amount.end), None)
        if level is None or not is_from(parsed, level):
            return True
        return level_period(parsed, level) is None
    if amount.form == "fraction" and re.match(r"\s+of\s+(?:the\s+)?\$", parsed.after(amount.end)):
        return True
    return other is not None and not parsed.text[: amount.start].rstrip().endswith("yuan")


_ITS_OWN = re.compile(
    r"\s+(?:(?:the|its|their)\s+(?:\w+\s+)?(?:figure|level|value|amount|total|volume|sum|tally)s?\b"
    r"|(?:what\s+)?(?:it|they)\s+(?:was|were|had)|(?:that|those)\s+(?:of|in|for|a)\b"
    r"|(?:as|so)\s+(?:much|many|high|large|big|great)(?:\s+as\s+(?:in|the|a|it|they)\b|[\s]*(?:$|[.,;:)])))",
    re.IGNORECASE,
)


def _is_of_another(parsed: Parsed, amount: Amount) -> bool:
    """Tell `55 times as large as that with the South` from a multiple of the same trade.

    What is compared with is of the same trade if it is named by its time alone.
    """
    if "times" not in parsed.text[amount.start : amount.end].casefold():
        return _sells_to_another(parsed, amount)
    if _ITS_OWN.match(parsed.text, amount.end):
        return _sells_to_another(parsed, amount)
    here = clause_at(parsed, amount.end)
    return not any(
        (one.role == "base" or one.owned) and amount.end <= one.start < here.end
        for one in parsed.dates
    )


def _sells_to_another(parsed: Parsed, amount: Amount) -> bool:
    """Tell `twice what it sells to Iran`: an economy beyond the pair stands behind the multiple."""
    here = clause_at(parsed, amount.end)
    bare = not any(amount.end <= one.start < here.end for one in parsed.dates)
    first = here.start if bare else amount.end
    codes = [parsed.pair.names(one.code) for one in parsed.areas if first <= one.start < here.end]
    return any(code not in parsed.pair and code != "UN" for code in codes)


def _is_month(period: Period) -> bool:
    return period.first == period.last


def _valued(parsed: Parsed, amount: Amount, *, rising: bool) -> tuple[Decimal, Interval]:
    if amount.form == "fraction" and is_ratio(parsed, amount):
        left = amount.value - 100
        return left, Interval(low=left - Decimal(3), high=left + Decimal(3))
    value = abs(amount.value)
    return value if rising else -value, signed(stated(amount), rising=rising)


@cache
def _rate_noun() -> re.Pattern[str]:
    """Match `growth slowed to`, `the decline was`: the noun says which way."""
    listed = words("moves")
    up, down = (either(listed["rate_nouns"][way]) for way in ("up", "down"))
    return re.compile(
        rf"\b(?:(?P<up>{up})|(?P<down>{down}))(?:\s+(?:in|of)\s+(?:[\w']+\s+){{1,4}}?|\s+)"
        rf"(?:\w+ly\s+)?{either(listed['rate_verbs'])}\s+(?:[\w~]+\s+){{0,3}}$",
        re.IGNORECASE,
    )


@cache
def _after_word() -> re.Pattern[str]:
    listed = words("moves")["after"]
    return re.compile(
        rf"[\s\x00-]{{1,3}}(?:(?:annual|yearly|monthly|sharp|steep|year-on-year|month-on-month|on-year|further)\s+)?"
        rf"(?:(?P<up>{either(listed['up'])})|(?P<down>{either(listed['down'])}))(?!\w)(?!\s+(?:to|at)\s+[\d$])",
        re.IGNORECASE,
    )
