"""`yalu measures`: what binds on a day, where goods stand, and how two lists compare."""

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from yalu.cli.options import AsKnown, Format, chosen_format, day
from yalu.model.errors import ChoiceError
from yalu.model.law import Direction

if TYPE_CHECKING:
    from datetime import date

    from yalu.measures.standing import Binding
    from yalu.workspace import Workspace

_TARGET = typer.Argument(help="The sanctioned economy, e.g. PRK.")
_ON = typer.Option("--on", metavar="DAY", help="The day asked about. Default: today.")
_COMMODITY = typer.Option("--commodity", metavar="CODE", help="Code of the goods, e.g. 2601.")
_FLOW = typer.Option("--flow", metavar="FLOW", help="import (from the economy) or export (to it).")
_JURISDICTION = typer.Option(
    "--jurisdiction",
    metavar="CODE",
    help="Whose acts: UN, CHN, USA, EUR … Default: all, and UN for a question on goods.",
)
_EDITION = typer.Option(
    "--edition",
    metavar="EDITION",
    help="The code's edition, e.g. HS2022; rules in others are carried over. Default: as written.",
)
_EXPLAIN = typer.Option("--explain", help="Lay out the chain from act to implementation.")
_COMPARE = typer.Option(
    "--compare", metavar="CODE CODE", help="Set two lists side by side, e.g. UN CHN."
)


def measures(
    target: Annotated[str, _TARGET],
    on: Annotated[str, _ON] = "",
    commodity: Annotated[str, _COMMODITY] = "",
    flow: Annotated[str, _FLOW] = "",
    jurisdiction: Annotated[str, _JURISDICTION] = "",
    edition: Annotated[str, _EDITION] = "",
    explain: Annotated[bool, _EXPLAIN] = False,
    compare: Annotated[tuple[str, str] | None, _COMPARE] = None,
    as_known: AsKnown = "",
    form: Format = "table",
) -> None:
    """List the measures that bind on a day, or with a code and a flow say where goods stand."""
    from yalu.cli.tables import show  # noqa: PLC0415  - help need not pay for it
    from yalu.measures.codes import check  # noqa: PLC0415  - nor for this
    from yalu.workspace import Workspace  # noqa: PLC0415  - nor for this

    form = chosen_format(form)
    # Codes are printed with points and spaces as often as without: 2709.00, 2709 00 90.
    commodity = commodity.replace(".", "").replace(" ", "")
    direction, known, asked = _direction(flow), day(as_known), day(on)
    workspace = Workspace.open()
    if commodity:
        check(commodity, edition=_edition(edition), printed=workspace.measures.codes())
    if compare:
        show(_compared(workspace, target, compare, known), form)
    elif commodity and direction:
        answer = workspace.standing(
            target,
            on=asked,
            as_known=known,
            commodity=commodity,
            direction=direction,
            jurisdiction=jurisdiction or "UN",
            edition=_edition(edition),
        )
        _show_answer(workspace.answer_rows(answer, explain=explain), form)
    else:
        found = workspace.measures.bindings(
            target,
            on=asked,
            as_known=known,
            commodity=commodity,
            direction=direction,
            jurisdiction=jurisdiction,
        )
        show([_row(binding, form) for binding in found], form)


def _edition(text: str) -> str:
    from yalu.codelists.hs import EDITIONS  # noqa: PLC0415  - help need not pay for it

    if text and text.upper() not in EDITIONS.values():
        raise ChoiceError("--edition", text, tuple(EDITIONS.values()))
    return text.upper()


def _show_answer(answer: dict[str, Any], form: str) -> None:
    from yalu.cli.tables import show  # noqa: PLC0415  - help need not pay for it

    if form == "json":
        typer.echo(json.dumps(answer, indent=2, ensure_ascii=False))
        return
    columns = ("standing", "id", "instrument", "provision", "type", "codes", "code_basis",
               "coverage", "applies_from", "applies_until")  # fmt: skip
    rows = [{column: row[column] for column in columns} for row in answer["measures"]]
    if form == "table":
        typer.echo(f"{answer['standing']}\n{answer['why']}\n")
        for link in answer.get("chain", []):
            typer.echo(json.dumps(link, indent=2, ensure_ascii=False))
    show(rows, form)


def _compared(
    workspace: "Workspace", target: str, pair: tuple[str, str], as_known: "date"
) -> list[dict[str, Any]]:
    return workspace.compare(target, *pair, as_known=as_known)


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
