"""The domain's words in a sentence: economies, goods, movements, references to acts."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from yalu.claims.lexicon import either, pattern, plain, words

THE_OTHER = "the other"
THE_WORLD = "the world"


@dataclass(frozen=True, kw_only=True)
class Named:
    """An economy or authority; `owns` says that what follows is its own."""

    start: int
    end: int
    code: str
    owns: bool
    link: str


@dataclass(frozen=True, kw_only=True)
class Goods:
    """Goods named in a sentence, by the name that claims bear."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, kw_only=True)
class Move:
    """A word that says up, down or neither."""

    start: int
    end: int
    rising: bool | None
    word: str


def named(text: str) -> list[Named]:
    """Give the economies named, each with the preposition before it."""
    found = []
    for match in _areas().finditer(text):
        owner = match["possessive"] is not None
        code = _codes().get(plain(match["name"]), THE_OTHER)
        before = _link().search(text[max(0, match.start() - 30) : match.start()])
        found.append(
            Named(
                start=match.start(),
                end=match.end(),
                code=code,
                owns=owner or _is_adjective(match["name"]),
                link=before["link"].casefold() if before else "",
            )
        )
    return found


def goods(text: str) -> list[Goods]:
    """Give the goods named; the metal lead only where it cannot be the verb."""
    found = []
    for match in _goods().finditer(text):
        word = plain(match[0])
        if text[: match.start()].casefold().endswith("non-"):
            continue
        if word == "lead" and not _is_metal(text, match.start(), match.end()):
            continue
        if word in {"weapons", "arms"} and _is_programme(text, match.start(), match.end()):
            continue
        found.append(Goods(start=match.start(), end=match.end(), name=_goods_names()[word]))
    return found


def moves(text: str) -> list[Move]:
    """Give the movements, up, down or flat."""
    return [
        Move(
            start=match.start(),
            end=match.end(),
            rising=_directions()[plain(match[0])],
            word=plain(match[0]),
        )
        for match in _moves().finditer(text)
        if not (
            match[0].casefold() in {"up", "down"} and _PARTICLE_OF.search(text[: match.start()])
        )
    ]


# The `up` of these goes with the verb, not with a number: made up, set up, broke down.
_PARTICLE_OF = re.compile(
    r"\b(?:made|makes?|making|set|sets|setting|built|build|backed|took|taken|broke|broken|shut|closed"
    r"|opened|summed|sums|sum|lined|wound|ended|ends|played|stepped)\s+$",
    re.IGNORECASE,
)


def without_references(text: str) -> str:
    """Blank out numbers that name things: acts, tariff codes, pages, rooms, telephone numbers."""
    clear = _references().sub(lambda match: "\x00" * len(match[0]), text)
    for start, end, _ in acts(text):
        clear = clear[:start] + "\x00" * (end - start) + clear[end:]
    return clear


def without_dateline(text: str) -> str:
    """Blank out where a dispatch was written: `SEOUL (Agency) -- Trade fell` is not of Seoul."""
    return _DATELINE.sub(lambda match: "\x00" * len(match[0]), text)


_DATELINE = re.compile(
    r"^\W{0,3}(?:[A-Z][A-Z.'/-]+[ ,/]{1,2}){1,4}[^a-z]{0,40}?"
    r"(?:\([^()]{2,30}\)\s*(?:--?|[–—:])?|--?|[–—])(?=\s)"
)


def acts(text: str) -> Iterator[tuple[int, int, str]]:
    """Give the acts that a sentence names by number: a resolution 2371, a notice 12/2017."""
    for match in _acts().finditer(text):
        number = (
            match["number"] or match["un"] or match["symbol"] or match["order"] or match["line"]
        )
        yield match.start(), match.end(), f"{number}/{match['of']}" if match["of"] else number
        yield from _further(text, match.end())


# A list goes on with bare numbers, each with its year or without.
_FURTHER = re.compile(
    r"\s*(?:,\s*(?:and\s+)?|\s(?:and|or)\s+)(?P<number>[12]\d{3}|1\d{4}|\d{1,3}/20\d\d)(?![\d,/.]*\d)"
    r"(?P<year>\s*\((?:19|20)\d\d\))?(?!\s+(?:tonnes|tons|barrels|percent|million))"
)


def _further(text: str, at: int) -> Iterator[tuple[int, int, str]]:
    """Give the acts of a list after its first, by their bare numbers."""
    while match := _FURTHER.match(text, at):
        if match["number"][:2] in {"19", "20"} and match["year"] is None:
            inside = 1990 <= int(match["number"][:4]) <= 2060
            if inside:
                return
        yield match.start("number"), match.end(), match["number"]
        at = match.end()


def _is_adjective(name: str) -> bool:
    return plain(name).endswith(("ese", "an", "ish", "ch", "i")) and plain(name) not in {
        "iran",
        "japan",
        "pakistan",
        "kazakhstan",
        "taiwan",
        "brussels",
        "hanoi",
        "new delhi",
    }


