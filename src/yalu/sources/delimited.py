"""Reads large delimited files: blocks of lines, several at once, column by column."""

import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from yalu.model.errors import HostileFileError, UnreadableFileError
from yalu.sources.blocks import Block, blocks, is_quoted
from yalu.sources.columns import AMOUNT, CODES, Columns, OddCellsError, folded
from yalu.sources.offenders import SHOWN
from yalu.sources.opening import Document
from yalu.sources.texts import MOST_COLUMNS, Head

_READERS = 2
# BACI pads its numbers, and its NA, with blanks to a width.
_NULLS = ["", "NA", "N/A", "NaN", "nan", "NULL", "null", "None", "none"]
_NULLS += [" " * blanks + "NA" for blanks in range(1, 33)]
_NUMBER = r"^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$"
_GROUPED = r"^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$"
# Finer numbers than the table keeps are cut here and then rounded.
_FINE = pa.decimal128(38, 10)
_TOO_FINE = r"^([+-]?\d*\.\d{10})\d+$"
_NOT_A_NUMBER = re.compile("conversion error|Failed to parse")
_WIDTH = re.compile(r"Expected (\d+) columns, got (\d+)(?:: (.*))?", re.DOTALL)
_ROW = re.compile(r"Row #(\d+): (.*)", re.DOTALL)


def observed(
    document: Document,
    into: Callable[[Columns], pa.RecordBatch],
    *,
    numbers: frozenset[str],
    wanted: frozenset[str],
) -> Iterator[pa.RecordBatch]:
    """Read the wanted columns of a delimited file, several blocks at once, and make rows of them.

    Rows come in the order of the file. `into` makes them of one block, on another thread.
    """
    head = Head(document=document)
    table = _table(head, numbers, wanted)
    arriving = blocks(document, head)
    with ThreadPoolExecutor(_READERS) as readers:
        waiting: deque[Future[pa.RecordBatch]] = deque()
        try:
            for block in arriving:
                waiting.append(readers.submit(lambda b: into(table.columns(b)), block))
                if len(waiting) > _READERS:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except UnicodeDecodeError as error:
            raise UnreadableFileError(document.name, str(error)) from error
        except _NoNumberError:
            table.blame(blocks(document, head))
            raise
        except OddCellsError as error:
            raise _with_later(error, table, into, blocks(document, head)) from error
        finally:
            for late in waiting:
                late.cancel()


def _with_later(
    error: OddCellsError,
    table: "_Table",
    into: Callable[[Columns], pa.RecordBatch],
    arriving: Iterator[Block],
) -> OddCellsError:
    """Look for more such codes in the blocks behind, until there are more than are shown."""
    found: list[tuple[int, str]] = []
    for block in arriving:
        try:
            into(table.columns(block))
        except OddCellsError as other:
            found += other.found if other.what == error.what else []
        if len(found) > SHOWN:
            break
    return OddCellsError(error.path, error.what, found or error.found)


def _table(head: Head, numbers: frozenset[str], wanted: frozenset[str]) -> "_Table":
    document = head.document
    names = [folded(name) for name in head.header]
    if len(names) > MOST_COLUMNS:
        raise HostileFileError(document.name, f"its header has {len(names):,} columns")
    twice = [name for name in wanted if names.count(name) > 1]
    if twice:
        raise UnreadableFileError(document.name, f"it has the column {twice[0]!r} twice", line=1)
    names += [""] * head.trailing
    unique = [name if names.count(name) == 1 else f"{name}:{i}" for i, name in enumerate(names)]
    present = [name for name in unique if name in wanted]
    return _Table(head=head, names=unique, wanted=present, numbers=numbers)


class _NoNumberError(UnreadableFileError):
    """A cell of a column of numbers is none."""


