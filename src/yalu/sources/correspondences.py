"""Tables in which a line holds the codes of many editions at once, without how they meet.

Each is kept as the pairs of the first edition with every other: what two others share is known
only through the first.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa

from yalu.model.tables import CORRELATIONS
from yalu.sources.arrow import batches
from yalu.sources.correlations import DATASET, edition, pair
from yalu.sources.forms import Asked, Form
from yalu.sources.offenders import each
from yalu.sources.opening import Document
from yalu.sources.sheets import sheets
from yalu.sources.texts import Head, clean, lines

_FEWEST = 3
_MOST_ABOVE = 10
_NOTHING = frozenset({"", "null", "n/a", "na", "-"})


def _editions(header: Sequence[str]) -> dict[int, str]:
    """Give the edition of each column that holds codes of one; none if they are too few."""
    found = {i: name for i, cell in enumerate(header) if (name := edition(cell))}
    named = [name for name in found.values() if name[-1].isdigit()]
    plain = len(set(named)) == len(found) >= _FEWEST
    return found if plain and not any("relation" in cell.casefold() for cell in header) else {}


def _header(rows: Sequence[Sequence[str]]) -> int | None:
    return next((n for n, row in enumerate(rows[:_MOST_ABOVE]) if _editions(row)), None)


def _is_workbook(head: Head) -> bool:
    return head.is_sheet and any(_header(s.rows) is not None for s in sheets(head.document))


def _is_table(head: Head) -> bool:
    return not head.is_sheet and bool(_editions(head.header))


def _read_workbook(document: Document, asked: Asked) -> Iterator[pa.RecordBatch]:
    return batches(CORRELATIONS, _of_sheets(document, asked))


def _of_sheets(document: Document, asked: Asked) -> Iterator[dict[str, Any]]:
    for sheet in sheets(document):
        if (at := _header(sheet.rows)) is not None:
            rows = enumerate(sheet.rows[at + 1 :], at + 2)
            yield from _pairs(document, sheet.rows[at], rows, asked)


def _read_table(document: Document, asked: Asked) -> Iterator[pa.RecordBatch]:
    rows = lines(document, Head(document=document).separator)
    header = clean(next(rows)[1])
    return batches(CORRELATIONS, _pairs(document, header, rows, asked))


def _pairs(
    document: Document,
    header: Sequence[str],
    rows: Iterator[tuple[int, Sequence[str]]],
    asked: Asked,
) -> Iterator[dict[str, Any]]:
    (first, source), *others = _editions(header).items()
    seen: set[tuple[str, str, str]] = set()

    def of_row(line: int, cells: Sequence[str]) -> Iterator[dict[str, Any]]:
        if len(cells) < len(clean(header)):
            raise ValueError("a row is cut off")
        code = cells[first].strip()
        if code.casefold() in _NOTHING:
            return
        for column, target in others:
            other = cells[column].strip()
            key = (code, target, other)
            if other.casefold() not in _NOTHING and key not in seen:
                seen.add(key)
                yield pair((source, target), (code, other, "", False), asked, line)

    return each(document, rows, of_row)


def _others(document: Document) -> tuple[str, ...]:
    return tuple(sheet.name for sheet in sheets(document) if _header(sheet.rows) is None)


FORMS = (
    Form(
        dataset=DATASET,
        title="codes of many editions side by side, spreadsheet",
        recognises=_is_workbook,
        read=_read_workbook,
        left_out=_others,
    ),
    Form(
        dataset=DATASET,
        title="codes of many editions side by side",
        recognises=_is_table,
        read=_read_table,
    ),
)
