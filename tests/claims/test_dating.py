"""The day of a text that does not say of which year it is.

The figures are those of July 2017 as customs gave them out: trade of 456.16 million dollars,
imports of 156.3 and exports of 299.85; June's trade was 489 million.
"""

from datetime import date

import pytest

from yalu.workspace import Workspace

TODAY = date(2026, 11, 25)
SAID = (
    "China's trade with North Korea stood at $456.16 million in July, down from $489 million in "
    "June. Imports from the North came to $156.3 million and exports to it to $299.85 million."
)
ACTS = (
    "The Security Council adopted resolution 2371 on 5 August, and China published its notice on "
    "14 August."
)
NOWHERE = "China's imports from North Korea came to $123.45 million in July."


def answers(workspace: Workspace, text: str) -> set[str]:
    report = workspace.check(text, today=TODAY)
    return {one.verdict.answer.value for one in report.claims}


def test_a_dateline_without_a_year_is_of_the_year_that_the_figures_fit(
    workspace: Workspace,
) -> None:
    report = workspace.check(f"BEIJING, Aug 24 (Agency) - {SAID}", today=TODAY)
    assert report.as_known == report.day == date(2017, 8, 24)
    assert {one.verdict.answer.value for one in report.claims} == {"supported"}
    assert "2017-08-24" in report.note
    assert "--as-known" in report.note


def test_a_text_without_a_dateline_is_of_the_month_after_the_one_it_tells_of(
    workspace: Workspace,
) -> None:
    report = workspace.check(f"{SAID} {ACTS}", today=TODAY)
    assert report.as_known == date(2017, 8, 31)
    assert {one.verdict.answer.value for one in report.claims} == {"supported"}


def test_what_is_wrong_in_a_text_that_fits_a_year_is_still_told(workspace: Workspace) -> None:
    wrong = SAID.replace("$156.3 million", "$176.3 million")
    report = workspace.check(f"BEIJING, Aug 24 (Agency) - {wrong}", today=TODAY)
    (refuted,) = {
        one.claim.number for one in report.claims if one.verdict.error_kind == "wrong_value"
    }
    assert refuted == 176_300_000


@pytest.mark.parametrize("dateline", ["", "BEIJING, Aug 24 (Agency) - "])
def test_a_text_that_fits_no_year_is_left_open_and_says_why(
    workspace: Workspace, dateline: str
) -> None:
    report = workspace.check(dateline + NOWHERE, today=TODAY)
    assert report.as_known == TODAY
    assert {one.verdict.answer.value for one in report.claims} == {"not_enough_evidence"}
    assert "--as-known" in report.note


def test_a_rule_of_an_unknown_year_is_not_refuted(workspace: Workspace) -> None:
    # Of 2017 it is true, of 2026 it is not: the sentence alone does not say which.
    assert answers(workspace, "The Security Council banned all exports of coal on 5 August.") == {
        "not_enough_evidence"
    }


def test_what_names_its_year_needs_no_other(workspace: Workspace) -> None:
    text = "China's imports from North Korea came to $156.3 million in July 2017."
    report = workspace.check(text, today=TODAY)
    assert report.as_known == TODAY
    assert not report.note
    assert {one.verdict.answer.value for one in report.claims} == {"supported"}


def test_years_named_narrow_the_choice(workspace: Workspace) -> None:
    text = f"{SAID} Trade in July 2016 was lower, and it fell again in the autumn of 2018."
    # A text that names 2018 was written then or later, whatever its July fits.
    assert workspace.check(text, today=TODAY).as_known >= date(2018, 1, 1)


def test_a_day_asked_for_is_kept(workspace: Workspace) -> None:
    report = workspace.check(NOWHERE, as_known=date(2017, 8, 26), today=TODAY)
    assert (report.as_known, report.note) == (date(2017, 8, 26), "")
    assert {one.verdict.answer.value for one in report.claims} == {"refuted"}
