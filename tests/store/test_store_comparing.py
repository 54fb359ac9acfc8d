from collections import Counter
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yalu.store import differences
from yalu.store.comparing import Comparison
from yalu.store.engine import Store
from yalu.store.vintages import CELL

Row = dict[str, Any]
VARYING = ("reporter", "partner", "period", "commodity", "province")
SHARED = {name: "" for name in CELL if name not in VARYING} | {"flow": "M", "currency": "USD"}
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "reporter": st.sampled_from(["CHN", "KOR"]),
            "partner": st.sampled_from(["PRK", "IRN"]),
            "period": st.sampled_from(["2017-07", "2017-08"]),
            "commodity": st.sampled_from(["", "27", "2701", "2709", "7201"]),
            "province": st.sampled_from(["", "21"]),
            "value": st.none() | st.integers(0, 5),
            "margin": st.none() | st.integers(0, 1),
            "status": st.just("reported"),
        }
    ),
    max_size=30,
)
SHAPE = pa.schema(
    {
        **dict.fromkeys(VARYING, pa.dictionary(pa.int32(), pa.string())),
        "value": pa.decimal128(22, 4),
        "margin": pa.decimal128(22, 4),
        "status": pa.dictionary(pa.int32(), pa.string()),
    }
)


def cell(row: Row) -> tuple[str, ...]:
    return tuple(row[name] for name in VARYING)


def kind(row: Row) -> tuple[object, ...]:
    code = row["commodity"]
    return (
        row["reporter"],
        row["partner"],
        row["period"],
        code[:2],
        len(code),
        not row["province"],
    )


def counted(old: list[Row], new: list[Row], *, others: bool) -> Counter[str]:
    """Count what changed one cell at a time: the last row of a cell stands."""
    before, after = ({cell(row): row for row in rows} for rows in (old, new))
    kinds = {kind(row) for row in new}
    found: Counter[str] = Counter()
    for one in before.keys() | after.keys():
        was, now = before.get(one), after.get(one)
        if was and not now and kind(was) not in kinds:
            now = was if others else None
            was = was if others else None
        a, b = (row["value"] if row else None for row in (was, now))
        if a is None and b is None:
            continue
        margin = sum(row["margin"] or 0 for row in (was, now) if row)
        changed = a is not None and b is not None and abs(a - b) > margin
        how = "revised" if changed else "unchanged"
        found["added" if a is None else "removed" if b is None else how] += 1
    return found


@given(old=ROWS, new=ROWS, others=st.booleans())
def test_cells_are_counted_as_if_one_looked_at_each(
    old: list[Row], new: list[Row], others: bool
) -> None:
    comparison = Comparison(others=others)
    comparison.add(SHARED, *(pa.Table.from_pylist(rows, schema=SHAPE) for rows in (old, new)))
    found = comparison.result("totals", "before", "after")
    said = {name: getattr(found, name) for name in ("added", "removed", "revised", "unchanged")}
    assert Counter(said) == counted(old, new, others=others)


def test_the_biggest_changes_come_first_and_one_sided_ones_last() -> None:
    old = [("2701", 100), ("2702", 50), ("2703", 7)]
    new = [("2701", 90), ("2702", 80), ("2704", 1000)]
    same = {"reporter": "CHN", "partner": "PRK", "period": "2017-07", "province": "",
            "margin": 0, "status": "reported"}  # fmt: skip
    sides = [
        pa.Table.from_pylist([{**same, "commodity": c, "value": v} for c, v in rows], schema=SHAPE)
        for rows in (old, new)
    ]
    comparison = Comparison(others=False)
    comparison.add(SHARED, *sides)
    found = comparison.result("totals", "before", "after")
    assert [(one.commodity, one.kind) for one in found.biggest] == [
        ("2702", "revised"), ("2701", "revised"), ("2704", "added"), ("2703", "removed"),
    ]  # fmt: skip
    # Only what is known on both sides: 100 + 50 before, 90 + 80 after.
    (total,) = found.totals
    assert (total.before, total.after, total.period) == (Decimal(150), Decimal(170), "2017-07")


def test_of_one_publication_the_finer_figure_stands(
    store_of: Callable[..., Store], figure: Callable[..., Row]
) -> None:
    first, second = date(2017, 8, 23), date(2017, 9, 23)
    store = store_of(
        figure("9", "1", first, citation="a"),
        figure("8.4", "0.1", first, citation="b"),
        figure("8.0", "0.1", second),
    )
    found = differences.difference(store, "totals", earlier=str(first), later=str(second))
    (one,) = found.biggest
    assert (one.before, one.after) == (Decimal(8_400_000), Decimal(8_000_000))


@pytest.mark.parametrize("most", [1, 3, 7, 100])
def test_what_is_compared_at_once_covers_all_reporters_once(most: int) -> None:
    sizes = {"2016": {"CHN": 2, "KOR": 1}, "2017": {"CHN": 3, "JPN": 4, "USA": 1}, "2018": {"": 1}}
    found = Counter(
        (period, reporter)
        for some in differences._together(sizes, most)
        for period, reporters in sizes.items()
        for reporter in reporters
        if some.periods[0] <= period <= some.periods[1]
        and some.reporters[0] <= reporter <= some.reporters[1]
    )
    assert found == Counter((period, one) for period, some in sizes.items() for one in some)


@given(old=ROWS, new=ROWS)
def test_rows_divided_by_reporters_keep_their_order(old: list[Row], new: list[Row]) -> None:
    sides = [pa.Table.from_pylist(rows, schema=SHAPE) for rows in (old, new)]
    parts = list(differences._by_reporters(*sides))
    reporters = {row["reporter"] for row in new}
    for number, rows in enumerate((old, new)):
        divided = [row for part in parts for row in part[number].to_pylist()]
        for reporter in ("CHN", "KOR"):
            found = [row for row in divided if row["reporter"] == reporter]
            kept = [row for row in rows if row["reporter"] == reporter and reporter in reporters]
            assert found == kept
