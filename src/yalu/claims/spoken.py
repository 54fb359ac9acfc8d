"""A period as a sentence speaks of it, and the day that it is read against."""

from dataclasses import dataclass
from datetime import date

from yalu.claims.releases import last_out
from yalu.model.periods import Frequency, Period

# What news are of is at most three months old; what is older than fifteen is looked back on.
_NEWS, _HALF, _LONG_PAST = 3, 5, 15


@dataclass(frozen=True, kw_only=True)
class Anchor:
    """What dates without a year are read against: the text's day, and a period it dwells on.

    `spoken` are the periods of the sentences before, the latest first; `mentioned` was named last.
    """

    day: date
    focus: Period | None = None
    spoken: tuple[Period, ...] = ()
    mentioned: Period | None = None

    def year_of(self, month: int, *, is_day: bool = False) -> int:
        """Choose the year of a month named alone: the latest not after the text's day.

        A text that looks back on a time past means a month of that year, unless it is the month
        that customs has just given out; one that dwells on a time long past, the nearest to it. A
        day is of a year that was only mentioned where the text began with that.
        """
        latest = self.latest(month)
        if is_day and self.focus is None:
            return latest
        new = latest * 12 + month - 1 == last_out(self.day)
        if (past := self._looked_back_on()) is not None and not new:
            return min(past.last // 12, latest)
        last = self._dwelt_on()
        if last is None:
            return latest
        years = range(last // 12 - 1, last // 12 + 2)
        near = min(years, key=lambda year: abs(year * 12 + month - 1 - last))
        return min(near, latest)

    def latest(self, month: int) -> int:
        """Give the year of the latest such month that has begun."""
        return self.day.year if month <= self.day.month else self.day.year - 1

    def _looked_back_on(self) -> Period | None:
        """Give the time that the text reviews: the last year, or what it began with months ago."""
        if self.spoken and self.spoken[0].frequency is Frequency.YEAR:
            year = self.spoken[0].last // 12
            if year == self.day.year - 1:
                return self.spoken[0]
        if self.focus is None or self.month.last - self.focus.last > _LONG_PAST:
            return None
        if self.spoken and self.spoken[0].last // 12 > self.focus.last // 12:
            return None
        is_span = self.focus.last - self.focus.first >= _HALF
        reviewed = is_span or self.month.last - self.focus.last > _NEWS
        return self.focus if reviewed and self.focus.last // 12 < self.day.year else None

    def _dwelt_on(self) -> int | None:
        """Give the last month of a time long past: what was spoken of last, or first."""
        if self.focus is None or self.month.last - self.focus.last <= _LONG_PAST:
            return None
        said = [one.last for one in self.spoken[:1] if self.month.last - one.last > _LONG_PAST]
        return said[0] if said else self.focus.last

    @property
    def month(self) -> Period:
        return Period.month(self.day.year, self.day.month)


@dataclass(frozen=True, kw_only=True)
class Dated:
    """A period named in a sentence.

    `role` tells how it stands: `in` it, compared with it (`base`), or `since` it. `same` stands
    for the period last spoken of; `lag` names a base by its distance in months. A day keeps its
    date. `so_far` runs from January to the period last spoken of; `ahead` counts the months that it
    lies after that. `explicit` periods name their year; `owned` ones own what follows: May's
    exports.
    """

    start: int
    end: int
    period: Period | None = None
    role: str = "in"
    day: date | None = None
    same: bool = False
    explicit: bool = False
    lag: int = 0
    ahead: int = 0
    owned: bool = False
    early: str = ""
    so_far: bool = False
    of_topic: bool = False
    is_past: bool = False


def day_in(year: int, month: int, day: int) -> date | None:
    """Give a day, or None where there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
