"""Reads the cells of a spreadsheet, as numbers and texts and never as formulas."""

import io
import json
import os
import re
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import IO, Any, cast

from yalu.model.errors import (
    HostileFileError,
    UnreadableFileError,
)
from yalu.sources import cells
from yalu.sources.opening import Document
from yalu.sources.texts import MOST_COLUMNS

_MOST_UNPACKED = 256 << 20
_MOST_ROWS = 300_000
_CHUNK = 1 << 20
_FORMULA = re.compile(rb"<f[ >/]")
_CELL = re.compile(rb'\br="([A-Z]{0,7})(\d{1,9})"')


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One sheet: its name and its rows, the first row of the file first.

    The `lines` on which rows stand are given where they are not the numbers of the rows.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...] = ()

    def below(self, first: int) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Give the rows from one on, each with its line."""
        lines = self.lines or range(1, len(self.rows) + 1)
        return zip(lines[first:], self.rows[first:], strict=True)


def sheets(document: Document) -> tuple[Sheet, ...]:
    """Give the sheets that hold anything, read once for all who ask."""
    if "sheets" not in document.worked_out:
        content = document.whole()
        _refuse_bombs(document, content)
        found = tuple(_gathered(document, _printed(document, content)))
        document.worked_out["sheets"] = found
    return cast("tuple[Sheet, ...]", document.worked_out["sheets"])


def _refuse_bombs(document: Document, content: bytes) -> None:
    if not content.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_names(document, archive.namelist())
            unpacked = sum(member.file_size for member in archive.infolist())
            if unpacked > _MOST_UNPACKED or unpacked > max(len(content) * 200, 16 << 20):
                raise HostileFileError(
                    document.name, f"the spreadsheet unpacks to {unpacked >> 20} MiB"
                )
            for name in archive.namelist():
                if name.endswith((".xml", ".rels")):
                    _refuse_part(document, archive, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, IndexError) as error:
        raise UnreadableFileError(document.name, "the spreadsheet is cut off or damaged") from error


def _refuse_names(document: Document, names: list[str]) -> None:
    if any(name.startswith("/") or ".." in name.split("/") for name in names):
        raise HostileFileError(document.name, "a part of the spreadsheet has a path out of it")
    if "xl/workbook.xml" not in names:
        raise UnreadableFileError(
            document.name,
            "it is no workbook that Excel saves as .xlsx or .xls, which publishers give out",
            "Save it so and load again",
        )


def _opened(archive: zipfile.ZipFile, name: str) -> IO[bytes]:
    try:
        return archive.open(name)
    except ValueError as error:  # a place before the beginning
        raise zipfile.BadZipFile from error


def _refuse_part(document: Document, archive: zipfile.ZipFile, name: str) -> None:
    """Look through a part for entities, and for cells so far out that a reader would make room."""
    rest, reach = b"", _Reach()
    with _opened(archive, name) as part:
        while chunk := part.read(_CHUNK):
            text = rest + chunk
            if "worksheets/" in name and (found := _FORMULA.search(text)):
                above = _CELL.findall(text, 0, found.start())
                where = "".join(part.decode() for part in above[-1]) if above else "of a sheet"
                raise HostileFileError(document.name, f"cell {where} holds a formula, no figure")
            if b"\0" in text:
                raise UnreadableFileError(document.name, f"its part {name} holds NUL bytes")
            if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
                raise HostileFileError(document.name, "the spreadsheet declares XML entities")
            if "worksheets/" in name:
                reach.take(text)
            rest = text[-32:]
            if reach.rows > _MOST_ROWS or reach.rows * reach.columns > cells.MOST_CELLS:
                raise HostileFileError(
                    document.name,
                    f"a sheet claims {reach.rows:,} rows and {reach.columns:,} columns, more than "
                    "any table of it",
                )


@dataclass
class _Reach:
    """How far down and right the cells of a sheet go, by their names or, without, their number.

    The reader fills the whole rectangle: a cell in the last row and one in the last column claim 17
    thousand million.
    """

    rows: int = 0
    columns: int = 0
    _counted: int = 0
    _in_row: int = 0

    def take(self, text: bytes) -> None:
        for letters, digits in _CELL.findall(text):
            self.rows = max(self.rows, int(digits))
            self.columns = max(self.columns, _column(letters))
        for number, row in enumerate(text.split(b"<row")):
            self._counted += number > 0
            self._in_row = row.count(b"<c") + (0 if number else self._in_row)
            self.columns = max(self.columns, self._in_row)
        self.rows = max(self.rows, self._counted)


@cache
def _column(letters: bytes) -> int:
    """Give the number of a column by its letters: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _printed(document: Document, content: bytes) -> bytes:
    """Have another process read the cells, for the reader may bring down the one that it is in."""
    found_by = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        ended = subprocess.run(  # noqa: S603  - our own reader, by its path
            [sys.executable, "-P", cells.__file__],
            input=content,
            capture_output=True,
            timeout=cells.MOST_SECONDS,
            env=found_by,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        reason = f"the spreadsheet is damaged: {cells.MOST_SECONDS} seconds do not do to read it"
        raise UnreadableFileError(document.name, reason) from error
    except OSError as error:
        reason = f"no other process can be started to read it ({error.strerror})"
        raise UnreadableFileError(document.name, reason, "Free memory and load again") from error
    if ended.returncode:
        reason = "the spreadsheet is damaged, and no reader gets to its end"
        raise UnreadableFileError(document.name, reason, "Get it from its publisher again")
    return ended.stdout


def _gathered(document: Document, printed: bytes) -> Iterator[Sheet]:
    """Put the lines that the other process gave together to sheets; a text is kept once."""
    shared: dict[str, str] = {}
    name, rows = "", list[tuple[str, ...]]()
    for line in io.BytesIO(printed):
        found = json.loads(line)
        if isinstance(found, list):
            rows.append(tuple(shared.setdefault(text, text) for text in found))
            continue
        _refuse_told(document, found)
        if rows:
            yield Sheet(name=name, rows=tuple(rows))
        name, rows = found["sheet"], []
    if rows:
        yield Sheet(name=name, rows=tuple(rows))


def _refuse_told(document: Document, found: dict[str, Any]) -> None:
    """Refuse what the other process could not read, or a sheet that it says is too large."""
    if "damage" in found:
        reason = f"the spreadsheet cannot be read ({found['damage']})"
        raise UnreadableFileError(document.name, reason)
    if "large" in found:
        most = f"{cells.MOST_CELLS:,} cells, or {cells.MOST_TEXT >> 20} MiB of text"
        reason = f"its sheets claim more than {most}"
        raise HostileFileError(document.name, reason)
    if found["rows"] > _MOST_ROWS or found["columns"] > MOST_COLUMNS:
        reason = f"sheet {found['sheet']!r} is larger than any table of it"
        raise HostileFileError(document.name, reason)
