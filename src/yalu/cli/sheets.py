"""Writes rows as a workbook, with nothing but the standard library."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

Row = Mapping[str, Any]

_CONTENT = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>{}</Types>'
)
_SHEET_TYPE = (
    '<Override PartName="/xl/worksheets/sheet{}.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
# A workbook carries the day of its making; a fixed one makes equal tables equal files.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def xlsx(tables: Mapping[str, Sequence[Row]]) -> bytes:
    """Write each table as a sheet; codes stay text, so that leading zeros survive."""
    out = io.BytesIO()
    count = range(1, len(tables) + 1)
    sheets = "".join(
        f'<sheet name="{escape(name[:31])}" sheetId="{i}" r:id="rId{i}"/>'
        for i, name in zip(count, tables, strict=True)
    )
    relations = "".join(
        f'<Relationship Id="rId{i}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{i}.xml"/>'
        for i in count
    )
    files = {
        "[Content_Types].xml": _CONTENT.format("".join(_SHEET_TYPE.format(i) for i in count)),
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        f"<sheets>{sheets}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">'
        f"{relations}</Relationships>",
    }
    files |= {
        f"xl/worksheets/sheet{i}.xml": _sheet(rows)
        for i, rows in zip(count, tables.values(), strict=True)
    }
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in files.items():
            book.writestr(zipfile.ZipInfo(name, _EPOCH), '<?xml version="1.0"?>' + text)
    return out.getvalue()


def _sheet(rows: Sequence[Row]) -> str:
    lines = [list(rows[0]), *(row.values() for row in rows)] if rows else [["none"]]
    body = "".join(f"<row>{''.join(_cell(value) for value in line)}</row>" for line in lines)
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{body}</sheetData></worksheet>'


def _cell(value: object) -> str:
    if value is None:
        return "<c/>"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"<c><v>{value}</v></c>"
    return f'<c t="inlineStr"><is><t>{escape(_text(value))}</t></is></c>'


def _text(value: object) -> str:
    if isinstance(value, list):
        return " ".join(map(str, value))
    return "" if value is None else str(value)
