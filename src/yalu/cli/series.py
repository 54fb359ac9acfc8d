"""`yalu series`: the monthly figures that stand as known on a day."""

from typing import Annotated, Any

import typer

from yalu.cli.options import (
    AsKnown,
    FlowOption,
    Format,
    Partner,
    RegisterOption,
    Reporter,
    chosen_format,
    day,
)
from yalu.model.observations import Observation
from yalu.model.periods import Period
from yalu.model.trade import Flow

_FROM = typer.Option("--from", metavar="MONTH", help="First month.")
_TO = typer.Option("--to", metavar="MONTH", help="Last month.")


def series(
    reporter: Reporter,
    partner: Partner,
    flow: FlowOption = "",
    first: Annotated[str, _FROM] = "",
    last: Annotated[str, _TO] = "",
    as_known: AsKnown = "",
    register: RegisterOption = True,
    form: Format = "table",
) -> None:
    """List the monthly figures for all goods, each with status, vintage and source.

    A month between the first and the last that no publisher printed is listed as missing.
    """
    from yalu.cli.tables import explain, show  # noqa: PLC0415  - help need not pay for it
    from yalu.workspace import Workspace  # noqa: PLC0415  - nor for this

    form = chosen_format(form)
    workspace = Workspace.open()
    found = workspace.series(
        reporter,
        partner,
        flow=Flow.parse(flow) if flow else None,
        first=Period.parse(first) if first else None,
        last=Period.parse(last) if last else None,
        as_known=day(as_known),
        register=register,
    )
    rows = [_row(observation) for observation in found]
    show(sorted([*rows, *_missing(found)], key=lambda row: (row["period"], row["flow"])), form)
    if form == "table":
        named = {key for observation in found for key in observation.register}
        explain(workspace.register(day(as_known)), named)


def _row(observation: Observation) -> dict[str, Any]:
    value = observation.value
    return {
        "period": str(observation.period),
        "flow": observation.flow.word,
        "value": None if value is None else int(value) if value == int(value) else float(value),
        "currency": observation.currency,
        "margin": float(observation.margin),
        "status": observation.status.value,
        "compiler": observation.compiler,
        "vintage": str(observation.published),
        "vintage_basis": observation.published_basis,
        "arithmetic": observation.arithmetic,
        "register": list(observation.register),
        "sources": list(observation.citations),
    }


def _missing(found: tuple[Observation, ...]) -> list[dict[str, Any]]:
    """Make a row of each flow and month inside the run that has no figure in any currency."""
    if not found:
        return []
    have = {(o.period.first, o.flow) for o in found}
    flows = sorted({o.flow for o in found})
    months = range(found[0].period.first, found[-1].period.last + 1)
    return [
        {
            **dict.fromkeys(_row(found[0]), ""),
            "period": str(Period(first=month, last=month)),
            "flow": flow.word,
            "value": None,
            "margin": None,
            "status": "missing",
            "register": [],
            "sources": [],
        }
        for month in months
        for flow in flows
        if (month, flow) not in have
    ]
