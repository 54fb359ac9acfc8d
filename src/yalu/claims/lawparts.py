"""The parts of a legal statement: its goods, its days, who acts, which way the goods go."""

import re
from dataclasses import replace
from datetime import date

from yalu.claims.claim import Scope
from yalu.claims.dates import Dated
from yalu.claims.lexicon import words
from yalu.claims.mentions import THE_OTHER, Goods
from yalu.claims.parse import Parsed
from yalu.model.trade import Flow

_FROM_DAY = re.compile(
    r"\b(?:from|since|starting|beginning|effective|as of)\s+(?:on\s+|the\s+)?$", re.IGNORECASE
)
_TO_DAY = re.compile(
    r"\b(?:until|till|through|to|up to|no later than)\s+(?:midnight\s+)?(?:on\s+|of\s+|the\s+)?$",
    re.IGNORECASE,
)
# The day of a dispatch is not that of the act: BEIJING, Feb. 20 (Xinhua) -- …
_DISPATCH = re.compile(r"\s*(?:,?\s*20\d\d)?\s*(?:\([^()]{2,30}\)\s*)?(?:--|–|—)\s")
_YEAR_END = re.compile(
    r"\b(?:until|till|to|through|for|by)\s+(?:the\s+)?(?:end|rest|remainder)\s+of\s+"
    r"(?:(?:the|this|that)\s+year|(?P<year>20\d\d))|\b(?:until|till)\s+year-?\s?end\b",
    re.IGNORECASE,
)


def goods_of_rule(
    parsed: Parsed, verb: re.Match[str], *, until: int | None = None
) -> tuple[str, ...]:
    """Give the goods of a rule: those after its verb in the clause, or else before it.

    `until` is the place of the next verb of law, which has goods of its own.
    """
    if not parsed.goods:
        council = any(one.code == "UN" for one in parsed.areas) and bool(parsed.amounts)
        inherits = takes_up(parsed) or bool(parsed.acts) or council
        inherited = parsed.context.goods if inherits else ""
        return tuple(inherited.split("; ")) if inherited else ()
    end = len(parsed.text) if until is None else until
    stops = [one.end for one in parsed.goods if one.start > verb.end()]
    after = [one for one in parsed.goods if verb.end() <= one.start < end]
    after = [one for one in after if not _apart(parsed, verb.end(), one, stops)]
    before = _list_before(parsed, verb.start())
    if before:
        # "Statues are banned under resolution 2321, gold under resolution 2270": the act ends it.
        after = [one for one in after if not _act_between(parsed, verb.end(), one.start)]
    if after and before and _date_between(parsed, verb.end(), after[0].start):
        after = []
    chosen = after or before
    return tuple(dict.fromkeys(one.name for one in chosen))


def _act_between(parsed: Parsed, start: int, end: int) -> bool:
    return any(start <= first < end for first, _, _ in parsed.acts)


def _date_between(parsed: Parsed, start: int, end: int) -> bool:
    """Tell `textiles banned since September, seafood since August`: the date ends the rule."""
    return any(start <= one.start < end for one in parsed.dates if one.period is not None)


def _list_before(parsed: Parsed, at: int) -> list[Goods]:
    """Give the list of goods that ends nearest before a verb: `gold and silver, long banned`."""
    chosen: list[Goods] = []
    edge = at
    for one in reversed([one for one in parsed.goods if one.end <= at]):
        between = parsed.text[one.end : edge]
        if chosen and not re.fullmatch(r"\s*(?:,|,?\s*and|,?\s*or|&)\s*", between):
            break
        chosen.insert(0, one)
        edge = one.start
    return chosen


def _apart(parsed: Parsed, at: int, one: Goods, stops: list[int]) -> bool:
    start = max([at, *(stop for stop in stops if stop < one.start)])
    between = parsed.text[start : one.start]
    return bool(
        re.search(
            r"[;:.]\s|\b(?:including while|but|which|while|whereas|because|took in|bought)\b",
            between,
        )
    )


