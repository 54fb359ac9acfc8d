"""`yalu fetch`: ask a publisher's service, with the user's own key where it wants one."""

import os
from typing import Annotated

import typer

from yalu.cli.load import Progress, tell
from yalu.cli.options import FlowOption, day
from yalu.model.errors import ChoiceError
from yalu.model.periods import Frequency, Period
from yalu.model.trade import Flow

app = typer.Typer(no_args_is_help=True, help="Fetch statistics from a publisher's service.")
_REPORTER = typer.Option("--reporter", help="The economy whose customs counted, e.g. CHN.")
_PARTNER = typer.Option("--partner", help="The other economy, e.g. PRK.")
_FREQ = typer.Option("--freq", metavar="M|A", help="Months or years.")
_FROM = typer.Option("--from", metavar="PERIOD", help="First period: 2016-01, or 2016.")
_TO = typer.Option("--to", metavar="PERIOD", help="Last period.")
_GOODS = typer.Option("--commodity", metavar="CODE", help="Codes, TOTAL, or AG2, AG4, AG6.")
_ADDRESS = typer.Option("--address", metavar="URL", help="Another address of the service.")


@app.callback()
def _fetch() -> None:
    """Keep the publisher a word of its own."""


@app.command()
def comtrade(
    reporter: Annotated[str, _REPORTER],
    partner: Annotated[str, _PARTNER],
    first: Annotated[str, _FROM],
    last: Annotated[str, _TO],
    freq: Annotated[str, _FREQ] = "M",
    commodity: Annotated[list[str] | None, _GOODS] = None,
    flow: FlowOption = "",
    address: Annotated[str, _ADDRESS] = "",
) -> None:
    """Fetch trade from UN Comtrade: 500 rows a call, or 100,000 with the key in COMTRADE_KEY."""
    from yalu.codelists.areas import area  # noqa: PLC0415  - help need not pay for it
    from yalu.intake import fetching  # noqa: PLC0415  - nor for these
    from yalu.intake.places import workspace_folder  # noqa: PLC0415
    from yalu.sources.comtrade_service import Wanted, periods  # noqa: PLC0415

    if freq not in {"M", "A"}:
        raise ChoiceError("--freq", freq, ("M", "A"))
    wanted = Wanted(
        reporter=area(reporter).code,
        partner=area(partner).code,
        periods=periods(Period.parse(first), Period.parse(last), Frequency(freq)),
        flows=(Flow.parse(flow).value,) if flow else ("M", "X"),
        commodities=tuple(commodity or ["TOTAL"]),
    )
    loaded = fetching.comtrade(
        wanted,
        workspace_folder(),
        key=os.environ.get("COMTRADE_KEY", ""),
        on=day(""),
        address=address,
        progress=Progress(),
    )
    for one in loaded:
        tell(one)
