"""The day that a text bears, and that it is checked by."""

from datetime import date

import pytest

from yalu.claims.bylines import day_written
from yalu.model.errors import UndatedTextError
from yalu.workspace import Workspace


@pytest.mark.parametrize(
    "text",
    [
        "BEIJING, Aug 24, 2017 (Agency) - China's trade fell.",
        "BEIJING, 24 August 2017 (Agency) -- China's trade fell.",
        "Trade with the North falls\nBy Jane Doe, Agency\nAugust 24, 2017\n\nTrade fell.",
        "Trade with the North falls\nPublished: 24 Aug 2017, 10:03 GMT\n\nTrade fell.",
        "2017-08-24\nTrade with the North fell in July.",
    ],
)
def test_a_text_bears_the_day_of_its_dateline_or_byline(text: str) -> None:
    assert day_written(text) == date(2017, 8, 24)


@pytest.mark.parametrize(
    "text",
    [
        "BEIJING, Aug 24 (Agency) - China's trade fell.",
        "China banned coal on 15 August 2017.",
        "What resolution 2371 of 5 August 2017 changed\n\nTrade fell.",
        "",
    ],
)
def test_a_day_that_prose_speaks_of_is_not_when_it_was_written(text: str) -> None:
    assert day_written(text) is None


def test_a_dated_text_is_checked_by_what_was_public_on_its_day(workspace: Workspace) -> None:
    # Resolution 2375 was adopted on 11 September 2017: unknown in July, known later.
    text = "BEIJING, July 24, 2017 (Agency) - Resolution 2375 was adopted on Sept. 11, 2017."
    report = workspace.check(text, today=date(2018, 7, 24))
    assert report.as_known == date(2017, 7, 24)
    assert report.claims[0].verdict.answer.value == "not_enough_evidence"
    assert report.claims[0].today.value == "supported"


def test_an_undated_text_needs_a_day(workspace: Workspace) -> None:
    with pytest.raises(UndatedTextError, match="no date with its year"):
        workspace.check("China banned coal.")
