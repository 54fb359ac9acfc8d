"""What the rules of the law files share: the form of a fault, and walks through a file."""

from collections.abc import Callable, Iterator
from datetime import date

from yalu.codelists.hs import edition_of
from yalu.measures.document import Place
from yalu.measures.schema import GroupFile, LawFile

Fault = tuple[Place, str]
Rule = Callable[[LawFile], Iterator[Fault]]


def groups(law: LawFile) -> Iterator[tuple[Place, str, GroupFile]]:
    """Give each group of codes with its place and a name for it."""
    for i, measure in enumerate(law.measures):
        for j, group in enumerate(measure.groups):
            where = f"{measure.id} {' '.join(group.codes[:3])}".rstrip()
            yield ("measures", i, "groups", j), where, group


def harmonized(edition: str) -> str:
    """Name the edition of the HS that a rule's first six digits are of: CN2018 is of HS2017."""
    return edition if edition.startswith("HS") else edition_of(int(edition[-4:]))


def day_before(day: str) -> str:
    """Give the day before a day."""
    found = date.fromisoformat(day)
    return found.fromordinal(found.toordinal() - 1).isoformat()
