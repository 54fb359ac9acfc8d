"""Rows of the bulletin's table by country that somebody gathered over many months into one CSV."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pyarrow as pa

from yalu.codelists import gacc
from yalu.model.errors import UnreadableFileError
from yalu.model.periods import Period
from yalu.model.tables import OBSERVATIONS
from yalu.sources import bulletin_rows as bulletin
from yalu.sources.amounts import amount
from yalu.sources.arrow import batches
from yalu.sources.forms import Asked, Form
from yalu.sources.offenders import each
from yalu.sources.opening import Document
from yalu.sources.texts import Head, clean, lines

_COLUMNS = ("period", "partner_name_zh", "flow", "month_value_cny_10k", "ytd_value_cny_10k",
            "ytd_yoy_pct", "basis")  # fmt: skip
_FLOWS = {"total": "T", "export": "X", "import": "M"}
_BASES = {"as_published": False, "derived_from_ytd": True}


def _recognises(head: Head) -> bool:
    return set(_COLUMNS) <= head.columns


def _read(document: Document, asked: Asked) -> Iterator[pa.RecordBatch]:
    return batches(OBSERVATIONS, _observations(document, asked))


def _observations(document: Document, asked: Asked) -> Iterator[dict[str, Any]]:
    rows = _rows(document)
    derived = {(row["period"], row["partner_name_zh"], row["flow"]) for _, row in rows
               if row["basis"] == "derived_from_ytd"}  # fmt: skip

    def of_row(line: int, row: dict[str, str]) -> Iterator[dict[str, Any]]:
        month = Period.parse(row["period"])
        printed = _printed(row, line)
        previous = (str(month.shift(-1)), row["partner_name_zh"], row["flow"])
        fresh = not printed.derived and previous not in derived
        yield from bulletin.observations(_release(month, asked, printed), printed, before=fresh)

    return each(document, rows, of_row)


def _rows(document: Document) -> list[tuple[int, dict[str, str]]]:
    found = lines(document, Head(document=document).separator)
    names = [name.casefold() for name in clean(next(found)[1])]
    rows = []
    for line, cells in found:
        if len(cells) != len(names):
            raise UnreadableFileError(
                document.name, f"{len(cells)} cells where {len(names)} are expected", line=line
            )
        rows.append((line, dict(zip(names, (cell.strip() for cell in cells), strict=True))))
    return rows


def _printed(row: dict[str, str], line: int) -> bulletin.Printed:
    if row["flow"] not in _FLOWS or row["basis"] not in _BASES:
        raise ValueError(f"{row['flow']!r} with basis {row['basis']!r} is no flow of the bulletin")
    area, group = bulletin.partner_area(row["partner_name_zh"])
    return bulletin.Printed(
        partner=area,
        partner_code=row["partner_name_zh"],
        flow=_FLOWS[row["flow"]],
        month=amount(row["month_value_cny_10k"]),
        year_to_date=amount(row["ytd_value_cny_10k"]),
        change_pct=amount(row["ytd_yoy_pct"]),
        line=line,
        aggregate=group or area == gacc.WORLD,
        derived=_BASES[row["basis"]],
    )


def _release(month: Period, asked: Asked, printed: bulletin.Printed) -> bulletin.Release:
    """Date a row by the calendar of releases; one worked out is as old as the next release."""
    out_with = month.shift(1) if printed.derived else month
    return bulletin.Release(
        month=month,
        currency="CNY",
        unit=Decimal(10_000),
        margin=Decimal("0.5"),
        published=asked.published if asked.told else bulletin.release_day(out_with),
        published_basis=asked.basis if asked.told else "calendar",
    )


FORMS = (
    Form(
        dataset=bulletin.DATASET,
        title="table by country of the Chinese customs bulletin, gathered into one CSV",
        recognises=_recognises,
        read=_read,
    ),
)
