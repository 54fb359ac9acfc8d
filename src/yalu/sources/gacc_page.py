"""Pages of the query site of China's customs, saved from a browser: results, and lists of codes.

Both show their rows in cells whose `title` holds the text that the cell shows cut short. What else
a saved page holds, its forms and boxes to tick, has no such cells.
"""

from collections.abc import Iterator

import pyarrow as pa

from yalu.model.errors import UnreadableFileError
from yalu.model.tables import CODES, OBSERVATIONS
from yalu.sources import code_tables, gacc_query, pages
from yalu.sources.arrow import batches
from yalu.sources.forms import Asked, Form
from yalu.sources.opening import Document
from yalu.sources.page_tables import MOST_BYTES, whole_page
from yalu.sources.texts import Head, decode

_SCHEMES = {
    "customs regime code": "GACC regime", "贸易方式编码": "GACC regime",
    "trading partner code": "GACC partner", "贸易伙伴编码": "GACC partner",
    "commodity code": "GACC goods", "商品编码": "GACC goods",
    "registration place code": "GACC province", "注册地编码": "GACC province",
}  # fmt: skip


def _recognises(head: Head) -> bool:
    text = whole_page(head)
    return "th-line" in text and not _offers_codes(text)


def _recognises_codes(head: Head) -> bool:
    text = whole_page(head)
    return "th-line" in text and _offers_codes(text)


def _offers_codes(text: str) -> bool:
    """Tell a page on which codes are ticked for a query."""
    return "checkOne" in text or "tradeModeCodeList" in text


def _page(document: Document) -> pages.Page:
    page = pages.read(decode(document.whole(MOST_BYTES), document.name))
    if not page.whole or not page.rows:
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
