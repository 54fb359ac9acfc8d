"""The charts of a brief, as Vega-Lite specifications drawn without browser or network.

Colours are the roles of one palette: written out in the files, and turned into style variables
where a chart stands inline, so that it follows the page into the dark.
"""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from typing import Any

from yalu.briefs.brief import Brief, Rule
from yalu.briefs.wording import short_money
from yalu.model.law import State
from yalu.model.periods import Period

Spec = dict[str, Any]
Row = Mapping[str, Any]

# Dark blue and vermilion of Okabe and Ito's palette: told apart by every kind of colour vision.
PALETTE = {
    "ink": "#1c2733",
    "muted": "#5c6b7a",
    "grid": "#dfe5ea",
    "import": "#0072b2",
    "export": "#d55e00",
    "act": "#7a4d9f",
    "paper": "#ffffff",
}
_WIDTH, _MONTHS = 460, 30
_CLOSE_DAYS = 40  # closer than this, labels of acts would lie on each other
_NAMES = {"M": "imports", "X": "exports"}
_STATE_WORDS = {
    State.IN_FORCE: "in force",
    State.ADOPTED: "adopted since",
    State.UPCOMING: "coming",
    State.ENDED: "ended",
}


@dataclass(frozen=True, kw_only=True)
class Chart:
    """A drawn chart with its title and its text alternative."""

    id: str
    title: str
    description: str
    svg: str
    png: bytes

    @property
    def inline(self) -> str:
        """The drawing with the palette's roles in place of colours."""
        drawing = self.svg
        for role, colour in PALETTE.items():
            drawing = drawing.replace(colour, f"var(--{role})")
        return drawing


@contextmanager
def engine() -> Iterator[Executor]:
    """Start the drawing engine in a process of its own.

    It takes half a second to start and holds the interpreter's lock meanwhile, so only another
    process can start it beside the work on the figures.
    """
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as drawing:
        drawing.submit(_warm_up)
        yield drawing


def draw(
    brief: Brief,
    series: Sequence[Row],
    changes: Sequence[Row],
    *,
    engine: Executor | None = None,
) -> tuple[Chart, ...]:
    """Draw every chart that the brief's sections name, in another process if one is given."""
    named = {chart for section in brief.sections for chart in section.charts}
    makers = {
        "trade": lambda: _trade(brief, _window(series, brief.month)),
        "change": lambda: _change(brief, _window(changes, brief.month)),
        "law": lambda: _law(brief),
    }
    asked = [identifier for identifier in makers if identifier in named]
    specified = [(identifier, *makers[identifier]()) for identifier in asked]
    return tuple((engine.map if engine else map)(_drawn, specified))


def _drawn(specified: tuple[str, str, str, Spec]) -> Chart:
    import vl_convert  # noqa: PLC0415  - the one heavy import of this module

    identifier, title, description, spec = specified
    svg = str(vl_convert.vegalite_to_svg(spec))
    png = bytes(vl_convert.svg_to_png(svg, scale=2.0))
    return Chart(id=identifier, title=title, description=description, svg=svg, png=png)


def _warm_up() -> None:
    """Draw a chart of the usual kind, so that the engine has met its parts before the real ones."""
    points = [{"month": "2017-01-01", "flow": "imports", "value": 1, "status": "", "part": ""}]
    _drawn(("", "", "", _figure({"layer": _lines(points, "value", "")}, "", 100)))


def _window(rows: Sequence[Row], month: Period) -> list[Row]:
    return [r for r in rows if month.last - _MONTHS < r["month"] <= month.last and r["flow"] != "T"]


