"""The columns of a run of rows, read by their headings, so that no row costs a Python loop."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import pyarrow as pa
import pyarrow.compute as pc

from yalu.model.errors import UnreadableFileError
from yalu.sources.offenders import SHOWN
from yalu.sources.opening import Document

CODES = pa.dictionary(pa.int32(), pa.string())
AMOUNT = pa.decimal128(22, 4)
_FLAGS = {
    **dict.fromkeys(("true", "1", "t", "yes", "y", "1.0"), True),
    **dict.fromkeys(("false", "0", "f", "no", "n", "0.0"), False),
}
# What an amount of 22 digits, four of them decimals, cannot hold.
_TOO_LARGE = 1e18
_NOTHING = frozenset({"NA", "N/A", "NaN", "nan", "<NA>", "NULL", "null", "None"})


def folded(name: str) -> str:
    """Fold a heading: `isQtyEstimated`, `is_qty_estimated` and `Is Qty Estimated` are one."""
    return re.sub(r"[^a-z0-9]", "", name.casefold())


class OddCellsError(UnreadableFileError):
    """Cells that cannot be read, each with its line; more than ten of them end in `and more`."""

    def __init__(
        self, name: str, what: str, found: list[tuple[int, str]], counted: str = "line"
    ) -> None:
        named = ", ".join(f"{text!r} in {counted} {line}" for line, text in found[:SHOWN])
        more = " and more" if len(found) > SHOWN else ""
        line = found[0][0] if counted == "line" else None
        super().__init__(name, f"{what}: {named}{more}", line=line)
        self.what, self.found, self.counted = what, found, counted

    def __reduce__(self) -> tuple[type, tuple[str, str, list[tuple[int, str]], str]]:
        return type(self), (self.path, self.what, self.found, self.counted)


@dataclass(frozen=True, kw_only=True)
class Columns:
    """A run of rows, by folded heading; `first` is the line of the first one.

    `starts` are the lines of all of them, where some take several lines or none lie between. An
    answer of a service has rows and no lines, which `counted` says.
    """

    document: Document
    batch: pa.RecordBatch
    first: int
    starts: Sequence[int] | None = None
    counted: str = "line"

    def __len__(self) -> int:
        return int(self.batch.num_rows)

    def has(self, name: str) -> bool:
        return name in self.batch.schema.names

    def line(self) -> pa.Array:
        """Give the line of each row in the file."""
        if self.starts is not None:
            return pa.array(self.starts, pa.int32())
        ones = pa.repeat(pa.scalar(1, pa.int32()), len(self))
        return pc.cumulative_sum(ones, start=self.first - 1)

    def constant(self, value: object, type_: pa.DataType) -> pa.Array:
        """Repeat a value over all rows."""
        if pa.types.is_string(type_):
            first = _repeated(0, pa.int32(), len(self))
            return pa.DictionaryArray.from_arrays(first, pa.array([value], pa.string()))
        return _repeated(value, type_, len(self))

    def mapped(self, name: str, meaning: Callable[[str], str | None], what: str) -> pa.Array:
        """Replace codes by what they mean; one without meaning stops the load with its lines."""
        if not self.has(name):
            return self.constant("", pa.string())
        codes = self._codes(name)
        texts = [text or "" for text in codes.dictionary.to_pylist()]
        meanings = [meaning(_said(text)) for text in texts]
        unknown = [i for i, found in enumerate(meanings) if found is None]
        if unknown:
            self._refuse_unknown(codes, unknown, texts, what)
        return pa.DictionaryArray.from_arrays(codes.indices, pa.array(meanings, pa.string()))

    def _refuse_unknown(
        self, codes: pa.DictionaryArray, unknown: list[int], texts: list[str], what: str
    ) -> None:
        hits = pc.is_in(codes.indices, pa.array(unknown, pa.int32()))
        rows = pc.indices_nonzero(hits).to_pylist()
        if rows:
            lines = pc.take(self.line(), pa.array(rows[: SHOWN + 1])).to_pylist()
            found = [
                (line, texts[codes.indices[row].as_py()])
                for row, line in zip(rows, lines, strict=False)
            ]
            raise OddCellsError(self.document.name, f"unknown {what}", found, self.counted)

    def valued(
        self, name: str, meaning: Callable[[str], str | int | None], type_: pa.DataType
    ) -> pa.Array:
        """Replace codes by numbers or flags; one without meaning becomes null."""
        codes = self._codes(name)
        values = [meaning(_said(text or "")) for text in codes.dictionary.to_pylist()]
        return pc.take(pa.array(values, type_), codes.indices)

    def text(self, name: str) -> pa.Array:
        """Give a column as it is; empty where the file has none."""
        return self.mapped(name, lambda text: text, "")

    def _codes(self, name: str) -> pa.DictionaryArray:
        column = self.batch.column(name)
        encoded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
        if encoded.null_count == 0:
            return encoded
        return pc.fill_null(encoded.cast(pa.string()), "").dictionary_encode()

    def amount(self, name: str) -> pa.Array:
        """Give a column of numbers to four decimals; null where the file has none."""
        if not self.has(name):
            return self.constant(None, AMOUNT)
        try:
            column = _to_four_decimals(self.batch.column(name))
        except pa.ArrowInvalid as error:
            raise self._too_large(name) from error
        if column.null_count == len(column):
            return self.constant(None, AMOUNT)
        ends = pc.min_max(column)
        if column.null_count == 0 and ends["min"].equals(ends["max"]):
            return self.constant(ends["min"].as_py(), AMOUNT)
        return column

    def _too_large(self, name: str) -> OddCellsError:
        """Name the numbers that are larger than the store holds, by their lines."""
        numbers = self.batch.column(name).cast(pa.float64())
        large = pc.indices_nonzero(pc.greater_equal(pc.abs(numbers), _TOO_LARGE))
        rows = large[: SHOWN + 1]
        found = zip(
            pc.take(self.line(), rows).to_pylist(),
            (f"{number:g}" for number in pc.take(numbers, rows).to_pylist()),
            strict=True,
        )
        what = f"larger than any trade is {name}"
        return OddCellsError(self.document.name, what, list(found), self.counted)

    def flag(self, name: str) -> pa.Array:
        """Give a column of yes and no, whatever way it is written; null where there is none."""
        if not self.has(name):
            return self.constant(None, pa.bool_())
        self.mapped(
            name,
            lambda text: text if text.casefold() in _FLAGS or not text else None,
            f"yes or no of {name}",
        )
        return self.valued(name, lambda text: _FLAGS.get(text.casefold()), pa.bool_())


def _said(text: str) -> str:
    """Give what a cell says: R and pandas write that there is nothing in words."""
    stripped = text.strip()
    return "" if stripped in _NOTHING else stripped


def _to_four_decimals(column: pa.Array) -> pa.Array:
    if column.type == AMOUNT:
        return column
    if pa.types.is_decimal(column.type):
        return pc.round(column, 4).cast(AMOUNT)
    numbers = column.cast(pa.float64())
    return pc.cast(pc.if_else(pc.is_finite(numbers), numbers, None), AMOUNT)


def _repeated(value: object, type_: pa.DataType, rows: int) -> pa.Array:
    return _long(value, type_, 1 << rows.bit_length())[:rows]


@lru_cache(maxsize=64)
def _long(value: object, type_: pa.DataType, rows: int) -> pa.Array:
    return pa.repeat(pa.scalar(value, type_), rows)


def says(cells: pa.DictionaryArray, text: str) -> pa.Array:
    """Tell for each cell whether it is this text."""
    return pc.take(pc.equal(cells.dictionary, text), cells.indices)


def as_dictionary(cells: pa.Array) -> pa.DictionaryArray:
    """Give cells as numbers of distinct texts."""
    return cells if pa.types.is_dictionary(cells.type) else cells.dictionary_encode("encode")
