"""Listings in prose: how many parties, which of them by name, on whose list, when."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from yalu.claims.claim import ALL_GOODS, Claim
from yalu.claims.lawclaim import facts_of, law_claim
from yalu.claims.lawdates import vague, when_of
from yalu.claims.lawsides import act_of
from yalu.claims.lawwords import Verb, whole
from yalu.claims.lexicon import pattern, plain, words
from yalu.claims.listingtext import lister, settled_listing
from yalu.claims.parse import Parsed
from yalu.claims.partycounts import authorities

_WORD = r"(?:[A-Z][\w'&.-]*\w|[A-Z]{2,}|No)"
_NAME = rf"(?P<name>{_WORD}(?:\s+(?:(?:of|and|&|for|the)\s+){{0,2}}{_WORD})+)"
_LISTED = (
    r"(?:blacklisted|designated|listed|sanctioned|penali[sz]ed|added to|put on|placed on|named on"
    r"|targeted|singled out|cut off|frozen out|on\s+(?:the|its|a|an|both)\s+(?:[\w.'-]+\s+){0,3}"
    r"(?:black)?lists?)"
)
_PASSIVE = re.compile(
    rf"{_NAME}(?:,[^,;]{{0,60}},)?\s+(?:was|were|is|are|has been|have been|had been|being)\s+"
    rf"(?:also\s+|first\s+|later\s+|already\s+)?{_LISTED}\b"
)
_UNDER = re.compile(
    rf"{_NAME}\s+(?:has been|is|was|came|fell)\s+(?:put\s+)?under\s+[^.;]{{0,30}}?sanctions\b"
)
# Beside an authority only: "named Kim chairman" is no listing.
_NAMING = re.compile(rf"\b(?:named|names|lists|hit|cut off|cut)\s+(?:the\s+)?{_NAME}")
_AMONG = re.compile(
    rf"\b[Aa]mong\s+(?:those|them|the\s+\w+)\b[^.;]{{0,60}}?\b(?:was|were|is|are)\s+{_NAME}"
)
# A list by name: "4. Bank of Dandong: the final rule cuts it off".
_HEADED = re.compile(rf"^\W*(?:\d{{1,2}}[.)]\s+)?{_NAME}:\s")
# A second party of the same list: "Air Koryo has been on the list since May, X since June".
_TOO = re.compile(rf"(?:,|\band|\bbut)\s+{_NAME}\s+(?:since|in|on|from)\b")
_ACTIVE = re.compile(
    rf"\b(?:blacklisted|designated|listed|sanctioned|penali[sz]ed|sanctions on|adds?|added"
    rf"|targeted)\s+(?:the\s+)?{_NAME}"
)


def listings(parsed: Parsed, found: Sequence[Claim]) -> Iterator[Claim]:
    """Read who was listed beside the counts `found`: `Dandong Hongxiang was blacklisted`."""
    start = parsed.sentence.start
    places = [(one.start - start, one.end - start) for one in found]
    named = [
        match
        for match in _named(parsed)
        if not any(a < match.end("name") and match.start("name") < b for a, b in places)
    ]
    for place, match in enumerate(named):
        last = named[place + 1].start("name") if place + 1 < len(named) else len(parsed.text)
        alone = len(named) == 1
        yield _of_party(parsed, match, None if alone else (match.end("name"), last))
    verbs = pattern(*words("law")["lists"]).finditer(parsed.text)
    listed = next((one for one in verbs if not _is_attribute(parsed.text, one)), None)
    if found or named or listed is None:
        return
    parties = pattern(*words("law")["parties"]).search(parsed.text)
    if parties and (parsed.areas or parsed.goods):
        yield _batch(parsed, whole(parsed, "lists", listed.start(), listed.end()))


def _is_attribute(text: str, verb: re.Match[str]) -> bool:
    """Tell `listed banks` and `the sanctioned firms`, by which nobody is listed."""
    nouns = words("law")["parties"]
    led = re.search(r"(?:^|\b(?:of|the|with|by|for|to|from|and))\s*$", text[: verb.start()])
    return led is not None and pattern(*nouns).match(text, verb.end() + 1) is not None


def _batch(parsed: Parsed, verb: Verb) -> Claim:
    """Read a listing of parties that are not named."""
    goods = "; ".join(dict.fromkeys(one.name for one in parsed.goods))
    when = settled_listing(parsed, when_of(parsed, verb))
    this_week = when is None and pattern(*words("law")["weekday"]).search(parsed.text)
    before = parsed.context.listing if when is None and not this_week else None
    facts = replace(
        facts_of("lists", goods=tuple(one.name for one in parsed.goods), when=when),
        actor=lister(parsed.text, verb.start),
        act=act_of(parsed),
        since=False,
        early=(when.early if when else "this week" if this_week else "") or vague(parsed),
    )
    month = when.period if when else parsed.anchor.month if this_week else None
    if before is not None:
        month = before.month
        facts = replace(facts, month=month)
    return replace(
        law_claim(parsed, verb.start, verb.end, facts),
        product=goods or ALL_GOODS,
        period=month,
        firm=when is not None or bool(this_week),
    )


def _named(parsed: Parsed) -> list[re.Match[str]]:
    """Find the parties that a sentence names as listed."""
    taken: dict[int, re.Match[str]] = {}
    listed = pattern(*words("law")["lists"], *words("law")["names"]).search(parsed.text)
    forms = [_PASSIVE, _UNDER, _ACTIVE]
    forms += [_NAMING] if any(True for _ in authorities(parsed.text)) else []
    forms += [_AMONG, _HEADED] if listed else []
    for form in forms:
        for match in form.finditer(parsed.text):
            if match.start("name") not in taken and _is_party(match["name"]):
                taken[match.start("name")] = match
    first = min(taken, default=len(parsed.text))
    for match in _TOO.finditer(parsed.text, first):
        start = match.start("name")
        dated = any(first < one.start < start for one in parsed.dates)
        if dated and start not in taken and _is_party(match["name"]):
            taken[start] = match
    return [taken[start] for start in sorted(taken)]


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


def _of_party(parsed: Parsed, match: re.Match[str], own: tuple[int, int] | None = None) -> Claim:
    """Read the listing of a party; of several, each has the date that stands by it."""
    start, end = match.span("name")
    near = [d for d in parsed.dates if own and own[0] <= d.start < own[1] and d.period]
    verb = whole(parsed, "lists", match.start(), match.end())
    when = settled_listing(parsed, near[0] if near else when_of(parsed, verb))
    facts = replace(
        facts_of("lists", when=when),
        actor=lister(parsed.text, verb.start),
        act=act_of(parsed),
        early=(when.early if when else "") or vague(parsed),
        party=match["name"],
    )
    return replace(law_claim(parsed, start, end, facts), product="")
