"""Which period a change is counted from, and of which period a compared level is."""

import re
from functools import cache

from yalu.claims.clauses import place_of
from yalu.claims.compared import is_from, stands_beside
from yalu.claims.dates import Dated
from yalu.claims.lexicon import either, words
from yalu.claims.numbers import Amount
from yalu.claims.parse import Parsed
from yalu.claims.periods import clause_at, resolved, topic
from yalu.model.periods import Frequency, Period


@cache
def _to_level() -> re.Pattern[str]:
    """Match what leads from a rate to the level it is on: `7 percent short of its level of`."""
    listed = words("dates")
    led = either([*listed["level_base"], *listed["level_base_the"]])
    return re.compile(
        rf"(?:\s+(?:less|more|lower|higher|fewer|smaller|larger))?\s*"
        rf"(?:{led}|(?:than|on|of)(?= the\s))\s+(?:[\w'-]+\s+){{0,5}}",
        re.IGNORECASE,
    )


def base_periods(
    parsed: Parsed, amount: Amount, period: Period | None, *, until: int, after: int
) -> tuple[Period, ...]:
    """Give the base of a change; several, the likeliest first, where the text leaves it open.

    `until` and `after` bound the words that belong to this change and to no other.
    """
    if period is None:
        return ()
    named = [one for one in parsed.dates if one.role == "base"]
    own = [one for one in named if amount.end <= one.start < until]
    from_level = None if own else _from_level(parsed, amount, until)
    if from_level is not None:
        return (from_level,)
    earlier = [one for one in named if one.end <= amount.start]
    beside = [one for one in earlier if one.start >= after]
    later = [one for one in named if one.start >= until]
    said = [*own[:1], *beside[-1:], *earlier[-1:], *later[:1]]
    if said:
        return based(parsed, said[0], period)
    if period.frequency is not Frequency.MONTH:
        return (period.shift(-12),)
    return open_bases(parsed, period)


def open_bases(parsed: Parsed, period: Period) -> tuple[Period, ...]:
    """Give both readings of a change without a base, that of the sentence before first."""
    base = parsed.context.base
    if parsed.context.compared and parsed.subjects:
        base = None
    if base is not None and parsed.context.period == period and base.first < period.first:
        return tuple(dict.fromkeys((base, period.shift(-12), period.shift(-1))))
    before = parsed.context.spoken[:1]
    if parsed.context.lag == 12 or (before and before[0] == period.shift(-12)):
        return (period.shift(-12), period.shift(-1))
    return (period.shift(-1), period.shift(-12))


def based(parsed: Parsed, one: Dated, period: Period) -> tuple[Period, ...]:
    """Resolve a base that is named: it precedes the period, whatever its year."""
    if one.lag == 1 and period.frequency is not Frequency.MONTH:
        return (period.shift(-(period.last - period.first + 1)),)
    if one.lag:
        return (period.shift(-one.lag),)
    if one.same and one.period is None:
        return (period.shift(-12),)
    if one.same and one.period is not None:
        return (period.shift((one.period.first // 12 - period.last // 12) * 12),)
    base = earlier_than(one, period)
    if base is None:
        return ()
    if base.frequency is Frequency.YEAR and period.frequency is not Frequency.YEAR:
        base = period.shift((base.first // 12 - period.first // 12) * 12)
    return (base,)


def earlier_than(one: Dated, period: Period | None) -> Period | None:
    """Put a month that is named without its year before the period that is set against it."""
    base = one.period
    if base is None or period is None or one.explicit:
        return base
    while base.first >= period.first:
        base = base.shift(-12)
    while base.shift(12).last < period.first:
        base = base.shift(12)
    return base


def _from_level(parsed: Parsed, amount: Amount, until: int) -> Period | None:
    """Read `down 7 percent from $489 million in June`, and `from A in June to B, a fall of 7`."""
    money = [one for one in parsed.amounts if one.is_money or one.is_quantity]
    for one in money:
        if amount.end <= one.start < until and _to_level().fullmatch(
            parsed.text[amount.end : one.start]
        ):
            return level_period(parsed, one)
    before = [
        one
        for one in money
        if one.end <= amount.start
        and is_from(parsed, one)
        and not _rated_since(parsed, one, amount)
    ]
    return level_period(parsed, before[-1]) if before else None


def _rated_since(parsed: Parsed, level: Amount, amount: Amount) -> bool:
    """Tell whether the sentence has begun another subject between a compared level and a rate."""
    return any(level.end <= one.start < amount.start for one in parsed.subjects)


def level_period(parsed: Parsed, amount: Amount) -> Period | None:
    """Find the period of a level that stands as a base: beside it, owning it, or a step back."""
    for one in parsed.dates:
        here = one.start >= amount.end and one.period and not one.day
        if here and stands_beside(parsed.text[amount.end : one.start]):
            return _before_topic(parsed, one)
    for one in parsed.dates:
        gap = parsed.text[amount.end : one.start] if one.start >= amount.end else None
        led = parsed.text[one.end : amount.start] if one.end <= amount.start else None
        beside = gap is not None and re.fullmatch(r"[\s,]{1,2}(?:in |for |of )?(?:the )?", gap)
        owning = led is not None and re.fullmatch(r"(?:'s?)?\s", led)
        if one.lag and (beside or owning):
            main = topic(parsed, amount.start)
            return main.shift(-one.lag) if main else None
        if owning and one.period and not one.day:
            return _before_topic(parsed, one)
    return _by_rate(parsed, amount)


def _before_topic(parsed: Parsed, one: Dated) -> Period | None:
    found = resolved(parsed, one)
    main = topic(parsed, one.start)
    if main is None or one.explicit or found is None or found.first < main.first or one.same:
        return found
    return found if found == main else earlier_than(one, main)


def _by_rate(parsed: Parsed, amount: Amount) -> Period | None:
    """Read `fell by four fifths in 2020 to B from A`: the base of the rate beside it."""
    main = topic(parsed, amount.start)
    if main is None:
        return None
    here = place_of(parsed.clauses, amount.start)
    named = [
        one
        for one in parsed.dates
        if one.role == "base" and abs(place_of(parsed.clauses, one.start) - here) <= 1
    ]
    found = based(parsed, named[-1], main) if named else ()
    if not found and main.frequency is not Frequency.MONTH:
        return main.shift(-12)
    return found[0] if found else None


def led_by_lag(parsed: Parsed, amount: Amount) -> Period | None:
    """Read `twelve months earlier they were worth 262 million`: the clause opens with its base."""
    here = clause_at(parsed, amount.start)
    for one in parsed.dates:
        opens = not parsed.text[here.start : max(here.start, one.start)].strip(" ,;:—–-(")
        if one.lag and one.is_past and here.start <= one.start < amount.start and opens:
            main = topic(parsed, here.start)
            return main.shift(-one.lag) if main else None
    return None
