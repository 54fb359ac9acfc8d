"""Whose trade, which way and of which month, where a newsroom does not say it outright.

The figures are those of China's customs for North Korea in 2017, in millions of dollars: imports
156.3, exports 299.85 and trade 456.16 in July; trade 489 in June. China bought no iron ore in
November 2017, and sold no petrol, diesel or fuel oil.
"""

from datetime import date

import pytest

from yalu.claims.claim import Checked, Kind
from yalu.workspace import Workspace

DAY = date(2017, 8, 26)


def claims(workspace: Workspace, text: str, day: date = DAY) -> list[Checked]:
    return list(workspace.check(text, as_known=day, today=day).claims)


@pytest.mark.parametrize(
    "text",
    [
        "China's trade with North Korea fell 6.7 percent in July from June, a spokesman said, amid "
        "calls from Washington for tougher curbs.",
        "Amid mounting pressure from the United States, China's trade with North Korea fell 6.7 "
        "percent in July from June.",
        "Trade between the world's second-largest economy and its isolated, nuclear-armed "
        "neighbour fell 6.7 percent in July from June.",
        "In dollar terms trade with North Korea fell 6.7 percent in July from June.",
        "Trade in dollar terms with North Korea fell 6.7 percent in July from June.",
    ],
)
def test_trade_is_of_the_pair_however_it_is_named(workspace: Workspace, text: str) -> None:
    (found,) = claims(workspace, text)
    assert (found.claim.kind, found.verdict.answer.value) == (Kind.CHANGE_MONTH, "supported")


def test_who_imposed_a_rule_sold_nothing(workspace: Workspace) -> None:
    text = (
        "China imported no iron ore from North Korea in November, the second full month of "
        "sanctions imposed by the United Nations in August."
    )
    found = claims(workspace, text, date(2017, 12, 28))[0]
    assert (found.claim.product, found.verdict.answer.value) == ("iron ore", "supported")


@pytest.mark.parametrize(
    "text",
    [
        "The figures show how much trade with North Korea there is despite growing pressure.",
        "Sanctions aim at a third of the North's $3 billion annual export revenue.",
    ],
)
def test_what_is_not_told_of_trade_is_no_claim_on_it(workspace: Workspace, text: str) -> None:
    assert not claims(workspace, text)


def test_news_that_name_no_month_are_of_the_one_before(workspace: Workspace) -> None:
    text = "China's imports from North Korea came to $156.3 million, customs data showed."
    (found,) = claims(workspace, text)
    assert str(found.claim.period) == "2017-07"
    assert found.verdict.answer.value == "supported"


def test_a_month_that_no_word_names_refutes_nothing(workspace: Workspace) -> None:
    text = "China's imports from North Korea came to $256.3 million, customs data showed."
    (found,) = claims(workspace, text)
    assert found.verdict.answer.value == "not_enough_evidence"


def test_a_year_earlier_is_a_change_on_the_year_whatever_the_month(workspace: Workspace) -> None:
    text = "China's imports from North Korea sank 32.7 percent from a year earlier."
    (found,) = claims(workspace, text)
    assert found.claim.kind is Kind.CHANGE_YEAR


@pytest.mark.parametrize(
    ("text", "flow"),
    [
        ("Diesel exports came to 1,000 tonnes in July.", "export"),
        ("Coal exports came to 1,000 tonnes in July.", "import"),
        ("Rice shipments came to 1,000 tonnes in July.", "export"),
    ],
)
def test_goods_that_go_one_way_tell_whose_trade_it_is(
    workspace: Workspace, text: str, flow: str
) -> None:
    (found,) = claims(workspace, text)
    assert found.claim.flow is not None
    assert found.claim.flow.word == flow


def test_a_month_is_read_through_a_slip_of_the_pen(workspace: Workspace) -> None:
    text = "China's trade with North Korea came to $1.97 billion in Jannuary-May 2017."
    (found,) = claims(workspace, text)
    assert str(found.claim.period) == "2017-01/2017-05"


def test_a_rate_by_a_sum_of_months_refutes_only_what_is_far_apart(workspace: Workspace) -> None:
    # Customs printed a rise of 10.5 percent for the first half of 2017 on 13 July; the months held
    # add up to a base of 2,531 million, for the months of 2016 were revised since.
    text = "China's trade with North Korea rose more than 10 percent in January-June 2017."
    (found,) = claims(workspace, text, date(2017, 7, 13))
    assert found.verdict.answer.value != "refuted"
