"""What one code group of one measure says about goods on a day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from yalu.measures.codes import Reach, reach, widest
from yalu.model.answers import Bearing, Fill, Question, Reported, Standing
from yalu.model.law import Approval, Ceiling, CodeGroup, Law, Measure
from yalu.model.periods import day_words

# So many codes are named in a sentence before it breaks off.
_NAMED = 12
GOODS = frozenset({"prohibition", "conditional_prohibition", "suspension", "ceiling"})


@dataclass(frozen=True, kw_only=True)
class Known:
    """The law, and the amounts reported against its ceilings by the day of knowledge."""

    law: Law
    reported: Sequence[Reported] = ()


def bearing(known: Known, measure: Measure, group: CodeGroup, question: Question) -> Bearing | None:
    """Give the word of one code group, or nothing when its codes do not touch the goods.

    A ceiling that does not run on the day says nothing. A prohibition of all that was asked for is
    `prohibited` unless the act asks for one more fact: whether the goods are those it means, when
    the contract was made, what the deal is for.
    """
    how_far, codes = widest(group.codes, question.commodity)
    if how_far is Reach.NONE:
        return None
    if how_far is Reach.DEEPER:
        codes = _deeper(measure, question)
    of_goods = list(_asks_of_goods(group, how_far, codes, question.commodity))
    of_deal = [
        *_asks_of_deal(measure, question.on),
        *_asks_of_approval(known.law.approvals, measure, question),
    ]
    ceilings = _ceilings(known.law, measure, question)
    if measure.type == "ceiling" and not ceilings and _has_ceiling(known.law, measure):
        return None
    fills = tuple(f for c in ceilings for f in fill(c, known.reported, on=question.on))
    if not fills and (ceilings or measure.type == "ceiling"):
        of_deal.append(_unfilled(ceilings, question.on))
    over = any(f.over for f in fills)
    # Beyond a full ceiling no contract and no date saves the goods.
    asks = of_goods if over else of_goods + of_deal
    if asks:
        standing = Standing.DEPENDS
    elif fills:
        standing = Standing.OVER_CEILING if over else Standing.WITHIN_CEILING
    else:
        standing = Standing.PROHIBITED
    return Bearing(measure=measure, group=group, standing=standing, asks=tuple(asks), fills=fills)


def fill(ceiling: Ceiling, reported: Sequence[Reported], *, on: date) -> Iterator[Fill]:
    """Give how full each limit was by the reports for the months begun by a day.

    Only what was reported for the ceiling's own period counts. A limit that nothing was reported
    against in its unit has no fill: nothing is not zero.
    """
    period = ceiling.period(on=on)
    if period is None:
        return
    for limit in ceiling.limits:
        counted = [
            report
            for report in reported
            if report.ceiling == ceiling.id
            and report.unit == limit.unit
            and period[0] <= report.first <= min(on, period[1])
        ]
        if counted and limit.amount:
            nothing = counted[0].amount * 0
            yield Fill(
                ceiling=ceiling,
                unit=limit.unit,
                amount=sum((r.amount for r in counted), start=nothing),
                limit=limit.amount,
                first=min(r.first for r in counted),
                last=max(r.last for r in counted),
                before=sum((r.amount for r in counted if r.last < on), start=nothing),
            )


def _ceilings(law: Law, measure: Measure, question: Question) -> list[Ceiling]:
    """Find the ceilings that run on the day: the measure's own, or of the rule it carries out."""
    allowing = measure.type == "ceiling" or any(
        exemption.turns_on == "ceiling" for exemption in measure.exemptions
    )
    return [
        ceiling
        for ceiling in law.ceilings
        if (
            (allowing and ceiling.measure in {measure.id, *measure.implements})
            or measure.id in ceiling.national
        )
        and any(limit.amount or limit.rule for limit in ceiling.limits)
        and widest(ceiling.codes, question.commodity)[0] is not Reach.NONE
        and ceiling.introduced_by.published <= question.as_known
        and ceiling.period(on=question.on) is not None
        and not _ended(ceiling, question)
    ]


def _has_ceiling(law: Law, measure: Measure) -> bool:
    return any(ceiling.measure in {measure.id, *measure.implements} for ceiling in law.ceilings)


def _ended(ceiling: Ceiling, question: Question) -> bool:
    act = ceiling.ended_by
    return act is not None and act.published <= min(question.as_known, question.on)


def _unfilled(ceilings: Sequence[Ceiling], on: date) -> str:
    if not ceilings:
        return "which ceiling runs, for none is held for that day"
    ceiling = ceilings[0]
    rules = "; ".join(limit.rule for limit in ceiling.limits if limit.rule)
    if rules:
        return f"whether the ceiling is kept, which is {rules}"
    limits = " or ".join(limit.words for limit in ceiling.limits if limit.amount)
    first, last = ceiling.period(on=on) or (ceiling.first, ceiling.last or on)
    return (
        f"how much of {limits} has been used from {day_words(first)} to {day_words(last)} "
        f"({ceiling.id}), on which no report is held"
    )


def _deeper(measure: Measure, question: Question) -> tuple[str, ...]:
    """Give all codes of a measure below the one asked, whatever group they stand in."""
    return tuple(
        code
        for group in measure.groups
        if group.binds(on=question.on, as_known=question.as_known)
        for code in group.codes
        if reach(code, question.commodity) is Reach.DEEPER
    )


def _asks_of_goods(
    group: CodeGroup, how_far: Reach, codes: tuple[str, ...], asked: str
) -> Iterator[str]:
    if how_far is Reach.DEEPER:
        named = ", ".join(codes[:_NAMED]) + (" …" if len(codes) > _NAMED else "")
        yield f"which goods they are, for of {asked} it reaches only {named}"
    elif group.coverage == "partial":
        note = f" ({group.code_note.rstrip('.')})" if group.code_note else ""
        yield f"whether they are the goods meant, for {', '.join(codes)} holds others too{note}"


def _asks_of_deal(measure: Measure, on: date) -> Iterator[str]:
    for rule in measure.wind_down:
        if on <= rule.until:
            doubt = "" if rule.status == "settled" else f" ({rule.status})"
            asked = f"{_TESTS[rule.test]} before {day_words(rule.before)}{doubt}"
            yield f"{asked}: {_inline(rule.text)}"
    for spared in measure.exemptions:
        if spared.turns_on in _FACTS and (spared.until is None or on <= spared.until):
            doubt = "" if spared.status == "settled" else f" ({spared.status})"
            yield f"{_FACTS[spared.turns_on]}{doubt}, for it spares {_inline(spared.text)}"


def _asks_of_approval(
    approvals: Sequence[Approval], measure: Measure, question: Question
) -> Iterator[str]:
    lifted = {measure.id, *measure.implements}
    for approval in approvals:
        if (
            approval.published <= question.as_known
            and approval.direction.covers(question.direction)
            and any(approval.covers(m, question.commodity, on=question.on) for m in lifted)
        ):
            until = approval.valid_until
            end = f"to {day_words(until)}" if until else "to a day that is not printed"
            yield (
                f"whether the shipment is that of {approval.beneficiary}, approved from "
                f"{day_words(approval.valid_from)} {end} ({approval.goods})"
            )


def _inline(text: str) -> str:
    """Write a sentence of the law's file as the tail of another."""
    return text[:1].lower() + text[1:].rstrip(".")


_FACTS = {"purpose": "what the deal is for", "transport": "how the goods came"}
_TESTS = {
    "contract_date": "whether the contract was made",
    "arrival_at_port": "whether the goods reached a port",
    "clearance_date": "whether the goods were cleared",
    "other": "whether the deal was begun",
}
