"""Counts of listed parties: `ten entities and six individuals`, each with its own day and act.

Counts stand in groups: `nine entities and 16 individuals`. A group takes the day and the act that
stand between it and the group before it, or else right behind it, or those of the group before.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from yalu.claims.claim import Claim, Kind
from yalu.claims.dates import Dated
from yalu.claims.lawclaim import facts_of, law_claim
from yalu.claims.lawdates import latest, vague
from yalu.claims.lawsides import lister
from yalu.claims.lawwords import takes_up
from yalu.claims.lexicon import either, pattern, words
from yalu.claims.numbers import counted
from yalu.claims.parse import Parsed
from yalu.model.intervals import Interval
from yalu.model.periods import Period

_JOINED = re.compile(
    r"\s*(?:,|,?\s*and|,?\s*as well as|,?\s*plus|\+|/|&|,?\s*with)\s+(?:also\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"\b(?:after|following|response to|tests?|tested|launch\w*|fired|until|before)\b[^,;:]{0,30}$",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\b(?:among them|including|of (?:them|which|whom))\b[^;]*$")


@dataclass(frozen=True, kw_only=True)
class Count:
    """A number of parties of one kind, with its place."""

    start: int
    end: int
    number: int
    unit: str


def counts(parsed: Parsed) -> Iterator[Claim]:
    """Give a claim for each count of parties that were listed."""
    listed = pattern(*words("law")["lists"]).search(parsed.text)
    heads = _heads(parsed)
    goes_on = parsed.context.lists is not None and len([*counted(parsed.text)]) > 1
    if listed is None and heads is None and not goes_on:
        return
    before: tuple[Dated | None, str] = (None, "")
    groups = _groups(parsed, _counts(parsed, heads, listed))
    for place, group in enumerate(groups):
        first = groups[place - 1][-1].end if place else 0
        last = groups[place + 1][0].start if place + 1 < len(groups) else len(parsed.text)
        before = _told_of(parsed, group, (first, last), before)
        yield from _claims(parsed, group, (first, last), before)


def _heads(parsed: Parsed) -> re.Match[str] | None:
    """Find the head of an entry: `Treasury, 31 March 2017: eleven individuals, one entity`."""
    named = either([name for names in words("law")["listers"].values() for name in names])
    return re.match(rf"\W*(?:the\s+)?{named}(?!\w)[^:]{{0,70}}?:\s", parsed.text)


def _counts(
    parsed: Parsed, heads: re.Match[str] | None, listed: re.Match[str] | None
) -> list[Count]:
    text = parsed.text
    for one in parsed.dates:
        text = text[: one.start] + " " * (one.end - one.start) + text[one.end :]
    # After a colon comes the title of the batch: "3 entities and 1 individual: two trading firms".
    before_title = text.partition(": ")[0]
    if heads is None and listed is not None and listed.end() <= len(before_title):
        text = before_title if [*counted(before_title)] else text
    return [_joint(text, Count(start=s, end=e, number=n, unit=u)) for s, e, n, u in counted(text)]


def _joint(text: str, one: Count) -> Count:
    """Read `16 companies and people` as a count of both."""
    nouns = either([noun for listed in words("law")["counted"].values() for noun in listed])
    numbers = either(words("numbers")["words"])
    form = rf"(?:,\s+{nouns})*,?\s+(?:and|or)\s+(?:(?!{numbers}\s)[a-z]+\s+){{0,3}}?{nouns}(?!\w)"
    joined = re.match(form, text[one.end :])
    return replace(one, end=one.end + joined.end(), unit="parties") if joined else one


def _groups(parsed: Parsed, found: Sequence[Count]) -> list[list[Count]]:
    groups: list[list[Count]] = []
    for one in found:
        joined = groups and _JOINED.fullmatch(parsed.text[groups[-1][-1].end : one.start])
        if joined:
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _told_of(
    parsed: Parsed, group: Sequence[Count], span: tuple[int, int], before: tuple[Dated | None, str]
) -> tuple[Dated | None, str]:
    """Give the day and the act of a group of counts."""
    first, last = span
    start, end = group[0].start, group[-1].end
    dates = [one for one in _dates(parsed) if not _EVENT.search(parsed.text[first : one.start])]
    led = [one for one in dates if first <= one.start < start]
    behind = [one for one in dates if end <= one.start < last]
    acts = [n for at, _, n in parsed.acts if first <= at < start]
    acts = acts or [n for at, _, n in parsed.acts if end <= at < last]
    if led or acts:
        return (led[-1] if led else (behind[0] if behind and not first else None)), "".join(
            acts[-1:]
        )
    when = behind[0] if behind and before == (None, "") else before[0]
    return when, before[1]


def _dates(parsed: Parsed) -> list[Dated]:
    """Give the times that may be those of a listing; `a month earlier` counts from the last one."""
    found: list[Dated] = []
    for one in parsed.dates:
        if one.period is not None and not one.lag and one.role != "since":
            found.append(latest(parsed, one))
        elif one.lag and one.is_past:
            here = [d.period for d in found if d.period is not None]
            day = parsed.context.day
            spoken = here[-1] if here else Period.month(day.year, day.month) if day else None
            if spoken is not None:
                found.append(replace(one, period=spoken.shift(-one.lag), lag=0, role="in"))
    return found


def _claims(
    parsed: Parsed, group: Sequence[Count], span: tuple[int, int], told: tuple[Dated | None, str]
) -> Iterator[Claim]:
    when, act = told
    act = act or (parsed.context.act if takes_up(parsed) and when is None else "")
    of_council = _lister(parsed, span) in {"", "UN"}
    month = when.period if when else _month_of(parsed, act if of_council else "")
    goods = tuple(dict.fromkeys(named.name for named in parsed.goods))
    facts = replace(
        facts_of("lists", goods=goods, when=when),
        actor=_lister(parsed, span)
        or parsed.context.lists
        or ("UN" if act in words("law")["adopted"] else ""),
        act=act,
        since=False,
        early=(when.early if when else "") or vague(parsed),
        beside=tuple((c.unit, c.number) for c in group if not _is_part(parsed, c)),
        month=month,
    )
    for one in group:
        exact = Decimal(one.number)
        yield replace(
            law_claim(parsed, one.start, one.end, facts),
            kind=Kind.COUNT,
            product="; ".join(goods),
            period=month or parsed.anchor.month,
            firm=month is not None,
            number=exact,
            unit=one.unit,
            stated=Interval(low=exact, high=exact),
            of="part" if _is_part(parsed, one) else "",
        )


def _lister(parsed: Parsed, span: tuple[int, int]) -> str:
    return lister(parsed.text[span[0] : span[1]]) or lister(parsed.text)


def _month_of(parsed: Parsed, act: str) -> Period | None:
    """Give the month of the resolution by which parties were listed."""
    adopted = words("law")["adopted"].get(act)
    if adopted is not None:
        return Period.month(adopted.year, adopted.month)
    this_week = re.search(r"\bthis week\b", parsed.text)
    return parsed.anchor.month if this_week else None


def _is_part(parsed: Parsed, one: Count) -> bool:
    """Tell a count of some of the parties only: by country, by trade, `among them`."""
    told = parsed.text[one.start : one.end]
    return bool(
        pattern(*words("law")["nationality"]).search(told)
        or pattern(*words("law")["narrower"]).search(told)
        or _ASIDE.search(parsed.text[: one.start])
    )
