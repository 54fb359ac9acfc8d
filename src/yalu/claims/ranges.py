"""The range that a wording gives a number: docs/methods/claims.md states each rule.

C1  A plain number stands for all that rounds to it: 456 million is 455.5 to 456.5. One that ends
    in noughts may be rounded to them, within 1.5 percent.
C2  `nearly N` lies below N by no more than three quarters of its last digit that is not nought, nor
    than a tenth of N, though half its last digit is always left.
C3  `more than N` lies above N by no more than two such digits.
C4  `about N` lies within half such a digit of N, or within 3 percent if that is more.
C5  A fraction or a multiple (a third, doubled) lies within a tenth of itself.
"""

from decimal import Decimal

from yalu.claims.numbers import Amount
from yalu.model.intervals import Interval

_HALF = Decimal("0.5")


def stated(amount: Amount) -> Interval:
    """Give the range, on the size of the number; the sign is put on by `signed`."""
    low, high = abs(amount.low), abs(amount.high)
    low, high = min(low, high), max(low, high)
    if low != high:
        return Interval(low=low - amount.step / 2, high=high + amount.step / 2)
    digit = max(amount.zeros, amount.step)
    if amount.form != "figure":
        return _loose(low, amount)
    match amount.sense:
        case "nearly":
            below = max(min(digit * Decimal("0.75"), low / 10), amount.step / 2)
            return Interval(low=low - below, high=low + amount.step / 10)
        case "more than":
            return Interval(low=low, high=low + 2 * digit)
        case "less than":
            return Interval(low=low - 2 * digit, high=low)
        case "about":
            around = max(digit / 2, low * Decimal("0.03"))
            return Interval(low=low - around, high=low + around)
        case _:
            rounded = min(digit / 2, low * Decimal("0.015"))
            around = max(amount.step / 2, rounded)
            return Interval(low=low - around, high=low + around)


def signed(interval: Interval, *, rising: bool) -> Interval:
    """Put the sign of a movement on a range."""
    if rising:
        return interval
    return Interval(low=-interval.high, high=-interval.low)


def _loose(size: Decimal, amount: Amount) -> Interval:
    around = size / 10
    if amount.low < 0:
        around = max(around, Decimal(5))
    if amount.form == "multiple" and amount.step < 100 and amount.step > 1:
        around = max(amount.step / 2, around)
    match amount.sense:
        case "nearly":
            return Interval(low=size - around, high=size)
        case "more than":
            return Interval(
                low=size, high=max(size * Decimal("1.5"), size + 50) if size >= 100 else size + 17
            )
        case "less than":
            return Interval(low=size - 17, high=size)
        case "about":
            return Interval(low=size - 2 * around, high=size + 2 * around)
        case _:
            return Interval(low=size - around, high=size + around)
