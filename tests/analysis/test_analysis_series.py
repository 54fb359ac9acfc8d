from collections.abc import Callable
from decimal import Decimal
from typing import Any

import ibis.expr.types as ir
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yalu.analysis.series import complete

SeriesOf = Callable[..., ir.Table]
IMPORT = ("M", "2017-07", "156.3", "0.05")
EXPORT = ("X", "2017-07", "299.85", "0.005")
TOTAL = ("T", "2017-07", "456.16", "0.005")


def whole(series: ir.Table) -> dict[str, dict[str, Any]]:
    return {row["flow"]: row for row in complete(series).to_pyarrow().to_pylist()}


def millions(row: dict[str, Any]) -> tuple[Decimal, Decimal]:
    return row["value"] / 1_000_000, row["margin"] / 1_000_000


def test_a_total_follows_from_imports_and_exports(series_of: SeriesOf) -> None:
    total = whole(series_of(IMPORT, EXPORT))["T"]
    # 156.3 ± 0.05 and 299.85 ± 0.005 make 456.15 ± 0.055.
    assert millions(total) == (Decimal("456.15"), Decimal("0.055"))
    assert total["status"] == "estimated"
    assert "imports plus exports" in total["arithmetic"]


def test_imports_follow_from_the_total_and_exports(series_of: SeriesOf) -> None:
    june = [("T", "2017-06", "489", "0.5"), ("X", "2017-06", "326.85", "0.005")]
    # NOTES of the figures: June imports = 489 − 326.85 = 162.15, ± 0.5 and 0.005.
    assert millions(whole(series_of(*june))["M"]) == (Decimal("162.15"), Decimal("0.505"))


def test_exports_follow_from_the_total_and_imports(series_of: SeriesOf) -> None:
    # 456.16 − 156.3 = 299.86 ± 0.055, which holds the published 299.85.
    assert millions(whole(series_of(TOTAL, IMPORT))["X"]) == (Decimal("299.86"), Decimal("0.055"))


def test_a_published_flow_is_never_replaced(series_of: SeriesOf) -> None:
    # The published total is 456.16, the sum of its parts 456.15.
    found = whole(series_of(IMPORT, EXPORT, TOTAL))
    assert millions(found["T"]) == (Decimal("456.16"), Decimal("0.005"))
    assert {row["status"] for row in found.values()} == {"reported"}


@pytest.mark.parametrize("alone", [IMPORT, EXPORT, TOTAL])
def test_nothing_is_made_of_one_flow_alone(series_of: SeriesOf, alone: tuple[str, ...]) -> None:
    assert whole(series_of(alone)).keys() == {alone[0]}


def test_nothing_is_made_of_two_months(series_of: SeriesOf) -> None:
    series = series_of(IMPORT, ("X", "2017-06", "326.85", "0.005"))
    assert complete(series).count().to_pyarrow().as_py() == 2


def test_a_flow_that_follows_rests_on_both_pages_and_the_later_day(series_of: SeriesOf) -> None:
    series = series_of(IMPORT, EXPORT)
    published = {row["citation"]: row["published"] for row in series.to_pyarrow().to_pylist()}
    total = whole(series)["T"]
    assert set(total["citation"].split()) == {"page-0", "page-1"}
    assert total["published"] == max(published.values())


def test_a_flow_that_follows_names_both_compilers(series_of: SeriesOf) -> None:
    total = whole(series_of(IMPORT, EXPORT, compilers=("GAC", "KITA")))["T"]
    assert set(total["compiler"].split(" and ")) == {"GAC", "KITA"}


@settings(max_examples=10, deadline=None)
@given(
    st.tuples(*[st.integers(0, 10_000)] * 2),
    st.tuples(*[st.integers(0, 50)] * 2),
    st.tuples(*[st.floats(0, 1)] * 2),
)
def test_the_sum_of_any_true_parts_lies_in_the_interval_of_the_total(
    series_of: SeriesOf,
    values: tuple[int, int],
    margins: tuple[int, int],
    places: tuple[float, float],
) -> None:
    parts = zip("MX", values, margins, strict=True)
    total = whole(series_of(*((f, "2017-07", str(v), str(m)) for f, v, m in parts)))["T"]
    value, margin = millions(total)
    true = sum(v - m + 2 * m * p for v, m, p in zip(values, margins, places, strict=True))
    assert float(value - margin) - 1e-6 <= true <= float(value + margin) + 1e-6