def _trade(brief: Brief, rows: Sequence[Row]) -> tuple[str, str, Spec]:
    unit = "million dollars" if brief.currency == "USD" else "million yuan"
    title = f"Imports and exports by month, {unit} (hollow points are derived)"
    acts = _acts(brief)
    points = [
        {
            "month": _day(row["month"]),
            "flow": _NAMES[row["flow"]],
            "value": float(row["value"]) / 1e6,
            "status": row["status"],
            "part": row["part"],
        }
        for row in _with_gaps(rows)
    ]
    lines = _lines(points, "value", "")
    rules = {
        "data": {"values": acts},
        "encoding": {"x": {"field": "day", "type": "temporal"}},
        "layer": [
            {"mark": {"type": "rule", "color": PALETTE["act"], "strokeDash": [3, 3]}},
            {
                "mark": {
                    "type": "text",
                    "angle": 270,
                    "align": "right",
                    "baseline": "bottom",
                    "dx": -2,
                    "dy": -2,
                    "y": 0,
                    "fontSize": 12,
                    "color": PALETTE["act"],
                },
                "encoding": {"text": {"field": "label"}},
            },
        ],
    }
    described = "; ".join(
        f"{_NAMES[flow]} went from {_said(of[0], brief)} to {_said(of[-1], brief)}"
        for flow in ("M", "X")
        if (of := [row for row in rows if row["flow"] == flow])
    )
    marked = ", ".join(f"{act['name']} from {act['day']}" for act in acts)
    description = f"Line chart: {described}." + (f" Acts marked: {marked}." if acts else "")
    return title, description, _figure({"layer": [rules, *lines]}, description, 300)


def _change(brief: Brief, rows: Sequence[Row]) -> tuple[str, str, Spec]:
    title = "Change on the same month of the year before, percent"
    points = [
        {
            "month": _day(row["month"]),
            "flow": _NAMES[row["flow"]],
            "value": row["change_pct"],
            "status": row["status"],
            "part": row["part"],
        }
        for row in _with_gaps(rows)
    ]
    zero: Spec = {
        "data": {"values": [{"zero": 0}]},
        "mark": {"type": "rule", "color": PALETTE["muted"]},
        "encoding": {"y": {"field": "zero", "type": "quantitative"}},
    }
    last = [row for row in rows if row["month"] == brief.month.last]
    described = " and ".join(
        f"{_NAMES[row['flow']]} {row['change_pct']:+.1f} percent" for row in last
    )
    description = (
        f"Line chart of changes on the year; in {brief.month.words}: {described or 'none'}."
    )
    return (
        title,
        description,
        _figure({"layer": [zero, *_lines(points, "value", "")]}, description, 220),
    )


def _lines(points: Sequence[Row], field: str, title: str) -> list[Spec]:
    x = {"field": "month", "type": "temporal", "title": None, "axis": {"format": "%b %Y"}}
    y = {"field": field, "type": "quantitative", "title": title or None}
    colour = {
        "field": "flow",
        "type": "nominal",
        "scale": {
            "domain": ["imports", "exports"],
            "range": [PALETTE["import"], PALETTE["export"]],
        },
        "legend": {"title": None, "orient": "top", "symbolType": "stroke", "symbolStrokeWidth": 3},
    }
    data = {"values": list(points)}
    drawn = {"x": x, "y": y, "color": colour, "detail": {"field": "part"}}
    filled = {
        "condition": {"test": "datum.status == 'estimated'", "value": PALETTE["paper"]},
        "field": "flow",
        "type": "nominal",
        "scale": colour["scale"],
        "legend": None,
    }
    return [
        {"data": data, "mark": {"type": "line", "strokeWidth": 2}, "encoding": drawn},
        {
            "data": data,
            "mark": {"type": "point", "size": 28, "strokeWidth": 1.5},
            "encoding": {"x": x, "y": y, "color": colour, "fill": filled},
        },
    ]


