"""`yalu convert`: where the goods of a code are in another edition."""

from typing import Annotated

import typer

from yalu.cli.options import Format, chosen_format

_CODE = typer.Argument(help="The code, e.g. 270112.")
_FROM = typer.Option("--from", metavar="EDITION", help="Its edition, e.g. HS2017.")
_TO = typer.Option("--to", metavar="EDITION", help="The edition wanted, e.g. HS2022.")


def convert(
    code: Annotated[str, _CODE],
    edition: Annotated[str, _FROM],
    into: Annotated[str, _TO],
    form: Format = "table",
) -> None:
    """Find a code of goods in another edition, with how the two meet and what that means."""
    from yalu.cli.tables import show  # noqa: PLC0415  - help need not pay for it
    from yalu.workspace import Workspace  # noqa: PLC0415  - nor for this

    form = chosen_format(form)
    found = Workspace.open().convert(code, edition=edition.upper(), into=into.upper())
    show(
        [
            {
                "code": found.code,
                "edition": found.edition,
                "into": found.into,
                "target": target,
                "relationship": found.relationship.value,
                "by way of": " ".join(found.by_way_of),
                "caveat": found.caveat,
            }
            for target in found.targets
        ],
        form,
    )
