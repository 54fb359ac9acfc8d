"""Which aspects of a reading its sentence does not say, so that no refutation may rest on them.

To bear a number out a reading need only fit. To call a true sentence false is the worst fault of a
checker, so a refutation asks more: flow, goods, period and economy must be said by the words about
the number, or be the only ones that the text speaks of. An error that explains the number by
another aspect (a unit, a base, a sign) shows that the reading was right for the rest.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from yalu.claims.claim import ALL_GOODS, Answer, Aspect, Claim, ErrorKind, Kind, Scope, Verdict
from yalu.claims.lexicon import either, pattern, words
from yalu.claims.parse import Parsed, speaks_again
from yalu.claims.periods import clause_at, resolved

_WORDLESS = {Kind.DIRECTION, Kind.EXTREME, Kind.STREAK, Kind.SHARE}
_SELDOM = {Kind.LAW, Kind.COUNT, Kind.ARITHMETIC}
_BEFORE = {Aspect.FLOW_BEFORE, Aspect.PERIOD_BEFORE}
# What an error of this kind rests on; one that is not named here explains the number. A number that
# is true of another trade or month asks that its own be named in the very sentence.
_RESTS_ON = {
    ErrorKind.WRONG_VALUE: frozenset(Aspect) - _BEFORE,
    ErrorKind.WRONG_FLOW: frozenset({Aspect.FLOW, Aspect.FLOW_BEFORE}),
    ErrorKind.WRONG_PERIOD: frozenset({Aspect.PERIOD, Aspect.PERIOD_BEFORE}),
}
_TAKES_UP = re.compile(
    r"\W*(?:(?:and|but|in (?:dollars|yuan|value),?)\s+)?"
    r"(?:it|its|they|their|that|this|these|those)\b",
    re.IGNORECASE,
)
_REASONS = {
    Aspect.FLOW: "of which trade",
    Aspect.GOODS: "of which goods",
    Aspect.PERIOD: "of when",
    Aspect.FLOW_BEFORE: "of which trade",
    Aspect.PERIOD_BEFORE: "of when",
    Aspect.SCOPE: "of whose trade",
}


def settled(claim: Claim, verdict: Verdict) -> Verdict:
    """Abstain where a refutation would rest on what the sentence does not say."""
    if verdict.answer is not Answer.REFUTED or not claim.unsaid:
        return verdict
    kind = verdict.error_kind if claim.kind not in _WORDLESS else ErrorKind.WRONG_VALUE
    rests = _RESTS_ON.get(kind or ErrorKind.WRONG_VALUE, frozenset()) & claim.unsaid
    if not rests:
        return verdict
    what = " and ".join(_REASONS[one] for one in Aspect if one in rests)
    note = f"the figure differs, but the sentence does not say for sure {what} its number is"
    return replace(
        verdict,
        answer=Answer.NOT_ENOUGH_EVIDENCE,
        error_kind=None,
        caveats=(note, *verdict.caveats),
    )


def unsaid(parsed: Parsed, claim: Claim) -> frozenset[Aspect]:
    """Give the aspects of a figure claim that its sentence leaves unsaid."""
    return frozenset(_unsaid(parsed, claim)) if claim.kind not in _SELDOM else frozenset()


def _unsaid(parsed: Parsed, claim: Claim) -> Iterator[Aspect]:
    if not _says_flow(parsed, claim):
        yield Aspect.FLOW
    if not any(one.scope is Scope.PAIR for one in parsed.subjects):
        yield Aspect.FLOW_BEFORE
    if not _names_period(parsed, claim):
        yield Aspect.PERIOD_BEFORE
    if not _says_goods(parsed, claim):
        yield Aspect.GOODS
    if not _says_period(parsed, claim):
        yield Aspect.PERIOD
    if _is_of_another(parsed, claim):
        yield Aspect.SCOPE


def _says_flow(parsed: Parsed, claim: Claim) -> bool:
    """Tell whether the trade is named before the number or beside it, or is taken up again."""
    named = [one for one in parsed.subjects if one.scope is Scope.PAIR]
    at, end = claim.start - parsed.sentence.start, claim.end - parsed.sentence.start
    if claim.kind is Kind.BALANCE:
        return any(one.balance for one in named) or len({one.flow for one in named}) > 1
    if not named:
        return len(parsed.context.flows) < 2 and _goes_on(parsed, claim)
    before = [one.flow for one in named if one.start <= at]
    after = [one.flow for one in named if one.start >= end]
    return claim.flow in {*before[-1:], *after[:1]}


def _goes_on(parsed: Parsed, claim: Claim) -> bool:
    """Tell a sentence that takes up the one before it: `they fell`, `wigs were worth`."""
    listed = claim.product != ALL_GOODS or speaks_again(parsed)
    return listed or bool(pattern(*words("flows")["again"]).search(parsed.text))


def _says_goods(parsed: Parsed, claim: Claim) -> bool:
    """Tell whether no other goods are named beside the number, or where it goes on about some."""
    here = clause_at(parsed, claim.start - parsed.sentence.start)
    own = any(
        here.start <= one.start < claim.end - parsed.sentence.start for one in parsed.subjects
    )
    near = [one for one in parsed.goods if not own or here.start <= one.start < here.end]
    mine = set(claim.product.split("; "))
    named = {one.name for one in near} - mine
    if claim.product != ALL_GOODS:
        return bool(mine & {one.name for one in parsed.goods}) or not named
    going_on = not parsed.subjects and bool(parsed.context.goods)
    return not named and not going_on and not _carved().search(parsed.text)


def _says_period(parsed: Parsed, claim: Claim) -> bool:
    """Tell whether the period is named here, or goes on from that of the text or the sentence."""
    if _names_period(parsed, claim) or claim.period is None:
        return claim.period is not None
    main = parsed.context.main or claim.period
    same = main.last - main.first == claim.period.last - claim.period.first
    return same or _opens_again(parsed)


def _names_period(parsed: Parsed, claim: Claim) -> bool:
    return any(
        resolved(parsed, one) == claim.period for one in parsed.dates if one.period or one.same
    )


def _opens_again(parsed: Parsed) -> bool:
    return parsed.sentence.goes_on or bool(_TAKES_UP.match(parsed.text))


def _is_of_another(parsed: Parsed, claim: Claim) -> bool:
    """Tell a number beside an economy beyond the pair, as one who trades or is compared with."""
    here = clause_at(parsed, claim.start - parsed.sentence.start)
    near = [one for one in parsed.areas if here.start <= one.start < here.end] or parsed.areas
    codes = {parsed.pair.names(one.code) for one in near} - {"UN"}
    return (
        bool(codes)
        and parsed.pair.partner not in codes
        and any(code not in parsed.pair for code in codes)
    )


@cache
def _carved() -> re.Pattern[str]:
    """Match what leaves a part out: `excluding it, China bought goods for 2,382 dollars`."""
    return re.compile(rf"\b{either(words('flows')['carved'])}(?!\w)", re.IGNORECASE)
