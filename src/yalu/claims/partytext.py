"""Listings in prose: how many parties, which of them by name, on whose list, when."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache

from yalu.claims.claim import ALL_GOODS, Claim, Kind
from yalu.claims.dates import Dated
from yalu.claims.lawclaim import facts_of, law_claim
from yalu.claims.lawdates import vague, when_of
from yalu.claims.lawsides import act_of
from yalu.claims.lawwords import Verb, whole
from yalu.claims.lexicon import either, pattern, plain, words
from yalu.claims.numbers import counted
from yalu.claims.parse import Parsed
from yalu.model.intervals import Interval

_WORD = r"(?:[A-Z][\w'&.-]*\w|[A-Z]{2,}|No)"
_NAME = rf"(?P<name>{_WORD}(?:\s+(?:(?:of|and|&|for|the)\s+){{0,2}}{_WORD})+)"
_LISTED = (
    r"(?:blacklisted|designated|listed|sanctioned|penali[sz]ed|added to|put on|placed on|named on"
    r"|targeted|singled out)"
)
_PASSIVE = re.compile(
    rf"{_NAME}(?:,[^,;]{{0,60}},)?\s+(?:was|were|is|are|has been|have been|had been|being)\s+"
    rf"(?:also\s+|first\s+|later\s+|already\s+)?{_LISTED}\b"
)
_UNDER = re.compile(
    rf"{_NAME}\s+(?:has been|is|was|came|fell)\s+(?:put\s+)?under\s+[^.;]{{0,30}}?sanctions\b"
)
_ACTIVE = re.compile(
    rf"\b(?:blacklisted|designated|listed|sanctioned|penali[sz]ed|sanctions on|adds?|added"
    rf"|targeted)\s+(?:the\s+)?{_NAME}"
)


def listings(parsed: Parsed) -> Iterator[Claim]:
    """Read listings: `ten entities and six individuals`, `Dandong Hongxiang was blacklisted`."""
    listed = [*pattern(*words("law")["lists"]).finditer(parsed.text)]
    named = [*_named(parsed)]
    if not listed and not named:
        return
    undated = parsed.text
    for one in parsed.dates:
        undated = undated[: one.start] + " " * (one.end - one.start) + undated[one.end :]
    # After a colon comes the title of the batch: "3 entities and 1 individual: two trading firms".
    before_title = undated.partition(": ")[0]
    head = before_title if listed and listed[0].end() <= len(before_title) else undated
    counts = [_joint(head, one) for one in counted(head)] if listed else []
    entire = tuple(
        (unit, number) for start, end, number, unit in counts if not _is_part(parsed, start, end)
    )
    for start, end, number, unit in counts:
        match = next((one for one in reversed(listed) if one.start() < start), listed[0])
        yield _counted(
            parsed,
            whole(parsed, "lists", match.start(), match.end()),
            start,
            end,
            number=number,
            unit=unit,
            beside=entire,
        )
    if counts:
        return
    for match in named:
        yield _of_party(parsed, match)
    parties = pattern(*words("law")["parties"]).search(parsed.text)
    if not named and parties and (parsed.areas or parsed.goods):
        yield _batch(parsed, whole(parsed, "lists", listed[0].start(), listed[0].end()))


def _joint(text: str, one: tuple[int, int, int, str]) -> tuple[int, int, int, str]:
    """Read `16 companies and people` as a count of both."""
    start, end, number, _ = one
    nouns = either([noun for listed in words("law")["counted"].values() for noun in listed])
    numbers = either(words("numbers")["words"])
    form = rf"(?:,\s+{nouns})*,?\s+(?:and|or)\s+(?:(?!{numbers}\s)[a-z]+\s+){{0,3}}?{nouns}(?!\w)"
    joined = re.match(form, text[end:])
    return (start, end + joined.end(), number, "parties") if joined else one


def _is_part(parsed: Parsed, start: int, end: int) -> bool:
    """Tell a count of some of the parties only: by country, by trade, `among them`."""
    return bool(
        pattern(*words("law")["nationality"]).search(parsed.text[start:end])
        or pattern(*words("law")["narrower"]).search(parsed.text[start:end])
        or re.search(
            r"\b(?:among them|including|of (?:them|which|whom))\b[^;]*$", parsed.text[:start]
        )
    )


def _counted(
    parsed: Parsed,
    verb: Verb,
    start: int,
    end: int,
    *,
    number: int,
    unit: str,
    beside: tuple[tuple[str, int], ...],
) -> Claim:
    exact = Decimal(number)
    one = _batch(parsed, verb)
    goods = "; ".join(dict.fromkeys(named.name for named in parsed.goods))
    assert one.law is not None  # noqa: S101  - for the type checker; a batch has its facts
    return replace(
        one,
        start=parsed.sentence.start + start,
        end=parsed.sentence.start + end,
        kind=Kind.COUNT,
        product=goods,
        period=one.period or parsed.context.period,
        number=exact,
        unit=unit,
        stated=Interval(low=exact, high=exact),
        of="part" if _is_part(parsed, start, end) else "",
        law=replace(one.law, beside=beside),
    )


def _batch(parsed: Parsed, verb: Verb) -> Claim:
    """Read a listing of parties that are not named."""
    goods = "; ".join(dict.fromkeys(one.name for one in parsed.goods))
    when = _latest(parsed, when_of(parsed, verb))
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
    for form in (_PASSIVE, _UNDER, _ACTIVE):
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
    when = _latest(parsed, when_of(parsed, whole(parsed, "lists", match.start(), match.end())))
    facts = replace(
        facts_of("lists", when=when),
        actor=lister(parsed.text),
        act=act_of(parsed),
        early=(when.early if when else "") or vague(parsed),
        party=match["name"],
    )
    return replace(law_claim(parsed, start, end, facts), product="")


def _latest(parsed: Parsed, when: Dated | None) -> Dated | None:
    """Put a listing's day without a year into the latest year that is not after the text."""
    if when is None or when.explicit or when.period is None:
        return when
    month = parsed.anchor.day.year * 12 + when.period.first % 12
    month -= 12 if month > parsed.anchor.month.first else 0
    year = month // 12
    leap = when.day is not None and (when.day.month, when.day.day) == (2, 29)
    day = None if when.day is None or leap else when.day.replace(year=year)
    return replace(when, period=when.period.shift(month - when.period.first), day=day)


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
