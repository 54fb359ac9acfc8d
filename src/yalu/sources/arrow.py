"""The tables of the model as Arrow schemas, and rows written by hand as batches of them."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import pyarrow as pa

from yalu.model.tables import Table, Type

ARROW = {
    Type.TEXT: pa.string(),
    Type.DAY: pa.date32(),
    Type.INTEGER: pa.int32(),
    Type.NUMBER: pa.float64(),
    Type.AMOUNT: pa.decimal128(22, 4),
    Type.FLAG: pa.bool_(),
}
_ROWS_PER_BATCH = 65_536


def schema(table: Table) -> pa.Schema:
    """Give the Arrow schema of a table."""
    return pa.schema([(name, ARROW[type_]) for name, type_ in table.types.items()])


def batches(table: Table, rows: Iterable[dict[str, Any]]) -> Iterator[pa.RecordBatch]:
    """Gather rows into batches; a text left out is empty, anything else left out is null."""
    shape = schema(table)
    empty = {name: "" if type_ is Type.TEXT else None for name, type_ in table.types.items()}
    arriving = iter(rows)
    while some := list(islice(arriving, _ROWS_PER_BATCH)):
        columns = [
            pa.array([row.get(name, empty[name]) for row in some], shape.field(name).type)
            for name in shape.names
        ]
        yield pa.RecordBatch.from_arrays(columns, schema=shape)
