"""Options that several commands share, and how their texts are read."""

from datetime import date
from typing import Annotated

import typer

from yalu.model.errors import ChoiceError
from yalu.model.periods import parse_day

AsKnown = Annotated[
    str,
    typer.Option(
        "--as-known", metavar="DAY", help="Use only what was public by this day. Default: today."
    ),
]
Reporter = Annotated[str, typer.Argument(help="The economy whose customs counted, e.g. CHN.")]
Partner = Annotated[str, typer.Argument(help="The other economy, e.g. PRK.")]
FlowOption = Annotated[str, typer.Option("--flow", metavar="FLOW", help="import, export or total.")]
Format = Annotated[str, typer.Option("--format", metavar="FORMAT", help="table, csv or json.")]

RegisterOption = Annotated[
    bool,
    typer.Option(
        "--register/--no-register", help="Lay the known misreports and gaps over the figures."
    ),
]

FORMATS = ("table", "csv", "json")


def day(text: str) -> date:
    """Read a day; none given is today."""
    return parse_day(text) if text else date.today()  # noqa: DTZ011  - the edge asks the local day


def chosen_format(text: str) -> str:
    """Refuse a format that is not offered."""
    if text not in FORMATS:
        raise ChoiceError("--format", text, FORMATS)
    return text
