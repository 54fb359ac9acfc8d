from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from yalu.model.errors import AskedForMoreError, UnreadableFileError

Read = Callable[..., list[dict[str, Any]]]


def test_a_chinese_download_is_read_by_the_names_of_its_columns(
    rows_of: Read, specimens: Path
) -> None:
    coal, trousers, small = rows_of(specimens / "query_zh.csv", flow="X")
    assert (coal["commodity"], coal["partner"], coal["period"]) == ("27011100", "PRK", "2017-07")
    assert (coal["value"], coal["currency"], coal["province"]) == (Decimal(1234), "USD", "21")
    assert trousers["value"] == Decimal(12_345_678)
    assert trousers["goods_name"] == "棉制男式长裤,针织"
    assert small["classification"] == "CHN8-2017"


def test_the_mass_is_taken_from_whichever_unit_is_one(rows_of: Read, specimens: Path) -> None:
    _, trousers, _ = rows_of(specimens / "query_zh.csv", flow="X")
    assert (trousers["quantity"], trousers["quantity_unit"]) == (Decimal(300), "strip")
    assert trousers["net_weight_kg"] == Decimal(75)
    diamonds, processors = rows_of(specimens / "query_en.csv", flow="M")
    assert diamonds["net_weight_kg"] == Decimal("0.1")  # 500 carats of 0.2 grams
    assert processors["net_weight_kg"] == Decimal("0.4")


def test_the_lost_dash_is_no_unit_and_its_zero_no_quantity(rows_of: Read, specimens: Path) -> None:
    coal, _, small = rows_of(specimens / "query_zh.csv", flow="X")
    assert (coal["quantity2"], coal["quantity2_unit"]) == (None, "")
    assert (small["quantity"], small["value"]) == (None, Decimal(50_848))


def test_the_regime_is_kept_and_the_valuation_follows_the_flow(
    rows_of: Read, specimens: Path
) -> None:
    rows = rows_of(specimens / "query_zh.csv", flow="X")
    assert [row["customs_procedure"] for row in rows] == ["10", "15", "39"]
    assert {row["valuation"] for row in rows} == {"FOB"}


def test_without_a_direction_a_download_is_refused(rows_of: Read, specimens: Path) -> None:
    with pytest.raises(AskedForMoreError, match="--flow import or --flow export"):
        rows_of(specimens / "query_zh.csv")


def test_the_page_gives_the_full_text_and_not_the_one_cut_short(
    rows_of: Read, specimens: Path
) -> None:
    (crab,) = rows_of(specimens / "query_page.html", flow="M")
    assert crab["goods_name"] == "Other crabs, frozen, in shell"
    assert (crab["value"], crab["net_weight_kg"]) == (Decimal(5_552_648), Decimal(1200))


def test_a_page_cut_off_inside_its_table_is_refused(
    rows_of: Read, specimens: Path, tmp_path: Path
) -> None:
    cut = tmp_path / "page.html"
    cut.write_bytes((specimens / "query_page.html").read_bytes()[:-40])
    with pytest.raises(UnreadableFileError, match="cut off inside its table"):
        rows_of(cut, flow="M")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('"201707","109","27011100","1,5",', "'1,5' is no number"),
        ('"201713","109","27011100","15",', "'201713' is no month"),
        ('"201707","99","27011100","15",', "no area is called '99'"),
        ('"201707","109","2701110","15",', "'2701110' is no code"),
        ('"201707","109","27011100",', "3 cells where 4 are expected"),
    ],
)
def test_what_could_mean_two_things_is_refused_with_its_line(
    line: str, reason: str, rows_of: Read, tmp_path: Path
) -> None:
    path = tmp_path / "query.csv"
    path.write_text(
        f'"数据年月","贸易伙伴编码","商品编码","美元",\n"201706","109","27","1",\n{line}\n'
    )
    with pytest.raises(UnreadableFileError, match=f"line 3 is not loaded: {reason}"):
        rows_of(path, flow="M")


def test_a_column_that_is_not_known_is_refused(rows_of: Read, tmp_path: Path) -> None:
    path = tmp_path / "query.csv"
    path.write_text("商品编码,贸易伙伴编码,收发货地,美元\n27,109,大连,1\n")
    with pytest.raises(UnreadableFileError, match="'收发货地' is not known"):
        rows_of(path, flow="M", period="2017")


def test_a_query_on_a_whole_year_asks_for_the_year(rows_of: Read, tmp_path: Path) -> None:
    path = tmp_path / "query.csv"
    path.write_text("商品编码,贸易伙伴编码,美元\n27,109,1\n")
    with pytest.raises(AskedForMoreError, match="--period"):
        rows_of(path, flow="M")
    assert rows_of(path, flow="M", period="2016")[0]["frequency"] == "A"
