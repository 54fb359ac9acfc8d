"""The words for trade, and the compounds that hold one and are none."""

import re
from collections.abc import Mapping
from functools import cache

from yalu.claims.lexicon import either, plain, words


def without_compounds(text: str) -> str:
    """Blank out compounds that hold a word for trade and are none: trade war, import permit."""
    return _compounds().sub(lambda match: "\x00" * len(match[0]), text)


@cache
def trade_kinds() -> Mapping[str, tuple[str, bool]]:
    """Give the kind of each word, and whether it is a verb."""
    return {
        plain(word): (kind, form == "verb")
        for kind, forms in words("flows").items()
        if isinstance(forms, dict)
        for form, listed in forms.items()
        for word in listed
    }


@cache
def trade_words() -> re.Pattern[str]:
    """Match any word for trade."""
    return re.compile(rf"(?<![\w]){either(trade_kinds())}(?![\w])", re.IGNORECASE)


@cache
def _compounds() -> re.Pattern[str]:
    # "total imports" is about imports; "total" alone is a sum.
    return re.compile(
        rf"(?<!\w)(?:{either(words('flows')['not_trade'])}"
        r"|(?:the\s+)?total(?=\s+(?:[\w'-]+\s+){0,2}?(?:imports?|exports?|trade|shipments|purchases|sales|value|volume|"
        r"commerce|number|of\s+\d|ban|embargo|population|area))|trade(?=\s+(?:surplus|deficit|balance|gap)))(?!\w)",
        re.IGNORECASE,
    )


def kind_of_word(match: re.Match[str]) -> str:
    """Name the kind of a word for trade: buy, sell, total, balance and the like."""
    return trade_kinds()[plain(match[0])][0]


@cache
def turned() -> re.Pattern[str]:
    """Match the words for the other direction."""
    listed = either(words("flows")["reversed"])
    return re.compile(rf"(?<!\w)(?:in\s+)?{listed}(?!\w)", re.IGNORECASE)
