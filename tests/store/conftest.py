from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

from yalu.model.periods import Period
from yalu.sources import reference
from yalu.store.engine import Store


def row(
    value: str | None, margin: str, published: date, *, period: str = "2017-07", **others: object
) -> dict[str, Any]:
    months = Period.parse(period)
    return {
        "reporter": "CHN",
        "partner": "PRK",
        "flow": "T",
        "period": period,
        "first_month": months.first,
        "last_month": months.last,
        "frequency": months.frequency.value,
        "commodity": "",
        "product": "",
        "value": None if value is None else Decimal(value) * 1_000_000,
        "margin": Decimal(margin) * 1_000_000,
        "currency": "USD",
        "quantity": None,
        "change_year_pct": None,
        "status": "reported",
        "compiler": "GAC",
        "rank": 1,
        "published": published,
        "citation": f"page-{published}",
        "dataset": "totals",
        **others,
    }


@pytest.fixture
def figure() -> Callable[..., dict[str, Any]]:
    """Make a published figure from millions of dollars, their margin and the day."""
    return row


@pytest.fixture
def store_of() -> Iterator[Callable[..., Store]]:
    """Fill a store with figures."""
    opened = []

    def fill(*rows: dict[str, Any]) -> Store:
        store = Store.in_memory()
        store.add("observations", pa.Table.from_pylist(list(rows)))
        opened.append(store)
        return store

    yield fill
    for store in opened:
        store.close()


@pytest.fixture(scope="session")
def release() -> Iterator[Store]:
    """Load the reference release."""
    store = Store.in_memory()
    for dataset in reference.datasets():
        store.add(dataset.descriptor.table, dataset.rows)
    store.add("citations", reference.citations())
    yield store
    store.close()
