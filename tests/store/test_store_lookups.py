from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

from yalu.model.periods import Period
from yalu.store import lookups, register
from yalu.store.engine import Store

Figure = Callable[..., dict[str, Any]]
StoreOf = Callable[..., Store]
AUGUST, SEPTEMBER = date(2017, 8, 23), date(2017, 9, 23)
JULY = Period.parse("2017-07")


def test_the_first_figure_of_july_2017_came_out_on_23_august(release: Store) -> None:
    assert dict(lookups.months(release, "CHN", "PRK"))[JULY] == AUGUST


def test_a_month_is_released_with_its_first_figure(figure: Figure, store_of: StoreOf) -> None:
    store = store_of(figure("456", "0.5", SEPTEMBER), figure("450", "5", AUGUST, rank=2))
    assert lookups.months(store, "CHN", "PRK") == ((JULY, AUGUST),)


def test_goods_are_no_figure_for_all_goods(figure: Figure, store_of: StoreOf) -> None:
    store = store_of(figure("138.1", "0.05", AUGUST, product="coal", commodity="2701"))
    assert lookups.months(store, "CHN", "PRK") == ()
    assert lookups.observations(store, "CHN", "PRK", as_known=AUGUST) == ()


def test_every_public_figure_of_a_month_is_an_alternative(
    figure: Figure, store_of: StoreOf
) -> None:
    store = store_of(
        figure("456.16", "0.005", AUGUST),
        figure("450", "5", AUGUST, rank=2, compiler="KITA"),
        figure("455", "0.5", SEPTEMBER),
    )
    found = lookups.alternatives(store, "CHN", "PRK", JULY, as_known=AUGUST)
    assert [o.compiler for o in found] == ["GAC", "KITA"]


def test_a_sum_over_the_year_is_no_month(figure: Figure, store_of: StoreOf) -> None:
    half = figure("2550", "5", AUGUST, period="2017-01/2017-06")
    store = store_of(half, figure("456.16", "0.005", AUGUST))
    assert [o.period for o in lookups.observations(store, "CHN", "PRK", as_known=AUGUST)] == [JULY]
    span = Period.parse("2017-01/2017-06")
    (found,) = lookups.cumulative(store, "CHN", "PRK", span, as_known=AUGUST)
    assert found.value == Decimal(2_550_000_000)


def test_a_good_is_told_by_its_latest_figure_of_up_to_a_quarter(
    figure: Figure, store_of: StoreOf
) -> None:
    coal = {"product": "coal", "commodity": "2701", "flow": "M"}
    store = store_of(
        figure("100", "0.5", AUGUST, period="2017-05", **coal),
        figure("90", "0.5", AUGUST, period="2017-06", **coal),
        figure("600", "0.5", AUGUST, period="2017-01/2017-06", **coal),
        figure("80", "0.5", AUGUST, period="2017-04", product="lead", commodity="2607", flow="M"),
        figure("70", "0.5", AUGUST, period="2017-01/2017-06", product="iron", flow="M"),
    )
    found = lookups.recent_goods(store, "CHN", "PRK", month=JULY, as_known=AUGUST)
    assert [(o.product, o.period) for o in found] == [("coal", Period.parse("2017-06"))]


def test_listings_of_both_ends_of_a_run_of_days_are_given(release: Store) -> None:
    (action,) = lookups.actions(release, since=date(2017, 8, 22), until=date(2017, 8, 22))
    assert (action.id, action.entities, action.individuals) == ("ofac-2017-08-22", 10, 6)
    assert len(lookups.designations(release, [action.id])) == 10 + 6


def test_evidence_is_given_if_it_was_observed_then_and_public_by_the_day(release: Store) -> None:
    since, until, day = date(2017, 7, 1), date(2017, 8, 26), date(2017, 8, 26)
    found = lookups.evidence(release, since=since, until=until, as_known=day)
    assert found
    assert all(e.published <= day for e in found)
    assert all(e.observed_from <= until and e.observed_until >= since for e in found)


def test_evidence_is_public_from_the_day_of_its_publication(release: Store) -> None:
    since, until = date(2017, 7, 1), date(2017, 7, 31)
    first, *_ = lookups.evidence(release, since=since, until=until, as_known=date(2018, 1, 1))
    for day, public in ((first.published, True), (first.published - timedelta(days=1), False)):
        found = lookups.evidence(release, since=since, until=until, as_known=day)
        assert (first.id in {one.id for one in found}) is public


def test_crude_oil_is_told_as_a_gap_from_january_2014_on(release: Store) -> None:
    # NOTES of the figures: China shows no crude to North Korea since January 2014.
    def gaps(month: str, day: date) -> set[str]:
        period = Period.parse(month)
        found = register.read(release, as_known=day).about("CHN", "PRK", period)
        return {entry.id for entry in found}

    assert "crude-unpublished" in gaps("2017-07", date(2017, 8, 26))
    assert "crude-unpublished" not in gaps("2013-12", date(2017, 8, 26))
    assert "crude-unpublished" not in gaps("2017-07", date(2015, 12, 31))


def test_coverage_grows_with_knowledge(release: Store) -> None:
    early = {row["dataset"]: row for row in lookups.coverage(release, as_known=date(2017, 8, 26))}
    late = {row["dataset"]: row for row in lookups.coverage(release, as_known=date(2026, 9, 1))}
    assert early.keys() < late.keys()
    assert all(early[name]["rows"] < late[name]["rows"] for name in early)


def test_a_column_that_a_table_has_not_is_refused() -> None:
    with pytest.raises(Exception, match="remark"):
        Store.in_memory().add("observations", pa.table({"remark": ["x"]}))


def test_a_series_stays_what_it_was_when_another_is_asked_for(
    figure: Figure, store_of: StoreOf
) -> None:
    store = store_of(figure("456.16", "0.005", AUGUST), figure("455.90", "0.005", SEPTEMBER))
    early = store.bilateral("CHN", "PRK", currency="USD", as_known=AUGUST)
    store.bilateral("CHN", "PRK", currency="USD", as_known=SEPTEMBER)
    assert early.value.to_pyarrow().to_pylist() == [Decimal(456_160_000)]


def test_a_month_counts_once_against_a_ceiling(release: Store) -> None:
    rows = lookups.ledger(release, "CAP-COAL-2017", as_known=date(2017, 8, 26))
    months = [row["period"] for row in rows]
    assert len(months) == len(set(months))
