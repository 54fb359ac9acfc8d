"""Reads large delimited files column by column, so that ten million rows cost no Python loop."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from yalu.model.errors import HostileFileError, UnreadableFileError
from yalu.sources.opening import Document
from yalu.sources.texts import MOST_COLUMNS, Head

_BLOCK = 8 << 20
_MOST_ZIPPED = 1 << 30
# BACI pads its numbers, and its NA, with blanks to a width.
_NULLS = ["", "NA", "N/A", "NaN", "nan", "NULL", "null", "None", "none"]
_NULLS += [" " * blanks + "NA" for blanks in range(1, 33)]
_NUMBER = r"^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$"
_SHOWN = 10
_CODES = pa.dictionary(pa.int32(), pa.string())
_AMOUNT = pa.decimal128(22, 4)


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
        return pa.array(range(self.first, self.first + len(self)), pa.int32())

    def constant(self, value: object, type_: pa.DataType) -> pa.Array:
        """Repeat a value over all rows."""
        if pa.types.is_string(type_):
            indices = pa.repeat(pa.scalar(0, pa.int32()), len(self))
            return pa.DictionaryArray.from_arrays(indices, pa.array([value], pa.string()))
        return pa.repeat(pa.scalar(value, type_), len(self))

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
            return pa.nulls(len(self), _AMOUNT)
        column = self.batch.column(name)
        try:
            column = column.cast(pa.float64()) if column.type != pa.float64() else column
            finite = pc.if_else(pc.is_finite(column), column, None)
            return pc.cast(finite, _AMOUNT)
        except pa.ArrowInvalid as error:
            raise UnreadableFileError(
                self.document.name,
                f"a number of column {name} cannot be read ({error})",
                line=self.first,
            ) from error

    def flag(self, name: str) -> pa.Array:
        """Give a column of yes and no, whatever way it is written; null where there is none."""
        if not self.has(name):
            return pa.nulls(len(self), pa.bool_())
        known = {"true": "1", "1": "1", "t": "1", "yes": "1", "y": "1", "1.0": "1",
                 "false": "0", "0": "0", "f": "0", "no": "0", "n": "0", "0.0": "0",
                 "": ""}  # fmt: skip
        coded = self.mapped(name, lambda text: known.get(text.casefold()), f"yes or no of {name}")
        texts = coded.cast(pa.string())
        return pc.equal(pc.if_else(pc.equal(texts, ""), None, texts), "1")


def columns(
    document: Document, *, numbers: frozenset[str], wanted: frozenset[str]
) -> Iterator[Columns]:
    """Read the wanted columns of a delimited file in runs of rows, with numbers as numbers."""
    head = Head(document=document)
    names = [folded(name) for name in head.header]
    if len(names) > MOST_COLUMNS:
        raise HostileFileError(document.name, f"its header has {len(names):,} columns")
    twice = [name for name in wanted if names.count(name) > 1]
    if twice:
        raise UnreadableFileError(document.name, f"it has the column {twice[0]!r} twice", line=1)
    first = 2
    for batch in _batches(document, head, names, numbers, wanted):
        yield Columns(document=document, batch=batch, first=first)
        first += batch.num_rows


def _batches(
    document: Document,
    head: Head,
    names: list[str],
    numbers: frozenset[str],
    wanted: frozenset[str],
) -> Iterator[pa.RecordBatch]:
    unique = [name if names.count(name) == 1 else f"{name}:{i}" for i, name in enumerate(names)]
    present = [name for name in unique if name in wanted]
    read = partial(_stream, document, head, unique)
    try:
        yield from read({n: pa.float64() if n in numbers else _CODES for n in present})
    except (pa.ArrowInvalid, pa.ArrowKeyError, UnicodeDecodeError) as error:
        if "conversion error" in str(error):
            _blame(document, read({n: pa.string() for n in present if n in numbers}))
        raise UnreadableFileError(document.name, _in_words(str(error))) from error


def _stream(
    document: Document, head: Head, names: list[str], types: dict[str, pa.DataType]
) -> Iterator[pa.RecordBatch]:
    options = csv.ConvertOptions(
        column_types=types,
        include_columns=list(types),
        null_values=_NULLS,
        strings_can_be_null=False,
    )
    parse = csv.ParseOptions(
        delimiter=head.separator,
        newlines_in_values='"' in head.text,
        quote_char=False if head.separator == "\t" and '"' not in head.text else '"',
    )
    how = csv.ReadOptions(
        block_size=_BLOCK, column_names=names, skip_rows=1, encoding=_encoding(head)
    )
    with _unpacked(document) as file:
        yield from csv.open_csv(
            file, read_options=how, parse_options=parse, convert_options=options
        )


def _unpacked(document: Document) -> pa.NativeFile:
    """Open a file for Arrow's own threads.

    Arrow reads ahead in the background: a file object of Python that is closed under it after an
    error takes the process down.
    """
    if document.packing == "zip":
        return pa.BufferReader(document.whole(_MOST_ZIPPED))
    plain = pa.OSFile(str(document.path))
    if document.packing != "gzip":
        return plain
    document.verify()
    return pa.CompressedInputStream(plain, "gzip")


def _blame(document: Document, batches: Iterator[pa.RecordBatch]) -> None:
    """Read the numbers again as texts, and name the first ten that are none with their lines."""
    found: list[tuple[int, str]] = []
    first = 2
    for batch in batches:
        for name in batch.schema.names:
            cells = batch.column(name)
            fine = pc.or_(
                pc.match_substring_regex(cells, _NUMBER), pc.is_in(cells, pa.array(_NULLS))
            )
            found += [
                (first + row, f"{cells[row].as_py()[:40]!r} in line {first + row}")
                for row in pc.indices_nonzero(pc.invert(fine)).to_pylist()[:_SHOWN]
            ]
        first += batch.num_rows
        if len(found) >= _SHOWN:
            break
    if found:
        listed = ", ".join(text for _, text in sorted(found)[:_SHOWN])
        raise UnreadableFileError(document.name, f"no number: {listed}", line=min(found)[0])


def _encoding(head: Head) -> str:
    if head.document.head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        head.document.head[:-4].decode("utf-8")
    except UnicodeDecodeError as error:
        return "utf8" if error.end > len(head.document.head) - 8 else "latin-1"
    return "utf8"


def _in_words(error: str) -> str:
    if "straddling" in error:
        return f"a line is longer than {_BLOCK >> 20} MiB"
    return error.removeprefix("CSV parse error: ").rstrip(".").partition(": ")[2] or error
