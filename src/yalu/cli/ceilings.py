"""`yalu ceilings`: how full each ceiling is, by each reading."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any

import typer

from yalu.cli.options import AsKnown, Format, chosen_format, day

if TYPE_CHECKING:
    from yalu.analysis.ledger import LedgerLine

_TARGET = typer.Argument(help="The sanctioned economy, e.g. PRK.")
_ON = typer.Option(
    "--on", metavar="DAY", help="Count what had been reported up to this day. Default: all."
)


def ceilings(
    target: Annotated[str, _TARGET],
    on: Annotated[str, _ON] = "",
    as_known: AsKnown = "",
    form: Format = "table",
) -> None:
    """Show the ledger of each ceiling: reported so far, share used, thresholds, what binds first.

    Without --on every period with a report is shown; with it, the periods that hold the day.
    """
    from yalu.cli.tables import show  # noqa: PLC0415  - help need not pay for it
    from yalu.workspace import Workspace  # noqa: PLC0415  - nor for this

    form = chosen_format(form)
    found = Workspace.open().ceilings(target, on=day(on) if on else None, as_known=day(as_known))
    show([_row(line, form) for line in found], form)


def _row(line: "LedgerLine", form: str) -> dict[str, Any]:
    row: dict[str, Any] = {
        "ceiling": line.ceiling.id,
        "goods": line.ceiling.goods,
        "from": line.first.isoformat(),
        "until": line.last.isoformat() if line.last < date.max else "",
        "reading": line.reading,
        "unit": line.limit.unit,
        "limit": _number(line.limit.amount),
        "reported": _number(line.amount),
        "percent": _number(line.percent),
        "counted_until": line.counted_until.isoformat() if line.counted_until else "",
        "at_least": "yes" if line.at_least else "",
        "binds_first": "yes" if line.binds_first else "",
        "reached": [f"{percent}:{last}" for percent, last in line.reached.items()],
    }
    if form != "table":
        row |= {
            "provision": line.ceiling.provision,
            "combine": line.ceiling.combine,
            "percent_low": _number(line.percent_low),
            "percent_high": _number(line.percent_high),
            "converted_from_tonnes": line.converted,
            "superseded_before_start": line.ceiling.superseded_before_start,
            "note": line.ceiling.note,
            "citations": list(line.citations),
        }
    return row


def _number(amount: Decimal | None) -> int | float | None:
    if amount is None:
        return None
    return int(amount) if amount == int(amount) else float(amount)
