"""The listed: who was designated, by whom, when."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Designation:
    """An authority's listing of a party. `certainty` says how firm the day is."""

    id: str
    authority: str
    name: str
    party_type: str
    programme: str
    listed_on: date
    published: date
    action: str
    role: str
    certainty: str
    citations: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Action:
    """One batch of listings by one authority on one day, with its published counts."""

    id: str
    authority: str
    title: str
    listed_on: date
    published: date
    entities: int
    individuals: int
    vessels: int
    legal_basis: str
    note: str
    citations: tuple[str, ...]
