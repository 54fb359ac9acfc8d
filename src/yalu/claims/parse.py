"""A sentence taken apart: dates, amounts, trade words, movements, goods, economies, acts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from yalu.claims.clauses import Clause, Mark, clauses
from yalu.claims.dates import Anchor, Dated, dated
from yalu.claims.lexicon import either, pattern, words
from yalu.claims.mentions import (
    Goods,
    Move,
    Named,
    acts,
    goods,
    moves,
    named,
    without_dateline,
    without_references,
)
from yalu.claims.numbers import Amount, amounts
from yalu.claims.sentences import Sentence
from yalu.claims.subjects import Pair, Subject, subjects
from yalu.model.periods import Period
from yalu.model.trade import Flow


@dataclass(frozen=True, kw_only=True)
class Context:
    """What a sentence inherits from those before it.

    `main` is the period that the text speaks of first, `flows` are the trades named in the last
    sentence that named any, `lists` the authority whose listing the sentence before told. A base is
    `compared` where only a level was given for it; it holds for the same trade alone.
    """

    subject: Subject | None = None
    owner: str = ""
    flows: frozenset[Flow] = frozenset()
    period: Period | None = None
    main: Period | None = None
    months: tuple[Period, ...] = ()
    spoken: tuple[Period, ...] = ()
    base: Period | None = None
    compared: bool = False
    lag: int = 0
    currency: str = ""
    unit: str = ""
    goods: str = ""
    wares: str = ""
    of: str = ""
    act: str = ""
    target: str = ""
    day: date | None = None
    lists: str | None = None
    listed: tuple[str, ...] = field(default=())


@dataclass(frozen=True, kw_only=True)
class Parsed:
    """The parts of one sentence, and what came before it."""

    sentence: Sentence
    text: str
    pair: Pair
    anchor: Anchor
    context: Context
    dates: tuple[Dated, ...]
    amounts: tuple[Amount, ...]
    subjects: tuple[Subject, ...]
    moves: tuple[Move, ...]
    goods: tuple[Goods, ...]
    areas: tuple[Named, ...]
    acts: tuple[tuple[int, int, str], ...]
    clauses: tuple[Clause, ...]

    def before(self, at: int, length: int = 60) -> str:
        return self.text[max(0, at - length) : at]

    def after(self, at: int, length: int = 60) -> str:
        return self.text[at : at + length]


def parse(sentence: Sentence, *, pair: Pair, anchor: Anchor, context: Context) -> Parsed:
    """Take a sentence apart; what one reading takes, the next does not see."""
    text = sentence.text
    clear = without_references(text)
    when, rest = dated(clear, replace(anchor, spoken=context.spoken))
    found = tuple(amounts(rest))
    plain_text = rest
    for amount in found:
        plain_text = _blank(plain_text, amount.start, amount.end)
    plain_text = _without_senses(plain_text, found)
    areas, goods_named = named(without_dateline(plain_text)), goods(rest)
    about = tuple(
        subjects(rest, pair, areas, goods_named, owner=context.owner, spoken_of=context.subject)
    )
    moved = tuple(moves(plain_text))
    when = [_as_base(one, text, found, about) for one in when]
    return Parsed(
        sentence=sentence,
        text=text,
        pair=pair,
        anchor=anchor,
        context=context,
        dates=tuple(when),
        amounts=found,
        subjects=about,
        moves=moved,
        goods=tuple(goods_named),
        areas=tuple(areas),
        acts=tuple(acts(text)),
        clauses=clauses(text, _marks(date=when, amount=found, trade=about, move=moved)),
    )


_RATIO_OF = re.compile(
    r"\s+(?:(?:as|so)\s+\w+\s+as\s+)?(?:(?:of|in|the|that|those|its|their|what|it|they|was|were|had|been|level|levels"
    r"|figure|value|amount|total|worth|size|volume|seen|recorded)\s+)*",
    re.IGNORECASE,
)


def _as_base(one: Dated, text: str, found: Sequence[Amount], about: Sequence[Subject]) -> Dated:
    """Take the month of `a third of June's` and `twice the level of June` for a base.

    `A third of June's trade` is a part of it.
    """
    if one.role != "in" or one.period is None:
        return one
    goes_on = any(0 <= trade.start - one.end <= _NEXT for trade in about)
    for amount in found:
        if amount.form == "figure" or amount.end > one.start:
            continue
        between = text[amount.end : one.start]
        owned = one.owned and not goes_on and between.strip() == "of"
        if owned or (_RATIO_OF.fullmatch(between) and _COMPARES.search(between)):
            return replace(one, role="base")
    return one


_NEXT = 16
_COMPARES = re.compile(
    r"\b(?:as|that|those|what|levels?|figure|value|amount|worth|size|volume)\b", re.IGNORECASE
)


def _marks(**kinds: Sequence[Dated | Amount | Subject | Move]) -> list[Mark]:
    return [
        Mark(start=one.start, end=one.end, kind=kind)
        for kind, listed in kinds.items()
        for one in listed
    ]


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + "\x00" * (end - start) + text[end:]


def _without_senses(text: str, found: tuple[Amount, ...]) -> str:
    """Blank out the words that widen a number: its `over` is no movement."""
    for amount in found:
        if amount.sense and (match := _sense_words().search(text[: amount.start][-45:])):
            start = max(0, amount.start - 45) + match.start()
            text = _blank(text, start, amount.start)
    return text


@cache
def _sense_words() -> re.Pattern[str]:
    listed = [word for senses in words("senses").values() for word in senses]
    return re.compile(rf"(?<!\w){either(listed)}[\s\w]{{0,6}}$", re.IGNORECASE)


_SAID = re.compile(
    r"\bit\s+(?:is|was|has been)\s+(?:\w+ly\s+)?(?:said|reported|claimed|thought|believed)\b", re.I
)


def speaks_again(parsed: Parsed) -> bool:
    """Tell whether a sentence without a trade word goes on about the trade before it."""
    listed = words("flows")["again"]
    text = parsed.text
    if parsed.sentence.goes_on:
        return True
    if pattern(*listed).search(_SAID.sub("", text[:80])[:60]):
        return True
    start = text.lstrip(" *•-–—([\"'")
    lead_in = re.compile(
        r"(?:and|but|compared|by contrast|over|in|for|from|up|down|at|still|also|on|half|that)?\b",
        re.I,
    )
    named_late = any(one.start < 4 or lead_in.match(start) for one in parsed.dates[:1])
    fragment = not re.search(r"\b(?:is|was|are|were|has|have|had|said|says)\b", text)
    moved = bool(parsed.moves) and parsed.moves[0].start < 12
    return moved or (fragment and named_late and bool(parsed.amounts) and len(text) < 120)
