"""`yalu brief`: the sourced brief on one month."""

from pathlib import Path
from typing import Annotated

import typer

from yalu.cli.options import AsKnown, Partner, Reporter, day

_MONTH = typer.Argument(help="The month, e.g. 2017-07.")
_OUT = typer.Option("--out", metavar="FOLDER", help="Where to write the files.")


def brief(
    reporter: Reporter,
    partner: Partner,
    month: Annotated[str, _MONTH],
    as_known: AsKnown = "",
    out: Annotated[str, _OUT] = "",
) -> None:
    """Write the brief on a month's trade: HTML, Markdown, JSON and charts.

    Without --out the files go to build/brief-REPORTER-PARTNER-MONTH.
    """
    from yalu.briefs import charts, render  # noqa: PLC0415  - help need not pay for these

    known = day(as_known)
    folder = Path(out or f"build/brief-{reporter}-{partner}-{month}")
    render.ensure_writable(folder)
    with charts.engine() as engine:
        from yalu.workspace import Workspace  # noqa: PLC0415  - while the engine starts

        with Workspace.open() as workspace:
            made = workspace.brief(reporter, partner, month, as_known=known, engine=engine)
    made.write(folder)
    typer.echo(made.brief.headline)
    for sentence in made.brief.lead[0]:
        typer.echo(f"  {sentence.text}")
    typer.echo(f"As known on {known}; {len(made.brief.sources)} sources.")
    typer.echo(f"Written: {folder / 'brief.html'} (also .md, .json and the charts)")
