"""A refutation rests only on what the sentence says; an error that explains the number stands.

China's customs on North Korea in July 2017, in millions of dollars: imports 156.3, exports 299.85,
trade 456.16; imports in July 2016 232.1. What follows was worked by hand.
"""

from datetime import date

import pytest

from yalu.claims.claim import Answer, Checked, ErrorKind
from yalu.workspace import Workspace

DAY = date(2017, 8, 26)
OF = "China's imports from North Korea came to $156.3 million in July 2017. "


def last(workspace: Workspace, text: str) -> Checked:
    """Check a text and give its last claim."""
    return workspace.check(text, as_known=DAY, today=DAY).claims[-1]


@pytest.mark.parametrize(
    "text",
    [
        # Goods that no table lists are named beside the number.
        OF + "Ginseng from the mountains of Ryanggang brought in $3.4 million.",
        # A part is left out of the trade.
        "Excluding minerals, China's imports from North Korea came to $61 million in July 2017.",
        # The number stands beside another economy.
        OF + "Traders from Mongolia, who have their own imports, spoke of $12.5 million.",
    ],
)
def test_what_the_sentence_leaves_unsaid_is_not_refuted(workspace: Workspace, text: str) -> None:
    assert last(workspace, text).verdict.answer is Answer.NOT_ENOUGH_EVIDENCE


@pytest.mark.parametrize(
    ("text", "error"),
    [
        (OF + "It had been $298.7 million in July 2016.", ErrorKind.WRONG_VALUE),
        (OF + "Exports to the North were $399.85 million.", ErrorKind.WRONG_VALUE),
        (OF + "Exports to the North were $299.85 billion.", ErrorKind.WRONG_UNIT),
        (OF + "Exports to the North were $156.3 million.", ErrorKind.WRONG_FLOW),
    ],
)
def test_an_error_in_what_is_said_is_still_found(
    workspace: Workspace, text: str, error: ErrorKind
) -> None:
    verdict = last(workspace, text).verdict
    assert (verdict.answer, verdict.error_kind) == (Answer.REFUTED, error)


def test_the_reason_is_told(workspace: Workspace) -> None:
    text = "Excluding minerals, China's imports from North Korea came to $61 million in July 2017."
    assert "for sure of which goods" in last(workspace, text).verdict.caveats[0]


def test_a_balance_of_whom_is_not_said_fits_by_either_sign(workspace: Workspace) -> None:
    # 299.85 - 156.3 is 143.55 in China's favour, so it is the North's deficit.
    text = (
        "North Korea's imports from China came to $299.85 million in July 2017. "
        "With exports of $156.3 million it ran a deficit of $143.55 million."
    )
    assert last(workspace, text).verdict.answer is Answer.SUPPORTED
