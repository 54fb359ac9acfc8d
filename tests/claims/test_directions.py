"""Whose imports are whose exports."""

from datetime import date

import pytest

from yalu.claims.claim import Claim, Kind, Scope
from yalu.claims.extract import extract
from yalu.claims.subjects import Pair
from yalu.model.trade import Flow

PAIR = Pair(reporter="CHN", partner="PRK")


def levels(text: str) -> list[Claim]:
    found = extract(text, pair=PAIR, day=date(2017, 8, 26))
    return [claim for claim in found if claim.kind is Kind.LEVEL]


@pytest.mark.parametrize(
    ("text", "flow"),
    [
        ("China's imports from North Korea came to $5 million in July.", Flow.IMPORT),
        ("North Korea's exports to China came to $5 million in July.", Flow.IMPORT),
        ("China's purchases from the North were worth $5 million in July.", Flow.IMPORT),
        ("Goods worth $5 million were imported by China in July.", Flow.IMPORT),
        ("Pyongyang sold goods worth $5 million to Beijing in July.", Flow.IMPORT),
        ("Shipments from North Korea came to $5 million in July.", Flow.IMPORT),
        ("Shipments to North Korea came to $5 million in July.", Flow.EXPORT),
        ("Chinese exports to the Stalinist regime fell to $5 million in July.", Flow.EXPORT),
        ("The North's purchases from its neighbour came to $5 million in July.", Flow.EXPORT),
        ("North Korea's imports from China came to $5 million in July.", Flow.EXPORT),
        ("China sent the North goods worth $5 million in July.", Flow.EXPORT),
        ("Bilateral trade stood at $5 million in July.", Flow.TOTAL),
        ("The two countries traded goods worth $5 million in July.", Flow.TOTAL),
    ],
)
def test_direction_is_read_through_the_words(text: str, flow: Flow) -> None:
    (claim,) = levels(text)
    assert (claim.flow, claim.scope) == (flow, Scope.PAIR)


def test_each_amount_of_a_sentence_has_its_own_flow() -> None:
    text = "Of this, $3 million were Chinese exports and $2 million imports."
    assert [claim.flow for claim in levels(text)] == [Flow.EXPORT, Flow.IMPORT]


def test_a_sentence_inherits_what_it_speaks_of() -> None:
    text = "China's imports from North Korea fell in July. The figure was $5 million."
    (claim,) = levels(text)
    assert (claim.flow, str(claim.period)) == (Flow.IMPORT, "2017-07")


def test_trade_with_another_economy_is_told_apart() -> None:
    (claim,) = levels("China's imports from South Korea came to $5 billion in July.")
    assert claim.scope is Scope.OTHER


def test_a_figure_that_is_withdrawn_is_no_claim() -> None:
    text = "An earlier version of this story put imports from North Korea at $5 billion in July."
    assert levels(text) == []


def test_prices_and_budgets_are_no_trade() -> None:
    assert levels("A flat in Dandong costs $5 million, 4 percent more than in June.") == []
