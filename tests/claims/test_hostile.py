"""Odd and hostile input: no crash, linear time, stated limits."""

import time
from datetime import date

import pytest

from yalu.claims.extract import MOST_CHARACTERS
from yalu.model.errors import TextTooLongError
from yalu.workspace import Workspace

DAY = date(2017, 8, 26)
SENTENCE = "China's imports from North Korea came to $156.3 million in July. "


@pytest.mark.parametrize(
    "text",
    [
        "1" * 1_000_000,
        "1," * 100_000,
        "\"'“" * 50_000,
        "<" * 100_000,
        "imports \u202efell\u200f 3 percent " * 500,
        "<p>imports <b>" * 2_000,
        "imports rose 3 percent to $5 million in July " * 300,
        "more than " * 5_000,
        "\x00\ufeff\u200b",
        "$",
        "",
    ],
    ids=["digits", "commas", "quotes", "brackets", "marks of direction", "HTML", "no full stop",
         "senses", "control", "sign", "nothing"],
)  # fmt: skip
def test_odd_input_is_read_without_a_crash(workspace: Workspace, text: str) -> None:
    assert workspace.check(text, as_known=DAY).text == text


def test_marks_of_direction_hide_no_claim(workspace: Workspace) -> None:
    text = SENTENCE.replace("imports", "im\u200bports").replace("$", "\u202a$")
    report = workspace.check(text.replace("im\u200bports", "imports\u200f"), as_known=DAY)
    assert len(report.claims) == 1


def test_ten_thousand_claims_take_linear_time(workspace: Workspace) -> None:
    def seconds(count: int) -> float:
        started = time.process_time()
        assert len(workspace.check(SENTENCE * count, as_known=DAY).claims) == count
        return time.process_time() - started

    seconds(100)
    few, many = seconds(1_000), seconds(10_000)
    assert many < 25 * few


def test_a_thousand_words_take_less_than_half_a_second(workspace: Workspace) -> None:
    text = SENTENCE * 100
    assert len(text.split()) >= 1_000
    workspace.check(text, as_known=DAY)
    started = time.process_time()
    workspace.check(text, as_known=DAY)
    assert time.process_time() - started < 0.5


def test_a_text_beyond_the_limit_is_refused(workspace: Workspace) -> None:
    with pytest.raises(TextTooLongError, match="Check it in parts"):
        workspace.check("a" * (MOST_CHARACTERS + 1), as_known=DAY)