def _law(brief: Brief) -> tuple[str, str, Spec]:
    title = "Measures on goods by jurisdiction, from the day they bind"
    end = max(brief.as_known, brief.month.last_day)
    end = min(end, date(brief.month.last // 12 + 1, 12, 31))
    bars = [
        {
            "goods": f"{_short(rule.goods)} ({rule.jurisdiction}, {rule.direction})",
            "from": str(max(rule.applies_from, date(2016, 1, 1))),
            "until": str(min(rule.applies_until or end, end)),
            "state": _STATE_WORDS[rule.state],
        }
        for rule in sorted(brief.rules, key=lambda r: (r.applies_from, r.goods))
        if rule.direction != "none" and rule.codes and rule.applies_from <= end
    ]
    rows = len({bar["goods"] for bar in bars})
    spec: Spec = {
        "layer": [
            {
                "data": {"values": bars},
                "mark": {"type": "bar", "height": 9, "cornerRadius": 2},
                "encoding": {
                    "x": {
                        "field": "from",
                        "type": "temporal",
                        "title": None,
                        "axis": {"format": "%b %Y"},
                    },
                    "x2": {"field": "until"},
                    "y": {
                        "field": "goods",
                        "type": "nominal",
                        "sort": None,
                        "title": None,
                        "axis": {
                            "labelLimit": 230,
                            "labelFontSize": 11,
                            "ticks": False,
                            "domain": False,
                        },
                    },
                    "color": {
                        "field": "state",
                        "type": "nominal",
                        "scale": {
                            "domain": list(_STATE_WORDS.values()),
                            "range": [
                                PALETTE["import"],
                                PALETTE["export"],
                                PALETTE["act"],
                                PALETTE["muted"],
                            ],
                        },
                        "legend": {"title": None, "orient": "top", "columns": 2},
                    },
                },
            },
        ]
    }
    description = (
        f"Timeline of {rows} lines of goods under measures; "
        "the table above gives each with its days."
    )
    return title, description, _figure(spec, description, max(40, 16 * rows))


def _figure(spec: Spec, description: str, height: int) -> Spec:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "description": description,
        "width": _WIDTH,
        "height": height,
        "background": PALETTE["paper"],
        "padding": 4,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "config": {
            "font": "Helvetica, Arial, sans-serif",
            "view": {"stroke": None},
            "axis": {
                "labelColor": PALETTE["muted"],
                "titleColor": PALETTE["muted"],
                "gridColor": PALETTE["grid"],
                "domainColor": PALETTE["grid"],
                "tickColor": PALETTE["grid"],
                "labelFontSize": 13,
            },
            "axisX": {"grid": False, "labelOverlap": True},
            "legend": {"labelColor": PALETTE["ink"], "labelFontSize": 13},
        },
        **spec,
    }


def _acts(brief: Brief) -> list[dict[str, str]]:
    """Name each act once, on the first day on which one of its measures on goods binds."""
    first: dict[str, Rule] = {}
    for rule in brief.rules:
        if rule.direction != "none" and rule.applies_from <= brief.as_known:
            known = first.get(rule.instrument)
            if known is None or rule.applies_from < known.applies_from:
                first[rule.instrument] = rule
    start = Period(first=brief.month.last - _MONTHS + 1, last=brief.month.last).first_day
    acts = [
        {"day": str(rule.applies_from), "name": rule.number.removeprefix("S/RES/").split(" (")[0]}
        for rule in sorted(first.values(), key=lambda r: r.applies_from)
        if rule.applies_from >= start
    ]
    return _labelled(acts)


def _labelled(acts: list[dict[str, str]]) -> list[dict[str, str]]:
    """Write the names of acts that bind within weeks of each other beside the first of them."""
    for act in acts:
        act["label"] = ""
    head: dict[str, str] | None = None
    for act in acts:
        day = date.fromisoformat(act["day"])
        if head is None or (day - date.fromisoformat(head["day"])).days > _CLOSE_DAYS:
            head = act
            act["label"] = act["name"]
        else:
            head["label"] += f", {act['name']}"
    return acts


def _with_gaps(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Mark the unbroken parts of each line, so that no line is drawn across a missing month."""
    made: list[dict[str, Any]] = []
    for flow in ("M", "X"):
        part, before = 0, None
        for row in (row for row in rows if row["flow"] == flow):
            if before is not None and row["month"] != before + 1:
                part += 1
            before = row["month"]
            made.append({**row, "part": f"{flow}{part}"})
    return made


def _said(row: Row, brief: Brief) -> str:
    month = Period(first=row["month"], last=row["month"]).words
    return f"{short_money(row['value'], brief.currency)} in {month}"


def _day(month: int) -> str:
    return str(Period(first=month, last=month).first_day)


def _short(goods: str) -> str:
    label = goods.split(":", maxsplit=1)[0]
    return label if len(label) <= 26 else label[:25].rsplit(" ", 1)[0].rstrip(",;") + " …"
