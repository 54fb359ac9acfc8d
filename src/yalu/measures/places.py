"""Finds the line of a YAML file that a place in its tree stands on."""

import re
from collections.abc import Iterator

import yaml

Place = tuple[str | int, ...]
_STEP = re.compile(r"\.([A-Za-z_]\w*)|\[(\d+)\]|\[\.\.\.\]")
_QUOTED = re.compile(r"`([^`$][^`]*)`")


def line_of(text: bytes, place: Place) -> int:
    """Give the line, counted from 1, of the deepest part of a place that the file has."""
    node = yaml.compose(text, Loader=yaml.CSafeLoader)
    line = 1
    for step in place:
        found = _child(node, step)
        if found is None:
            break
        line, node = found
    return line


def place_of(message: str) -> Place:
    """Read the place out of a message of the schema: `… - at `$.measures[0].groups[1]``."""
    _, _, path = message.rpartition("`$")
    steps: list[str | int] = [
        found[1] if found[1] else int(found[2])
        for found in _STEP.finditer(path)
        if found[1] or found[2]
    ]
    if "unknown field" in message:
        steps += _QUOTED.findall(message)[:1]
    return tuple(steps)


def repeated(text: bytes) -> Iterator[tuple[int, str]]:
    """Give every key that stands twice in one mapping: YAML would keep the last, silently."""
    stack = [yaml.compose(text, Loader=yaml.CSafeLoader)]
    while stack:
        node = stack.pop()
        if isinstance(node, yaml.MappingNode):
            seen: set[str] = set()
            for key, value in node.value:
                if key.value in seen:
                    yield key.start_mark.line + 1, key.value
                seen.add(key.value)
                stack.append(value)
        elif isinstance(node, yaml.SequenceNode):
            stack.extend(node.value)


def _child(node: yaml.Node | None, step: str | int) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step:
                return key.start_mark.line + 1, value
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        value = node.value[step]
        return value.start_mark.line + 1, value
    return None
