"""`yalu check`: tells whether an article is right."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from yalu.cli.options import AsKnown, day
from yalu.model.errors import ChoiceError, TextFileError

_FILE = typer.Argument(help="A text in UTF-8, or - to read from input.")
_ABOUT = typer.Option("--about", metavar="REPORTER:PARTNER", help="Whose trade with whom.")
_FORMAT = typer.Option("--format", metavar="FORMAT", help="text, html, md or json.")


def check(
    file: Annotated[str, _FILE],
    as_known: AsKnown = "",
    about: Annotated[str, _ABOUT] = "CHN:PRK",
    form: Annotated[str, _FORMAT] = "text",
) -> None:
    """Check every numeric and legal claim of a text, with the arithmetic and the source.

    Dates without a year are read against the text's dateline, or else against --as-known.
    """
    from yalu.claims.show import FORMATS, shown  # noqa: PLC0415  - help need not pay for it
    from yalu.workspace import Workspace  # noqa: PLC0415  - nor for this

    if form not in FORMATS:
        raise ChoiceError("--format", form, FORMATS)
    reporter, _, partner = about.partition(":")
    if not partner:
        raise ChoiceError("--about", about, ("two economies such as CHN:PRK",))
    report = Workspace.open().check(
        _read(file), as_known=day(as_known), today=day(""), about=(reporter, partner)
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
