import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
import yaml

from yalu.sources import reference

HEADER = "reporter,partner,flow,period,value,currency,margin,compiler,published,citation"
ROWS = (
    "CHN,PRK,M,2017-07,156300000,USD,50000,GAC,2017-08-23,wire",
    "CHN,PRK,X,2017-07,299850000,USD,5000,GAC,2017-08-23,wire",
    "CHN,PRK,T,2017-07,456160000,USD,5000,GAC,2017-08-23,wire",
)


@pytest.fixture
def release(tmp_path: Path) -> Callable[..., Path]:
    """Write a dataset of one month into a folder, with promises or lines of its own."""

    def write(*rows: str, header: str = HEADER, promises: Any = None, **keys: Any) -> Path:  # noqa: ANN401  - any YAML
        descriptor = {
            "name": "totals",
            "title": "Totals",
            "publisher": "customs",
            "compiled_from": "three rows",
            "licence": "facts",
            "cadence": "monthly",
            "table": "observations",
            "file": "totals.csv",
            "key": ["flow", "period", "published"],
            "assertions": {"rows": {"min": 1, "max": 9}, **(promises or {})},
            **keys,
        }
        (tmp_path / "totals.csv").write_text("\n".join([header, *(rows or ROWS), ""]))
        path = tmp_path / "totals.yaml"
        path.write_text(yaml.safe_dump(descriptor))
        return path

    return write


@pytest.fixture(scope="session")
def shipped() -> dict[str, list[dict[str, Any]]]:
    """Give the rows of every dataset of the reference release by its name."""
    return {d.descriptor.name: d.rows.to_pylist() for d in reference.datasets()}


@pytest.fixture(scope="session")
def pages() -> dict[str, dict[str, Any]]:
    """Give the cited pages of the reference release by their key."""
    return {page["key"]: page for page in reference.citations().to_pylist()}


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
