"""What was not yet public on the day does not appear."""

import json
import re
from datetime import date

import pytest

from yalu.model.errors import NotYetPublishedError, PeriodNotCoveredError
from yalu.workspace import Workspace

DAYS = ("2017-08-23", "2017-08-26", "2017-09-30", "2018-01-31")


@pytest.mark.parametrize("day", DAYS)
def test_every_dated_fact_was_public_by_the_day(workspace: Workspace, day: str) -> None:
    made = workspace.brief("CHN", "PRK", "2017-07", as_known=date.fromisoformat(day))
    entry = json.loads(made.files()["brief.json"])
    days = [page["published"] for page in entry["citations"]]
    days += [found["vintage"] for found in entry["findings"] if found["vintage"]]
    days += [measure["published"] for measure in entry["measures"]]
    days += [party["listed_on"] for party in entry["designations"]]
    assert max(days) <= day


def test_on_26_august_there_is_no_resolution_2375(workspace: Workspace) -> None:
    made = workspace.brief("CHN", "PRK", "2017-07", as_known=date(2017, 8, 26))
    assert not re.search(r"2375|2397", made.files()["brief.md"].decode())


def test_a_resolution_known_before_the_notice_that_carries_it_out(workspace: Workspace) -> None:
    bound = {
        binding.measure.id
        for binding in workspace.measures.bindings(
            "PRK", on=date(2017, 8, 15), as_known=date(2017, 8, 10)
        )
    }
    assert "UN-2371-8coal" in bound
    assert "CN-2017-40" not in bound


def test_the_brief_on_june_of_10_august_has_the_resolution_alone(workspace: Workspace) -> None:
    made = workspace.brief("CHN", "PRK", "2017-06", as_known=date(2017, 7, 26))
    assert all(rule.instrument != "UN-2371" for rule in made.brief.rules)


def test_an_end_not_yet_decided_is_not_known(workspace: Workspace) -> None:
    ends = {
        binding.measure.id: binding.until
        for binding in workspace.measures.bindings(
            "PRK", on=date(2017, 7, 1), as_known=date(2017, 7, 31)
        )
    }
    # Resolution 2371 of 5 August 2017 ended the coal rules of 2321; in July nobody knew.
    assert ends["UN-2321-26a"] is None


def test_a_day_before_the_release_is_refused_with_the_day_of_release(workspace: Workspace) -> None:
    with pytest.raises(NotYetPublishedError, match="2017-08-23"):
        workspace.brief("CHN", "PRK", "2017-07", as_known=date(2017, 8, 22))


def test_june_2017_was_499_million_before_it_was_489(workspace: Workspace) -> None:
    early = workspace.series("CHN", "PRK", as_known=date(2017, 7, 31))
    late = workspace.series("CHN", "PRK", as_known=date(2017, 8, 26))

    def total(series: object) -> list[int]:
        return [int(o.value) for o in series if str(o.period) == "2017-06" and o.flow == "T"]  # type: ignore[attr-defined]

    assert (total(early), total(late)) == ([499_000_000], [489_000_000])


def test_a_month_without_a_figure_is_refused_with_the_nearest(workspace: Workspace) -> None:
    with pytest.raises(PeriodNotCoveredError, match="2016-11"):
        workspace.brief("CHN", "PRK", "2016-12", as_known=date(2020, 1, 1))
