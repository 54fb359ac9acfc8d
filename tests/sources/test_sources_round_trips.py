"""What goes in comes out, cell by cell, whatever the order, the encoding and the separator."""

import csv
import gzip
import io
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

Read = Callable[..., list[dict[str, Any]]]
relaxed = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"])
SEPARATORS = st.sampled_from([",", "\t", ";"])
NAMES = st.text(st.sampled_from('煤炭無烟，,"；;\t 棉制abc≥'), max_size=8).map(
    lambda t: f"货{t}".strip()
)
WHOLE = st.integers(0, 10**15)
CENTS = st.decimals(0, 10**9, places=2)
PARTNERS = {"109": "PRK", "133": "KOR", "344": "RUS", "502": "USA", "701": "_X"}
MONTHS = st.sampled_from(["2017{:02d}", "2017-{:02d}", "2017{:02d}00"])
UNITS = {"千克": "kg", "条": "strip", "克": "g"}


def written(rows: list[dict[str, str]], separator: str, end: str = "\n", extra: str = "") -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator=extra + end)
    names = list(rows[0])
    writer.writerow(names)
    writer.writerows([row[name] for name in names] for row in rows)
    return out.getvalue()


@st.composite
def queries(draw: st.DrawFn) -> list[dict[str, Any]]:
    keys = draw(
        st.lists(
            st.tuples(
                st.sampled_from(sorted(PARTNERS)),
                st.integers(1, 99_999_999).map(lambda n: f"{n:08d}"),
                st.integers(1, 12),
            ),
            min_size=1, max_size=12, unique=True,
        )
    )  # fmt: skip
    return [
        {
            "partner": partner,
            "commodity": code,
            "month": month,
            "name": draw(NAMES),
            "value": draw(st.none() | WHOLE),
            "quantity": draw(st.integers(1, 10**9)),
            "unit": draw(st.sampled_from(sorted(UNITS))),
        }
        for partner, code, month in keys
    ]


@relaxed
@given(
    cells=queries(),
    encoding=ENCODINGS,
    separator=SEPARATORS,
    order=st.permutations(range(7)),
    trailing=st.booleans(),
    data=st.data(),
)
def test_a_download_of_the_query_page_comes_back_cell_by_cell(
    *,
    cells: list[dict[str, Any]],
    encoding: str,
    separator: str,
    order: list[int],
    trailing: bool,
    data: st.DataObject,
    rows_of: Read,
    tmp_path: Path,
) -> None:
    rows = []
    for cell in cells:
        value = cell["value"]
        grouped = "" if value is None else data.draw(st.sampled_from([f"{value:,}", str(value)]))
        fields = [
            ("数据年月", data.draw(MONTHS).format(cell["month"])),
            ("贸易伙伴编码", cell["partner"]), ("商品编码", cell["commodity"]),
            ("商品名称", cell["name"]), ("第一数量", str(cell["quantity"])),
            ("第一计量单位", cell["unit"]), ("美元", grouped),
        ]  # fmt: skip
        rows.append({fields[i][0]: fields[i][1] for i in order})
    path = tmp_path / "query.csv"
    path.write_bytes(written(rows, separator, extra=separator if trailing else "").encode(encoding))
    for cell, row in zip(cells, rows_of(path, flow="M"), strict=True):
        assert row["partner"] == PARTNERS[cell["partner"]]
        assert (row["commodity"], row["goods_name"]) == (cell["commodity"], cell["name"])
        assert row["period"] == f"2017-{cell['month']:02d}"
        assert row["value"] == (None if cell["value"] is None else Decimal(cell["value"]))
        assert (row["quantity"], row["quantity_unit"]) == (cell["quantity"], UNITS[cell["unit"]])


