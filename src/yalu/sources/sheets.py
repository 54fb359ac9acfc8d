"""Reads the cells of a spreadsheet, as numbers and texts and never as formulas."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yalu.model.errors import (
    HostileFileError,
    UnreadableFileError,
)
from yalu.sources.opening import Document
from yalu.sources.texts import MOST_COLUMNS

_MOST_UNPACKED = 256 << 20
_MOST_ROWS = 300_000
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
            members = archive.infolist()
            unpacked = sum(member.file_size for member in members)
            names = [member.filename for member in members]
            head = b"".join(_beginning(archive, name) for name in names if name.endswith(".xml"))
    except (zipfile.BadZipFile, OSError, RuntimeError) as error:
        raise UnreadableFileError(document.name, "the spreadsheet is cut off or damaged") from error
    if any(name.startswith("/") or ".." in name.split("/") for name in names):
        raise HostileFileError(document.name, "a part of the spreadsheet has a path out of it")
    if unpacked > _MOST_UNPACKED or unpacked > max(len(content) * 200, 16 << 20):
        raise HostileFileError(document.name, f"the spreadsheet unpacks to {unpacked >> 20} MiB")
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise HostileFileError(document.name, "the spreadsheet declares XML entities")


def _beginning(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(4096)


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
