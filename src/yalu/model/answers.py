"""Where a flow stands under the law, why, and what the answer rests on."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from yalu.model.law import Ceiling, CodeGroup, Direction, Measure


class Standing(StrEnum):
    """Where goods on a day, or an observation in its period, stand under the law.

    `DEPENDS` is an answer: a day, a direction and a code do not decide, and the reason names the
    fact that does. `UNRESTRICTED` says only that no code held by the law reaches the goods.
    """

    PROHIBITED = "prohibited"
    OVER_CEILING = "over_ceiling"
    DEPENDS = "depends"
    WITHIN_CEILING = "within_ceiling"
    UNRESTRICTED = "unrestricted"

    @property
    def rank(self) -> int:
        """Order them: of several rules on the same goods the one with the highest rank decides.

        What is doubtful outranks what is allowed, and what is barred outright outranks doubt.
        """
        return _RANK[self]


_RANK = {standing: 4 - place for place, standing in enumerate(Standing)}


def strictest(*standings: Standing) -> Standing:
    """Give the standing that decides when several rules bear on the same goods."""
    return max(standings, key=lambda standing: standing.rank, default=Standing.UNRESTRICTED)


@dataclass(frozen=True, kw_only=True)
class Question:
    """Goods by code, a direction, a day, whose law, by what was public on another day.

    `edition` is that of the code asked for, where it is known.
    """

    target: str
    jurisdiction: str
    direction: Direction
    commodity: str
    on: date
    as_known: date
    edition: str = ""


@dataclass(frozen=True, kw_only=True)
class Reported:
    """An amount reported against a ceiling for a run of days, in the unit of one limit.

    It is `converted` when tonnes were printed and the act's own factor made barrels of them.
    """

    ceiling: str
    first: date
    last: date
    unit: str
    amount: Decimal
    margin: Decimal
    published: date
    series: str = ""
    converted: bool = False
    citations: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Fill:
    """How full one limit of a ceiling is by the amounts reported for its period.

    `before` is the part of the amount whose reports had ended before the day asked about.
    """

    ceiling: Ceiling
    unit: str
    amount: Decimal
    limit: Decimal
    first: date
    last: date
    before: Decimal = Decimal(0)

    @property
    def percent(self) -> Decimal:
        return (self.amount / self.limit * 100).quantize(Decimal("0.1"))

    @property
    def over(self) -> bool:
        return self.amount > self.limit

    @property
    def day_unknown(self) -> bool:
        """Tell whether it was passed within a report that runs over the day asked about."""
        return self.over and self.before <= self.limit


@dataclass(frozen=True, kw_only=True)
class Bearing:
    """One code group's word on a question: its standing, and the facts it still asks for.

    `instead_of` is filled when a resolution answers for a state that has no act of its own, and
    says so in words.
    """

    measure: Measure
    group: CodeGroup
    standing: Standing
    asks: tuple[str, ...] = ()
    fills: tuple[Fill, ...] = ()
    instead_of: str = ""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The standing of a question, in one word and in sentences, with all that bears on it.

    `unlisted` are the rules that bind on the day and that no code can be compared with.
    """

    question: Question
    standing: Standing
    why: str
    bearings: tuple[Bearing, ...]
    unlisted: tuple[Measure, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """A run of days over which the answer to a question stays the same; no end is None."""

    first: date
    last: date | None
    answer: Answer
