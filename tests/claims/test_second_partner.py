"""A text on one partner that tells of another: each figure is held against its own trade.

China's bulletin for June 2026 (customs, 20 July 2026), in yuan: trade with Iran 1.41 billion, with
North Korea 1.72 billion.
"""

from datetime import date

import pytest

from yalu.claims.claim import Answer, Scope
from yalu.claims.extract import extract
from yalu.claims.subjects import Pair
from yalu.model.trade import Flow
from yalu.workspace import Workspace

DAY = date(2026, 7, 24)
PAIR = Pair(reporter="CHN", partner="PRK")


def test_each_partner_is_held_against_its_own_trade(workspace: Workspace) -> None:
    text = (
        "China's trade with Iran came to 1.41 billion yuan in June 2026, "
        "while that with North Korea stood at 1.72 billion yuan."
    )
    iran, north = workspace.check(text, as_known=DAY, today=DAY).claims
    assert (iran.claim.partner, north.claim.partner) == ("IRN", "")
    assert iran.verdict.answer is north.verdict.answer is Answer.SUPPORTED


def test_the_other_partner_s_figure_is_refuted_by_the_other_trade(workspace: Workspace) -> None:
    text = "China's trade with Iran came to 1.72 billion yuan in June 2026."
    (claim,) = workspace.check(text, as_known=DAY, today=DAY).claims
    assert claim.verdict.answer is Answer.REFUTED


@pytest.mark.parametrize(
    ("text", "flow", "partner"),
    [
        ("China's exports to Iran came to 5 billion yuan in June 2026.", Flow.EXPORT, "IRN"),
        ("Iran's exports to China came to 5 billion yuan in June 2026.", Flow.IMPORT, "IRN"),
        ("China bought goods worth 5 billion yuan from Iran in June 2026.", Flow.IMPORT, "IRN"),
        ("Iran bought 5 billion yuan of goods from China in June 2026.", Flow.EXPORT, "IRN"),
    ],
)
def test_the_flow_is_the_reporter_s(text: str, flow: Flow, partner: str) -> None:
    (claim,) = extract(text, pair=PAIR, day=DAY)
    assert (claim.flow, claim.partner, claim.scope) == (flow, partner, Scope.OTHER)


def test_trade_of_two_others_has_no_partner_of_the_reporter() -> None:
    (claim,) = extract("Iran's exports to Russia came to $5 billion.", pair=PAIR, day=DAY)
    assert (claim.partner, claim.scope) == ("", Scope.OTHER)


def test_twice_what_another_gets_is_no_change_over_time() -> None:
    text = "China now sells North Korea more than twice what it sells Iran."
    assert not [*extract(text, pair=PAIR, day=DAY)]
