"""Splits a text into sentences, each with its place.

A line break ends a sentence when the line is short and unfinished (a headline, a line of a digest)
or when a blank line follows. Markup is blanked out, not cut, so that places stay true. A sentence
longer than `LONGEST` characters is cut there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from yalu.claims.lexicon import words

LONGEST = 1_000
_BRACKET = 120
_TAG = re.compile(r"<[^<>]{0,500}>|&(?:#\d{1,6}|[a-zA-Z]{2,10});")
# Marks of writing direction and joiners say nothing and would break words apart.
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
_END = re.compile(r"[.!?。！？][\"”’')\]]{0,3}(?=\s|$)|[。！？]|\n[ \t]*\n|\n|;(?=\s)")
_LAST_WORD = re.compile(r"[\w.]{1,12}$")
_NEXT = re.compile(r"\s{0,20}[\"“‘'(\[*•\-–—]{0,4}\s{0,5}([^\s])")


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """A sentence and the place where it starts.

    `fresh` opens a paragraph; one that `goes_on` stands behind a semicolon.
    """

    text: str
    start: int
    fresh: bool = False
    goes_on: bool = False


def cleaned(text: str) -> str:
    """Blank out markup and invisible marks; the length stays the same."""
    text = _TAG.sub(lambda found: " " * len(found[0]), text)
    text = _INVISIBLE.sub(" ", text)
    return text.replace("\u00a0", " ").replace("’", "'").replace("\r", " ").replace("\x00", " ")


def sentences(text: str) -> Iterator[Sentence]:
    """Give the sentences of a cleaned text in order."""
    start, fresh = 0, True
    for end, breaks in _ends(text):
        yield from _pieces(text, start, end, fresh)
        start, fresh = end, breaks
    yield from _pieces(text, start, len(text), fresh)


def _is_bracketed(text: str, at: int) -> bool:
    """Tell a mark inside brackets, which ends no sentence."""
    first = max(0, at - _BRACKET)
    return text.rfind("(", first, at) > text.rfind(")", first, at)


def _ends(text: str) -> Iterator[tuple[int, bool]]:
    for found in _END.finditer(text):
        mark = found[0]
        if mark.startswith("\n"):
            if len(mark) > 1 or _line_ends(text, found.start(), found.end()):
                yield found.end(), True
        elif mark == ";" and _is_bracketed(text, found.start()):
            continue
        elif mark[0] != "." or _stops(text, found.start(), found.end()):
            yield found.end(), False


def _line_ends(text: str, at: int, after: int) -> bool:
    """Tell whether a line break ends a sentence: not where wrapped prose goes on."""
    before = text[max(0, at - 200) : at].rstrip()
    following = _NEXT.match(text, after)
    if not before or following is None or before[-1] in ".!?:;|":
        return True
    short = len(text[text.rfind("\n", max(0, at - 200), at) + 1 : at]) < 60
    return short or not following[1].islower()


def _stops(text: str, at: int, after: int) -> bool:
    following = _NEXT.match(text, after)
    if following is None:
        return True
    if following[1].islower():
        return False
    word = _LAST_WORD.search(text[max(0, at - 12) : at])
    if word is None:
        return True
    # "No. 5" goes on; "in the U.S. The …" cannot be told from "U.S. Treasury" by rule.
    return word[0].rsplit(" ", 1)[-1] not in _abbreviations()


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(words("sentences")["abbreviations"])


def _pieces(text: str, start: int, end: int, fresh: bool) -> Iterator[Sentence]:
    goes_on = text[max(0, start - 1) : start] == ";"
    while start < end and text[start].isspace():
        start += 1
    while end - start > LONGEST:
        cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = cut if cut > 0 else start + LONGEST
        yield Sentence(text=text[start:cut], start=start, fresh=fresh)
        start, fresh = cut, False
    if start < end:
        piece = text[start:end].rstrip()
        yield Sentence(text=piece, start=start, fresh=fresh, goes_on=goes_on)
