"""What a text claims, and what came of checking it."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from yalu.model.intervals import Interval
from yalu.model.periods import Period
from yalu.model.trade import Flow

ALL_GOODS = "ALL"


class Kind(StrEnum):
    """What a claim says."""

    LEVEL = "level"
    CHANGE_MONTH = "change_month"
    CHANGE_YEAR = "change_year"
    YEAR_TO_DATE = "year_to_date"
    SHARE = "share"
    BALANCE = "balance"
    EXTREME = "extreme"
    STREAK = "streak"
    DIRECTION = "direction"
    COUNT = "count"
    LAW = "law"
    ARITHMETIC = "arithmetic"


class Answer(StrEnum):
    """What the published figures and acts make of a claim."""

    SUPPORTED = "supported"
    REFUTED = "refuted"
    NOT_ENOUGH_EVIDENCE = "not_enough_evidence"


class ErrorKind(StrEnum):
    """How a claim is wrong; `rounding` may also go with a claim that stands at the edge."""

    WRONG_VALUE = "wrong_value"
    WRONG_PERIOD = "wrong_period"
    WRONG_FLOW = "wrong_flow"
    WRONG_DIRECTION = "wrong_direction"
    WRONG_UNIT = "wrong_unit"
    WRONG_BASE = "wrong_base"
    SUPERSEDED = "superseded"
    WRONG_LAW = "wrong_law"
    ROUNDING = "rounding"
    ARITHMETIC = "arithmetic"


class Aspect(StrEnum):
    """What a reading must know besides the number itself."""

    FLOW = "flow"
    GOODS = "goods"
    PERIOD = "period"
    FLOW_BEFORE = "flow before"
    PERIOD_BEFORE = "period before"
    SCOPE = "scope"


class Scope(StrEnum):
    """Whose trade a claim is about: that of the two economies asked about, or another's."""

    PAIR = "pair"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class LawFacts:
    """What a sentence says of an act: who did what to which goods, by which act, when.

    `last` is the last day of a rule or of its grace, and `earlier` the day before which a contract
    or a cargo must lie. `way` is the flow where the text says it. A day is `explicit` with its
    year, and that of an act's issue is `issued`. `beside` are the counts of parties in the same
    sentence. `divided` tells that not all are said to have voted for an act. `target` is the
    economy that a rule is against, if not the one asked about. `doubts` are the reasons for which
    the sentence may be true in another reading, `day_doubts` those for which its day may be
    another one.
    """

    verb: str
    actor: str = ""
    act: str = ""
    goods: tuple[str, ...] = ()
    day: date | None = None
    month: Period | None = None
    since: bool = False
    early: str = ""
    last: date | None = None
    earlier: date | None = None
    way: str = ""
    word: str = ""
    explicit: bool = True
    past: bool = False
    beside: tuple[tuple[str, int], ...] = ()
    target: str = ""
    issued: bool = False
    party: str = ""
    ended_by: str = ""
    divided: bool = False
    doubts: tuple[str, ...] = ()
    day_doubts: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One checkable statement, with its place in the text.

    `number` is in base units (dollars, tonnes, percent with its sign) and `stated` the range that
    the wording gives it. `bases` are the readings of a change whose base the text leaves open, the
    likeliest first; `open_flow` says that imports may be either economy's. `firm` tells whether
    period and flow are said, not only likely: what is not firm is never refuted. `unsaid` are the
    aspects that were not said beside the number but taken from elsewhere or passed over: a
    refutation must not rest on them.
    """

    start: int
    end: int
    sentence: str
    kind: Kind
    flow: Flow | None = None
    product: str = ALL_GOODS
    period: Period | None = None
    base_period: Period | None = None
    number: Decimal | None = None
    unit: str = ""
    sense: str = ""
    stated: Interval | None = None
    scope: Scope = Scope.PAIR
    bases: tuple[Period, ...] = ()
    firm: bool = True
    unsaid: frozenset[Aspect] = frozenset()
    rising: bool | None = None
    open_flow: bool = False
    of: str = ""
    alternatives: tuple["Claim", ...] = ()
    law: LawFacts | None = None


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """The answer to a claim with its arithmetic and its pages."""

    answer: Answer
    error_kind: ErrorKind | None = None
    value: Decimal | None = None
    interval: Interval | None = None
    formula: str = ""
    caveats: tuple[str, ...] = field(default=())
    citations: tuple[str, ...] = field(default=())


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A claim with its verdict on the text's day, and what today's figures would say."""

    id: str
    claim: Claim
    verdict: Verdict
    today: Answer
