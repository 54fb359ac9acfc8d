"""Reads the tables of a saved page in one pass, whatever the page holds besides.

The parser of the standard library takes hours over a few megabytes of broken tags; here each
letter is looked at once.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_OPENS = re.compile(r"<(?:!--|(/?)([a-zA-Z][a-zA-Z0-9]*))")
_ATTRIBUTES = re.compile(r"""(?:[^"'<>]+|"[^"]*"|'[^']*')*+""")
_NAMED = re.compile(r"""(?:^|\s)(class|title)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))""", re.I)
HIDDEN = frozenset({"script", "style"})
# A cell shows its text in a division of this class, a heading in the other.
_SHOWN = frozenset({"th-line", "tr-line"})


@dataclass(kw_only=True)
class Page:
    """The rows of a page, each with its line, and the headings over them."""

    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    header: list[str] = field(default_factory=list)
    whole: bool = True


@dataclass(frozen=True, kw_only=True)
class Tag:
    """One tag of a page, and where it stands."""

    name: str
    closing: bool
    attributes: str
    start: int
    end: int


def read(text: str) -> Page:
    """Gather the cells that the page shows; `title` holds those whole that are shown cut short."""
    page, cells = Page(), _Cells()
    line = seen = 0
    for tag in tags(text):
        if tag.name == "tr" and not tag.closing:
            line, seen = line + text.count("\n", seen, tag.start), tag.start
            page.rows.append((line + 1, []))
        cells.take(tag, text, page)
    page.rows = [(at, row) for at, row in page.rows if row]
    page.whole = not any(opened > 0 for opened in cells.open.values())
    return page


class _Cells:
    """Follows the tags of tables, and puts what their cells show into a page."""

    def __init__(self) -> None:
        self.open = {"table": 0, "tr": 0}
        self._heading = False
        self._shown: Tag | None = None

    def take(self, tag: Tag, text: str, page: Page) -> None:
        if tag.name in self.open:
            self.open[tag.name] += -1 if tag.closing else 1
        elif tag.name in {"td", "th"} and not tag.closing:
            self._heading = tag.name == "th"
        elif tag.name == "div" and not tag.closing and page.rows:
            classes = _attribute(tag, "class").split()
            self._shown = tag if _SHOWN & set(classes) else self._shown
        if tag.closing and self._shown and tag.name in {"div", "td", "th"}:
            found = _attribute(self._shown, "title") or plain(text[self._shown.end : tag.start])
            (page.header if self._heading else page.rows[-1][1]).append(" ".join(found.split()))
            self._shown = None


def plain(text: str) -> str:
    """Give the text that a piece of a page shows."""
    return html.unescape(re.sub(r"<[^<>]*>", "", text))


def _attribute(tag: Tag, name: str) -> str:
    for found in _NAMED.finditer(tag.attributes):
        if found[1].casefold() == name:
            return html.unescape(found[2] or found[3] or found[4] or "")
    return ""


def tags(text: str) -> Iterator[Tag]:
    """Give the tags in order, without comments and scripts; a tag that never ends is the last."""
    at = 0
    while found := _OPENS.search(text, at):
        if not found[2]:
            at = text.find("-->", found.end()) + 3
            if at < 3:
                return
            continue
        attributes = _ATTRIBUTES.match(text, found.end())
        at = attributes.end() if attributes else found.end()
        if text[at : at + 1] == "<":
            continue
        if text[at : at + 1] != ">":
            return
        name = found[2].casefold()
        yield Tag(
            name=name,
            closing=bool(found[1]),
            attributes=text[found.end() : at],
            start=found.start(),
            end=at + 1,
        )
        if name in HIDDEN and not found[1]:
            over = re.compile(f"</{name}", re.IGNORECASE).search(text, at)
            if over is None:
                return
            at = over.start()
