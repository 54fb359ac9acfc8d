"""Answers of UN Comtrade as JSON: what goes in comes out, to the last decimal."""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yalu.model.errors import UnreadableFileError
from yalu.sources.opening import Document
from yalu.sources.recognition import recognise

Read = Callable[..., list[dict[str, Any]]]
relaxed = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
ROW = {
    "typeCode": "C", "freqCode": "M", "refPeriodId": 20170701, "period": "201707",
    "reporterCode": 156, "reporterDesc": None, "reporterISO": None, "flowCode": "M",
    "partnerCode": 408, "partnerDesc": None, "partner2Code": 0, "classificationCode": "H5",
    "cmdCode": "030614", "cmdDesc": None, "customsCode": "C00", "mosCode": "0", "motCode": 0,
    "qtyUnitCode": -1, "qtyUnitAbbr": None, "qty": 0, "altQtyUnitCode": -1, "altQty": 0,
    "netWgt": None, "grossWgt": 0, "cifvalue": None, "fobvalue": None, "primaryValue": 1,
}  # fmt: skip
FINAL = {
    "aggrLevel": 6, "isLeaf": None, "isReported": None, "isAggregate": None,
    "isQtyEstimated": None, "isNetWgtEstimated": None, "legacyEstimationFlag": None,
}  # fmt: skip
# What a float does not hold: the world's trade in cents needs sixteen digits.
MONEY = st.decimals(0, 3 * 10**13, places=2)


def answer(path: Path, *rows: dict[str, Any], indent: int | None = None) -> Path:
    body = {"elapsedTime": "0.2 secs", "count": len(rows), "data": rows, "error": ""}
    text = json.dumps(body, indent=indent, default=lambda number: f"<{number}>")
    path.write_text(text.replace('"<', "").replace('>"', ""))
    return path


@relaxed
@given(
    cells=st.lists(
        st.tuples(
            st.sampled_from([("408", "PRK"), ("410", "KOR"), ("842", "USA"), ("490", "S19")]),
            st.integers(0, 999_999).map(lambda n: f"{n:06d}"),
            st.none() | MONEY,
            st.none() | st.decimals("0.001", 10**9, places=3),
            st.sampled_from(["M", "X", "RX", "RM"]),
        ),
        min_size=1,
        max_size=12,
    ),
    flags=st.booleans(),
    indent=st.none() | st.integers(0, 4),
)
def test_an_answer_comes_back_cell_by_cell(
    *, cells: list[Any], flags: bool, indent: int | None, rows_of: Read, tmp_path: Path
) -> None:
    rows = [
        {**ROW, **(FINAL if flags else {}), "partnerCode": int(partner), "cmdCode": code,
         "primaryValue": value, "netWgt": weight, "flowCode": flow}
        for (partner, _), code, value, weight, flow in cells
    ]  # fmt: skip
    path = answer(tmp_path / "answer.json", *rows, indent=indent)
    for cell, row in zip(cells, rows_of(path), strict=True):
        (_, area), code, value, weight, flow = cell
        assert (row["partner"], row["commodity"], row["flow"]) == (area, code, flow)
        assert (row["value"], row["net_weight_kg"]) == (value, weight)
        assert row["dataset"] == ("comtrade" if flags else "comtrade-tariff-line")


def test_flags_that_are_null_do_not_make_a_row_an_estimate(rows_of: Read, tmp_path: Path) -> None:
    (row,) = rows_of(answer(tmp_path / "answer.json", {**ROW, **FINAL}))
    assert (row["status"], row["is_aggregate"]) == ("reported", False)
    assert (row["quantity"], row["quantity_estimated"]) == (None, None)


def test_tariff_lines_are_kept_apart_from_final_figures(tmp_path: Path) -> None:
    lines = answer(tmp_path / "lines.json", {**ROW, "cmdCode": "0306140000"})
    assert recognise(Document(path=lines)).dataset == "comtrade-tariff-line"


@pytest.mark.parametrize("odd", ["many", "1e999", [1], {"a": 1}, True])
def test_a_value_that_is_no_number_is_refused_with_its_row(
    odd: object, rows_of: Read, tmp_path: Path
) -> None:
    path = answer(tmp_path / "answer.json", {**ROW, **FINAL}, {**ROW, **FINAL, "primaryValue": odd})
    with pytest.raises(UnreadableFileError, match=r"no number of primaryValue: .* in line 2"):
        rows_of(path)


def test_numbers_of_a_table_are_kept_to_the_last_decimal(rows_of: Read, tmp_path: Path) -> None:
    # as floats these end in .4492 and .1211: a double has 15 to 17 digits
    path = tmp_path / "table.csv"
    path.write_text(
        "period,reporterCode,flowCode,partnerCode,cmdCode,classificationCode,primaryValue,"
        "netWgt,isReported,isAggregate\n"
        "2017,156,M,0,TOTAL,H5,29999999999999.45,123456789012345.1234,1,1\n"
        "2017,156,M,408,27,H5,1.5E+3,0.12345678901234,1,0\n"
    )
    total, fuels = rows_of(path)
    assert total["value"] == Decimal("29999999999999.45")
    assert fuels["value"] == Decimal(1500)
    assert fuels["net_weight_kg"] == Decimal("0.1235")


def test_numbers_no_finer_than_the_store_are_exact(rows_of: Read, tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text(
        "period,reporterCode,flowCode,partnerCode,cmdCode,classificationCode,primaryValue,"
        "netWgt,isReported,isAggregate\n"
        "2017,156,M,0,TOTAL,H5,29999999999999.45,123456789012345.1234,1,1\n"
        "2017,156,M,408,27,H5,18.1234,,1,0\n"
    )
    total, _ = rows_of(path)
    assert total["net_weight_kg"] == Decimal("123456789012345.1234")
