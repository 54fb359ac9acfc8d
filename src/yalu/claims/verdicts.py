"""Gives each claim its verdict; it abstains rather than guesses."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from yalu.claims.actcheck import check_law
from yalu.claims.claim import Answer, Claim, Kind, Scope, Verdict
from yalu.claims.diagnose import diagnose
from yalu.claims.extremecheck import check_extreme
from yalu.claims.figures import in_money, readings
from yalu.claims.judge import is_far_apart, is_far_off, supported, supported_by, unknown, verdict
from yalu.claims.kinds import change_kind
from yalu.claims.partycheck import check_count
from yalu.claims.published import Published, Reading
from yalu.claims.runcheck import check_direction, check_streak
from yalu.claims.sharecheck import check_share
from yalu.model.intervals import Interval
from yalu.model.trade import Flow


def check(claim: Claim, held: Published) -> tuple[Claim, Verdict]:
    """Check a claim; where its base or side was open, it comes back with the reading that fits."""
    first = _check(claim, held)
    if first[1].answer is Answer.SUPPORTED:
        return first
    if not claim.open_flow:
        return first
    if claim.kind is Kind.BALANCE:
        return _with_other_sign(claim, held, first)
    swapped = replace(claim, flow=_OTHER_SIDE.get(claim.flow or Flow.TOTAL, claim.flow))
    other = _check(swapped, held)
    return other if other[1].answer is Answer.SUPPORTED else first


def _with_other_sign(
    claim: Claim, held: Published, first: tuple[Claim, Verdict]
) -> tuple[Claim, Verdict]:
    """Try a balance of which it is not said whose it is as the other economy's."""
    if claim.number is None or claim.stated is None:
        return first
    turned = Interval(low=-claim.stated.high, high=-claim.stated.low)
    other = _check(replace(claim, number=-claim.number, stated=turned), held)
    return other if other[1].answer is Answer.SUPPORTED else first


_OTHER_SIDE = {Flow.IMPORT: Flow.EXPORT, Flow.EXPORT: Flow.IMPORT}


def _check(claim: Claim, held: Published) -> tuple[Claim, Verdict]:
    if claim.kind in {Kind.LAW, Kind.COUNT}:
        return claim, _CHECKS[claim.kind](claim, held)
    if claim.law is not None:
        return claim, check_law(claim, held)
    if claim.scope is Scope.OTHER:
        return claim, unknown(
            f"about other trade than that of {held.reporter} with {held.partner}, the pair asked"
        )
    if claim.period is None and claim.kind is not Kind.SHARE:
        return claim, unknown("the text does not say of which period")
    if claim.kind in _CHECKS:
        return claim, _CHECKS[claim.kind](claim, held)
    return _check_figure(claim, held)


_CHECKS: Mapping[Kind, Callable[[Claim, Published], Verdict]] = {
    Kind.LAW: check_law,
    Kind.COUNT: check_count,
    Kind.SHARE: check_share,
    Kind.DIRECTION: check_direction,
    Kind.STREAK: check_streak,
    Kind.EXTREME: check_extreme,
}


def _check_figure(claim: Claim, held: Published) -> tuple[Claim, Verdict]:
    if claim.rising is None or not claim.bases:
        return claim, _figure(claim, held)
    answers = [(one, _figure(one, held)) for one in _with_each_base(claim)]
    for one, found in answers:
        if found.answer is Answer.SUPPORTED:
            return one, _with_note(found, claim, one)
    if any(found.answer is Answer.NOT_ENOUGH_EVIDENCE for _, found in answers):
        return next(pair for pair in answers if pair[1].answer is Answer.NOT_ENOUGH_EVIDENCE)
    return answers[0]


def _with_each_base(claim: Claim) -> list[Claim]:
    return [
        replace(claim, base_period=base, kind=change_kind(claim.period, base))
        for base in claim.bases
    ]


def _with_note(found: Verdict, asked: Claim, fitting: Claim) -> Verdict:
    if len(asked.bases) < 2:
        return found
    words = fitting.base_period.words if fitting.base_period else ""
    note = f"the base is not said; it fits the change from {words}"
    return replace(found, caveats=(*found.caveats, note))


def _figure(claim: Claim, held: Published) -> Verdict:
    if claim.stated is None:
        return unknown("the wording gives no range")
    found = readings(claim, held)
    if claim.number == 0 and not claim.unit:
        return _nil(found)
    fitting = supported_by(claim.stated, found)
    if fitting is not None:
        return supported(claim, fitting)
    return _refuted(claim, held, found)


