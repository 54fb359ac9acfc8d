"""A text without its markup, with the place of each character in the original."""

import html
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

_IS_HTML = re.compile(r"</[a-zA-Z][a-zA-Z0-9]{0,10}>")
_MARKDOWN = re.compile(r"<(?P<url>https?:[^<>\s]{1,2000})>|\]\([^()\s]{1,500}\)")
_HTML = re.compile(r"<(?P<tag>/?[a-zA-Z!][a-zA-Z0-9]*)(?P<rest>[^<>]{0,20000})>")
_ENTITY = re.compile(r"&(?:#\d{1,6}|[a-zA-Z]{2,8});")
_SAID = re.compile(r'\b(?P<name>value|aria-label)="(?P<text>[^"]*)"')
_LINK = re.compile(r'\bhref="(?P<text>(?P<web>http)?[^"]*)"')
# What stands inside these is drawn or styles the page.
_SKIPPED = {"svg", "style", "script"}
_INLINE = {"span", "cite", "em", "strong", "b", "i", "sup", "a"}
_BLANK, _NOTHING = "|#!", "*\\`"
_MINUS = "−"


@dataclass(frozen=True, kw_only=True)
class Plain:
    """The words of a text in Markdown, HTML or neither; blanks and marks together are one blank.

    HTML comes out as the Markdown of the same brief does: the marks of sources in brackets, the
    numbers of a list, addresses in full, a drawing by its description.
    """

    original: str
    is_html: bool
    text: str
    places: tuple[int, ...]

    @classmethod
    def of(cls, original: str) -> "Plain":
        kept: list[tuple[str, int]] = []
        is_html = _IS_HTML.search(original) is not None
        for char, place in (_html if is_html else _markdown)(original):
            if char in _NOTHING:
                continue
            if not (char.isspace() or char in _BLANK):
                kept.append(("-" if char == _MINUS else char, place))
            elif kept and kept[-1][0] != " ":
                kept.append((" ", place))
        return cls(
            original=original,
            is_html=is_html,
            text="".join(char for char, _ in kept),
            places=tuple(place for _, place in kept),
        )

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the place in the original of a stretch that is not empty."""
        return self.places[start], self.places[end - 1] + 1

    def without(
        self, blanked: Collection[tuple[int, int]], *, joined: Collection[tuple[int, int]]
    ) -> str:
        """Give the original without markup and some stretches, each place where it was.

        A stretch to be `joined` has no line breaks.
        """
        out = ["\n" if char == "\n" else " " for char in self.original]
        for char, place in zip(self.text, self.places, strict=True):
            if not char.isspace():
                out[place] = char
        for start, end in blanked:
            for place in self.places[start:end]:
                out[place] = "\n" if self.original[place] == "\n" else " "
        for stretch in joined:
            first, last = self.span(*stretch)
            out[first:last] = [" " if char == "\n" else char for char in out[first:last]]
        return "".join(out)


def _markdown(original: str) -> Iterator[tuple[str, int]]:
    at = 0
    for beside in _MARKDOWN.finditer(original):
        yield from _as_is(original, at, beside.start())
        at = beside.end()
        if beside["url"]:
            yield from _as_is(original, *beside.span("url"))
        yield " ", at - 1
    yield from _as_is(original, at, len(original))


def _html(original: str) -> Iterator[tuple[str, int]]:
    at, unclosed, closing = 0, set[str](), list[str]()
    for tag in _HTML.finditer(original):
        if tag.start() < at:
            continue
        yield from _unescaped(original, at, tag.start())
        at = tag.end()
        name = tag["tag"].casefold()
        if name == "a":
            link = _LINK.search(original, *tag.span("rest"))
            closing.append("" if link is None or link["web"] else "]")
            yield from _opened(original, link)
        elif name == "/a":
            yield from ((char, at - 1) for char in (closing.pop() if closing else ""))
        elif name.strip("/") not in _INLINE:
            yield " ", tag.start()
            yield from _said(original, *tag.span("rest"))
        if name == "/sup":
            yield " ", tag.start()
        if name in _SKIPPED and name not in unclosed:
            close = original.find(f"</{name}>", at)
            at = max(at, close)
            if close < 0:
                unclosed.add(name)
    yield from _unescaped(original, at, len(original))


def _opened(original: str, link: re.Match[str] | None) -> Iterator[tuple[str, int]]:
    """Give the address of a page; a mark of a source opens a bracket."""
    if link is None:
        return
    if link["web"]:
        yield from _unescaped(original, *link.span("text"))
        yield " ", link.end()
    else:
        yield "[", link.start()


def _said(original: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    """Give the number of a line of a list, and the description of a drawing."""
    for said in _SAID.finditer(original, start, end):
        yield from _unescaped(original, *said.span("text"))
        yield from ((char, said.end()) for char in (". " if said["name"] == "value" else " "))


def _unescaped(original: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    at = start
    for entity in _ENTITY.finditer(original, start, end):
        yield from _as_is(original, at, entity.start())
        yield from ((char, entity.start()) for char in html.unescape(entity[0]))
        at = entity.end()
    yield from _as_is(original, at, end)


def _as_is(original: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    return ((original[place], place) for place in range(start, end))
