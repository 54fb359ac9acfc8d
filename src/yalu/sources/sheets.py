"""Reads the cells of a spreadsheet, as numbers and texts and never as formulas."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from yalu.model.errors import (
    HostileFileError,
    UnreadableFileError,
)
from yalu.sources.opening import Document
from yalu.sources.texts import MOST_COLUMNS

_MOST_UNPACKED = 256 << 20
_MOST_ROWS = 300_000
_CHUNK = 1 << 20
_MOST_CELLS = 20_000_000
_CELL = re.compile(rb'\br="([A-Z]{0,7})(\d{1,9})"')
Cell = str | float | bool | None


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One sheet: its name and its rows, the first row of the file first."""

    name: str
    rows: tuple[tuple[str, ...], ...]


def sheets(document: Document) -> Iterator[Sheet]:
    """Give the sheets that hold anything; whole numbers lose the `.0` that a sheet gives them."""
    content = document.whole()
    _refuse_bombs(document, content)
    for name, rows in _cells(document, content):
        if len(rows) > _MOST_ROWS or any(len(row) > MOST_COLUMNS for row in rows[:1]):
            raise HostileFileError(document.name, f"sheet {name!r} is larger than any table of it")
        if rows:
            yield Sheet(name=name, rows=tuple(tuple(_text(cell) for cell in row) for row in rows))


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
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError) as error:
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


def _refuse_part(document: Document, archive: zipfile.ZipFile, name: str) -> None:
    """Look through a part for entities, and for cells so far out that a reader would make room."""
    rest, reach = b"", _Reach()
    with archive.open(name) as part:
        while chunk := part.read(_CHUNK):
            text = rest + chunk
            if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
                raise HostileFileError(document.name, "the spreadsheet declares XML entities")
            if "worksheets/" in name:
                reach.take(text)
            rest = text[-32:]
            if reach.rows > _MOST_ROWS or reach.rows * reach.columns > _MOST_CELLS:
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


def _cells(document: Document, content: bytes) -> Iterator[tuple[str, Sequence[Sequence[object]]]]:
    import python_calamine  # noqa: PLC0415  - most files are no spreadsheets

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        for name in book.sheet_names:
            yield name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        reason = f"the spreadsheet cannot be read ({error})"
        raise UnreadableFileError(document.name, reason) from error
    except BaseException as error:
        # The reader is native code; on broken files it may panic, which is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise UnreadableFileError(document.name, "the spreadsheet is damaged") from error


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell == int(cell):
        return str(int(cell))
    return "" if cell is None else str(cell).strip("\ufeff")
