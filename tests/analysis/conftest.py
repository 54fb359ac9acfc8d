from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal

import ibis.expr.types as ir
import pyarrow as pa
import pytest

from yalu.model.periods import Period
from yalu.sources import reference
from yalu.store.engine import Store

Figure = tuple[str, str, str, str]


@pytest.fixture(scope="session")
def series_of() -> Iterator[Callable[..., ir.Table]]:
    """Make a bilateral series from (flow, month, millions, margin) in a store of its own."""
    opened: list[Store] = []

    def make(
        *figures: Figure, status: str = "reported", compilers: tuple[str, ...] = ()
    ) -> ir.Table:
        for store in opened:
            store.close()
        opened[:] = [Store.in_memory()]
        rows = [
            {
                "reporter": "CHN",
                "partner": "PRK",
                "flow": flow,
                "period": month,
                "first_month": Period.parse(month).first,
                "last_month": Period.parse(month).last,
                "frequency": "M",
                "commodity": "",
                "product": "",
                "value": Decimal(value) * 1_000_000,
                "margin": Decimal(margin) * 1_000_000,
                "currency": "USD",
                "status": status,
                "compiler": compilers[number] if compilers else "GAC",
                "rank": 1,
                "published": date(2018, 1, 1) + timedelta(days=number),
                "citation": f"page-{number}",
                "arithmetic": "",
            }
            for number, (flow, month, value, margin) in enumerate(figures)
        ]
        opened[0].add("observations", pa.Table.from_pylist(rows))
        return opened[0].bilateral("CHN", "PRK", currency="USD", as_known=date(2018, 12, 31))

    yield make
    for store in opened:
        store.close()


@pytest.fixture(scope="session")
def release() -> Iterator[Store]:
    """Load the reference release."""
    store = Store.in_memory()
    for dataset in reference.datasets():
        store.add(dataset.descriptor.table, dataset.rows)
    yield store
    store.close()
