"""Small tables of codes: areas, units, goods, regimes and provinces."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from yalu.codelists import comtrade, gacc
from yalu.model.errors import AreaNotFoundError, UnreadableFileError
from yalu.model.tables import CODES
from yalu.sources.arrow import batches
from yalu.sources.columns import folded
from yalu.sources.forms import Asked, Form
from yalu.sources.opening import Document
from yalu.sources.sheets import sheets
from yalu.sources.texts import Head, clean, decode, lines

DATASET = "code-tables"


@dataclass(frozen=True, kw_only=True)
class _Layout:
    """The headings by which a table is known, and what its columns are."""

    scheme: str
    code: str
    label: str = ""
    label_zh: str = ""
    area: str = ""

    @property
    def needed(self) -> set[str]:
        return {name for name in (self.code, self.label, self.label_zh, self.area) if name}


_LAYOUTS = (
    _Layout(scheme="GACC partner", code="国别代码", label_zh="国别中文名"),
    _Layout(scheme="GACC goods", code="商品代码", label="商品代码英文名称",
            label_zh="商品代码中文名称"),
    _Layout(scheme="GACC regime", code="贸易方式代码", label_zh="贸易方式中文名"),
    _Layout(scheme="GACC province", code="企业注册地代码", label_zh="企业注册地中文名称"),
    _Layout(scheme="GACC province", code="注册地编码", label_zh="注册地名称"),
    _Layout(scheme="Comtrade partner", code="partnercode", label="partnerdesc",
            area="partnercodeisoalpha3"),
    _Layout(scheme="Comtrade reporter", code="reportercode", label="reporterdesc",
            area="reportercodeisoalpha3"),
    _Layout(scheme="Comtrade unit", code="qtycode", label="qtydescription"),
    _Layout(scheme="Comtrade field", code="dataitem", label="description"),
    _Layout(scheme="BACI area", code="countrycode", label="countrynamefull", area="iso3digitalpha"),
    _Layout(scheme="BACI goods", code="code", label="description"),
    _Layout(scheme="BEC", code="cmdcode", label="cmddesce"),
)  # fmt: skip


def _key(heading: str) -> str:
    return folded(heading) if heading.isascii() else heading.strip()


def _layout(header: Sequence[str]) -> _Layout | None:
    keys = {_key(cell) for cell in header}
    if "注册地编码" in keys and len(keys) > 2:
        return None
    found = (layout for layout in _LAYOUTS if layout.needed <= keys)
    narrow = {"code", "description"}
    return next((x for x in found if x.needed != narrow or len(keys - {"bec"}) == 2), None)


def _is_text(head: Head) -> bool:
    return not head.is_sheet and _layout(head.header) is not None


def _is_sheet(head: Head) -> bool:
    return head.is_sheet and any(_layout(s.rows[0]) is not None for s in sheets(head.document))


def _read_text(document: Document, asked: Asked) -> Iterator[pa.RecordBatch]:
    rows = lines(document, Head(document=document).separator)
    _, header = next(rows)
    return batches(CODES, _codes(document, header, rows, asked))


def _read_sheet(document: Document, asked: Asked) -> Iterator[pa.RecordBatch]:
    sheet = next(sheet for sheet in sheets(document) if _layout(sheet.rows[0]))
    rows = ((i, list(row)) for i, row in enumerate(sheet.rows[1:], 2) if any(row))
    return batches(CODES, _codes(document, sheet.rows[0], rows, asked))


def _codes(
    document: Document,
    header: Sequence[str],
    rows: Iterator[tuple[int, list[str]]],
    asked: Asked,
) -> Iterator[dict[str, Any]]:
    layout = _layout(clean(header)) or _layout(header)
    if layout is None:
        raise UnreadableFileError(document.name, "its headings changed while it was read")
    keys = [_key(cell) for cell in header]
    for line, cells in rows:
        row = dict(zip(keys, (cell.strip() for cell in cells), strict=False))
        if not row.get(layout.code):
            raise UnreadableFileError(document.name, "a row has no code", line=line)
        yield _row(layout, row, asked, line)


def _row(layout: _Layout, row: dict[str, str], asked: Asked, line: int) -> dict[str, Any]:
    return {
        "dataset": DATASET,
        "scheme": layout.scheme,
        "code": row[layout.code],
        "parent": row.get("parentcmdcode", ""),
        "label": row.get(layout.label, ""),
        "label_zh": row.get(layout.label_zh, ""),
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


def _area(layout: _Layout, row: dict[str, str]) -> str:
    """Give our code of an area; one that the own list does not have keeps what the file says."""
    if layout.scheme == "GACC partner":
        found = _partner(row[layout.code])
        return found if gacc.is_listed(found) else ""
    if not layout.area:
        return ""
    return comtrade.area_code(row[layout.code]) or row.get(layout.area, "")


def _is_answer(head: Head) -> bool:
    """Tell a reference file of UN Comtrade, which holds its rows as `results`."""
    text = head.text.lstrip("\ufeff \r\n\t")
    if not text.startswith("{") or '"results"' not in text or '"classCode"' in text:
        return False
    return _layout(re.findall(r'"(\w+)"\s*:', text)) is not None


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
    layout = _Layout(scheme=scheme, code="code", label="label", label_zh="label_zh")
    for line, code, name in pairs:
        if not code.isdecimal():
            raise UnreadableFileError(document.name, f"{code!r} is no code", line=line)
        yield _row(
            layout, {"code": code, "label_zh" if _is_chinese(name) else "label": name}, asked, line
        )


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
        dataset=DATASET, title="table of codes, spreadsheet", recognises=_is_sheet, read=_read_sheet
    ),
)
