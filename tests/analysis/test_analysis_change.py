from collections.abc import Callable
from typing import Any

import ibis.expr.types as ir
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yalu.analysis.change import MONTH, YEAR, changes, runs, year_to_date
from yalu.model.periods import Period

SeriesOf = Callable[..., ir.Table]
Printed = tuple[int, int]  # hundredths of a million, and half of the unit they are printed to


def rows(table: ir.Table) -> list[dict[str, Any]]:
    return table.to_pyarrow().to_pylist()


def month(index: int) -> str:
    """Name a month by its distance from January 2016."""
    return str(Period.parse("2016-01").shift(index))


def test_the_fall_of_the_total_on_june_2017_is_6_6_to_6_8_percent(series_of: SeriesOf) -> None:
    series = series_of(("T", "2017-06", "489", "0.5"), ("T", "2017-07", "456.16", "0.005"))
    (fall,) = rows(changes(series, lag=MONTH))
    # 456.16 / 489 − 1 = −6.716 %; 456.155 / 489.5 − 1 = −6.812 %; 456.165 / 488.5 − 1 = −6.619 %
    assert fall["change_pct"] == pytest.approx(-6.716, abs=0.001)
    assert fall["low"] == pytest.approx(-6.812, abs=0.001)
    assert fall["high"] == pytest.approx(-6.619, abs=0.001)


def test_the_fall_of_imports_on_june_2017_is_3_3_to_3_9_percent(series_of: SeriesOf) -> None:
    series = series_of(("M", "2017-06", "162.15", "0.505"), ("M", "2017-07", "156.3", "0.05"))
    (fall,) = rows(changes(series, lag=MONTH))
    # 156.3 / 162.15 − 1 = −3.608 %
    # 156.25 / 162.655 − 1 = −3.938 %; 156.35 / 161.645 − 1 = −3.276 %
    assert fall["change_pct"] == pytest.approx(-3.608, abs=0.001)
    assert fall["low"] == pytest.approx(-3.938, abs=0.001)
    assert fall["high"] == pytest.approx(-3.276, abs=0.001)


def test_the_rise_of_exports_on_july_2016_is_54_6_percent(series_of: SeriesOf) -> None:
    series = series_of(("X", "2016-07", "194", "0.5"), ("X", "2017-07", "299.85", "0.005"))
    (rise,) = rows(changes(series, lag=YEAR))
    # 299.85 / 194 − 1 = 54.562 %, as NOTES of the figures has it: +54.6 %
    assert rise["change_pct"] == pytest.approx(54.562, abs=0.001)


def test_a_month_without_its_base_has_no_change(series_of: SeriesOf) -> None:
    series = series_of(("T", "2017-05", "450", "0.5"), ("T", "2017-07", "456.16", "0.005"))
    assert rows(changes(series, lag=MONTH)) == []


def test_a_flow_is_never_compared_with_another(series_of: SeriesOf) -> None:
    series = series_of(("M", "2017-06", "162.15", "0.505"), ("X", "2017-07", "299.85", "0.005"))
    assert rows(changes(series, lag=MONTH)) == []


@pytest.mark.parametrize(("value", "margin"), [("0", "0"), ("0.4", "0.5"), ("0.5", "0.5")])
def test_a_base_that_may_be_zero_gives_no_rate(
    series_of: SeriesOf, value: str, margin: str
) -> None:
    series = series_of(("T", "2017-06", value, margin), ("T", "2017-07", "5", "0.5"))
    assert rows(changes(series, lag=MONTH)) == []


def inside(printed: Printed, at: float) -> float:
    value, margin = printed
    return value - margin + 2 * margin * at


figures = st.tuples(st.integers(0, 100_000), st.integers(0, 500)).map(
    lambda printed: (printed[0] + printed[1], printed[1])  # trade is never negative
)
places = st.floats(0, 1)


@settings(max_examples=12, deadline=None)
@given(st.lists(st.tuples(figures, figures, places, places), min_size=1, max_size=20))
def test_the_change_of_any_true_values_lies_in_the_interval_of_the_printed_ones(
    series_of: SeriesOf, pairs: list[tuple[Printed, Printed, float, float]]
) -> None:
    # Pairs of months, each with a month between it and the next.
    printed = [
        ("T", month(3 * n + place), str(value / 100), str(margin / 100))
        for n, pair in enumerate(pairs)
        for place, (value, margin) in enumerate(pair[:2])
    ]
    found = {row["month"]: row for row in rows(changes(series_of(*printed), lag=MONTH))}
    assert len(found) == sum(value > margin for (value, margin), *_ in pairs)
    for n, (base, value, there, here) in enumerate(pairs):
        if change := found.get(Period.parse(month(3 * n + 1)).first):
            true = (inside(value, here) / inside(base, there) - 1) * 100
            slack = 1e-9 * (1 + abs(true) + abs(change["high"]))
            assert change["low"] - slack <= true <= change["high"] + slack
            assert change["low"] <= change["change_pct"] <= change["high"]