def takes_up(parsed: Parsed) -> bool:
    """Tell whether a sentence goes on about the act before it."""
    return bool(
        re.match(
            r"\s*(?:It|They|This|These|The (?:ban|rules?|measures?|goods|resolution|text|notice|"
            r"announcement|act|document|decision)(?!\s+(?:of|No)\b))\b",
            parsed.text,
        )
    )


def act_of(parsed: Parsed, at: int | None = None) -> str:
    """Name the act of a statement; of several, the one that stands right after or before it."""
    found = [*parsed.acts]
    if not found:
        return parsed.context.act if takes_up(parsed) else ""
    if at is None or len(found) == 1:
        return found[0][2]
    by = [
        number
        for start, _, number in found
        if start >= at
        and re.fullmatch(r"[^,;.]{0,40}\b(?:by|in|under|of)\s+", parsed.text[at:start])
    ]
    before = [number for start, _, number in found if start < at]
    return (by[:1] or before[-1:] or [found[0][2]])[0]


def runs(when: Dated) -> bool:
    """Tell the time that a ceiling runs from the day of the act that set it."""
    return when.period is not None and when.period.first != when.period.last


def vague(parsed: Parsed) -> str:
    """Give a word that dates a rule only roughly."""
    found = re.search(r"\b(recently|long|newly|this week|last week)\b", parsed.text, re.IGNORECASE)
    return found[1].casefold() if found else ""


def when_of(parsed: Parsed, verb: re.Match[str]) -> Dated | None:
    """Choose the date of a rule: the one nearest to its verb, days before months."""
    spoken = [
        one
        for one in parsed.dates
        if one.period is not None
        and not one.lag
        and (one.role != "base" or _FROM_DAY.search(parsed.text[: one.start]))
        and not _TO_DAY.search(parsed.text[: one.start])
        and not _DISPATCH.match(parsed.text[one.end :])
    ]
    spoken = [one for one in spoken if not _of_amount(parsed, one)]
    issued = [one for one in spoken if _ISSUED.search(parsed.text[: one.start])]
    first, last = _clause(parsed, verb.start())
    inside = [one for one in spoken if first <= one.start < last]
    after = [one for one in inside if one.start >= verb.end()]
    near = sorted(inside, key=lambda one: (abs(one.start - verb.start()), one.start))
    if not inside and not _passive(parsed, verb) and not _vague_in(parsed.text[first:last]):
        near = spoken[:1]
    chosen = next(iter(issued[:1] or after[:1] or near[:1]), None)
    return in_year_of_act(parsed, chosen) if chosen else None


def last_of(parsed: Parsed, when: Dated | None) -> date | None:
    """Give the last day of a rule, where one is said: until 31 December, to the end of the year."""
    for one in parsed.dates:
        if one.day is not None and _TO_DAY.search(parsed.text[: one.start]):
            return _not_before(parsed, in_year_of_act(parsed, one), when)
    found = _YEAR_END.search(parsed.text)
    if found is None:
        return None
    year = when.period.last // 12 if when and when.period else parsed.anchor.day.year
    return date(int(found["year"]) if found["year"] else year, 12, 31)


def _not_before(parsed: Parsed, last: Dated, when: Dated | None) -> date | None:
    """Put a last day without a year after the first day, or after the text where it is to come."""
    day = last.day
    if day is None or last.explicit or (day.month, day.day) == (2, 29):
        return day
    to_come = re.search(r"\b(?:will|would|to be|remains?)\b", parsed.text)
    first = when.day if when else parsed.anchor.day if to_come else None
    return day if first is None or day >= first else day.replace(year=day.year + 1)


