"""The command line: asks, prints, and turns errors into one sentence on standard error.

Nothing heavy is imported here: each command brings what it needs.
"""

import os
import sys
from typing import Any

import typer
from typer.core import TyperGroup

from yalu import __version__
from yalu.cli import (
    brief,
    ceilings,
    check,
    convert,
    diff,
    doctor,
    evaluate,
    fetch,
    goods,
    load,
    measures,
    series,
    status,
)
from yalu.model.errors import YaluError


class _WorkspaceAnywhere(TyperGroup):
    """Takes --workspace before or after the command, for every command has one."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401  - typer keeps the type to itself
        """Move the option to where the group looks for it."""
        front, rest = [], list(args)
        for i in range(len(rest) - 1, -1, -1):
            if rest[i].startswith("--workspace="):
                front = [rest.pop(i)]
            elif rest[i] == "--workspace" and i + 1 < len(rest):
                front = [rest.pop(i), rest.pop(i)]
        return super().parse_args(ctx, [*front, *rest])


app = typer.Typer(
    cls=_WorkspaceAnywhere,
    name="yalu",
    help="Watch trade under sanctions: what changed, what was in force, what it rests on.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(brief.brief)
app.command()(check.check)
app.command()(series.series)
app.command()(measures.measures)
app.command()(ceilings.ceilings)
app.command()(evaluate.evaluate)
app.command()(status.status)
app.command()(load.load)
app.command()(goods.goods)
app.command()(diff.diff)
app.command()(doctor.doctor)
app.command()(convert.convert)
app.add_typer(fetch.app, name="fetch")


@app.callback(invoke_without_command=True)
def _version(
    version: bool = typer.Option(False, "--version", help="Print the version and leave."),
    workspace: str = typer.Option(
        "", "--workspace", metavar="FOLDER", help="Where loaded files are kept (YALU_WORKSPACE)."
    ),
) -> None:
    if workspace:
        os.environ["YALU_WORKSPACE"] = workspace
    if version:
        typer.echo(f"yalu {__version__}")
        raise typer.Exit


def main() -> None:
    """Run a command; what yalu refuses is one sentence and exit code 2."""
    try:
        app()
    except YaluError as refusal:
        sys.stderr.write(f"yalu: {refusal}\n")
        sys.exit(2)
