"""`yalu evaluate`: the law held against what was recorded."""

import json
import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from yalu.cli.options import AsKnown, RegisterOption, day
from yalu.model.errors import ChoiceError
from yalu.model.periods import Period

_FORMATS = ("table", "csv", "json", "xlsx", "html")
_TABLES = ("observations", "by-measure", "totals", "breaches", "measures")
# What would make the lines of a terminal longer than anybody reads; csv has it.
_TOO_WIDE = {"why", "caveats", "citations", "published", "dataset", "register", "provisions",
             "net_weight_kg", "exemptions", "wind_down"}  # fmt: skip
_REPORTER = typer.Option(
    "--reporter", metavar="CODE", help="Whose customs counted, e.g. CHN; or all."
)
_PARTNER = typer.Option("--partner", metavar="CODE", help="The sanctioned economy, e.g. PRK.")
_FROM = typer.Option("--from", metavar="MONTH", help="First month, e.g. 2016-01.")
_TO = typer.Option("--to", metavar="MONTH", help="Last month, e.g. 2018-12.")
_LEVEL = typer.Option(
    "--commodity-level", metavar="DIGITS", help="Cut codes to 2, 4, 6 or 8 digits and add up."
)
_JURISDICTION = typer.Option(
    "--jurisdiction", metavar="CODE", help="Whose law: UN, EUR … Default: the reporter's."
)
_TABLE = typer.Option(
    "--table",
    metavar="TABLE",
    help="For table and csv: observations, by-measure, totals, breaches or measures.",
)
_FORMAT = typer.Option("--format", metavar="FORMAT", help="table, csv, json, xlsx or html.")


def evaluate(
    reporter: Annotated[str, _REPORTER],
    partner: Annotated[str, _PARTNER],
    first: Annotated[str, _FROM],
    last: Annotated[str, _TO],
    level: Annotated[int, _LEVEL] = 0,
    jurisdiction: Annotated[str, _JURISDICTION] = "",
    table: Annotated[str, _TABLE] = "observations",
    as_known: AsKnown = "",
    register: RegisterOption = True,
    form: Annotated[str, _FORMAT] = "table",
) -> None:
    """Give each recorded observation its standing, the sums per measure, the apparent breaches.

    json, xlsx and html hold all tables; `measures` names the paragraph of each measure. xlsx is
    written to standard output.
    """
    from yalu.workspace import Workspace  # noqa: PLC0415  - help need not pay for it

    _ensure("--format", form, _FORMATS)
    _ensure("--table", table, _TABLES)
    if level not in {0, 2, 4, 6, 8}:
        raise ChoiceError("--commodity-level", str(level), ("2", "4", "6", "8"))
    workspace = Workspace.open()
    found = workspace.evaluate(
        reporter,
        partner,
        span=Period(first=Period.parse(first).first, last=Period.parse(last).last),
        as_known=day(as_known),
        jurisdiction=jurisdiction,
        level=level,
        register=register,
    )
    tables = workspace.printed(found)
    if form == "html":
        from yalu.briefs.annex import Heading  # noqa: PLC0415  - for the page alone

        heading = Heading(
            reporter="" if reporter.casefold() == "all" else reporter,
            partner=partner,
            first=Period.parse(first),
            last=Period.parse(last),
            jurisdiction=jurisdiction,
            as_known=day(as_known),
        )
        typer.echo(workspace.annex(tables, heading), nl=False)
        return
    _write(tables, table, form)


def _write(tables: dict[str, list[dict[str, Any]]], table: str, form: str) -> None:
    from yalu.cli import sheets  # noqa: PLC0415  - help need not pay for it
    from yalu.cli.tables import show  # noqa: PLC0415  - nor for this

    if form == "json":
        typer.echo(json.dumps(tables, indent=2, ensure_ascii=False))
    elif form == "xlsx":
        sys.stdout.buffer.write(sheets.xlsx(tables))
    else:
        dropped = _TOO_WIDE if form == "table" else set()
        rows = [{k: v for k, v in row.items() if k not in dropped} for row in tables[table]]
        show(rows, form)


def _ensure(option: str, text: str, choices: Sequence[str]) -> None:
    if text not in choices:
        raise ChoiceError(option, text, tuple(choices))
