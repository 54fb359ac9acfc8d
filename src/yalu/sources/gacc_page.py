"""Pages of the query site of China's customs, saved from a browser: results, and lists of codes.

Both show their rows in cells whose `title` holds the text that the cell shows cut short. What else
a saved page holds, its forms and boxes to tick, has no such cells.
"""

from collections.abc import Iterator
from html.parser import HTMLParser

import pyarrow as pa

from yalu.model.errors import UnreadableFileError
from yalu.model.tables import CODES, OBSERVATIONS
from yalu.sources import code_tables, gacc_query
from yalu.sources.arrow import batches
from yalu.sources.forms import Asked, Form
from yalu.sources.opening import Document
from yalu.sources.texts import Head, decode

_MOST = 32 << 20
_SHOWN = frozenset({"th-line", "tr-line"})
_SCHEMES = {
    "customs regime code": "GACC regime", "贸易方式编码": "GACC regime",
    "trading partner code": "GACC partner", "贸易伙伴编码": "GACC partner",
    "commodity code": "GACC goods", "商品编码": "GACC goods",
    "registration place code": "GACC province", "注册地编码": "GACC province",
}  # fmt: skip


class _Rows(HTMLParser):
    """Gathers the cells of each row, and the headings over them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[tuple[int, list[str]]] = []
        self.header: list[str] = []
        self.open_rows = 0
        self.tables_open = 0
        self._cell: list[str] | None = None
        self._title = ""
        self._heading = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables_open += 1
        elif tag == "tr":
            self.open_rows += 1
            self.rows.append((self.getpos()[0], []))
        elif tag in {"td", "th"}:
            self._heading = tag == "th"
        elif tag == "div" and self.rows:
            named = dict(attrs)
            if _SHOWN & set((named.get("class") or "").split()):
                self._cell, self._title = [], named.get("title") or ""

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag in {"div", "td", "th"} and self._cell is not None:
            text = " ".join((self._title or "".join(self._cell)).split())
            (self.header if self._heading else self.rows[-1][1]).append(text)
            self._cell = None
        elif tag == "tr":
            self.open_rows -= 1
        elif tag == "table":
            self.tables_open -= 1


def _text(head: Head) -> str:
    """Give the whole of a page, for scripts may fill its beginning; nothing of other files."""
    start = head.text.lstrip("\ufeff \r\n\t")[:1]
    return decode(head.document.whole(_MOST), head.name) if start == "<" else ""


def _recognises(head: Head) -> bool:
    text = _text(head)
    return "th-line" in text and not _offers_codes(text)


def _recognises_codes(head: Head) -> bool:
    text = _text(head)
    return "th-line" in text and _offers_codes(text)


def _offers_codes(text: str) -> bool:
    """Tell a page on which codes are ticked for a query."""
    return "checkOne" in text or "tradeModeCodeList" in text


def _page(document: Document) -> _Rows:
    page = _Rows()
    page.feed(decode(document.whole(_MOST), document.name))
    page.close()
    page.rows = [(line, cells) for line, cells in page.rows if cells]
    if page.open_rows > 0 or page.tables_open > 0 or not page.rows:
        line = page.rows[-1][0] if page.rows else 1
        raise UnreadableFileError(
            document.name, "the page is cut off inside its table", "Save the page again", line
        )
    return page


def _read(document: Document, asked: Asked) -> Iterator[pa.RecordBatch]:
    flow = asked.needed_flow(document)
    page = _page(document)
    header = [cell for cell in page.header if cell]
    names = gacc_query.fields(document, header) if header else gacc_query.PAGE
    return batches(OBSERVATIONS, gacc_query.observations(document, asked, flow, names, page.rows))


def _read_codes(document: Document, asked: Asked) -> Iterator[pa.RecordBatch]:
    page = _page(document)
    scheme = next((s for cell in page.header if (s := _SCHEMES.get(cell.casefold()))), "")
    odd = next((line for line, cells in page.rows if len(cells) != 2), None)
    if not scheme or odd:
        raise UnreadableFileError(document.name, "its rows are no pairs of code and name", line=odd)
    pairs = ((line, cells[0], cells[1]) for line, cells in page.rows)
    return batches(CODES, code_tables.named(document, scheme, pairs, asked))


FORMS = (
    Form(
        dataset=gacc_query.DATASET,
        title="result page of the query of China's customs",
        recognises=_recognises,
        read=_read,
    ),
    Form(
        dataset=code_tables.DATASET,
        title="page of codes of China's customs",
        recognises=_recognises_codes,
        read=_read_codes,
    ),
)
