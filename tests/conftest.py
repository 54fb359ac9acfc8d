"""What several tests share: the reference release, opened once, and the brief on July 2017."""

import atexit
import os
import struct
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest

from yalu.model.periods import Period
from yalu.model.trade import Flow
from yalu.sources.forms import Asked
from yalu.sources.opening import Document
from yalu.sources.recognition import recognise
from yalu.workspace import MonthlyBrief, Workspace

AS_KNOWN = date(2017, 8, 26)


@atexit.register
def _report_ends_here() -> None:
    """Keep the report the last thing said.

    DuckDB's binding writes a page about objects that live until the interpreter ends whenever
    hypothesis ran in the same process; all results are out by now.
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


# No test sees what a user of this machine has loaded.
os.environ["YALU_WORKSPACE"] = str(Path(__file__).parent / "no-workspace")


@pytest.fixture(scope="session")
def workspace() -> Iterator[Workspace]:
    with Workspace.open() as opened:
        yield opened


@pytest.fixture(scope="session")
def july(workspace: Workspace) -> MonthlyBrief:
    return workspace.brief("CHN", "PRK", "2017-07", as_known=AS_KNOWN)


@pytest.fixture(scope="session")
def shared() -> Path:
    folder = Path(__file__).parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("the folder of real files, ../shared, is not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def specimens() -> Path:
    """Small files written by the project in the forms that publishers use."""
    return Path(__file__).parent / "specimens"


@pytest.fixture(scope="session")
def rows_of() -> Callable[..., list[dict[str, Any]]]:
    """Recognise a file and give its rows, as a load would read them."""

    def read(path: Path, flow: str = "", period: str = "") -> list[dict[str, Any]]:
        document = Document(path=path)
        asked = Asked(
            published=date(2026, 11, 24),
            basis="load",
            flow=Flow(flow) if flow else None,
            period=Period.parse(period) if period else None,
        )
        batches = recognise(document).read(document, asked)
        return [row for batch in batches for row in batch.to_pylist()]

    return read


_FORMATS = "http://schemas.openxmlformats.org"
_MAIN, _TYPE = f"{_FORMATS}/spreadsheetml/2006/main", "application/vnd.openxmlformats-"
_SHEET_TYPE = f"{_TYPE}officedocument.spreadsheetml"
_LINKS = f"{_FORMATS}/officeDocument/2006/relationships"
_ROOT = (
    f'<Relationships xmlns="{_FORMATS}/package/2006/relationships"><Relationship Id="rId1" '
    f'Type="{_LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
Grid = Sequence[Sequence[str | float]]


@pytest.fixture(scope="session")
def workbook() -> Callable[..., Path]:
    """Write a workbook of some sheets, the least that a spreadsheet program opens."""

    def write(path: Path, *grids: Grid, extra: str = "") -> Path:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            numbers = range(1, len(grids) + 1)
            parts = [
                f'<Override PartName="/xl/worksheets/sheet{n}.xml" '
                f'ContentType="{_SHEET_TYPE}.worksheet+xml"/>'
                for n in numbers
            ]
            archive.writestr(
                "[Content_Types].xml",
                f'<Types xmlns="{_FORMATS}/package/2006/content-types"><Default Extension="rels" '
                f'ContentType="{_TYPE}package.relationships+xml"/><Default Extension="xml" '
                'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
                f'ContentType="{_SHEET_TYPE}.sheet.main+xml"/>{"".join(parts)}</Types>',
            )
            archive.writestr("_rels/.rels", _ROOT)
            named = [f'<sheet name="Sheet{n}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers]
            archive.writestr(
                "xl/workbook.xml",
                f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets>{"".join(named)}</sheets>'
                "</workbook>",
            )
            linked = [
                f'<Relationship Id="rId{n}" Type="{_LINKS}/worksheet" '
                f'Target="worksheets/sheet{n}.xml"/>'
                for n in numbers
            ]
            archive.writestr(
                "xl/_rels/workbook.xml.rels",
                f'<Relationships xmlns="{_FORMATS}/package/2006/relationships">{"".join(linked)}'
                "</Relationships>",
            )
            for n, grid in zip(numbers, grids, strict=True):
                archive.writestr(f"xl/worksheets/sheet{n}.xml", extra + _sheet(grid))
        return path

    return write


def _sheet(grid: Grid) -> str:
    rows = ""
    for number, cells in enumerate(grid, 1):
        row = ""
        for column, cell in enumerate(cells):
            at = f'r="{chr(65 + column)}{number}"'
            if isinstance(cell, str):
                text = f'<t xml:space="preserve">{escape(cell)}</t>'
                row += f'<c {at} t="inlineStr"><is>{text}</is></c>'
            else:
                row += f"<c {at}><v>{cell}</v></c>"
        rows += f'<row r="{number}">{row}</row>'
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'


_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR = 512


@pytest.fixture(scope="session")
def old_workbook() -> Callable[..., Path]:
    """Write a workbook of one sheet in the binary form of Excel 97, the least that opens.

    `far` is a cell far out, which no spreadsheet program would write.
    """

    def write(path: Path, grid: Grid, far: tuple[int, int] | None = None) -> Path:
        path.write_bytes(_compound(_excel_97(grid, far)))
        return path

    return write


def _part(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _excel_97(grid: Grid, far: tuple[int, int] | None) -> bytes:
    # MS-XLS: 0x809 begins a book (5) or a sheet (16), 0x85 names a sheet, 0x204 is a cell of text,
    # 0x203 one of a number, 0x0A ends each.
    book, sheet = (_part(0x809, struct.pack("<HHHHII", 0x600, n, 0, 0, 0, 0)) for n in (5, 16))
    for row, cells in enumerate(grid):
        for column, cell in enumerate(cells):
            at = struct.pack("<HHH", row, column, 0)
            if isinstance(cell, str):
                text = struct.pack("<HB", len(cell), 1) + cell.encode("utf-16-le")
                sheet += _part(0x204, at + text)
            else:
                sheet += _part(0x203, at + struct.pack("<d", cell))
    sheet += _part(0x203, struct.pack("<HHHd", *far, 0, 1.0)) if far else b""
    named = len(_part(0x85, bytes(8 + len("Sheet1")))) + len(_part(0x0A, b""))
    start = struct.pack("<IHBB", len(book) + named, 0, len("Sheet1"), 0)
    return book + _part(0x85, start + b"Sheet1") + _part(0x0A, b"") + sheet + _part(0x0A, b"")


def _compound(stream: bytes) -> bytes:
    """Put a stream into a compound file: header, table of sectors, directory, the stream."""
    # MS-CFB: streams below 4096 bytes would be kept elsewhere.
    stream = stream.ljust(4096, b"\0")
    stream += b"\0" * (-len(stream) % _SECTOR)
    count = len(stream) // _SECTOR
    chain = [_TABLE, _END, *range(3, count + 2), _END]
    table = struct.pack("<128I", *chain, *[_FREE] * (128 - len(chain)))
    directory = b"".join(
        (f"{name}\0".encode("utf-16-le") if name else b"").ljust(64, b"\0")
        + struct.pack("<HBBIII", 2 * len(name) + 2 if name else 0, kind, 1, _FREE, _FREE, child)
        + bytes(36)
        + struct.pack("<IQ", first, size)
        for name, kind, child, first, size in (
            ("Root Entry", 5, 1, _END, 0), ("Workbook", 2, _FREE, 2, len(stream)),
            ("", 0, _FREE, 0, 0), ("", 0, _FREE, 0, 0),
        )
    )  # fmt: skip
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<9I", 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    return header + struct.pack("<109I", 0, *[_FREE] * 108) + table + directory + stream
