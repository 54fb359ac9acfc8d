"""The interval that a printed figure leaves open.

A figure printed as 456.16 million stands for [456.155, 456.165) million. Arithmetic on printed
figures carries the interval along, so that a rounded base never lends its result false digits.
"""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class Interval:
    """The least and the greatest value that the printed figures allow."""

    low: Decimal
    high: Decimal

    def __contains__(self, value: Decimal) -> bool:
        return self.low <= value <= self.high

    @property
    def sign(self) -> int:
        """Return 1 or −1 if every value in it has that sign, 0 if the sign is open."""
        if self.low > 0:
            return 1
        if self.high < 0:
            return -1
        return 0
