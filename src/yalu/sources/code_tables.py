"""Small tables of codes: areas, units, goods, regimes and provinces."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pyarrow as pa

from yalu.codelists import comtrade, gacc
from yalu.model.errors import AreaNotFoundError, UnreadableFileError
from yalu.model.tables import CODES
from yalu.sources.arrow import batches
from yalu.sources.code_layouts import Layout, key, layout
from yalu.sources.forms import Asked, Form
from yalu.sources.offenders import each
from yalu.sources.opening import Document
from yalu.sources.sheets import Sheet, sheets
from yalu.sources.texts import Head, clean, decode, lines

DATASET = "code-tables"


_MOST_ABOVE = 10
_CODE = re.compile(r"-?[0-9A-Za-z][0-9A-Za-z ._-]{0,39}")


def _is_text(head: Head) -> bool:
    return not head.is_sheet and layout(head.header) is not None


def _is_sheet(head: Head) -> bool:
    return head.is_sheet and any(_header(sheet) is not None for sheet in sheets(head.document))


def _header(sheet: Sheet) -> int | None:
    """Find the row of headings; a title may stand above."""
    rows = enumerate(sheet.rows[:_MOST_ABOVE])
    return next((number for number, row in rows if layout(row) is not None), None)


def _read_text(document: Document, asked: Asked) -> Iterator[pa.RecordBatch]:
    rows = lines(document, Head(document=document).separator)
    _, header = next(rows)
    return batches(CODES, _codes(document, header, rows, asked))


def _read_sheet(document: Document, asked: Asked) -> Iterator[pa.RecordBatch]:
    return batches(CODES, _of_sheets(document, asked))


def _of_sheets(document: Document, asked: Asked) -> Iterator[dict[str, Any]]:
    for sheet in sheets(document):
        if (at := _header(sheet)) is not None:
            below = enumerate(sheet.rows[at + 1 :], at + 2)
            rows = ((line, list(row)) for line, row in below if any(row))
            yield from _codes(document, sheet.rows[at], rows, asked)


def _others(document: Document) -> tuple[str, ...]:
    """Name the sheets that are of no layout, and so are not read."""
    return tuple(sheet.name for sheet in sheets(document) if _header(sheet) is None)


def _codes(
    document: Document,
    header: Sequence[str],
    rows: Iterator[tuple[int, list[str]]],
    asked: Asked,
) -> Iterator[dict[str, Any]]:
    found = layout(header)
    if found is None:
        raise UnreadableFileError(document.name, "its headings changed while it was read")
    keys = [key(cell) for cell in header]

    def of_row(line: int, cells: Sequence[str]) -> Iterator[dict[str, Any]]:
        row = dict(zip(keys, (cell.strip() for cell in cells), strict=False))
        if len(cells) < len(clean(header)):
            raise ValueError("a row is cut off")
        if not _CODE.fullmatch(code := _first(row, found.code)):
            raise ValueError(f"{code!r} is no code" if code else "a row has no code")
        yield _row(found, row, asked, line)

    return each(document, rows, of_row)


def _first(row: dict[str, str], names: Iterable[str]) -> str:
    return next((row[name] for name in names if row.get(name)), "")


def _row(layout: Layout, row: dict[str, str], asked: Asked, line: int) -> dict[str, Any]:
    code = _first(row, layout.code)
    # Codes of goods have an even number of digits; a spreadsheet takes a leading zero away.
    lost = layout.scheme == "GACC goods" and code.isdecimal() and len(code) in {5, 7, 9}
    return {
        "dataset": DATASET,
        "scheme": layout.scheme,
        "code": f"0{code}" if lost else code,
        "parent": row.get("parentcmdcode", ""),
        "label": _first(row, layout.label),
        "label_zh": _first(row, layout.label_zh),
        "area": _area(layout, row),
        "line": line,
        "published": asked.published,
        "published_basis": asked.basis,
    }


def _partner(code: str) -> str:
    try:
        return gacc.partner(code)
    except AreaNotFoundError:
        return ""


def _area(layout: Layout, row: dict[str, str]) -> str:
    """Give our code of an area; one that the own list does not have keeps what the file says."""
    if layout.scheme == "GACC partner":
        found = _partner(_first(row, layout.code))
        return found if gacc.is_listed(found) else ""
    if not layout.area:
        return ""
    return comtrade.area_code(_first(row, layout.code)) or _first(row, layout.area)


def _is_answer(head: Head) -> bool:
    """Tell a reference file of UN Comtrade, which holds its rows as `results`."""
    text = head.text.lstrip("\ufeff \r\n\t")
    if not text.startswith("{") or '"results"' not in text or '"classCode"' in text:
        return False
    return layout(re.findall(r'"(\w+)"\s*:', text)) is not None


def _read_answer(document: Document, asked: Asked) -> Iterator[pa.RecordBatch]:
    try:
        found = json.loads(decode(document.whole(), document.name).lstrip("\ufeff"))["results"]
        keys = list(dict.fromkeys(key for row in found for key in row))
        rows = [[_printed(row.get(key)) for key in keys] for row in found]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableFileError(document.name, "it is cut off or holds no rows") from error
    return batches(CODES, _codes(document, keys, iter(enumerate(rows, 1)), asked))


def _printed(cell: object) -> str:
    return "" if cell is None else str(cell)


def named(
    document: Document, scheme: str, pairs: Iterable[tuple[int, str, str]], asked: Asked
) -> Iterator[dict[str, Any]]:
    """Give codes with their names, each with its line; a code that is no number is refused."""
    of_page = Layout(scheme=scheme, code=("code",), label=("label",), label_zh=("label_zh",))

    def of_pair(line: int, pair: tuple[str, str]) -> Iterator[dict[str, Any]]:
        code, name = pair
        if not code.isdecimal():
            raise ValueError(f"{code!r} is no code")
        label = "label_zh" if _is_chinese(name) else "label"
        yield _row(of_page, {"code": code, label: name}, asked, line)

    return each(document, ((line, (code, name)) for line, code, name in pairs), of_pair)


def _is_chinese(name: str) -> bool:
    return any("\u4e00" <= letter <= "\u9fff" for letter in name)


FORMS = (
    Form(dataset=DATASET, title="table of codes", recognises=_is_text, read=_read_text),
    Form(
        dataset=DATASET,
        title="table of codes of UN Comtrade (JSON)",
        recognises=_is_answer,
        read=_read_answer,
    ),
    Form(
        dataset=DATASET,
        title="table of codes, spreadsheet",
        recognises=_is_sheet,
        read=_read_sheet,
        left_out=_others,
    ),
)
