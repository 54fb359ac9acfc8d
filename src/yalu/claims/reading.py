"""Which trade a number in a sentence is about."""

import re
from collections.abc import Iterable
from dataclasses import replace

from yalu.claims.claim import Scope
from yalu.claims.clauses import place_of
from yalu.claims.goods import goods_after, goods_leading
from yalu.claims.lexicon import words
from yalu.claims.mentions import Goods
from yalu.claims.numbers import Amount
from yalu.claims.parse import Parsed, speaks_again
from yalu.claims.subjects import Subject
from yalu.model.trade import Flow

_ADJACENT = re.compile(
    r"[\s\x00]*(?:of|in|worth\s+of|worth|were|was|are|is|for|as|in\s+the\s+form\s+of)?"
    r"(?:\s+(?:the|its|their|all|total|Chinese|China's|goods|overall))*\s+$",
    re.IGNORECASE,
)
_TOGETHER = re.compile(
    r"\W*(?:together|combined|in all|altogether|all told|taken together|in total|in sum)\b", re.I
)
# How a month goes on that stands for its figure: `November brought`, `May's was`.
_MONTH_GOES_ON = re.compile(
    r"(?:'s?)?(?:\s+(?:growth|figure|total|number|reading|tally|haul|bill))?\s+(?:it\s+|they\s+|had\s+|still\s+)*"
    r"(?:was|were|is|brought|saw|had|came|came to|stood|showed|yielded|the)\b",
    re.IGNORECASE,
)
_SUM_LED = re.compile(
    r"\b(?:in sum|in all|the two together|both together|together(?:\s+they)?|the sum|all told"
    r"|combined|for a total of)\b(?:\s*,\s*|\s+)"
    r"(?:(?:came|amounted)\s+to\s+|was\s+|is\s+|were\s+|made\s+|reached\s+)?(?:[\w~]+\s+){0,2}$",
    re.IGNORECASE,
)
_SUM = re.compile(r"\s+(?:in all|in total|altogether|all told|combined|together)\b", re.IGNORECASE)


def subject_of(parsed: Parsed, amount: Amount) -> Subject | None:
    """Find what an amount is about: the trade word that follows it at once, or the last before."""
    for find in (
        _respective,
        _beside,
        _summed,
        _named_ahead,
        _before,
        _following,
        _spoken_of,
        _carried_over,
    ):
        if (found := find(parsed, amount)) is not None:
            return found
    later = next((one for one in parsed.subjects if one.start >= amount.end), None)
    return later or _sent(parsed, amount)


def _respective(parsed: Parsed, amount: Amount) -> Subject | None:
    """Pair amounts with trade words in order: `exports and imports were 5 and 3, respectively`."""
    if "respectively" not in parsed.text:
        return None
    alike = [one for one in parsed.amounts if one.unit == amount.unit]
    named = [one for one in parsed.subjects if one.end <= alike[0].start]
    named = [one for one in named if one.flow is not Flow.TOTAL and not one.verb]
    if len(alike) != len(named) or len(named) < 2:
        return None
    return named[alike.index(amount)]


def _beside(parsed: Parsed, amount: Amount) -> Subject | None:
    """Take the word right after: `90 million of imports`, `90 million that went to the North`."""
    following = next((one for one in parsed.subjects if one.start >= amount.end), None)
    if following is None:
        return None
    if any(
        not parsed.text[one.end : amount.start].strip(" \t:=") for one in _ended(parsed, amount)
    ):
        return None
    between = parsed.text[amount.end : following.start]
    goes_on = between.isspace() and re.match(r"that|which", parsed.text[following.start :])
    return following if goes_on or _ADJACENT.fullmatch(between) else None


def _ended(parsed: Parsed, amount: Amount) -> list[Subject]:
    return [one for one in parsed.subjects if one.end <= amount.start]


def _summed(parsed: Parsed, amount: Amount) -> Subject | None:
    """Read `250 million in all` as the sum of what the sentence tells."""
    together = _TOGETHER.match(parsed.text) and not parsed.subjects
    led = _SUM_LED.search(parsed.before(amount.start, 40))
    start = max(0, amount.start - 40) + led.start() if led else 0
    if any(one.period and 0 <= start - one.end <= 2 for one in parsed.dates):
        # Of two months together, not of both flows.
        return None
    if not together and not led and not _SUM.match(parsed.text[amount.end : amount.end + 20]):
        return None
    last = parsed.subjects[-1] if parsed.subjects else parsed.context.subject
    return replace(last, flow=Flow.TOTAL, product="ALL") if last else None


