"""Divides the text of a large file into blocks of whole lines, so that several are read at once."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass, replace

from yalu.model.errors import UnreadableFileError
from yalu.sources.encodings import encoding
from yalu.sources.opening import HEAD, Document
from yalu.sources.texts import Head

SIZE = 8 << 20
_UTF8_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, kw_only=True)
class Block:
    """So many whole lines in UTF-8; `first` is the line of the file that the first of them is."""

    content: memoryview
    first: int
    lines: int
    newline: bytes = b"\n"
    quoted: bool = False

    def starts(self, rows: int) -> list[int] | None:
        """Give the line on which each row starts; none where each row is one line.

        A blank line is no row, and a line may end between quotes.
        """
        if rows == self.lines:
            return None
        starts, inside = [], False
        for number, line in enumerate(bytes(self.content).split(self.newline), self.first):
            if not inside and line.strip(b"\r\n"):
                starts.append(number)
            inside ^= self.quoted and line.count(b'"') % 2 == 1
        return starts


def blocks(document: Document, head: Head, *, size: int = SIZE) -> Iterator[Block]:
    """Give the lines of a file below its header."""
    newline = b"\n" if "\n" in head.text or "\r" not in head.text else b"\r"
    quoted, rest, line = is_quoted(head), b"", 1
    empty = Block(content=memoryview(b""), first=line, lines=0, newline=newline, quoted=quoted)
    for chunk in _utf8(document, size):
        content = rest + chunk
        end = _end(content, newline, quoted=quoted)
        rest = content[end:]
        _refuse_odd(document, content, len(rest), line)
        many = content.count(newline, 0, end)
        yield from _below_header(content, end, replace(empty, first=line, lines=many))
        line += many
    if rest:
        # the last line of a file need not end
        yield from _below_header(rest, len(rest), replace(empty, first=line, lines=1))


def _refuse_odd(document: Document, content: bytes, rest: int, line: int) -> None:
    if (nul := content.find(b"\0")) >= 0:
        line += content.count(b"\n", 0, nul)
        raise UnreadableFileError(document.name, "it holds NUL bytes, so it is no text", line=line)
    if rest > SIZE:
        line += content.count(b"\n", 0, len(content) - rest)
        reason = f"a line is longer than {SIZE >> 20} MiB, or a quote is never closed"
        raise UnreadableFileError(document.name, reason, line=line)


def is_quoted(head: Head) -> bool:
    """Tell whether cells stand in quotes; in a tab-separated file a quote may be an inch."""
    return '"' in head.text


def _utf8(document: Document, size: int) -> Iterator[bytes]:
    found = encoding(document.head, cut=len(document.head) == HEAD)
    plain = found in {"utf-8", "utf-8-sig"}
    decoder = None if plain else codecs.getincrementaldecoder(found)()
    with document.opened() as file:
        while chunk := file.read(size):
            yield decoder.decode(chunk).encode() if decoder else chunk
    if decoder:
        decoder.decode(b"", final=True)


def _end(content: bytes, newline: bytes, *, quoted: bool) -> int:
    """Find the last end of a line; one between quotes ends no line."""
    end = content.rfind(newline) + 1
    if quoted:
        open_quotes = content.count(b'"', 0, end) % 2
        while end and open_quotes:
            before = content.rfind(newline, 0, end - 1) + 1
            open_quotes = (open_quotes + content.count(b'"', before, end)) % 2
            end = before
    return end


def _below_header(content: bytes, end: int, block: Block) -> Iterator[Block]:
    """Fill a block with the lines of a part of the file, without the header on its first line."""
    start, above = 0, 0
    if block.first == 1:
        mark = len(_UTF8_MARK) if content.startswith(_UTF8_MARK) else 0
        blank = len(content) - mark - len(content[mark:].lstrip(b" \r\n"))
        start = content.find(block.newline, mark + blank, end) + 1 or end
        above = content.count(block.newline, 0, start)
    if start < end:
        yield replace(
            block,
            content=memoryview(content)[start:end],
            first=block.first + above,
            lines=block.lines - above,
        )
