"""UN Comtrade: answers of the service, bulk files, tariff lines, and exports of other clients.

Totals over consignment, regime and mode of transport come in the same file as their parts. Here a
total has an empty code, so that no sum over a code ever holds both.
"""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from yalu.codelists import comtrade, hs
from yalu.model.errors import HostileFileError, UnreadableFileError
from yalu.model.periods import parse_day
from yalu.sources.columns import AMOUNT, Columns, folded, says
from yalu.sources.comtrade_columns import arranged, period_columns, values
from yalu.sources.delimited import observed
from yalu.sources.forms import Asked, Form
from yalu.sources.opening import Document
from yalu.sources.texts import MOST_COLUMNS, Head, decode

DATASET = "comtrade"
TARIFF_LINE = "comtrade-tariff-line"
_REQUIRED = frozenset({"period", "reportercode", "flowcode", "partnercode", "cmdcode",
                       "classificationcode", "primaryvalue"})  # fmt: skip
_NUMBERS = frozenset(
    {"qty", "altqty", "netwgt", "grosswgt", "cifvalue", "fobvalue", "primaryvalue"}
)
_WANTED = _REQUIRED | _NUMBERS | {
    "typecode", "freqcode", "partner2code", "customscode", "motcode", "moscode", "qtyunitcode",
    "isqtyestimated", "altqtyunitcode", "isaltqtyestimated", "isnetwgtestimated", "isreported",
    "isaggregate", "cmddesc", "legacyestimationflag",
}  # fmt: skip
_FINEST = Decimal("0.0001")
# Either limit cuts an answer without saying so.
COUNTED = "row"
_LIMITS = (500, 100_000, 250_000)
_NOTHING = re.compile(r'"data"\s*:\s*(?:\[\s*\]|null)')
_BULK_NAME = re.compile(r"\[(\d{4}-\d{2}-\d{2})\]")


def _names(head: Head) -> set[str]:
    return {folded(name) for name in head.header}


def _is_table(head: Head) -> bool:
    return _names(head) >= _REQUIRED and "aggrlevel" in _names(head) | _more(head)


def _more(head: Head) -> set[str]:
    return {"aggrlevel"} if {"isreported", "isaggregate"} & _names(head) else set()


def _is_tariff_line(head: Head) -> bool:
    return _names(head) >= _REQUIRED and not _is_table(head)


def _is_answer(head: Head) -> bool:
    return _answers(head) and not _answers_in_tariff_lines(head)


def _answers_in_tariff_lines(head: Head) -> bool:
    """Tell an answer in tariff lines: its rows have no level and no flags, for nothing is added."""
    flags = ('"aggrLevel"', '"isReported"', '"isAggregate"')
    return (
        _answers(head)
        and '"primaryValue"' in head.text
        and not any(flag in head.text for flag in flags)
    )


def _answers(head: Head) -> bool:
    text = head.text.lstrip("\ufeff \r\n\t")
    return (
        text.startswith(("{", "["))
        and not text.startswith('{"yaluFetch"')
        and (text.startswith("[") or '"data"' in text)
        and ('"primaryValue"' in text or _NOTHING.search(text) is not None)
    )


def released(document: Document) -> date | None:
    """Give the day of release that a bulk file carries in its name."""
    found = _BULK_NAME.search(document.names)
    return parse_day(found[1]) if found else None


def _read(document: Document, asked: Asked) -> Iterator[pa.RecordBatch]:
    into = partial(observations, asked=asked, dataset=DATASET)
    return observed(document, into, numbers=_NUMBERS, wanted=_WANTED)


def _read_tariff_lines(document: Document, asked: Asked) -> Iterator[pa.RecordBatch]:
    into = partial(observations, asked=asked, dataset=TARIFF_LINE)
    return observed(document, into, numbers=_NUMBERS, wanted=_WANTED)


def _read_answer(document: Document, asked: Asked) -> Iterator[pa.RecordBatch]:
    if found := answer(document):
        yield rows_of(document, found, asked)


def _read_answer_in_tariff_lines(document: Document, asked: Asked) -> Iterator[pa.RecordBatch]:
    if found := answer(document):
        yield rows_of(document, found, asked, dataset=TARIFF_LINE)


def rows_of(
    document: Document, found: list[dict[str, Any]], asked: Asked, *, dataset: str = DATASET
) -> pa.RecordBatch:
    """Turn the rows of answers into observations."""
    rows = columns_of(document, found, numbers=_NUMBERS, required=_REQUIRED)
    return observations(rows, asked, dataset)


