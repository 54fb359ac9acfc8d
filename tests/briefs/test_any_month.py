"""A brief for any month with a figure, and what it says where figures are missing."""

from datetime import date

import pytest

from yalu.model.findings import FindingKind
from yalu.model.periods import Period
from yalu.model.trade import Flow, Status
from yalu.workspace import Workspace

TODAY = date(2026, 11, 24)
MONTHS = [
    str(Period.month(year, month))
    for year in (2016, 2017, 2018)
    for month in range(1, 13)
    if (year, month) != (2016, 12)  # the one month of these years without any published figure
]


@pytest.mark.parametrize("month", MONTHS)
def test_a_month_of_2016_to_2018_gives_a_brief(workspace: Workspace, month: str) -> None:
    files = workspace.brief("CHN", "PRK", month, as_known=TODAY).files()
    assert {"brief.html", "brief.md", "brief.json", "trade.svg", "trade.png"} <= files.keys()


def test_a_month_with_gaps_says_what_is_missing(workspace: Workspace) -> None:
    made = workspace.brief("CHN", "PRK", "2016-09", as_known=TODAY)
    missing = {
        f.flow
        for f in made.brief.findings
        if f.kind is FindingKind.LEVEL and f.status is Status.MISSING
    }
    assert missing == {Flow.IMPORT, Flow.EXPORT}
    assert "No figure for China's imports" in " ".join(s.text for s in made.brief.sentences())


@pytest.mark.parametrize("month", ["2024-01", "2024-06", "2025-02", "2026-07"])
def test_the_bulletin_years_are_in_yuan(workspace: Workspace, month: str) -> None:
    made = workspace.brief("CHN", "PRK", month, as_known=TODAY)
    assert made.brief.currency == "CNY"
    assert "yuan" in made.brief.headline


def test_the_revision_of_june_2024_is_told(workspace: Workspace) -> None:
    made = workspace.brief("CHN", "PRK", "2024-06", as_known=date(2024, 7, 31))
    revision = next(
        f for f in made.brief.findings if f.kind is FindingKind.REVISION and f.flow is Flow.EXPORT
    )
    # 564,490.1148 − 107,447.0078 = 457,043.107 (CNY 10,000) against 488,703.1358 printed with May
    assert revision.value == pytest.approx(4_570_431_070, abs=1)
    assert revision.base_value == pytest.approx(4_887_031_358, abs=1)
    assert "6.5 percent less" in " ".join(s.text for s in made.brief.sentences())


def test_an_economy_without_measures_says_so(workspace: Workspace) -> None:
    made = workspace.brief("CHN", "IRN", "2026-06", as_known=TODAY)
    said = " ".join(s.text for s in made.brief.sentences())
    assert "yalu holds no measures on trade with Iran yet" in said
