"""Columns of observations that both services of UN Comtrade, the new and the old, fill alike."""

from decimal import Decimal
from functools import cache
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from yalu.model.errors import PeriodError
from yalu.model.periods import Period
from yalu.model.tables import OBSERVATIONS
from yalu.sources.amounts import month_or_year
from yalu.sources.arrow import ARROW, schema
from yalu.sources.columns import Columns
from yalu.sources.forms import Asked

_RANKS = {"comtrade": 20, "comtrade-tariff-line": 21, "comtrade-legacy": 22, "baci": 30}
_COMPILERS = {"baci": "CEPII"}
_HALF = Decimal("0.5")
_FILED = ("reported", "estimated")
_STATUSES = (*_FILED, "zero", "missing")
_IMPORTS = frozenset({"M", "RM", "MIP", "MOP", "MIF", "FM"})


def period_columns(rows: Columns, name: str) -> dict[str, Any]:
    """Give the columns of the period: 2017 or 201707 as the service writes it."""
    found = rows.mapped(name, _written, "period")
    known = {text: Period.parse(text) for text in found.dictionary.to_pylist() if text}
    return {
        "period": found,
        "first_month": rows.valued(name, lambda t: known[_written(t) or ""].first, pa.int32()),
        "last_month": rows.valued(name, lambda t: known[_written(t) or ""].last, pa.int32()),
        "frequency": rows.mapped(
            name, lambda text: known[_written(text) or ""].frequency.value, "period"
        ),
    }


@cache
def _written(text: str) -> str | None:
    try:
        return str(month_or_year(text.removesuffix(".0")))
    except (ValueError, PeriodError):
        return None


def values(
    rows: Columns, value: pa.Array, flow: pa.Array, *, reported: pa.Array | None = None
) -> dict[str, Any]:
    """Give the value with its status, margin and valuation."""
    return {
        "value": value,
        "status": _status(value, reported),
        "currency": rows.constant("USD", pa.string()),
        "margin": rows.constant(_HALF, value.type),
        "valuation": _valuation(flow),
    }


def _status(value: pa.Array, reported: pa.Array | None) -> pa.DictionaryArray:
    reported = pa.scalar(True) if reported is None else reported
    zero = pc.equal(value, pa.scalar(0, pa.int32()).cast(value.type))
    number = pc.if_else(zero, _number("zero"), pc.if_else(reported, *map(_number, _FILED)))
    return pa.DictionaryArray.from_arrays(
        pc.fill_null(number, _number("missing")), pa.array(_STATUSES)
    )


def _number(status: str) -> pa.Scalar:
    return pa.scalar(_STATUSES.index(status), pa.int32())


def _valuation(flow: pa.Array) -> pa.Array:
    named = ["CIF" if code in _IMPORTS else "FOB" for code in flow.dictionary.to_pylist()]
    return pa.DictionaryArray.from_arrays(flow.indices, pa.array(named, pa.string()))


def arranged(rows: Columns, asked: Asked, dataset: str, given: dict[str, Any]) -> pa.RecordBatch:
    """Put columns in the order of the table and fill in what every row shares."""
    shared = {
        "dataset": dataset,
        "compiler": _COMPILERS.get(dataset, "UN Comtrade"),
        "rank": _RANKS[dataset],
        "published": asked.published,
        "published_basis": asked.basis,
    }
    shape = schema(OBSERVATIONS)
    arrays = []
    for name, type_ in OBSERVATIONS.types.items():
        arrow = ARROW[type_]
        if name == "line":
            arrays.append(rows.line())
        elif name in given:
            arrays.append(given[name])
        else:
            arrays.append(
                rows.constant(shared.get(name, "" if arrow == pa.string() else None), arrow)
            )
    return pa.RecordBatch.from_arrays(arrays, names=shape.names)
