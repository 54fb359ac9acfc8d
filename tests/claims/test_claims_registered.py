"""A claim about figures that are known to be withheld or misreported says so."""

from datetime import date

import pytest

from yalu.workspace import Workspace

_DAY = date(2017, 8, 26)


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("China exported no crude oil to North Korea in July 2017.", "no crude oil"),
        ("China's exports of crude oil to North Korea fell to zero in 2014.", "no crude oil"),
        ("China's trade with North Korea rose 10.5 percent in the first half of 2017"
         " from a year earlier.", "lower count of early 2016"),
    ],
)  # fmt: skip
def test_a_claim_on_what_is_withheld_or_misreported_says_so(text: str, known: str) -> None:
    with Workspace.open() as workspace:
        report = workspace.check(text, as_known=_DAY)
    assert any(known in c for one in report.claims for c in one.verdict.caveats)


def test_a_claim_on_other_figures_has_no_such_caveat() -> None:
    text = "China's imports from North Korea came to $156.3 million in July 2017."
    with Workspace.open() as workspace:
        report = workspace.check(text, as_known=_DAY)
    assert [c for one in report.claims for c in one.verdict.caveats if "known of" in c] == []
