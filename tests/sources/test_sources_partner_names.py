"""Partners by their names, in whatever order, shortened and spelt: one state, or nobody's."""

import csv
from pathlib import Path

import pytest

from yalu.codelists import gacc
from yalu.sources.bulletin_rows import partner_area, partner_name

NAMES = {
    "PRK": ["Korea, DPR", "DPR of Korea", "D.P.R. Korea", "Korea, Dem. People's Rep.",
            "Korea (North)", "Democratic People’s Republic of Korea", "Dem People's Rep of Korea",
            "朝鲜", "朝 鲜", "朝鮮", "北朝鲜"],
    "KOR": ["R. O. Korea", "Korea, Rep. of", "Republic of Korea", "韩国", "韓國"],
    "IRN": ["Iran, Islamic Rep.", "Iran (Islamic Rep. of)", "伊朗"],
    "RUS": ["Russian Fed.", "Russia", "俄罗斯", "俄罗斯联邦", "俄羅斯"],
    "COD": ["Congo, Dem. Rep. of the", "Dem. Rep. of the Congo"],
    "COG": ["Congo, Rep. of", "Republic of the Congo"],
    "DEU": ["其中：德国", "of which: Germany"],
    "SLB": ["Solomon Isds"],
    "USA": ["United States (US)", "美国"],
    "TWN": ["Taiwan, China", "中国台湾", "台澎金马关税区"],
}  # fmt: skip
LISTS = {
    "UN Comtrade partners": ("comtrade-api/ref_partner.csv", "PartnerDesc"),
    "CEPII BACI countries": ("baci/country_codes.csv", "country_name_full"),
    "US Census countries": ("national-codes/us_census_country_codes.csv", "Country"),
    "Japan customs countries": ("national-codes/japan_customs_countries.csv", "Country"),
}


@pytest.mark.parametrize(("area", "name"), [(a, n) for a, names in NAMES.items() for n in names])
def test_a_state_is_known_by_each_way_of_writing_its_name(area: str, name: str) -> None:
    assert partner_area(partner_name(name)) == (area, False)


@pytest.mark.parametrize("name", ["Korea", "United", "Virgin Islands", "Atlantis", "亚特兰蒂斯"])
def test_a_name_that_two_states_or_none_bear_is_nobodys(name: str) -> None:
    assert partner_area(partner_name(name)) == (f"GACC-{name}", True)


@pytest.mark.parametrize(
    "name", ["Asia:", "ASEAN", "EU", "APEC", "RCEP", "European Union:", "东盟", "欧洲联盟"]
)
def test_a_union_or_a_continent_is_no_state(name: str) -> None:
    assert partner_area(partner_name(name)) == (f"GACC-{name.rstrip(':')}", True)


@pytest.mark.parametrize("listed", LISTS)
def test_a_name_is_in_the_list_that_it_is_said_to_be_from(listed: str, shared: Path) -> None:
    file, column = LISTS[listed]
    with (shared / "data" / "trade" / file).open(encoding="utf-8-sig", newline="") as rows:
        names = {
            gacc._folded(row.get(field) or "")
            for row in csv.DictReader(rows)
            for field in (column, column.replace("full", "abbreviation"))
        }
    with gacc._NAMES.open(encoding="utf-8", newline="") as rows:
        said = [row["name"] for row in csv.DictReader(rows) if row["source"] == listed]
    assert said
    assert [name for name in said if gacc._folded(name) not in names] == []
