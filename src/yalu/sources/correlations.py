"""Correlations between editions of nomenclatures, in every layout that they were found in.

The workbooks of the UN Statistics Division hold a conversion (one target for each code) and a
correlation (all of them); only the correlation is kept, for a conversion hides what was split.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pyarrow as pa

from yalu.model.errors import UnreadableFileError
from yalu.model.tables import CORRELATIONS
from yalu.sources.arrow import batches
from yalu.sources.forms import Asked, Form
from yalu.sources.opening import Document
from yalu.sources.sheets import Sheet, sheets
from yalu.sources.texts import Head, clean, lines

DATASET = "correlations"
_EDITION = re.compile(
    r"^\s*(HS|SITC|BEC|CPC|ISIC|EBOPS)\s*-?\s*(Combined|Revision|Rev\.?)?\s*(\d{4}|\d{1,2})?\b",
    re.IGNORECASE,
)
_RELATION = re.compile(r"([1n])\s*(?::|to)\s*([1n])", re.IGNORECASE)
_CODE = re.compile(r"[0-9A-Z][0-9A-Z.]{0,11}", re.IGNORECASE)
_LONG = ("code.after", "code.before", "relationship", "adjustment")
Line = tuple[str, str, str, bool]


def edition(heading: str) -> str | None:
    """Name the edition that a heading stands for: `From HS2022`, `BEC 4`, `SITC Revision 4 …`."""
    text = re.sub(r"^\s*(from|to)\s+", "", heading.strip(), flags=re.IGNORECASE)
    found = _EDITION.match(text)
    if not found:
        return None
    scheme, number = found[1].upper(), found[3] or ""
    if scheme == "HS" and len(number) == 2:
        number = ("19" if number > "80" else "20") + number
    combined = "-combined" if (found[2] or "").casefold() == "combined" else ""
    return f"{scheme}{number}{combined}"


def _is_workbook(head: Head) -> bool:
    return head.is_sheet and any(_header(sheet.rows) for sheet in sheets(head.document))


def _header(rows: Sequence[Sequence[str]]) -> tuple[int, int, int, int] | None:
    """Find the heading of a correlation: its row, and the columns of codes and relation."""
    for number, row in enumerate(rows[:15]):
        editions = [i for i, cell in enumerate(row) if edition(cell) and len(cell) < 20]
        relation = [i for i, cell in enumerate(row) if cell.strip().casefold() == "relationship"]
        if len(editions) >= 2 and relation:
            return number, editions[0], editions[1], relation[0]
    return None


def _read_workbook(document: Document, asked: Asked) -> Iterator[pa.RecordBatch]:
    return batches(CORRELATIONS, _of_workbook(document, asked))


def _of_workbook(document: Document, asked: Asked) -> Iterator[dict[str, Any]]:
    for sheet in sheets(document):
        at = _header(sheet.rows)
        if at is not None:
            yield from _of_sheet(document, sheet, at, asked)


def _of_sheet(
    document: Document, sheet: Sheet, at: tuple[int, int, int, int], asked: Asked
) -> Iterator[dict[str, Any]]:
    header, source, target, relation = at
    ends = _ends(sheet.rows[header], source, target)
    for line, cells in enumerate(sheet.rows[header + 1 :], header + 2):
        if not any(cell.strip() for cell in cells):
            continue
        extra = " ".join(c for i, c in enumerate(cells) if i not in {source, target, relation})
        part = extra.strip().casefold().startswith("ex")
        yield _row(
            document, ends, (cells[source], cells[target], cells[relation], part), asked, line
        )


def _ends(heading: Sequence[str], source: int, target: int) -> tuple[str, str]:
    return edition(heading[source]) or "", edition(heading[target]) or ""


def _row(
    document: Document, ends: tuple[str, str], found: Line, asked: Asked, line: int
) -> dict[str, Any]:
    source, target, relation, part = found
    codes = [_whole(_code(document, source, line), ends[0]),
             _whole(_target(document, target, line), ends[1])]  # fmt: skip
    related = _RELATION.fullmatch(relation.strip())
    if relation.strip() and not related:
        raise UnreadableFileError(document.name, f"{relation!r} is no relationship", line=line)
    return {
        "dataset": DATASET,
        "from_edition": ends[0],
        "from_code": codes[0],
        "to_edition": ends[1],
        "to_code": codes[1],
        "relationship": f"{related[1]}:{related[2]}".lower() if related else "",
        "part": part or source.strip().casefold().startswith("ex"),
        "line": line,
        "published": asked.published,
        "published_basis": asked.basis,
    }


def _code(document: Document, text: str, line: int) -> str:
    stripped = re.sub(r"^ex\s*", "", text.strip(), flags=re.IGNORECASE)
    if not _CODE.fullmatch(stripped):
        raise UnreadableFileError(document.name, f"{text!r} is no code", line=line)
    return stripped


def _whole(code: str, edition: str) -> str:
    """Give a code of the HS its leading zero back, which a spreadsheet takes, and take its point.

    Codes of the HS have an even number of digits, so nothing is guessed.
    """
    plain = code.replace(".", "") if edition.startswith("HS") else code
    odd = edition.startswith("HS") and plain.isdecimal() and len(plain) % 2
    return f"0{plain}" if odd else plain


def _target(document: Document, text: str, line: int) -> str:
    """Give the code led to; `n/a` says that the goods have no place there."""
    return "" if text.strip().casefold() == "n/a" else _code(document, text, line)


def _is_table(head: Head) -> bool:
    return _table_columns(head.header) is not None


def _table_columns(header: Sequence[str]) -> tuple[int, int, int | None] | None:
    """Find the two columns of codes: `HS 2022,BEC 4,Relationship` or code and description twice."""
    codes = [i for i, cell in enumerate(header) if edition(cell) and "escription" not in cell]
    if len(codes) != 2 or len(header) not in {3, 4}:
        return None
    relation = [i for i, cell in enumerate(header) if cell.casefold() == "relationship"]
    return codes[0], codes[1], relation[0] if relation else None


def _read_table(document: Document, asked: Asked) -> Iterator[pa.RecordBatch]:
    return batches(CORRELATIONS, _of_table(document, asked))


def _of_table(document: Document, asked: Asked) -> Iterator[dict[str, Any]]:
    rows = lines(document, Head(document=document).separator)
    header = clean(next(rows)[1])
    source, target, relation = _table_columns(header) or (0, 1, None)
    ends = _ends(header, source, target)
    for line, cells in rows:
        if len(cells) < len(header):
            raise UnreadableFileError(document.name, "a row is cut off", line=line)
        printed = cells[relation] if relation is not None else ""
        yield _row(document, ends, (cells[source], cells[target], printed, False), asked, line)


def _is_long(head: Head) -> bool:
    return head.columns >= set(_LONG)


def _read_long(document: Document, asked: Asked) -> Iterator[pa.RecordBatch]:
    rows = lines(document, Head(document=document).separator)
    names = [name.casefold() for name in clean(next(rows)[1])]
    return batches(CORRELATIONS, _of_long(document, names, rows, asked))


def _of_long(
    document: Document,
    names: Sequence[str],
    rows: Iterable[tuple[int, Sequence[str]]],
    asked: Asked,
) -> Iterator[dict[str, Any]]:
    for line, cells in rows:
        row = dict(zip(names, cells, strict=False))
        new, _, old = row.get("adjustment", "").partition(" to ")
        ends = (_of_year(new), _of_year(old))
        if "" in ends:
            reason = f"{row.get('adjustment', '')!r} names no pair of editions"
            raise UnreadableFileError(document.name, reason, line=line)
        padded = [
            text.zfill(6) if end.startswith("HS") else text
            for text, end in zip((row["code.after"], row["code.before"]), ends, strict=True)
        ]
        found = _row(
            document, ends, (padded[0], padded[1], row["relationship"], False), asked, line
        )
        # A spreadsheet took the leading zeros away; of SITC nobody can tell how many, so two
        # codes may look like one.
        lost = not all(end.startswith("HS") for end in ends)
        yield {**found, "note": f"leading zeros lost in line {line}" if lost else ""}


_YEARS = {"1962": "SITC1", "1976": "SITC2", "1988": "SITC3"}


def _of_year(text: str) -> str:
    year = text.strip()
    if year in _YEARS:
        return _YEARS[year]
    return f"HS{year}" if re.fullmatch(r"(19|20)\d\d", year) else ""


FORMS = (
    Form(
        dataset=DATASET,
        title="correlation workbook of the UN Statistics Division",
        recognises=_is_workbook,
        read=_read_workbook,
    ),
    Form(
        dataset=DATASET,
        title="correlation of two nomenclatures as CSV",
        recognises=_is_table,
        read=_read_table,
    ),
    Form(
        dataset=DATASET,
        title="correlations of many editions in one CSV",
        recognises=_is_long,
        read=_read_long,
    ),
)
