"""A row of trade statistics as the other parts see it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from yalu.model.periods import Period
from yalu.model.trade import Flow, Status


@dataclass(frozen=True, kw_only=True)
class Observation:
    """One published figure for a reporter, partner, flow, period and goods.

    `margin` is half of the unit to which the value was printed: 456.16 million leaves a margin of
    5,000. `citations` are keys of pages; `published` is the vintage.
    """

    reporter: str
    partner: str
    flow: Flow
    period: Period
    value: Decimal | None
    currency: str
    margin: Decimal
    status: Status
    compiler: str
    published: date
    citations: tuple[str, ...]
    dataset: str
    commodity: str = ""
    product: str = ""
    quantity: Decimal | None = None
    quantity_unit: str = ""
    change_year_pct: float | None = None
    change_basis: str = ""
    arithmetic: str = ""
    published_basis: str = "page"
    note: str = ""
    register: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """What one dataset holds: its vintages, the periods it covers, the months it lacks."""

    dataset: str
    title: str
    publisher: str
    rows: int
    first_published: date
    last_published: date
    vintages: int
    first_period: str
    last_period: str
    gaps: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class GoodsQuestion:
    """Which figures are asked for; an empty text does not narrow the choice.

    All goods are added up from single codes only on `add_up`: what is loaded may be a part of them.
    """

    reporter: str
    partner: str
    as_known: date
    commodity: str = ""
    frequency: str = ""
    flow: str = ""
    dataset: str = ""
    add_up: bool = False


@dataclass(frozen=True, kw_only=True)
class GoodsFigure:
    """A figure for goods: one published row, or the sum of the rows that make it up.

    `rows` tells how many were added; above one the status is `estimated` and `arithmetic` says
    over what. `register` are the known misreports and gaps that touch it.
    """

    dataset: str
    period: Period
    flow: str
    commodity: str
    classification: str
    value: Decimal | None
    currency: str
    net_weight_kg: Decimal | None
    weight_estimated: bool
    status: Status
    rows: int
    arithmetic: str
    published: date | None
    citations: tuple[str, ...]
    register: tuple[str, ...] = ()
