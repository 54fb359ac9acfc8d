"""Economies by ISO 3166-1 alpha-3 code, with the short English names that a sentence uses."""

from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from yalu.model.errors import AreaNotFoundError

# The English short names of ISO are made for lists ("Korea, Republic of"); these read in prose.
_IN_PROSE = {
    "PRK": "North Korea",
    "KOR": "South Korea",
    "RUS": "Russia",
    "IRN": "Iran",
    "SYR": "Syria",
    "VEN": "Venezuela",
    "VNM": "Vietnam",
    "USA": "the United States",
    "GBR": "the United Kingdom",
    "ARE": "the United Arab Emirates",
    "HKG": "Hong Kong",
    "TWN": "Taiwan",
    "TUR": "Türkiye",
}
# Codes beyond ISO that act as jurisdictions: the Council by its resolutions, the Union.
_BEYOND_ISO = {"UN": "the United Nations", "EUR": "the European Union"}
_ALSO = {
    "dprk": "PRK",
    "democratic people's republic of korea": "PRK",
    "republic of korea": "KOR",
    "us": "USA",
    "usa": "USA",
    "united states": "USA",
    "uk": "GBR",
    "united kingdom": "GBR",
    "eu": "EUR",
    "european union": "EUR",
    "un": "UN",
    "united nations": "UN",
}


@dataclass(frozen=True, kw_only=True)
class Area:
    """An economy or a jurisdiction: its code and the name that a sentence uses."""

    code: str
    name: str

    @property
    def possessive(self) -> str:
        return f"{self.name}'" if self.name.endswith("s") else f"{self.name}'s"


def area(asked: str) -> Area:
    """Find an area by its code or an English name; refuse what is not in the list."""
    if asked.upper() in _BEYOND_ISO:
        return Area(code=asked.upper(), name=_BEYOND_ISO[asked.upper()])
    names = _by_name()
    code = names.get(asked.casefold().strip())
    if code is None:
        close = get_close_matches(asked.casefold(), names, n=3)
        raise AreaNotFoundError(asked, tuple(dict.fromkeys(names[name] for name in close)))
    return Area(code=code, name=_IN_PROSE.get(code) or _BEYOND_ISO.get(code) or _iso_name(code))


def is_area(asked: str) -> bool:
    """Tell whether a code or a name is of an area; `other Asia` and its like are none."""
    return asked.upper() in _BEYOND_ISO or asked.casefold().strip() in _by_name()


@cache
def _by_name() -> dict[str, str]:
    import pycountry  # noqa: PLC0415  - reads its tables from disk; many commands need no area

    names = dict(_ALSO)
    for country in pycountry.countries:
        names[country.alpha_3.casefold()] = country.alpha_3
        names[country.alpha_2.casefold()] = country.alpha_3
        names[country.name.casefold()] = country.alpha_3
        if hasattr(country, "common_name"):
            names[country.common_name.casefold()] = country.alpha_3
    in_prose = _IN_PROSE | _BEYOND_ISO
    names.update({name.casefold(): code for code, name in in_prose.items()})
    return names


def _iso_name(code: str) -> str:
    import pycountry  # noqa: PLC0415  - see above

    country = pycountry.countries.get(alpha_3=code)
    return str(getattr(country, "common_name", country.name))
