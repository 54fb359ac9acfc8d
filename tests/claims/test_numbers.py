"""Amounts as newsrooms write them."""

from decimal import Decimal

import pytest

from yalu.claims.numbers import amounts, counted
from yalu.claims.ranges import stated


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("$456 million", "456000000", "USD"),
        ("US$1.04 billion", "1040000000", "USD"),
        ("986.07 million yuan", "986070000", "CNY"),
        ("RMB523.31 million", "523310000", "CNY"),
        ("3.2亿元", "320000000", "CNY"),
        ("5万美元", "50000", "USD"),
        ("US$34 mn", "34000000", "USD"),
        ("$4.03 BLN", "4030000000", "USD"),
        ("$90.75m", "90750000", "USD"),
        ("$120k", "120000", "USD"),
        ("1.64 million tonnes", "1640000", "tonnes"),
        ("511,619 tons", "511619", "tonnes"),
        ("500,000 barrels", "500000", "barrels"),
        ("seven percent", "7", "percent"),
        ("a 7-percent fall", "7", "percent"),
        ("-37.9 pct", "-37.9", "percent"),
        ("−16.3 per cent", "-16.3", "percent"),
        ("2 percentage points", "2", "points"),
        ("two and a half percent", "2.5", "percent"),
    ],
)
def test_an_amount_is_read_in_base_units(text: str, value: str, unit: str) -> None:
    (amount,) = amounts(text)
    assert (amount.value, amount.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "value"),
    [("halved", -50), ("more than doubled", 100), ("tripled", 200), ("3.2 times", 220)],
)
def test_a_multiple_is_a_change(text: str, value: int) -> None:
    (amount,) = amounts(text)
    assert amount.value == value


def test_a_range_keeps_both_ends() -> None:
    (amount,) = amounts("between 6.5 and 16.6 percent")
    assert (amount.low, amount.high) == (Decimal("6.5"), Decimal("16.6"))


@pytest.mark.parametrize("text", ["in 2017", "on 22 calls", "room 2701", "12 officials"])
def test_a_bare_whole_number_is_no_amount(text: str) -> None:
    assert not list(amounts(text))


def test_parties_are_counted_by_kind() -> None:
    found = [(number, kind) for *_, number, kind in counted("ten entities and six individuals")]
    assert found == [(10, "entities"), (6, "individuals")]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("C1 $456 million", "455500000", "456500000"),
        ("C1 $299.8 million", "299750000", "299850000"),
        ("C1 3 percent", "2.5", "3.5"),
        ("C2 nearly seven percent", "6.3", "7.1"),
        ("C3 more than 30 percent", "30", "50"),
        ("C4 about 55 percent", "53.35", "56.65"),
        ("C4 some 90 percent", "85", "95"),
        ("C5 by a third", "30", "36.66"),
    ],
)
def test_a_wording_gives_a_range(text: str, low: str, high: str) -> None:
    (amount,) = amounts(text[3:])
    found = stated(amount)
    assert abs(found.low - Decimal(low)) < Decimal("0.01")
    assert abs(found.high - Decimal(high)) < Decimal("0.01")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("20-point-eight million dollars", "20800000"),
        ("two-point-three billion dollars", "2300000000"),
        ("twenty-one-point-five percent", "21.5"),
        ("point-eight percent", "0.8"),
        ("one-point-66 million dollars", "1660000"),
    ],
)
def test_numbers_are_read_as_the_radio_tells_them(text: str, value: str) -> None:
    (found,) = amounts(text)
    assert found.value == Decimal(value)
