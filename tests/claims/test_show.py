"""The report as a reader sees it."""

from datetime import date

import pytest

from yalu.claims.checker import Report
from yalu.claims.show import FORMATS, shown
from yalu.workspace import Workspace

TEXT = (
    "China's imports from North Korea came to $156.3 million in July, <b>exports</b> to $5 million."
)


@pytest.fixture(scope="module")
def report(workspace: Workspace) -> Report:
    return workspace.check(TEXT, as_known=date(2017, 8, 26))


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_tells_each_verdict(report: Report, form: str) -> None:
    page = shown(report, form)
    assert "supported" in page
    assert "refuted" in page


def test_the_page_marks_by_sign_and_not_by_colour_alone(report: Report) -> None:
    page = shown(report, "html")
    assert "✓" in page
    assert "✗" in page


def test_markup_of_the_text_is_shown_and_never_run(report: Report) -> None:
    assert "<b>exports</b>" not in shown(report, "html")
    assert "&lt;b&gt;exports&lt;/b&gt;" in shown(report, "html")


def test_the_page_loads_nothing(report: Report) -> None:
    page = shown(report, "html")
    assert "<script" not in page
    assert "src=" not in page


def test_the_page_opens_with_what_is_refuted_and_what_stands_against_it(
    workspace: Workspace,
) -> None:
    text = "The Security Council banned textile exports by North Korea in August 2017."
    page = shown(workspace.check(text, as_known=date(2017, 12, 31)), "html")
    opening = page[: page.index("The text</h2>")]
    assert "S/RES/2375" in opening
    assert "11 September 2017" in opening
