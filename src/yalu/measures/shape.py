"""Holds a tree of texts to the closed schema, and says in plain words where it departs.

The rules are FORM8 to FORM11. The schema's library builds the values once nothing departs; its own
messages are for programmers, and name no key of a mapping.
"""

from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from types import UnionType
from typing import Any, Literal, TypeVar, get_args, get_origin

import msgspec

from yalu.measures.document import Document, Place, Tree

FORM = {
    "FORM8": "Keys are closed: mend its name or take it out.",
    "FORM9": "Add it.",
    "FORM10": "Write it in that form.",
    "FORM11": "Choose one of these words.",
}
T = TypeVar("T")
_Fault = tuple[str, str, Place]


def convert(document: Document, schema: type[T]) -> T:
    """Read a tree against a closed schema, or say what is wrong and on which line."""
    for rule, fault, place in _faults(document.tree, schema, ()):
        document.refuse(rule, f"{fault}. {FORM[rule]}", place)
    return msgspec.convert(document.tree, schema)


def _faults(tree: Tree, expected: Any, place: Place) -> Iterator[_Fault]:  # noqa: ANN401  - a type, in any form
    origin, inner = get_origin(expected), get_args(expected)
    if origin is UnionType:
        yield from _faults(tree, inner[0], place)
    elif origin is Literal:
        if tree not in inner:
            words = ", ".join(word or '""' for word in inner)
            yield "FORM11", f"{_called(place)} is {_shown(tree)}, and may be {words}", place
    elif not isinstance(tree, kind := _KIND.get(origin or expected, dict)):
        fault = f"{_called(place)} is {_SAID[type(tree)]} where {_SAID[kind]} is meant"
        yield "FORM10", fault, place
    elif isinstance(tree, list):
        for i, value in enumerate(tree):
            yield from _faults(value, inner[0], (*place, i))
    elif isinstance(tree, dict) and origin is dict:
        for key, value in tree.items():
            yield from _faults(value, inner[1], (*place, key))
    elif isinstance(tree, dict):
        yield from _of_struct(tree, expected, place)


def _of_struct(tree: dict[str, Tree], schema: type[Any], place: Place) -> Iterator[_Fault]:
    fields = _fields(schema)  # type: ignore[arg-type]  # a class can be hashed
    for key in (key for key in tree if key not in fields):
        close = get_close_matches(key, fields, n=1)
        hint = f"it may be meant for `{close[0]}`" if close else f"there are {', '.join(fields)}"
        yield "FORM8", f"{_called(place)} has no key `{key}`; {hint}", (*place, key)
    for key, field in fields.items():
        if key in tree:
            yield from _faults(tree[key], field.type, (*place, key))
        elif field.required:
            yield "FORM9", f"{_called(place)} lacks `{key}`", place


@cache
def _fields(schema: type[Any]) -> dict[str, Any]:
    return {field.encode_name: field for field in msgspec.structs.fields(schema)}


def _called(place: Place) -> str:
    """Name a place by its last key: `codes`, or an entry of `groups`."""
    if not place:
        return "the file"
    last = place[-1]
    return f"`{last}`" if isinstance(last, str) else f"an entry of {_called(place[:-1])}"


def _shown(tree: Tree) -> str:
    return f"'{tree}'" if isinstance(tree, str | bool) else _SAID[type(tree)]


_KIND: dict[Any, type] = {str: str, bool: bool, list: list}
_SAID: dict[type, str] = {
    str: "a text",
    bool: "true or false without quotes",
    list: "a list",
    dict: "a set of keys",
}
