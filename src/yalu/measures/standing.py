"""Which measures bear on goods on a day, and how they stand to a month, as known on a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from yalu.model.law import Ceiling, CodeGroup, Direction, Law, Measure, State
from yalu.model.periods import Period


@dataclass(frozen=True, kw_only=True)
class Binding:
    """One code group of a measure with its state: the unit in which the law is reported."""

    measure: Measure
    group: CodeGroup
    state: State
    until: date | None


def in_force(
    law: Law,
    *,
    target: str,
    on: date,
    as_known: date,
    commodity: str = "",
    direction: Direction | None = None,
    jurisdiction: str = "",
) -> tuple[Binding, ...]:
    """Give what binds on a day, by what was public on another.

    `jurisdiction` asks the acts of one state alone; without it, those of all.
    """
    return tuple(
        Binding(
            measure=measure,
            group=group,
            state=State.IN_FORCE,
            until=group.until(as_known=as_known),
        )
        for measure, group in _about(law, target, commodity, direction, jurisdiction)
        if group.binds(on=on, as_known=as_known)
    )


def around(law: Law, *, target: str, month: Period, horizon: date) -> tuple[Binding, ...]:
    """Give the measures that a brief on a month reports, by what was public at the horizon.

    Those that bound in the month or came since: `adopted` after the month and binding by the
    horizon, `upcoming` when published but not yet binding, `ended` when they bound in the month
    and no longer do.
    """
    bindings = (
        Binding(measure=measure, group=group, state=state, until=group.until(as_known=horizon))
        for measure, group in _about(law, target, "", None, "")
        if (state := _state(group, month, horizon)) is not None
    )
    return tuple(sorted(bindings, key=lambda b: b.group.applies_from))


def ceilings_around(law: Law, *, target: str, month: Period, as_known: date) -> tuple[Ceiling, ...]:
    """Give the ceilings whose period meets the month and that were public and alive by the day."""
    against = {m.id for m in law.measures if m.instrument.target == target}
    return tuple(
        ceiling
        for ceiling in law.ceilings
        if ceiling.measure in against
        and ceiling.first <= month.last_day
        and (ceiling.last is None or month.first_day <= ceiling.last)
        and ceiling.introduced_by.published <= as_known
        and not _ended_before(ceiling, month.first_day, as_known)
    )


def _ended_before(ceiling: Ceiling, day: date, as_known: date) -> bool:
    end = ceiling.ended_by
    return end is not None and end.published <= as_known and end.published < day


def _state(group: CodeGroup, month: Period, horizon: date) -> State | None:
    if group.introduced_by.published > horizon:
        return None
    until = group.until(as_known=horizon)
    if until is not None and until < month.first_day:
        return None
    if group.applies_from > horizon:
        return State.UPCOMING
    if until is not None and until < horizon:
        return State.ENDED
    return State.ADOPTED if group.applies_from > month.last_day else State.IN_FORCE


def _about(
    law: Law, target: str, commodity: str, direction: Direction | None, jurisdiction: str
) -> Iterator[tuple[Measure, CodeGroup]]:
    for measure in law.measures:
        if measure.instrument.target != target:
            continue
        if jurisdiction and measure.instrument.jurisdiction != jurisdiction:
            continue
        if direction and not measure.direction.covers(direction):
            continue
        for group in measure.groups:
            if not commodity or group.names(commodity):
                yield measure, group
