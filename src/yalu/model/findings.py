"""A stated number with all that it rests on."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from yalu.model.intervals import Interval
from yalu.model.periods import Period
from yalu.model.trade import Flow, Status


class FindingKind(StrEnum):
    """What a finding says; the names that the claim checker uses too."""

    LEVEL = "level"
    BALANCE = "balance"
    CHANGE_MONTH = "change_month"
    CHANGE_YEAR = "change_year"
    YEAR_TO_DATE = "year_to_date"
    STREAK = "streak"
    SHARE = "share"
    CEILING = "ceiling"
    REVISION = "revision"
    BREACH = "breach"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One number, its unit and period, how it was reached and what it rests on.

    `interval` bounds `value` for a level and `change_pct` for a change, by the rounding of the
    printed figures. `status` is that of the weakest observation behind it.
    """

    id: str
    kind: FindingKind
    reporter: str
    partner: str
    period: Period
    value: Decimal | None
    unit: str
    status: Status
    method: str
    citations: tuple[str, ...]
    flow: Flow | None = None
    product: str = ""
    commodity: str = ""
    change_pct: Decimal | None = None
    interval: Interval | None = None
    base_period: Period | None = None
    base_value: Decimal | None = None
    vintage: date | None = None
    caveats: tuple[str, ...] = field(default=())
