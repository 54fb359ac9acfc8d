"""Names the kind of a figure by its period and its base."""

from yalu.claims.claim import Kind
from yalu.model.periods import Frequency, Period


def kind_of(period: Period | None) -> Kind:
    """Tell a level from a sum over the year so far."""
    single = {Frequency.MONTH, Frequency.YEAR}
    if period is not None and period.first % 12 == 0 and period.frequency not in single:
        return Kind.YEAR_TO_DATE
    return Kind.LEVEL


def change_kind(period: Period | None, base: Period | None) -> Kind:
    """Name a change by the distance of its base; over the year so far it is cumulative."""
    if period is not None and base is not None and _follows(period, base):
        return Kind.CHANGE_MONTH
    if kind_of(period) is Kind.YEAR_TO_DATE:
        return Kind.YEAR_TO_DATE
    if period is not None and base is not None and period.first - base.first >= 12:
        return Kind.CHANGE_YEAR
    if period is not None and period.frequency is not Frequency.MONTH:
        return Kind.CHANGE_YEAR
    return Kind.CHANGE_MONTH


def _follows(period: Period, base: Period) -> bool:
    """Tell a quarter or a half against the one before it, which is no change on the year."""
    length = period.last - period.first + 1
    return 1 < length < 12 and base.shift(length) == period
