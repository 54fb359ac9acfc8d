"""`yalu diff`: what a dataset said at one vintage and says at another."""

from typing import Annotated, Any

import typer

from yalu.cli.options import Format, chosen_format
from yalu.model.loads import Revision

_DATASET = typer.Argument(help="The dataset, as `yalu status` names it.")
_FROM = typer.Option(
    "--from", metavar="VINTAGE", help="The earlier vintage: a day, or 2024-06-20.2."
)
_TO = typer.Option("--to", metavar="VINTAGE", help="The later vintage.")


def diff(
    dataset: Annotated[str, _DATASET],
    earlier: Annotated[str, _FROM],
    later: Annotated[str, _TO],
    form: Format = "table",
) -> None:
    """Show added, removed and revised cells, the biggest first, and the effect on totals."""
    from yalu.cli.tables import show  # noqa: PLC0415  - help need not pay for it
    from yalu.workspace import Workspace  # noqa: PLC0415  - nor for this

    form = chosen_format(form)
    found = Workspace.open().difference(dataset, earlier=earlier, later=later)
    if form == "table":
        typer.echo(
            f"{dataset}: {found.earlier} → {found.later}: {found.revised:,} revised, "
            f"{found.added:,} added, {found.removed:,} removed, {found.unchanged:,} unchanged"
        )
    if form == "table" and found.removed:
        typer.echo(
            "removed: not in the later file, which has others of the same partner, flow, period "
            "and chapter;\nwithdrawn, or not asked for in the download, so `yalu goods` still "
            "gives the earlier figure, with its vintage"
        )
    if found.biggest or form != "table":
        show([_row(cell) for cell in found.biggest], form)
    if form == "table" and found.totals:
        typer.echo("\nrevised cells added up:")
        show([_row(total) for total in found.totals], form)


def _row(cell: Revision) -> dict[str, Any]:
    change = cell.change_pct
    return {
        "kind": cell.kind,
        "reporter": cell.reporter,
        "partner": cell.partner,
        "flow": cell.flow,
        "period": cell.period,
        "commodity": cell.commodity,
        "detail": cell.detail,
        "before": None if cell.before is None else float(cell.before),
        "after": None if cell.after is None else float(cell.after),
        "currency": cell.currency,
        "change_pct": None if change is None else round(change, 2),
        "status": cell.status_after,
    }
