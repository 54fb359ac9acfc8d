"""The descriptor of a dataset: publisher, licence, cadence, and the promises that gate a load."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import yaml

from yalu.model.errors import AssertionBrokenError, PeriodError
from yalu.model.periods import Period

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
    not_negative: list[str] = []


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
    lacking = tuple(f"no column {c!r}" for c in _promised(descriptor) if rows and c not in rows[0])
    if lacking:
        raise AssertionBrokenError(descriptor.name, lacking)
    odd = tuple(_odd_periods(rows))
    if odd:
        raise AssertionBrokenError(descriptor.name, odd)
    broken = tuple(_broken(descriptor, rows))
    if broken:
        raise AssertionBrokenError(descriptor.name, broken)


def _last_month(period: str) -> int:
    """Give the last month of a period, which may be written in days."""
    end = period.rpartition("/")[2]
    return Period.parse(end[:7] if len(end) == 10 else end).last


def _promised(descriptor: Descriptor) -> list[str]:
    """Name the columns that the key and the promises speak of."""
    promised = descriptor.assertions
    columns = [*descriptor.key, *promised.filled, *promised.values]
    if promised.sums:
        columns += ["reporter", "partner", "flow", "period", "value", "margin", "currency",
                    "compiler", "published"]  # fmt: skip
    return list(dict.fromkeys(columns + (["period"] if promised.latest_period else [])))


def _odd_periods(rows: list[Row]) -> Iterator[str]:
    for line, row in enumerate(rows, 2):
        if "first_month" in row or "period" not in row or "flow" not in row:
            continue
        try:
            Period.parse(row["period"])
        except PeriodError as error:
            yield f"line {line}: {error}"


def _broken(descriptor: Descriptor, rows: list[Row]) -> Iterator[str]:
    promised = descriptor.assertions
    if not promised.rows.min <= len(rows) <= promised.rows.max:
        yield f"{len(rows)} rows, where {promised.rows.min} to {promised.rows.max} are expected"
    for column, rate in promised.filled.items():
        empty = [line for line, row in enumerate(rows, 2) if row[column] in (None, "")]
        if len(rows) - len(empty) < round(rate * len(rows), 6):
            yield f"{column} is empty in line {_lines(empty)}"
    for column, allowed in promised.values.items():
        odd = [line for line, row in enumerate(rows, 2) if row[column] not in {*allowed, None, ""}]
        if odd:
            yield f"{column} is none of {', '.join(allowed)} in line {_lines(odd)}"
    yield from _repeated_keys(descriptor.key, rows)
    if promised.latest_period and rows:
        last = max(_last_month(row["period"]) for row in rows)
        if last < Period.parse(promised.latest_period).last:
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
                   row["compiler"], row["published"],
                   # January is printed and worked out again in the release of February
                   row.get("status") == "estimated")  # fmt: skip
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
