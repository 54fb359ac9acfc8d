"""The command line: asks, prints, and turns errors into one sentence on standard error.

Nothing heavy is imported here: each command brings what it needs.
"""

import sys

import typer

from yalu import __version__
from yalu.cli import brief, ceilings, check, evaluate, measures, series, status
from yalu.model.errors import YaluError

app = typer.Typer(
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


@app.callback(invoke_without_command=True)
def _version(
    version: bool = typer.Option(False, "--version", help="Print the version and leave."),
) -> None:
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
