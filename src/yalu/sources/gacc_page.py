"""The result page of the query site of China's customs, saved as HTML."""

from collections.abc import Iterator
from html.parser import HTMLParser

import pyarrow as pa

from yalu.model.errors import UnreadableFileError
from yalu.model.tables import OBSERVATIONS
from yalu.sources import gacc_query
from yalu.sources.arrow import batches
from yalu.sources.forms import Asked, Form
from yalu.sources.opening import Document
from yalu.sources.texts import Head, decode


class _Rows(HTMLParser):
    """Gathers the cells of each row; `title` holds the text that the page shows cut short."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[tuple[int, list[str]]] = []
        self.header: list[str] = []
        self.open_rows = 0
        self.tables_open = 0
        self._cell: list[str] | None = None
        self._title: str | None = None
        self._heading = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables_open += 1
        elif tag == "tr":
            self.open_rows += 1
            self.rows.append((self.getpos()[0], []))
        elif tag in {"td", "th"} and self.rows:
            self._cell, self._title, self._heading = [], None, tag == "th"
        elif tag == "div" and self._cell is not None:
            self._title = dict(attrs).get("title") or self._title

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"} and self._cell is not None:
            text = (self._title or "".join(self._cell)).strip()
            (self.header if self._heading else self.rows[-1][1]).append(text)
            self._cell = None
        elif tag == "tr":
            self.open_rows -= 1
        elif tag == "table":
            self.tables_open -= 1


def _recognises(head: Head) -> bool:
    return "<tr" in head.text and "th-line" in head.text and "checkbox" not in head.text


def _read(document: Document, asked: Asked) -> Iterator[pa.RecordBatch]:
    flow = asked.needed_flow(document)
    page = _Rows()
    page.feed(decode(document.whole(), document.name))
    rows = [(line, cells) for line, cells in page.rows if cells]
    if page.open_rows or page.tables_open > 0 or not rows:
        line = page.rows[-1][0] if page.rows else 1
        raise UnreadableFileError(
            document.name, "the page is cut off inside its table", "Save the page again", line
        )
    names = gacc_query.fields(document, page.header) if page.header else gacc_query.PAGE
    return batches(OBSERVATIONS, gacc_query.observations(document, asked, flow, names, rows))


FORMS = (
    Form(
        dataset=gacc_query.DATASET,
        title="result page of the query of China's customs",
        recognises=_recognises,
        read=_read,
    ),
)
