"""Periods as SDMX and ISO 8601 write them: 2017-07, 2017-Q3, 2017, 2017-01/2017-07."""

import re
from calendar import month_name, monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from yalu.model.errors import DayError, PeriodError

_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")
_QUARTER = re.compile(r"([0-9]{4})-Q([1-4])")
_YEAR = re.compile(r"[0-9]{4}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Frequency(StrEnum):
    """How long a period is. `SPAN` is any other run of months, such as a year to date."""

    MONTH = "M"
    QUARTER = "Q"
    YEAR = "A"
    SPAN = "S"


@dataclass(frozen=True, order=True, kw_only=True)
class Period:
    """A run of whole months; `first` and `last` count months from year 0, both included."""

    first: int
    last: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read any of the four written forms."""
        start, slash, end = text.partition("/")
        if slash:
            try:
                period = cls(first=cls.parse(start).first, last=cls.parse(end).last)
            except PeriodError:
                raise PeriodError(text) from None
            if "/" in end:
                raise PeriodError(text)
        elif found := _MONTH.fullmatch(text):
            period = cls.month(int(found[1]), int(found[2]))
        elif found := _QUARTER.fullmatch(text):
            start_month = int(found[1]) * 12 + 3 * (int(found[2]) - 1)
            period = cls(first=start_month, last=start_month + 2)
        elif _YEAR.fullmatch(text):
            period = cls(first=int(text) * 12, last=int(text) * 12 + 11)
        else:
            raise PeriodError(text)
        if period.last < period.first or period.first < 12:
            raise PeriodError(text)
        return period

    @classmethod
    def month(cls, year: int, month: int) -> Self:
        """Make the period of one month, `month` running from 1 to 12."""
        index = year * 12 + month - 1
        return cls(first=index, last=index)

    @property
    def frequency(self) -> Frequency:
        """Tell the length; a span that fills a quarter or a year is one."""
        length, start = self.last - self.first + 1, self.first % 12
        if length == 1:
            return Frequency.MONTH
        if length == 3 and start % 3 == 0:
            return Frequency.QUARTER
        if length == 12 and start == 0:
            return Frequency.YEAR
        return Frequency.SPAN

    @property
    def first_day(self) -> date:
        return date(self.first // 12, self.first % 12 + 1, 1)

    @property
    def last_day(self) -> date:
        year, month = self.last // 12, self.last % 12 + 1
        return date(year, month, monthrange(year, month)[1])

    @property
    def year_to_date(self) -> Self:
        """The months from January to the last one."""
        return type(self)(first=self.last // 12 * 12, last=self.last)

    def shift(self, months: int) -> Self:
        """Move by a number of months, back if negative."""
        return type(self)(first=self.first + months, last=self.last + months)

    def __str__(self) -> str:
        match self.frequency:
            case Frequency.MONTH:
                return _month(self.first)
            case Frequency.QUARTER:
                return f"{self.first // 12:04d}-Q{self.first % 12 // 3 + 1}"
            case Frequency.YEAR:
                return f"{self.first // 12:04d}"
            case Frequency.SPAN:
                return f"{_month(self.first)}/{_month(self.last)}"

    @property
    def words(self) -> str:
        """The period as a sentence names it: July 2017, January–July 2017, 2016."""
        start, end = month_name[self.first % 12 + 1], month_name[self.last % 12 + 1]
        first_year, last_year = self.first // 12, self.last // 12
        match self.frequency:
            case Frequency.MONTH:
                return f"{start} {first_year}"
            case Frequency.YEAR:
                return str(first_year)
            case _ if first_year == last_year:
                return f"{start}–{end} {last_year}"
            case _:
                return f"{start} {first_year}–{end} {last_year}"


def parse_day(text: str) -> date:
    """Read a day written as 2017-08-26."""
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError as error:
        raise DayError(text) from error
    raise DayError(text)


def day_words(day: date) -> str:
    """Write a day as a sentence names it: 5 August 2017."""
    return f"{day.day} {month_name[day.month]} {day.year}"


def _month(index: int) -> str:
    return f"{index // 12:04d}-{index % 12 + 1:02d}"
