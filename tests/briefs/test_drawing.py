"""The drawing engine here and in a process of its own."""

import subprocess
import sys

from yalu.briefs.drawing import Engine, draw

SPEC = {
    "data": {"values": [{"month": "2017-07-01", "value": 156.3}]},
    "mark": "point",
    "encoding": {
        "x": {"field": "month", "type": "temporal"},
        "y": {"field": "value", "type": "quantitative"},
    },
}


def test_both_ways_draw_the_same() -> None:
    with Engine() as engine:
        over_there = engine(SPEC)
    here = draw(SPEC)
    assert over_there.png == here.png
    assert over_there.svg.count("<path") == here.svg.count("<path")


def test_a_dead_engine_is_replaced_by_drawing_here() -> None:
    with Engine() as engine:
        engine._process.kill()
        engine._process.wait()
        assert engine(SPEC).png.startswith(b"\x89PNG")


def test_the_engine_ends_with_its_input() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "yalu.briefs.drawing"], input=b"", timeout=60, check=False
    )
    assert done.returncode == 0