@relaxed
@given(
    cells=st.lists(
        st.tuples(
            st.sampled_from([("408", "PRK"), ("410", "KOR"), ("842", "USA"), ("899", "_X")]),
            st.integers(0, 999_999).map(lambda n: f"{n:06d}"),
            st.none() | CENTS,
            st.none() | CENTS.filter(bool),
            st.sampled_from(["M", "X", "RX", "RM"]),
        ),
        min_size=1,
        max_size=12,
    ),
    order=st.permutations(range(11)),
    separator=st.sampled_from(["\t", ",", ";"]),
    style=st.sampled_from(["as printed", "snake"]),
    nothing=st.sampled_from(["", "NA", "nan"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    packed=st.booleans(),
    tariff=st.booleans(),
)
def test_a_table_of_comtrade_comes_back_cell_by_cell(
    *,
    cells: list[Any],
    order: list[int],
    separator: str,
    style: str,
    nothing: str,
    encoding: str,
    packed: bool,
    tariff: bool,
    rows_of: Read,
    tmp_path: Path,
) -> None:
    rows = []
    flags = {"isReported", "isAggregate"} if tariff else set()
    for (partner, _), code, value, weight, flow in cells:
        fields = [
            ("period", "201707"), ("reporterCode", "156"), ("flowCode", flow),
            ("partnerCode", partner), ("cmdCode", code), ("classificationCode", "H5"),
            ("primaryValue", nothing if value is None else str(value)),
            ("netWgt", nothing if weight is None else str(weight)),
            ("isReported", "1"), ("isAggregate", "0"), ("customsCode", "C00"),
        ]  # fmt: skip
        # tariff lines have no flags, for nothing is added up
        rows.append({fields[i][0]: fields[i][1] for i in order if fields[i][0] not in flags})
    text = written(rows, separator)
    if style == "snake":
        head, _, rest = text.partition("\n")
        text = "".join(f"_{c.lower()}" if c.isupper() else c for c in head) + "\n" + rest
    path = tmp_path / "table.txt"
    content = text.encode(encoding)
    path.write_bytes(gzip.compress(content) if packed else content)
    for cell, row in zip(cells, rows_of(path), strict=True):
        assert row["dataset"] == ("comtrade-tariff-line" if tariff else "comtrade")
        (_, area), code, value, weight, flow = cell
        assert (row["partner"], row["commodity"], row["flow"]) == (area, code, flow)
        assert (row["value"], row["net_weight_kg"]) == (value, weight)
        assert row["status"] == ("missing" if value is None else "reported" if value else "zero")


@relaxed
@given(
    cells=st.lists(
        st.tuples(
            st.sampled_from([("156", "CHN"), ("842", "USA"), ("490", "S19")]),
            st.integers(10_000, 999_999),
            st.decimals("0.001", 10**6, places=3),
            st.none() | st.decimals("0.001", 10**6, places=3),
        ),
        min_size=1,
        max_size=12,
    ),
    padded=st.booleans(),
    blanks=st.integers(0, 9),
)
def test_a_year_of_baci_comes_back_cell_by_cell(
    *,
    cells: list[Any],
    padded: bool,
    blanks: int,
    rows_of: Read,
    tmp_path: Path,
) -> None:
    lines = ["t,i,j,k,v,q"]
    for (code, _), goods, value, tonnes in cells:
        product = f"{goods:06d}" if padded else str(goods)
        weight = "NA" if tonnes is None else str(tonnes)
        lines.append(f"2020,{code},408,{product},{value},{' ' * blanks}{weight}")
    path = tmp_path / "BACI_HS17_Y2020_V202201.csv"
    path.write_text("\n".join(lines) + "\n")
    for cell, row in zip(cells, rows_of(path), strict=True):
        (_, area), goods, value, tonnes = cell
        assert (row["reporter"], row["commodity"]) == (area, f"{goods:06d}")
        assert row["value"] == value * 1000
        assert row["net_weight_kg"] == (None if tonnes is None else tonnes * 1000)


@relaxed
@given(
    cells=st.lists(
        st.tuples(
            st.sampled_from([("156", "CHN"), ("280", "DEU-280"), ("251", "FRA")]),
            st.integers(0, 99).map(lambda n: f"{n:02d}"),
            st.integers(0, 10**12),
            st.sampled_from(["", "0"]) | st.integers(1, 10**9).map(str),
            st.sampled_from(["0", "2", "4", "6"]),
        ),
        min_size=1,
        max_size=12,
    ),
    end=st.sampled_from(["\r\n", "\n"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "latin-1"]),
    order=st.permutations(range(13)),
    separator=st.sampled_from([",", ";", "\t"]),
    name=st.sampled_from(['Fuels, "mineral"', "Café; oil", "two\nlines", '1" pipes']),
)
def test_a_table_of_the_old_service_comes_back_cell_by_cell(
    *, cells: list[Any], end: str, encoding: str, order: list[int], separator: str, name: str,
    rows_of: Read, tmp_path: Path,
) -> None:  # fmt: skip
    printed = [
        {
            "Classification": "H0", "Year": "1990", "Period": "1990", "Trade Flow Code": "1",
            "Reporter Code": reporter, "Partner Code": "408", "Commodity Code": code,
            "Commodity": name, "Qty Unit Code": "1", "Qty": "",
            "Netweight (kg)": weight, "Trade Value (US$)": str(value), "Flag": flag,
        }
        for (reporter, _), code, value, weight, flag in cells
    ]  # fmt: skip
    rows = [{list(row)[i]: list(row.values())[i] for i in order} for row in printed]
    path = tmp_path / "legacy.csv"
    path.write_bytes(written(rows, separator, end=end).encode(encoding))
    for cell, row in zip(cells, rows_of(path), strict=True):
        (_, area), code, value, weight, flag = cell
        assert (row["reporter"], row["commodity"], row["value"]) == (area, code, value)
        assert row["net_weight_kg"] == (Decimal(weight) if weight not in {"", "0"} else None)
        assert row["net_weight_estimated"] == (flag in {"4", "6"})
        assert row["goods_name"] == name


@pytest.mark.parametrize("relation", ["1:1", "1:n", "n:1", "n:n", "n to 1", "1 to n"])
@relaxed
@given(pairs=st.lists(st.tuples(*[st.integers(0, 999_999)] * 2), min_size=1, max_size=9))
def test_a_correlation_comes_back_line_by_line(
    relation: str, pairs: list[tuple[int, int]], rows_of: Read, tmp_path: Path
) -> None:
    path = tmp_path / "correlation.csv"
    lines = [f"{a:06d},{b:06d},{relation}" for a, b in pairs]
    path.write_text("HS 2022,HS 2017,Relationship\n" + "\n".join(lines) + "\n")
    assert [(r["from_code"], r["to_code"], r["relationship"]) for r in rows_of(path)] == [
        (f"{a:06d}", f"{b:06d}", relation.replace(" to ", ":")) for a, b in pairs
    ]
