"""How a code asked for meets the codes of a rule."""

from collections.abc import Iterable
from enum import StrEnum

from yalu.codelists import hs_codes
from yalu.codelists.hs import is_foreign
from yalu.model.errors import CommodityError, CommodityNotFoundError

_LENGTHS = {2, 4, 6, 7, 8, 9, 10}


class Reach(StrEnum):
    """How far a rule's code reaches into the code asked for."""

    WHOLE = "whole"
    DEEPER = "deeper"
    NONE = "none"


def trimmed(code: str) -> str:
    """Drop the zeros that only fill a code up: 2709000000 is the whole heading 2709.

    A subheading 00 says that the heading is not divided, in the HS and in national tariffs.
    """
    while len(code) > 4 and code.endswith("00"):
        code = code[:-2]
    return code


def reach(rule: str, asked: str) -> Reach:
    """Tell whether a rule's code holds all that was asked for, a part of it, or nothing."""
    rule, asked = trimmed(rule), trimmed(asked)
    if asked.startswith(rule):
        return Reach.WHOLE
    return Reach.DEEPER if rule.startswith(asked) else Reach.NONE


def widest(rules: tuple[str, ...], asked: str) -> tuple[Reach, tuple[str, ...]]:
    """Give the farthest reach among a rule's codes, and the codes that have it."""
    by_reach: dict[Reach, list[str]] = {}
    for rule in rules:
        by_reach.setdefault(reach(rule, asked), []).append(rule)
    for best in (Reach.WHOLE, Reach.DEEPER):
        if best in by_reach:
            return best, tuple(by_reach[best])
    return Reach.NONE, ()


def is_code(text: str) -> bool:
    """Tell whether a text can be a code of goods: a chapter, heading, subheading or tariff line.

    Chapter 77 is empty in every edition of the HS; 98 and 99 are left to national use. Tariffs
    have lines of seven to ten digits; nothing is written with three or five.
    """
    digits = text.isdigit() and text.isascii() and len(text) in _LENGTHS
    return digits and 1 <= int(text[:2]) <= 97 and text[:2] != "77"


def check(text: str, *, edition: str = "", printed: Iterable[str] = ()) -> None:
    """Refuse a text that is no code of goods, or a code that no edition of the HS has.

    What an act has `printed` is a code, though the editions known here may be too old to have it.
    """
    if not is_code(text):
        raise CommodityError(text)
    if not hs_codes.has(text, edition=edition) and not any(c.startswith(text) for c in printed):
        near, below = hs_codes.beside(text, edition=edition)
        if not below:
            raise CommodityError(text)
        raise CommodityNotFoundError(text, edition, near, below)


def unread(text: str, *, edition: str = "") -> str:
    """Say why a code that a publisher printed cannot be held to the law; empty if it can.

    `edition` may name another list of goods than the HS.
    """
    if is_foreign(edition):
        return f"{text} is a code of {edition}, and the law is written in codes of the HS."
    if not is_code(text):
        return (
            f"{text} is no code of the HS, which leaves chapters 98 and 99 to national use: "
            "which goods it names is not known."
        )
    return ""


def missing(text: str, *, edition: str = "") -> str:
    """Say that no edition has a code, so that no rule need reach it; empty if one has."""
    if hs_codes.has(text, edition=edition):
        return ""
    lacks = f"{edition} has no code {text}" if edition else f"No edition of the HS has {text}"
    return f"{lacks}: which goods it names is not known."
