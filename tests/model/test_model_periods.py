from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yalu.model.errors import DayError, PeriodError
from yalu.model.periods import Frequency, Period, day_words, parse_day

years = st.integers(1, 9999)
months = st.builds(Period.month, years, st.integers(1, 12))


@given(years, st.integers(1, 12))
def test_a_month_is_written_as_it_was_read(year: int, month: int) -> None:
    text = f"{year:04d}-{month:02d}"
    assert str(Period.parse(text)) == text
    assert Period.parse(text).frequency is Frequency.MONTH


@given(years, st.integers(1, 4))
def test_a_quarter_is_written_as_it_was_read(year: int, quarter: int) -> None:
    text = f"{year:04d}-Q{quarter}"
    assert str(Period.parse(text)) == text
    assert Period.parse(text).frequency is Frequency.QUARTER


@given(years)
def test_a_year_is_written_as_it_was_read(year: int) -> None:
    assert str(Period.parse(f"{year:04d}")) == f"{year:04d}"
    assert Period.parse(f"{year:04d}").frequency is Frequency.YEAR


@given(months, months)
def test_reading_what_a_span_is_written_as_gives_the_span(one: Period, other: Period) -> None:
    span = Period(first=min(one, other).first, last=max(one, other).last)
    assert Period.parse(str(span)) == span


def test_a_span_that_fills_a_quarter_or_a_year_is_one() -> None:
    assert Period.parse("2017-07/2017-09") == Period.parse("2017-Q3")
    assert Period.parse("2017-01/2017-12") == Period.parse("2017")
    assert Period.parse("2017-02/2017-04").frequency is Frequency.SPAN


@given(months, st.integers(-12, 12))
def test_a_shift_there_and_back_is_no_shift(month: Period, by: int) -> None:
    assert month.shift(by).shift(-by) == month


def test_a_shift_crosses_the_end_of_a_year() -> None:
    assert str(Period.parse("2017-01").shift(-1)) == "2016-12"
    assert str(Period.parse("2016-12").shift(1)) == "2017-01"
    assert str(Period.parse("2017-01/2017-07").shift(-12)) == "2016-01/2016-07"


@given(months)
def test_the_year_to_date_runs_from_january_to_the_month(month: Period) -> None:
    span = month.year_to_date
    assert span.first_day == date(month.first_day.year, 1, 1)
    assert span.last_day == month.last_day


@given(months)
def test_a_month_ends_on_the_day_before_the_next_begins(month: Period) -> None:
    assert month.first_day.day == 1
    assert 28 <= month.last_day.day <= 31
    assert month.last_day.month == month.first_day.month


def test_february_has_a_leap_day_every_fourth_year() -> None:
    assert Period.parse("2016-02").last_day == date(2016, 2, 29)
    assert Period.parse("2017-02").last_day == date(2017, 2, 28)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "July 2017",
        "2017-13",
        "2017-00",
        "2017-7",
        "17-07",
        "2017-Q0",
        "2017-Q5",
        "2017Q3",
        "2017-07-01",
        " 2017",
        "2017\n",
        "2017/",
        "/2017",
        "0000",
        "0000-01",
        "-2017",
    ],
)
def test_a_text_in_no_written_form_is_refused(text: str) -> None:
    with pytest.raises(PeriodError, match="is no period"):
        Period.parse(text)


def test_a_span_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(PeriodError, match="'2017-07/2017-01' is no period"):
        Period.parse("2017-07/2017-01")


def test_a_span_of_three_parts_is_refused() -> None:
    with pytest.raises(PeriodError):
        Period.parse("2017-01/2017-07/2018")


def test_a_refused_span_is_quoted_whole() -> None:
    with pytest.raises(PeriodError, match="'2017-01/2017-13' is no period"):
        Period.parse("2017-01/2017-13")


def test_digits_of_other_scripts_are_refused() -> None:
    with pytest.raises(PeriodError):
        Period.parse("２０１７-07")


def test_a_sentence_names_a_period_in_words() -> None:
    assert Period.parse("2017-07").words == "July 2017"
    assert Period.parse("2017-01/2017-07").words == "January–July 2017"
    assert Period.parse("2016-11/2017-02").words == "November 2016–February 2017"
    assert Period.parse("2016").words == "2016"


def test_a_day_is_read_and_named() -> None:
    assert day_words(parse_day("2017-08-05")) == "5 August 2017"


@pytest.mark.parametrize("text", ["2017-8-26", "26 August 2017", "2017-02-29", "2017-08", ""])
def test_a_text_that_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(DayError, match="is no day"):
        parse_day(text)


@pytest.mark.parametrize("text", ["20170826", "2017-W34-6"])
def test_a_day_in_another_form_than_the_one_asked_for_is_refused(text: str) -> None:
    with pytest.raises(DayError):
        parse_day(text)
