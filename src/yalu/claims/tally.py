"""Batches of listings as they are counted: by the authority that announced them, else by name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from yalu.claims.lexicon import words
from yalu.claims.published import Published
from yalu.model.parties import Action, Designation
from yalu.model.periods import day_words

_KINDS = ("entities", "individuals", "vessels", "aircraft")
_ONE = {
    "entities": "entity",
    "individuals": "individual",
    "vessels": "vessel",
    "aircraft": "aircraft",
}
_SURE = frozenset(("verified", "batch verified, member matched"))
# A rule of this office names a bank, but puts it on no list.
_RULES = "US Treasury (FinCEN)"


@dataclass(frozen=True, kw_only=True)
class Tally:
    """One batch with its counts; what is not `sure` was put together later, or is no listing."""

    id: str
    authority: str
    day: date
    counts: Mapping[str, int]
    title: str
    citations: tuple[str, ...]
    sure: bool
    besides: frozenset[tuple[str, int]] = frozenset()

    def of(self, unit: str) -> int | None:
        """Give the count of a kind, or None where the source does not count it."""
        return self.counts.get(unit)

    def fits(self, unit: str, number: int) -> bool:
        """Tell whether a kind, or all together, may be counted so; some are counted in two ways."""
        if unit != "parties":
            return self.counts.get(unit) == number or (unit, number) in self.besides
        kinds = [*self.counts.values()]
        return number in {sum(kinds), *(sum(kinds) - kind for kind in kinds)}

    @property
    def is_rule(self) -> bool:
        return self.authority == _RULES

    @property
    def words(self) -> str:
        told = ", ".join(
            f"{number} {_ONE[kind] if number == 1 else kind}"
            for kind, number in self.counts.items()
            if number
        )
        return f"{self.authority} on {day_words(self.day)}: {told} ({self.title})"


def tallies_of(held: Published) -> tuple[Tally, ...]:
    """Give the batches that were public, the earliest first."""
    listed = {action.id: _of_action(action, held) for action in held.actions}
    announced = {one.id: one for one in _announced() if one.day <= held.as_known}
    # What a list of a later day holds of a batch is another way to count it.
    both = {
        key: replace(one, besides=one.besides | frozenset(listed[key].counts.items()))
        for key, one in announced.items()
        if key in listed
    }
    found = {**listed, **announced, **both}
    return tuple(sorted(found.values(), key=lambda one: (one.day, one.id)))


def _of_action(action: Action, held: Published) -> Tally:
    """Count a batch by its parties; ships that a list of firms leaves out are not counted."""
    counts = {"entities": action.entities, "individuals": action.individuals}
    if action.vessels:
        counts["vessels"] = action.vessels
    return Tally(
        id=action.id,
        authority=action.authority,
        day=action.listed_on,
        counts=counts,
        title=action.title,
        citations=action.citations,
        sure=_is_sure(action, held.parties),
    )


def _is_sure(action: Action, parties: Sequence[Designation]) -> bool:
    told = {one.certainty for one in parties if one.action == action.id}
    return bool(told) and told <= _SURE


@cache
def _announced() -> tuple[Tally, ...]:
    return tuple(
        Tally(
            id=row["id"],
            authority=row["authority"],
            day=date.fromisoformat(row["day"]),
            counts={kind: int(row[kind]) for kind in _KINDS if kind in row},
            title=row["title"],
            citations=(row["page"],),
            sure=True,
            besides=frozenset(row.get("besides", {}).items()),
        )
        for row in words("announced")["batches"]
    )
