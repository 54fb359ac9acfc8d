"""`yalu measures`: what binds on a day."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from yalu.cli.options import AsKnown, Format, chosen_format, day
from yalu.model.errors import ChoiceError
from yalu.model.law import Direction

if TYPE_CHECKING:
    from yalu.measures.standing import Binding

_TARGET = typer.Argument(help="The sanctioned economy, e.g. PRK.")
_ON = typer.Option("--on", metavar="DAY", help="The day asked about. Default: today.")
_COMMODITY = typer.Option("--commodity", metavar="CODE", help="Code of the goods, e.g. 2601.")
_FLOW = typer.Option("--flow", metavar="FLOW", help="import (from the economy) or export (to it).")
_JURISDICTION = typer.Option(
    "--jurisdiction", metavar="CODE", help="Whose acts: UN, CHN, USA, EUR … Default: all."
)


def measures(
    target: Annotated[str, _TARGET],
    on: Annotated[str, _ON] = "",
    commodity: Annotated[str, _COMMODITY] = "",
    flow: Annotated[str, _FLOW] = "",
    jurisdiction: Annotated[str, _JURISDICTION] = "",
    as_known: AsKnown = "",
    form: Format = "table",
) -> None:
    """List the measures that bind on a day, by the law as it was public on another."""
    from yalu.cli.tables import show  # noqa: PLC0415  - help need not pay for it
    from yalu.workspace import Workspace  # noqa: PLC0415  - nor for this

    form = chosen_format(form)
    if commodity and not (commodity.isdigit() and 2 <= len(commodity) <= 10):
        raise ChoiceError("--commodity", commodity, ("two to ten digits, such as 2601",))
    found = Workspace.open().measures(
        target,
        on=day(on),
        as_known=day(as_known),
        commodity=commodity,
        direction=_direction(flow),
        jurisdiction=jurisdiction,
    )
    show([_row(binding, form) for binding in found], form)


def _direction(text: str) -> Direction | None:
    if not text:
        return None
    if text not in {"import", "export"}:
        raise ChoiceError("--flow", text, ("import", "export"))
    return Direction(text)


def _row(binding: "Binding", form: str) -> dict[str, Any]:
    measure, group = binding.measure, binding.group
    row: dict[str, Any] = {
        "id": measure.id,
        "jurisdiction": measure.instrument.jurisdiction,
        "instrument": measure.instrument.number,
        "provision": measure.provision,
        "type": measure.type,
        "direction": measure.direction.value,
        "goods": measure.goods,
        "codes": list(group.codes),
        "code_basis": group.code_basis,
        "applies_from": str(group.applies_from),
        "applies_until": str(binding.until or ""),
    }
    if form != "table":
        row |= {
            "edition": group.edition,
            "coverage": group.coverage,
            "published": str(group.introduced_by.published),
            "verification": group.verification,
            "unverified": group.unverified,
            "wind_down": [rule.text for rule in measure.wind_down],
            "exemptions": [rule.text for rule in measure.exemptions],
            "implements": list(measure.implements),
            "note": measure.note,
            "citations": list(measure.citations),
        }
    return row
