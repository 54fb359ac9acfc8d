"""Goods that no list names, known by what is told of them: `40 tonnes of slag`."""

import re
from collections.abc import Iterator
from functools import cache

from yalu.claims.lexicon import either, plain, words

_PLACES = r"(?:(?:the|North|South)\s+)?(?:[A-Z][\w.]+(?:'s)?\s+){0,2}"
_UNITS = r"(?:tonnes|tons|barrels|litres|liters|kilograms|kg|pieces|pairs|units|worth)"
_TRADED = r"(?:bought|sold|shipped|sent|imported|exported|delivered|supplied|purchased)"


def unlisted(text: str) -> Iterator[tuple[int, int, str]]:
    """Give the place and name of goods of which an amount, a count or a worth is told."""
    for match in _told().finditer(text):
        group = next(one for one in ("weighed", "counted", "valued") if match[one])
        name = plain(match[group])
        if not no_goods(name) and not (group == "counted" and not name.endswith("s")):
            yield match.start(group), match.end(group), name


def no_goods(name: str) -> bool:
    """Tell words that name no goods: `the year`, `those eight months`, `its total imports`."""
    return bool(_no_goods().search(name))


def is_figurative(word: str, after: str) -> bool:
    """Tell a `blanket ban` and the like from goods."""
    listed = words("nouns")
    if word not in listed["figurative"]:
        return False
    return bool(re.match(rf"\s+{either(listed['after_figurative'])}\b", after))


@cache
def _told() -> re.Pattern[str]:
    more = rf"(?:\s+(?!{either(words('nouns')['ends'])}\b)[a-z][a-z-]+){{0,2}}"
    noun = rf"[a-z][a-z-]{{2,}}{more}"
    count = (
        r"(?:(?:about|some|nearly|just|over|around|another|more\s+than)\s+)?"
        rf"(?:\d[\d.,]*|{either(words('numbers')['words'])})\s+(?:(?:million|thousand|billion)\s+)?"
    )
    return re.compile(
        rf"(?<!\w){_UNITS}\s+of\s+{_PLACES}(?P<weighed>{noun})(?=\s|[.,;:)]|$)"
        rf"|(?<!\w){_TRADED}\s+{_PLACES}{count}(?P<counted>{noun})(?=\s|[.,;:)]|$)"
        rf"|(?:^|[.;:]\s+)(?P<valued>[A-Za-z][a-z-]{{2,}}{more})"
        r"(?=\s+(?:worth|valued\s+at)\s+[$€£¥\d])"
    )


@cache
def _no_goods() -> re.Pattern[str]:
    flows, nouns = words("flows"), words("nouns")
    trade = [word for kind in ("buy", "sell", "total") for word in flows[kind]["noun"]]
    last = either([*flows["all_goods"], *trade, *nouns["last"]])
    return re.compile(rf"^(?:{either(nouns['first'])})\b|\b(?:{last})$", re.IGNORECASE)
