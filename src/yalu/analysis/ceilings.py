"""How full a ceiling was by the amounts that had been reported against it."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from yalu.model.findings import Finding, FindingKind
from yalu.model.intervals import Interval
from yalu.model.law import Ceiling
from yalu.model.periods import Period
from yalu.model.trade import Status

_COLUMNS = {"USD": ("value_usd", "value_margin"), "tonne": ("quantity_tonnes", "quantity_margin")}


def fill(
    ceiling: Ceiling, reported: Sequence[Mapping[str, Any]], *, reporter: str, partner: str
) -> Iterator[Finding]:
    """Compare what was reported with each limit of a ceiling.

    Only amounts inside the ceiling's own period count: the resolutions have no rule that carries
    an excess over. Of several reports of one period the latest with an amount in the limit's unit
    counts, and a period without one is left out and named.
    """
    for limit in ceiling.limits:
        if limit.amount is None or limit.unit not in _COLUMNS:
            continue
        column, margin_column = _COLUMNS[limit.unit]
        latest = {
            row["period"]: row
            for row in sorted(reported, key=lambda row: row["published"])
            if row[column] is not None
        }
        used = [latest[period] for period in sorted(latest)]
        if not used:
            continue
        yield _finding(
            ceiling,
            limit.amount,
            limit.unit,
            amounts=[(row[column], row[margin_column] or Decimal(0)) for row in used],
            used=used,
            left_out=sorted({row["period"] for row in reported} - latest.keys()),
            pair=(reporter, partner),
        )


def _finding(
    ceiling: Ceiling,
    limit: Decimal,
    unit: str,
    *,
    amounts: Sequence[tuple[Decimal, Decimal]],
    used: Sequence[Mapping[str, Any]],
    left_out: Sequence[str],
    pair: tuple[str, str],
) -> Finding:
    total = sum((amount for amount, _ in amounts), Decimal(0))
    margin = sum((margin for _, margin in amounts), Decimal(0))
    periods = [Period.parse(_months(row["period"])) for row in used]
    caveats = [f"counted by {', '.join(sorted({row['series'] for row in used}))}"]
    if left_out:
        caveats.append(f"no amount in {unit} for {', '.join(left_out)}")
    return Finding(
        id=f"ceiling-{ceiling.id}-{unit}",
        kind=FindingKind.CEILING,
        reporter=pair[0],
        partner=pair[1],
        period=Period(first=min(p.first for p in periods), last=max(p.last for p in periods)),
        value=total,
        unit=unit,
        change_pct=_percent(total, limit),
        interval=Interval(
            low=_percent(total - margin, limit), high=_percent(total + margin, limit)
        ),
        base_value=limit,
        status=Status.ESTIMATED,
        method="sum of the amounts reported, in percent of the limit",
        vintage=max(row["published"] for row in used),
        caveats=tuple(caveats),
        citations=tuple(dict.fromkeys(key for row in used for key in row["citation"].split())),
    )


def _percent(amount: Decimal, limit: Decimal) -> Decimal:
    return (amount / limit * 100).quantize(Decimal("0.01"))


def _months(period: str) -> str:
    """Read a span written in days by its months: the ceilings' own periods are whole months."""
    start, _, end = period.partition("/")
    return f"{start[:7]}/{end[:7]}" if end else start