def in_year_of_act(parsed: Parsed, one: Dated) -> Dated:
    """Put a day without a year into the year of the act that the sentence names."""
    act = next((number for *_, number in parsed.acts), "")
    year = int(act[-4:]) if "/" in act else words("law")["years"].get(act)
    if year is None or one.explicit or one.period is None or one.period.first // 12 == year:
        return one
    day = (
        one.day.replace(year=year) if one.day and (one.day.month, one.day.day) != (2, 29) else None
    )
    shifted = one.period.shift((year - one.period.last // 12) * 12)
    return replace(one, day=day, period=shifted)


_ISSUED = re.compile(
    r"\b(?:published|adopted|issued|announced|dated)\s+(?:on\s+|in\s+)?$", re.IGNORECASE
)


def _clause(parsed: Parsed, at: int) -> tuple[int, int]:
    """Give the bounds of the clause around a place; commas inside a list of goods bound none."""
    edges = [0, len(parsed.text)]
    for match in re.finditer(r",\s", parsed.text):
        beside = any(match.start() - one.end in {0, 1} for one in parsed.goods)
        follows = any(0 <= one.start - match.end() <= 4 for one in parsed.goods)
        if not (beside and follows):
            edges.append(match.end())
    return max(e for e in edges if e <= at), min(e for e in edges if e > at)


def _passive(parsed: Parsed, verb: re.Match[str]) -> bool:
    return bool(
        re.search(r"\b(?:been|was|were|are|is|being)\s+(?:\w+\s+)?$", parsed.text[: verb.start()])
    )


def _vague_in(text: str) -> bool:
    return bool(re.search(r"\b(?:recently|long|newly|this week|last week)\b", text, re.IGNORECASE))


def _of_amount(parsed: Parsed, one: Dated) -> bool:
    """Tell a date that goes with an amount or a flow: `goods worth $99 million in April`."""
    return any(
        0 <= one.start - amount.end < 12 and (amount.is_money or amount.is_quantity)
        for amount in parsed.amounts
    )


def flow_of(parsed: Parsed, goods: tuple[str, ...], actor: str = "") -> tuple[Flow, bool]:
    """Tell which way the goods of a rule go, seen from the reporter, and whether the text says so.

    A bare `exports` in an act of the Council is the target's; in a notice of the reporter, his.
    """
    passive = re.search(
        r"\b(?:may|must|can|could)\s+(?:not|no longer|still|be)\s+(?:be\s+)?"
        r"(?:(?P<sold>supplied|shipped|sold|exported|delivered|sent)"
        r"|(?P<bought>bought|imported|purchased|taken))",
        parsed.text,
    )
    if passive is not None:
        return (Flow.EXPORT if passive["sold"] else Flow.IMPORT), True
    kept = any(name in words("law")["kept_from_target"] for name in goods)
    for one in parsed.subjects:
        if one.flow is Flow.TOTAL or one.balance or one.scope is Scope.OTHER:
            continue
        if one.owner and _names_a_side(parsed):
            return one.flow, True
        if kept or actor == parsed.pair.reporter:
            break
        return Flow.IMPORT, False
    sells = any(one.flow is Flow.EXPORT for one in parsed.subjects)
    own = actor == parsed.pair.reporter and sells
    return (Flow.EXPORT if kept or own else Flow.IMPORT), False


def _names_a_side(parsed: Parsed) -> bool:
    """Tell whether a sentence says where from or where to, or whose goods they are."""
    return any(
        one.code in {parsed.pair.partner, THE_OTHER} and (one.link in {"from", "to"} or one.owns)
        for one in parsed.areas
    )


def actor_of(parsed: Parsed, verb: re.Match[str]) -> str:
    """Name who acts: the economy that stands before the verb, or the one after `by`."""
    first, last = _clause(parsed, verb.start())
    actors = [
        one
        for one in parsed.areas
        if one.code in {parsed.pair.reporter, "UN", "USA", "EUR"} and one.link not in {"to", "from"}
    ]
    by = [one for one in actors if one.link == "by" and first <= one.start < last]
    inside = [one for one in actors if first <= one.start < verb.start()]
    earlier = [] if _passive(parsed, verb) else [one for one in actors if one.end <= verb.start()]
    for one in (*by, *reversed(inside), *earlier[:1]):
        return one.code
    if re.search(r"\b(?:notice|announcement)\s+(?:No\.?\s*)?\d", parsed.text, re.IGNORECASE):
        return parsed.pair.reporter
    return "UN" if re.search(r"\bresolution\b|\bUN\b", parsed.text) else ""
