"""How China's customs name partners, units and currencies.

Codes are those of the customs' own list of 2018. A code for what ISO 3166-1 does not know (Ceuta,
"other Asia") is kept as `GACC-210`: it is never added to a country. So is a code or a name that is
newer than the list, `GACC-999`: who it is is never guessed.
"""

import csv
import re
import unicodedata
from functools import cache
from pathlib import Path

from yalu.codelists.areas import area
from yalu.model.errors import AreaNotFoundError

_PARTNERS = Path(__file__).with_name("gacc_partners.csv")
OWN = "GACC-"
WORLD = "W00"
UNKNOWN = "_X"
# Other names of partners than those of the list of 2018, each with the list that it is in: those of
# UN Comtrade, of BACI, of the customs of America and Japan. `usage` are names in no such list, by
# which the bulletin and the English site call partners in other years.
_NAMES = Path(__file__).with_name("gacc_names.csv")
# Rows of the bulletin that add up others: continents, unions, agreements.
_GROUPS_ZH = (
    "亚洲",
    "非洲",
    "欧洲",
    "拉丁美洲",
    "北美洲",
    "大洋洲",
    "东盟",
    "欧盟",
    "独联体",
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
_GROUPS_BEGIN = ("association", "european union", "asia-pacific", "regional comprehensive", "belt")
# How the English site shortens unions.
_GROUPS_SHORT = frozenset({"asean", "eu", "apec", "rcep", "bri", "cis", "brics"})
# The customs' units of measure, by their Chinese names and those of the English site.
_UNITS = {
    "千克": "kg", "公斤": "kg", "kilogram": "kg", "克": "g", "gram": "g", "毫克": "mg",
    "milligram": "mg", "克拉": "carat", "carat": "carat", "公担": "100 kg",
    "吨": "t", "ton": "t", "metric ton": "t", "tonne": "t",
    "长吨": "long ton", "短吨": "short ton", "磅": "pound", "pound": "pound",
    "盎司": "ounce", "ounce": "ounce", "担": "picul", "斤": "catty", "两": "tael",
    "米": "m", "metre": "m", "meter": "m", "千米": "km", "kilometre": "km",
    "平方米": "m²", "square metre": "m²", "立方米": "m³", "cubic metre": "m³",
    "码": "yard", "英尺": "foot", "英寸": "inch", "平方英尺": "square foot",
    "平方码": "square yard", "立方英尺": "cubic foot",
    "升": "l", "litre": "l", "liter": "l", "千升": "1000 l", "kilolitre": "1000 l",
    "毫升": "ml", "millilitre": "ml", "英加仑": "imperial gallon", "美加仑": "gallon",
    "千瓦时": "kWh", "kilowatt hour": "kWh", "千千瓦时": "1000 kWh",
    "千瓦": "kW", "kilowatt": "kW", "千伏安": "kVA", "kilovolt-ampere": "kVA",
    "百万贝可": "MBq", "million bq": "MBq", "英制马力": "hp", "公制马力": "metric hp",
    "个": "item", "number of item": "item", "number of items": "item", "item": "item",
    "in tens": "10 items", "in hundreds": "100 items", "in thousands": "1000 items",
    "in ten thousands": "10,000 items", "in millions": "1,000,000 items",
    "双": "pair", "对": "pair", "pair": "pair", "打": "dozen", "dozen": "dozen",
    "台": "set", "套": "set", "副": "set", "set": "set", "组": "group", "座": "seat",
    "辆": "vehicle", "艘": "vessel", "架": "aircraft", "部": "unit", "具": "frame",
    "件": "piece", "piece": "piece", "只": "head", "头": "head", "head": "head", "匹": "head",
    "条": "strip", "张": "sheet", "sheet": "sheet", "支": "stick", "枝": "stem", "根": "rod",
    "株": "plant", "棵": "plant", "把": "handful", "块": "block", "卷": "roll", "roll": "roll",
    "盘": "disc", "粒": "grain", "片": "slice", "幅": "width", "发": "round", "刀": "quire",
    "令": "ream", "疋": "bolt", "扇": "panel", "份": "part", "册": "volume", "本": "volume",
    "枚": "piece", "筒": "tube", "盆": "pot", "井": "well", "箱": "case", "盒": "carton",
    "合": "carton", "罐": "can", "桶": "drum", "瓶": "bottle", "袋": "bag", "包": "package",
    "筐": "basket", "箩": "gross", "罗": "gross", "捆": "bundle", "扎": "bundle", "批": "lot",
}  # fmt: skip
# A unit may be so many of another: 千支 are 1000 sticks, 万双 are 10,000 pairs.
_MULTIPLES = {"百万": "1,000,000", "百": "100", "千": "1000", "万": "10,000", "亿": "100,000,000"}
MASS_IN_KG = {"kg": "1", "g": "0.001", "mg": "0.000001", "carat": "0.0002", "t": "1000",
              "100 kg": "100", "pound": "0.45359237"}  # fmt: skip
_CODE = re.compile(r"\d{3}")
# How English names are shortened, and the words that tell no two of them apart.
_SHORT = {
    "rep": "republic", "dem": "democratic", "fed": "federation", "federated": "federation",
    "is": "islands", "isl": "islands", "isds": "islands", "island": "islands", "st": "saint",
    "terr": "territory", "br": "british", "fr": "french", "dpr": "democratic peoples republic",
    "pdr": "peoples democratic republic", "dr": "democratic republic",
    "people": "peoples", "n": "north", "s": "south", "afr": "african",
}  # fmt: skip
_SMALL = frozenset({"of", "the", "and"})
# Characters that names of partners are also written with, and those of the list.
_WRITTEN = str.maketrans(
    "鮮韓國羅聯邦蘇臺灣門馬來賓緬爾達蘭亞歐剛賽內紐烏義澤尼維荷屬聖島東帝紋孟萊寮巴紮傑諾撒樂貝寧盧",
    "鲜韩国罗联邦苏台湾门马来宾缅尔达兰亚欧刚赛内纽乌义泽尼维荷属圣岛东帝纹孟莱寮巴扎杰诺撒乐贝宁卢",
)
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
    found = _by_name().get(_folded(name))
    if found is None and _is_latin(name):
        return _by_words().get(_words(name)) or area(name.strip(" *")).code
    if found is None:
        raise AreaNotFoundError(name.strip())
    return found


def is_group(name: str) -> bool:
    """Tell whether a row of the bulletin adds up others; a country is never a group.

    `总值`, the total, is the world and not a group.
    """
    text = name.strip(" \u3000*")
    if _folded(text) in _by_name():
        return False
    folded = text.casefold()
    if text.isascii():
        return (
            folded in _GROUPS_SHORT
            or folded.startswith(_GROUPS_BEGIN)
            or any(folded == group or (len(group) > 14 and group in folded) for group in _GROUPS_EN)
        )
    return any(text == group or text.endswith(group) or group in text for group in _GROUPS_ZH)


def unit(text: str) -> str | None:
    """Give the short name of a unit; none for the signs that say there is no unit."""
    folded = text.strip()
    if folded in NO_UNIT:
        return None
    return _UNITS.get(folded.casefold()) or _multiple(folded) or folded


def _multiple(text: str) -> str:
    for sign, number in _MULTIPLES.items():
        of = _UNITS.get(text.removeprefix(sign), "") if text.startswith(sign) else ""
        if of:
            return f"{number} {of}s" if of.islower() and len(of) > 2 else f"{number} {of}"
    return ""


def is_unit(name: str) -> bool:
    """Tell whether a short name is of a unit of the list; others are kept as they came."""
    return not name or name in _known_units()


@cache
def _known_units() -> frozenset[str]:
    composed = {_multiple(sign + text) for sign in _MULTIPLES for text in _UNITS}
    return frozenset(composed | set(_UNITS.values()))


@cache
def _rows() -> tuple[tuple[str, str, str], ...]:
    with _PARTNERS.open(encoding="utf-8", newline="") as file:
        return tuple((row["code"], row["area"], row["name_zh"]) for row in csv.DictReader(file))


@cache
def _by_code() -> dict[str, str]:
    return {code: area_ for code, area_, _ in _rows()}


@cache
def _listed() -> tuple[tuple[str, str], ...]:
    with _NAMES.open(encoding="utf-8", newline="") as file:
        return tuple((row["name"], row["area"]) for row in csv.DictReader(file))


@cache
def _by_name() -> dict[str, str]:
    names = {_folded(name): area_ for _, area_, name in _rows()}
    return names | {_folded(name): area_ for name, area_ in _listed()}


@cache
def _by_words() -> dict[frozenset[str], str]:
    """Give areas by the words of their English names, in whatever order and however shortened.

    Words that two areas share are the name of neither.
    """
    import pycountry  # noqa: PLC0415  - reads its tables from disk; most names need it not

    names = [(name, own) for name, own in _listed() if _is_latin(name)]
    for country in pycountry.countries:
        fields = (getattr(country, field, "") for field in ("name", "official_name", "common_name"))
        names += [(name, country.alpha_3) for name in fields if name]
    found: dict[frozenset[str], set[str]] = {}
    for name, own in names:
        found.setdefault(_words(name), set()).add(own)
    return {words: areas.pop() for words, areas in found.items() if len(areas) == 1}


def _words(name: str) -> frozenset[str]:
    """Give the words that tell a name from others: Korea, DPR of = Democratic … Korea."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    plain = re.sub(r"['’.]", "", plain.casefold()).replace("&", " and ")
    words = (_SHORT.get(word, word) for word in re.findall(r"[^\W_]+", plain))
    return frozenset(" ".join(words).split()) - _SMALL


def _folded(name: str) -> str:
    """Fold a name: accents, blanks, points, brackets and the way of writing do not count."""
    plain = unicodedata.normalize("NFKD", name).casefold().replace("&", "and").translate(_WRITTEN)
    return "".join(letter for letter in plain if letter.isalnum())


def _is_latin(name: str) -> bool:
    return all(ord(letter) < 0x250 or letter == "’" for letter in name)
