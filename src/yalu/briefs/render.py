"""Writes a brief: HTML that needs nothing else, Markdown, JSON, and the charts as files.

The folder appears whole or not at all: everything is written beside it and moved in one step.
"""

import os
import re
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from yalu.briefs.brief import Brief
from yalu.briefs.charts import PALETTE, Chart
from yalu.briefs.contract import to_json
from yalu.briefs.naming import again
from yalu.briefs.wording import address
from yalu.model.errors import OutputError
from yalu.model.periods import day_words

_TEMPLATES = Path(__file__).parent / "templates"


def files(brief: Brief, charts: Sequence[Chart]) -> dict[str, bytes]:
    """Render every file of a brief, by its name."""
    context = {
        "brief": brief,
        "charts": {chart.id: chart for chart in charts},
        "as_known": day_words(brief.as_known),
        "again": again(brief),
    }
    text = _environment(html=False).get_template("brief.md.jinja").render(context)
    made = {
        "brief.html": page("brief.html.jinja", context).encode(),
        "brief.md": re.sub(r"\n{3,}", "\n\n", text).encode(),
        "brief.json": to_json(brief),
    }
    for chart in charts:
        made[f"{chart.id}.svg"] = chart.svg.encode()
        made[f"{chart.id}.png"] = chart.png
    return made


def page(template: str, context: Mapping[str, object]) -> str:
    """Render a page of HTML in the colours of the charts."""
    named = _environment(html=True).get_template(template)
    return named.render({**context, "palette": PALETTE})


def ensure_writable(folder: Path) -> None:
    """Refuse a folder that cannot be written before any work is done for it."""
    if folder.exists() and not folder.is_dir():
        raise OutputError(str(folder), "it is a file")
    parent = next(place for place in (folder, *folder.parents) if place.exists())
    if not parent.is_dir():
        raise OutputError(str(folder), f"{parent} is a file")
    if not os.access(parent, os.W_OK):
        raise OutputError(str(folder), "no permission")
    odd = sorted(p.name for p in folder.glob("*")) if folder.is_dir() else []
    strange = [
        name for name in odd if Path(name).suffix not in {".html", ".md", ".json", ".svg", ".png"}
    ]
    if strange:
        raise OutputError(str(folder), f"it holds other files ({', '.join(strange[:3])})")


def write(folder: Path, made: dict[str, bytes]) -> None:
    """Put a folder of files in place; an interruption leaves the old one or the new one."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    except OSError as error:
        raise OutputError(str(folder), error.strerror or str(error)) from error
    try:
        fresh.chmod(0o755)
        for name, content in made.items():
            (fresh / name).write_bytes(content)
        _swap(fresh, folder)
    except OSError as error:
        raise OutputError(str(folder), error.strerror or str(error)) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _swap(fresh: Path, folder: Path) -> None:
    if not folder.exists():
        fresh.rename(folder)
        return
    old = fresh.with_name(fresh.name + "-old")
    folder.rename(old)
    fresh.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def _environment(*, html: bool) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=html,  # noqa: S701  - Markdown has nothing to escape; the page has it on
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["safe_svg"] = _inline
    environment.filters["unbroken"] = _unbroken
    environment.filters["address"] = address
    environment.filters["cell"] = lambda text: str(text).replace("|", "\\|")
    return environment


def _unbroken(text: str) -> Markup:
    """Keep days and periods on one line."""
    day = re.compile(r"(?<![\w-])\d{4}-(?:\d\d|Q\d)(?:-\d\d)?(?![\w-])")
    return Markup(  # noqa: S704  - escaped here
        day.sub(r'<span class="unbroken">\g<0></span>', str(escape(text)))
    )


def _inline(chart: Chart) -> Markup:
    """Stand a chart in the page: its own description, no fixed size, the page's colours."""
    drawing = re.sub(r'(<svg[^>]*?) width="[^"]*" height="[^"]*"', r"\1", chart.inline, count=1)
    label = f'role="img" aria-label="{escape(chart.description)}"'
    return Markup(drawing.replace("<svg", f"<svg {label}", 1))  # noqa: S704  - our own drawing
