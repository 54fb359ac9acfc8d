"""UN Comtrade as the service before 2022 gave it: CSV of 22 or 35 columns."""

from collections.abc import Iterator
from functools import partial

import pyarrow as pa

from yalu.codelists import comtrade, hs
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
# The flag says what was estimated: 2 the quantity, 4 the net weight, 6 both.
_QUANTITY_ESTIMATED = frozenset({"2", "6"})
_WEIGHT_ESTIMATED = frozenset({"4", "6"})


def _recognises(head: Head) -> bool:
    return {folded(name) for name in head.header} >= _REQUIRED


def _read(document: Document, asked: Asked) -> Iterator[pa.RecordBatch]:
    into = partial(_observations, asked=asked)
    return observed(document, into, numbers=_NUMBERS, wanted=_WANTED)


def _observations(rows: Columns, asked: Asked) -> pa.RecordBatch:
    flow = rows.mapped("tradeflowcode", comtrade.flow, "flow")
    commodity = rows.mapped("commoditycode", current.goods, "code of goods")
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
            "classification": rows.mapped("classification", hs.edition, "classification"),
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
)