def test_falls_in_a_row_are_one_run(series_of: SeriesOf) -> None:
    values = ["100", "90", "80", "70"]
    series = series_of(*(("T", month(n), value, "0.5") for n, value in enumerate(values)))
    (run,) = rows(runs(changes(series, lag=MONTH)))
    january = Period.parse("2016-01").first
    assert (run["direction"], run["length"]) == (-1, 3)
    assert (run["first"], run["last"]) == (january + 1, january + 3)


def test_a_month_without_a_figure_breaks_a_run(series_of: SeriesOf) -> None:
    # Falls on the year in January, February and April; March 2017 was not published.
    before = [("T", month(n), "100", "0.5") for n in range(4)]
    after = [("T", month(n), "80", "0.5") for n in (12, 13, 15)]
    found = rows(runs(changes(series_of(*before, *after), lag=YEAR)))
    assert sorted(run["length"] for run in found) == [1, 2]


def test_a_month_whose_sign_is_open_breaks_a_run(series_of: SeriesOf) -> None:
    # 100 ± 0.5 → 80 → 79.8 → 60: the middle step lies between −1.5 and +1.0 percent.
    values = ["100", "80", "79.8", "60"]
    series = series_of(*(("T", month(n), value, "0.5") for n, value in enumerate(values)))
    found = rows(runs(changes(series, lag=MONTH)))
    assert sorted((run["direction"], run["length"]) for run in found) == [(-1, 1), (-1, 1)]


def test_a_rise_ends_a_run_of_falls(series_of: SeriesOf) -> None:
    values = ["100", "90", "80", "95", "70"]
    series = series_of(*(("T", month(n), value, "0.5") for n, value in enumerate(values)))
    found = sorted(rows(runs(changes(series, lag=MONTH))), key=lambda run: run["first"])
    assert [(run["direction"], run["length"]) for run in found] == [(-1, 2), (1, 1), (-1, 1)]


def test_each_flow_has_its_own_runs(series_of: SeriesOf) -> None:
    values = [(flow, n, str(100 - 10 * n)) for flow in "MX" for n in range(3)]
    series = series_of(*((flow, month(n), value, "0.5") for flow, n, value in values))
    found = rows(runs(changes(series, lag=MONTH)))
    assert sorted((run["flow"], run["length"]) for run in found) == [("M", 2), ("X", 2)]


@settings(max_examples=15, deadline=None)
@given(
    st.dictionaries(
        st.tuples(st.sampled_from("MX"), st.integers(0, 20)), st.integers(1, 40), min_size=1
    )
)
def test_runs_are_apart_and_cover_the_months_of_a_sure_sign_and_no_other(
    series_of: SeriesOf, values: dict[tuple[str, int], int]
) -> None:
    series = series_of(*((flow, month(n), str(v), "0.6") for (flow, n), v in values.items()))
    changed = changes(series, lag=MONTH)
    sure = sorted(
        (row["flow"], row["month"]) for row in rows(changed) if row["low"] > 0 or row["high"] < 0
    )
    found = rows(runs(changed))
    covered = [(run["flow"], m) for run in found for m in range(run["first"], run["last"] + 1)]
    assert sorted(covered) == sure
    assert all(run["length"] == run["last"] - run["first"] + 1 for run in found)
    after = {(run["flow"], run["direction"], run["last"] + 1) for run in found}
    assert after.isdisjoint((run["flow"], run["direction"], run["first"]) for run in found)


def test_the_year_to_date_adds_the_months_from_january_and_counts_them(
    series_of: SeriesOf,
) -> None:
    series = series_of(
        ("M", "2016-12", "300", "0.5"),
        ("M", "2017-01", "200", "0.5"),
        ("M", "2017-02", "176.7", "0.05"),
        ("M", "2017-04", "99.3", "0.05"),
        ("M", "2017-05", "123.8", "0.05"),
    )
    (so_far,) = rows(year_to_date(series, month=Period.parse("2017-04").last))
    # 200 + 176.7 + 99.3 = 476 million ± (0.5 + 0.05 + 0.05); March is not there to be counted.
    assert so_far["value"] == 476_000_000
    assert so_far["margin"] == 600_000
    assert so_far["months"] == 3


def test_the_year_to_date_of_january_is_january(series_of: SeriesOf) -> None:
    series = series_of(("T", "2016-12", "630", "5"), ("T", "2017-01", "450", "5"))
    (so_far,) = rows(year_to_date(series, month=Period.parse("2017-01").last))
    assert (so_far["value"], so_far["months"]) == (450_000_000, 1)
