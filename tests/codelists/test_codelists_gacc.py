import csv
from pathlib import Path

import pytest

from yalu.codelists import gacc

NAMES = Path(gacc.__file__).with_name("gacc_names.csv")


@pytest.mark.parametrize(
    ("name", "area"),
    [
        # the bulletin in Chinese, of these years and of earlier ones
        ("朝鲜", "PRK"), ("韩国", "KOR"), ("俄罗斯", "RUS"), ("俄罗斯联邦", "RUS"),
        ("　　刚果（金）", "COD"), ("刚果(布)", "COG"), ("中国香港", "HKG"), ("捷克共和国", "CZE"),
        ("波黑", "BIH"), ("尼泊尔联邦民主共和国", "NPL"), ("亚洲其他国家（地区）", "GACC-199"),
        ("国家（地区）不明", "_X"), ("总值", "W00"),
        # and in English
        ("Korea,DPR", "PRK"), ("Korea, DPR", "PRK"), ("Korea Rep.", "KOR"), ("Korea, Rep.", "KOR"),
        ("Democratic People’s Republic of Korea", "PRK"), ("Hong Kong,China", "HKG"),
        ("Taiwan,China", "TWN"), ("Macau", "MAC"), ("Laos,PDR", "LAO"), ("Turkey", "TUR"),
        ("Türkiye", "TUR"), ("Côte d'Ivoire", "CIV"), ("Congo,DR", "COD"), ("Congo", "COG"),
        ("Slovak Rep", "SVK"), ("Canary Is", "GACC-207"), ("Oth. Asia nes", "GACC-199"),
        ("Countries(reg.) unknown", "_X"), ("Viet Nam", "VNM"), ("Brunei", "BRN"),
    ],
)  # fmt: skip
def test_a_partner_is_found_by_each_of_its_names(name: str, area: str) -> None:
    assert gacc.named(name) == area
    assert not gacc.is_group(name)


def test_no_name_is_of_two_partners() -> None:
    with NAMES.open(encoding="utf-8", newline="") as file:
        rows = [(row["area"], row["name"]) for row in csv.DictReader(file)]
    rows += [(area, name) for _, area, name in gacc._rows()]
    areas: dict[str, set[str]] = {}
    for area, name in rows:
        areas.setdefault(gacc._folded(name), set()).add(area)
    assert {name: found for name, found in areas.items() if len(found) > 1} == {}


@pytest.mark.parametrize(
    "name",
    ["亚洲", "东南亚国家联盟", "欧洲联盟", "欧盟（27国）", "亚太经济合作组织", "北美洲",
     "区域全面经济伙伴关系协定（RCEP）成员国", "共建“一带一路”国家和地区", "Asia",
     "Association of Southeast Asian Nations", "European Union", "Latin America"],
)  # fmt: skip
def test_a_row_that_adds_up_others_is_a_group(name: str) -> None:
    assert gacc.is_group(name)


@pytest.mark.parametrize(
    ("printed", "unit", "kg"),
    [
        ("千克", "kg", "1"), ("克", "g", "0.001"), ("克拉", "carat", "0.0002"), ("吨", "t", "1000"),
        ("公担", "100 kg", "100"), ("磅", "pound", "0.45359237"), ("Kilogram", "kg", "1"),
        ("千支", "1000 sticks", None), ("百片", "100 slices", None), ("万双", "10,000 pairs", None),
        ("万千瓦时", "10,000 kWh", None), ("In Thousands", "1000 items", None),
        ("In Hundreds", "100 items", None), ("Million Bq", "MBq", None), ("千瓦", "kW", None),
    ],
)  # fmt: skip
def test_a_unit_has_a_short_name_and_a_mass_its_kilograms(
    printed: str, unit: str, kg: str | None
) -> None:
    assert gacc.unit(printed) == unit
    assert gacc.is_unit(unit)
    assert gacc.MASS_IN_KG.get(unit) == kg


def test_a_unit_of_no_list_is_kept_and_told() -> None:
    assert gacc.unit("平方厘") == "平方厘"
    assert not gacc.is_unit("平方厘")
