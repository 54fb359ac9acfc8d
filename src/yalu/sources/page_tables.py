"""Reads the tables of a page as a spreadsheet would show them, whatever stands around them.

A cell that spans several columns or rows fills the first and leaves the others blank, as a merged
cell of a spreadsheet does. Pages lay themselves out in tables too: of those inside one another each
is a table of its own.
"""

import re
from collections import deque
from dataclasses import dataclass, field, replace
from typing import cast

from yalu.model.errors import HostileFileError
from yalu.sources.opening import Document
from yalu.sources.pages import HIDDEN, Tag, plain, tags
from yalu.sources.texts import MOST_COLUMNS, Head, decode

MOST_BYTES = 32 << 20
_MOST_CELLS = 2_000_000
# A bulletin has some twenty thousand tags, in two or three tables.
_MOST_TAGS = 120_000
_MOST_TABLES = 2_000
_MOST_SPANNED = 10_000
# How many texts above a table may be its title.
_NEAR = 200
_INLINE = frozenset({"a", "abbr", "b", "em", "font", "i", "small", "span", "strong", "sub", "sup",
                     "u", "o", "nobr"})  # fmt: skip
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_SPANS = re.compile(r"""\b(col|row)span\s*=\s*["']?\s*(\d{1,6})""", re.IGNORECASE)


@dataclass(kw_only=True)
class PageTable:
    """One table: its rows, the line that each begins on, and the texts of the page before it.

    A table that is not `whole` never ends: the page is cut off.
    """

    before: tuple[str, ...]
    rows: list[list[str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    whole: bool = True
    _texts: list[str] = field(default_factory=list)
    _at: int | None = None
    _reach: dict[int, int] = field(default_factory=dict)

    def begin_row(self, line: int) -> None:
        self.end_cell()
        self.rows.append([])
        self.lines.append(line)

    def begin_cell(self, tag: Tag) -> None:
        """Put a cell where those that reach down from above leave room."""
        self.end_cell()
        if not self.rows:
            return
        row, number = self.rows[-1], len(self.rows)
        while self._reach.get(len(row), 0) >= number:
            row.append("")
        spans = {name.casefold(): int(count) for name, count in _SPANS.findall(tag.attributes)}
        wide = min(max(spans.get("col", 1), 1), MOST_COLUMNS)
        last = number - 1 + min(max(spans.get("row", 1), 1), _MOST_SPANNED)
        self._at = len(row)
        row += [""] * wide
        self._reach |= dict.fromkeys(range(self._at, len(row)), last)

    def take(self, text: str) -> None:
        self._texts += [text] * (self._at is not None)

    def end_cell(self) -> None:
        if self._at is not None:
            self.rows[-1][self._at] = " ".join("".join(self._texts).split())
        self._texts, self._at = [], None


def whole_page(head: Head) -> str:
    """Give the whole of a page, for scripts may fill its beginning; nothing of other files."""
    start = head.text.lstrip("\ufeff \r\n\t")[:1]
    return decode(head.document.whole(MOST_BYTES), head.name) if start == "<" else ""


def tables(document: Document) -> tuple[PageTable, ...]:
    """Give the tables of a page in the order in which they end, read once for all who ask."""
    if "tables" not in document.worked_out:
        text = decode(document.whole(MOST_BYTES), document.name)
        document.worked_out["tables"] = _Reading(document).tables(text)
    return cast("tuple[PageTable, ...]", document.worked_out["tables"])


class _Reading:
    """Follows the tags of a page, and puts what stands between them where it belongs."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._open: list[PageTable] = []
        self._done: list[PageTable] = []
        self._said: deque[str] = deque(maxlen=_NEAR)
        self._saying: list[str] = []
        self._cells = 0

    def tables(self, text: str) -> tuple[PageTable, ...]:
        end, line, hidden = 0, 1, False
        for number, tag in enumerate(tags(text)):
            if number > _MOST_TAGS or len(self._done) + len(self._open) > _MOST_TABLES:
                raise HostileFileError(
                    self._document.name, "it has more tags than any page of statistics"
                )
            if not hidden:
                self._say(text[end : tag.start])
            line += text.count("\n", end, tag.start)
            self._take(tag, line)
            line += text.count("\n", tag.start, tag.end)
            end, hidden = tag.end, tag.name in HIDDEN and not tag.closing
        for table in self._open:
            table.end_cell()
        unclosed = [replace(table, whole=False) for table in self._open]
        return tuple(table for table in (*self._done, *unclosed) if table.rows)

    def _say(self, between: str) -> None:
        text = plain(_COMMENT.sub(" ", between))
        self._saying.append(text)
        if self._open:
            self._open[-1].take(text)

    def _take(self, tag: Tag, line: int) -> None:
        if tag.name not in _INLINE:
            if said := " ".join("".join(self._saying).split()):
                self._said.append(said)
            self._saying = []
        table = self._open[-1] if self._open else None
        if tag.name == "table" and not tag.closing:
            self._open.append(PageTable(before=tuple(self._said)))
        elif table is None:
            return
        elif tag.name == "table":
            table.end_cell()
            self._done.append(self._open.pop())
        elif tag.name == "tr":
            table.end_cell() if tag.closing else table.begin_row(line)
        elif tag.name in {"td", "th"}:
            table.end_cell() if tag.closing else self._begin_cell(table, tag)
        elif tag.name not in _INLINE:
            table.take(" ")

    def _begin_cell(self, table: PageTable, tag: Tag) -> None:
        before = len(table.rows[-1]) if table.rows else 0
        table.begin_cell(tag)
        self._cells += len(table.rows[-1]) - before if table.rows else 0
        if self._cells > _MOST_CELLS or (table.rows and len(table.rows[-1]) > MOST_COLUMNS):
            reason = "a table of the page is larger than any of statistics"
            raise HostileFileError(self._document.name, reason)
