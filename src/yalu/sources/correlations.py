"""Correlations between editions of nomenclatures, in every layout that they were found in.

The workbooks of the UN Statistics Division hold a conversion (one target for each code) and a
correlation (all of them); only the correlation is kept, for a conversion hides what was split.
"""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import pyarrow as pa

from yalu.codelists import hs
from yalu.model.errors import UnreadableFileError
from yalu.model.tables import CORRELATIONS
from yalu.sources.arrow import batches
from yalu.sources.forms import Asked, Form
from yalu.sources.offenders import each
from yalu.sources.opening import Document
from yalu.sources.sheets import Sheet, sheets
from yalu.sources.texts import Head, clean, lines

DATASET = "correlations"
_EDITION = re.compile(
    r"^\s*(HS|Harmoni[sz]ed System|SITC|BEC|CPC|ISIC|EBOPS)[\s,-]*"
    r"(Combined|Revision|Rev\.?|Version|Ver\.?|Edition)?\s*(\d{4}|\d\.\d|\d{1,2})?\b",
    re.IGNORECASE,
)
# How the service of UN Comtrade abbreviates editions.
_SHORT = re.compile(r"H[0-6]|S[1-4]|B[45]")
_YEARS_NAMED = re.compile(r"HS[\s_-]*((?:19|20)?\d\d)(?!\d)", re.IGNORECASE)
_RELATION = re.compile(r"([1nm])\s*(?::|-|–|to)\s*([1nm])", re.IGNORECASE)
_LONGEST_HEADING = 40
_CODE = re.compile(r"[0-9A-Z][0-9A-Z.]{0,11}", re.IGNORECASE)
_LONG = ("code.after", "code.before", "relationship", "adjustment")
Line = tuple[str, str, str, bool]


def edition(heading: str) -> str | None:
    """Name the edition that a heading stands for: `From HS2022`, `BEC 4`, `SITC Revision 4 …`."""
    text = re.sub(r"^\s*(from|to)\s+", "", heading.strip(), flags=re.IGNORECASE)
    if _SHORT.fullmatch(text):
        return hs.edition(text)
    found = _EDITION.match(text)
    if not found:
        return None
    scheme, number = found[1].upper(), found[3] or ""
    if scheme.startswith(("HS", "HARMONI")):
        scheme, number = "HS", _year(number)
    combined = "-combined" if (found[2] or "").casefold() == "combined" else ""
    return f"{scheme}{number}{combined}"


def _year(number: str) -> str:
    return f"{'19' if number > '80' else '20'}{number}" if len(number) == 2 else number


def _is_workbook(head: Head) -> bool:
    return head.is_sheet and any(_header(sheet.rows) for sheet in sheets(head.document))


def _header(rows: Sequence[Sequence[str]]) -> tuple[int, int, int, int] | None:
    """Find the heading of a correlation: its row, and the columns of codes and relation."""
    for number, row in enumerate(rows[:15]):
        editions = [i for i, c in enumerate(row) if len(c) < _LONGEST_HEADING and edition(c)]
        relation = [i for i, c in enumerate(row) if c.strip().casefold().startswith("relation")]
        if len(editions) >= 2 and relation:
            return number, editions[0], editions[1], relation[0]
    return None


def conversion(rows: Sequence[Sequence[str]]) -> bool:
    """Tell a conversion, which gives each code one other and does not say how the two meet."""
    if _header(rows) is not None:
        return False
    pairs = ([cell for cell in row if cell.strip()] for row in rows[:15])
    return any(len(pair) == 2 and all(map(_is_edition, pair)) for pair in pairs)


def _is_edition(cell: str) -> bool:
    return len(cell) < _LONGEST_HEADING and edition(cell) is not None


def _read_workbook(document: Document, asked: Asked) -> Iterator[pa.RecordBatch]:
    return batches(CORRELATIONS, _of_workbook(document, asked))


def _others(document: Document) -> tuple[str, ...]:
    """Name the sheets that are no correlation, such as the conversion that comes with it."""
    return tuple(sheet.name for sheet in sheets(document) if _header(sheet.rows) is None)


def _of_workbook(document: Document, asked: Asked) -> Iterator[dict[str, Any]]:
    for sheet in sheets(document):
        at = _header(sheet.rows)
        if at is not None:
            yield from _of_sheet(document, sheet, at, asked)


def _of_sheet(
    document: Document, sheet: Sheet, at: tuple[int, int, int, int], asked: Asked
) -> Iterator[dict[str, Any]]:
    header, source, target, relation = at
    above = " ".join(cell for row in sheet.rows[:header] for cell in row)
    ends = _ends(document, sheet.rows[header], (source, target), f"{above} {sheet.name}")

    def of_row(line: int, cells: Sequence[str]) -> Iterator[dict[str, Any]]:
        if any(cell.strip() for cell in cells):
            extra = (c for i, c in enumerate(cells) if i not in {source, target, relation})
            part = any(cell.strip().casefold().rstrip(".") == "ex" for cell in extra)
            yield pair(ends, (cells[source], cells[target], cells[relation], part), asked, line)

    return each(document, enumerate(sheet.rows[header + 1 :], header + 2), of_row)


