"""The reference release: published figures, listings and evidence that the package ships.

Each dataset is one CSV file and one descriptor, so that the main job needs no network.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import csv

from yalu.model.errors import AssertionBrokenError
from yalu.model.periods import Period
from yalu.model.tables import TABLES, Table, Type
from yalu.sources.arrow import ARROW
from yalu.sources.descriptors import Descriptor, check, read_descriptor

FOLDER = Path(__file__).parent / "reference"


@dataclass(frozen=True, kw_only=True)
class Dataset:
    """A dataset that passed its assertions, ready for the store."""

    descriptor: Descriptor
    rows: pa.Table


def datasets(folder: Path = FOLDER) -> Iterator[Dataset]:
    """Read every dataset of a folder and check it against its descriptor."""
    for path in sorted(folder.glob("*.yaml")):
        yield read_dataset(path)


def read_dataset(path: Path) -> Dataset:
    """Read one dataset; a broken promise stops it with the lines at fault."""
    descriptor = read_descriptor(path)
    table = TABLES.get(descriptor.table)
    if table is None:
        known = ", ".join(TABLES)
        raise AssertionBrokenError(
            descriptor.name, (f"no table is called {descriptor.table!r}; there is {known}",)
        )
    rows = _read(path.with_name(descriptor.file), table)
    unknown = tuple(f"no column {c!r} is known" for c in rows.column_names if c not in table.types)
    if unknown:
        raise AssertionBrokenError(descriptor.name, unknown)
    listed = rows.to_pylist()
    check(descriptor, listed)
    return Dataset(descriptor=descriptor, rows=_completed(rows, listed, table, descriptor.name))


def citations(folder: Path = FOLDER) -> pa.Table:
    """Read the pages that the datasets of a folder rest on."""
    table = TABLES["citations"]
    files = sorted(folder.glob("*citations.csv"))
    return pa.concat_tables([_read(file, table).select(list(table.types)) for file in files])


def _read(path: Path, table: Table) -> pa.Table:
    types = {name: ARROW[type_] for name, type_ in table.types.items()}
    try:
        return csv.read_csv(
            path,
            read_options=csv.ReadOptions(use_threads=False),  # so that an error names its line
            parse_options=csv.ParseOptions(newlines_in_values=True),
            convert_options=csv.ConvertOptions(column_types=types, strings_can_be_null=False),
        )
    except pa.ArrowInvalid as error:
        raise AssertionBrokenError(path.name, (_located(str(error)),)) from error


def _located(message: str) -> str:
    """Say a line where Arrow says a row; both count the header as the first."""
    return re.sub(r"[Rr]ow #(\d+)", r"line \1", message)


def _completed(rows: pa.Table, listed: list[dict[str, Any]], table: Table, name: str) -> pa.Table:
    """Add the columns that follow from others, and nulls for those that the file has not."""
    columns: dict[str, pa.Array | pa.ChunkedArray] = {c: rows[c] for c in rows.column_names}
    columns["dataset"] = pa.repeat(name, len(rows)).cast(pa.string())
    if table is TABLES["observations"]:
        periods = [_period(row["period"]) for row in listed]
        columns["first_month"] = pa.array([p.first for p in periods], pa.int32())
        columns["last_month"] = pa.array([p.last for p in periods], pa.int32())
        columns["frequency"] = pa.array([p.frequency.value for p in periods], pa.string())
    for column, type_ in table.types.items():
        if column not in columns:
            empty = "" if type_ is Type.TEXT else None
            columns[column] = pa.array([empty] * len(rows), ARROW[type_])
    return pa.table({column: columns[column] for column in table.types})


@cache
def _period(text: str) -> Period:
    return Period.parse(text)
