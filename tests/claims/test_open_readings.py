"""Extremes, runs, still trade, unlisted goods, and texts that are ahead of the pages held.

The figures are those of China's customs for North Korea in 2017, in millions of dollars: imports
99.3 in April, 123.8 in May, 162.15 in June, 156.3 in July; exports 299.85 and trade 456.16 in July;
imports 232.1 in July 2016. What follows from them was worked by hand.
"""

from datetime import date

import pytest

from yalu.claims.claim import Answer, Checked, ErrorKind, Kind
from yalu.claims.releases import last_out
from yalu.workspace import Workspace

DAY = date(2017, 8, 26)
OF = "China's imports from North Korea"


def checked(workspace: Workspace, text: str, kind: Kind) -> Checked:
    """Check a text and give its one claim of a kind."""
    report = workspace.check(text, as_known=DAY, today=DAY)
    (found,) = [one for one in report.claims if one.claim.kind is kind]
    return found


@pytest.mark.parametrize(
    ("since", "answer"),
    [("May", Answer.SUPPORTED), ("April", Answer.REFUTED)],
)
def test_an_extreme_is_counted_back_to_the_month_named(
    workspace: Workspace, since: str, answer: Answer
) -> None:
    # June lies above July; May, between April and July, lies below it.
    text = f"{OF} came to $156.3 million in July 2017, the lowest since {since}."
    assert checked(workspace, text, Kind.EXTREME).verdict.answer is answer


def test_a_span_named_in_months_sets_the_base(workspace: Workspace) -> None:
    text = f"{OF} sank to a two-month low in July 2017."
    found = checked(workspace, text, Kind.EXTREME)
    assert str(found.claim.base_period) == "2017-05"
    assert found.verdict.answer is Answer.SUPPORTED


def test_a_run_that_every_count_contradicts_is_refuted(workspace: Workspace) -> None:
    # July fell on June and on July 2016, so imports rose over no run of months that ends there.
    text = f"{OF} rose for the third straight month in July 2017."
    assert checked(workspace, text, Kind.STREAK).verdict.answer is Answer.REFUTED


def test_a_third_straight_month_is_no_third(workspace: Workspace) -> None:
    text = f"{OF} fell for a third straight month in July 2017."
    report = workspace.check(text, as_known=DAY, today=DAY)
    assert [one.claim.kind for one in report.claims] == [Kind.STREAK]


def test_trade_that_fell_by_a_third_was_not_flat(workspace: Workspace) -> None:
    # 156.3 / 232.1 is 33 percent less.
    text = f"Compared with July 2016, {OF} were flat in July 2017."
    found = checked(workspace, text, Kind.DIRECTION).verdict
    assert (found.answer, found.error_kind) == (Answer.REFUTED, ErrorKind.WRONG_DIRECTION)


def test_a_figure_on_unlisted_goods_is_not_held_against_all_goods(workspace: Workspace) -> None:
    text = "China's garlic exports to North Korea came to $1.2 million in July 2017."
    found = checked(workspace, text, Kind.LEVEL)
    assert found.claim.product == "garlic"
    assert found.verdict.answer is Answer.NOT_ENOUGH_EVIDENCE


def test_a_share_may_name_its_part_last(workspace: Workspace) -> None:
    # 299.85 / 456.16 is 65.7 percent.
    text = (
        "China's trade with North Korea came to $456.16 million in July 2017. "
        "Two thirds of the trade consisted of China's exports."
    )
    assert checked(workspace, text, Kind.SHARE).verdict.answer is Answer.SUPPORTED


def test_sums_are_checked_where_no_trade_is_held(workspace: Workspace) -> None:
    text = (
        "In July 2017 China's imports from Fiji came to $10 million and its exports to Fiji to "
        "$20 million. Total trade with Fiji was $40 million."
    )
    report = workspace.check(text, as_known=DAY, today=DAY, about=("CHN", "FJI"))
    assert "No trade of CHN with FJI is held" in report.note
    assert all(
        one.verdict.answer is Answer.NOT_ENOUGH_EVIDENCE or one.claim.kind is Kind.ARITHMETIC
        for one in report.claims
    )


@pytest.mark.parametrize(
    ("day", "month"),
    [
        (date(2017, 8, 22), (2017, 6)),
        (date(2017, 8, 23), (2017, 7)),
        (date(2026, 5, 17), (2026, 3)),
        (date(2026, 5, 18), (2026, 4)),
        (date(2021, 1, 18), (2020, 12)),
    ],
)
def test_a_month_is_out_from_the_day_that_customs_gives_it_out(
    day: date, month: tuple[int, int]
) -> None:
    year, number = month
    assert last_out(day) == year * 12 + number - 1


def test_a_month_held_from_a_later_page_is_judged_by_it_and_says_so(workspace: Workspace) -> None:
    # Trade by partner for March 2026 was out in April; the page held is the bulletin of 20 May.
    text = "China's exports to North Korea came to 1.18 billion yuan in March 2026."
    early, late = (
        workspace.check(text, as_known=day, today=date(2026, 8, 1)).claims[0].verdict
        for day in (date(2026, 4, 2), date(2026, 4, 21))
    )
    assert early.answer is Answer.NOT_ENOUGH_EVIDENCE
    assert late.answer is Answer.SUPPORTED
    assert any("held from a page published by" in caveat for caveat in late.caveats)
