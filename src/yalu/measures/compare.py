"""A resolution against the acts of a state: which provisions, which codes, how late."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from yalu.measures.answer import COUNCIL
from yalu.measures.bearing import GOODS
from yalu.measures.codes import Reach, widest
from yalu.measures.wording import provision
from yalu.model.law import CodeGroup, Law, Measure


@dataclass(frozen=True, kw_only=True)
class Transposition:
    """One provision of one list beside the act of the other list that carries it out.

    `lag_days` counts from the day that the provision binds on to the day on which the act carries
    it out: nought where an older act already carried out a rule that was restated, None where no
    act is held. An act that for a while spares what the provision does not spare carries it out
    when that while is over. `unseen` names acts of the other list that bound in between and whose
    codes are not held: the lag is then the most that it can be.
    `only_first` and `only_second` are the codes that no code of the other list holds whole: a
    heading beside its subheadings stands on both sides.
    """

    provision: Measure
    act: Measure | None
    binds_from: date
    act_binds_from: date | None
    carried_out_from: date | None
    lag_days: int | None
    unseen: tuple[str, ...]
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]
    list_held: bool


def compare(
    law: Law, *, target: str, first: str, second: str, as_known: date
) -> Iterator[Transposition]:
    """Set the goods provisions of one jurisdiction beside the acts of another.

    Against the resolutions, an act belongs to the provision that it says it implements. Two states
    are compared over the provision that both implement.
    """
    for rule in _rules(law, target, as_known):
        ours = [rule] if first == COUNCIL else _carriers(law, rule, first, as_known)
        theirs = [rule] if second == COUNCIL else _carriers(law, rule, second, as_known)
        for one in ours:
            for other in theirs or (None,):
                yield _pair(law, one, other, as_known)


def row(found: Transposition) -> dict[str, object]:
    """Give a comparison as a plain row."""
    return {
        "provision": provision(found.provision),
        "measure": found.provision.id,
        "direction": found.provision.direction.value,
        "goods": found.provision.goods,
        "binds_from": found.binds_from.isoformat(),
        "act": provision(found.act) if found.act else "",
        "act_measure": found.act.id if found.act else "",
        "act_binds_from": _written(found.act_binds_from),
        "carried_out_from": _written(found.carried_out_from),
        "lag_days": found.lag_days,
        "lists_not_held": list(found.unseen),
        "only_in_first": list(found.only_first),
        "only_in_second": list(found.only_second),
        "list_held": found.list_held,
    }


def _written(day: date | None) -> str:
    return day.isoformat() if day else ""


def _rules(law: Law, target: str, as_known: date) -> Iterator[Measure]:
    for measure in law.measures:
        if (
            measure.instrument.jurisdiction == COUNCIL
            and measure.instrument.target == target
            and measure.type in GOODS
            and _groups(measure, as_known)
            and any(group.codes for group in measure.groups)
        ):
            yield measure


def _carriers(law: Law, rule: Measure, jurisdiction: str, as_known: date) -> list[Measure]:
    return [
        measure
        for measure in law.measures
        if measure.instrument.jurisdiction == jurisdiction
        and rule.id in measure.implements
        and _groups(measure, as_known)
    ]


def _pair(law: Law, one: Measure, other: Measure | None, as_known: date) -> Transposition:
    ours = _groups(one, as_known)
    theirs = _groups(other, as_known) if other else []
    begins = min(group.applies_from for group in ours)
    first = min((group.applies_from for group in theirs), default=None)
    carried = _carried(one, other, first) if other and first else None
    held = bool(theirs) and all(group.codes for group in theirs)
    return Transposition(
        provision=one,
        act=other,
        binds_from=begins,
        act_binds_from=first,
        carried_out_from=carried,
        lag_days=max(0, (carried - begins).days) if carried else None,
        unseen=_unseen(law, other, begins, carried) if other and carried else (),
        only_first=_missing(_codes(ours), _codes(theirs)) if held else (),
        only_second=_extra(one, other, _codes(ours), _codes(theirs)) if held else (),
        list_held=held,
    )


def _carried(rule: Measure, act: Measure, first: date) -> date:
    """Give the day from which an act spares no purpose or transport that the rule does not spare.

    A wind-down is no such thing: deals begun before may be finished under most rules.
    """
    spared = {exemption.turns_on for exemption in rule.exemptions}
    passing = [
        exemption.until + timedelta(days=1)
        for exemption in act.exemptions
        if exemption.until
        and exemption.turns_on in {"purpose", "transport"}
        and exemption.turns_on not in spared
    ]
    return max([first, *passing])


def _unseen(law: Law, act: Measure, begins: date, carried: date) -> tuple[str, ...]:
    found = [
        (group.applies_from, measure.instrument.number)
        for measure in law.measures
        if measure.instrument.jurisdiction == act.instrument.jurisdiction
        and measure.instrument.target == act.instrument.target
        and measure.type == "regime"
        and measure.direction.covers(act.direction)
        for group in measure.groups
        if not group.codes
        and group.applies_from < carried
        and (group.applies_until is None or group.applies_until >= begins)
    ]
    return tuple(dict.fromkeys(number for _, number in sorted(found)))


def _groups(measure: Measure, as_known: date) -> list[CodeGroup]:
    return [group for group in measure.groups if group.introduced_by.published <= as_known]


def _codes(groups: list[CodeGroup]) -> tuple[str, ...]:
    return tuple(sorted({code for group in groups for code in group.codes}))


def _missing(codes: tuple[str, ...], held: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code for code in codes if widest(held, code)[0] is not Reach.WHOLE)


def _extra(
    one: Measure, other: Measure | None, ours: tuple[str, ...], theirs: tuple[str, ...]
) -> tuple[str, ...]:
    """Give what the act adds; an act that carries out several provisions adds nothing by that."""
    if other is None or (len(other.implements) > 1 and one.id in other.implements):
        return ()
    return _missing(theirs, ours)
