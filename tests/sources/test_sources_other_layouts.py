"""Layouts that are reported of each publisher and that no file beside the checkout shows."""

import csv
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from yalu.model.errors import UnrecognisedFileError, YaluError

Read = Callable[..., list[dict[str, Any]]]
Write = Callable[..., Path]
NEW = (
    "period,reporter_code,flow_code,partner_code,cmd_code,classification_code,primary_value,"
    "qty_unit_code,qty,alt_qty_unit_code,customs_code,mot_code,is_qty_estimated,is_aggregate\n"
)


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def test_what_r_writes_for_nothing_is_nothing(rows_of: Read, tmp_path: Path) -> None:
    row = "2017,156,M,408,030614,H5,12.5,NA,NA,NA,NA,NA,NA,FALSE\n"
    (found,) = rows_of(written(tmp_path / "r.csv", NEW + row))
    assert (found["value"], found["quantity"], found["quantity_unit"]) == (
        Decimal("12.5"),
        None,
        "",
    )
    assert (found["customs_procedure"], found["transport_mode"]) == ("", "")
    assert (found["quantity_estimated"], found["is_aggregate"]) == (None, False)


@pytest.mark.parametrize(
    ("edition", "printed", "kept"),
    [("H5", "30614", "030614"), ("H5", "306", "0306"), ("H5", "3", "03"), ("H5", "27", "27"),
     ("S4", "30614", "30614"), ("S4", "333", "333")],
)  # fmt: skip
def test_a_zero_that_a_spreadsheet_took_comes_back_to_codes_of_the_hs_alone(
    edition: str, printed: str, kept: str, rows_of: Read, tmp_path: Path
) -> None:
    row = f"2017,156,M,408,{printed},{edition},1,8,1,-1,C00,0,0,0\n"
    (found,) = rows_of(written(tmp_path / "table.csv", NEW + row))
    assert found["commodity"] == kept


def test_the_rows_of_an_answer_alone_are_an_answer(rows_of: Read, specimens: Path,
                                                   tmp_path: Path) -> None:  # fmt: skip
    whole = json.loads((specimens / "answer.json").read_text())
    path = written(tmp_path / "rows.json", json.dumps(whole["data"]))
    assert rows_of(path) == rows_of(specimens / "answer.json")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"fileUrl": "x", "reporterCode": 156}, "it lists bulk files"),
        ({"datasetCode": 1, "datasetChecksum": 2, "totalRecords": 3}, "which periods"),
        ({"reporterCode": 156, "publicationNote": "x"}, "how reporters compile"),
        ({"cmdCode": "27", "suv": 1.5, "uvMin": 1}, "unit values"),
        ({"cmdCode": "27", "primaryValueX": 1, "primaryValueM": 2, "primaryValueBal": -1},
         "balances of trade"),
    ],
)  # fmt: skip
def test_an_answer_without_figures_is_refused_for_what_it_is(
    row: dict[str, object], reason: str, rows_of: Read, tmp_path: Path
) -> None:
    body = {"elapsedTime": "0.1 secs", "count": 1, "data": [row], "error": ""}
    with pytest.raises(UnrecognisedFileError, match=reason):
        rows_of(written(tmp_path / "answer.json", json.dumps(body)))


def test_an_error_of_the_service_is_told(rows_of: Read, tmp_path: Path) -> None:
    body = {"elapsedTime": "0.1 secs", "count": 0, "data": None, "error": "quota exceeded"}
    with pytest.raises(YaluError, match="the service answered 'quota exceeded'"):
        rows_of(written(tmp_path / "answer.json", json.dumps(body)))


