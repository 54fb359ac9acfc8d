"""Whose trade a trade word tells of: who stands before it as its owner, and whom it names after."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from yalu.claims.lexicon import plain
from yalu.claims.mentions import THE_OTHER, Named
from yalu.claims.tradewords import trade_kinds

if TYPE_CHECKING:
    from yalu.claims.subjects import Pair


def after_word(
    match: re.Match[str], pair: "Pair", areas: Sequence[Named], last: int, *, mine: str
) -> tuple[str, str, str]:
    """Read the seller, the buyer and the mate from the words that follow."""
    text = match.string
    seller = buyer = mate = ""
    kind, verb = trade_kinds()[plain(match[0])]
    end = match.end()
    if re.match(r"\s+there\b", text[end:]):
        codes = [pair.names(a.code) for a in areas if a.end <= match.start()]
        place = next((c for c in reversed(codes) if c not in pair and c != "UN"), "")
        return (place, "", "") if kind == "buy" else ("", place, "")
    for area in areas:
        if not end <= area.start < last:
            continue
        between = text[end : area.start]
        if re.search(_ELSEWHERE, between):
            break
        if area.code == "UN":
            continue
        code = pair.names(area.code, mine)
        if area.link in {"to", "into", "towards", "toward"} or (
            area.link == "for" and kind == "goes"
        ):
            buyer = buyer or code
        elif area.link == "from" or (area.link == "of" and area.owns and len(between.split()) <= 3):
            seller = seller or code
        elif area.link in {"with", "and", "between"}:
            mate = mate or code
        elif area.link == "by" and kind == "buy":
            buyer = buyer or code
        elif area.link == "by":
            seller = seller or code
        elif len(between.split()) <= 1 and verb:
            paid = area.owns or kind == "pays" or plain(match[0]) == "left"
            seller, buyer = (code, buyer) if paid else (seller, buyer or code)
        end_of_area = text[area.end : area.end + 40]
        if area.link == "between" and re.match(r"\s+and\b", end_of_area):
            continue
    return seller, buyer, mate


# What follows these is not whom the trade was with: amid pressure from the United States.
_ELSEWHERE = re.compile(
    r"[.;:]\s|\b(?:while|whereas|but|which|after|as|when|amid|amidst|despite|following|under|because"
    r"|due|thanks|owing|said|says|saying|according|showed|pressure|curbs|calls|criticism|demands"
    r"|sanctions|penalties|restrictions)\b"
)


def owner_of(
    match: re.Match[str],
    pair: "Pair",
    areas: Sequence[Named],
    *,
    verb: bool,
    first: int,
    owner: str,
) -> str:
    """Find whose trade it is from the words before: a possessive, an adjective, a subject."""
    text, mine = match.string, ""
    for area in areas:
        if area.end > match.start():
            break
        between = text[area.end : match.start()]
        if area.end < first and not verb:
            continue
        acts = _acts_in(area, between, text) if verb else _reports(area, between)
        if acts or _modifies(area, between, verb=verb):
            mine = _actor(text, area, pair, owner)
    return "" if mine == "UN" else mine


def _modifies(area: Named, between: str, *, verb: bool) -> bool:
    """Tell `North Korea's coal exports`, `Chinese imports`, `Chinese firms bought`."""
    near = len(between.split()) <= (2 if verb else 4) and not re.search(r"[,;:.]|\band\b", between)
    if not near:
        return False
    if area.owns:
        return area.link not in {"from", "to"}
    return not verb and area.link == "" and bool(re.search(r"[-–]\s?$|^\s?$", between))


def _acts_in(area: Named, between: str, text: str) -> bool:
    """Tell the subject of a verb: no owner of another noun, led by no preposition, no object."""
    if area.owns or area.link not in {"", "for", "and", "in"} or _ENDS.search(between):
        return False
    return _OBJECT.search(text[max(0, area.start - 40) : area.start]) is None


# `sold the North $20 million and bought …`: the North is who was sold to.
_OBJECT = re.compile(
    r"\b(?:sold|sells|sell|sent|sends|shipped|delivered|supplied|earned|brought|gave|paid|left|with|than)"
    r"\s+(?:the\s+)?$",
    re.IGNORECASE,
)


def _reports(area: Named, between: str) -> bool:
    """Tell `Russia reported exports`, `India came second with trade`, `it ran a deficit`."""
    return not area.owns and area.link == "" and bool(_REPORTS.match(between))


_ENDS = re.compile(r"[;:]\s")
_REPORTS = re.compile(
    r"\s+(?:[\w']+\s+)?(?:reported|reports|recorded|records|posted|posts|logged|logs|registered|saw|sees"
    r"|had|has|ran|runs|booked|came|ranked|made|notched)\s+(?:[\w.'-]+\s+){0,4}$",
    re.IGNORECASE,
)


def _actor(text: str, area: Named, pair: "Pair", owner: str) -> str:
    """Name who acts: `the country` is the economy whose side the text has taken, if any."""
    if area.code == THE_OTHER and re.fullmatch(
        r"the country(?:'s)?", text[area.start : area.end], re.I
    ):
        return owner or pair.reporter
    return pair.names(area.code)
