"""Statements on acts as such: when an act came, and the rounds that a text counts."""

import re
from collections.abc import Iterator, Set
from dataclasses import replace
from decimal import Decimal

from yalu.claims.carriedtext import carried_acts, is_own
from yalu.claims.claim import Claim
from yalu.claims.dates import Dated
from yalu.claims.lawclaim import facts_of, law_claim
from yalu.claims.lawdates import carries_out, in_year_of_act, settled
from yalu.claims.lawsides import act_of
from yalu.claims.lawwords import takes_up
from yalu.claims.lexicon import either, pattern, words
from yalu.claims.parse import Parsed

_ROUND = re.compile(
    r"\brounds?\s+of\s+(?:UN\s+|U\.N\.\s+|United Nations\s+|Security Council\s+|new\s+)?"
    r"sanctions\b"
)
_BY = re.compile(r"\s+(?:was|were|is)\s+(?:adopted|issued|published|signed)\s+by\s+(?:the\s+)?")
_MANY, _NEAR = 4, 25
# Who is said to have made an act stands right before one of these words.
_MADE = re.compile(
    r"(?:\s+\w+){0,4}?\s+(?:has |had )?(?:adopted|adopts|issued|issues|published|signed"
    r"|promulgated)\s+(?:the\s+|its\s+)?(?:\w+\s+){0,2}$"
)


def enactments(parsed: Parsed, *, told: Set[str]) -> Iterator[Claim]:
    """Give a claim for each act that the sentence dates, where no rule on goods tells it."""
    acts = [*parsed.acts]
    if not acts and parsed.context.act and takes_up(parsed):
        opening = re.match(r"\s*(?:[QA]:\s*)?\w+(?:\s+\w+)?", parsed.text)
        acts = [(0, opening.end() if opening else 0, parsed.context.act)]
        told = told if _enacts(parsed, 0, 60) else {*told, parsed.context.act}
    taken: set[int] = set()
    carried = carried_acts(parsed)
    for place, (start, end, act) in enumerate(acts):
        if act in told and not _is_aside(parsed, start, end):
            continue
        first = acts[place - 1][1] if place else 0
        last = acts[place + 1][0] if place + 1 < len(acts) else len(parsed.text)
        when = _dated_by(parsed, start, end, (first, last))
        if when is not None and len(acts) >= _MANY and not _beside(parsed, when, end):
            continue
        if start in carried and (when is None or not is_own(parsed, when, end)):
            continue
        own = _enacts(parsed, end, when.start) if when and when.start >= end else ""
        word = own or _enacts(parsed, first, last)
        voted = word == "adopted" and _voted(parsed, first, last)
        aside = _AFTER.search(parsed.text[:start]) is not None
        if when is None and not aside and (voted or _maker(parsed, start, end)):
            yield _of_act(parsed, (start, end, act), None, word)
        if when is None or when.start in taken or not (word or _beside(parsed, when, end)):
            continue
        taken.add(when.start)
        yield _of_act(parsed, (start, end, act), in_year_of_act(parsed, when, act=act), word)


def _is_aside(parsed: Parsed, start: int, end: int) -> bool:
    """Tell an act with a day of its own beside the rule that carries it out."""
    dated = [one for one in parsed.dates if one.start >= end]
    own = dated and re.fullmatch(
        r"[\s,(]*(?:which\s+)?(?:was\s+)?(?:unanimously\s+)?(?:adopted|passed|of|dated)\s+(?:on\s+)?",
        parsed.text[end : dated[0].start],
    )
    return bool(own) and any(carries_out(parsed, one, start) for one in parsed.dates)


def _of_act(parsed: Parsed, place: tuple[int, int, str], when: Dated | None, word: str) -> Claim:
    start, end, act = place
    facts = facts_of("adopts", when=when, word=word)
    divided = len(parsed.acts) <= 1 and _DIVIDED.search(parsed.text) is not None
    facts = replace(facts, since=False, actor=_maker(parsed, start, end), act=act, divided=divided)
    return law_claim(parsed, start, end, facts)


