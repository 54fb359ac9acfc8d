"""How China's customs name partners, units and currencies.

Codes are those of the customs' own list of 2018. A code for what ISO 3166-1 does not know (Ceuta,
"other Asia") is kept as `GACC-210`: it is never added to a country. So is a code or a name that is
newer than the list, `GACC-999`: who it is is never guessed.
"""

import csv
import re
from functools import cache
from pathlib import Path

from yalu.codelists.areas import area
from yalu.model.errors import AreaNotFoundError

_PARTNERS = Path(__file__).with_name("gacc_partners.csv")
OWN = "GACC-"
WORLD = "W00"
UNKNOWN = "_X"
# The bulletin and the newer lists name some partners otherwise than the list of 2018.
_ALSO = {
    "俄罗斯": "RUS",
    "中国香港": "HKG",
    "中国澳门": "MAC",
    "中国台湾": "TWN",
    "台湾": "TWN",
    "总值": WORLD,
    "国家（地区）不明": UNKNOWN,
    "国家(地区)不明": UNKNOWN,
    "国(地)别不详": UNKNOWN,
    "玻利维亚": "BOL",
    "北马其顿": "MKD",
    "马其顿": "MKD",
    "尼泊尔": "NPL",
    "南苏丹": "SSD",
    "波斯尼亚和黑塞哥维那": "BIH",
    "刚果民主共和国": "COD",
    "刚果（金）": "COD",
    "刚果（布）": "COG",
    "中非共和国": "CAF",
    "吉尔吉斯": "KGZ",
    "圣基茨和尼维斯": "KNA",
    "多米尼加": "DOM",
    "库拉索": "CUW",
    "库腊索": "CUW",
    "斯威士兰": "SWZ",
    "密克罗尼西亚": "FSM",
    "梵蒂冈": "VAT",
    "瓦利斯和富图纳": "WLF",
    "伊朗伊斯兰共和国": "IRN",
    "土耳其": "TUR",
    "佛得角": "CPV",
    "新喀里多尼亚": "NCL",
    "阿拉伯联合酋长国": "ARE",
}
_ENGLISH = {
    "total": WORLD,
    "democratic people's republic of korea": "PRK",
    "korea, dpr": "PRK",
    "dprk": "PRK",
    "korea, rep.": "KOR",
    "rep. of korea": "KOR",
    "republic of korea": "KOR",
    "hong kong, china": "HKG",
    "china, hong kong": "HKG",
    "macao, china": "MAC",
    "taiwan, china": "TWN",
    "russian federation": "RUS",
    "countries (regions) unknown": UNKNOWN,
    "country (region) unknown": UNKNOWN,
}
# Rows of the bulletin that add up others: continents, unions, agreements.
_GROUPS_ZH = (
    "亚洲",
    "非洲",
    "欧洲",
    "拉丁美洲",
    "北美洲",
    "大洋洲",
    "联盟",
    "组织",
    "协定",
    "一带一路",
    "成员国",
    "国家和地区",
)
_GROUPS_EN = (
    "asia", "africa", "europe", "latin america", "north america", "oceania",
    "association of southeast asian", "european union", "economic cooperation", "partnership",
    "belt and road",
)  # fmt: skip
_UNITS = {
    "千克": "kg", "kilogram": "kg", "公斤": "kg",
    "克": "g", "gram": "g",
    "克拉": "carat", "carat": "carat",
    "吨": "t", "ton": "t", "metric ton": "t",
    "个": "item", "number of item": "item", "number of items": "item",
    "台": "set", "套": "set", "辆": "vehicle", "艘": "vessel", "架": "aircraft", "座": "seat",
    "件": "piece", "只": "head", "头": "head", "条": "strip", "张": "sheet", "支": "stick",
    "枝": "stem", "根": "rod", "株": "plant", "百枚": "100 pieces", "千支": "1000 sticks",
    "双": "pair", "pair": "pair",
    "米": "m", "metre": "m", "meter": "m", "平方米": "m²", "square metre": "m²",
    "立方米": "m³", "cubic metre": "m³", "千米": "km",
    "升": "l", "litre": "l", "liter": "l", "千升": "1000 l", "kilolitre": "1000 l",
    "千瓦时": "kWh", "千千瓦时": "1000 kWh", "千瓦": "kW",
    "盘": "disc", "副": "set", "块": "block", "卷": "roll",
    "部": "unit", "粒": "grain", "片": "slice",
    "对": "pair", "幅": "width", "组": "group", "百片": "100 slices", "千个": "1000 items",
    "千块": "1000 blocks", "百副": "100 sets", "打": "dozen", "发": "round",
    "millilitre": "ml", "毫升": "ml",
}  # fmt: skip
MASS_IN_KG = {"kg": "1", "g": "0.001", "carat": "0.0002", "t": "1000"}
_CODE = re.compile(r"\d{3}")
NO_UNIT = frozenset({"", "?", "-", "—", "－", "无", "–"})


def partner(code: str, name: str = "") -> str:
    """Give the area of a partner by its three-digit code, or by its name where there is none."""
    if not code:
        return named(name)
    if not _CODE.fullmatch(code.strip()):
        raise AreaNotFoundError(f"{code} {name}".strip())
    return _by_code().get(code.strip()) or f"{OWN}{code.strip()}"


def is_listed(area: str) -> bool:
    """Tell whether an area is of the list, or a group of it; others are kept as they came."""
    own = area.removeprefix(OWN)
    return own == area or own in _by_code() or is_group(own)


def named(name: str) -> str:
    """Give the area of a partner by the name that the bulletin prints, Chinese or English."""
    text = name.strip(" \u3000*").replace("’", "'")
    found = _by_name().get(text) or _ENGLISH.get(text.casefold())
    if found is None and text.isascii():
        return area(text).code
    if found is None:
        raise AreaNotFoundError(text)
    return found


def is_group(name: str) -> bool:
    """Tell whether a row of the bulletin adds up others; a country is never a group.

    `总值`, the total, is the world and not a group.
    """
    text = name.strip(" \u3000*")
    if text in _by_name() or text.casefold() in _ENGLISH:
        return False
    folded = text.casefold()
    if text.isascii():
        return any(folded == group or (len(group) > 14 and group in folded) or folded.startswith(
            ("association", "european union", "asia-pacific", "regional comprehensive", "belt"))
            for group in _GROUPS_EN)  # fmt: skip
    return any(text == group or text.endswith(group) or group in text for group in _GROUPS_ZH)


def unit(text: str) -> str | None:
    """Give the short name of a unit; none for the signs that say there is no unit."""
    folded = text.strip()
    if folded in NO_UNIT:
        return None
    return _UNITS.get(folded) or _UNITS.get(folded.casefold()) or folded


def is_unit(name: str) -> bool:
    """Tell whether a short name is of a unit of the list; others are kept as they came."""
    return not name or name in set(_UNITS.values())


@cache
def _rows() -> tuple[tuple[str, str, str], ...]:
    with _PARTNERS.open(encoding="utf-8", newline="") as file:
        return tuple((row["code"], row["area"], row["name_zh"]) for row in csv.DictReader(file))


@cache
def _by_code() -> dict[str, str]:
    return {code: area_ for code, area_, _ in _rows()}


@cache
def _by_name() -> dict[str, str]:
    return {**{name: area_ for _, area_, name in _rows()}, **_ALSO}