def _is_programme(text: str, start: int, end: int) -> bool:
    """Tell `nuclear weapons programme`, which is no trade in arms."""
    led = r"\b(?:nuclear|missile|chemical|biological|atomic)[\s-]+(?:and\s+\w+\s+)?$"
    return bool(
        re.search(led, text[max(0, start - 30) : start], re.IGNORECASE)
        or re.match(r"[\s-]+(?:program|of mass|development|test|maker)", text[end:], re.IGNORECASE)
    )


def _is_metal(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 14) : start], text[end : end + 16]
    listed = re.search(
        r"(?:,|\band|\bor|\bof|\bno|\bno more|\biron|\bore|\bKorean|;|^)\s*$", before, re.I
    )
    goes_on = re.match(
        r"\s*(?:,|;|:|and\b|or\b|from\b|in\b|to China|ore\b|imports|exports|was\b|were\b|\.|$)",
        after,
    )
    return bool(listed and goes_on) or bool(
        re.match(r"\s+(?:imports|exports|ore|purchases|shipments|sales|deliveries)\b", after)
    )


@cache
def _codes() -> Mapping[str, str]:
    return {plain(name): code for code, names in words("areas").items() for name in names}


@cache
def _areas() -> re.Pattern[str]:
    names = [name for listed in words("areas").values() for name in listed]
    short = either(name for name in names if len(name.replace(".", "")) <= 3)
    long = either(name for name in names if len(name.replace(".", "")) > 3)
    other = r"its\s+(?:[\w-]+\s+){0,3}(?:neighbou?rs?|ally|patron)"
    return re.compile(
        rf"(?<![\w])(?P<name>(?i:{long}|{other})|{short})(?P<possessive>'s|s'|')?(?![\w])"
    )


@cache
def _link() -> re.Pattern[str]:
    return re.compile(
        r"\b(?P<link>from|to|into|with|by|of|between|for|on|against|in|and|towards?|via)"
        r"\s+(?:the\s+|its\s+|neighbou?ring\s+|sanctioned\s+|sanctions-hit\s+|reclusive\s+|isolated\s+"
        r"|communist\s+|mainland\s+)*$",
        re.IGNORECASE,
    )


@cache
def _goods_names() -> Mapping[str, str]:
    """Name goods as the tables do, and those that no table lists by their own word."""
    own = {plain(word): plain(word) for listed in words("wares").values() for word in listed}
    own |= {_singular(word): word for word in own if _singular(word) != word}
    named = {
        plain(word): name for name, about in words("products").items() for word in about["words"]
    }
    return own | named


def _singular(word: str) -> str:
    """Give the form that stands before a trade word: apple exports."""
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "ics")) else word


@cache
def _goods() -> re.Pattern[str]:
    return pattern(*_goods_names())


@cache
def _directions() -> Mapping[str, bool | None]:
    listed = words("moves")
    directions: dict[str, bool | None] = dict.fromkeys(listed["flat"])
    directions |= dict.fromkeys(listed["up"], True) | dict.fromkeys(listed["down"], False)
    return directions


@cache
def _moves() -> re.Pattern[str]:
    return pattern(*_directions())


@cache
def _acts() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:{_instrument()})"
        r"(?P<number>\d{1,5}(?:/\d{2,4})?)(?:\s+of\s+(?P<of>20\d\d)(?!\w))?(?:\s*\((?:19|20)\d\d\))?"
        r"|\b(?:EO|E\.O\.)\s+(?P<order>\d{5})"
        r"|^\W*(?:No\.?\s*)?(?P<line>\d{1,3}/20\d\d)(?!\d)"
        r"|\bUNSCR\s+(?P<un>\d{3,4})|S/RES/(?P<symbol>\d{3,4})(?:\s*\((?:19|20)\d\d\))?",
        re.IGNORECASE,
    )


def _instrument() -> str:
    named = either(words("law")["instruments"])
    return rf"{named}\s+(?:\((?:EU|EC)\)\s+)?(?:No\.?\s*|number\s+|S/RES/)?"


@cache
def _references() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?<!\w)(?:{_instrument()})\d{{1,5}}(?:/\d{{2,4}})?(?:\s+of\s+20\d\d(?!\w))?"
        r"(?:\s*\((?:19|20)\d\d\))?|UNSCR\s+\d{3,4}|\b(?:EO|E\.O\.)\s+\d{5}|S/RES/\d{3,4}(?:\s*\((?:19|20)\d\d\))?"
        r"|\b(?:HS|CN|headings?|subheadings?|chapters?|codes?|table|page|pages|annex|room|paragraph|paragraphs|"
        r"para\.?|article|item|section|flight|IMO|route|figure|chart|No\.|Nos\.)\s*(?:code\s*|codes\s*)?"
        r"\d[\d.,/()a-z-]{0,12}(?:(?:,|\s+and|\s+to)\s+\d{1,10})*"
        r"|\[\d{1,4}\]|https?://\S{1,300}|\b\d{1,2}:\d\d\b|\b\d{1,3}/\d{4}\b)",
        re.IGNORECASE,
    )
