"""Correlations in layouts that say less, or more, than the usual workbook."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from yalu.model.errors import YaluError
from yalu.sources.correlations import edition

Read = Callable[..., list[dict[str, Any]]]
Write = Callable[..., Path]


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("From HS 2022", "HS2022"), ("HS22", "HS2022"), ("HS 96", "HS1996"), ("H0", "HS1992"),
        ("HS12 Code", "HS2012"), ("Harmonized System 2017", "HS2017"), ("SITC Rev. 4", "SITC4"),
        ("SITC, Rev.3", "SITC3"), ("S2", "SITC2"), ("BEC Rev.5", "BEC5"), ("BEC 4", "BEC4"),
        ("CPC Ver. 2.1", "CPC2.1"), ("ISIC Revision 3 Product Code", "ISIC3"), ("HS", "HS"),
        ("BEC5EndUse", None), ("Description", None), ("Relationship", None),
    ],
)  # fmt: skip
def test_a_heading_names_an_edition(heading: str, name: str | None) -> None:
    assert edition(heading) == name


@pytest.mark.parametrize(
    ("file", "title"),
    [("HS2012toHS2007.xlsx", "Between"), ("HS_2012_to_HS_2007_tables.xlsx", ""),
     ("tables.xlsx", "Correlation HS12 - HS07"), ("tables.xlsx", "HS 2012 to HS 2007")],
)  # fmt: skip
def test_editions_that_no_heading_names_are_found_in_the_title_or_the_name(
    file: str, title: str, rows_of: Read, workbook: Write, tmp_path: Path
) -> None:
    grid = [[title, ""], ["HS", "HS", "Relation"], ["010121", "010110", "n-1"]]
    (found,) = rows_of(workbook(tmp_path / file, grid))
    assert (found["from_edition"], found["to_edition"]) == ("HS2012", "HS2007")
    assert found["relationship"] == "n:1"


def test_editions_that_nothing_names_are_refused(
    rows_of: Read, workbook: Write, tmp_path: Path
) -> None:
    grid = [["HS", "HS", "Relationship"], ["010121", "010110", "n:1"]]
    with pytest.raises(YaluError, match="which edition of the HS"):
        rows_of(workbook(tmp_path / "tables.xlsx", grid))


def test_a_remark_beside_the_codes_is_no_part_of_a_code(
    rows_of: Read, workbook: Write, tmp_path: Path
) -> None:
    grid = [["HS 2017", "ex", "HS 2012", "Relationship", "Remarks"],
            ["010121", "", "010121", "1:1", "extended"],
            ["030614", "ex.", "030614", "1:n", ""]]  # fmt: skip
    rows = rows_of(workbook(tmp_path / "tables.xlsx", grid))
    assert [row["part"] for row in rows] == [False, True]


WIDE = [
    ["HS22", "HS17", "HS92", "BEC4", "SITC4", "BEC5EndUse"],
    ["010121", "010121", "010111", "41", "00151", "CAP"],
    ["010129", "010129", "010119", "111", "00159", "CONS"],
    ["010129", "010190", "010119", "111", "NULL", "CONS"],
]


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_editions_side_by_side_are_kept_as_pairs_with_the_first(
    form: str, rows_of: Read, workbook: Write, tmp_path: Path
) -> None:
    path = tmp_path / f"wide.{form}"
    if form == "xlsx":
        workbook(path, WIDE)
    else:
        path.write_text("\n".join(map(",".join, WIDE)))
    rows = rows_of(path)
    assert {row["from_edition"] for row in rows} == {"HS2022"}
    assert {(row["from_code"], row["to_edition"], row["to_code"]) for row in rows} == {
        ("010121", "HS2017", "010121"), ("010121", "HS1992", "010111"), ("010121", "BEC4", "41"),
        ("010121", "SITC4", "00151"), ("010129", "HS2017", "010129"),
        ("010129", "HS2017", "010190"), ("010129", "HS1992", "010119"), ("010129", "BEC4", "111"),
        ("010129", "SITC4", "00159"),
    }  # fmt: skip
    # what two lines share stands once
    assert len(rows) == 9
