"""`yalu doctor`: tells whether the workspace is whole."""

from typing import Annotated

import typer

_REPAIR = typer.Option("--repair", help="Rebuild from the kept files what can be rebuilt.")


def doctor(repair: Annotated[bool, _REPAIR] = False) -> None:
    """Verify every checksum and promise of the workspace; exit with 1 if something is wrong."""
    from yalu.intake import checking  # noqa: PLC0415  - help need not pay for it
    from yalu.intake.places import workspace_folder  # noqa: PLC0415  - nor for this

    found = checking.examine(workspace_folder(), repair=repair)
    typer.echo(
        f"{found.folder}: generation {found.generation}, {found.vintages} vintages, "
        f"{found.files} files"
    )
    for line in found.repaired:
        typer.echo(f"repaired: {line}")
    for fault in found.faults:
        typer.echo(f"fault: {fault}")
    if found.strays:
        typer.echo(f"{found.strays} files belong to no load; `yalu doctor --repair` removes them")
    if found.faults:
        raise typer.Exit(1)
    typer.echo("whole")
