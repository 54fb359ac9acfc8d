"""Directions without a number, and runs of months."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from yalu.claims.bases import base_periods, earlier_than, level_period
from yalu.claims.claim import ALL_GOODS, Claim, Kind
from yalu.claims.compared import is_from
from yalu.claims.goods import goods_of_place
from yalu.claims.levels import is_difference
from yalu.claims.lexicon import either, words
from yalu.claims.mentions import Move
from yalu.claims.nil import nothing
from yalu.claims.numbers import Amount
from yalu.claims.parse import Parsed, speaks_again
from yalu.claims.periods import period_of
from yalu.claims.reading import trade_near
from yalu.claims.subjects import Subject
from yalu.model.intervals import Interval
from yalu.model.periods import Period


def directions(parsed: Parsed, told: Sequence[Claim]) -> Iterator[Claim]:
    """Give a claim for each movement of a trade whose sentence gives no rate for it."""
    listed = words("moves")
    telling = {*listed["telling"], *listed["flat"]}
    for move in parsed.moves:
        tells = move.word in telling or _is_compared(parsed, move)
        if not tells or _goes_with_rate(parsed, move):
            continue
        if _is_adjective(parsed, move):
            continue
        if _is_particle(parsed, move) or _run().search(parsed.text, move.end, move.end + 40):
            continue
        if any(run.start() <= move.start < run.end() + 2 for run in _run().finditer(parsed.text)):
            continue
        subject = _mover(parsed, move)
        if subject is None or subject.balance:
            continue
        steady = bool(re.search(r"\bstead(?:y|ily)\s+$", parsed.before(move.start, 10)))
        product = goods_of_place(parsed, move.start, subject) or ALL_GOODS
        recent = _recent(parsed, move)
        for one in (*_joined_to(parsed, subject), subject):
            rated = any(
                c.rising is not None and c.flow is one.flow and c.product == product for c in told
            )
            if rated and not steady and not recent:
                continue
            claim = _direction(parsed, move, one, steady=steady, recent=recent)
            yield claim
            yield from _echoed(parsed, move, claim)
            yield from _composition(parsed, claim)


def _joined_to(parsed: Parsed, subject: Subject) -> list[Subject]:
    """Give the trade that moves with another: `both exports and imports declined`."""
    return [
        one
        for one in parsed.subjects
        if re.fullmatch(
            r"(?:\s+(?:to|from|with|into)\b(?:\s+[\w'-]+){0,3}?)?,?\s+(?:and|as well as)\s+"
            r"(?:its\s+|the\s+|their\s+)?",
            parsed.text[one.end : subject.start],
        )
        and one.flow is not subject.flow
        and not one.verb
    ]


def _is_compared(parsed: Parsed, move: Move) -> bool:
    """Tell `were lower in July than in June`, which compares by a word alone."""
    if move.word not in words("moves")["comparing"] or _run().search(parsed.text):
        return False
    if not _WAS.search(parsed.before(move.start, 24)):
        return False
    named = [one for one in parsed.dates if one.role == "base" and one.start >= move.end]
    between = parsed.text[move.end : named[0].start] if named else ""
    amount = (
        any(move.end <= one.start < named[0].start for one in parsed.amounts) if named else True
    )
    return bool(named) and not amount and bool(_THAN.fullmatch(between))


_WAS = re.compile(
    r"\b(?:was|were|is|are|been|remained|stayed|came\s+in|stood|ended|slightly|much|far|somewhat|clearly"
    r"|again|still|also|a\s+(?:touch|little|bit|shade))\s+$",
    re.IGNORECASE,
)
_THAN = re.compile(r"[^,;.]{0,40}\bthan\b[^,;.]{0,20}", re.IGNORECASE)


def _echoed(parsed: Parsed, move: Move, claim: Claim) -> Iterator[Claim]:
    """Read `rose in August, as they had in July`: the same movement in another month."""
    found = _AS_IN.search(parsed.text, move.end)
    named = [
        one for one in parsed.dates if found and one.period and one.start - found.end() in range(2)
    ]
    told = found and any(move.end <= one.start < found.start() for one in parsed.amounts)
    if named and not told and named[0].period is not None and claim.period is not None:
        period = earlier_than(named[0], claim.period)
        bases = tuple(
            base.shift(period.first - claim.period.first) for base in claim.bases if period
        )
        yield replace(
            claim,
            start=parsed.sentence.start + named[0].start,
            end=parsed.sentence.start + named[0].end,
            period=period,
            bases=bases,
            base_period=bases[0] if bases else None,
        )


_AS_IN = re.compile(
    r"\b(?:just\s+)?as\s+(?:(?:it|they|that|those)\s+)?(?:(?:had|did|was|were|have|has)\s+"
    r"(?:(?:done|already|been)\s+)*)?(?:(?:in|for)\s+)?",
    re.IGNORECASE,
)


def _direction(
    parsed: Parsed, move: Move, subject: Subject, *, steady: bool, recent: bool
) -> Claim:
    period, said = period_of(parsed, move.start, move.end)
    levels = [
        one for one in parsed.amounts if (one.is_money or one.is_quantity) and one.start >= move.end
    ]
    compared = next((one for one in levels if is_from(parsed, one)), None)
    if levels and not is_from(parsed, levels[0]):
        period, said = period_of(parsed, levels[0].start, levels[0].end)
    bases: tuple[Period, ...] = ()
    if (steady or recent) and period is not None:
        last = period.last - (1 if _before_month(parsed, move) else 0)
        period = Period(first=last - (5 if steady else 2), last=last)
    elif compared is not None and (base := level_period(parsed, compared)) is not None:
        bases = (base,)
    else:
        bases = base_periods(
            parsed, _at(move), period, until=_next_move(parsed, move), after=move.start
        )
    return Claim(
        start=parsed.sentence.start + move.start,
        end=parsed.sentence.start + move.end,
        sentence=parsed.sentence.text,
        kind=Kind.DIRECTION,
        flow=subject.flow,
        product=goods_of_place(parsed, move.start, subject) or ALL_GOODS,
        period=period,
        base_period=bases[0] if bases else None,
        bases=bases,
        sense=_sense(move, steady=steady, recent=recent),
        scope=subject.scope,
        firm=said and not recent and not steady,
        rising=move.rising,
        open_flow=subject.open,
    )


def _sense(move: Move, *, steady: bool, recent: bool) -> str:
    if move.rising is None:
        return "flat"
    return "steady" if steady else "recent months" if recent else move.word


def _is_adjective(parsed: Parsed, move: Move) -> bool:
    """Tell `amid growing pressure`, which says nothing of trade, from `with exports growing`."""
    noun = _QUALIFIED.match(parsed.text, move.end)
    if noun is None or not move.word.endswith("ing"):
        return False
    named = [one.start for one in parsed.subjects] + [one.start for one in parsed.goods]
    led = bool(_QUALIFIES.search(parsed.before(move.start, 12)))
    return led and not any(noun.start() < one < noun.end() for one in named)


_QUALIFIES = re.compile(
    r"\b(?:a|an|the|of|amid|amidst|under|with|by|despite|and|its|his|face|to|from|on|over|at)\s+$",
    re.IGNORECASE,
)
_QUALIFIED = re.compile(
    r"\s+(?!(?:in|by|from|to|at|for|on|of|and|as|after|while|sharply|slightly|again|still)\b)"
    r"(?:[a-z-]+\s+)?[a-z-]+"
)


def _is_particle(parsed: Parsed, move: Move) -> bool:
    """Tell `was up` from `added up` and `set up`."""
    if move.word not in {"up", "down"}:
        return False
    if not parsed.text[: move.start].strip() and re.match(r"\s+to\b", parsed.after(move.end, 4)):
        return True
    led = re.search(
        r"(?:\b(?:was|were|is|are|be|been|remained|still|sharply|slightly|again|also|and|but|edged|ticked"
        r"|inched|crept|nudged|turned|moved|went|gone|shot|trended|headed|drifted)|[,(:–—]|(?<!\w)-|^)\s*$",
        parsed.text[: move.start],
        re.IGNORECASE,
    )
    return led is None


def _composition(parsed: Parsed, claim: Claim) -> Iterator[Claim]:
    """Read `exports rose, including appliances and textiles`: goods that moved, no number."""
    found = re.search(r"\bincluding\s+(?:\w+\s+)?$|\bincluding\b", parsed.text)
    listed = [one for one in parsed.goods if found and one.start >= found.end()]
    if listed and claim.product == ALL_GOODS:
        names = "; ".join(dict.fromkeys(one.name for one in listed))
        start = parsed.sentence.start + listed[0].start
        end = parsed.sentence.start + listed[-1].end
        yield replace(claim, start=start, end=end, product=names, sense="including", firm=False)


def _at(move: Move) -> Amount:
    zero = Decimal(0)
    return Amount(start=move.start, end=move.end, low=zero, high=zero, step=zero, zeros=zero)


def _next_move(parsed: Parsed, move: Move) -> int:
    return next((one.start for one in parsed.moves if one.start > move.start), len(parsed.text))


def _before_month(parsed: Parsed, move: Move) -> bool:
    """Tell `dwindled after surging in recent months`: the surge came before the month."""
    return bool(re.search(r"\bafter\s+(?:\w+\s+)?$", parsed.before(move.start, 25)))


def _recent(parsed: Parsed, move: Move) -> bool:
    after = parsed.text[move.end :]
    found = re.search(
        r"\b(?:in|over|during)\s+(?:recent|the past few|the last few)\s+months\b", after
    )
    clause = after[: found.start()] if found else ""
    return found is not None and not re.search(r"[.;]|\bafter\b|\bwhile\b", clause)


def _mover(parsed: Parsed, move: Move) -> Subject | None:
    """Find what moves: `exports fell`, `a decline in imports`, `increased its purchases`."""
    following = [one for one in parsed.subjects if one.start >= move.end]
    if following:
        between = parsed.text[move.end : following[0].start]
        if re.fullmatch(
            r"\s+(?:in\s+)?(?:the\s+|its\s+|their\s+|all\s+)?(?:[\w.]+(?:'s)?\s+){0,2}", between
        ) and (re.match(r"\s+in\b", between) or re.match(r"\s+(?:its|their)\b", between)):
            return following[0]
    before = [one for one in parsed.subjects if one.end <= move.start]
    if before:
        return before[-1] if not before[-1].verb or _names_trade(parsed, before[-1]) else None
    again = parsed.context.subject is not None and speaks_again(parsed)
    return parsed.context.subject if again and not following else None


def _names_trade(parsed: Parsed, subject: Subject) -> bool:
    """Tell whether a verb of trade can be what moves: `goods shipped there rose`."""
    return bool(re.search(r"\bgoods\b", parsed.text[: subject.start], re.IGNORECASE))


def _goes_with_rate(parsed: Parsed, move: Move) -> bool:
    """Tell whether a percentage or a step goes with the movement."""
    for one in parsed.amounts:
        rate = one.unit == "percent" or is_difference(parsed, one)
        if not rate:
            continue
        gap = parsed.text[move.end : one.start] if one.start >= move.end else ""
        back = parsed.text[one.end : move.start] if one.end <= move.start else "x" * 99
        if one.start >= move.end and len(gap.split()) <= 3 and not re.search(r"[,;]", gap):
            return True
        if one.end <= move.start and len(back.split()) <= 2:
            return True
        if one.start <= move.start < one.end:
            return True
    return False


def streaks(parsed: Parsed) -> Iterator[Claim]:
    """Read runs: the fifth month in a row, the seventh consecutive fall, for four months."""
    for match in _run().finditer(parsed.text):
        if (subject := _subject(parsed, match)) is None:
            continue
        rising = _run_direction(parsed, match)
        nil = [] if rising is not None else [*nothing(parsed)]
        if rising is None and not nil:
            continue
        period, said = period_of(parsed, match.start(), match.end())
        period = Period(first=period.last, last=period.last) if period else None
        number = _count_of(match)
        yield Claim(
            start=parsed.sentence.start + match.start(),
            end=parsed.sentence.start + match.end(),
            sentence=parsed.sentence.text,
            kind=Kind.STREAK,
            flow=subject.flow,
            product="; ".join(c.product for c in nil) or subject.product,
            period=period,
            number=Decimal(number),
            unit="months",
            sense="nil" if nil else "rise" if rising else "fall",
            stated=Interval(low=Decimal(number), high=Decimal(number)),
            scope=subject.scope,
            firm=said,
            rising=rising,
            open_flow=subject.open,
            of="year" if _on_year(parsed) else "",
        )


def _on_year(parsed: Parsed) -> bool:
    return any(one.lag == 12 for one in parsed.dates) or "a year" in parsed.text


def _run_direction(parsed: Parsed, match: re.Match[str]) -> bool | None:
    """Read the direction of a run from its own noun, or from the movement nearest to it."""
    own = [
        m
        for m in parsed.moves
        if match.start() <= m.start < match.end() + 14 and m.rising is not None
    ]
    before = [m for m in parsed.moves if m.end <= match.start() and m.rising is not None]
    after = [m for m in parsed.moves if m.start >= match.end() and m.rising is not None]
    nearest = next(iter(own or before[-1:] or after), None)
    return nearest.rising if nearest is not None else None


def _count_of(match: re.Match[str]) -> int:
    text = (match["ordinal"] or match["number"] or match["plain"] or match["each"] or "").casefold()
    digits = re.match(r"\d+", text)
    if digits:
        return int(digits[0])
    numbers = words("numbers")
    return int(numbers["ordinals"].get(text) or numbers["words"].get(text) or 0)


def _subject(parsed: Parsed, match: re.Match[str]) -> Subject | None:
    if (named := trade_near(parsed, match.start())) is not None:
        return named
    return parsed.context.subject if speaks_again(parsed) else None


@cache
def _run() -> re.Pattern[str]:
    ordinal = rf"(?:{either(words('numbers')['ordinals'])}|\d{{1,2}}(?:st|nd|rd|th))"
    number = rf"(?:{either(words('numbers')['words'])}|\d{{1,2}})"
    return re.compile(
        rf"(?<!\w)(?:(?P<ordinal>{ordinal})[\s-](?:(?:consecutive|straight|successive)\b[\s-](?:monthly\s+)?\w+"
        rf"|(?:month(?:ly\s+\w+)?|time|\w+)\s+(?:in\s+a\s+row|running|in\s+succession|on\s+end))"
        rf"|(?P<number>{number})\s+(?:(?:consecutive|straight|successive)\s+months"
        r"|months\s+(?:in\s+a\s+row|running|in\s+succession|on\s+end|straight)))"
        rf"|(?<=\bfor\s)(?P<plain>{number})\s+months(?!\w|\s+of)"
        rf"|(?:each|every\s+one|all)\s+of\s+the\s+(?:(?:last|past|previous)\s+)?(?P<each>{number})\s+months",
        re.IGNORECASE,
    )
