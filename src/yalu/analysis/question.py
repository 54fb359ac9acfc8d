"""Whose trade is asked about, and what every answer needs: percentages, months, pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from yalu.model.findings import Finding, FindingKind
from yalu.model.periods import Period
from yalu.model.trade import Flow

Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Question:
    """Whose trade in which month and currency is asked about."""

    reporter: str
    partner: str
    month: Period
    currency: str

    def finding(self, kind: FindingKind, flow: Flow | None, **facts: Any) -> Finding:  # noqa: ANN401  - the fields of a finding
        """Make a finding on this month; its id names what it says."""
        name = "-".join([kind.value, flow.word if flow else "trade"])
        return Finding(
            **{
                "id": name,
                "kind": kind,
                "flow": flow,
                "reporter": self.reporter,
                "partner": self.partner,
                "period": self.month,
                "unit": self.currency,
                **facts,
            }
        )


def months(span: Period) -> range:
    """Count the months of a period from year 0."""
    return range(span.first, span.last + 1)


def percent(value: float) -> Decimal:
    """Keep four decimals of a percentage."""
    return Decimal(str(round(value, 4)))


def cited(rows: Iterable[Row], *columns: str) -> tuple[str, ...]:
    """Collect the pages of rows, each once, in their order."""
    keys = (
        key for row in rows for column in columns or ("citation",) for key in row[column].split()
    )
    return tuple(dict.fromkeys(keys))
