"""`yalu doctor`: tells whether the workspace is whole."""

from typing import Annotated

import typer

from yalu.model.trade import Flow

_REPAIR = typer.Option("--repair", help="Rebuild from the kept files what can be rebuilt.")

_FLOW = typer.Option(
    "--flow", metavar="FLOW", help="import or export: of files that do not say it, if not kept."
)


def doctor(repair: Annotated[bool, _REPAIR] = False, flow: Annotated[str, _FLOW] = "") -> None:
    """Verify every checksum and promise of the workspace; exit with 1 if something is wrong."""
    from yalu.intake import checking  # noqa: PLC0415  - help need not pay for it
    from yalu.intake.places import workspace_folder  # noqa: PLC0415  - nor for this

    found = checking.examine(
        workspace_folder(), repair=repair, flow=Flow.parse(flow) if flow else None
    )
    typer.echo(
        f"{found.folder}: generation {found.generation}, {found.vintages} vintages, "
        f"{found.files} files"
    )
    for line in found.repaired:
        typer.echo(f"repaired: {line}")
    for fault in found.faults:
        typer.echo(f"fault: {fault}")
    if found.strays and not found.generation:
        typer.echo(
            f"{found.strays} files belong to no load: the manifest that named them is gone, or a "
            "first load was killed. Load the files under snapshots again; they are as they came."
        )
    elif found.strays:
        typer.echo(f"{found.strays} files belong to no load; `yalu doctor --repair` removes them")
    if found.faults and repair:
        typer.echo("Load again a file that is missing; nothing else can bring it back.")
    elif found.faults:
        typer.echo("`yalu doctor --repair` rebuilds what can be rebuilt from the kept files.")
    if found.faults:
        raise typer.Exit(1)
    if found.generation or not found.strays:
        typer.echo("whole")
