"""Reads the plain part of YAML that law files are written in, and where each value stands.

Law files are texts, lists, and keys with values. What YAML guesses (numbers, days, `no` for
Norway) and what it hides (anchors, tags, a key that stands twice) is refused: each rule is one
of FORM1 to FORM7, whose sentence says what to do.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import yaml

from yalu.model.errors import LawFileError

Place = tuple[str | int, ...]
Tree = str | bool | list["Tree"] | dict[str, "Tree"]

FORM = {
    "FORM1": "Write the file as text in UTF-8.",
    "FORM2": "One act has less: split the file, or take out what is no law.",
    "FORM3": "There or just above: indent by spaces, close quotes and brackets, quote colons.",
    "FORM4": "A file is one act: `instrument`, `citations` and `measures`, and nothing after.",
    "FORM5": "Write each value out where it stands: no anchor (&), alias (*) or tag (!).",
    "FORM6": "A key stands once, and is a word: keep one.",
    "FORM7": "Put codes, acts, days and amounts in straight quotes; leave out a key without value.",
}
_LARGEST = 500_000
_DEEPEST = 12
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
# What YAML would read as a number, a day, a time or nothing, and quotes that are none.
_GUESSED = re.compile(
    r"[+-]?\.?[0-9][0-9A-Fa-fox_.,:+\- ]*%?|~|null|Null|NULL||[“”„‘’].*", re.DOTALL
)
_YAML = "tag:yaml.org,2002:"
_TRUTH = {"true": True, "false": False}


@dataclass(frozen=True, kw_only=True)
class Document:
    """A file's tree of texts, lists and keys, and the line on which each place of it stands."""

    path: Path
    tree: dict[str, Tree]
    lines: Mapping[Place, int]

    def line_of(self, place: Place) -> int:
        """Give the line, counted from 1, of the deepest part of a place that the file has."""
        while place not in self.lines:
            place = place[:-1]
        return self.lines[place]

    def refuse(self, rule: str, reason: str, place: Place) -> NoReturn:
        """Refuse the file for what stands at a place."""
        raise LawFileError(name(self.path), rule, reason, self.line_of(place))


def name(path: Path) -> str:
    """Name a file by its folder and itself: cn-dprk/cn-2017-40.yaml."""
    return f"{path.parent.name}/{path.name}"


def read(path: Path) -> Document:
    """Read a file, or say by which rule of form it is none."""
    text = _text(path)
    try:
        return _Reader(path, text).document()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 0
        problem = str(getattr(error, "problem", error) or "it breaks off")
        if "\t" in "".join(text.splitlines()[line - 1 : line]):
            problem = "a tab stands where spaces are meant"
        _refuse(path, "FORM3", f"it is no YAML: {problem}", line)


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        _refuse(path, "FORM1", f"it cannot be read: {error.strerror}", 0)
    if len(raw) > _LARGEST:
        _refuse(path, "FORM2", f"it has {len(raw):,} bytes; {_LARGEST:,} are read", 0)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        _refuse(path, "FORM1", f"byte {raw[error.start]:#04x} is not UTF-8", line)
    if control := _CONTROL.search(text):
        line = text.count("\n", 0, control.start()) + 1
        _refuse(path, "FORM1", f"it holds the control character {control[0]!r}", line)
    return text


def _refuse(path: Path, rule: str, fault: str, line: int) -> NoReturn:
    raise LawFileError(name(path), rule, f"{fault}. {FORM[rule]}", line)


class _Reader:
    """Builds the tree of one file from the events of the YAML parser."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=yaml.CSafeLoader)
        self._lines: dict[Place, int] = {(): 1}

    def document(self) -> Document:
        first = self._next(yaml.StreamStartEvent, yaml.DocumentStartEvent)
        if isinstance(first, yaml.StreamEndEvent):
            self._stop("FORM4", "nothing stands in it", first)
        if not isinstance(first, yaml.MappingStartEvent):
            self._stop("FORM4", "it does not begin with keys", first)
        self._plain(first)
        tree = self._mapping(())
        after = self._next(yaml.DocumentEndEvent)
        if not isinstance(after, yaml.StreamEndEvent):
            self._stop("FORM4", "a second document begins", after)
        return Document(path=self._path, tree=tree, lines=self._lines)

    def _next(self, *passed: type[yaml.Event]) -> yaml.Event:
        event = next(self._events)
        return self._next(*passed) if isinstance(event, passed) else event

    def _plain(self, event: yaml.Event) -> None:
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if isinstance(event, yaml.AliasEvent):
            self._stop("FORM5", f"the alias `*{anchor}` stands for a value", event)
        if anchor:
            self._stop("FORM5", f"the anchor `&{anchor}` marks a value", event)
        if tag:
            self._stop("FORM5", f"the tag `{tag.replace(_YAML, '!!')}` marks a value", event)

    def _value(self, event: yaml.Event, place: Place) -> Tree:
        self._plain(event)
        if len(place) > _DEEPEST:
            self._stop("FORM4", "lists stand in lists, deeper than in any act", event)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(place)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(place)
        return self._scalar(event, place)

    def _mapping(self, place: Place) -> dict[str, Tree]:
        found: dict[str, Tree] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            self._plain(event)
            if not isinstance(event, yaml.ScalarEvent):
                self._stop("FORM6", "a list stands where a key is meant", event)
            key = str(event.value)
            if key in found:
                self._stop("FORM6", f"`{key}` stands twice", event)
            self._lines[*place, key] = _line(event)
            found[key] = self._value(next(self._events), (*place, key))
        return found

    def _sequence(self, place: Place) -> list[Tree]:
        found: list[Tree] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            here = (*place, len(found))
            self._lines[here] = _line(event)
            found.append(self._value(event, here))
        return found

    def _scalar(self, event: yaml.Event, place: Place) -> str | bool:
        text, plain = str(getattr(event, "value", "")), not getattr(event, "style", "")
        if plain and _GUESSED.fullmatch(text):
            key = next((step for step in reversed(place) if isinstance(step, str)), "")
            what = f"{text} stands without quotes" if text else "nothing stands there"
            self._stop("FORM7", f"`{key}`: {what}", event)
        return _TRUTH.get(text, text) if plain else text

    def _stop(self, rule: str, fault: str, event: yaml.Event) -> NoReturn:
        _refuse(self._path, rule, fault, _line(event))


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1
