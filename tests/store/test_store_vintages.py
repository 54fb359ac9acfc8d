from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yalu.model.periods import Period
from yalu.model.trade import Flow
from yalu.store import lookups
from yalu.store.engine import Store

Figure = Callable[..., dict[str, Any]]
StoreOf = Callable[..., Store]
AUGUST, SEPTEMBER, OCTOBER = date(2017, 8, 23), date(2017, 9, 23), date(2017, 10, 23)
days = st.dates(date(2017, 8, 1), date(2017, 12, 31))


def standing(store: Store, day: date, **cell: str) -> list[tuple[Decimal, date]]:
    """Give the value in millions and the vintage of each figure that stands on a day."""
    rows = store.rows("SELECT * FROM known(?) ORDER BY flow, period", [day])
    return [
        (row["value"] / 1_000_000, row["published"])
        for row in rows
        if all(row[column] == value for column, value in cell.items())
    ]


def test_nothing_published_later_is_used(figure: Figure, store_of: StoreOf) -> None:
    store = store_of(figure("456.16", "0.005", AUGUST))
    assert standing(store, AUGUST - timedelta(days=1)) == []
    assert standing(store, AUGUST) == [(Decimal("456.16"), AUGUST)]


@settings(
    max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(published=st.lists(days, min_size=1, max_size=6, unique=True), day=days)
def test_no_vintage_that_stands_is_younger_than_the_day_of_knowledge(
    figure: Figure, store_of: StoreOf, published: list[date], day: date
) -> None:
    figures = [figure(str(400 + number), "0.5", day) for number, day in enumerate(published)]
    stand = [vintage for _, vintage in standing(store_of(*figures), day)]
    assert stand == sorted(vintage for vintage in published if vintage <= day)[-1:]


def test_a_later_figure_that_differs_is_a_revision(figure: Figure, store_of: StoreOf) -> None:
    store = store_of(figure("456.16", "0.005", AUGUST), figure("455.90", "0.005", SEPTEMBER))
    assert standing(store, AUGUST) == [(Decimal("456.16"), AUGUST)]
    assert standing(store, SEPTEMBER) == [(Decimal("455.90"), SEPTEMBER)]


def test_a_later_figure_that_only_rounds_an_earlier_one_is_no_revision(
    figure: Figure, store_of: StoreOf
) -> None:
    # 456 ± 0.5 holds 456.16, so October says nothing new.
    store = store_of(figure("456.16", "0.005", AUGUST), figure("456", "0.5", OCTOBER))
    assert standing(store, OCTOBER) == [(Decimal("456.16"), AUGUST)]


def test_a_later_round_figure_that_the_earlier_one_does_not_round_to_is_a_revision(
    figure: Figure, store_of: StoreOf
) -> None:
    # 455 ± 0.5 ends at 455.5, below 456.16.
    store = store_of(figure("456.16", "0.005", AUGUST), figure("455", "0.5", OCTOBER))
    assert standing(store, OCTOBER) == [(Decimal(455), OCTOBER)]


def test_a_finer_figure_replaces_the_round_one_that_came_first(
    figure: Figure, store_of: StoreOf
) -> None:
    store = store_of(figure("456", "0.5", AUGUST), figure("456.16", "0.005", SEPTEMBER))
    assert standing(store, SEPTEMBER) == [(Decimal("456.16"), SEPTEMBER)]


def test_rounding_a_revision_does_not_bring_back_what_it_revised(
    figure: Figure, store_of: StoreOf
) -> None:
    # September cut 456.16 to 455.90; October's 456 ± 0.5 fits both and rounds the later one.
    store = store_of(
        figure("456.16", "0.005", AUGUST),
        figure("455.90", "0.005", SEPTEMBER),
        figure("456", "0.5", OCTOBER),
    )
    assert standing(store, OCTOBER) == [(Decimal("455.90"), SEPTEMBER)]


def test_a_quantity_published_later_does_not_hide_the_value(
    figure: Figure, store_of: StoreOf
) -> None:
    goods = {"commodity": "2701", "product": "coal", "flow": "M"}
    tonnes = figure(None, "0", SEPTEMBER, quantity=Decimal(1640000), **goods)
    store = store_of(figure("138.1", "0.05", AUGUST, **goods), tonnes)
    values = store.rows("SELECT value FROM known(?)", [SEPTEMBER])
    assert values == [{"value": Decimal(138100000)}]


def test_the_preferred_compiler_stands_before_a_later_one(
    figure: Figure, store_of: StoreOf
) -> None:
    korean = figure("450", "5", SEPTEMBER, compiler="KITA", rank=2)
    store = store_of(figure("456.16", "0.005", AUGUST), korean)
    assert standing(store, SEPTEMBER) == [(Decimal("456.16"), AUGUST)]


def test_another_compiler_stands_until_the_preferred_one_publishes(
    figure: Figure, store_of: StoreOf
) -> None:
    korean = figure("450", "5", AUGUST, compiler="KITA", rank=2)
    store = store_of(korean, figure("456.16", "0.005", SEPTEMBER))
    assert standing(store, AUGUST) == [(Decimal(450), AUGUST)]
    assert standing(store, SEPTEMBER) == [(Decimal("456.16"), SEPTEMBER)]


def test_figures_in_two_currencies_both_stand(figure: Figure, store_of: StoreOf) -> None:
    store = store_of(figure("456.16", "0.005", AUGUST), figure("3090", "5", AUGUST, currency="CNY"))
    assert standing(store, AUGUST, currency="USD") == [(Decimal("456.16"), AUGUST)]
    assert standing(store, AUGUST, currency="CNY") == [(Decimal(3090), AUGUST)]


def test_a_month_without_a_figure_has_no_row(figure: Figure, store_of: StoreOf) -> None:
    unprinted = figure(None, "0", AUGUST, period="2017-06", change_year_pct=-28.9)
    store = store_of(figure("456.16", "0.005", AUGUST), unprinted)
    assert standing(store, AUGUST, period="2017-06") == []
    series = store.bilateral("CHN", "PRK", currency="USD", as_known=AUGUST)
    assert series.month.to_pyarrow().to_pylist() == [Period.parse("2017-07").first]


def test_june_2017_was_499_million_and_then_489(release: Store) -> None:
    # NOTES of the figures, conflict 5: an agency's subtraction of rounded totals, then the table.
    def june(day: date) -> list[Decimal]:
        held = lookups.observations(release, "CHN", "PRK", as_known=day)
        wanted = (Flow.TOTAL, Period.parse("2017-06"))
        return [o.value for o in held if (o.flow, o.period) == wanted and o.value is not None]

    assert june(date(2017, 8, 1)) == [Decimal(499_000_000)]
    assert june(date(2017, 8, 26)) == [Decimal(489_000_000)]


def test_every_cell_of_the_release_has_one_figure_that_stands(release: Store) -> None:
    cell = "reporter, partner, flow, period, commodity, product, currency"
    twice = f"SELECT {cell} FROM known(?) GROUP BY ALL HAVING count(*) > 1"  # noqa: S608  - ours
    assert release.rows(twice, [date(2026, 9, 1)]) == []


def test_a_change_printed_without_its_level_is_kept(figure: Figure, store_of: StoreOf) -> None:
    rate = figure(None, "0", AUGUST, change_year_pct=-28.9, flow="M")
    month = Period.parse("2017-07")
    (found,) = lookups.printed_changes(store_of(rate), "CHN", "PRK", month, as_known=AUGUST)
    assert (found.value, found.change_year_pct) == (None, -28.9)