@dataclass(frozen=True, kw_only=True)
class _Table:
    """How the blocks of one file are read: the names of its columns, and which are wanted.

    `finer` says that a block of this file had numbers with more decimals than the table keeps.
    """

    head: Head
    names: list[str]
    wanted: list[str]
    numbers: frozenset[str]
    finer: list[bool] = field(default_factory=list)

    def columns(self, block: Block) -> Columns:
        document = self.head.document
        try:
            batch = self._numbered(block)
        except pa.ArrowInvalid as error:
            if _NOT_A_NUMBER.search(str(error)) and "UTF8" not in str(error):
                raise _NoNumberError(document.name, "a number cannot be read") from error
            line, reason = _in_words(str(error), block)
            raise UnreadableFileError(document.name, reason, line=line) from error
        starts = self._starts(block, batch.num_rows)
        return Columns(document=document, batch=batch, first=block.first, starts=starts)

    def _starts(self, block: Block, rows: int) -> list[int] | None:
        """Give the lines of rows; refuse where a stray quote leaves nobody to tell."""
        starts = block.starts(rows)
        if starts is not None and len(starts) != rows:
            starts = replace(block, quoted=False).starts(rows)
        if starts is not None and len(starts) != rows:
            reason = "a quote stands inside a cell or a line ends inside one, near here"
            raise UnreadableFileError(self.head.document.name, reason, line=block.first)
        return starts

    def _numbered(self, block: Block) -> pa.RecordBatch:
        """Read the numbers of a block exactly; the too fine and the grouped by their texts."""
        if not self.finer:
            try:
                return self._read(block, self._types(AMOUNT))
            except pa.ArrowInvalid as error:
                if "decimal" not in str(error).casefold() and not _NOT_A_NUMBER.search(str(error)):
                    raise
                self.finer.append(True)
        batch = self._read(block, self._types(pa.string()))
        columns = [
            _number(column, self.head.separator) if name in self.numbers else column
            for name, column in zip(batch.schema.names, batch.columns, strict=True)
        ]
        return pa.RecordBatch.from_arrays(columns, names=batch.schema.names)

    def _types(self, number: pa.DataType) -> dict[str, pa.DataType]:
        return {name: number if name in self.numbers else CODES for name in self.wanted}

    def _read(self, block: Block, types: dict[str, pa.DataType]) -> pa.RecordBatch:
        quoted = is_quoted(self.head)
        table = csv.read_csv(
            pa.BufferReader(pa.py_buffer(block.content)),
            read_options=csv.ReadOptions(
                use_threads=False, block_size=len(block.content) + 1, column_names=self.names
            ),
            parse_options=csv.ParseOptions(
                delimiter=self.head.separator,
                newlines_in_values=quoted,
                quote_char='"' if quoted or self.head.separator != "\t" else False,
            ),
            convert_options=csv.ConvertOptions(
                column_types=types,
                include_columns=list(types),
                null_values=_NULLS,
                strings_can_be_null=False,
            ),
        )
        return pa.RecordBatch.from_arrays(
            [column.combine_chunks() for column in table.columns], names=table.column_names
        )

    def blame(self, arriving: Iterator[Block]) -> None:
        """Read the numbers again as texts, and name the first ten that are none, by their lines."""
        texts = {name: pa.string() for name in self.wanted if name in self.numbers}
        found: list[tuple[int, str]] = []
        for block in arriving:
            try:
                batch = self._read(block, texts)
            except pa.ArrowInvalid as error:
                line, reason = _in_words(str(error), block)
                raise UnreadableFileError(self.head.document.name, reason, line=line) from error
            starts = self._starts(block, batch.num_rows)
            lines = starts or range(block.first, block.first + len(batch))
            found += _no_numbers(batch, lines, self.head.separator)
            if len(found) >= SHOWN:
                break
        if found:
            first = sorted(found)[:SHOWN]
            listed = ", ".join(text for _, text in first)
            raise UnreadableFileError(
                self.head.document.name, f"no number: {listed}", line=first[0][0]
            )


def _number(texts: pa.Array, separator: str) -> pa.Array:
    """Turn texts into decimals, or into floats where an exponent makes them too fine for that."""
    plain = _plain(texts, separator)
    plain = pc.if_else(pc.is_in(plain, pa.array(_NULLS)), None, plain)
    try:
        return pc.replace_substring_regex(plain, _TOO_FINE, r"\1").cast(_FINE)
    except pa.ArrowInvalid:
        floats = plain.cast(pa.float64())
        if pc.any(pc.is_inf(floats)).as_py():
            raise pa.ArrowInvalid("conversion error to a number") from None
        return floats


def _plain(texts: pa.Array, separator: str) -> pa.Array:
    """Give numbers without blanks, wide digits, and the commas that part thousands.

    Where semicolons part the cells, a comma may be the point of a fraction.
    """
    plain = pc.utf8_trim_whitespace(pc.utf8_normalize(texts, "NFKC"))
    if separator == ";":
        return plain
    grouped = pc.match_substring_regex(plain, _GROUPED)
    return pc.if_else(grouped, pc.replace_substring(plain, ",", ""), plain)


def _no_numbers(
    batch: pa.RecordBatch, starts: Sequence[int], separator: str
) -> Iterator[tuple[int, str]]:
    for cells in batch.columns:
        plain = _plain(cells, separator)
        fine = pc.or_(pc.match_substring_regex(plain, _NUMBER), pc.is_in(cells, pa.array(_NULLS)))
        for row in pc.indices_nonzero(pc.invert(fine)).to_pylist()[:SHOWN]:
            yield starts[row], f"{cells[row].as_py()[:40]!r} in line {starts[row]}"


def _in_words(error: str, block: Block) -> tuple[int, str]:
    """Give the line of an error of the reader, and the error without the reader's own words."""
    found = _ROW.search(error)
    starts = block.starts(-1) or [block.first]
    line = starts[min(int(found[1]), len(starts)) - 1] if found else block.first
    reason = found[2] if found else error.removeprefix("CSV parse error: ")
    if width := _WIDTH.match(reason):
        reason = (
            f"{width[2]} cells where {width[1]} are expected: {(width[3] or '').strip()[:80]!r}"
        )
    return line, reason.partition("\n")[0][:200].rstrip(".")