@pytest.mark.parametrize(
    ("code", "name"),
    [("Registration place code", "Registration place"),
     ("Code of registered place", "Registered place"),
     ("Location of importer/exporter code", "Location of importer/exporter")],
)  # fmt: skip
def test_the_english_page_may_word_the_province_as_it_likes(
    code: str, name: str, rows_of: Read, tmp_path: Path
) -> None:
    path = tmp_path / "downloadData.csv"
    with path.open("w", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator=",\n")
        writer.writerow(["Date of data", "Trading partner code", code, name, "Commodity code",
                         "US dollar"])  # fmt: skip
        writer.writerow(["202507", "109", "21", "Liaoning", "27011100", "1,234"])
    (found,) = rows_of(path, flow="M")
    assert (found["province"], found["value"]) == ("21", Decimal(1234))


def test_baci_has_goods_of_no_known_kind(rows_of: Read, tmp_path: Path) -> None:
    path = tmp_path / "BACI_HS92_Y1995_V202401b.csv"
    written(path, "t,i,j,k,v,q\n1995,156,408,9999AA,  1.5,        NA\n1995,156,408, 30614,2,3.25\n")
    other, crab = rows_of(path)
    assert (other["commodity"], other["value"], other["quantity"]) == (
        "9999AA",
        Decimal(1500),
        None,
    )
    assert (crab["commodity"], crab["classification"]) == ("030614", "HS1992")
    assert crab["net_weight_kg"] == Decimal(3250)


@pytest.mark.parametrize(
    "headings",
    ["country_code,country_name_abbreviation,country_name_full,iso_2digit_alpha,iso_3digit_alpha",
     "country_code,country_name,country_name,country_iso2,country_iso3"],
)  # fmt: skip
def test_areas_of_baci_are_read_with_old_and_new_headings(
    headings: str, rows_of: Read, tmp_path: Path
) -> None:
    text = f"{headings}\r\n408,DPR Korea,Dem. People's Republic of Korea,KP,PRK\r\n"
    (found,) = rows_of(written(tmp_path / "country_codes.csv", text, "utf-8-sig"))
    assert (found["scheme"], found["code"], found["area"]) == ("BACI area", "408", "PRK")


@pytest.mark.parametrize(
    "headings",
    [("商品代码", "商品代码中文名称"), ("商品编码", "商品名称"), ("税则号列", "货品名称")],
)
@pytest.mark.parametrize("title", [[], [["2025年进出口税则"], ["", ""]]])
def test_a_list_of_goods_of_another_year_is_read(
    headings: tuple[str, str], title: list[list[str]], rows_of: Read, workbook: Write,
    tmp_path: Path,
) -> None:  # fmt: skip
    grid = [*title, headings, ["27011100", "无烟煤"], [3061400.0, "蟹"]]
    rows = rows_of(workbook(tmp_path / "list.xlsx", grid))
    assert [(row["scheme"], row["code"], row["label_zh"]) for row in rows] == [
        ("GACC goods", "27011100", "无烟煤"), ("GACC goods", "03061400", "蟹"),
    ]  # fmt: skip
    assert [row["line"] for row in rows] == [len(title) + 2, len(title) + 3]


def test_every_sheet_of_codes_of_a_workbook_is_read(
    rows_of: Read, workbook: Write, tmp_path: Path
) -> None:
    units = [["qtyCode", "qtyAbbr", "qtyDescription"], [-1, "N/A", "none"], [8, "kg", "kilograms"]]
    modes = [["motCode", "motName"], [0, "All"], [2100, "Sea"]]
    rows = rows_of(workbook(tmp_path / "book.xlsx", units, [["a note", "x"]], modes))
    assert [(row["scheme"], row["code"]) for row in rows] == [
        ("Comtrade unit", "-1"), ("Comtrade unit", "8"),
        ("Comtrade mode of transport", "0"), ("Comtrade mode of transport", "2100"),
    ]  # fmt: skip


def test_a_workbook_of_something_else_is_refused_with_how_it_begins(
    rows_of: Read, workbook: Write, tmp_path: Path
) -> None:
    path = workbook(tmp_path / "book.xlsx", [["", ""], ["时间", "价格"], ["2024-01", 1]])
    with pytest.raises(UnrecognisedFileError, match="'Sheet1' with '时间, 价格'"):
        rows_of(path)
