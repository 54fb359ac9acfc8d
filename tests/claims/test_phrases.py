"""What a claim was read as, and what was found, in words."""

from datetime import date

import pytest

from yalu.claims.contract import ClaimRow, contract
from yalu.claims.phrases import amount, arithmetic, meaning, result
from yalu.workspace import Workspace


@pytest.mark.parametrize(
    ("number", "unit", "words"),
    [
        (156_300_000, "USD", "$156.3 million"),
        (1_040_000_000, "USD", "$1.04 billion"),
        (-143_550_000, "USD", "−$143.55 million"),
        (986_070_000, "CNY", "986.07 million yuan"),
        (1_640_000, "tonnes", "1.64 million tonnes"),
        (511_619, "tonnes", "511,619 tonnes"),
        (-6.7157, "percent", "−6.72 percent"),
        (10.0, "percent", "10 percent"),
        (10, "entities", "10 entities"),
    ],
)
def test_numbers_are_written_with_their_unit(number: float, unit: str, words: str) -> None:
    assert amount(number, unit) == words


def test_arithmetic_is_set_as_in_print() -> None:
    assert arithmetic("489000000 - 326850000 (total less exports)") == (
        "489,000,000 − 326,850,000 (total less exports)"
    )


def test_dates_in_a_formula_are_left_alone() -> None:
    assert arithmetic("as published 2017-08-23 (GAC)") == "as published 2017-08-23 (GAC)"


def read(workspace: Workspace, text: str) -> ClaimRow:
    """Check one sentence and give its last claim."""
    return contract(workspace.check(text, as_known=date(2017, 8, 26))).claims[-1]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "China's imports from North Korea came to $156.3 million in July.",
            "China's imports from North Korea, July 2017: $156.3 million",
        ),
        (
            "North Korea's purchases from China rose more than 50 percent in July on the year.",
            "China's exports to North Korea, July 2017, against July 2016: more than 50 percent",
        ),
        (
            "China's imports from North Korea fell in July from June.",
            "China's imports from North Korea, July 2017, against June 2017: “fell”",
        ),
    ],
)
def test_a_claim_is_told_as_it_was_read(workspace: Workspace, text: str, words: str) -> None:
    claim = read(workspace, text)
    assert meaning(claim, "CHN", "PRK") == words


def test_what_was_found_gives_value_range_and_arithmetic(workspace: Workspace) -> None:
    claim = read(workspace, "China's exports to North Korea rose 55 percent in July on the year.")
    # 299.85 ± 0.005 on 194 ± 0.5: 54.56, from 299.845 / 194.5 to 299.855 / 193.5.
    assert result(claim) == (
        "54.56 percent (by its rounding 54.16 to 54.96 percent) = 299,850,000 / 194,000,000 − 1"
    )
