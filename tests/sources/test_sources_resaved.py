"""Tables of UN Comtrade and BACI as users pass them on: packed, resaved, with grouped numbers."""

import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from yalu.model.errors import UnreadableFileError, UnrecognisedFileError
from yalu.sources.opening import Document
from yalu.sources.recognition import recognise

Read = Callable[..., list[dict[str, Any]]]
OLD = ("Classification,Period,Trade Flow Code,Reporter Code,Partner Code,Commodity Code,Commodity,"
       "Trade Value (US$)")  # fmt: skip
BULK = "COMTRADE-FINAL-CM156201707H5[2018-02-05]"


def zipped(path: Path, *names: str, content: bytes) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, content if name == names[0] else b"x")
    return path


@pytest.mark.parametrize("value", ["1234567", '"1,234,567"', "１２３４５６７", "1.234567E+06"])
def test_a_value_may_be_grouped_wide_or_in_powers_of_ten(
    value: str, rows_of: Read, tmp_path: Path
) -> None:
    path = tmp_path / "legacy.csv"
    path.write_text(f"{OLD}\nH4,2016,1,156,408,27,x,{value}\nH4,2016,1,156,410,27,x,8\n")
    assert [row["value"] for row in rows_of(path)] == [Decimal(1_234_567), Decimal(8)]


@pytest.mark.parametrize("value", ["1,234", "1,2", "12,34,567"])
def test_a_comma_that_may_be_a_point_is_refused(value: str, rows_of: Read, tmp_path: Path) -> None:
    # programs of half of Europe part cells by semicolons and write 1.234 as 1,234
    path = tmp_path / "legacy.csv"
    path.write_text(f"{OLD.replace(',', ';')}\nH4;2016;1;156;408;27;x;{value}\n")
    with pytest.raises(UnreadableFileError, match=f"line 2 .* no number: '{value}' in line 2"):
        rows_of(path)


def test_lines_may_all_end_in_a_separator(rows_of: Read, tmp_path: Path) -> None:
    path = tmp_path / "legacy.csv"
    path.write_text(f"{OLD},\nH4,2016,1,156,408,27,x,7,\n")
    assert [row["value"] for row in rows_of(path)] == [Decimal(7)]


# As the site of UN Comtrade gives it out since 2022: Windows-1252, and a comma behind each row that
# its headings do not have.
SITE = ("typeCode,freqCode,refPeriodId,refYear,refMonth,period,reporterCode,reporterISO,"
        "reporterDesc,flowCode,flowDesc,partnerCode,partnerISO,partnerDesc,partner2Code,"
        "partner2ISO,partner2Desc,classificationCode,classificationSearchCode,"
        "isOriginalClassification,cmdCode,cmdDesc,aggrLevel,isLeaf,customsCode,customsDesc,mosCode,"
        "motCode,motDesc,qtyUnitCode,qtyUnitAbbr,qty,isQtyEstimated,altQtyUnitCode,altQtyUnitAbbr,"
        "altQty,isAltQtyEstimated,netWgt,isNetWgtEstimated,grossWgt,isGrossWgtEstimated,cifvalue,"
        "fobvalue,primaryValue,legacyEstimationFlag,isReported,isAggregate")  # fmt: skip
SITE_ROW = ("C,A,20230101,2023,52,2023,384,CIV,Côte d'Ivoire,M,Import,408,PRK,\"Dem. People's Rep. "
            "of Korea\",0,W00,World,H6,HS,true,1801,\"Cocoa beans; whole or broken\",4,false,C00,"
            "TOTAL,0,0,TOTAL,8,kg,1200,false,-1,N/A,0,false,1200,false,0,false,5552.5,,"
            "5552.5,0,false,true")  # fmt: skip


@pytest.mark.parametrize("ends", [("", ","), (",", ","), ("", "")])
@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig"])
def test_a_download_of_the_site_of_un_comtrade_is_read(
    ends: tuple[str, str], encoding: str, rows_of: Read, tmp_path: Path
) -> None:
    path = tmp_path / "TradeData_11_25_2025_10_30_9.csv"
    text = f"{SITE}{ends[0]}\n" + f"{SITE_ROW}{ends[1]}\n" * 2
    path.write_bytes(text.replace("1801,", "1802,", 1).encode(encoding))
    husks, beans = rows_of(path)
    assert (husks["commodity"], beans["commodity"]) == ("1802", "1801")
    assert (beans["reporter"], beans["partner"], beans["period"]) == ("CIV", "PRK", "2023")
    assert (beans["value"], beans["net_weight_kg"]) == (Decimal("5552.5"), Decimal(1200))


def test_a_row_with_one_cell_more_that_is_filled_is_refused(rows_of: Read, tmp_path: Path) -> None:
    path = tmp_path / "site.csv"
    path.write_text(f"{SITE}\n{SITE_ROW},x\n")
    with pytest.raises(UnreadableFileError, match="48 cells where 47 are expected"):
        rows_of(path)


def test_a_line_with_other_cells_than_the_headings_is_refused_with_its_text(
    rows_of: Read, tmp_path: Path
) -> None:
    # what the old service wrote below the headings when it had nothing
    path = tmp_path / "legacy.csv"
    path.write_text(f"{OLD}\nNo data matches your query or your query is too complex.\n")
    with pytest.raises(UnreadableFileError, match=r"line 2 .* 1 cells where 8 .* 'No data matches"):
        rows_of(path)


def test_what_a_mac_packs_beside_a_file_is_no_second_file(rows_of: Read, tmp_path: Path) -> None:
    content = f"{OLD}\nH4,2016,1,156,408,27,x,7\n".encode()
    names = ("a/legacy.csv", "__MACOSX/a/._legacy.csv", "a/.DS_Store")
    assert len(rows_of(zipped(tmp_path / "a.zip", *names, content=content))) == 1
    with pytest.raises(UnreadableFileError, match="an archive of 2 files"):
        rows_of(zipped(tmp_path / "b.zip", "legacy.csv", "readme.txt", content=content))


def test_the_name_inside_an_archive_tells_edition_and_day_of_release(
    rows_of: Read, specimens: Path, tmp_path: Path
) -> None:
    baci = specimens / "BACI_HS17_Y2020_V202201.csv"
    path = zipped(tmp_path / "download.zip", baci.name, content=baci.read_bytes())
    assert {row["classification"] for row in rows_of(path)} == {"HS2017"}
    document = Document(path=path)
    assert str(recognise(document).published(document)) == "2022-01-01"


def test_an_error_of_the_service_is_told(rows_of: Read, tmp_path: Path) -> None:
    path = tmp_path / "answer.json"
    path.write_text('{ "statusCode": 429, "message": "Rate limit is exceeded. Try again." }')
    with pytest.raises(UnrecognisedFileError, match="answered 'Rate limit is exceeded"):
        rows_of(path)
