"""`yalu status`: what is loaded, how old it is, what it lacks."""

from yalu.cli.options import AsKnown, Format, chosen_format, day


def status(as_known: AsKnown = "", form: Format = "table") -> None:
    """List the datasets with their vintages, the periods that they cover, gaps and ages."""
    from yalu.cli.tables import show  # noqa: PLC0415  - help need not pay for it
    from yalu.workspace import Workspace  # noqa: PLC0415  - nor for this

    known = day(as_known)
    show(
        [
            {
                "dataset": held.dataset,
                "rows": held.rows,
                "vintages": held.vintages,
                "from": held.first_period,
                "to": held.last_period,
                "latest vintage": str(held.last_published),
                "age in days": (known - held.last_published).days,
                "months missing": list(held.gaps),
                "publisher": held.publisher.split(";")[0],
            }
            for held in Workspace.open().status(as_known=known)
        ],
        chosen_format(form),
    )
