"""Statements on acts as such: when they came, what they spare, until when old deals may end."""

import re
from collections.abc import Iterator, Set
from dataclasses import replace

from yalu.claims.claim import Claim, Kind, LawFacts
from yalu.claims.dates import Dated
from yalu.claims.lawparts import act_of, flow_of, in_year_of_act
from yalu.claims.lexicon import pattern, words
from yalu.claims.parse import Parsed

_ENDED = (
    r"(?:cleared?|completed?|performed|fulfilled|carried out|finished|honou?red|executed|imported|"
    r"delivered|settled)"
)
_GRACE = re.compile(
    r"\b(?:contracts?|cargo(?:es)?|goods|shipments?|consignments?|deliver(?:y|ies)|stocks?|coal|"
    r"textiles?|seafood|orders?)\b[^.;]*\b(?:may|might|could|can|allowed|permitted|free)\b"
    rf"[^.;]*\b(?:{_ENDED}|clear|enter|run|go ahead)\b",
    re.IGNORECASE,
)
_WINDS_DOWN = re.compile(
    r"\b(?:wind-?\s?down|grace(?: period)?|transition)\b[^.;]*\b(?:ends?|ended|ran out|runs out|"
    r"expire[sd]?|lasted|lasts|closed)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"\b(?:before|prior to|ahead of|by)\s+(?:the\s+)?$", re.IGNORECASE)
_UNTIL = re.compile(
    rf"\b(?:until|till|up to|through|no later than|{_ENDED} (?:by|before)|clear by|ended?|ended on|"
    r"expired?|on|closed on)\s+(?:midnight\s+)?(?:on\s+|of\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_SPARED = re.compile(
    r"\b(?:but|and)\s+not\s+(?:on\s+|yet\s+)?(?P<a>[^.;]*)"
    r"|\b(?:does|did|do)\s+not\s+(?:ban|cover|touch|include|affect|restrict|prohibit|reach)\s+"
    r"(?P<b>[^.;]*)"
    r"|\b(?:leaves?|left|leaving)\s+(?P<c>[^.;]*?)\s+(?:untouched|alone|out|unaffected)\b",
    re.IGNORECASE,
)


def enactments(parsed: Parsed, *, told: Set[str]) -> Iterator[Claim]:
    """Give a claim for each act that the sentence dates, where no rule on goods tells it."""
    taken: set[int] = set()
    for place, (start, end, act) in enumerate(parsed.acts):
        if act in told:
            continue
        first = parsed.acts[place - 1][1] if place else 0
        last = parsed.acts[place + 1][0] if place + 1 < len(parsed.acts) else len(parsed.text)
        when = _dated_by(parsed, start, end, (first, last))
        word = _enacts(parsed, first, last)
        if when is None or when.start in taken or not (word or _beside(parsed, when, end)):
            continue
        taken.add(when.start)
        when = in_year_of_act(parsed, when)
        yield Claim(
            start=parsed.sentence.start + start,
            end=parsed.sentence.start + end,
            sentence=parsed.sentence.text,
            kind=Kind.LAW,
            period=when.period,
            law=LawFacts(
                verb="adopts",
                actor="",
                act=act,
                day=when.day,
                month=when.period,
                early=when.early,
                word=word,
            ),
        )


def _dated_by(parsed: Parsed, start: int, end: int, span: tuple[int, int]) -> Dated | None:
    """Find the date of an act: the one nearest after its number, or else before it."""
    held = [one for one in parsed.dates if one.period is not None and not one.lag]
    after = [one for one in held if end <= one.start < span[1]]
    before = [one for one in held if span[0] <= one.start < start]
    return next(iter(after[:1] or before[-1:]), None)


def _beside(parsed: Parsed, when: Dated, end: int) -> bool:
    return bool(re.fullmatch(r"[\s,(]*(?:of|on|from)?\s*", parsed.text[end : when.start]))


def _enacts(parsed: Parsed, first: int, last: int) -> str:
    text = parsed.text[first:last]
    for word, listed in words("law")["enacts"].items():
        if pattern(*listed).search(text):
            return str(word)
    return ""


def graces(parsed: Parsed) -> Iterator[Claim]:
    """Read until when deals begun under the old rule may be finished."""
    found = _GRACE.search(parsed.text) or _WINDS_DOWN.search(parsed.text)
    if found is None:
        return
    earlier = last = None
    for one in parsed.dates:
        head = parsed.text[: one.start]
        if one.day is None:
            continue
        if _BEFORE.search(head) and not _UNTIL.search(head):
            earlier = earlier or in_year_of_act(parsed, one)
        elif _UNTIL.search(head):
            last = in_year_of_act(parsed, one)
    if last is None:
        return
    last = _next(last, earlier)
    goods = _goods(parsed)
    yield Claim(
        start=parsed.sentence.start + last.start,
        end=parsed.sentence.start + last.end,
        sentence=parsed.sentence.text,
        kind=Kind.LAW,
        flow=flow_of(parsed, goods)[0],
        product="; ".join(goods),
        period=last.period,
        law=LawFacts(
            verb="grace",
            act=act_of(parsed),
            goods=goods,
            day=last.day,
            last=last.day,
            earlier=earlier.day if earlier else None,
            month=last.period,
            explicit=last.explicit,
        ),
    )


def _next(last: Dated, earlier: Dated | None) -> Dated:
    """Put a last day without a year after the day before which the deal was made."""
    if earlier is None or last.explicit or last.day is None or earlier.day is None:
        return last
    years = earlier.day.year - last.day.year
    years += (last.day.month, last.day.day) < (earlier.day.month, earlier.day.day)
    if (last.day.month, last.day.day) == (2, 29) or last.period is None:
        return last
    day = last.day.replace(year=last.day.year + years)
    return replace(last, day=day, period=last.period.shift(12 * years))


def _goods(parsed: Parsed) -> tuple[str, ...]:
    named = tuple(dict.fromkeys(one.name for one in parsed.goods))
    inherited = tuple(parsed.context.goods.split("; ")) if parsed.context.goods else ()
    return named or inherited


def spared(parsed: Parsed) -> Iterator[Claim]:
    """Read what a named act does not reach: `bans textiles but not seafood`."""
    act = act_of(parsed)
    for found in _SPARED.finditer(parsed.text) if act else ():
        name = next(name for name in ("a", "b", "c") if found[name] is not None)
        first, last = found.span(name)
        goods = tuple(
            dict.fromkeys(
                one.name for one in parsed.goods if first <= one.start and one.end <= last
            )
        )
        if goods:
            yield _of_act(parsed, found, "spares", act, goods)


def exempted(parsed: Parsed) -> Iterator[Claim]:
    """Read what a rule exempts: coal through Rajin, goods for livelihood."""
    found = pattern(*words("law")["exempt"]).search(parsed.text)
    named = [
        word
        for word, listed in words("law")["exempt_for"].items()
        if pattern(*listed).search(parsed.text)
    ]
    act, goods = act_of(parsed) or parsed.context.act, _goods(parsed)
    if found is not None and named and goods:
        yield _of_act(parsed, found, "exempts", act, goods, word=named[0])


def _of_act(
    parsed: Parsed,
    found: re.Match[str],
    verb: str,
    act: str,
    goods: tuple[str, ...],
    *,
    word: str = "",
) -> Claim:
    flow, said = flow_of(parsed, goods)
    when = next((one for one in parsed.dates if one.period is not None and not one.lag), None)
    when = in_year_of_act(parsed, when) if when else None
    return Claim(
        start=parsed.sentence.start + found.start(),
        end=parsed.sentence.start + found.end(),
        sentence=parsed.sentence.text,
        kind=Kind.LAW,
        flow=flow,
        product="; ".join(goods),
        period=when.period if when else None,
        law=LawFacts(
            verb=verb,
            act=act,
            goods=goods,
            day=when.day if when else None,
            month=when.period if when else None,
            way=flow.word if said else "",
            word=word,
        ),
    )
