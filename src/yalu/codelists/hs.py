"""Editions of the Harmonized System, and how a code of one is found again in another."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

EDITIONS = {
    "H0": "HS1992", "H1": "HS1996", "H2": "HS2002", "H3": "HS2007", "H4": "HS2012",
    "H5": "HS2017", "H6": "HS2022",
}  # fmt: skip
_OTHER = {"S1": "SITC1", "S2": "SITC2", "S3": "SITC3", "S4": "SITC4", "B4": "BEC4", "B5": "BEC5",
          "BE": "BEC4", "BEC": "BEC4", "EB": "EBOPS2002", "EB10": "EBOPS2010", "SS": "SITC",
          "HS": "HS"}  # fmt: skip
_FOREIGN = frozenset(_OTHER.values()) - {"HS"}
_YEARS = sorted(int(name[2:]) for name in EDITIONS.values())
# National codes begin with the six digits of the edition in force in their year.
_NATIONAL = re.compile(r"(?:CHN8-|CN10-|CN|TARIC)(\d{4})")
_CODE = re.compile(r"\d{2}|\d{4}|\d{6}|\d{8}|\d{10}")


class Relationship(StrEnum):
    """How codes of two editions meet, read from the first to the second."""

    ONE_TO_ONE = "1:1"
    ONE_TO_MANY = "1:n"
    MANY_TO_ONE = "n:1"
    MANY_TO_MANY = "n:n"

    @property
    def reversed(self) -> "Relationship":
        """The same relation read from the second edition to the first."""
        return Relationship(self.value[::-1])

    @property
    def caveat(self) -> str:
        """What trade under the converted codes means for the code asked for."""
        return _CAVEATS[self]


_CAVEATS = {
    Relationship.ONE_TO_ONE: "the code covers the same goods in both editions",
    Relationship.ONE_TO_MANY: "the code was split: all of its parts together are the same goods",
    Relationship.MANY_TO_ONE: "the code was merged with others: trade under the new code is an "
    "upper bound",
    Relationship.MANY_TO_MANY: "the goods were shared out anew: trade under the new codes is an "
    "upper bound",
}


@dataclass(frozen=True, kw_only=True)
class Link:
    """One line of a correlation table; `relationship` is empty where the table does not say."""

    source: str
    target: str
    relationship: str = ""


@dataclass(frozen=True, kw_only=True)
class Conversion:
    """Where the goods of a code are found in another edition, and how sure that is."""

    code: str
    edition: str
    into: str
    targets: tuple[str, ...]
    relationship: Relationship
    by_way_of: tuple[str, ...] = ()

    @property
    def caveat(self) -> str:
        return self.relationship.caveat


def edition(code: str) -> str:
    """Name the edition that a classification code of Comtrade stands for; others stay as given."""
    text = code.strip().upper()
    return EDITIONS.get(text) or _OTHER.get(text) or code.strip()


def harmonized(classification: str) -> str:
    """Name the edition that the first six digits of codes are of; empty where it is not known."""
    if classification in EDITIONS.values():
        return classification
    national = _NATIONAL.fullmatch(classification)
    return edition_of(int(national[1])) if national else ""


def nomenclature(classification: str) -> str:
    """Name what the first six digits of codes belong to: an edition of the HS, or another list.

    Empty where it is not known; such codes are taken as they are written.
    """
    return harmonized(classification) or (classification if is_foreign(classification) else "")


def is_foreign(classification: str) -> bool:
    """Tell whether codes are of a list other than the HS: SITC, BEC, services."""
    return classification in _FOREIGN


def edition_of(year: int) -> str:
    """Name the edition in force in a year: each holds from 1 January of its year."""
    return f"HS{max([y for y in _YEARS if y <= year], default=_YEARS[0])}"


def is_code(text: str) -> bool:
    """Tell whether a text has the shape of a code of goods."""
    return _CODE.fullmatch(text) is not None


def convert(
    code: str, *, edition: str, into: str, links: Sequence[Link], by_way_of: Sequence[str] = ()
) -> Conversion | None:
    """Find a code in another edition by the lines of a correlation; none if it is not there.

    A heading or a chapter is converted through its subheadings. The relation is worked out from
    the lines, which agree with the printed one where the table prints it: several codes to one is
    `n:1` also when only one of them was asked for.
    """
    asked = {link.source for link in links if link.source.startswith(code)}
    if not asked:
        return None
    targets = {link.target for link in links if link.source in asked}
    return Conversion(
        code=code,
        edition=edition,
        into=into,
        targets=tuple(sorted(targets)),
        relationship=_relationship(code, asked, targets, links),
        by_way_of=tuple(by_way_of),
    )


def _relationship(
    code: str, asked: set[str], targets: set[str], links: Iterable[Link]
) -> Relationship:
    shared = any(link.target in targets and link.source not in asked for link in links)
    whole = asked != {code} and all(target.startswith(code) for target in targets)
    split = len(targets) > 1 and not whole
    if split and shared:
        return Relationship.MANY_TO_MANY
    if split:
        return Relationship.ONE_TO_MANY
    return Relationship.MANY_TO_ONE if shared else Relationship.ONE_TO_ONE


def chained(first: Iterable[Link], second: Iterable[Link]) -> tuple[Link, ...]:
    """Join two correlations through the edition that they share; each pair of codes once."""
    onward: dict[str, set[str]] = {}
    for link in second:
        onward.setdefault(link.source, set()).add(link.target)
    pairs = {(link.source, target) for link in first for target in onward.get(link.target, ())}
    return tuple(Link(source=source, target=target) for source, target in sorted(pairs))
