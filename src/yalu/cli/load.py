"""`yalu load`: take in files that publishers give out."""

from pathlib import Path
from typing import Annotated

import typer

from yalu.cli.options import FlowOption, day
from yalu.model.loads import Loaded
from yalu.model.periods import Frequency, Period, parse_day
from yalu.model.trade import Flow

_PATHS = typer.Argument(metavar="PATH...", help="Files, or folders of them.")
_DATASET = typer.Option("--dataset", metavar="NAME", help="Take them for files of this dataset.")
_PUBLISHED = typer.Option(
    "--published", metavar="DAY", help="When the figures became public. Default: told by the file."
)
_PERIOD = typer.Option("--period", metavar="PERIOD", help="For files that name no period: 2016.")
_WAIT = typer.Option("--wait", metavar="SECONDS", help="How long to wait for another load.")


def load(
    paths: Annotated[list[Path], _PATHS],
    dataset: Annotated[str, _DATASET] = "",
    flow: FlowOption = "",
    published: Annotated[str, _PUBLISHED] = "",
    period: Annotated[str, _PERIOD] = "",
    wait: Annotated[float, _WAIT] = 60.0,
) -> None:
    """Load files into the workspace, all of them or none.

    The form is recognised by the content. The same bytes again change nothing; changed bytes are
    a new vintage.
    """
    import pyarrow as pa  # noqa: PLC0415  - help need not pay for it

    from yalu.intake import loading  # noqa: PLC0415  - nor for these
    from yalu.intake.places import workspace_folder  # noqa: PLC0415

    # Arrow's own pool hands blocks back to the system and has it clear them anew for the next.
    pa.set_memory_pool(pa.system_memory_pool())

    told = loading.Told(
        dataset=dataset,
        flow=Flow.parse(flow) if flow else None,
        published=parse_day(published) if published else None,
        period=Period.parse(period) if period else None,
    )
    folder = workspace_folder()
    loaded = loading.load(
        paths, folder, told=told, on=day(""), progress=Progress(), wait_seconds=wait
    )
    for one in loaded:
        tell(one)
    typer.echo(f"workspace: {folder}")


class Progress:
    """Shows the step on a terminal in one line that is written over; elsewhere only forms."""

    def __init__(self) -> None:
        import sys  # noqa: PLC0415  - not for help

        self._err = sys.stderr
        self._live = sys.stderr.isatty()

    def __call__(self, step: str) -> None:
        if self._live:
            self._err.write(f"\r\x1b[K{step}" + ("\n" if "→" in step else ""))
            self._err.flush()
        elif "→" in step:
            self._err.write(f"{step}\n")


_LENGTHS = {
    Frequency.MONTH: ("month", "months"),
    Frequency.QUARTER: ("quarter", "quarters"),
    Frequency.YEAR: ("year", "years"),
    Frequency.SPAN: ("run of months", "runs of months"),
}


def _spans(periods: tuple[str, ...]) -> str:
    """Say how many months, years and runs of months there are, each with its first and last."""
    known = sorted((Period.parse(text) for text in periods), key=lambda p: (p.first, p.last))
    parts = []
    for length, names in _LENGTHS.items():
        some = [period for period in known if period.frequency is length]
        if len(some) == 1:
            parts.append(f"1 {names[0]}, {some[0]}")
        elif some:
            parts.append(f"{len(some):,} {names[1]}, {some[0]} to {some[-1]}")
    return "; ".join(parts)


def _apart(loaded: Loaded) -> str:
    """Say how many rows are no plain figures: nil, missing, estimated, totals of others."""
    counts = [f"{n:,} {status}" for status, n in loaded.statuses.items() if status != "reported"]
    if loaded.totals:
        counts.append(f"{loaded.totals:,} totals of others, in no sum")
    return f" ({', '.join(counts)})" if counts else ""


def tell(loaded: Loaded) -> None:
    """Print the summary of one file."""
    if loaded.already_held:
        typer.echo(f"{loaded.file}: already held as {loaded.dataset} {loaded.vintage}; no change")
        return
    typer.echo(f"{loaded.file}: {loaded.form}")
    typer.echo(f"  dataset     {loaded.dataset}, vintage {loaded.vintage}")
    basis = "the day of loading, the latest it can be" * (loaded.published_basis == "load")
    typer.echo(f"  published   {loaded.published}" + (f" ({basis})" if basis else ""))
    typer.echo(f"  rows        {loaded.rows:,}{_apart(loaded)}")
    if loaded.subjects:
        more = f" and {len(loaded.subjects) - 8} more" if len(loaded.subjects) > 8 else ""
        typer.echo(f"  holds       {', '.join(loaded.subjects[:8])}{more}")
    if loaded.left_out:
        sheets = "the sheets" if len(loaded.left_out) > 1 else "the sheet"
        typer.echo(f"  not read    {sheets} {', '.join(map(repr, loaded.left_out))}")
    if loaded.periods:
        typer.echo(f"  periods     {_spans(loaded.periods)}")
        typer.echo(f"  reporters   {loaded.reporters:,}")
        typer.echo(f"  partners    {loaded.partners:,}")
    if loaded.unlisted:
        named = ", ".join(loaded.unlisted[:10]) + (" …" if len(loaded.unlisted) > 10 else "")
        typer.echo(f"  unknown     {named}: in no list of codes, kept as the publisher writes them")
    for label, total in loaded.sums.items():
        typer.echo(f"  sum         {total:,.0f}  ({label})")
    if loaded.totals and not loaded.sums:
        typer.echo("  sum         none: each row is a total of all goods or of all partners")
    typer.echo(f"  assertions  {loaded.assertions} passed")
    found = loaded.revised
    if found and (found.revised or found.added or found.removed):
        typer.echo(
            f"  revised     {found.revised:,} cells; {found.added:,} new, "
            f"{found.removed:,} no longer there, {found.unchanged:,} as before"
        )
        for cell in [cell for cell in found.biggest if cell.kind == "revised"][:5]:
            typer.echo(
                f"              {cell.reporter} {cell.partner} {cell.flow} {cell.period} "
                f"{cell.commodity or 'all goods'}: {cell.before:,.0f} → {cell.after:,.0f} "
                f"{cell.currency}"
            )
