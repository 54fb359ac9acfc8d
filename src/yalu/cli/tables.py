"""Prints rows as a table, as CSV or as JSON."""

import csv
import io
import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import typer

from yalu.model.register import Register

Row = Mapping[str, Any]


def show(rows: Sequence[Row], form: str) -> None:
    """Print rows in one of the forms that `--format` takes."""
    typer.echo({"table": _table, "csv": _csv, "json": _json}[form](rows), nl=False)


def explain(register: Register, named: Collection[str]) -> None:
    """Tell below a table what the entries of the register mean that stand in it."""
    for entry in register.entries:
        if entry.id in named:
            typer.echo(
                f"\n{entry.id}: {entry.statement}\n  {entry.advice} ({', '.join(entry.citations)})"
            )


def _table(rows: Sequence[Row]) -> str:
    if not rows:
        return "nothing\n"
    columns = list(rows[0])
    cells = [[_text(row[column]) for column in columns] for row in rows]
    widths = [max(len(line[i]) for line in [columns, *cells]) for i in range(len(columns))]
    numeric = [
        all(isinstance(row[c], int | float) or row[c] in (None, "") for row in rows)
        for c in columns
    ]
    lines = [columns, ["-" * width for width in widths], *cells]
    return "".join(
        "  ".join(
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(line, widths, numeric, strict=True)
        ).rstrip()
        + "\n"
        for line in lines
    )


def _csv(rows: Sequence[Row]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]) if rows else [], lineterminator="\n")
    writer.writeheader()
    writer.writerows(
        {key: " ".join(value) if isinstance(value, list) else value for key, value in row.items()}
        for row in rows
    )
    return out.getvalue()


def _json(rows: Sequence[Row]) -> str:
    return json.dumps(list(rows), indent=2, ensure_ascii=False, default=str) + "\n"


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return " ".join(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:,}"
    return str(value)
