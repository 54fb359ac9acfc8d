"""Tells in which encoding a text is, for no publisher of statistics says so in its files.

UTF-8 and UTF-16 tell themselves. What is neither is GB18030, as China's customs write, or
Windows-1252, as programs of the West do; nearly all bytes are valid in both.
"""

import re
from itertools import islice

MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
# What browsers take the names of older standards for.
_TAKEN_FOR = {
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "x-gbk", "gb_2312-80"), "gb18030"),
    **dict.fromkeys(("iso-8859-1", "latin1", "us-ascii", "windows-1252"), "cp1252"),
}
# Bytes beyond ASCII that stand together; what GB2312 has no two bytes for has four, two of them
# digits.
_RUN = re.compile(
    rb"(?P<four>[\x81-\xfe][0-9][\x81-\xfe][0-9])"
    rb"|[\x80-\xff]+?(?=[\x00-\x7f]|\Z|[\x81-\xfe][0-9][\x81-\xfe][0-9])"
)
_MOST_RUNS = 5_000
_FIRST_LINE = re.compile(rb"[^\r\n]*")


def encoding(content: bytes, *, cut: bool = False) -> str:
    """Name the encoding of a text; `cut` says that the bytes may end inside a character."""
    for mark, name in MARKS:
        if content.startswith(mark):
            return name
    if unmarked := _unmarked(content[:400]):
        return unmarked
    if decodes(content, "utf-8", cut=cut):
        return "utf-8"
    declared = _declared(content)
    if declared and decodes(content, declared, cut=cut):
        return declared
    if not _is_western(content):
        return "gb18030"
    return "cp1252" if decodes(content, "cp1252", cut=cut) else "latin-1"


def _unmarked(start: bytes) -> str:
    """Tell UTF-16 without its mark: every other byte of plain letters and commas is nil."""
    nils = [start[place::2].count(0) for place in (0, 1)]
    if not any(nils) or max(nils) * 8 < len(start) or min(nils) * 10 > max(nils):
        return ""
    return "utf-16-le" if nils[1] > nils[0] else "utf-16-be"


def decodes(content: bytes, name: str, *, cut: bool = False) -> bool:
    """Tell whether all bytes are text in this encoding."""
    try:
        content.decode(name)
    except UnicodeDecodeError as error:
        return cut and error.start > len(content) - 8
    return True


def _declared(content: bytes) -> str:
    """Give the encoding that a page declares; of other texts none."""
    found = _DECLARED.search(content[:4096]) if content.lstrip()[:1] == b"<" else None
    return _TAKEN_FOR.get(found[1].decode().casefold(), "") if found else ""


def _is_western(content: bytes) -> bool:
    """Tell letters with accents from Chinese, which has two bytes for a character.

    The headings of a Chinese table are Chinese, those of a Western one plain letters. In it a byte
    beyond ASCII stands alone, as in Réunion; where two stand together, as in créée, plain letters
    touch them, which in a column of Chinese names they do not.
    """
    first = _FIRST_LINE.match(content.lstrip())
    if content.lstrip()[:1] == b"<" or not (first and first[0].isascii()):
        return False
    chinese = western = 0
    for found in islice(_RUN.finditer(content), _MOST_RUNS):
        start, end = found.span()
        touched = content[start - 1 : start].isalpha() or content[end : end + 1].isalpha()
        accents = touched and min(found[0]) >= 0xC0
        if not found["four"] and (len(found[0]) % 2 or accents):
            western += 1
        else:
            chinese += 1
    return western > chinese
