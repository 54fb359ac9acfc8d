"""What one release of the customs bulletin says of a partner, as observations.

A release prints the month and the year to date. The two together say what the months before add up
to by now, which need not be what the last release printed: China's customs revise without notice.
That difference is kept as an `estimated` figure for the months before.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from yalu.codelists import gacc
from yalu.model.errors import AreaNotFoundError
from yalu.model.periods import Period

DATASET = "gacc-monthly"
_LONGEST_NAME = 60
_COMPILER = "GAC bulletin"
_OF_WHICH = re.compile(r"^(?:其中|of which|#)\s*[:：]?\s*", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Release:
    """The month a release is about, its currency and the unit that it prints in.

    January and February may come out together, as their sum and not by month.
    """

    month: Period
    currency: str
    unit: Decimal
    margin: Decimal
    published: date
    published_basis: str
    has_month: bool = True
    has_year_to_date: bool = True


@dataclass(frozen=True, kw_only=True)
class Printed:
    """One flow of one partner in a release; `derived` when worked out from a later release."""

    partner: str
    partner_code: str
    flow: str
    month: Decimal | None
    year_to_date: Decimal | None
    change_pct: Decimal | None
    line: int
    aggregate: bool
    derived: bool = False


def release_day(month: Period, *, is_express: bool = False) -> date:
    """Give the day on which the detailed table of a month is out: the 20th of the next month.

    January comes out with February. The true day is the 18th to the 20th; a day too late never
    lends a reader what he could not know. The express table of the main partners is out by the
    15th.
    """
    last = Period(first=month.last, last=month.last)
    out = last.shift(2 if last.first % 12 == 0 else 1).first_day
    return out.replace(day=15 if is_express else 20)


def partner_name(printed: str) -> str:
    """Give the name alone: `其中：德国` is Germany, one of the union above, and `Asia:` is Asia."""
    return _OF_WHICH.sub("", " ".join(printed.split())).rstrip(" :：*＊").strip()


def partner_area(name: str) -> tuple[str, bool]:
    """Give the area of a row of the bulletin, and whether it adds up other rows.

    A name that is not in the list may be a union as well as a country: it is kept as it is printed
    and out of every sum.
    """
    if gacc.is_group(name):
        return f"{gacc.OWN}{name.strip()}", True
    try:
        found = gacc.named(name)
    except AreaNotFoundError:
        if len(name) > _LONGEST_NAME or not any(letter.isalpha() for letter in name):
            raise
        return f"{gacc.OWN}{name.strip()}", True
    return found, found == gacc.WORLD


def observations(release: Release, printed: Printed, *, before: bool) -> Iterator[dict[str, Any]]:
    """Give the month, the year to date and, if `before`, what is left for the months before."""
    month, span = release.month, release.month.year_to_date
    if span == month:
        value = printed.month if release.has_month else printed.year_to_date
        one = _row(release, printed, month, value)
        yield {**one, "change_year_pct": _number(printed.change_pct)}
        return
    if release.has_month:
        yield _row(release, printed, month, printed.month)
    if not release.has_year_to_date:
        return
    total = _row(release, printed, span, printed.year_to_date)
    yield {**total, "change_year_pct": _number(printed.change_pct)}
    if before and printed.month is not None and printed.year_to_date is not None:
        yield _months_before(release, printed)


def _months_before(release: Release, printed: Printed) -> dict[str, Any]:
    span = release.month.year_to_date
    whole, part = printed.year_to_date or Decimal(0), printed.month or Decimal(0)
    earlier = Period(first=span.first, last=span.last - 1)
    row = _row(release, printed, earlier, whole - part)
    left, taken = whole * release.unit, part * release.unit
    return {
        **row,
        "margin": release.margin * 2,
        "status": "estimated",
        "arithmetic": f"{left:f} - {taken:f} (year to date less the month, same release)",
    }


def _row(
    release: Release, printed: Printed, period: Period, value: Decimal | None
) -> dict[str, Any]:
    status = "missing" if value is None else "reported" if value else "zero"
    return {
        "dataset": DATASET,
        "reporter": "CHN",
        "reporter_code": "142",
        "partner": printed.partner,
        "partner_code": printed.partner_code,
        "flow": printed.flow,
        "period": str(period),
        "first_month": period.first,
        "last_month": period.last,
        "frequency": period.frequency.value,
        "value": None if value is None else value * release.unit,
        "currency": release.currency,
        "margin": release.margin * (3 if printed.derived else 1),
        "valuation": {"M": "CIF", "X": "FOB"}.get(printed.flow, ""),
        "change_basis": "value" if printed.change_pct is not None else "",
        "status": "estimated" if printed.derived else status,
        "arithmetic": "year to date of the next release less its month" if printed.derived else "",
        "compiler": _COMPILER,
        "rank": 1,
        "is_aggregate": printed.aggregate,
        "line": printed.line,
        "published": release.published,
        "published_basis": release.published_basis,
    }


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