def _maker(parsed: Parsed, start: int, end: int) -> str:
    """Name who is said to have made an act: `the EU issued Announcement 40/2017`."""
    for one in parsed.areas:
        led = one.end <= start
        between = parsed.text[one.end : start] if led else ""
        owned = (
            led
            and one.owns
            and between.strip() == ""
            and parsed.text[one.start : one.end][-2:] == "'s"
        )
        made = led and not one.link and _MADE.fullmatch(between) is not None
        by = one.link == "by" and end <= one.start and _BY.fullmatch(parsed.text[end : one.start])
        if owned or made or by:
            return one.code
    return ""


def _voted(parsed: Parsed, first: int, last: int) -> bool:
    return bool(_VOTE.search(parsed.text[first:last]))


_VOTE = re.compile(r"\bunanimous|\bvote[sd]?\b|\b15[-–]0\b", re.IGNORECASE)
# Each of the Council's resolutions on North Korea had all fifteen votes.
_DIVIDED = re.compile(
    r"\b(?:1[0-4]|nine|ten|eleven|twelve|thirteen|fourteen)\s+votes\b|\babst(?:ain|ention)\w*"
    r"|\bvotes? against\b(?<!no votes against)|\b1[0-4][-–][0-5]\b",
    re.IGNORECASE,
)


def _dated_by(parsed: Parsed, start: int, end: int, span: tuple[int, int]) -> Dated | None:
    """Find the date of an act: the one nearest after its number, or else before it."""
    held = [one for one in parsed.dates if one.period is not None and not one.lag]
    held = [one for one in held if not _is_run(one)]
    after = [one for one in held if end <= one.start < span[1]]
    after = [one for one in after if not _EVENT.search(parsed.text[end : one.start])]
    before = [one for one in held if span[0] <= one.start < start]
    if span[0]:
        before = [one for one in before if start - one.end <= _NEAR]
        before = [one for one in before if not re.search(r"\band\b", parsed.text[one.end : start])]
    before = [one for one in before if not re.match(r"\s*\([A-Z]", parsed.text[one.end :])]
    before = [one for one in before if not _AFTER.search(parsed.text[one.end : start])]
    return next(iter(after[:1] or before[-1:]), None)


def _is_run(one: Dated) -> bool:
    """Tell several months, in which no act came."""
    return one.period is not None and 0 < one.period.last - one.period.first < _YEAR - 1


_YEAR = 12
_EVENT = re.compile(
    r"\b(?:after|before|following|since|response|launch\w*|tests?|tested|fired|ahead of)\b"
)
_AFTER = re.compile(r"\b(?:after|before|following|since)\b")


def _beside(parsed: Parsed, when: Dated, end: int) -> bool:
    return bool(re.fullmatch(r"[\s,(]*(?:of|on|from)?\s*", parsed.text[end : when.start]))


def _enacts(parsed: Parsed, first: int, last: int) -> str:
    text = parsed.text[first:last]
    for word, listed in words("law")["enacts"].items():
        if pattern(*listed).search(text):
            return str(word)
    return ""


_SANCTIONS = re.compile(
    r"\bunanimous(?:ly)?\b[^.;]{0,40}?\b(?:adopt\w*|approv\w*|pass\w*|impos\w*|agree\w*)\b"
    r"[^.;]{0,60}?\b(?:sanctions|resolution|measures)\b(?!\s+\d)"
    r"|\b(?:Security Council|UN|U\.N\.)\s+(?:on\s+\w+\s+)?(?:adopted|approved|imposed|passed)\s+"
    r"(?:\w+\s+){0,3}sanctions\b"
)
_RESOLUTION = re.compile(
    r"\b(?:adopt\w*|passed|approved|voted)\b[^.;]{0,60}?\b(?:a|its|the)\s+(?:[\w-]+\s+){0,4}resolution\b(?!\s+\d)"
    r"|\b[Rr]esolution\b(?!\s+\d)[^.;]{0,60}?\b(?:adopted|passed|approved)\b"
)


