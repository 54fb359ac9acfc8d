"""The case that everything is tried on first: China and North Korea, July 2017.

Expected figures are those that Reuters printed on 23 August 2017 (South China Morning Post and
Business Times of that day); changes are worked by hand from them.
"""

import json
from decimal import Decimal

import pytest

from yalu.model.findings import Finding, FindingKind
from yalu.model.trade import Flow, Status
from yalu.workspace import MonthlyBrief


def finding(made: MonthlyBrief, kind: FindingKind, flow: Flow | None) -> Finding:
    return next(f for f in made.brief.findings if f.kind is kind and f.flow is flow)


@pytest.mark.parametrize(
    ("flow", "dollars"),
    [(Flow.TOTAL, 456_160_000), (Flow.IMPORT, 156_300_000), (Flow.EXPORT, 299_850_000)],
)
def test_levels_are_the_published_ones(july: MonthlyBrief, flow: Flow, dollars: int) -> None:
    level = finding(july, FindingKind.LEVEL, flow)
    assert level.value == dollars
    assert level.status is Status.REPORTED


def test_the_total_fell_by_6_7_percent_on_june(july: MonthlyBrief) -> None:
    change = finding(july, FindingKind.CHANGE_MONTH, Flow.TOTAL)
    assert change.base_value == 489_000_000
    # 456.16 / 489 − 1 = −0.06716
    assert change.change_pct == pytest.approx(Decimal("-6.716"), abs=Decimal("0.001"))


def test_the_fall_of_imports_on_june_carries_its_rounding(july: MonthlyBrief) -> None:
    change = finding(july, FindingKind.CHANGE_MONTH, Flow.IMPORT)
    # June: 489 ± 0.5 less 326.85 ± 0.005 = 162.15 ± 0.505; so the change lies between
    # 156.25 / 162.655 − 1 = −3.94 and 156.35 / 161.645 − 1 = −3.28 percent.
    assert change.interval is not None
    assert change.interval.low == pytest.approx(Decimal("-3.938"), abs=Decimal("0.001"))
    assert change.interval.high == pytest.approx(Decimal("-3.276"), abs=Decimal("0.001"))
    assert change.status is Status.ESTIMATED
    assert any("between −3.9 and −3.3 percent" in caveat for caveat in change.caveats)


@pytest.mark.parametrize(
    ("kind", "flow", "percent"),
    [
        (FindingKind.CHANGE_MONTH, Flow.EXPORT, "-8.261"),  # 299.85 / 326.85 − 1
        (FindingKind.CHANGE_YEAR, Flow.EXPORT, "54.562"),  # 299.85 / 194 − 1
        (FindingKind.CHANGE_YEAR, Flow.IMPORT, "-32.658"),  # 156.3 / 232.1 − 1
        (FindingKind.CHANGE_YEAR, Flow.TOTAL, "7.047"),  # 456.16 / 426.13 − 1
    ],
)
def test_changes_follow_from_the_levels(
    july: MonthlyBrief, kind: FindingKind, flow: Flow, percent: str
) -> None:
    change = finding(july, kind, flow)
    assert change.change_pct == pytest.approx(Decimal(percent), abs=Decimal("0.001"))


def test_china_sold_143_55_million_more_than_it_bought(july: MonthlyBrief) -> None:
    assert finding(july, FindingKind.BALANCE, None).value == 143_550_000


def test_the_year_so_far_is_the_published_one(july: MonthlyBrief) -> None:
    so_far = finding(july, FindingKind.YEAR_TO_DATE, Flow.TOTAL)
    assert (so_far.value, so_far.change_pct) == (3_010_000_000, Decimal("10.2"))


def test_imports_were_below_the_year_before_for_the_fifth_month(july: MonthlyBrief) -> None:
    # March 114.56 on 237, April 99.3 on 167.7, May 123.8 on 175.6, June 162.15 on 215.7, July.
    streak = finding(july, FindingKind.STREAK, Flow.IMPORT)
    assert streak.value == 5
    assert str(streak.period) == "2017-03/2017-07"


def test_the_headline_says_nearly_7_percent_and_456_million(july: MonthlyBrief) -> None:
    assert july.brief.headline == (
        "China–North Korea trade falls nearly 7 percent to $456 million in July 2017"
    )


def test_coal_was_suspended_from_19_february_to_31_december(july: MonthlyBrief) -> None:
    rule = next(rule for rule in july.brief.rules if rule.id == "CN-2017-12")
    days = (str(rule.published), str(rule.applies_from), str(rule.applies_until))
    assert days == ("2017-02-18", "2017-02-19", "2017-12-31")


def test_resolution_2371_and_notice_40_came_after_the_month(july: MonthlyBrief) -> None:
    adopted = {rule.id: rule for rule in july.brief.rules if rule.state == "adopted"}
    assert {"UN-2371-8coal", "UN-2371-8iron", "UN-2371-9", "UN-2371-10"} <= adopted.keys()
    notice = adopted["CN-2017-40"]
    assert (str(notice.published), str(notice.applies_from)) == ("2017-08-14", "2017-08-15")
    assert any("4 September" in text for text in notice.wind_down)


def test_gold_and_silver_were_banned(july: MonthlyBrief) -> None:
    in_force = {rule.id: rule for rule in july.brief.rules if rule.state == "in_force"}
    assert "7108" in in_force["UN-2270-30"].codes
    assert "7106" in in_force["UN-2321-28"].codes


def test_the_treasury_listed_10_entities_and_6_individuals(july: MonthlyBrief) -> None:
    action = next(a for a in july.brief.actions if str(a.listed_on) == "2017-08-22")
    assert (action.entities, action.individuals) == (10, 6)
    assert sum(party.action == action.id for party in july.brief.designations) == 16


def test_gold_on_sale_in_dandong_stands_apart_from_the_figures(july: MonthlyBrief) -> None:
    section = next(s for s in july.brief.sections if s.id == "evidence")
    line = next(line for line in section.lines if "Dandong sold rings" in line.cells[0])
    assert "resolution 2270 (2016), para. 30" in line.cells[-1]
    assert "resolution 2321 (2016), para. 28" in line.cells[-1]


def test_crude_oil_is_said_to_be_unpublished_since_2014(july: MonthlyBrief) -> None:
    section = next(s for s in july.brief.sections if s.id == "gaps")
    said = " ".join(s.text for paragraph in section.paragraphs for s in paragraph)
    assert "no crude oil" in said
    assert "January 2014" in said


def test_the_coal_ceiling_of_2017_is_57_percent_full(july: MonthlyBrief) -> None:
    used = next(f for f in july.brief.findings if f.id == "ceiling-CAP-COAL-2017-USD")
    # 126 + 100 million to February and 0.57 million in March, of 400,870,018 dollars
    assert used.value == 226_570_000
    assert used.change_pct == pytest.approx(Decimal("56.52"), abs=Decimal("0.01"))


def test_the_json_gives_whole_dollars(july: MonthlyBrief) -> None:
    entry = json.loads(july.files()["brief.json"])
    level = next(f for f in entry["findings"] if f["id"] == "level-total")
    assert level["value"] == 456160000
    assert isinstance(level["value"], int)
