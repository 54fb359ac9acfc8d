"""Leaves out a movement that the same sentence tells by where it led: `sank to a record low`."""

from collections.abc import Sequence

from yalu.claims.claim import Claim, Kind


def without_echoes(found: Sequence[Claim]) -> list[Claim]:
    """Give the claims of a sentence without directions that its other claims already tell."""
    return [one for one in found if one.kind is not Kind.DIRECTION or not _is_told(one, found)]


def _is_told(direction: Claim, found: Sequence[Claim]) -> bool:
    return any(
        one.kind is Kind.EXTREME
        and (one.flow, one.product, one.period)
        == (direction.flow, direction.product, direction.period)
        and one.rising is direction.rising
        for one in found
    )
