"""yalu's own briefs come back supported; one digit changed, and they do not."""

import re
from collections.abc import Iterator
from datetime import date

import pytest

from yalu.claims.claim import Answer, Checked
from yalu.model.errors import PeriodNotCoveredError
from yalu.workspace import Workspace

AS_KNOWN = date(2026, 11, 24)
# Every third month here; `benchmarks/claims/briefs.py` checks them all, on several days.
MONTHS = [f"{year}-{month:02d}" for year in (2016, 2017, 2018) for month in (1, 4, 7, 10)]


def prose(workspace: Workspace, month: str) -> str:
    """Give the headline, the lead and the sentences about figures."""
    brief = workspace.brief("CHN", "PRK", month, as_known=AS_KNOWN).brief
    return brief.prose


@pytest.mark.parametrize("month", MONTHS)
def test_a_brief_comes_back_supported(workspace: Workspace, month: str) -> None:
    try:
        text = prose(workspace, month)
    except PeriodNotCoveredError as gap:
        pytest.skip(str(gap))
    report = workspace.check(text, as_known=AS_KNOWN)
    assert len(report.claims) > 3
    assert [one.claim.sentence for one in report.claims if not supported(one)] == []


def test_a_brief_with_one_digit_changed_does_not(workspace: Workspace) -> None:
    text = prose(workspace, "2017-07")
    changed = list(one_digit_changed(text))
    assert changed
    assert [
        amount
        for amount, other in changed
        if workspace.check(other, as_known=AS_KNOWN).is_supported
    ] == []


def one_digit_changed(text: str) -> Iterator[tuple[str, str]]:
    """Change the first digit of each amount of money, one at a time."""
    for found in re.finditer(r"\$(\d)[\d.]* (?:million|billion)", text):
        other = str(int(found[1]) % 9 + 1)
        at = found.start() + 1
        yield found[0], text[:at] + other + text[at + 1 :]


def supported(one: Checked) -> bool:
    return one.verdict.answer is Answer.SUPPORTED
