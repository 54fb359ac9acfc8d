"""The wording rules of docs/methods/wording.md, each by its examples there."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yalu.briefs.wording import money, moved, ordinal, percent, short_money
from yalu.model.intervals import Interval


def between(low: str, high: str) -> Interval:
    return Interval(low=Decimal(low), high=Decimal(high))


@pytest.mark.parametrize(
    ("value", "margin", "words"),
    [
        ("456160000", "5000", "$456.16 million"),
        ("489000000", "500000", "$489 million"),
        ("162150000", "505000", "$162 million"),
        ("3010000000", "5000000", "$3.01 billion"),
        ("253000", "500", "$253,000"),
    ],
)
def test_w1_an_amount_shows_the_digits_that_are_sure(value: str, margin: str, words: str) -> None:
    assert money(Decimal(value), "USD", margin=Decimal(margin)) == words


def test_w1_yuan_are_named_after_the_amount() -> None:
    assert money(Decimal("1268071258"), "CNY", margin=Decimal("0.5")) == "1.268 billion yuan"


def test_w1_a_headline_has_three_digits() -> None:
    assert short_money(Decimal("456160000"), "USD") == "$456 million"
    assert short_money(Decimal("1660000"), "USD") == "$1.66 million"


@pytest.mark.parametrize(
    ("change", "low", "high", "words"),
    [
        ("-6.72", "-6.81", "-6.62", "nearly 7 percent"),
        ("-8.26", "-8.27", "-8.25", "more than 8 percent"),
        ("54.56", "54.16", "54.96", "about 55 percent"),
        ("-32.66", "-32.82", "-32.49", "about 33 percent"),
        ("7.05", "7.04", "7.05", "7 percent"),
        ("-3.61", "-3.94", "-3.28", "between 3.3 and 3.9 percent"),
        ("0.2", "0.1", "0.3", "less than 1 percent"),
    ],
)
def test_w2_a_change_is_worded_by_its_interval(
    change: str, low: str, high: str, words: str
) -> None:
    assert percent(Decimal(change), between(low, high)) == words


def test_w3_three_times_the_base_is_told_as_a_multiple() -> None:
    assert (
        moved(Decimal(358), between("357", "359"), "June") == "about 4.6 times the figure for June"
    )


def test_w4_an_unsure_sign_is_no_change() -> None:
    words = moved(Decimal("0.1"), between("-0.4", "0.6"), "June")
    assert words == "unchanged from June within rounding"


@pytest.mark.parametrize(
    ("number", "words"), [(1, "first"), (12, "twelfth"), (13, "13th"), (21, "21st"), (112, "112th")]
)
def test_w5_ordinals(number: int, words: str) -> None:
    assert ordinal(number) == words


@given(
    centre=st.decimals("0.01", "150", places=2),
    below=st.decimals("0", "2", places=2),
    above=st.decimals("0", "2", places=2),
)
def test_w2_nearly_and_more_than_are_never_false(
    centre: Decimal, below: Decimal, above: Decimal
) -> None:
    low, high = max(Decimal(0), centre - below), centre + above
    words = percent(centre, Interval(low=low, high=high))
    number = Decimal(words.split()[-2])
    if words.startswith("nearly"):
        assert number - Decimal("0.5") < low
        assert high < number
    elif words.startswith("more than"):
        assert number < low
        assert high < number + Decimal("0.5")