def _before(parsed: Parsed, amount: Amount) -> Subject | None:
    before = _ended(parsed, amount)
    return before[-1] if before else None


def _following(parsed: Parsed, amount: Amount) -> Subject | None:
    following = next((one for one in parsed.subjects if one.start >= amount.end), None)
    if following is None or _ends_clause(parsed.text[amount.end : following.start]):
        return None
    return following


def _spoken_of(parsed: Parsed, _: Amount) -> Subject | None:
    return parsed.context.subject if speaks_again(parsed) else None


def _carried_over(parsed: Parsed, amount: Amount) -> Subject | None:
    """Go on with the trade spoken of where goods or a month are the subject: `May's was …`."""
    spoken_of = parsed.context.subject
    if spoken_of is None or spoken_of.balance or parsed.subjects:
        return None
    if goods_leading(parsed, amount.start, None):
        return spoken_of if spoken_of.flow is not Flow.TOTAL else None
    here = parsed.clauses[place_of(parsed.clauses, amount.start)]
    for one in parsed.dates:
        led = parsed.text[here.start : max(here.start, one.start)].strip(" ,;:—–-(").strip()
        leads = led.casefold() in {"", "even", "only", "just", "still", "and", "but"}
        if leads and here.start <= one.start < amount.start and one.role == "in":
            after = parsed.text[one.end : amount.start]
            return spoken_of if _MONTH_GOES_ON.match(after) else None
    return None


def _sent(parsed: Parsed, amount: Amount) -> Subject | None:
    """Read goods that went somewhere, without a word for trade: `457 tonnes of rice crossed`."""
    name = goods_after(parsed, amount)
    if not amount.is_quantity or not name:
        return None
    partner, reporter = parsed.pair.partner, parsed.pair.reporter
    for area in parsed.areas:
        code = parsed.pair.names(area.code)
        if area.link in {"to", "into", "for"} and code in parsed.pair:
            flow = Flow.EXPORT if code == partner else Flow.IMPORT
            return Subject(flow=flow, owner=reporter, product=name)
        if area.link == "from" and code in parsed.pair:
            flow = Flow.IMPORT if code == partner else Flow.EXPORT
            return Subject(flow=flow, owner=reporter, product=name)
    spoken_of = parsed.context.subject
    if spoken_of is not None and spoken_of.scope is Scope.PAIR and spoken_of.flow is not Flow.TOTAL:
        return replace(spoken_of, product=name)
    if name in words("law")["kept_from_target"].get(partner, ()):
        return Subject(flow=Flow.EXPORT, owner=reporter, product=name)
    return None


def _named_ahead(parsed: Parsed, amount: Amount) -> Subject | None:
    """Take the verb of `goods worth AMOUNT were imported`, which stands after its amount."""
    start = max(
        (m.end() for m in re.finditer(r"[;]|, (?:and|but|while)\s", parsed.text[: amount.start])),
        default=0,
    )
    clause = parsed.text[start : amount.start]
    if not re.search(r"\b(?:goods|products|commodities|cargo(?:es)?|tonnes|worth)\b", clause, re.I):
        return None
    if any(start <= one.start < amount.start for one in parsed.subjects):
        return None
    following = [one for one in parsed.subjects if one.start >= amount.end and one.verb]
    if not following:
        return None
    between = parsed.text[amount.end : following[0].start]
    return following[0] if re.match(r"[^.;]*\b(?:was|were|been|being|are)\b", between) else None


def _ends_clause(between: str) -> bool:
    return bool(re.search(r"[;:]|,\s*(?:while|whereas|but|and)\b", between))


def nearest_goods(goods: Iterable[Goods], at: int) -> str:
    """Name the goods last spoken of before a place."""
    before = [one.name for one in goods if one.end <= at]
    return before[-1] if before else ""


def trade_near(parsed: Parsed, at: int) -> Subject | None:
    """Find the trade that a word of no number is about: the last named before it, or the next."""
    named = [one for one in parsed.subjects if not one.balance]
    before = [one for one in named if one.end <= at + 1]
    after = [one for one in named if one.start >= at]
    return next(iter(before[-1:] or after), None)


def flow_of(subject: Subject | None) -> Flow | None:
    """Give the flow of a subject; a balance has none."""
    return None if subject is None or subject.balance else subject.flow