def columns_of(
    document: Document,
    found: list[dict[str, Any]],
    *,
    numbers: frozenset[str],
    required: frozenset[str],
) -> Columns:
    """Turn the rows of an answer into columns by their folded names."""
    names = _keys(document, found)
    arrays = [
        _array(document, name, [row.get(name) for row in found], numbers=numbers) for name in names
    ]
    batch = pa.RecordBatch.from_arrays(arrays, [folded(name) for name in names])
    twice = [name for name in batch.schema.names if batch.schema.names.count(name) > 1]
    if twice:
        raise UnreadableFileError(document.name, f"its rows have the field {twice[0]} twice")
    missing = sorted(required - set(batch.schema.names))
    if missing:
        raise UnreadableFileError(document.name, f"its rows have no {missing[0]}")
    return Columns(document=document, batch=batch, first=1, counted=COUNTED)


def _keys(document: Document, found: list[dict[str, Any]]) -> list[str]:
    names: dict[str, None] = {}
    for row in found:
        names |= dict.fromkeys(row)
        if len(names) > MOST_COLUMNS:
            raise HostileFileError(document.name, f"its rows have more than {MOST_COLUMNS} fields")
    return list(names)


def parsed(document: Document) -> Any:  # noqa: ANN401  - whatever JSON holds
    """Read JSON with its numbers as they are printed."""
    text = decode(document.whole(), document.name)
    try:
        return json.loads(text.lstrip("\ufeff"), parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        where = getattr(error, "lineno", None)
        raise UnreadableFileError(document.name, "the answer is cut off", line=where) from error


def answer(document: Document) -> list[dict[str, Any]]:
    """Give the rows of an answer; an error, a cut or a full answer is refused."""
    body = parsed(document)
    # A script may keep the rows alone.
    body = {"data": body} if isinstance(body, list) else body
    if isinstance(body, dict) and body.get("error"):
        raise UnreadableFileError(document.name, f"the service answered {body['error']!r}")
    rows = body.get("data") if isinstance(body, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise UnreadableFileError(document.name, "the answer holds no rows")
    if body.get("count") is not None and body["count"] != len(rows):
        reason = f"the answer says {body['count']} rows and holds {len(rows)}"
        raise UnreadableFileError(document.name, reason)
    if len(rows) in _LIMITS:
        reason = f"the answer holds {len(rows):,} rows, the most the service gives, so it is cut"
        raise UnreadableFileError(
            document.name, reason, "Ask for fewer periods or partners at once"
        )
    return rows


def _array(document: Document, name: str, cells: list[Any], *, numbers: frozenset[str]) -> pa.Array:
    if folded(name) not in numbers:
        return pa.array(["" if c is None else str(c) for c in cells], pa.string())
    try:
        return pa.array([_number(cell) for cell in cells], AMOUNT)
    except (ArithmeticError, TypeError, pa.ArrowInvalid) as error:
        odd = [f"{cell!r} in {COUNTED} {row}" for row, cell in enumerate(cells, 1) if _is_odd(cell)]
        reason = f"no number of {name}: {', '.join(odd[:10])}"
        raise UnreadableFileError(document.name, reason) from error


def _is_odd(cell: Any) -> bool:  # noqa: ANN401  - whatever JSON holds
    try:
        pa.scalar(_number(cell), AMOUNT)
    except (ArithmeticError, TypeError, pa.ArrowInvalid):
        return True
    return False


def _number(cell: Any) -> Decimal | None:  # noqa: ANN401  - whatever JSON holds
    number = Decimal(str(cell)) if cell not in {None, ""} else None
    return number.quantize(_FINEST) if number is not None and number.is_finite() else None


def observations(rows: Columns, asked: Asked, dataset: str) -> pa.RecordBatch:
    """Turn rows in the names of the service into observations."""
    rows.mapped("typecode", lambda text: text if text in {"", "C"} else None, "type of trade")
    flow = rows.mapped("flowcode", comtrade.flow, "flow")
    commodity = rows.mapped("cmdcode", goods_of(rows, "classificationcode"), "code of goods")
    partner = rows.mapped("partnercode", comtrade.area_or_own, "partner code")
    value = rows.amount("primaryvalue")
    unit = rows.mapped("qtyunitcode", comtrade.unit, "unit of quantity")
    second = rows.mapped("altqtyunitcode", comtrade.unit, "second unit of quantity")
    return arranged(
        rows,
        asked,
        dataset,
        {
            **period_columns(rows, "period"),
            **values(rows, value, flow, reported=_computed(rows)),
            "reporter": rows.mapped("reportercode", comtrade.area_or_own, "reporter code"),
            "reporter_code": rows.text("reportercode"),
            "partner": partner,
            "partner_code": rows.text("partnercode"),
            "partner2": rows.mapped("partner2code", _total_or_area, "second partner code"),
            "flow": flow,
            "commodity": commodity,
            "classification": rows.mapped("classificationcode", hs.named_edition, "classification"),
            "goods_name": rows.text("cmddesc"),
            "customs_procedure": rows.mapped("customscode", _total_procedure, "regime"),
            "transport_mode": rows.mapped("motcode", _total_mode, "mode of transport"),
            "cif_value": rows.amount("cifvalue"),
            "fob_value": rows.amount("fobvalue"),
            "quantity": with_unit(rows.amount("qty"), unit),
            "quantity_unit": unit,
            "quantity_estimated": rows.flag("isqtyestimated"),
            "quantity2": with_unit(rows.amount("altqty"), second),
            "quantity2_unit": second,
            "quantity2_estimated": rows.flag("isaltqtyestimated"),
            "net_weight_kg": positive(rows.amount("netwgt")),
            "net_weight_estimated": rows.flag("isnetwgtestimated"),
            "gross_weight_kg": positive(rows.amount("grosswgt")),
            "is_aggregate": aggregate(rows, partner, commodity),
        },
    )


def _computed(rows: Columns) -> pa.Array | None:
    """Tell rows that the reporter filed; a row that only sums up filed rows counts as filed."""
    if not rows.has("isreported"):
        return None
    flags = pc.or_kleene(rows.flag("isreported"), rows.flag("isaggregate"))
    return pc.fill_null(flags, fill_value=True)


def aggregate(rows: Columns, partner: pa.Array, commodity: pa.Array) -> pa.Array:
    """Tell rows that others add up to: all goods, all partners, or marked so by the service."""
    every = pc.or_(says(partner, comtrade.WORLD), says(commodity, ""))
    return pc.or_(every, pc.fill_null(rows.flag("isaggregate"), fill_value=False))


def goods(code: str) -> str | None:
    """Give the code of goods; all goods are the empty code."""
    if code in {"TOTAL", "ALL"}:
        return ""
    return code if code and code.isalnum() and len(code) <= 12 else None


def goods_of(rows: Columns, classification: str) -> Callable[[str], str | None]:
    """Choose how codes of goods are read: a spreadsheet takes the leading zero of one of the HS.

    Codes of the HS have an even number of digits, so nothing is guessed; those of others need not.
    """
    editions = rows.mapped(
        classification, hs.named_edition, "classification"
    ).dictionary.to_pylist()
    return _of_the_hs if all((text or "").startswith("HS") for text in editions) else goods


def _of_the_hs(code: str) -> str | None:
    return goods(f"0{code}" if code.isdecimal() and len(code) in {1, 3, 5} else code)


def _total_or_area(code: str) -> str | None:
    return "" if code in {"", "0"} else comtrade.area_or_own(code)


def _total_procedure(code: str) -> str | None:
    return "" if code in {"", "C00"} else code


def _total_mode(code: str) -> str | None:
    return "" if code in {"", "0"} else code


def with_unit(quantity: pa.Array, unit: pa.Array) -> pa.Array:
    """Drop quantities that have no unit: the service writes 0 for none."""
    return pc.if_else(says(unit, ""), None, quantity)


def positive(quantity: pa.Array) -> pa.Array:
    """Drop weights of nil: the service writes 0 for none."""
    zero = pa.scalar(0, pa.int32()).cast(pa.decimal128(22, 4))
    return pc.if_else(pc.equal(quantity, zero), None, quantity)


FORMS = (
    Form(
        dataset=DATASET,
        title="answer of the UN Comtrade service (JSON)",
        recognises=_is_answer,
        read=_read_answer,
        counted=COUNTED,
    ),
    Form(
        dataset=TARIFF_LINE,
        title="answer of the UN Comtrade service in tariff lines (JSON)",
        recognises=_answers_in_tariff_lines,
        read=_read_answer_in_tariff_lines,
        counted=COUNTED,
    ),
    Form(
        dataset=DATASET,
        title="UN Comtrade bulk file or table",
        needs=_REQUIRED,
        recognises=_is_table,
        read=_read,
        published=released,
    ),
    Form(
        dataset=TARIFF_LINE,
        title="UN Comtrade tariff lines",
        recognises=_is_tariff_line,
        read=_read_tariff_lines,
        published=released,
    ),
)
