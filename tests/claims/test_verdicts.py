"""Each verdict and each kind of error, on sentences about figures that are known.

China's count for July 2017, as known on 26 August 2017: imports 156.3, exports 299.85, total 456.16
million dollars; June 162.15 (derived), 326.85 and 489; July 2016 232.1, 194 and 426.13.
"""

from datetime import date

import pytest

from yalu.claims.claim import Answer, ErrorKind
from yalu.workspace import Workspace

DAY = date(2017, 8, 26)


def told(workspace: Workspace, text: str) -> list[tuple[Answer, ErrorKind | None]]:
    report = workspace.check(text, as_known=DAY)
    return [(one.verdict.answer, one.verdict.error_kind) for one in report.claims]


@pytest.mark.parametrize(
    "text",
    [
        "China's imports from North Korea came to $156.3 million in July 2017.",
        "China's trade with North Korea fell nearly seven percent to $456 million in July.",
        "China's exports to North Korea rose 55 percent year on year in July.",
        "China's imports from North Korea were more than 30 percent lower in July than a year ago.",
        "China's exports to North Korea dropped in July.",
        "Pyongyang ran a deficit of $143.55 million with China in July.",
        "China suspended all imports of coal from North Korea in February 2017.",
        "The UN Security Council adopted resolution 2371 on 5 August 2017.",
        "On 22 August 2017 the US Treasury listed 10 entities and 6 individuals.",
        "No coal was imported from North Korea in May 2017.",
        "In the first seven months of 2017 trade with North Korea rose 10.2 percent.",
    ],
)
def test_what_is_true_is_supported(workspace: Workspace, text: str) -> None:
    assert {answer for answer, _ in told(workspace, text)} == {Answer.SUPPORTED}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("China's imports from North Korea came to $171.4 million in July.", "wrong_value"),
        ("China's imports from North Korea came to $123.8 million in July.", "wrong_period"),
        ("China's imports from North Korea came to $299.85 million in July.", "wrong_flow"),
        ("China's exports to North Korea rose 8.3 percent from June in July.", "wrong_direction"),
        ("China's imports from North Korea came to $156.3 billion in July.", "wrong_unit"),
        ("China's imports from North Korea came to 156.3 million yuan in July.", "wrong_unit"),
        ("China's imports from North Korea fell 32.7 percent from June in July.", "wrong_base"),
        ("China's imports from North Korea came to $1.04 billion in July.", "wrong_base"),
        ("China's trade with North Korea came to $499 million in June.", "superseded"),
        ("China suspended all imports of coal in April 2017.", "wrong_law"),
        ("Resolution 2371 bans imports of textiles from North Korea.", "wrong_law"),
        ("China's exports to North Korea fell 12 percent from June in July.", "wrong_value"),
        ("China's trade with North Korea fell 6 percent from June in July.", "rounding"),
    ],
)
def test_what_is_wrong_is_refuted_by_its_kind(workspace: Workspace, text: str, kind: str) -> None:
    found = [error for answer, error in told(workspace, text) if answer is Answer.REFUTED]
    assert [error.value for error in found if error] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "China's imports from North Korea came to $156.3 million in July 2031.",
        "China's imports from Russia came to $156.3 million in July.",
        "China's imports of wigs from North Korea came to $16.3 million in July.",
        "Shops in Dandong offered jewellery of North Korean gold in July.",
    ],
)
def test_what_cannot_be_known_is_left_open(workspace: Workspace, text: str) -> None:
    assert {answer for answer, _ in told(workspace, text)} == {Answer.NOT_ENOUGH_EVIDENCE}


def test_an_open_base_is_tried_both_ways(workspace: Workspace) -> None:
    report = workspace.check(
        "China's exports to North Korea rose 55 percent in July.", as_known=DAY
    )
    (claim,) = report.claims
    assert str(claim.claim.base_period) == "2016-07"
    assert claim.verdict.answer is Answer.SUPPORTED


def test_the_text_is_held_to_its_own_day(workspace: Workspace) -> None:
    text = "China's trade with North Korea came to $499 million in June."
    (claim,) = workspace.check(text, as_known=date(2017, 7, 20), today=DAY).claims
    assert claim.verdict.answer is Answer.SUPPORTED
    assert claim.today is Answer.REFUTED


def test_own_figures_that_do_not_add_up_are_found_without_a_series(workspace: Workspace) -> None:
    text = "Iran shipped Turkey goods worth $120 million, took in $80 million, $250 million in all."
    report = workspace.check(text, as_known=DAY)
    assert [one.verdict.error_kind for one in report.claims if one.claim.kind == "arithmetic"] == [
        ErrorKind.ARITHMETIC
    ]


def test_a_verdict_shows_its_arithmetic_and_its_pages(workspace: Workspace) -> None:
    text = "China's exports to North Korea fell 8.3 percent from June in July."
    (claim,) = workspace.check(text, as_known=DAY).claims
    assert claim.verdict.formula == "299,850,000 / 326,850,000 - 1"
    assert claim.verdict.citations
