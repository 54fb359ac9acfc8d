"""Turns the bytes of a file into text and the text into rows, each with its line."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from yalu.model.errors import HostileFileError, UnreadableFileError
from yalu.sources.encodings import encoding
from yalu.sources.opening import HEAD, Document

MOST_COLUMNS = 500
MOST_IN_A_FIELD = 100_000
_SEPARATORS = (",", "\t", ";", "|")


def decode(content: bytes, name: str, *, cut: bool = False) -> str:
    """Decode a text by what it looks like; `cut` says that it may end inside a character."""
    text = _decoded(content, encoding(content, cut=cut), name, cut=cut)
    if "\0" in text:
        raise UnreadableFileError(name, "it holds NUL bytes, so it is no text")
    # Programs of old end a text with a sign of its own.
    return text.removesuffix("\x1a")


def _decoded(content: bytes, found: str, name: str, *, cut: bool) -> str:
    try:
        return content.decode(found)
    except UnicodeDecodeError as error:
        if cut and error.start > len(content) - 8:
            return content[: error.start].decode(found, errors="ignore")
        line = content[: error.start].count(b"\n") + 1
        raise UnreadableFileError(
            name, f"byte {error.start} is neither UTF-8 nor GB18030", line=line
        ) from error


@dataclass(frozen=True, kw_only=True)
class Head:
    """The beginning of a file, by which its form is recognised."""

    document: Document

    @property
    def name(self) -> str:
        return self.document.name

    @cached_property
    def is_sheet(self) -> bool:
        """Tell whether it is a spreadsheet, by its first bytes."""
        raw = self.document.head
        return raw.startswith(b"\xd0\xcf\x11\xe0") or (
            raw.startswith(b"PK\x03\x04") and not self.document.packing
        )

    @cached_property
    def text(self) -> str:
        """The decoded beginning; a spreadsheet has none."""
        raw = self.document.head
        return "" if self.is_sheet else decode(raw, self.name, cut=len(raw) == HEAD)

    @cached_property
    def separator(self) -> str:
        first = next(iter(self.text.lstrip("\ufeff \r\n").splitlines()), "")
        return max(_SEPARATORS, key=first.count)

    @cached_property
    def _first(self) -> list[list[str]]:
        """The cells of the first two rows, as far as they can be read."""
        text = io.StringIO(self.text.lstrip("\ufeff \r\n"), newline="")
        rows = (row for row in _reader(text, self.separator, self.name) if any(row))
        found: list[list[str]] = []
        with suppress(UnreadableFileError):
            found.extend(islice(rows, 2))
        return found

    @property
    def header(self) -> tuple[str, ...]:
        """The cells of the first line, without blanks; empty last ones are dropped."""
        return clean(self._first[0]) if self._first else ()

    @property
    def trailing(self) -> int:
        """How many empty cells end a row; the site of UN Comtrade ends rows so, but no headings."""
        extra = [row[len(self.header) :] for row in self._first]
        return len(extra[-1]) if extra and not any(extra[-1]) else 0

    @cached_property
    def columns(self) -> frozenset[str]:
        """The cells of the first line, folded."""
        return frozenset(cell.casefold() for cell in self.header)


def clean(cells: Sequence[str]) -> tuple[str, ...]:
    """Strip cells and drop the empty one behind a trailing separator."""
    stripped = tuple(cell.strip().strip("\ufeff") for cell in cells)
    while stripped and not stripped[-1]:
        stripped = stripped[:-1]
    return stripped


def lines(document: Document, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Give the rows of a delimited text with the line of each; blank ones are left out."""
    text = decode(document.whole(), document.name)
    reader = _reader(io.StringIO(text.lstrip("\ufeff"), newline=""), separator, document.name)
    line = 1
    for cells in reader:
        if len(cells) > MOST_COLUMNS:
            raise HostileFileError(document.name, f"line {line} has {len(cells):,} columns")
        if any(cell.strip() for cell in cells):
            yield line, cells
        line = reader.line_num + 1


class _reader:  # noqa: N801  - reads like csv.reader, whose errors it words anew
    def __init__(self, source: Iterable[str], separator: str, name: str) -> None:
        csv.field_size_limit(MOST_IN_A_FIELD)
        self._inner = csv.reader(source, delimiter=separator, strict=True, skipinitialspace=True)
        self._name = name

    @property
    def line_num(self) -> int:
        return int(self._inner.line_num)

    def __iter__(self) -> "_reader":
        return self

    def __next__(self) -> list[str]:
        try:
            return list(next(self._inner))
        except csv.Error as error:
            reason = (
                f"a field is longer than {MOST_IN_A_FIELD:,} characters"
                if "limit" in str(error)
                else f"its quotes do not pair up ({error})"
            )
            raise UnreadableFileError(self._name, reason, line=self.line_num or 1) from error
