"""When customs gives out the trade of a month by partner."""

from datetime import date

from yalu.model.periods import Period

# China's customs gives it out about the 23rd of the next month; since 2020 about the 18th.
_BEFORE, _BY, _SINCE = 23, 18, 2020


def last_out(day: date) -> int:
    """Give the last month whose figures by partner were in print on a day."""
    release = _BY if day.year >= _SINCE else _BEFORE
    return day.year * 12 + day.month - 1 - (1 if day.day >= release else 2)


def is_out(period: Period | None, day: date) -> bool:
    """Tell whether the figures of a period were in print on a day."""
    return period is not None and period.last <= last_out(day)
