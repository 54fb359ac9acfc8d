"""`yalu evaluate`: the law held against what was recorded."""

import json
import sys
from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, Any

import typer

from yalu.cli.options import AsKnown, RegisterOption, day
from yalu.model.errors import ChoiceError
from yalu.model.periods import Period
from yalu.model.trade import Flow

_FORMATS = ("table", "csv", "json", "xlsx", "html")
_TABLES = ("observations", "by-measure", "breaches")
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
    "--table", metavar="TABLE", help="For table and csv: observations, by-measure or breaches."
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

    json, xlsx and html hold all three tables. xlsx is written to standard output.
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
    tables = {
        "observations": [_observation(row) for row in _rows(found.observations.order_by("id"))],
        "by-measure": [_sum(row) for row in _rows(found.by_measure)],
        "breaches": [_observation(row) for row in _rows(found.breaches.order_by("id"))],
    }
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
        dropped = {"why", "citations", "published"} if form == "table" else set()
        rows = [{k: v for k, v in row.items() if k not in dropped} for row in tables[table]]
        show(rows, form)


def _ensure(option: str, text: str, choices: Sequence[str]) -> None:
    if text not in choices:
        raise ChoiceError(option, text, tuple(choices))


def _rows(table: Any) -> list[dict[str, Any]]:  # noqa: ANN401  - a table of ibis, which has no types
    return list(table.to_pyarrow().to_pylist())


def _observation(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "reporter": row["reporter"],
        "period": row["period"],
        "flow": Flow(row["flow"]).word,
        "commodity": row["commodity"],
        "edition": row["classification"],
        "product": row["product"],
        "value": _number(row["value"]),
        "currency": row["currency"] or "",
        "quantity": _number(row["quantity"]),
        "unit": row["quantity_unit"] or "",
        "status": row["status"],
        "register": (row["register"] or "").split(),
        "standing": row["standing"],
        "measures": row["measures"].split(),
        "why": row["why"],
        "published": row["published"].isoformat(),
        "citations": row["citation"].split(),
    }


def _sum(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "measure": row["measure"],
        "reporter": row["reporter"],
        "period": row["period"],
        "flow": Flow(row["flow"]).word,
        "standing": row["standing"],
        "value": _number(row["value"]),
        "currency": row["currency"] or "",
        "quantity": _number(row["quantity"]),
        "unit": row["quantity_unit"] or "",
        "observations": row["observations"],
    }


def _number(amount: Decimal | None) -> int | float | None:
    if amount is None:
        return None
    return int(amount) if amount == int(amount) else float(amount)
