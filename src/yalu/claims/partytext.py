"""Listings in prose: how many parties, which of them by name, on whose list, when."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from yalu.claims.claim import ALL_GOODS, Claim
from yalu.claims.counttext import counts
from yalu.claims.dates import Dated
from yalu.claims.lawclaim import facts_of, law_claim
from yalu.claims.lawdates import latest, vague, when_of
from yalu.claims.lawsides import act_of, lister
from yalu.claims.lawwords import Verb, whole
from yalu.claims.lexicon import pattern, plain, words
from yalu.claims.parse import Parsed

_WORD = r"(?:[A-Z][\w'&.-]*\w|[A-Z]{2,}|No)"
_NAME = rf"(?P<name>{_WORD}(?:\s+(?:(?:of|and|&|for|the)\s+){{0,2}}{_WORD})+)"
_LISTED = (
    r"(?:blacklisted|designated|listed|sanctioned|penali[sz]ed|added to|put on|placed on|named on"
    r"|targeted|singled out|cut off)"
)
_PASSIVE = re.compile(
    rf"{_NAME}(?:,[^,;]{{0,60}},)?\s+(?:was|were|is|are|has been|have been|had been|being)\s+"
    rf"(?:also\s+|first\s+|later\s+|already\s+)?{_LISTED}\b"
)
_UNDER = re.compile(
    rf"{_NAME}\s+(?:has been|is|was|came|fell)\s+(?:put\s+)?under\s+[^.;]{{0,30}}?sanctions\b"
)
_ON_LIST = re.compile(
    rf"{_NAME}\s+(?:has been|have been|had been|is|was)\s+on\s+(?:the|its|their)\s+[^.;,]{{0,30}}?"
    r"(?:list|blacklist)\b"
)
_ALSO = re.compile(rf"[,;]\s+(?:and\s+)?{_NAME}\s+since\b")
_ACTIVE = re.compile(
    rf"\b(?:blacklisted|designated|listed|sanctioned|penali[sz]ed|sanctions on|adds?|added"
    rf"|targeted)\s+(?:the\s+)?{_NAME}"
)


def listings(parsed: Parsed) -> Iterator[Claim]:
    """Read listings: `ten entities and six individuals`, `Dandong Hongxiang was blacklisted`."""
    numbered = [*counts(parsed)]
    yield from numbered
    if numbered:
        return
    listed = pattern(*words("law")["lists"]).search(parsed.text)
    named = [*_named(parsed)]
    for match in named:
        yield _of_party(parsed, match)
    parties = pattern(*words("law")["parties"]).search(parsed.text)
    if listed and not named and parties and (parsed.areas or parsed.goods):
        yield _batch(parsed, whole(parsed, "lists", listed.start(), listed.end()))


def _batch(parsed: Parsed, verb: Verb) -> Claim:
    """Read a listing of parties that are not named."""
    goods = "; ".join(dict.fromkeys(one.name for one in parsed.goods))
    spoken = when_of(parsed, verb)
    when = latest(parsed, spoken) if spoken else None
    this_week = when is None and pattern(*words("law")["weekday"]).search(parsed.text)
    early = (when.early if when else "this week" if this_week else "") or vague(parsed)
    facts = replace(
        facts_of("lists", goods=tuple(one.name for one in parsed.goods), when=when),
        actor=lister(parsed.text),
        act=act_of(parsed),
        since=False,
        early=early,
    )
    month = when.period if when else parsed.anchor.month if this_week else None
    return replace(
        law_claim(parsed, verb.start, verb.end, facts),
        product=goods or ALL_GOODS,
        period=month,
        firm=when is not None or bool(this_week),
    )


def _named(parsed: Parsed) -> Iterator[re.Match[str]]:
    """Find the parties that a sentence names as listed."""
    taken: set[int] = set()
    forms = [_PASSIVE, _UNDER, _ON_LIST, _ACTIVE]
    if any(form.search(parsed.text) for form in forms):
        forms.append(_ALSO)
    for form in forms:
        for match in form.finditer(parsed.text):
            if match.start("name") not in taken and _is_party(match["name"]):
                taken.add(match.start("name"))
                yield match


def _is_party(name: str) -> bool:
    """Tell the name of a party from that of an economy, an authority, a month or an act."""
    told = (plain(word).removesuffix("'s") for word in re.findall(r"[\w.']+", name))
    return any(word not in _no_parties() for word in told)


@cache
def _no_parties() -> frozenset[str]:
    listed = [name for names in words("areas").values() for name in names]
    listed += [name for names in words("law")["listers"].values() for name in names]
    listed += [*words("dates")["months"], *words("law")["weekday"], *words("law")["nationality"]]
    listed += [
        "the",
        "of",
        "and",
        "resolution",
        "on",
        "in",
        "a",
        "an",
        "department",
        "council",
        "u.s",
        "u.n",
    ]
    listed += [
        "executive",
        "order",
        "committee",
        "ministry",
        "commerce",
        "foreign",
        "office",
        "state",
    ]
    single = (plain(word) for phrase in listed for word in phrase.replace('"', "").split())
    return frozenset(word.removesuffix("'s") for word in single)


def _of_party(parsed: Parsed, match: re.Match[str]) -> Claim:
    start, end = match.span("name")
    spoken = _own_date(parsed, end) or when_of(
        parsed, whole(parsed, "lists", match.start(), match.end())
    )
    when = latest(parsed, spoken) if spoken else None
    facts = replace(
        facts_of("lists", when=when),
        actor=lister(parsed.text),
        act=act_of(parsed),
        early=(when.early if when else "") or vague(parsed),
        party=match["name"],
    )
    return replace(law_claim(parsed, start, end, facts), product="")


def _own_date(parsed: Parsed, end: int) -> Dated | None:
    """Give the date that follows a name at once: `Dandong Hongxiang since September`."""
    after = [one for one in parsed.dates if one.start >= end and one.period is not None]
    led = after and re.fullmatch(
        r"\s+(?:since|in|on)\s+(?:early\s+|late\s+)?", parsed.text[end : after[0].start]
    )
    return after[0] if led else None
