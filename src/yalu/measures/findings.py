"""Evaluated observations as findings: one number, its standing, what it rests on."""

from collections.abc import Iterator
from typing import Any

from yalu.model.findings import Finding, FindingKind
from yalu.model.periods import Period
from yalu.model.trade import Flow, Status

Row = dict[str, Any]


def breach(row: Row) -> Finding:
    """State an apparent breach: the value where one was printed, else the quantity."""
    period = Period(first=row["first_month"], last=row["last_month"])
    valued = row["value"] is not None
    place = (row["reporter"], row["partner"], row["flow"], str(period), row["commodity"])
    return Finding(
        id="-".join(["breach", *place]),
        kind=FindingKind.BREACH,
        reporter=row["reporter"],
        partner=row["partner"],
        period=period,
        value=row["value"] if valued else row["quantity"],
        unit=row["currency"] if valued else row["quantity_unit"],
        status=Status(row["status"]),
        method=f"{row['standing'].replace('_', ' ')} under {', '.join(row['measures'].split())}: "
        f"{row['why']}",
        citations=tuple(row["citation"].split()),
        flow=Flow(row["flow"]),
        product=row["product"],
        commodity=row["commodity"],
        vintage=row["published"],
        caveats=tuple(caveats(row)),
    )


def caveats(row: Row) -> Iterator[str]:
    """Say what an observation rests on beyond a printed figure, and how far it reaches."""
    status = Status(row["status"])
    if status is not Status.REPORTED:
        yield f"The figure is {status.value}: {status.meaning}."
    if row["upper_bound"]:
        rules = ", ".join(row["upper_bound"].split())
        yield f"An upper bound for {rules}: other goods or other days are in the figure."
