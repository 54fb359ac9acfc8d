from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yalu.model.errors import ChoiceError
from yalu.model.intervals import Interval
from yalu.model.trade import Flow, Status, weakest

amounts = st.decimals(-1000, 1000, places=2)
statuses = st.sampled_from(Status)


@pytest.mark.parametrize(
    ("text", "flow"),
    [
        ("import", Flow.IMPORT),
        ("Imports", Flow.IMPORT),
        ("m", Flow.IMPORT),
        ("EXPORT", Flow.EXPORT),
        ("exports", Flow.EXPORT),
        ("X", Flow.EXPORT),
        ("total", Flow.TOTAL),
        ("t", Flow.TOTAL),
    ],
)
def test_a_flow_is_read_from_its_code_or_its_word(text: str, flow: Flow) -> None:
    assert Flow.parse(text) is flow


@pytest.mark.parametrize("text", ["", "RM", "importation", "both", "i"])
def test_another_word_for_a_flow_is_refused_with_the_choices(text: str) -> None:
    with pytest.raises(ChoiceError, match="import, export, total"):
        Flow.parse(text)


@given(st.lists(statuses, min_size=1))
def test_a_result_is_reported_or_nil_only_if_all_behind_it_is(behind: list[Status]) -> None:
    firm = {Status.REPORTED, Status.ZERO}
    assert (weakest(*behind) in firm) == (set(behind) <= firm)


@given(st.lists(statuses, min_size=1), statuses)
def test_the_weakest_status_is_one_of_those_given_and_none_lifts_it(
    behind: list[Status], other: Status
) -> None:
    assert weakest(*behind) in behind
    assert weakest(weakest(*behind), other) is weakest(*behind, other)


def test_a_known_misreport_is_weaker_than_a_derived_figure() -> None:
    assert weakest(Status.ESTIMATED, Status.SUSPECT, Status.REPORTED) is Status.SUSPECT
    assert weakest(Status.ESTIMATED, Status.MISSING) is Status.MISSING


def test_every_status_has_a_meaning() -> None:
    assert all(status.meaning for status in Status)


@given(amounts, amounts, amounts)
def test_an_interval_has_a_sign_only_if_every_value_in_it_has(
    one: Decimal, other: Decimal, value: Decimal
) -> None:
    interval = Interval(low=min(one, other), high=max(one, other))
    if value in interval and interval.sign:
        assert value * interval.sign > 0
    assert (interval.sign == 0) == (Decimal(0) in interval)


def test_an_interval_that_touches_zero_leaves_the_sign_open() -> None:
    assert Interval(low=Decimal(0), high=Decimal(1)).sign == 0
    assert Interval(low=Decimal("-1"), high=Decimal(0)).sign == 0
    assert Interval(low=Decimal("-6.8"), high=Decimal("-6.6")).sign == -1
    assert Interval(low=Decimal("0.01"), high=Decimal(1)).sign == 1
