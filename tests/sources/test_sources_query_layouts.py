"""Downloads of the query page in every layout: what goes in comes out, cell by cell."""

import csv
import io
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yalu.model.errors import AskedForMoreError

Read = Callable[..., list[dict[str, Any]]]
relaxed = settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
CHINESE = {
    "period": "数据年月", "partner": "贸易伙伴编码", "partner_name": "贸易伙伴名称",
    "goods": "商品编码", "goods_name": "商品名称", "regime": "贸易方式编码",
    "regime_name": "贸易方式名称",
    "province": "注册地编码", "province_name": "注册地名称", "quantity": "第一数量",
    "unit": "第一计量单位", "quantity2": "第二数量", "unit2": "第二计量单位", "remark": "备注",
    "USD": "美元", "CNY": "人民币",
}  # fmt: skip
ENGLISH = {
    "period": "Date of data", "partner": "Trading partner code", "partner_name": "Trading partner",
    "goods": "Commodity code", "goods_name": "Commodity", "regime": "Customs Regime code",
    "regime_name": "Customs Regime", "quantity": "Quantity", "unit": "Unit",
    "USD": "US dollar", "CNY": "Renminbi Yuan",
}  # fmt: skip
SPELLINGS = ("Supplimentary", "Supplementary")
NONE = st.sampled_from(["?", "-", "—", ""])
# kilograms, grams, carats: 5 of each weigh so many kilograms
MASSES = {
    "千克": "5",
    "克": "0.005",
    "克拉": "0.001",
    "Kilogram": "5",
    "Gram": "0.005",
    "Carat": "0.001",
}
PARTNERS = {"109": "PRK", "133": "KOR", "502": "USA", "210": "GACC-210", "998": "GACC-998"}


@st.composite
def downloads(draw: st.DrawFn) -> dict[str, Any]:
    english = draw(st.booleans())
    spelling = draw(st.sampled_from(SPELLINGS))
    second = {"quantity2": f"{spelling} Quantity", "unit2": f"{spelling} Unit"}
    names = {**ENGLISH, **second} if english else CHINESE
    value = draw(st.sampled_from(["USD", "CNY"]))
    fields = ["partner", "goods", value]
    fields += [f for f in ("partner_name", "goods_name", "period", "regime", "province", "remark")
               if f in names and draw(st.booleans())]  # fmt: skip
    fields += [f"{f}_name" for f in ("regime", "province") if f in fields]
    if draw(st.booleans()):
        fields += ["quantity", "unit", "quantity2", "unit2"]
    masses = [unit for unit in MASSES if unit.isascii() == english]
    count = "Number of item" if english else "件"
    # Two accented letters of Latin-1 side by side are also one Chinese character: nobody can tell.
    letters = ["a", "b", " ", "é ", "½c", "—", "≥"] if english else list("无烟煤，,\n\"'")
    rows = []
    keys = st.tuples(
        st.sampled_from(sorted(PARTNERS)), st.sampled_from(["98010010", "27011100", "030614", "27"])
    )
    names_of_goods = st.lists(st.sampled_from(letters), max_size=9).map("".join)
    for partner, goods in draw(st.lists(keys, min_size=1, max_size=6, unique=True)):
        first_is_mass = draw(st.booleans())
        mass = draw(st.sampled_from(masses))
        other = ("0", draw(NONE)) if first_is_mass else ("5", mass)
        rows.append({
            "partner": partner, "goods": goods, value: draw(st.integers(0, 10**12)),
            "partner_name": "x", "period": draw(st.sampled_from(["201707", "20170700"])),
            "goods_name": f"x{draw(names_of_goods)}".strip(),
            "regime": draw(st.sampled_from(["10", "19"])), "regime_name": "y",
            "province": draw(st.sampled_from(["21", "22"])), "province_name": "z",
            "remark": draw(st.sampled_from(["", "n"])),
            "quantity": "5" if first_is_mass else "7", "unit": mass if first_is_mass else count,
            "quantity2": other[0], "unit2": other[1], "mass": MASSES[mass],
        })  # fmt: skip
    encodings = ["gb18030", "utf-8", "utf-8-sig", "utf-16", *["latin-1"] * english]
    return {"names": names, "fields": draw(st.permutations(fields)), "rows": rows, "value": value,
            "encoding": draw(st.sampled_from(encodings))}  # fmt: skip


@relaxed
@given(download=downloads(), trailing=st.booleans(), end=st.sampled_from(["\n", "\r\n"]))
def test_a_download_in_any_layout_comes_back_cell_by_cell(
    *, download: dict[str, Any], trailing: bool, end: str, rows_of: Read, tmp_path: Path
) -> None:
    fields, value = download["fields"], download["value"]
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator=f"{',' * trailing}{end}")
    writer.writerow([download["names"][field] for field in fields])
    for row in download["rows"]:
        writer.writerow([f"{row[f]:,}" if f == value else row[f] for f in fields])
    path = tmp_path / "downloadData.csv"
    path.write_bytes(out.getvalue().encode(download["encoding"], errors="replace"))
    dated = "period" in fields
    found = rows_of(path, flow="X", period="" if dated else "2017")
    for row, got in zip(download["rows"], found, strict=True):
        assert (got["partner"], got["commodity"]) == (PARTNERS[row["partner"]], row["goods"])
        assert (got["value"], got["currency"]) == (Decimal(row[value]), value)
        assert got["period"] == ("2017-07" if dated else "2017")
        for field, column in (("regime", "customs_procedure"), ("province", "province"),
                              ("remark", "note"), ("goods_name", "goods_name")):  # fmt: skip
            sent = row[field].encode(download["encoding"], errors="replace")
            assert got[column] == (sent.decode(download["encoding"]) if field in fields else "")
        assert got["net_weight_kg"] == (Decimal(row["mass"]) if "unit" in fields else None)


def test_values_in_both_currencies_are_both_kept(rows_of: Read, tmp_path: Path) -> None:
    path = tmp_path / "query.csv"
    path.write_text("数据年月,贸易伙伴编码,商品编码,美元,人民币\n201707,109,27,10,68\n")
    assert [(row["currency"], row["value"]) for row in rows_of(path, flow="X")] == [
        ("USD", Decimal(10)), ("CNY", Decimal(68)),
    ]  # fmt: skip


def test_a_name_that_a_script_gave_does_not_tell_the_direction(
    rows_of: Read, tmp_path: Path
) -> None:
    # the site calls every download downloadData.csv
    path = tmp_path / "e210201810.csv"
    path.write_text('"Date of data","Trading partner code","Commodity code","US dollar",\n'
                    '"201810","210","98010010","661",\n')  # fmt: skip
    with pytest.raises(AskedForMoreError, match="--flow import or --flow export"):
        rows_of(path)
    (row,) = rows_of(path, flow="X")
    assert (row["partner"], row["partner_code"], row["commodity"]) == (
        "GACC-210",
        "210",
        "98010010",
    )
