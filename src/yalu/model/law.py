"""The law in the terms of the tariff: instrument, provision, measure, validity, ceiling.

The model is that of TARIC measures (type × goods × area × direction × validity × generating and
terminating act), with two additions that sanctions need: the code list belongs to the
implementing jurisdiction, and where a code comes from is part of the measure.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from yalu.model.citations import Citation

# The units that a limit may be written in, and how a sentence names them.
UNIT_WORDS = {
    "USD": "dollars",
    "EUR": "euros",
    "tonne": "tonnes",
    "kg": "kilograms",
    "barrel": "barrels",
    "USD a barrel": "dollars a barrel",
}


class Direction(StrEnum):
    """Which way the goods go, seen from the state that implements the measure."""

    IMPORT = "import"
    EXPORT = "export"
    BOTH = "both"
    NONE = "none"

    def covers(self, other: "Direction") -> bool:
        """Tell whether a measure in this direction bears on goods going in the other."""
        return self is other or self is Direction.BOTH


class State(StrEnum):
    """Where a measure stands, seen from a month and a day of knowledge."""

    IN_FORCE = "in_force"
    ADOPTED = "adopted"
    UPCOMING = "upcoming"
    ENDED = "ended"


@dataclass(frozen=True, kw_only=True)
class Act:
    """The act that began or ended something, and the day on which it became public."""

    act: str
    published: date


@dataclass(frozen=True, kw_only=True)
class Instrument:
    """A legal act: a resolution, a notice, an order, a regulation.

    An act that amends another `stands_in` it: its articles are cited as those of the other.
    """

    id: str
    regime: str
    authority: str
    jurisdiction: str
    target: str
    kind: str
    number: str
    title: str
    adopted: date
    published: date
    citations: tuple[str, ...]
    stands_in: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class CodeGroup:
    """Codes of one measure that share their dates, their acts and the basis of the list.

    Both days of validity are included. `coverage` is `whole` when everything under the codes is
    caught and `partial` when the lines are wider than the rule: trade under them is then an upper
    bound. `carried` tells, for each code brought over from another edition, where it came from.
    """

    codes: tuple[str, ...]
    edition: str
    coverage: str
    code_basis: str
    applies_from: date
    introduced_by: Act
    verification: str
    applies_until: date | None = None
    ended_by: Act | None = None
    code_note: str = ""
    unverified: str = ""
    carried: tuple[tuple[str, str], ...] = ()

    def until(self, *, as_known: date) -> date | None:
        """Give the last day it binds, as known on a day; an end not yet decided is none."""
        if self.ended_by is None or self.ended_by.published > as_known:
            return None
        return self.applies_until

    def binds(self, *, on: date, as_known: date) -> bool:
        """Tell whether it binds on a day, by what was known on another."""
        if self.introduced_by.published > as_known or on < self.applies_from:
            return False
        last = self.until(as_known=as_known)
        return last is None or on <= last

    def names(self, commodity: str) -> bool:
        """Tell whether a commodity lies under one of the codes, or one of the codes under it.

        A rule on a heading reaches its subheadings; a chapter asked for is touched by a rule on
        one of its headings.
        """
        return any(commodity.startswith(code) or code.startswith(commodity) for code in self.codes)


@dataclass(frozen=True, kw_only=True)
class WindDown:
    """A while in which contracts or cargoes begun under the old rule may be finished.

    `test` names the fact that decides: the day of the contract, of arrival at the port, of
    clearance. That fact must lie before `before`; `until` is the last day, included.
    """

    test: str
    before: date
    until: date
    status: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Exemption:
    """What a measure spares: by the act itself, by permission, or for a while.

    `turns_on` names the fact that an exemption by the act itself asks for: the `purpose` of the
    deal, the means of `transport`, room under a `ceiling`, the `origin`, the `goods`, the `party`,
    the `contract`. A purpose or a means of transport can save any goods of the measure, so a day
    and a code alone cannot answer; an origin, a party or a few named goods set apart what the
    measure does not mean.
    """

    kind: str
    goods: str
    text: str
    status: str
    turns_on: str = ""
    until: date | None = None


@dataclass(frozen=True, kw_only=True)
class Limit:
    """One limit of a ceiling: an amount with its unit, or a rule where the act prints none."""

    amount: Decimal | None
    unit: str
    rule: str = ""

    @property
    def words(self) -> str:
        """Write it as a sentence does: 500,000 barrels, or the rule where no amount is printed."""
        return self.rule if self.amount is None else f"{self.amount:,} {UNIT_WORDS[self.unit]}"


@dataclass(frozen=True, kw_only=True)
class Ceiling:
    """A limit of value or quantity over a period; `combine` tells how several limits join.

    A `recurring` ceiling begins anew each year on the day of `first`, until an act ends it.
    """

    id: str
    measure: str
    provision: str
    goods: str
    direction: Direction
    codes: tuple[str, ...]
    limits: tuple[Limit, ...]
    combine: str
    first: date
    last: date | None
    applies_to: str
    introduced_by: Act
    citations: tuple[str, ...]
    ended_by: Act | None = None
    superseded_before_start: bool = False
    thresholds: tuple[Decimal, ...] = ()
    national: tuple[str, ...] = ()
    recurring: bool = False
    barrels_per_tonne: Decimal | None = None
    note: str = ""

    def period(self, *, on: date) -> tuple[date, date] | None:
        """Give the first and last day of the ceiling's period that holds a day, if one does."""
        if on < self.first or self.superseded_before_start:
            return None
        if not self.recurring:
            last = self.last or date.max
            return (self.first, last) if on <= last else None
        years = on.year - self.first.year
        years -= (on.month, on.day) < (self.first.month, self.first.day)
        start = self.first.replace(year=self.first.year + years)
        return start, start.replace(year=start.year + 1) - timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Approval:
    """A dated permission that an authority gave one party for named goods.

    The codes of published approvals are guesses from their wording, and `code_basis` says so. Where
    no end was printed `valid_until` is none: from its first day on it may still run.
    """

    id: str
    authority: str
    beneficiary: str
    goods: str
    codes: tuple[str, ...]
    code_basis: str
    direction: Direction
    valid_from: date
    valid_until: date | None
    validity_basis: str
    published: date
    lifts: tuple[str, ...]
    citations: tuple[str, ...]
    note: str = ""

    def covers(self, measure: str, commodity: str, *, on: date) -> bool:
        """Tell whether it may lift a measure for goods under a code on a day."""
        return (
            measure in self.lifts
            and self.valid_from <= on <= (self.valid_until or date.max)
            and any(commodity.startswith(c) or c.startswith(commodity) for c in self.codes)
        )


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One rule of one instrument on goods, an area and a direction, with its dated code groups.

    An `autonomous` measure of a state carries out no provision of a resolution.
    """

    id: str
    instrument: Instrument
    provision: str
    type: str
    direction: Direction
    goods: str
    groups: tuple[CodeGroup, ...]
    citations: tuple[str, ...]
    implements: tuple[str, ...] = ()
    supersedes: tuple[str, ...] = ()
    autonomous: bool = False
    wind_down: tuple[WindDown, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Law:
    """All that is held of the law: instruments, measures, ceilings and the pages they rest on."""

    instruments: tuple[Instrument, ...]
    measures: tuple[Measure, ...]
    ceilings: tuple[Ceiling, ...]
    citations: dict[str, Citation]
    approvals: tuple[Approval, ...] = ()
