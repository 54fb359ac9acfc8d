"""BACI of CEPII: reconciled yearly trade by exporter, importer and code of six digits.

One row stands for both sides of a flow. It is kept as the export of `i` to `j`, free on board,
for that is how CEPII values it; nobody reported it in this form, so it is `estimated`.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import partial

import pyarrow as pa
import pyarrow.compute as pc

from yalu.codelists import comtrade
from yalu.model.errors import UnreadableFileError
from yalu.sources.columns import Columns, folded
from yalu.sources.comtrade_columns import arranged, period_columns, values
from yalu.sources.delimited import observed
from yalu.sources.forms import Asked, Form
from yalu.sources.opening import Document
from yalu.sources.texts import Head

DATASET = "baci"
_COLUMNS = frozenset("tijkvq")
_NAME = re.compile(r"BACI_HS(\d\d)_Y\d{4}_V(\d{6})", re.IGNORECASE)
_THOUSAND = pa.scalar("1000").cast(pa.decimal128(5, 0))


def _recognises(head: Head) -> bool:
    return {folded(name) for name in head.header} == _COLUMNS


def _edition(document: Document) -> str:
    found = _NAME.search(document.names)
    if not found:
        raise UnreadableFileError(
            document.name,
            "its name does not say which edition of the HS it is in",
            "Keep the name that CEPII gave it, such as BACI_HS17_Y2020_V202201.csv",
        )
    year = int(found[1])
    return f"HS{year + (1900 if year > 80 else 2000)}"


def _read(document: Document, asked: Asked) -> Iterator[pa.RecordBatch]:
    into = partial(_observations, asked=asked, edition=_edition(document))
    return observed(document, into, numbers=frozenset("vq"), wanted=_COLUMNS)


def _observations(rows: Columns, asked: Asked, edition: str) -> pa.RecordBatch:
    tonnes = rows.amount("q")
    value = _times_1000(rows.amount("v"))
    flow = rows.constant("X", pa.string())
    given = {
        **period_columns(rows, "t"),
        **values(rows, value, flow, reported=pa.repeat(pa.scalar(False), len(rows))),
        "reporter": rows.mapped("i", comtrade.area_or_own, "exporter code"),
        "reporter_code": rows.text("i"),
        "partner": rows.mapped("j", comtrade.area_or_own, "importer code"),
        "partner_code": rows.text("j"),
        "flow": flow,
        "commodity": rows.mapped("k", _six_digits, "code of goods"),
        "classification": rows.constant(edition, pa.string()),
        "quantity": tonnes,
        "quantity_unit": _unit(tonnes),
        "quantity_estimated": pa.nulls(len(rows), pa.bool_()),
        "net_weight_kg": _times_1000(tonnes),
    }
    return arranged(rows, asked, DATASET, given)


def _times_1000(amounts: pa.Array) -> pa.Array:
    return pc.multiply(amounts, _THOUSAND).cast(pa.decimal128(22, 4))


def _unit(tonnes: pa.Array) -> pa.Array:
    return pc.if_else(pc.is_valid(tonnes), "t", "")


def _six_digits(code: str) -> str | None:
    if code.isdecimal() and 4 < len(code) <= 6:
        return code.zfill(6)
    # 9999AA: goods of no known kind
    return code if re.fullmatch(r"\d{4}[A-Z]{2}", code) else None


def released(document: Document) -> date | None:
    """Give the first day of the month of release, which the name carries as V202201."""
    found = _NAME.search(document.names)
    return date(int(found[2][:4]), int(found[2][4:]), 1) if found else None


FORMS = (
    Form(
        dataset=DATASET,
        title="BACI of CEPII, one year",
        recognises=_recognises,
        read=_read,
        published=released,
    ),
)
