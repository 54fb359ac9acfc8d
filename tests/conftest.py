"""What several tests share: the reference release, opened once, and the brief on July 2017."""

import atexit
import os
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
