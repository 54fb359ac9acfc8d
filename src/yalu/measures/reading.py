"""Makes the pages and days that a law file tells of."""

from collections.abc import Mapping
from datetime import date

from yalu.measures.schema import CitationFile
from yalu.model.citations import Citation


def pages(read: Mapping[str, CitationFile]) -> dict[str, Citation]:
    """Make the pages that a file describes."""
    return {
        key: Citation(
            key=key,
            publisher=page.publisher,
            title=page.title,
            published=optional_day(page.published),
            url=page.url,
        )
        for key, page in read.items()
    }


def optional_day(text: str) -> date | None:
    """Read a day; an empty text is none."""
    return date.fromisoformat(text) if text else None
