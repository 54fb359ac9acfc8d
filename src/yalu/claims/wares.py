"""Which goods a trade word is of: `coal imports`, `imports of coal and iron ore`."""

import re
from collections.abc import Sequence

from yalu.claims.claim import ALL_GOODS
from yalu.claims.mentions import Goods
from yalu.claims.unlisted import no_goods


def goods_of_trade(
    match: re.Match[str], goods: Sequence[Goods], *, spoken_of: str, span: tuple[int, int]
) -> str:
    """Name the goods of a trade word: `coal imports`, `imports of coal and iron ore`."""
    text = match.string
    before = [
        one
        for one in goods
        if span[0] <= one.start < match.start() and not text[one.end : match.start()].strip(" -")
    ]
    if before:
        return joined(text, before[-1], goods, back=True)
    after = re.compile(r"\s+(?:of|in)\s+(?:[\w'-]+\s+){0,4}?$|\s+(?:[\w'-]+\s+){0,2}?$")
    limit = r"[.;:,]|\b(?:to|from|worth|was|were|in|by)\b"
    for one in goods:
        if not match.end() <= one.start < span[1]:
            continue
        between = text[match.end() : one.start]
        if after.match(between) and not re.search(limit, between.replace(" of ", " ")):
            return joined(text, one, goods)
        break
    if spoken_of and _AGAIN.search(text[: match.start()]):
        return spoken_of
    return _unlisted(text, match)


# "Those purchases", "such sales" are of the goods spoken of.
_AGAIN = re.compile(r"\b(?:those|these|such|this|that)\s+$", re.IGNORECASE)


def _unlisted(text: str, match: re.Match[str]) -> str:
    """Name goods that the lexicon lacks: `exports of umbrellas to` is not about all goods."""
    found = re.match(
        r"\s+of\s+(?:(?:North\s+)?[A-Z]\w+(?:'s)?\s+){0,2}(?P<goods>(?:[a-z-]+\s+){0,2}[a-z-]+)"
        r"(?=\s+(?:to|from|into|were|was|came|rose|fell)\b|[.,])",
        text[match.end() :],
    )
    return ALL_GOODS if found is None or no_goods(found["goods"]) else found["goods"]


def joined(text: str, first: Goods, goods: Sequence[Goods], *, back: bool = False) -> str:
    """Join goods that stand in one list: iron, lead and seafood."""
    names, edge = [first.name], first
    ordered = [one for one in goods if (one.end <= first.start if back else one.start >= first.end)]
    for one in reversed(ordered) if back else ordered:
        between = text[one.end : edge.start] if back else text[edge.end : one.start]
        if not re.fullmatch(
            r"\s*(?:,|,?\s*and|,?\s*or|&|/|,?\s*as well as|ore and)\s*(?:its\s+)?", between
        ):
            break
        names.insert(0, one.name) if back else names.append(one.name)
        edge = one
    return "; ".join(dict.fromkeys(names))


def listed_goods(text: str, goods: Sequence[Goods]) -> tuple[str, ...]:
    """Give the goods of a sentence without repeats, in order."""
    return tuple(dict.fromkeys(one.name for one in goods))
