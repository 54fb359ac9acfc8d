"""A period as a sentence speaks of it, and the day that it is read against."""

from dataclasses import dataclass
from datetime import date

from yalu.model.periods import Frequency, Period


@dataclass(frozen=True, kw_only=True)
class Anchor:
    """What dates without a year are read against: the text's day, and a period it dwells on.

    `spoken` are the periods of the sentences before, the latest first.
    """

    day: date
    focus: Period | None = None
    spoken: tuple[Period, ...] = ()

    def year_of(self, month: int) -> int:
        """Choose the year of a month named alone: the latest not after the text's day.

        Where the text dwells on a time long past, the year nearest to that time; where it goes on
        about a year, that year, unless the month is the one before the text's day.
        """
        latest = self.day.year if month <= self.day.month else self.day.year - 1
        if self.spoken and self.spoken[0].frequency is Frequency.YEAR:
            inside = self.spoken[0].last // 12
            if inside < latest and self.month.last - (latest * 12 + month - 1) > 1:
                return inside
        if self.focus is None or self.month.last - self.focus.last <= 15:
            return latest
        last = self.focus.last
        years = range(last // 12 - 1, last // 12 + 2)
        near = min(years, key=lambda year: abs(year * 12 + month - 1 - last))
        return min(near, latest)

    @property
    def month(self) -> Period:
        return Period.month(self.day.year, self.day.month)


@dataclass(frozen=True, kw_only=True)
class Dated:
    """A period named in a sentence.

    `role` tells how it stands: `in` it, compared with it (`base`), or `since` it. `same` stands
    for the period last spoken of; `lag` names a base by its distance in months. A day keeps its
    date. `so_far` runs from January to the period last spoken of. `explicit` periods name their
    year; `owned` ones own what follows: May's exports.
    """

    start: int
    end: int
    period: Period | None = None
    role: str = "in"
    day: date | None = None
    same: bool = False
    explicit: bool = False
    lag: int = 0
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
