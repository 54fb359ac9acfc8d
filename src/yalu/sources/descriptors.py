"""The descriptor of a dataset: publisher, licence, cadence, and the promises that gate a load."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import yaml

from yalu.model.errors import AssertionBrokenError

Row = dict[str, Any]


class Rows(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Least and greatest number of rows."""

    min: int
    max: int


class Sum(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"except_": "except"}):
    """A flow that must equal the sum of others printed together, but for named exceptions."""

    flow: str
    equals: list[str]
    within: str
    except_: dict[str, str] = {}


class Assertions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What every load of the dataset must satisfy."""

    rows: Rows
    filled: dict[str, float] = {}
    values: dict[str, list[str]] = {}
    latest_period: str = ""
    sums: list[Sum] = []


class Descriptor(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One dataset as its YAML file describes it.

    Where two datasets have a month in different currencies, a brief takes the higher
    `precedence`: the one whose months are complete. `target` is the sanctioned economy that
    listings and evidence are about.
    """

    name: str
    title: str
    publisher: str
    compiled_from: str
    licence: str
    cadence: str
    table: str
    key: list[str]
    assertions: Assertions
    file: str = ""
    precedence: int = 0
    target: str = ""


def read_descriptor(path: Path) -> Descriptor:
    """Read a descriptor; an unknown key or a wrong type is an error that names the place."""
    try:
        return msgspec.convert(
            yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader),
            Descriptor,
        )
    except (msgspec.ValidationError, yaml.YAMLError) as error:
        raise AssertionBrokenError(path.name, (str(error),)) from error


def check(descriptor: Descriptor, rows: list[Row]) -> None:
    """Refuse rows that break a promise of their descriptor; line 1 is the header of the file."""
    broken = tuple(_broken(descriptor, rows))
    if broken:
        raise AssertionBrokenError(descriptor.name, broken)


def _broken(descriptor: Descriptor, rows: list[Row]) -> Iterator[str]:
    promised = descriptor.assertions
    if not promised.rows.min <= len(rows) <= promised.rows.max:
        yield f"{len(rows)} rows, where {promised.rows.min} to {promised.rows.max} are expected"
    for column, rate in promised.filled.items():
        empty = [line for line, row in enumerate(rows, 2) if row[column] in (None, "")]
        if len(empty) > len(rows) * (1 - rate):
            yield f"{column} is empty in line {_lines(empty)}"
    for column, allowed in promised.values.items():
        odd = [line for line, row in enumerate(rows, 2) if row[column] not in {*allowed, None, ""}]
        if odd:
            yield f"{column} is none of {', '.join(allowed)} in line {_lines(odd)}"
    yield from _repeated_keys(descriptor.key, rows)
    if promised.latest_period and rows and max(r["period"] for r in rows) < promised.latest_period:
        yield f"the latest period is before {promised.latest_period}"
    for total in promised.sums:
        yield from sums_that_fail(total, enumerate(rows, 2))


def _repeated_keys(key: list[str], rows: list[Row]) -> Iterator[str]:
    seen: dict[tuple[Any, ...], int] = {}
    for line, row in enumerate(rows, 2):
        first = seen.setdefault(tuple(row[column] for column in key), line)
        if first != line:
            yield f"line {line} repeats the key of line {first}"


def sums_that_fail(total: Sum, rows: Iterable[tuple[int, Row]]) -> Iterator[str]:
    """Name each total that is off the sum of its parts by more than they were rounded."""
    printed: dict[tuple[Any, ...], dict[str, tuple[int, Row]]] = {}
    for line, row in rows:
        if row["value"] is None:
            continue
        release = (row["reporter"], row["partner"], row["period"], row["currency"],
                   row["compiler"], row["published"])  # fmt: skip
        printed.setdefault(release, {})[row["flow"]] = (line, row)
    for (_, _, period, *_), flows in printed.items():
        if period in total.except_ or not {total.flow, *total.equals} <= flows.keys():
            continue
        line, whole = flows[total.flow]
        parts = [flows[flow][1] for flow in total.equals]
        gap = abs(whole["value"] - sum(part["value"] for part in parts))
        if gap > whole["margin"] + sum(part["margin"] for part in parts):
            yield f"line {line}: {total.flow} of {period} is {gap} off the sum of its parts"


def _lines(lines: list[int]) -> str:
    return ", ".join(map(str, lines[:10])) + (" …" if len(lines) > 10 else "")
