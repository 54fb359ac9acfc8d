"""Cuts a sentence into clauses and phrases: at its marks, and at the words that join them.

A joining `and` opens a clause only where something that a claim is made of follows it at once: an
amount, a trade word, a movement or a date. `Imports and exports`, `July and August`, `$5 million
and $6 million` stay together.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

_EDGE = re.compile(
    r"(?P<mark>[,;:](?=\s)|[()\[\]]|—|\s[–-]{1,2}\s)"
    r"|\b(?P<word>while|whereas|but|though|although|when|which|because|whose|with"
    r"|after(?=\s+(?:there|it|they|none|no|having|falling|rising|(?:an?|its|their)\s+(?:[\w-]+\s+)?"
    r"(?:fall|drop|rise|jump|gain|decline|slump|increase|plunge|surge|decrease))\b))\b"
    r"|\b(?P<joint>and|or|as)\b",
    re.IGNORECASE,
)
_SHORT = 24


@dataclass(frozen=True, kw_only=True)
class Clause:
    """A clause or phrase; `lead` is the mark or word that opens it."""

    start: int
    end: int
    lead: str


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A place that claims are made of: an amount, a trade word, a movement, a date."""

    start: int
    end: int
    kind: str


def clauses(text: str, marks: Sequence[Mark]) -> tuple[Clause, ...]:
    """Give the clauses and phrases of a sentence in order."""
    ordered = sorted(marks, key=lambda mark: (mark.start, mark.end))
    starts = [mark.start for mark in ordered]
    found, start, lead = [], 0, ""
    for edge in _EDGE.finditer(text):
        if edge["joint"] and not _opens(edge, ordered, starts):
            continue
        if text[start : edge.start()].strip():
            found.append(Clause(start=start, end=edge.start(), lead=lead))
            start, lead = edge.start(), edge[0].strip().casefold()
        else:
            lead = edge[0].strip().casefold()
    found.append(Clause(start=start, end=len(text), lead=lead))
    return tuple(found)


def _opens(edge: re.Match[str], ordered: Sequence[Mark], starts: Sequence[int]) -> bool:
    place = bisect_right(starts, edge.start())
    if place >= len(ordered) or ordered[place].start - edge.end() > _SHORT:
        return False
    after, before = ordered[place], ordered[place - 1] if place else None
    if edge[0].casefold() == "as":
        return after.kind == "trade"
    joined = before is not None and edge.start() - before.end <= 1
    return not (joined and before is not None and before.kind == after.kind)


def place_of(cut: Sequence[Clause], at: int) -> int:
    """Give the number of the clause that holds a place."""
    starts = [clause.start for clause in cut]
    return max(0, bisect_right(starts, at) - 1)
