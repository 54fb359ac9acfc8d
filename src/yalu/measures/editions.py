"""Rules written in one edition of the Harmonized System, carried over to another.

The rule's codes are converted, never the values of trade. The links are lines of a correlation
table between the two editions at six digits; whoever loads the tables hands them in.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Self

from yalu.codelists.hs import Relationship, harmonized
from yalu.model.law import CodeGroup, Law

_DIGITS = 6


@dataclass(frozen=True, kw_only=True)
class Correlation:
    """A correlation table of two editions, looked up from either side."""

    to_new: Mapping[str, frozenset[str]]
    to_old: Mapping[str, frozenset[str]]
    heads: Mapping[str, frozenset[str]]

    def under(self, head: str) -> frozenset[str]:
        """Give the codes of the new edition under a chapter or a heading."""
        return self.heads.get(head, frozenset())

    @classmethod
    def of(cls, links: Iterable[tuple[str, str]]) -> Self:
        """Index links from codes of the old edition to codes of the new."""
        known = tuple(links)
        return cls(
            to_new=_index(known),
            to_old=_index((new, old) for old, new in known),
            heads=_index((new[:digits], new) for _, new in known for digits in (2, 4)),
        )


@dataclass(frozen=True, kw_only=True)
class Carried:
    """Where a rule's code is found in another edition.

    `whole` codes hold nothing but goods of the old code. `partial` codes hold others too, so trade
    under them is an upper bound. `relationship` is read from the old edition to the new.
    """

    code: str
    whole: tuple[str, ...]
    part: tuple[str, ...]
    relationship: str


def carry(code: str, table: Correlation) -> Carried:
    """Carry one code over; a code that the table does not know is kept.

    A chapter or heading whose goods all stay under it, and to which none came, is kept as it is.
    """
    to_new, to_old = table.to_new, table.to_old
    old = {source for source in to_new if source.startswith(code)}
    if not old:
        return Carried(code=code, whole=(code,), part=(), relationship="")
    new = {target for source in old for target in to_new[source]}
    under = {target for target in to_old if target.startswith(code)}
    if new == under and all(to_old[target] <= old for target in new):
        return Carried(code=code, whole=(code,), part=(), relationship="1:1")
    caught = {target for target in new if to_old[target] <= old}
    part = tuple(sorted(new - caught))
    many = "n" if len(new) > 1 else "1"
    return Carried(
        code=code,
        whole=tuple(sorted(_folded(caught, table))),
        part=part,
        relationship=f"{'n' if part else '1'}:{many}",
    )


def _folded(codes: set[str], table: Correlation) -> set[str]:
    """Write codes by their headings and chapters where nothing under these is left out."""
    for digits in (4, 2):
        for head in {code[:digits] for code in codes}:
            if all(c in codes or c[:4] in codes for c in table.under(head)):
                codes = {c for c in codes if not c.startswith(head)} | {head}
    return codes


def in_edition(law: Law, edition: str, tables: Mapping[str, Correlation]) -> Law:
    """Write all rules in one edition, by a table for each edition that they are written in."""
    for other, table in tables.items():
        law = convert(law, other, edition, table)
    return law


def convert(law: Law, old: str, new: str, table: Correlation) -> Law:
    """Write the rules of one edition anew in another; those of other editions stay.

    Each group whose codes changed becomes two, of whole and of partial codes, and its note tells
    how each code was carried over. Codes of more than six digits are left alone: they move with
    their own tariff.
    """
    return replace(
        law,
        measures=tuple(
            replace(
                measure,
                groups=tuple(
                    other
                    for group in measure.groups
                    for other in (
                        _group(group, new, table) if harmonized(group.edition) == old else (group,)
                    )
                ),
            )
            for measure in law.measures
        ),
    )


def _group(group: CodeGroup, new: str, table: Correlation) -> tuple[CodeGroup, ...]:
    national = tuple(code for code in group.codes if len(code) > _DIGITS)
    shared = replace(group, codes=tuple(code for code in group.codes if len(code) <= _DIGITS))
    kept = (replace(group, codes=national),) if national else ()
    return (*kept, *(_carried(shared, new, table) if shared.codes else ()))


def _carried(group: CodeGroup, new: str, table: Correlation) -> tuple[CodeGroup, ...]:
    carried = [carry(code, table) for code in group.codes]
    moved = [c for c in carried if (c.whole, c.part) != ((c.code,), ())]
    note = "; ".join(
        f"{c.code} of {group.edition} is {', '.join((*c.whole, *c.part))} ({c.relationship})"
        for c in moved
    )
    told = " ".join(part for part in (group.code_note, note and f"{note}.") if part)
    origin = tuple(
        (target, f"{c.code} of {group.edition} ({_meaning(c.relationship)})")
        for c in carried
        for target in (*c.whole, *c.part)
        if c.relationship
    )
    whole = tuple(dict.fromkeys(code for c in carried for code in c.whole))
    part = tuple(dict.fromkeys(code for c in carried for code in c.part))
    found = []
    if whole or not part:
        found.append(replace(group, codes=whole, edition=new, code_note=told, carried=origin))
    if part:
        upper = replace(group, codes=part, edition=new, coverage="partial", code_note=told)
        found.append(replace(upper, carried=origin))
    return tuple(found)


def _meaning(relationship: str) -> str:
    if relationship == Relationship.ONE_TO_ONE:
        return relationship
    return f"{relationship}: {Relationship(relationship).caveat}"


def _index(links: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for one, other in links:
        found[one].add(other)
    return {code: frozenset(codes) for code, codes in found.items()}
