"""What an act leaves free, what a rule exempts, and rules that are said to have ended."""

import re
from collections.abc import Iterator
from dataclasses import replace

from yalu.claims.claim import Claim
from yalu.claims.lawclaim import facts_of, law_claim
from yalu.claims.lawdates import settled
from yalu.claims.lawsides import act_of, sides_of
from yalu.claims.lawwords import named_goods, takes_up, whole
from yalu.claims.lexicon import either, pattern, words
from yalu.claims.parse import Parsed

_SPARED = re.compile(
    r"\b(?:but|and)\s+not\s+(?:on\s+|yet\s+)?(?P<a>[^.;]*)"
    r"|\b(?:does|did|do)\s+not\s+(?:ban|cover|touch|include|affect|restrict|prohibit|reach|mention)\s+"
    r"(?P<b>[^.;]*)"
    r"|\b(?:leaves?|left|leaving)\s+(?P<c>[^.;]*?)\s+(?:untouched|alone|out|unaffected)\b",
    re.IGNORECASE,
)
_NEVER = re.compile(
    r"\b(?:never|has not|have not|had not|did not|does not|not yet)\s+"
    r"(?:banned|ban|prohibit(?:ed)?|barred|bar|outlaw(?:ed)?|suspend(?:ed)?)\s+(?P<goods>[^.;:]*)",
    re.IGNORECASE,
)
_FREE = re.compile(
    r"\b(?:is|are|was|were|remain|remains|remained)\s+(?:still\s+|as yet\s+)?"
    r"(?:not\s+(?:yet\s+)?(?:under (?:UN |any )?sanctions|banned|prohibited|barred|restricted"
    r"|sanctioned|forbidden|covered|subject to (?:UN |any |the )?(?:sanctions|ban|embargo)"
    r"|suspended|capped|touched|affected|on the (?:\w+ ){0,2}(?:sanctions|embargo|banned) list)"
    r"|legal|lawful|unsanctioned|untouched"
    r"|free of (?:any |all )?(?:UN |U\.N\. )?(?:measures?|sanctions|bans?)"
    r"|under no (?:UN |U\.N\. )?(?:restrictions?|bans?|sanctions|embargo|limits?))\b"
    r"|\bno ban on (?P<after>[^.;:]*)",
    re.IGNORECASE,
)


def spared(parsed: Parsed) -> Iterator[Claim]:
    """Read what is free of a rule: `bans textiles but not seafood`, `seafood is not banned`."""
    act = act_of(parsed)
    for found in _SPARED.finditer(parsed.text) if act else ():
        name = next(name for name in ("a", "b", "c") if found[name] is not None)
        if goods := _inside(parsed, *found.span(name)):
            yield _made(parsed, found, "spares", goods, act=act)
    for found in _NEVER.finditer(parsed.text):
        if goods := _inside(parsed, *found.span("goods")):
            yield _made(parsed, found, "spares", goods, act=act, word="banned")
    for found in _FREE.finditer(parsed.text):
        first = max(parsed.text.rfind(mark, 0, found.start()) for mark in ".;:") + 1
        span = found.span("after") if found["after"] else (first, found.start())
        if goods := _inside(parsed, *span):
            banned = re.search(r"(?:banned|prohibited|barred|forbidden|ban)$", found[0]) is not None
            yield _made(parsed, found, "spares", goods, act=act, word="banned" if banned else "")


def _inside(parsed: Parsed, first: int, last: int) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            one.name for one in named_goods(parsed) if first <= one.start and one.end <= last
        )
    )


def exempted(parsed: Parsed) -> Iterator[Claim]:
    """Read what a rule exempts: coal through Rajin, goods for livelihood."""
    found = pattern(*words("law")["exempt"]).search(parsed.text)
    named = [
        word
        for word, listed in words("law")["exempt_for"].items()
        if pattern(*listed).search(parsed.text)
    ]
    goods = tuple(dict.fromkeys(one.name for one in named_goods(parsed)))
    goods = goods or (tuple(parsed.context.goods.split("; ")) if parsed.context.goods else ())
    if found is not None and named and goods and not _barred(parsed):
        act = act_of(parsed) or (parsed.context.act if takes_up(parsed) else "")
        yield _made(parsed, found, "exempts", goods, act=act, word=named[0])


def _barred(parsed: Parsed) -> bool:
    """Tell a rule with its exception beside it: `coal is banned, except through Rajin`."""
    led = re.search(r"\b(?:except|other than|apart from)\b", parsed.text, re.IGNORECASE)
    return led is not None


def ends(parsed: Parsed) -> Iterator[Claim]:
    """Read that a rule ended: `the first suspension of coal imports expired on 31 December`."""
    rule = re.search(rf"\b{either(words('law')['ruled_by'])}\b", parsed.text, re.IGNORECASE)
    found = next(
        (
            match
            for match in pattern(*words("law")["ends"]).finditer(parsed.text)
            if rule is not None
            and not re.search(
                r"\b(?:not|never|no)\s+(?:been\s+|yet\s+)*$", parsed.text[: match.start()]
            )
            and not re.match(r"\s+(?:up|with)\b|\s+\d", parsed.text[match.end() :])
            and not re.match(
                r"\s+(?:\w+\s+){0,3}(?:exemption|exception|loophole)", parsed.text[match.end() :]
            )
        ),
        None,
    )
    if found is None or rule is None or any(a.is_quantity or a.is_money for a in parsed.amounts):
        return
    goods = _inside(parsed, 0, len(parsed.text))
    goods = goods or (tuple(parsed.context.goods.split("; ")) if takes_up(parsed) else ())
    goods = tuple(name for name in goods if name)
    if goods:
        yield _made(parsed, found, "ends", goods, act="", word=rule[0].casefold())


def _made(
    parsed: Parsed,
    found: re.Match[str],
    verb: str,
    goods: tuple[str, ...],
    *,
    act: str,
    word: str = "",
) -> Claim:
    sides = sides_of(parsed, whole(parsed, verb, found.start(), found.end()), goods)
    when = next((one for one in parsed.dates if one.period is not None and not one.lag), None)
    when = settled(parsed, when) if when else None
    ending = [number for start, _, number in parsed.acts if start >= found.end()]
    of_act = [number for start, _, number in parsed.acts if start < found.start()]
    ends = verb == "ends"
    facts = replace(
        facts_of(verb, sides=sides, goods=goods, when=when, word=word),
        act="".join(of_act[-1:]) if ends else act,
        target=sides.target if verb != "exempts" else "",
        early="",
        ended_by="".join(ending[:1]) if ends else "",
    )
    return law_claim(parsed, found.start(), found.end(), facts, sides=sides)