def _against_sum(claim: Claim, held: Published, own: Sequence[Reading]) -> Verdict:
    """Refute by a sum of months only what no revision of a month explains."""
    true = min(own, key=lambda one: abs(one.value - (claim.number or one.value)))
    kind, note = diagnose(claim, held, true)
    found = verdict(
        Answer.REFUTED,
        true,
        error_kind=kind,
        caveats=[*true.caveats, "by a sum of months", *([note] if note else [])],
    )
    rate = claim.number if claim.rising is not None else None
    near = rate is not None and not is_far_apart(rate, true.value)
    if claim.firm and not near and is_far_off(claim, found):
        return found
    return unknown("only a sum of months is held, and months are revised without notice")


def _nil(found: tuple[Reading, ...]) -> Verdict:
    if not found:
        return unknown("no report of these goods, nil or other, is held for the period")
    first = found[0]
    if first.interval.low <= 0:
        return verdict(Answer.SUPPORTED, first)
    return verdict(Answer.NOT_ENOUGH_EVIDENCE, first, caveats=["an amount is reported"])


def _refuted(claim: Claim, held: Published, found: tuple[Reading, ...]) -> Verdict:
    own = [one for one in found if one.own and one.standing] or [one for one in found if one.own]
    if not own:
        return _other_unit(claim, held) or unknown("no figure for it was published or is loaded")
    firm = [one for one in own if not one.summed]
    if not firm:
        return _against_sum(claim, held, own)
    true = min(firm, key=lambda one: abs(one.value - (claim.number or one.value)))
    if reason := _too_open(claim, held, true):
        return verdict(Answer.NOT_ENOUGH_EVIDENCE, true, caveats=[reason])
    kind, note = diagnose(claim, held, true)
    if kind.value == "wrong_value" and _is_literally_true(claim, true):
        return verdict(
            Answer.NOT_ENOUGH_EVIDENCE, true, caveats=["true as worded, but far from the figure"]
        )
    caveats = [*true.caveats, *([note] if note else [])]
    return verdict(Answer.REFUTED, true, error_kind=kind, caveats=caveats)


def _too_open(claim: Claim, held: Published, true: Reading) -> str:
    """Give the reason why a figure that differs refutes nothing, if there is one."""
    if not claim.firm:
        return "the text does not say clearly of what or when"
    if claim.stated is not None and _too_wide(claim, true):
        return "the published figure is too rough to tell"
    if _is_in_other_money(claim, held, true):
        return "the figures of the money that the rate is told in are not held"
    return ""


def _is_in_other_money(claim: Claim, held: Published, true: Reading) -> bool:
    """Tell a rate in dollars of which only that in yuan is held; they differ by a few points."""
    if claim.unit != "percent" or claim.number is None or claim.rising is None:
        return False
    if claim.currency not in {"USD", "CNY"} or in_money(claim, held):
        return False
    return not is_far_apart(claim.number, true.value)


def _other_unit(claim: Claim, held: Published) -> Verdict | None:
    """Refute an amount that was published only in another currency, and fits there."""
    if claim.rising is not None or claim.stated is None or not claim.firm:
        return None
    for unit in {"USD", "CNY"} - {claim.unit}:
        found = readings(replace(claim, unit=unit), held)
        if found and (fitting := supported_by(claim.stated, found)) is not None:
            kind, note = diagnose(claim, held, fitting)
            return verdict(Answer.REFUTED, fitting, error_kind=kind, caveats=[note])
    return None


def _too_wide(claim: Claim, true: Reading) -> bool:
    """Tell whether the figure is so rough that the claim may lie within it."""
    stated = claim.stated
    assert stated is not None  # noqa: S101  - for the type checker; the caller has looked
    return stated.low <= true.interval.high and true.interval.low <= stated.high


def _is_literally_true(claim: Claim, true: Reading) -> bool:
    """Tell `more than 30 percent` of a fall of 87: true, and yet no fair summary."""
    if claim.number is None or claim.sense not in {"more than", "less than"}:
        return False
    size, found = abs(claim.number), abs(true.value)
    same = claim.rising is None or (true.value > Decimal(0)) is claim.rising
    beyond = found > size if claim.sense == "more than" else found < size
    return same and beyond