def unnumbered(parsed: Parsed) -> Iterator[Claim]:
    """Read `a resolution adopted on 5 August`, which names no act by its number."""
    found = _RESOLUTION.search(parsed.text) or _SANCTIONS.search(parsed.text)
    if found is None or parsed.acts or _ROUND.search(parsed.text) or takes_up(parsed):
        return
    dates = [d for d in parsed.dates if d.period is not None and not d.lag and d.role != "since"]
    when = next((d for d in dates if d.day is not None), None) or next(iter(dates), None)
    place = (found.start(), found.end(), "")
    if when is not None:
        claim = _of_act(parsed, place, settled(parsed, when), "adopted")
        yield replace(claim, firm=when.day is not None)
    elif _voted(parsed, 0, len(parsed.text)):
        yield replace(_of_act(parsed, place, None, "adopted"), firm=False)


_NATIONAL = re.compile(
    r"\b(?P<kind>announcement|notice|order|decree|circular|notification)\b(?!\s*(?:No\.?\s*)?\d)"
    r"(?:\s+[\w']+){0,4}?,?\s+(?:of|dated|issued on|published on|on|which was published on"
    r"|followed on|came on)\s+(?:the\s+)?$",
    re.IGNORECASE,
)


def national(parsed: Parsed) -> Iterator[Claim]:
    """Read an act of a state that is told by its day alone: `China's announcement of 5 April`."""
    for when in parsed.dates:
        found = _NATIONAL.search(parsed.text[: when.start]) if when.day is not None else None
        if found is None or not (parsed.acts or _speaks_of_law(parsed)):
            continue
        owners = [one for one in parsed.areas if one.owns and one.end <= found.start()]
        near = [one.code for one in owners if found.start() - one.end <= _NEAR]
        apart = replace(parsed, acts=())
        claim = _of_act(parsed, (found.start(), found.end(), ""), settled(apart, when), "issued")
        actor = near[-1] if near else parsed.pair.reporter
        if claim.law is not None and actor not in {parsed.pair.partner, "UN"}:
            yield replace(claim, law=replace(claim.law, actor=actor))


def _speaks_of_law(parsed: Parsed) -> bool:
    return re.search(r"\b(?:ban|sanctions|resolution|rules?|measures)\b", parsed.text) is not None


def rounds(parsed: Parsed) -> Iterator[Claim]:
    """Read `a ninth round of sanctions`, which names no act by its number."""
    verb = pattern(*words("law")["adopts"]).search(parsed.text) or re.search(
        r"\b[Rr]esolution\b", parsed.text
    )
    ordinal = re.search(
        rf"\b({either(words('numbers')['ordinals'])}|\d{{1,2}}(?:st|nd|rd|th))\s+(?:round\b"
        r"|(?:[\w.'-]+\s+){0,4}?resolution\b(?=[^.;]*\bsince\s+2006)|since\s+2006)",
        parsed.text,
        re.IGNORECASE,
    )
    spoken = _ROUND.search(parsed.text) and not parsed.acts
    if verb is None or not (ordinal or spoken):
        return
    dates = [one for one in parsed.dates if one.period is not None and not one.lag]
    when = next((one for one in dates if one.role != "since"), None)
    if when is None and not ordinal:
        return
    number = _ordinal(ordinal[1]) if ordinal else None
    facts = replace(
        facts_of("adopts", when=when, word="adopted"), since=False, actor="UN", act=act_of(parsed)
    )
    yield replace(
        law_claim(parsed, verb.start(), verb.end(), facts),
        number=Decimal(number) if number else None,
        unit="round" if number else "",
    )


def _ordinal(text: str) -> int:
    digits = re.match(r"\d+", text)
    return int(digits[0]) if digits else int(words("numbers")["ordinals"][text.casefold()])
