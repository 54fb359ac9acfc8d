"""The words of law in a sentence: what rules, on which goods, and where each statement ends."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from yalu.claims.lexicon import pattern, plain, words
from yalu.claims.mentions import Goods
from yalu.claims.parse import Parsed

_OFF = re.compile(r"\boff[\s-]$", re.IGNORECASE)
_TO = re.compile(r"^[^.;]{0,60}\bto\s+(?:[\w]+\s+){0,2}$")
_BE = r"(?:is|are|was|were|be|been|being|remains?|stay|stays)"
_FORMS = re.compile(
    r"(?:banned|prohibited|forbidden|outlawed|barred|embargoed|suspended|halted|frozen|limited"
    r"|capped|restricted|cut|lowered|reduced|off[\s-]limits|under embargo|under sanctions"
    r"|(?:may|must|can|cannot|not|no longer)\s.*|turned away|ban|bans|embargo|suspension|cap"
    r"|ceiling|quota|limit|prohibition|sanctioned|illegal|unlawful|out since)",
    re.IGNORECASE,
)
# What may stand between goods and the word that rules them from behind.
_BETWEEN = re.compile(
    r"[\s,:–—-]*(?:(?:imports?|exports?|purchases|sales|shipments|trade|deliveries|products|of\s"
    r"North\sKorean\sorigin|from\sthe\sNorth|from\sNorth\sKorea|from\sthe\scountry|to\sthe\sNorth"
    r"|abroad|became|become|becomes|has|have|had|will|would|shall|may|must|that|which|all|also|now|long|already|first|once|thus"
    rf"|therefore|all\sbut|outright|fully|completely|no\slonger|been|{_BE})[\s,]+)*",
    re.IGNORECASE,
)
_ON_GOODS = ("suspends", "bans", "bans_by_act", "limits", "limits_by_act", "permits")
_SAME = {"bans_by_act": "bans", "limits_by_act": "limits"}


@dataclass(frozen=True, kw_only=True)
class Verb:
    """A word that rules, and the bounds of what it rules: `until` is where the next one starts."""

    kind: str
    start: int
    end: int
    since: int
    until: int
    text: str

    @property
    def can_follow(self) -> bool:
        """Tell whether its goods may stand before it: `textiles banned`, `the coal ban`."""
        return _FORMS.fullmatch(self.text) is not None


def whole(parsed: Parsed, kind: str, start: int, end: int) -> Verb:
    """Take the whole sentence for what a word of law rules."""
    last = len(parsed.text)
    return Verb(kind=kind, start=start, end=end, since=0, until=last, text=parsed.text[start:end])


def takes_up(parsed: Parsed) -> bool:
    """Tell whether a sentence goes on about the act before it."""
    return bool(
        re.match(
            r"\s*(?:[QA]:\s*)?(?:It(?! (?:was|is) [A-Z])|[Tt]hey|These|"
            r"This(?! (?:week|month|year|time|is the))|That|The (?:new |same |latest |earlier )?"
            r"(?:bans?|rules?|measures?|goods|resolution|text|notice|suspension|ceiling|cap|limit"
            r"|quota|order|regulation|announcement|act|document|decision)(?!\s+(?:of|No)\b)"
            r"|For [^,]{3,40} (?:it|that resolution))\b",
            parsed.text,
        )
    )


def verbs_on_goods(parsed: Parsed) -> list[Verb]:
    """Give the words that rule goods, in order, each with the bounds of its statement."""
    found: list[tuple[str, re.Match[str]]] = []
    for kind, match in sorted(_matches(parsed), key=lambda one: (one[1].start(), -one[1].end())):
        if not found or match.start() >= found[-1][1].end():
            found.append((kind, match))
    starts = [match.start() for _, match in found]
    return [
        Verb(
            kind="limits" if kind in {"bans", "suspends"} and _in_part(parsed, match) else kind,
            start=match.start(),
            end=match.end(),
            since=found[place - 1][1].end() if place else 0,
            until=starts[place + 1] if place + 1 < len(found) else len(parsed.text),
            text=match[0],
        )
        for place, (kind, match) in enumerate(found)
    ]


def _in_part(parsed: Parsed, match: re.Match[str]) -> bool:
    """Tell `bans 90 percent of oil exports` and `may not sell more than`, which are limits."""
    if re.match(
        r"\s+(?:\w+\s+){0,2}(?:more than|over|beyond|in excess of)\s", parsed.text[match.end() :]
    ):
        return True
    return any(a.unit == "percent" and 0 <= a.start - match.end() < 20 for a in parsed.amounts)


def _matches(parsed: Parsed) -> Iterator[tuple[str, re.Match[str]]]:
    by_act = bool(parsed.acts) or takes_up(parsed)
    council = by_act or any(one.code == "UN" for one in parsed.areas)
    amounts = [one.start for one in parsed.amounts if one.is_quantity or one.is_money]
    for name in _ON_GOODS:
        if (name == "bans_by_act" and not by_act) or (name == "limits_by_act" and not council):
            continue
        for match in pattern(*words("law")[name]).finditer(parsed.text):
            if name == "limits" and _OFF.search(parsed.text[: match.start()]):
                continue
            if _is_attribute(parsed, match) or _is_mention(parsed, match):
                continue
            if name == "limits_by_act" and not _sets(parsed, match, amounts):
                continue
            yield _SAME.get(name, name), match
    for match in pattern(*words("law")["limits_by_amount"]).finditer(parsed.text):
        if any(match.end() <= start <= match.end() + 60 for start in amounts):
            yield "limits", match
    for match in _NONE_MAY.finditer(parsed.text):
        yield "bans", match
    for form in (_STOPS, _NO_MORE, _CUTS_OFF):
        for match in form.finditer(parsed.text):
            yield "suspends", match
    yield from _sanctions(parsed)


# "stopped coal purchases": the goods stand between.
_STOPS = re.compile(
    r"\b(?:stop(?:s|ped|ping)?|ceas(?:e|es|ed|ing))"
    r"(?!\s+(?:publishing|reporting|releasing|disclosing|counting|showing))(?=\s+(?:[\w-]+\s+){0,4}?"
    r"(?:imports?|purchases|purchasing|buying|importing|accepting|taking|exports|sales)\b)"
)
# "no coal from the North may enter": the goods stand between.
_NONE_MAY = re.compile(r"\b[Nn]o(?=\s+(?:more\s+)?(?:\w+\s+){1,6}may\s+(?:enter|be|come)\b)")
_CUTS_OFF = re.compile(
    r"\bcut(?:s|ting)? off(?=\s+(?:all\s+)?(?:\w+\s+)?(?:trade|imports|exports|sales|purchases)\b)"
)
_NO_MORE = re.compile(
    r"\b(?:will not|won't|would not|wouldn't|no longer|will no longer|would no longer)\s+"
    r"(?:be\s+)?(?:import|buy|take|accept|purchase|export|sell|supply|admit)(?:s|ed|ing)?\b"
)


def headed(parsed: Parsed) -> Verb | None:
    """Take an act with a colon for a word of law: `UNSCR 2375: textiles, joint ventures`."""
    for start, end, _ in parsed.acts[:1]:
        colon = re.match(r"[^:;.]{0,40}?(?:\([^()]*\))?\s*(?::|–|—|--)\s", parsed.text[end:])
        listed = [one for one in named_goods(parsed) if one.start >= end]
        if colon is not None and listed and listed[0].start - end - colon.end() <= _HEADED:
            at = end + colon.end()
            return Verb(
                kind="bans", start=start, end=at, since=0, until=len(parsed.text), text="bans"
            )
    return None


_HEADED = 20


def bracketed(parsed: Parsed) -> Iterator[tuple[Verb, tuple[str, ...]]]:
    """Read goods with their act in brackets: `coal, iron, lead (UNSCR 2371, 5 August 2017)`."""
    edge = 0
    for start, _, _ in parsed.acts:
        opened = parsed.text.rfind("(", edge, start)
        closed = parsed.text.find(")", start)
        if opened < 0 or closed < 0 or not _BRACKETED.fullmatch(parsed.text[opened:start]):
            continue
        held = [one for one in named_goods(parsed) if edge <= one.start and one.end <= opened]
        if held and not parsed.text[held[-1].end : opened].strip():
            listed = _list_up_to(parsed, held, held[-1])
            verb = Verb(
                kind="bans", start=start, end=start, since=opened, until=closed, text="banned"
            )
            yield verb, tuple(dict.fromkeys(one.name for one in listed))
        edge = closed


_BRACKETED = re.compile(r"\(\s*(?:banned\s+)?(?:(?:under|by|since|see)\s+)?(?:the\s+|UN\s+)?")


_YEARLY = re.compile(
    r"[^.;]{0,40}?\b(?:a year|per year|annually|each year|in (?:any )?(?:twelve|12) months)\b"
)


def unworded(parsed: Parsed) -> Verb | None:
    """Take an amount a year under an act for its limit: `500,000 barrels a year, under …`."""
    amounts = [a for a in parsed.amounts if a.is_quantity]
    named = bool(parsed.acts) or re.search(r"\b(?:ceiling|cap|limit)\b", parsed.text)
    if not amounts or not named or any(one.verb for one in parsed.subjects):
        return None
    if _YEARLY.match(parsed.text, amounts[-1].end) is None:
        return None
    at = amounts[0].start
    return Verb(kind="limits", start=at, end=at, since=0, until=len(parsed.text), text="limits")


_MENTION = re.compile(
    r"\b(?:despite|in spite of|notwithstanding|regardless of|in defiance of|ahead of|to beat"
    r"|evad\w+|circumvent\w*)\s+(?:the\s+|a\s+|an\s+|that\s+|its\s+|this\s+)?(?:UN\s+|U\.N\.\s+)?$",
    re.IGNORECASE,
)


def _is_mention(parsed: Parsed, match: re.Match[str]) -> bool:
    """Tell `in spite of the ban`, which says of no rule what it is."""
    told = re.match(r"\s+(?:of|on|in|from|since|imposed)\b", parsed.text[match.end() :])
    return told is None and _MENTION.search(parsed.text[: match.start()]) is not None


def _is_attribute(parsed: Parsed, match: re.Match[str]) -> bool:
    """Tell `in prohibited goods`, `the banned ore`, where nobody bans anything."""
    if match[0][-2:] != "ed" and match[0] not in {"forbidden", "frozen"}:
        return False
    before = parsed.text[max(0, match.start() - 40) : match.start()]
    return _ATTRIBUTIVE.search(before) is not None and not re.search(r"\blists? of $", before)


_ATTRIBUTIVE = re.compile(
    r"\b(?:in|of|from|with|for|the|its|their|some|any|other|import|importing|imported|export"
    r"|exporting|exported|buy|buying|bought|purchased|sell|selling|sold|ship|shipping|shipped"
    r"|carrying|facilitated|these|those|such|engaging in|trade in|continued to \w+)\s+$",
    re.IGNORECASE,
)


def _sets(parsed: Parsed, match: re.Match[str], amounts: list[int]) -> bool:
    """Tell `cut refined oil to 500,000 barrels`, which sets a ceiling, from a mere `cut`."""
    after = [start for start in amounts if match.end() <= start <= match.end() + 70]
    if not after:
        return False
    direct = re.search(r"\b(?:to|than|by|up|most|keeps|allowed|set)$", match[0])
    return bool(direct) or bool(_TO.match(parsed.text[match.end() : after[0]]))


def _sanctions(parsed: Parsed) -> Iterator[tuple[str, re.Match[str]]]:
    """Read `sanctions on North Korean coal` and `textiles were sanctioned` as bans."""
    for match in re.finditer(r"\bsanction(?:s on|ed|ing)\b", parsed.text):
        near = [one for one in named_goods(parsed) if 0 <= one.start - match.end() <= 30]
        before = [one for one in named_goods(parsed) if _leads_to(parsed, one, match.start())]
        if match[0] == "sanctioned" and _is_attribute(parsed, match):
            continue
        if (near and not _PARTY.search(parsed.text[match.end() :])) or (
            before and match[0][-1] == "d"
        ):
            yield "bans", match


_PARTY = re.compile(
    r"^[^.;]{0,60}\b(?:entit|compan|firm|bank|individual|person|people|vessel|ship|trader|importer"
    r"|exporter|Trading|Co\b|Ltd)",
    re.IGNORECASE,
)


def named_goods(parsed: Parsed) -> list[Goods]:
    """Give the goods of a sentence, and what acts rule besides goods."""
    found = [*parsed.goods]
    for match in _others().finditer(parsed.text):
        name = next(
            name
            for name, about in words("law")["others"].items()
            if plain(match[0]) in about["words"]
        )
        found.append(Goods(start=match.start(), end=match.end(), name=name))
    return sorted(found, key=lambda one: one.start)


@cache
def _others() -> re.Pattern[str]:
    return pattern(*(word for about in words("law")["others"].values() for word in about["words"]))


def _leads_to(parsed: Parsed, one: Goods, at: int) -> bool:
    return one.end <= at and _BETWEEN.fullmatch(parsed.text[one.end : at]) is not None


def stands_before(parsed: Parsed, verb: Verb) -> list[Goods]:
    """Give the list of goods that stands right before a word that rules from behind."""
    if not verb.can_follow or re.match(r"\s+(?:on|of|imports|exports)\b", parsed.text[verb.end :]):
        return []
    held = [one for one in named_goods(parsed) if verb.since <= one.start and one.end <= verb.start]
    near = next((one for one in reversed(held) if _leads_to(parsed, one, verb.start)), None)
    return [] if near is None else _list_up_to(parsed, held, near)


# Between the goods of a list there may be one that the lexicon does not know.
_LISTED = re.compile(
    r"(?:\s+\w+)?\s*(?:,|,?\s*and|,?\s*or|&|/)\s*(?:(?:\w+\s+){0,2}\w+\s*(?:,|,?\s*and)\s+)?(?:\w+\s+)?"
)


def _list_up_to(parsed: Parsed, held: list[Goods], last: Goods) -> list[Goods]:
    chosen, edge = [last], last.start
    for one in reversed([one for one in held if one.end <= last.start]):
        if not _LISTED.fullmatch(parsed.text[one.end : edge]):
            break
        chosen.insert(0, one)
        edge = one.start
    return chosen
