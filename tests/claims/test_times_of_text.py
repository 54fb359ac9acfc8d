"""Of which time a figure is, as a text goes on: what it is about, steps to, and comes back to.

The sentences are made up; what each says was written down before it was read by the checker.
"""

from datetime import date

import pytest

from yalu.claims.claim import Kind
from yalu.claims.extract import extract
from yalu.claims.subjects import Pair

PAIR = Pair(reporter="CHN", partner="PRK")
FIGURES = {Kind.LEVEL, Kind.YEAR_TO_DATE, Kind.CHANGE_MONTH, Kind.CHANGE_YEAR}
BOUGHT = "China's imports from North Korea"
SOLD = "China's exports to North Korea"


def told(text: str, day: date) -> list[str]:
    """Give the period of each figure, and the base of each change."""
    claims = [one for one in extract(text, pair=PAIR, day=day) if one.kind in FIGURES]
    return [f"{c.period} on {c.base_period}" if c.base_period else str(c.period) for c in claims]


@pytest.mark.parametrize(
    ("day", "text", "periods"),
    [
        # A review of a year past: a bare month is of that year, though a later one has begun.
        (
            date(2026, 2, 10),
            f"China's trade with North Korea in 2025 was worth 19 billion yuan. {SOLD} were lowest"
            " in January, at 0.9 billion yuan.",
            ["2025", "2025-01"],
        ),
        # News: a year named in passing does not take the month that has just been given out.
        (
            date(2017, 8, 26),
            f"{BOUGHT} were $156 million in July. They had come to $2.6 billion in 2015."
            f" {SOLD} in May were $319 million.",
            ["2017-07", "2015", "2017-05"],
        ),
        # A text that has come to the present is no longer looking back.
        (
            date(2018, 7, 24),
            f"{SOLD} came to $3.3 billion in 2017. In the first five months of 2018 they were"
            " $830 million. In April they were $169 million.",
            ["2017", "2018-01/2018-05", "2018-04"],
        ),
    ],
)
def test_a_bare_month_is_of_the_year_that_the_text_speaks_of(
    day: date, text: str, periods: list[str]
) -> None:
    assert told(text, day) == periods


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        (f"{BOUGHT} were $123 million in May. Two months later they reached $156 million.",
         ["2017-05", "2017-07"]),
        (f"{BOUGHT} were $123 million in May. The following month they came to $162 million.",
         ["2017-05", "2017-06"]),
        (f"{BOUGHT} were $156 million in July. {SOLD} had been $327 million a month earlier.",
         ["2017-07", "2017-06"]),
        (f"{SOLD} were $3.3 billion in 2016. They had been $2.9 billion in 2015, and in the same"
         " year imports were $2.6 billion.",
         ["2016", "2015", "2015"]),
        (f"In June the Council met. That month {BOUGHT} were $162 million.",
         ["2017-06"]),
        (f"{BOUGHT} bottomed out in April at $99 million and were back at $162 million by June.",
         ["2017-04", "2017-06"]),
        (f"{BOUGHT} in the first seven months were $1 billion. In the same seven months of last"
         " year they had been $1.2 billion.",
         ["2017-01/2017-07", "2016-01/2016-07"]),
    ],
)  # fmt: skip
def test_a_sentence_steps_on_and_back_from_the_time_before(text: str, periods: list[str]) -> None:
    assert told(text, date(2017, 8, 26)) == periods


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        (f"In July {BOUGHT} were $156 million, close to the $162 million of June 2016. {SOLD} were"
         " $299 million.",
         ["2017-07", "2016-06", "2017-07"]),
        (f"{BOUGHT} were $156 million in July, the smallest sum this year. {SOLD} were"
         " $299 million.",
         ["2017-07", "2017-07"]),
        (f"{BOUGHT} fell 3 percent from June in July, after a rise of 31 percent on the month in"
         f" June. {SOLD} were $299 million.",
         ["2017-07 on 2017-06", "2017-06 on 2017-05", "2017-07"]),
        (f"In July {BOUGHT} were $156 million, following 1.2 million tonnes in February.",
         ["2017-07", "2017-02"]),
        (f"In July trade with North Korea was $456 million. In the first seven months it was $3"
         f" billion. {SOLD}, at $299 million, were down 8 percent on the month.",
         ["2017-07", "2017-01/2017-07", "2017-07", "2017-07 on 2017-06"]),
    ],
)  # fmt: skip
def test_what_is_compared_with_is_left_for_the_topic(text: str, periods: list[str]) -> None:
    assert told(text, date(2017, 8, 26)) == periods


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("In January and February China's trade with North Korea was worth $328 million.",
         ["2018-01/2018-02"]),
        (f"In January and February {BOUGHT} were $47 million and $9 million.",
         ["2018-01", "2018-02"]),
        (f"{BOUGHT} fell by 70 percent and 80 percent on the year in January and February,"
         " respectively.",
         ["2018-01 on 2017-01", "2018-02 on 2017-02"]),
        (f"From February to March, {BOUGHT} halved to $12 million.",
         ["2018-03 on 2018-02", "2018-03"]),
        (f"From January to March, {BOUGHT} came to $69 million.",
         ["2018-01/2018-03"]),
        (f"{BOUGHT} were $12 million in March. Those over three months reached $69 million.",
         ["2018-03", "2018-01/2018-03"]),
        (f"{SOLD} grew 3.7 percent through March.",
         ["2018-01/2018-03 on 2017-01/2017-03"]),
        (f"{SOLD} in the fourth quarter of 2017 beat the third by 5 percent.",
         ["2017-10/2017-12 on 2017-07/2017-09"]),
    ],
)  # fmt: skip
def test_months_are_summed_paired_and_stepped_between(text: str, periods: list[str]) -> None:
    quarters = {"2017-Q4": "2017-10/2017-12", "2017-Q3": "2017-07/2017-09"}
    quarters |= {"2018-Q1": "2018-01/2018-03", "2017-Q1": "2017-01/2017-03"}
    found = told(text, date(2018, 4, 26))
    assert [" on ".join(quarters.get(p, p) for p in one.split(" on ")) for one in found] == periods
