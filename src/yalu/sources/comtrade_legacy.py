"""UN Comtrade as the service before 2022 gave it: CSV of 22 or 35 columns, and JSON.

The service had headings for people and names for machines; JSON has the names, CSV either.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import pyarrow as pa

from yalu.codelists import comtrade, hs
from yalu.model.errors import UnreadableFileError
from yalu.sources import comtrade as current
from yalu.sources.columns import Columns, folded
from yalu.sources.comtrade_columns import arranged, period_columns, values
from yalu.sources.delimited import observed
from yalu.sources.forms import Asked, Form
from yalu.sources.opening import Document
from yalu.sources.texts import Head

DATASET = "comtrade-legacy"
_REQUIRED = frozenset({"classification", "period", "tradeflowcode", "reportercode", "partnercode",
                       "commoditycode", "tradevalueus"})  # fmt: skip
_NUMBERS = frozenset({"qty", "altqty", "netweightkg", "grossweightkg", "tradevalueus",
                      "ciftradevalueus", "fobtradevalueus"})  # fmt: skip
_WANTED = _REQUIRED | _NUMBERS | {"2ndpartnercode", "customsproccode", "modeoftransportcode",
                                  "qtyunitcode", "altqtyunitcode", "flag", "commodity"}  # fmt: skip
# What the names for machines are called in the headings for people.
_HEADINGS = {
    "pfcode": "classification", "period": "period", "rgcode": "tradeflowcode",
    "rtcode": "reportercode", "ptcode": "partnercode", "ptcode2": "2ndpartnercode",
    "cstcode": "customsproccode", "motcode": "modeoftransportcode", "cmdcode": "commoditycode",
    "cmddesce": "commodity", "qtcode": "qtyunitcode", "tradequantity": "qty",
    "qtaltcode": "altqtyunitcode", "altquantity": "altqty", "netweight": "netweightkg",
    "grossweight": "grossweightkg", "tradevalue": "tradevalueus", "cifvalue": "ciftradevalueus",
    "fobvalue": "fobtradevalueus", "estcode": "flag",
}  # fmt: skip
_NAMES = {heading: name for name, heading in _HEADINGS.items()}
_NEEDED = frozenset(_NAMES[heading] for heading in _REQUIRED)
_NAMED_NUMBERS = frozenset(_NAMES[heading] for heading in _NUMBERS)
# The flag says what was estimated: 2 the quantity, 4 the net weight, 6 both.
_QUANTITY_ESTIMATED = frozenset({"2", "6"})
_WEIGHT_ESTIMATED = frozenset({"4", "6"})


def _recognises(head: Head) -> bool:
    return {folded(name) for name in head.header} >= _REQUIRED


def _read(document: Document, asked: Asked) -> Iterator[pa.RecordBatch]:
    into = partial(_observations, asked=asked)
    return observed(document, into, numbers=_NUMBERS, wanted=_WANTED)


def _recognises_names(head: Head) -> bool:
    return {folded(name) for name in head.header} >= _NEEDED


def _read_names(document: Document, asked: Asked) -> Iterator[pa.RecordBatch]:
    def into(rows: Columns) -> pa.RecordBatch:
        return _observations(_headed(rows), asked)

    return observed(document, into, numbers=_NAMED_NUMBERS, wanted=frozenset(_HEADINGS))


def _is_answer(head: Head) -> bool:
    text = head.text.lstrip("\ufeff \r\n\t")
    answers = text.startswith("{") and '"dataset"' in text and '"validation"' in text
    rows = text.startswith(("{", "[")) and '"rtCode"' in text and '"TradeValue"' in text
    return answers or rows


def _read_answer(document: Document, asked: Asked) -> Iterator[pa.RecordBatch]:
    if found := _answer(document):
        rows = current.columns_of(document, found, numbers=_NAMED_NUMBERS, required=_NEEDED)
        yield _observations(_headed(rows), asked)


def _answer(document: Document) -> list[dict[str, Any]]:
    """Give the rows of an answer; an error, or fewer rows than it says there are, is refused."""
    body = current.parsed(document)
    # A script may keep the rows alone.
    body = {"dataset": body} if isinstance(body, list) else _fields(body)
    rows = body.get("dataset")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise UnreadableFileError(document.name, "the answer holds no rows")
    checked = _fields(body.get("validation"))
    status, count = _fields(checked.get("status")), _fields(checked.get("count")).get("value")
    if status.get("value") or checked.get("message"):
        said = checked.get("message") or status.get("description") or status.get("name")
        raise UnreadableFileError(document.name, f"the service answered {str(said)[:200]!r}")
    if count is not None and count != len(rows):
        reason = f"the answer says {count} rows and holds {len(rows)}"
        raise UnreadableFileError(document.name, reason)
    return rows


def _fields(found: object) -> dict[str, Any]:
    return found if isinstance(found, dict) else {}


def _headed(rows: Columns) -> Columns:
    """Give columns their headings for people instead of their names for machines."""
    names = [_HEADINGS.get(name, f"other:{name}") for name in rows.batch.schema.names]
    return replace(rows, batch=rows.batch.rename_columns(names))


def _observations(rows: Columns, asked: Asked) -> pa.RecordBatch:
    flow = rows.mapped("tradeflowcode", comtrade.flow, "flow")
    commodity = rows.mapped(
        "commoditycode", current.goods_of(rows, "classification"), "code of goods"
    )
    partner = rows.mapped("partnercode", comtrade.area_or_own, "partner code")
    unit = rows.mapped("qtyunitcode", comtrade.unit, "unit of quantity")
    second = rows.mapped("altqtyunitcode", comtrade.unit, "second unit of quantity")
    # A nil with flag 4 is no weight at all: seen in the files of 2017.
    return arranged(
        rows,
        asked,
        DATASET,
        {
            **period_columns(rows, "period"),
            **values(rows, rows.amount("tradevalueus"), flow),
            "reporter": rows.mapped("reportercode", comtrade.area_or_own, "reporter code"),
            "reporter_code": rows.text("reportercode"),
            "partner": partner,
            "partner_code": rows.text("partnercode"),
            "partner2": rows.mapped("2ndpartnercode", _second_partner, "second partner code"),
            "flow": flow,
            "commodity": commodity,
            "classification": rows.mapped("classification", hs.named_edition, "classification"),
            "goods_name": rows.text("commodity"),
            "customs_procedure": rows.mapped("customsproccode", _total, "regime"),
            "transport_mode": rows.mapped("modeoftransportcode", _total, "mode of transport"),
            "cif_value": current.positive(rows.amount("ciftradevalueus")),
            "fob_value": current.positive(rows.amount("fobtradevalueus")),
            "quantity": current.positive(current.with_unit(rows.amount("qty"), unit)),
            "quantity_unit": unit,
            "quantity_estimated": _estimated(rows, _QUANTITY_ESTIMATED),
            "quantity2": current.positive(current.with_unit(rows.amount("altqty"), second)),
            "quantity2_unit": second,
            "net_weight_kg": current.positive(rows.amount("netweightkg")),
            "net_weight_estimated": _estimated(rows, _WEIGHT_ESTIMATED),
            "gross_weight_kg": current.positive(rows.amount("grossweightkg")),
            "is_aggregate": current.aggregate(rows, partner, commodity),
        },
    )


def _estimated(rows: Columns, flags: frozenset[str]) -> pa.Array:
    if not rows.has("flag"):
        return pa.nulls(len(rows), pa.bool_())
    return rows.valued("flag", lambda text: text.removesuffix(".0") in flags, pa.bool_())


def _second_partner(code: str) -> str | None:
    return "" if code in {"", "0"} else comtrade.area_or_own(code)


def _total(code: str) -> str | None:
    return "" if code in {"", "0", "C00"} else code


FORMS = (
    Form(
        dataset=DATASET,
        title="UN Comtrade CSV of the service before 2022",
        needs=_REQUIRED,
        recognises=_recognises,
        read=_read,
    ),
    Form(
        dataset=DATASET,
        title="UN Comtrade CSV of the service before 2022, headings for machines",
        needs=_NEEDED,
        recognises=_recognises_names,
        read=_read_names,
    ),
    Form(
        dataset=DATASET,
        title="answer of the UN Comtrade service before 2022 (JSON)",
        recognises=_is_answer,
        read=_read_answer,
        counted=current.COUNTED,
    ),
)
