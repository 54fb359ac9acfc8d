"""The sides of a legal statement: by which act, by whom, against whom, which way the goods go."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from yalu.claims.lawwords import Verb, named_goods, stands_before, takes_up
from yalu.claims.lexicon import pattern, words
from yalu.claims.mentions import THE_OTHER, THE_WORLD, Named
from yalu.claims.parse import Parsed
from yalu.model.trade import Flow

_TRADE = re.compile(
    r"\b(?:(?P<buy>imports?|imported|importing|importation|purchases?|purchased|purchasing|buy|buys|buying|bought)"
    r"|(?P<sell>exports?|exported|exporting|exportation|transfers?|transferred|sales?|sell|sells|selling|sold|suppl(?:y|ies|ied|ying)"
    r"|shipments?|shipped|shipping|deliver(?:y|ies|ed|ing)|going|sent|sending))\b",
    re.IGNORECASE,
)
# Over the target's own border.
_ACROSS = re.compile(
    r"\b(?:(?P<into>going in|go in|coming in|crossing into the North)"
    r"|coming out|come out|going out)\b(?!to)",
    re.IGNORECASE,
)
_OWNED = re.compile(
    r"\b(?P<its>its|their|the country's|the North's)\s+(?:\w+\s+){0,2}$", re.IGNORECASE
)
_NOTICE = re.compile(r"\b(?:notice|announcement)\s+(?:No\.?\s*)?\d", re.IGNORECASE)
_MINISTRY = re.compile(
    r"\b(?:ministry of commerce|commerce ministry|MOFCOM|MOC|general administration of customs)\b",
    re.IGNORECASE,
)
_CARRIED_OUT = re.compile(
    r"\b(?:(?:comply|complies|complying|compliance|line|accordance)\s+with|implement\w*|enforc\w*"
    r"|after|following)\s[^.;,]*?(?:\bresolution\b(?:\s+No\.)?\s*\d+|\bsanctions\b)",
    re.IGNORECASE,
)
_REACH, _NEAR = 60, 45


@dataclass(frozen=True, kw_only=True)
class Sides:
    """Who rules, against whom, which way; `said` tells that the text says the way itself."""

    act: str
    actor: str
    target: str
    flow: Flow
    said: bool


def sides_of(parsed: Parsed, verb: Verb, goods: Sequence[str], *, at: int | None = None) -> Sides:
    """Read the sides of one statement; `at` is where its act is looked for."""
    act, actor = act_of(parsed, verb.end if at is None else at), actor_of(parsed, verb)
    target = target_of(parsed, verb)
    flow, said = way_of(parsed, verb, goods, actor=actor, target=target)
    return Sides(act=act, actor=actor, target=target, flow=flow, said=said)


def act_of(parsed: Parsed, at: int | None = None) -> str:
    """Name the act of a statement; of several, the one that stands right after or before it."""
    found = [one for one in parsed.acts if not _CHANGED.search(parsed.text[: one[0]])]
    if not found:
        return parsed.context.act if takes_up(parsed) and not _OF_RULE.match(parsed.text) else ""
    if at is not None:
        found = [one for one in found if not _of_other_event(parsed, at, one[0])]
    if not found:
        return ""
    if at is None or len(found) == 1:
        return found[0][2]
    by = [
        number
        for start, _, number in found
        if start >= at
        and re.fullmatch(
            r"[^,;.]{0,40}\b(?:by|in|under|of|with)\s+(?:\w+\s+){0,2}", parsed.text[at:start]
        )
    ]
    before = [number for start, _, number in found if start < at]
    return (by[:1] or before[-1:] or [found[0][2]])[0]


# An act that another strengthens or replaces is not the one that rules now.
_CHANGED = re.compile(
    r"\b(?:strengthen|reduce|replace|lower|cut|tighten|expand|amend|supersede|build)(?:s|ed|ing)?\s+"
    r"(?:on\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
# What goes on about a rule may be of another act than the one named last.
_OF_RULE = re.compile(r"\s*The (?:\w+ )?(?:bans?|suspension|measures?|goods|embargo|halt)\b")


_AFTER_ACT = re.compile(r"\b(?:after|following)\s+(?:[\w'.]+\s+){0,8}$", re.IGNORECASE)
_TO_CARRY_OUT = re.compile(
    r"\b(?:(?:comply|complies|complying|compliance|line|accordance|conformity)\s+with"
    r"|implement|implements|implementing|enforce|enforcing|carry out|give effect to)\s+"
    r"(?:[\w'.]+\s+){0,8}$",
    re.IGNORECASE,
)


def act_spoken_of(parsed: Parsed) -> str:
    """Name the act that a text goes on about; one that is only carried out is not it."""
    if not parsed.acts:
        return parsed.context.act
    own = [n for at, _, n in parsed.acts if not _TO_CARRY_OUT.search(parsed.text[:at][-_REACH:])]
    return own[0] if own else ""


def _of_other_event(parsed: Parsed, at: int, start: int) -> bool:
    """Tell an act that only dates a rule: `banned coal ten days after resolution 2371`."""
    before = parsed.text[max(0, start - _REACH) : start]
    if _AFTER_ACT.search(before) or _TO_CARRY_OUT.search(before):
        return True
    between = parsed.text[min(at, start) : max(at, start)]
    return re.search(r"\b(?:after|before|following|when|while)\b", between) is not None


def actor_of(parsed: Parsed, verb: Verb) -> str:
    """Name who acts: the economy or authority before the word, or the one after `by`."""
    target = target_of(parsed, verb)
    aside = [match.span() for match in _CARRIED_OUT.finditer(parsed.text)]
    actors = [
        one
        for one in parsed.areas
        if not any(first <= one.start < last for first, last in aside)
        and one.code not in {target, parsed.pair.partner, THE_OTHER, THE_WORLD}
        and one.link not in {"to", "from", "with", "for", "on", "against"}
        and not _owns_goods(parsed, one)
    ]
    after = [one for one in actors if verb.end <= one.start < verb.until]
    by = [one for one in after if one.link == "by" and not _of_sanctions(parsed, verb, one)] + [
        one for one in after if one.link == "in"
    ]
    inside = [one for one in actors if verb.since <= one.start < verb.start]
    passive = re.search(
        r"\b(?:been|was|were|are|is|being)\s+(?:\w+\s+)?$", parsed.text[verb.since : verb.start]
    )
    earlier = [] if passive else [one for one in actors if one.end <= verb.start]
    for one in (*by[:1], *reversed(inside), *reversed(earlier)):
        return one.code
    if _NOTICE.search(parsed.text):
        return "CHN"
    if not passive and _unknown(parsed, verb):
        return _STRANGER
    if _MINISTRY.search(parsed.text[: verb.end]):
        return parsed.pair.reporter
    near = parsed.text if parsed.acts else parsed.text[: verb.end + _REACH]
    near = _CARRIED_OUT.sub("", near)
    return "UN" if re.search(r"\bresolution\b|\bUN\b|\bCouncil\b", near, re.I) else ""


def _of_sanctions(parsed: Parsed, verb: Verb, one: Named) -> bool:
    """Tell `to comply with sanctions imposed by the Council`, which is not who rules here."""
    between = parsed.text[verb.end : one.start]
    return (
        re.search(r"\b(?:sanctions|resolutions?|measures|penalties|limits?|terms)\b", between)
        is not None
    )


# An economy that the lexicon does not know: its acts are not held.
_STRANGER = "another state"
_SUBJECT = re.compile(
    r"(?P<name>[A-Z][a-z]{3,})\s+(?:has\s+|had\s+|also\s+|then\s+|later\s+|too\s+)*$"
)


def _unknown(parsed: Parsed, verb: Verb) -> bool:
    """Tell `Uganda banned seafood`: a name acts that is no economy of the lexicon."""
    found = _SUBJECT.search(parsed.text[verb.since : verb.start])
    if found is None or found["name"] in words("law")["no_state"] or found["name"][-3:] == "ing":
        return False
    at = verb.since + found.start("name")
    known = [(one.start, one.end) for one in parsed.areas]
    known += [(one.start, one.end) for one in named_goods(parsed)]
    known += [(one.start, one.end) for one in parsed.dates]
    return not any(start <= at < end for start, end in known)


def _owns_goods(parsed: Parsed, one: Named) -> bool:
    """Tell `Russian coal`, whose owner does not act, from `Russia banned coal`."""
    if not one.owns:
        return False
    after = parsed.text[one.end : one.end + 24]
    near = any(0 <= goods.start - one.end <= 14 for goods in named_goods(parsed))
    return near or bool(re.match(r"\s+(?:origin|goods|exports?|imports?|sales|trade)\b", after))


def by_way(parsed: Parsed, verb: Verb, goods: Sequence[str]) -> list[tuple[str, ...]]:
    """Part the goods of a rule that says no way: `bans textiles and natural gas liquids`.

    What acts keep from the target goes out, all else comes in.
    """
    target = target_of(parsed, verb) or parsed.pair.partner
    listed = words("law")["kept_from_target"].get(target, ())
    either = words("law")["either_way"]
    parts: dict[bool, list[str]] = {}
    way: bool | None = None
    for name in goods:
        way = way if name in either else name in listed
        parts.setdefault(bool(way), []).append(name)
    sure = {name in listed for name in goods if name not in either}
    if len(sure) > 1 and not sides_of(parsed, verb, goods).said:
        return [tuple(parts[kept]) for kept in (False, True) if kept in parts]
    return [tuple(goods)] if goods else []


def target_of(parsed: Parsed, verb: Verb) -> str:
    """Name the economy that a rule is against, where it is another than the one asked about."""
    inside = [one for one in parsed.areas if verb.since <= one.start < verb.until]
    theirs = [one for one in inside if one.code in {parsed.pair.partner, THE_OTHER}]
    strange = [
        one
        for one in inside
        if one.code not in {parsed.pair.partner, parsed.pair.reporter, THE_OTHER, THE_WORLD, "UN"}
        and (_owns_goods(parsed, one) or (one.link in {"to", "from", "against"}))
    ]
    if theirs or not strange:
        return "" if theirs or parsed.acts else parsed.context.target
    return strange[0].code


def way_of(
    parsed: Parsed, verb: Verb, goods: Sequence[str], *, actor: str, target: str
) -> tuple[Flow, bool]:
    """Tell which way the goods go, seen from who carries the rule out, and whether it is said.

    A bare `exports` in an act of the Council is the target's; in an act of a state, its own.
    """
    theirs = {target} if target else {parsed.pair.partner, THE_OTHER}
    ahead = [*_TRADE.finditer(parsed.text, verb.end, verb.until)]
    behind = [*_TRADE.finditer(parsed.text, verb.since, verb.start)]
    traded = [*reversed(behind), *ahead] if stands_before(parsed, verb) else [*ahead, *behind]
    if (across := _ACROSS.search(parsed.text, verb.end, verb.until)) is not None:
        return (Flow.EXPORT if across["into"] else Flow.IMPORT), True
    for match in traded:
        told = _passive_way(parsed, match) or _told(
            parsed, match, theirs, sells=match["sell"] is not None
        )
        if told is not None:
            return told, True
    bare = next(iter(traded), None)
    listed = words("law")["kept_from_target"].get(target or parsed.pair.partner, ())
    kept = any(name in listed for name in goods)
    linked = _linked(parsed, verb, theirs)
    if linked is not None:
        return linked, True
    if bare is not None and bare["sell"] and not kept:
        return (Flow.EXPORT if actor not in {"", "UN"} else Flow.IMPORT), False
    if bare is not None and bare["buy"] and not kept:
        return Flow.IMPORT, actor not in {"", "UN"}
    return (Flow.EXPORT if kept else Flow.IMPORT), False


def _passive_way(parsed: Parsed, match: re.Match[str]) -> Flow | None:
    """Read `coal may not be imported`, `jet fuel must not be sold`, which name no side."""
    modal = r"\b(?:may|must|can|could|cannot|not|longer|shall|to)\s+(?:not\s+|no longer\s+)?be\s+$"
    if not re.search(modal, parsed.text[: match.start()]):
        return None
    if re.match(r"\s+(?:from|by)\b", parsed.text[match.end() :]):
        return None
    return Flow.EXPORT if match["sell"] else Flow.IMPORT


def _told(parsed: Parsed, match: re.Match[str], theirs: set[str], *, sells: bool) -> Flow | None:
    """Read the side of one word of trade from the economy that stands by it."""
    start, end = match.span()
    for one in parsed.areas:
        if one.code not in theirs or not 0 <= one.start - end <= _REACH:
            continue
        if _TRADE.search(parsed.text, end, one.start):
            continue
        if one.link in {"to", "into"}:
            return Flow.EXPORT
        if one.link == "from" or (one.link == "by" and sells):
            return Flow.IMPORT
    owner = _owner(parsed, start)
    if owner in {None, "UN", THE_WORLD}:
        return None
    if not sells and owner in theirs and _of_goods(parsed, start):
        return Flow.IMPORT
    return Flow.IMPORT if (owner in theirs) is sells else Flow.EXPORT


def _of_goods(parsed: Parsed, at: int) -> bool:
    """Tell `North Korean coal imports`, which are the imports of North Korean coal."""
    listed = words("law")["kept_from_target"].get(parsed.pair.partner, ())
    for one in parsed.areas:
        adjective = one.owns and parsed.text[one.start : one.end][-2:] not in {"'s", "s'"}
        for goods in named_goods(parsed) if adjective and one.end <= at else ():
            if one.end <= goods.start < at and goods.start - one.end <= 2:
                return goods.name not in listed
    return False


def _owner(parsed: Parsed, at: int) -> str | None:
    """Name whose imports or exports they are: `the North's textile exports`, `its imports`."""
    its = _OWNED.search(parsed.text[max(0, at - _NEAR) : at])
    earlier = [one for one in parsed.areas if one.end <= at]
    if its is not None and its["its"].casefold() in {"its", "their"}:
        before = [one for one in earlier if one.end <= max(0, at - _NEAR) + its.start()]
        return before[-1].code if before else None
    near = [
        one
        for one in earlier
        if one.owns
        and at - one.end <= _NEAR
        and not re.search(r"[,;.]|\b(?:and|to|of|by|for)\b", parsed.text[one.end : at])
    ]
    return near[-1].code if near else None


def _linked(parsed: Parsed, verb: Verb, theirs: set[str]) -> Flow | None:
    """Read the way from the economy alone: `coal from the North`, `jet fuel to the North`."""
    first = verb.since if stands_before(parsed, verb) else verb.end
    for one in parsed.areas:
        if one.code not in theirs or not first <= one.start < verb.until:
            continue
        if one.link in {"to", "into"} and named_goods(parsed):
            return Flow.EXPORT
        if one.link == "from" or _owns_goods(parsed, one):
            return Flow.IMPORT
    return None


def lister(text: str) -> str:
    """Name whose list it is: of several authorities, the one that stands first."""
    found = [
        (match.start(), code)
        for code, listed in words("law")["listers"].items()
        if (match := pattern(*listed, exact=True).search(text)) is not None
    ]
    found += [(match.start(), "UN") for match in re.finditer(r"\b[Rr]esolution \d", text)]
    by = [one for one in found if re.search(r"\bby\s+(?:the\s+)?$", text[: one[0]])]
    return min(by or found)[1] if found else ""
