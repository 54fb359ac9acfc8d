"""The columns of a run of rows, read by their headings, so that no row costs a Python loop."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import pyarrow as pa
import pyarrow.compute as pc

from yalu.model.errors import UnreadableFileError
from yalu.sources.opening import Document

CODES = pa.dictionary(pa.int32(), pa.string())
AMOUNT = pa.decimal128(22, 4)
_FLAGS = {
    **dict.fromkeys(("true", "1", "t", "yes", "y", "1.0"), True),
    **dict.fromkeys(("false", "0", "f", "no", "n", "0.0"), False),
}


def folded(name: str) -> str:
    """Fold a heading: `isQtyEstimated`, `is_qty_estimated` and `Is Qty Estimated` are one."""
    return re.sub(r"[^a-z0-9]", "", name.casefold())


@dataclass(frozen=True, kw_only=True)
class Columns:
    """A run of rows, by folded heading; `first` is the line of the first one."""

    document: Document
    batch: pa.RecordBatch
    first: int

    def __len__(self) -> int:
        return int(self.batch.num_rows)

    def has(self, name: str) -> bool:
        return name in self.batch.schema.names

    def line(self) -> pa.Array:
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
        meanings = [meaning(text.strip()) for text in texts]
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
            named = ", ".join(
                f"{texts[codes.indices[row].as_py()]!r} in line {self.first + row}"
                for row in rows[:10]
            )
            more = f" and {len(rows) - 10:,} more" if len(rows) > 10 else ""
            raise UnreadableFileError(
                self.document.name, f"unknown {what}: {named}{more}", line=self.first + rows[0]
            )

    def valued(
        self, name: str, meaning: Callable[[str], str | int | None], type_: pa.DataType
    ) -> pa.Array:
        """Replace codes by numbers or flags; one without meaning becomes null."""
        codes = self._codes(name)
        values = [meaning((text or "").strip()) for text in codes.dictionary.to_pylist()]
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
            raise UnreadableFileError(
                self.document.name,
                f"a number of column {name} cannot be read ({error})",
                line=self.first,
            ) from error
        if column.null_count == len(column):
            return self.constant(None, AMOUNT)
        ends = pc.min_max(column)
        if column.null_count == 0 and ends["min"].equals(ends["max"]):
            return self.constant(ends["min"].as_py(), AMOUNT)
        return column

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
