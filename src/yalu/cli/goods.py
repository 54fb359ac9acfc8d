"""`yalu goods`: the figures for goods that stand as known on a day."""

from typing import Annotated, Any

import typer

from yalu.cli.options import (
    AsKnown,
    FlowOption,
    Format,
    Partner,
    RegisterOption,
    Reporter,
    chosen_format,
    day,
)
from yalu.model.errors import ChoiceError
from yalu.model.observations import GoodsFigure
from yalu.model.trade import Flow

_CODE = typer.Argument(help="Code of the goods: 27, 2701, 270112. Left out: all goods.")
_EVERY = typer.Option("--every", metavar="LENGTH", help="month, quarter or year. Default: all.")
_DATASET = typer.Option("--dataset", metavar="NAME", help="Only this dataset.")
_ADD_UP = typer.Option(
    "--add-up", help="Add up the codes loaded to all goods, though some may be lacking."
)
_LENGTHS = {"month": "M", "quarter": "Q", "year": "A", "": ""}


def goods(
    reporter: Reporter,
    partner: Partner,
    commodity: Annotated[str, _CODE] = "",
    flow: FlowOption = "",
    every: Annotated[str, _EVERY] = "",
    dataset: Annotated[str, _DATASET] = "",
    as_known: AsKnown = "",
    add_up: Annotated[bool, _ADD_UP] = False,
    register: RegisterOption = True,
    form: Format = "table",
) -> None:
    """List figures for goods: as printed, or added up from the finest that one release prints.

    Aggregates and their parts are never added together; a sum of parts is marked as estimated.
    A period without a figure is missing or suppressed, never nil.
    """
    from yalu.cli.tables import explain, show  # noqa: PLC0415  - help need not pay for it
    from yalu.codelists.areas import area  # noqa: PLC0415  - nor for these
    from yalu.model.observations import GoodsQuestion  # noqa: PLC0415
    from yalu.workspace import Workspace  # noqa: PLC0415

    if every not in _LENGTHS:
        raise ChoiceError("--every", every, ("month", "quarter", "year"))
    question = GoodsQuestion(
        reporter=area(reporter).code,
        partner=area(partner).code,
        as_known=day(as_known),
        commodity=commodity,
        flow=Flow.parse(flow).value if flow else "",
        frequency=_LENGTHS[every],
        dataset=dataset,
        add_up=add_up,
    )
    workspace = Workspace.open()
    found = workspace.goods(question, register=register)
    if not found:
        raise workspace.no_goods(question)
    show([_row(figure) for figure in found], chosen_format(form))
    if form == "table":
        named = {key for figure in found for key in figure.register}
        explain(workspace.register(question.as_known), named)


def _row(figure: GoodsFigure) -> dict[str, Any]:
    weight = figure.net_weight_kg
    return {
        "period": str(figure.period),
        "flow": figure.flow,
        "commodity": figure.commodity,
        "edition": figure.classification,
        "value": None if figure.value is None else float(figure.value),
        "currency": figure.currency,
        "net kg": None if weight is None else float(weight),
        "status": figure.status.value,
        "rows": figure.rows,
        "dataset": figure.dataset,
        "vintage": str(figure.published or ""),
        "arithmetic": figure.arithmetic,
        "register": list(figure.register),
        "sources": list(figure.citations),
    }
