"""The drawing engine: Vega-Lite to SVG and PNG, here or in a process of its own.

It takes half a second to start and holds the interpreter's lock meanwhile, so only another
process can start it beside the work on the figures. That process reads a specification a line,
answers a drawing a line, and ends with its input: it never outlives the one that asked.
"""

import base64
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Self

Spec = dict[str, Any]

# A chart of the usual kind, so that the engine has met its parts before the real ones come.
_FIRST: Spec = {
    "data": {"values": [{"month": "2017-01-01", "value": 1, "flow": "imports"}]},
    "encoding": {
        "x": {"field": "month", "type": "temporal"},
        "y": {"field": "value", "type": "quantitative"},
        "color": {"field": "flow", "type": "nominal"},
    },
    "layer": [{"mark": "line"}, {"mark": "point"}, {"mark": "text"}],
}


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """One chart in both forms."""

    svg: str
    png: bytes


Draw = Callable[[Spec], Drawing]


def draw(spec: Spec) -> Drawing:
    """Draw a specification in this process."""
    import vl_convert  # noqa: PLC0415  - starting it is what takes the time

    svg = str(vl_convert.vegalite_to_svg(spec))
    return Drawing(svg=svg, png=bytes(vl_convert.svg_to_png(svg, scale=2.0)))


def undrawn(_: Spec) -> Drawing:
    """Leave a chart undrawn where only its title and its description are wanted."""
    return Drawing(svg="", png=b"")


class Engine:
    """A drawing engine in another process, starting from the moment it is made."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "yalu.briefs.drawing"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()

    def __call__(self, spec: Spec) -> Drawing:
        """Draw a specification over there, or here if the other process is gone."""
        answer = self._ask(json.dumps(spec).encode() + b"\n")
        if not answer:
            return draw(spec)
        drawn = json.loads(answer)
        return Drawing(svg=drawn["svg"], png=base64.b64decode(drawn["png"]))

    def _ask(self, line: bytes) -> bytes:
        asked, answered = self._process.stdin, self._process.stdout
        if asked is None or answered is None:
            return b""
        try:
            asked.write(line)
            asked.flush()
        except BrokenPipeError:
            return b""
        return answered.readline()


def main() -> None:
    """Answer specifications until there are no more."""
    draw(_FIRST)
    for line in sys.stdin.buffer:
        drawing = draw(json.loads(line))
        answer = {"svg": drawing.svg, "png": base64.b64encode(drawing.png).decode()}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
