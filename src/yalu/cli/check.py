"""`yalu check`: tells whether an article is right."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from yalu.cli.options import day
from yalu.model.errors import ChoiceError, TextFileError

_FILE = typer.Argument(help="A text in UTF-8, or - to read from input.")
_ABOUT = typer.Option("--about", metavar="REPORTER:PARTNER", help="Whose trade with whom.")
_AS_KNOWN = typer.Option(
    "--as-known",
    metavar="DAY",
    help="Use only what was public by this day. Default: the full date that the text bears, else "
    "the day that it fits, else today.",
)
_FORMAT = typer.Option("--format", metavar="FORMAT", help="text, html, md or json.")


def check(
    file: Annotated[str, _FILE],
    as_known: Annotated[str, _AS_KNOWN] = "",
    about: Annotated[str, _ABOUT] = "CHN:PRK",
    form: Annotated[str, _FORMAT] = "text",
) -> None:
    """Check every numeric and legal claim of a text, with the arithmetic and the source.

    Without --as-known it is checked by what was public on the day of its dateline or byline. Where
    that names no year, the day is the one that the figures and acts fit, if one stands out, and
    today else; the first line says so. Dates without a year are read against that day.
    """
    from yalu.claims.show import FORMATS, shown  # noqa: PLC0415  - help need not pay for it
    from yalu.workspace import Workspace  # noqa: PLC0415  - nor for this

    if form not in FORMATS:
        raise ChoiceError("--format", form, FORMATS)
    reporter, _, partner = about.partition(":")
    if not partner:
        raise ChoiceError("--about", about, ("two economies such as CHN:PRK",))
    known = day(as_known) if as_known else None
    report = Workspace.open().check(
        _read(file), as_known=known, today=day(""), about=(reporter, partner)
    )
    typer.echo(shown(report, form), nl=False)


def _read(file: str) -> str:
    try:
        raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return raw.decode("utf-8-sig")
    except OSError as error:
        raise TextFileError(file, error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise TextFileError(file, f"it is not UTF-8 at byte {error.start}") from error
