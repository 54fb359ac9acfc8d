"""The findings of a month, from tiny series and from the reference release."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import ibis.expr.types as ir
import pytest

from yalu.analysis.monthly import examine
from yalu.analysis.question import Question
from yalu.model.findings import Finding
from yalu.model.observations import Observation
from yalu.model.periods import Period
from yalu.model.trade import Flow, Status
from yalu.store import lookups
from yalu.store.engine import Store

SeriesOf = Callable[..., ir.Table]
Findings = dict[str, Finding]


def asked(month: str, currency: str = "USD") -> Question:
    return Question(reporter="CHN", partner="PRK", month=Period.parse(month), currency=currency)


def findings(series: ir.Table, month: str, *, printed: tuple[Observation, ...] = ()) -> Findings:
    """Examine a series alone; the id of a finding names what it says."""
    found = examine(series, asked(month), cumulative=(), printed=printed, others=())
    return {finding.id: finding for finding in found.findings}


def from_release(store: Store, month: str, day: date, currency: str = "USD") -> Findings:
    """Examine a month of the reference release as known on a day."""
    question, pair = asked(month, currency), ("CHN", "PRK")
    span = question.month.year_to_date
    spans = (span, Period(first=span.first, last=span.last - 1))
    found = examine(
        store.bilateral(*pair, currency=currency, as_known=day),
        question,
        cumulative=[o for p in spans for o in lookups.cumulative(store, *pair, p, as_known=day)],
        printed=[
            o
            for p in (question.month, span)
            for o in lookups.printed_changes(store, *pair, p, as_known=day)
        ],
        others=lookups.alternatives(store, *pair, question.month, as_known=day),
    )
    return {finding.id: finding for finding in found.findings}


@pytest.fixture(scope="module")
def july(release: Store) -> Findings:
    """Examine July 2017 as known on 26 August 2017."""
    return from_release(release, "2017-07", date(2017, 8, 26))


def test_the_trade_of_july_2017_was_456_16_million(july: Findings) -> None:
    # Reuters, 23 August 2017: 456.16, imports 156.3, exports 299.85 million dollars.
    assert july["level-total"].value == 456_160_000
    assert july["level-import"].value == 156_300_000
    assert july["level-export"].value == 299_850_000


def test_the_fall_on_june_2017_is_6_7_percent_of_a_total_of_489_million(july: Findings) -> None:
    fall = july["change_month-total"]
    # 456.16 / 489 − 1 = −6.7157 percent
    assert (fall.change_pct, fall.base_value) == (Decimal("-6.7157"), 489_000_000)
    assert fall.status is Status.REPORTED


def test_the_fall_of_imports_on_june_2017_is_estimated_since_its_base_is(july: Findings) -> None:
    fall = july["change_month-import"]
    # 156.3 / 162.15 − 1 = −3.6078 percent
    assert (fall.change_pct, fall.status) == (Decimal("-3.6078"), Status.ESTIMATED)
    assert any("derived: 489000000 - 326850000" in caveat for caveat in fall.caveats)
    assert any("between −3.9 and −3.3 percent" in caveat for caveat in fall.caveats)


def test_the_changes_on_july_2016_are_those_of_notes(july: Findings) -> None:
    # NOTES of the figures: exports 299.85 on 194 is +54.6 percent, imports 156.3 on 232.1 −32.7.
    assert july["change_year-export"].change_pct == Decimal("54.5619")
    assert july["change_year-import"].change_pct == Decimal("-32.6583")


def test_the_balance_is_exports_less_imports_within_both_margins(july: Findings) -> None:
    balance = july["balance-trade"]
    # 299.85 − 156.3 = 143.55 million ± 0.055
    assert balance.value == 143_550_000
    assert balance.interval is not None
    assert (balance.interval.low, balance.interval.high) == (143_495_000, 143_605_000)


def test_every_number_found_lies_in_its_interval_and_cites_a_page(july: Findings) -> None:
    for finding in july.values():
        assert finding.citations
        assert finding.vintage is None or finding.vintage <= date(2017, 8, 26)
        if finding.interval is not None:
            bounded = finding.change_pct if finding.id.startswith("change") else finding.value
            assert bounded in finding.interval


def test_june_2024_cut_the_exports_of_january_to_may_by_6_5_percent(release: Store) -> None:
    found = from_release(release, "2024-06", date(2024, 7, 31), "CNY")
    revision = found["revision-export"]
    # 5,644,901,148 − 1,074,470,078 = 4,570,431,070 yuan, where 4,887,031,358 had been published:
    # 316,600,288 less, 6.4784 percent of it. DESIGN: 6.5 percent, without notice.
    assert revision.value == 4_570_431_070
    assert (revision.base_value, revision.change_pct) == (4_887_031_358, Decimal("-6.4784"))
    assert revision.period == Period.parse("2024-01/2024-05")


def test_sums_that_agree_to_the_yuan_are_no_revision(release: Store) -> None:
    found = from_release(release, "2024-05", date(2024, 6, 30), "CNY")
    # Imports: 1,081,068,540 − 219,995,144 = 861,073,396, as published for January to April.
    assert "revision-import" not in found


def test_a_flow_that_was_not_published_is_missing_and_no_zero(series_of: SeriesOf) -> None:
    found = findings(series_of(("M", "2017-02", "176.7", "0.05")), "2017-02")
    assert (found["level-export"].value, found["level-export"].status) == (None, Status.MISSING)
    assert (found["level-total"].value, found["level-total"].status) == (None, Status.MISSING)
    assert "balance-trade" not in found


def test_a_level_that_was_derived_says_so(series_of: SeriesOf) -> None:
    series = series_of(("T", "2017-06", "489", "0.5"), ("X", "2017-06", "326.85", "0.005"))
    imports = findings(series, "2017-06")["level-import"]
    assert imports.status is Status.ESTIMATED
    assert any(caveat.startswith("derived, not published") for caveat in imports.caveats)


def test_a_year_with_a_month_missing_has_no_sum_and_names_the_month(series_of: SeriesOf) -> None:
    series = series_of(("T", "2017-01", "450", "5"), ("T", "2017-03", "442", "0.5"))
    so_far = findings(series, "2017-03")["year_to_date-total"]
    assert (so_far.value, so_far.status) == (None, Status.MISSING)
    assert so_far.caveats == ("no figure for February 2017",)


def test_a_year_whose_months_are_all_there_is_summed_as_an_estimate(series_of: SeriesOf) -> None:
    series = series_of(("T", "2017-01", "450", "5"), ("T", "2017-02", "338", "0.5"))
    so_far = findings(series, "2017-02")["year_to_date-total"]
    assert (so_far.value, so_far.status) == (788_000_000, Status.ESTIMATED)
    assert so_far.interval is not None
    assert (so_far.interval.low, so_far.interval.high) == (782_500_000, 793_500_000)


def test_a_run_of_falls_on_the_year_is_told_with_its_length(series_of: SeriesOf) -> None:
    before = [("M", f"2016-{n:02d}", "100", "0.5") for n in range(1, 5)]
    after = [("M", f"2017-{n:02d}", "80", "0.5") for n in (1, 3, 4)]
    streak = findings(series_of(*before, *after), "2017-04")["streak-year-import"]
    # February 2017 was not published, so the run is March and April.
    assert (streak.value, streak.unit) == (2, "months")
    assert streak.period == Period.parse("2017-03/2017-04")


def test_one_fall_alone_is_no_run(series_of: SeriesOf) -> None:
    series = series_of(("M", "2016-04", "100", "0.5"), ("M", "2017-04", "80", "0.5"))
    assert "streak-year-import" not in findings(series, "2017-04")


def test_a_run_does_not_look_past_the_month_that_is_asked_about(series_of: SeriesOf) -> None:
    before = [("M", f"2016-{n:02d}", "100", "0.5") for n in range(1, 6)]
    after = [("M", f"2017-{n:02d}", "80", "0.5") for n in range(1, 6)]
    streak = findings(series_of(*before, *after), "2017-03")["streak-year-import"]
    assert streak.value == 3


def test_a_change_between_two_compilers_names_them(series_of: SeriesOf) -> None:
    series = series_of(
        ("M", "2017-06", "162.15", "0.505"),
        ("M", "2017-07", "150", "5"),
        compilers=("GAC", "KITA"),
    )
    change = findings(series, "2017-07")["change_month-import"]
    assert "the figure is compiled by KITA, the base by GAC" in change.caveats


def rate(percent: float) -> Observation:
    """Make a change on July 2016 that a publisher printed without a level."""
    return Observation(
        reporter="CHN",
        partner="PRK",
        flow=Flow.IMPORT,
        period=Period.parse("2017-07"),
        value=None,
        currency="USD",
        margin=Decimal(0),
        status=Status.REPORTED,
        compiler="GAC",
        published=date(2017, 8, 23),
        citations=("wire",),
        dataset="totals",
        change_year_pct=percent,
    )


def test_a_printed_rate_stands_where_no_base_is_held(series_of: SeriesOf) -> None:
    series = series_of(("M", "2017-07", "156.3", "0.05"))
    change = findings(series, "2017-07", printed=(rate(-33),))["change_year-import"]
    assert (change.change_pct, change.interval) == (-33, None)
    assert change.method == "rate as printed by the publisher"


def test_a_printed_rate_that_the_levels_do_not_give_is_a_caveat(series_of: SeriesOf) -> None:
    series = series_of(("M", "2016-07", "232.1", "0.55"), ("M", "2017-07", "156.3", "0.05"))
    # The levels give −32.7 percent: −33 is that, rounded; −28.9 is not.
    agreeing = findings(series, "2017-07", printed=(rate(-33),))["change_year-import"]
    odd = findings(series, "2017-07", printed=(rate(-28.9),))["change_year-import"]
    assert not any("printed −" in caveat for caveat in agreeing.caveats)
    assert any("the publisher printed −28.9 percent" in caveat for caveat in odd.caveats)
