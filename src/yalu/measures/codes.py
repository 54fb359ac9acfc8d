"""How a code asked for meets the codes of a rule."""

from enum import StrEnum

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
