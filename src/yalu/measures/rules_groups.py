"""The rules on groups of codes: their days, acts, codes and editions."""

import re
from collections.abc import Iterator
from itertools import pairwise

from yalu.codelists import hs_codes
from yalu.codelists.hs import EDITIONS
from yalu.measures.bearing import GOODS
from yalu.measures.codes import is_code, trimmed
from yalu.measures.faults import Fault, Rule, day_before, groups, harmonized
from yalu.measures.schema import GroupFile, LawFile, MeasureFile

_EDITION = re.compile(r"HS(2002|2007|2012|2017|2022)|(CN|TARIC|CN8-|CN10-)20[0-3]\d|SRT20[0-3]\d")
_HS_DIGITS = 6
_NEVER = "9999-12-31"


def law2(law: LawFile) -> Iterator[Fault]:
    """An interval does not end before it starts: mend one of the two days."""
    for place, where, group in groups(law):
        if group.applies_until and group.applies_until < group.applies_from:
            yield (
                (*place, "applies_until"),
                f"{where}: it ends on {group.applies_until}, before {group.applies_from}",
            )


def law3(law: LawFile) -> Iterator[Fault]:
    """An ended interval has its last day and the act that ended it: add what is missing."""
    for place, where, group in groups(law):
        if group.applies_until and group.ended_by is None:
            fault = f"{where}: it ends on {group.applies_until} and has no `ended_by`"
            yield (*place, "applies_until"), fault
        if group.ended_by and not group.applies_until:
            fault = f"{where}: {group.ended_by.act} ended it and it has no `applies_until`"
            yield (*place, "ended_by"), fault


def law5(law: LawFile) -> Iterator[Fault]:
    """Write digits alone, of a code in its edition; `ex` is `coverage: "partial"`."""
    for place, where, group in groups(law):
        for i, code in enumerate(group.codes):
            if reason := _no_code(code, group.edition):
                yield (*place, "codes", i), f"{where}: {reason}"


def law6(law: LawFile) -> Iterator[Fault]:
    """Nothing binds before it is published: mend one of the two days."""
    dated = [(p, "applies_from", w, g.applies_from, g.introduced_by) for p, w, g in groups(law)]
    for i, ceiling in enumerate(law.ceilings):
        dated.append((("ceilings", i), "from", ceiling.id, ceiling.from_, ceiling.introduced_by))
    for place, key, where, first, act in dated:
        if act.published > first:
            fault = f"{where}: it binds on {first}, published later, on {act.published}"
            yield (*place, key), fault


def law7(law: LawFile) -> Iterator[Fault]:
    """Intervals of one code under one provision do not overlap: end the older one first."""
    for i, measure in enumerate(law.measures):
        for j, code, day in _bound_twice(measure):
            yield ("measures", i, "groups", j), f"{measure.id}: {code} binds twice from {day}"


def law10(law: LawFile) -> Iterator[Fault]:
    """An edition is one of the HS (HS2017) or of a tariff (CN2017, CN10-2017, TARIC2017)."""
    for place, _, group in groups(law):
        if not _EDITION.fullmatch(group.edition):
            yield (*place, "edition"), f"{group.edition!r} is no edition"


def law14(law: LawFile) -> Iterator[Fault]:
    """What is not fully verified says what is not: fill `unverified`."""
    for place, _, group in groups(law):
        if group.verification != "verified" and not group.unverified:
            yield (*place, "verification"), f"it is {group.verification} and says not in what"


def law15(law: LawFile) -> Iterator[Fault]:
    """A measure has at least one group, and a direction if it has codes."""
    for i, measure in enumerate(law.measures):
        if not measure.groups:
            yield ("measures", i, "groups"), f"{measure.id} has no group"
        if measure.direction == "none" and any(group.codes for group in measure.groups):
            yield ("measures", i, "direction"), f"{measure.id} has codes and no direction"


def law16(law: LawFile) -> Iterator[Fault]:
    """An end is decided first: the act that ends a group is public by the day after its last."""
    for place, _, group in groups(law):
        late = group.ended_by and group.applies_until and group.ended_by.published
        # The act that ends a rule may start binding the day after the rule's last day.
        if late and group.applies_until < day_before(late):
            yield (*place, "ended_by"), f"ended on {group.applies_until} by an act of {late}"


def law36(law: LawFile) -> Iterator[Fault]:
    """A group without codes tells in `code_note` where its list stands: or give the codes."""
    for place, where, group in groups(law):
        measure = law.measures[int(place[1])]
        silent = not group.codes and not group.code_note
        if silent and measure.type in GOODS and measure.direction != "none":
            yield (*place, "codes"), f"{where} has no code"


def _no_code(code: str, edition: str) -> str:
    """Say why a text is no code of an edition; empty if it is one."""
    if not is_code(code):
        return (
            f"{code!r} is no code of {edition}: codes have 2, 4, 6 or up to 10 digits "
            "and are of chapters 01 to 97 without 77"
        )
    if edition.startswith("HS") and len(code) > _HS_DIGITS:
        return f"{code!r} is no code of {edition}, which has six digits; name the tariff (CN2017)"
    own = trimmed(code)[:_HS_DIGITS]
    own = own[: len(own) // 2 * 2]
    if hs_codes.has(own, edition=harmonized(edition)):
        return ""
    others = ", ".join(name for name in EDITIONS.values() if hs_codes.has(own, edition=name))
    return f"{code!r} is no code of {edition}: {own} is in {others or 'no edition'}"


def _bound_twice(measure: MeasureFile) -> Iterator[tuple[int, str, str]]:
    spans: dict[str, dict[tuple[str, str], GroupFile]] = {}
    for j, group in enumerate(measure.groups):
        interval = (group.applies_from, group.applies_until or _NEVER)
        for code in group.codes:
            held = spans.setdefault(code, {})
            # An annex may print a code in two of its parts, each with other goods under it.
            if held.get(interval) == group:
                yield j, code, interval[0]
            held[interval] = group
    for code, intervals in spans.items():
        for (_, end), (start, last) in pairwise(sorted(intervals)):
            if start <= end:
                yield measure.groups.index(intervals[start, last]), code, start


# In this order: a code is looked up in an edition, so the edition is tried first.
RULES: dict[str, Rule] = {
    "LAW10": law10,
    "LAW2": law2,
    "LAW3": law3,
    "LAW5": law5,
    "LAW6": law6,
    "LAW7": law7,
    "LAW14": law14,
    "LAW15": law15,
    "LAW16": law16,
    "LAW36": law36,
}
