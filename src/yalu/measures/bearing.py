"""What one code group of one measure says about goods on a day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from yalu.measures.codes import Reach, widest
from yalu.model.answers import Bearing, Fill, Question, Reported, Standing
from yalu.model.law import Approval, Ceiling, CodeGroup, Law, Measure
from yalu.model.periods import day_words

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
    of_goods = list(_asks_of_goods(measure, group, how_far, codes, question.commodity))
    of_deal = [
        *_asks_of_deal(measure, question.on),
        *_asks_of_approval(known.law.approvals, measure, question),
    ]
    ceilings = _ceilings(known.law, measure, question)
    if measure.type == "ceiling" and not ceilings and _has_ceiling(known.law, measure):
        return None
    fills = tuple(f for c in ceilings for f in fill(c, known.reported, on=question.on))
    if not fills and (ceilings or measure.type == "ceiling"):
        of_deal.append(_unfilled(ceilings))
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
            yield Fill(
                ceiling=ceiling,
                unit=limit.unit,
                amount=sum((r.amount for r in counted), start=counted[0].amount * 0),
                limit=limit.amount,
                first=min(r.first for r in counted),
                last=max(r.last for r in counted),
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


def _unfilled(ceilings: Sequence[Ceiling]) -> str:
    if not ceilings:
        return "which ceiling runs: none is held for that day"
    rules = "; ".join(limit.rule for limit in ceilings[0].limits if limit.rule)
    if rules:
        return f"whether the ceiling is kept, which is {rules}"
    return f"how much has been supplied against the ceiling {ceilings[0].id}: no report is held"


def _asks_of_goods(
    measure: Measure, group: CodeGroup, how_far: Reach, codes: tuple[str, ...], asked: str
) -> Iterator[str]:
    if how_far is Reach.DEEPER:
        named = ", ".join(codes[:6]) + (" …" if len(codes) > 6 else "")
        yield f"which goods they are: in {asked} the rule reaches only {named} ({measure.goods})"
    elif group.coverage == "partial":
        yield f"whether they are the goods meant ({measure.goods}): {', '.join(codes)} is wider"


def _asks_of_deal(measure: Measure, on: date) -> Iterator[str]:
    for rule in measure.wind_down:
        if on <= rule.until:
            doubt = "" if rule.status == "settled" else f" ({rule.status})"
            yield f"{_TESTS[rule.test]} before {day_words(rule.before)}{doubt}: {rule.text}"
    for spared in measure.exemptions:
        if spared.turns_on in _FACTS and (spared.until is None or on <= spared.until):
            doubt = "" if spared.status == "settled" else f" ({spared.status})"
            yield f"{_FACTS[spared.turns_on]}{doubt}: {spared.text}"


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
            yield (
                f"whether the shipment is that of {approval.beneficiary}, approved from "
                f"{day_words(approval.valid_from)} to {day_words(approval.valid_until)} "
                f"({approval.goods})"
            )


_FACTS = {"purpose": "what the deal is for", "transport": "how the goods came"}
_TESTS = {
    "contract_date": "whether the contract was made",
    "arrival_at_port": "whether the goods reached a port",
    "clearance_date": "whether the goods were cleared",
    "other": "whether the deal was begun",
}
