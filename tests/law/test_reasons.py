"""What an answer says of a state's list: that it is not held, or that it leaves the goods out."""

from datetime import date

import pytest

from yalu.model.law import Direction
from yalu.workspace import Workspace

KNOWN = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        # The EU's luxury list of 1 September 2017 was not seen; that of 15 November was, and has
        # no toys, though chapter 95 of resolution 2270's luxury goods may reach them.
        (date(2017, 11, 14), "is not held"),
        (date(2017, 11, 15), "leaves the code out"),
    ],
)
def test_a_list_that_was_replaced_is_missing_no_more(
    workspace: Workspace, day: date, reason: str
) -> None:
    answer = workspace.standing(
        "PRK",
        on=day,
        as_known=KNOWN,
        commodity="9503",
        direction=Direction.EXPORT,
        jurisdiction="EUR",
    )
    (word,) = answer.bearings
    assert reason in word.instead_of


def test_a_line_that_the_notice_prints_is_certain(workspace: Workspace) -> None:
    # Item 2 of notice 52/2017 prints 2711110000; the annex of textiles was not seen.
    gas, cloth = (
        workspace.answer_rows(
            workspace.standing(
                "PRK",
                on=date(2018, 1, 3),
                as_known=KNOWN,
                commodity=code,
                direction=direction,
                jurisdiction="CHN",
            ),
            explain=True,
        )["chain"][0]
        for code, direction in (("271111", Direction.EXPORT), ("5208", Direction.IMPORT))
    )
    assert any("Printed in the notice" in line for line in gas["certain"])
    assert not any("Annex 1 was not seen" in line for line in cloth["certain"])
    assert any("Annex 1 was not seen" in line for line in cloth["inferred"])
