"""Area codes of UN Comtrade, which are those of the UN Statistics Division but for some.

France, India, Norway, Switzerland and the United States have codes of their own, because their
customs territory is wider than the country. What is no country keeps Comtrade's ISO-like code. A
state that ceased to be and shares the ISO code of its successor is `DEU-280`, so that the two are
never added up.
"""

import re
from functools import cache

OWN = "M49-"
WORLD = "W00"
_OWN = {
    0: "W00", 251: "FRA", 381: "ITA", 579: "NOR", 699: "IND", 757: "CHE", 842: "USA",
    472: "_AC", 899: "_X", 80: "ATB", 837: "X1", 838: "X2", 839: "XX", 471: "R91", 129: "A49",
    830: "_CI", 221: "E29", 697: "R20", 412: "_KS", 473: "A79-473", 636: "A79", 488: "_MI",
    536: "NTZ", 637: "A59", 290: "F49", 527: "O19", 577: "F19", 490: "S19", 568: "E19",
    849: "PUS", 872: "_WI", 879: "F97", 975: "R4", 97: "EUR",
    200: "CSK", 278: "DDR", 866: "VDR", 720: "YMD", 582: "PCI", 592: "PCZ", 530: "ANT",
    532: "ANT-532", 459: "_PM", 717: "_RN", 647: "_RI", 461: "_SH", 457: "_SK", 891: "SCG",
    698: "_SM", 711: "ZA1", 835: "_TK", 810: "SUN", 890: "YUG", 836: "_ZP",
    58: "BEL-58", 230: "ETH-230", 280: "DEU-280", 588: "PAK-588", 590: "PAN-590", 658: "KNA-658",
    736: "SDN-736", 841: "USA-841", 868: "VNM-868", 886: "YEM-886",
}  # fmt: skip
_UNITS = {
    "": "", "-1": "", "1": "",
    "2": "m²", "3": "1000 kWh", "4": "m", "5": "item", "6": "pair", "7": "l",
    "8": "kg", "9": "1000 items", "10": "package", "11": "dozen", "12": "m³", "13": "carat",
    "14": "km", "15": "g", "16": "hive", "17": "1000 m³", "18": "TJ", "19": "barrel",
    "20": "1000 l", "21": "1000 kg", "22": "kWh", "23": "l alcohol 100%", "24": "head",
}  # fmt: skip
_FLOWS = {
    "1": "M", "2": "X", "3": "RX", "4": "RM",
    "M": "M", "X": "X", "RX": "RX", "RM": "RM", "MIP": "MIP", "XIP": "XIP", "MOP": "MOP",
    "XOP": "XOP", "MIF": "MIF", "XIF": "XIF", "DX": "DX", "FM": "FM",
}  # fmt: skip


@cache
def area_code(code: str) -> str | None:
    """Give the area of a numeric code, or none for a code that the list does not have."""
    text = code.strip().removesuffix(".0")
    if not text.isdecimal() or len(text) > 4:
        return None
    number = int(text)
    return _OWN.get(number) or _iso().get(number)


def area_or_own(code: str) -> str | None:
    """Give the area of a numeric code; one that the list does not have is kept as `M49-999`."""
    text = code.strip().removesuffix(".0")
    known = area_code(text)
    return known or (f"{OWN}{int(text)}" if re.fullmatch(r"\d{1,4}", text) else None)


def numeric(area: str) -> str | None:
    """Give the code under which Comtrade keeps an area."""
    own = {name: number for number, name in _OWN.items()}
    iso = {name: number for number, name in _iso().items()}
    found = own.get(area, iso.get(area))
    return None if found is None else str(found)


def unit(code: str) -> str | None:
    """Name the unit of a code; none for a code that the list does not have, empty for no unit."""
    text = code.strip().removesuffix(".0")
    other = f"unit {text}" if text.isdecimal() and 24 < int(text) < 100 else None
    return _UNITS.get(text, other)


def is_unit(name: str) -> bool:
    """Tell whether a short name is of a unit of the list."""
    return name in set(_UNITS.values())


def flow(code: str) -> str | None:
    """Give the flow of a code of the new or of the legacy service."""
    return _FLOWS.get(code.strip())


@cache
def _iso() -> dict[int, str]:
    import pycountry  # noqa: PLC0415  - reads its tables from disk; many commands need no area

    return {int(country.numeric): country.alpha_3 for country in pycountry.countries}
