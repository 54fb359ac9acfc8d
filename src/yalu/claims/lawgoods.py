"""The goods of a rule: those after its word, those right before it, or those spoken of last."""

import re
from collections.abc import Iterator, Sequence

from yalu.claims.claim import ALL_GOODS
from yalu.claims.lawwords import Verb, named_goods, stands_before, takes_up
from yalu.claims.lexicon import words
from yalu.claims.mentions import Goods
from yalu.claims.parse import Parsed

_APART = re.compile(
    r"[;:.]\s|\b(?:including while|but|which|while|whereas|because|took in|bought|after|when"
    r"|days after|before)\b"
)
_ALL_AFTER = re.compile(
    r"\s+(?:(?:all|any|virtually all|nearly all)\s+(?:\w+\s+){0,2}"
    r"(?:imports|exports|trade|goods|commerce)"
    r"|(?:imports|exports|trade)\s+(?:from|to|with)\s+(?:North|the North|the DPRK|Russia))\b",
    re.IGNORECASE,
)
_ALL_BEFORE = re.compile(
    r"\b(?:imports|exports|trade)\s+(?:from|to|with)\s+[^.,;]{2,40}\s(?:is|are|was|were|been|be)\s+$",
    re.IGNORECASE,
)


def goods_of(parsed: Parsed, verb: Verb) -> tuple[str, ...]:
    """Give the goods that a word of law rules, by name; `ALL` for trade as a whole."""
    named = named_goods(parsed)
    before = stands_before(parsed, verb)
    after = [] if before else _after(parsed, verb, named)
    chosen = before or after or _earlier(parsed, verb, named)
    if chosen:
        return tuple(dict.fromkeys(one.name for one in chosen))
    if _rules_all(parsed, verb):
        return (ALL_GOODS,)
    return () if named else _inherited(parsed, verb)


def _after(parsed: Parsed, verb: Verb, named: Sequence[Goods]) -> list[Goods]:
    found: list[Goods] = []
    edge = verb.end
    for one in named:
        if not verb.end <= one.start < verb.until:
            continue
        if _APART.search(parsed.text[edge : one.start]):
            break
        found.append(one)
        edge = one.end
    leads = [one for one in named if verb.since <= one.start and one.end <= verb.start]
    parted = found and leads and _date_or_act(parsed, verb.end, found[0].start)
    return [] if parted else found


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
    inherits = takes_up(parsed) or bool(parsed.acts) or council
    return tuple(parsed.context.goods.split("; ")) if inherits and parsed.context.goods else ()


def echoes(parsed: Parsed, verb: Verb, told: Sequence[str]) -> Iterator[tuple[Verb, Goods]]:
    """Give goods that share the verb before them: `gold banned since March, statues since May`."""
    for one in named_goods(parsed):
        if one.name in told or not verb.end <= one.start < verb.until:
            continue
        if not re.search(r"(?:,|\band)\s+(?:\w+\s+)?$", parsed.text[verb.end : one.start]):
            continue
        led = re.match(r"\s+(?:since|in|on|from|by|under)\s+", parsed.text[one.end :])
        if led is not None and _date_or_act(parsed, one.end, one.end + len(led[0]) + 14):
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