def _ends(
    document: Document, heading: Sequence[str], at: tuple[int, int], around: str
) -> tuple[str, str]:
    """Name the two editions; where the headings say only HS, by the titles or the file's name."""
    first, second = (edition(heading[column]) or "" for column in at)
    if "HS" not in {first, second}:
        return first, second
    for text in (around, document.name):
        years = [f"HS{_year(number)}" for number in _YEARS_NAMED.findall(text)]
        named = list(dict.fromkeys(years))
        if len(named) == (first == "HS") + (second == "HS"):
            return named[0] if first == "HS" else first, named[-1] if second == "HS" else second
    raise UnreadableFileError(
        document.name,
        "it does not say which edition of the HS its codes are of",
        "Keep the name that its publisher gave it, or write the year into the heading",
    )


def pair(ends: tuple[str, str], found: Line, asked: Asked, line: int) -> dict[str, Any]:
    """Give a line of a correlation as a row; ValueError says that one of its cells is none."""
    source, target, relation, part = found
    codes = [_whole(_code(source), ends[0]), _whole(_target(target), ends[1])]
    related = _RELATION.fullmatch(relation.strip())
    if relation.strip() and not related:
        raise ValueError(f"{relation!r} is no relationship")
    return {
        "dataset": DATASET,
        "from_edition": ends[0],
        "from_code": codes[0],
        "to_edition": ends[1],
        "to_code": codes[1],
        "relationship": f"{related[1]}:{related[2]}".lower().replace("m", "n") if related else "",
        "part": part or source.strip().casefold().startswith("ex"),
        "line": line,
        "published": asked.published,
        "published_basis": asked.basis,
    }


def _code(text: str) -> str:
    stripped = re.sub(r"^ex\s*", "", text.strip(), flags=re.IGNORECASE)
    if not _CODE.fullmatch(stripped):
        raise ValueError(f"{text!r} is no code")
    return stripped


def _whole(code: str, edition: str) -> str:
    """Give a code of the HS its leading zero back, which a spreadsheet takes, and take its point.

    Codes of the HS have an even number of digits, so nothing is guessed.
    """
    plain = code.replace(".", "") if edition.startswith("HS") else code
    odd = edition.startswith("HS") and plain.isdecimal() and len(plain) % 2
    return f"0{plain}" if odd else plain


def _target(text: str) -> str:
    """Give the code led to; `n/a` says that the goods have no place there."""
    return "" if text.strip().casefold() == "n/a" else _code(text)


def _is_table(head: Head) -> bool:
    return _table_columns(head.header) is not None


def _table_columns(header: Sequence[str]) -> tuple[int, int, int | None] | None:
    """Find the two columns of codes: `HS 2022,BEC 4,Relationship` or code and description twice."""
    codes = [i for i, cell in enumerate(header) if edition(cell) and "escription" not in cell]
    if len(codes) != 2 or len(header) not in {3, 4}:
        return None
    relation = [i for i, cell in enumerate(header) if cell.casefold().startswith("relation")]
    return codes[0], codes[1], relation[0] if relation else None


def _read_table(document: Document, asked: Asked) -> Iterator[pa.RecordBatch]:
    return batches(CORRELATIONS, _of_table(document, asked))


def _of_table(document: Document, asked: Asked) -> Iterator[dict[str, Any]]:
    rows = lines(document, Head(document=document).separator)
    header = clean(next(rows)[1])
    source, target, relation = _table_columns(header) or (0, 1, None)
    ends = _ends(document, header, (source, target), "")

    def of_row(line: int, cells: Sequence[str]) -> Iterator[dict[str, Any]]:
        if len(cells) < len(header):
            raise ValueError("a row is cut off")
        printed = cells[relation] if relation is not None else ""
        yield pair(ends, (cells[source], cells[target], printed, False), asked, line)

    return each(document, rows, of_row)


def _is_long(head: Head) -> bool:
    return head.columns >= set(_LONG)


def _read_long(document: Document, asked: Asked) -> Iterator[pa.RecordBatch]:
    rows = lines(document, Head(document=document).separator)
    names = [name.casefold() for name in clean(next(rows)[1])]
    return batches(CORRELATIONS, each(document, rows, partial(_of_long, names, asked)))


def _of_long(
    names: Sequence[str], asked: Asked, line: int, cells: Sequence[str]
) -> Iterator[dict[str, Any]]:
    if len(cells) < len(names):
        raise ValueError("a row is cut off")
    row = dict(zip(names, cells, strict=False))
    new, _, old = row.get("adjustment", "").partition(" to ")
    ends = (_of_year(new), _of_year(old))
    if "" in ends:
        raise ValueError(f"{row.get('adjustment', '')!r} names no pair of editions")
    padded = [
        text.zfill(6) if end.startswith("HS") else text
        for text, end in zip((row["code.after"], row["code.before"]), ends, strict=True)
    ]
    found = pair(ends, (padded[0], padded[1], row["relationship"], False), asked, line)
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
        left_out=_others,
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
