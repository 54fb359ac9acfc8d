"""The range that a wording gives a number: docs/methods/claims.md states each rule.

C1  A plain number stands for all that rounds to it: 456 million is 455.5 to 456.5. One that ends
    in noughts may be rounded to them, within 1.5 percent.
C2  `nearly N` lies below N by no more than three quarters of its last digit that is not nought, nor
    than a tenth of N, though half its last digit is always left.
C3  `more than N` lies above N by no more than two such digits.
C4  `about N` lies within half such a digit of N, or within 3 percent if that is more.
C5  A fraction or a multiple (a third, doubled) lies within a tenth of itself; `more than` one
    reaches to the next common fraction.
"""

from decimal import Decimal

from yalu.claims.numbers import Amount
from yalu.model.intervals import Interval

_NOTHING = Decimal(0)
# From one third to one half, and from one half to two thirds.
_STEP = Decimal(17)


def stated(amount: Amount) -> Interval:
    """Give the range, on the size of the number; the sign is put on by `signed`."""
    low, high = sorted((abs(amount.low), abs(amount.high)))
    if low != high:
        return Interval(low=low - amount.step / 2, high=high + amount.step / 2)
    below, above = _loose(low, amount) if amount.form != "figure" else _strict(low, amount)
    return Interval(low=low - below, high=low + above)


def signed(interval: Interval, *, rising: bool) -> Interval:
    """Put the sign of a movement on a range."""
    if rising:
        return interval
    return Interval(low=-interval.high, high=-interval.low)


def _strict(size: Decimal, amount: Amount) -> tuple[Decimal, Decimal]:
    """Give how far below and above a printed number its wording reaches: C1 to C4."""
    digit = max(amount.zeros, amount.step)
    plain = max(amount.step / 2, min(digit / 2, size * Decimal("0.015")))
    about = max(digit / 2, size * Decimal("0.03"))
    nearly = max(min(digit * Decimal("0.75"), size / 10), amount.step / 2)
    return {
        "nearly": (nearly, amount.step / 10),
        "more than": (_NOTHING, 2 * digit),
        "less than": (2 * digit, _NOTHING),
        "about": (about, about),
    }.get(amount.sense, (plain, plain))


def _loose(size: Decimal, amount: Amount) -> tuple[Decimal, Decimal]:
    """Give the same for a fraction or a multiple: C5."""
    around = max(size / 10, amount.step / 2 if amount.step < 100 else _NOTHING)
    beyond = max(size / 2, Decimal(50)) if size >= 100 else _STEP
    return {
        "nearly": (around, _NOTHING),
        "more than": (_NOTHING, beyond),
        "less than": (_STEP, _NOTHING),
        "about": (2 * around, 2 * around),
    }.get(amount.sense, (around, around))
