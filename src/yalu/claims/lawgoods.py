"""The goods of a rule: those after its word, those right before it, or those spoken of last."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from yalu.claims.claim import ALL_GOODS
from yalu.claims.lawwords import Verb, named_goods, stands_before, takes_up
from yalu.claims.lexicon import words
from yalu.claims.mentions import Goods
from yalu.claims.parse import Parsed

_APART = re.compile(
    r"[;:.]\s|\band\s+(?:it|they)\b|\b(?:including while|but|which|while|whereas|because"
    r"|took in|bought|after|when|days after|before)\b"
)
_ALL_AFTER = re.compile(
    r"\s+(?:(?:all|any|virtually all|nearly all)\s+(?:\w+\s+){0,2}"
    r"(?:imports|exports|trade|goods|commerce)"
    r"|(?:(?!of\b)[\w']+\s+){0,2}(?:imports|exports|trade)\s+(?:from|to|with)\s+"
    r"(?:North|the North|the DPRK|Russia|Iran))\b",
    re.IGNORECASE,
)
_ALL_BEFORE = re.compile(
    r"\b(?:imports|exports|trade)\s+(?:from|to|with)\s+[^.,;]{2,40}\s(?:is|are|was|were|been|be)\s+$",
    re.IGNORECASE,
)


_TURNS = re.compile(
    r"(?:,|\band)\s+(?:also\s+)?(?:on\s+|of\s+)?(?:the\s+|its\s+|their\s+|all\s+)?"
    r"(?P<word>sales?|supply|exports?|imports?|importation|exportation|supplies|purchases?|shipments?|delivery|deliveries)\s+(?:of|to|from)\b"
)


# "from going in, and food and wood from coming out"
_BORDER = re.compile(
    r"\bfrom\s+(?:going|coming)\s+(?:in|out),?\s+and\s+(?=[^.;]*\bfrom\s+(?:going|coming)\b)"
)


def parts_of(parsed: Parsed, verb: Verb) -> list[Verb]:
    """Part a statement where a second word of trade opens another direction.

    `bans exports of gold and the sale of jet fuel to the North` rules two ways.
    """
    if stands_before(parsed, verb):
        return [verb]
    named = named_goods(parsed)
    turns = [
        match.start("word")
        for match in _TURNS.finditer(parsed.text, verb.end, verb.until)
        if any(verb.end <= one.start < match.start() for one in named)
        and any(match.end() <= one.start < verb.until for one in named)
    ]
    turns += [match.end() for match in _BORDER.finditer(parsed.text, verb.end, verb.until)]
    if not turns:
        return [verb]
    turns.sort()
    edges = [*turns, verb.until]
    rest = [
        replace(verb, start=at, end=at, since=at, until=edges[place + 1])
        for place, at in enumerate(turns)
    ]
    return [replace(verb, until=turns[0]), *rest]


def goods_of(parsed: Parsed, verb: Verb) -> tuple[str, ...]:
    """Give the goods that a word of law rules, by name; `ALL` for trade as a whole."""
    named = named_goods(parsed)
    before = stands_before(parsed, verb)
    after = [] if before else _after(parsed, verb, named)
    chosen = before or after or _earlier(parsed, verb, named)
    if chosen:
        return tuple(dict.fromkeys(one.name for one in chosen))
    if _SO.search(parsed.text[verb.since : verb.start]):
        return ()
    if _rules_all(parsed, verb):
        return (ALL_GOODS,)
    return () if named else _inherited(parsed, verb)


def _after(parsed: Parsed, verb: Verb, named: Sequence[Goods]) -> list[Goods]:
    found: list[Goods] = []
    edge = verb.end
    for one in named:
        if not verb.end <= one.start < verb.until:
            continue
        apart = _APART.search(parsed.text[edge : one.start])
        if apart or (found and _has_own(parsed, one) and _date_or_act(parsed, edge, one.start)):
            break
        found.append(one)
        edge = one.end
    leads = [one for one in named if verb.since <= one.start and one.end <= verb.start]
    parted = found and leads and _date_or_act(parsed, verb.end, found[0].start)
    return [] if parted else found


def _has_own(parsed: Parsed, one: Goods) -> bool:
    """Tell goods with a date or an act of their own: `and steel exports in January`."""
    led = _LED.match(parsed.text, one.end)
    return led is not None and _date_or_act(parsed, one.end, led.end() + 14)


_LED = re.compile(r"\s+(?:(?:imports|exports|purchases|sales)\s+)?(?:since|in|on|from|by|under)\s+")


def _date_or_act(parsed: Parsed, start: int, end: int) -> bool:
    """Tell `textiles banned since September, seafood since August`: the date ends the rule."""
    dates = any(start <= one.start < end for one in parsed.dates if one.period is not None)
    return dates or any(start <= first < end for first, _, _ in parsed.acts)


def _earlier(parsed: Parsed, verb: Verb, named: Sequence[Goods]) -> list[Goods]:
    """Give the list of goods that ends nearest before a verb: `gold and silver, long banned`."""
    chosen: list[Goods] = []
    edge = verb.start
    for one in reversed([one for one in named if one.end <= verb.start]):
        between = parsed.text[one.end : edge]
        if chosen and not re.fullmatch(r"\s*(?:,|,?\s*and|,?\s*or|&)\s*", between):
            break
        chosen.insert(0, one)
        edge = one.start
    return chosen


def _rules_all(parsed: Parsed, verb: Verb) -> bool:
    """Tell a rule on trade as a whole: `banned all exports to North Korea`."""
    return bool(
        _ALL_AFTER.match(parsed.text[verb.end : verb.until])
        or _ALL_BEFORE.search(parsed.text[verb.since : verb.start])
    )


def _inherited(parsed: Parsed, verb: Verb) -> tuple[str, ...]:
    council = any(one.code == "UN" for one in parsed.areas) and bool(parsed.amounts)
    if verb.text.casefold() in words("law")["bans_by_act"]:
        return ()
    known = re.search(
        r"\b(?:the|this|that|its)\s+(?:\w+\s+){0,2}$", parsed.text[: verb.start], re.IGNORECASE
    )
    opens = len(parsed.text[: verb.start].strip(" *•–—-(QA:.")) == 0
    its = _ITS_TRADE.match(parsed.text, verb.end) is not None
    inherits = takes_up(parsed) or bool(parsed.acts) or council or known is not None or opens or its
    spoken = parsed.context.goods or parsed.context.wares
    return tuple(spoken.split("; ")) if inherits and spoken else ()


_ITS_TRADE = re.compile(
    r"\s+(?:its|their|these|those|such|the)\s+(?:own\s+)?(?:purchases|imports|buying|trade|exports"
    r"|sales|deliveries)\b(?!\s+of\b)",
    re.IGNORECASE,
)


_SO = re.compile(r"\band so\s+(?:were|was|are|is|have|did|does|do)\s+", re.IGNORECASE)


def also_ruled(parsed: Parsed, verb: Verb) -> tuple[str, ...]:
    """Give the goods that a rule is said to be on, too: `gold was banned, and so was silver`."""
    found = _SO.search(parsed.text, verb.end, verb.until)
    if found is None:
        return ()
    after = [one.name for one in named_goods(parsed) if found.end() <= one.start < verb.until]
    return tuple(dict.fromkeys(after))


def echoes(parsed: Parsed, verb: Verb, told: Sequence[str]) -> Iterator[tuple[Verb, Goods]]:
    """Give goods that share the verb before them: `gold banned since March, statues since May`."""
    for one in named_goods(parsed):
        if one.name in told or not verb.end <= one.start < verb.until:
            continue
        if not re.search(r"(?:,|\band)\s+(?:\w+\s+)?$", parsed.text[verb.end : one.start]):
            continue
        if _has_own(parsed, one):
            yield (
                Verb(
                    kind=verb.kind,
                    start=one.start,
                    end=one.end,
                    since=one.start,
                    until=verb.until,
                    text=verb.text,
                ),
                one,
            )
