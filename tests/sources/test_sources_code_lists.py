from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from yalu.codelists import comtrade, gacc, hs
from yalu.codelists.hs import Link, Relationship, chained, convert
from yalu.model.errors import AreaNotFoundError, UnreadableFileError

Read = Callable[..., list[dict[str, Any]]]
LINKS = (
    Link(source="010121", target="010121"),
    Link(source="030614", target="030614"),
    Link(source="030614", target="030624"),
    Link(source="240411", target="240399"),
    Link(source="240412", target="240399"),
    Link(source="240413", target="240319"),
    Link(source="240413", target="240399"),
)


@pytest.mark.parametrize(
    ("code", "targets", "relationship"),
    [
        ("010121", ("010121",), Relationship.ONE_TO_ONE),
        ("030614", ("030614", "030624"), Relationship.ONE_TO_MANY),
        ("240411", ("240399",), Relationship.MANY_TO_ONE),
        ("240413", ("240319", "240399"), Relationship.MANY_TO_MANY),
        ("2404", ("240319", "240399"), Relationship.ONE_TO_MANY),
    ],
)
def test_a_code_is_converted_with_how_the_two_meet(
    code: str, targets: tuple[str, ...], relationship: Relationship
) -> None:
    found = convert(code, edition="HS2022", into="HS2017", links=LINKS)
    assert found is not None
    assert (found.targets, found.relationship) == (targets, relationship)


def test_a_code_that_the_table_does_not_have_is_not_converted() -> None:
    assert convert("999999", edition="HS2022", into="HS2017", links=LINKS) is None


def test_two_tables_are_joined_through_the_edition_that_they_share() -> None:
    older = (Link(source="010121", target="010111"), Link(source="030624", target="030620"))
    assert chained(LINKS, older) == (
        Link(source="010121", target="010111"),
        Link(source="030614", target="030620"),
    )


@pytest.mark.parametrize("relationship", Relationship)
def test_a_relation_read_both_ways_is_itself(relationship: Relationship) -> None:
    assert relationship.reversed.reversed is relationship


def test_an_edition_holds_from_january_of_its_year() -> None:
    assert [hs.edition_of(year) for year in (1988, 2016, 2017, 2021, 2022)] == [
        "HS1992", "HS2012", "HS2017", "HS2017", "HS2022",
    ]  # fmt: skip


def test_the_two_koreas_have_the_codes_of_each_list() -> None:
    assert (gacc.partner("109"), gacc.partner("133")) == ("PRK", "KOR")
    assert (comtrade.area_code("408"), comtrade.area_code("410")) == ("PRK", "KOR")
    assert (gacc.named("朝鲜"), gacc.named("韩国")) == ("PRK", "KOR")


def test_a_code_that_no_list_has_is_not_guessed() -> None:
    assert comtrade.area_code("9999") is None
    assert comtrade.area_or_own("9999") == "M49-9999"
    assert comtrade.area_or_own("China") is None
    assert gacc.partner("998", "什么") == "GACC-998"
    with pytest.raises(AreaNotFoundError):
        gacc.partner("98", "什么")


def test_a_code_of_no_list_is_told_from_those_of_the_list() -> None:
    # 210 is Ceuta in the customs' list of 2018; no list has 998
    areas = ["PRK", "GACC-210", "GACC-亚洲", "GACC-998", "GACC-亚特兰蒂斯"]
    assert [gacc.is_listed(area) for area in areas] == [True, True, True, False, False]


def test_every_partner_of_china_has_a_code_of_its_own() -> None:
    areas = [area for _, area, _ in gacc._rows()]
    assert len(areas) == len(set(areas)) == 241


def test_a_tree_gives_codes_with_their_parents(rows_of: Read, specimens: Path) -> None:
    rows = rows_of(specimens / "tree_HS2017.json")
    coal = next(row for row in rows if row["code"] == "2701")
    assert (coal["edition"], coal["parent"], coal["label"]) == ("HS2017", "27", "Coal")


def test_a_table_of_provinces_is_read(rows_of: Read, specimens: Path) -> None:
    rows = rows_of(specimens / "provinces.csv")
    assert [(r["scheme"], r["code"], r["label_zh"]) for r in rows] == [
        ("GACC province", "21", "辽宁省"),
        ("GACC province", "22", "吉林省"),
    ]


def test_the_long_table_gets_its_zeros_back(rows_of: Read, tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text(
        "code.after,code.before,Relationship,adjustment\n10111,10121,1:1,2022 to 2017\n"
    )
    (row,) = rows_of(path)
    assert (row["from_code"], row["to_code"], row["to_edition"]) == ("010111", "010121", "HS2017")


def test_a_relation_that_is_none_is_refused_with_its_line(rows_of: Read, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("HS 2022,HS 2017,Relationship\n010121,010121,1:1\n010129,010129,2:3\n")
    with pytest.raises(UnreadableFileError, match=r"line 3 .*'2:3' is no relationship"):
        rows_of(path)
