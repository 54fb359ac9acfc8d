"""The legal test is complete: no rule on goods begins or ends without a case worked by hand.

For every code group of every measure on goods the catalogue gives its edges: the first day; the
last day, where an act ended it; the last day of a wind-down and of a passing exemption; the first
and last day of a ceiling on its codes. At each edge the files beside this one must hold the day
before, the day of and the day after, for the jurisdiction, the direction (both, where the measure
works both ways) and a code at or under one of the group's.

- An open-ended group has no last edge: it still binds. A first day that is doubtful has its edge
  on the day held; the catalogue says in `unverified` that it is doubtful.
- What ended before the group began, or began after it ended, is no edge of the group: the grace
  of resolution 2397 was over when the EU's act came.
- A ceiling that comes back each year is tried at its first beginning and, where a later act ended
  it, at that end. One that was replaced before it began has no edges.
- A group without codes stands for a list that is not held. Its edges are tried on the goods of
  the resolutions it carries out, or, where it carries out none or these name no code either, on
  any goods: there it must change no standing.
- Cases with a day of knowledge of their own do not count: what they try is what was known.

A group that works one way must also have a case the other way round, on a day on which it binds.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from yalu.codelists.areas import area
from yalu.codelists.unions import legislator
from yalu.measures.bearing import GOODS
from yalu.measures.codes import Reach, reach, widest
from yalu.measures.loader import load
from yalu.model.law import Ceiling, CodeGroup, Direction, Law, Measure

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Edge:
    """A day around which one code group of a measure must be tried in one direction."""

    measure: Measure
    codes: tuple[str, ...]
    direction: str
    day: date

    def __str__(self) -> str:
        code = self.codes[0] if self.codes else "any code"
        return f"{self.measure.id} {self.direction} {code} around {self.day}"


@dataclass(frozen=True)
class Tried:
    """One day of one case."""

    target: str
    jurisdiction: str
    direction: str
    code: str
    day: date


def edges(law: Law) -> Iterator[Edge]:
    for measure in law.measures:
        if measure.type in GOODS or measure.type == "regime":
            for direction in _directions(measure):
                for group in measure.groups:
                    yield from _edges(law, measure, group, direction)


def _edges(law: Law, measure: Measure, group: CodeGroup, direction: str) -> Iterator[Edge]:
    codes = group.codes or _carried_out(law, measure, direction)
    last = group.applies_until or date.max
    passing = [rule.until for rule in measure.wind_down]
    passing += [spared.until for spared in measure.exemptions if spared.until]
    days = {group.applies_from, last, *passing}
    for day in sorted(days - {date.max}):
        if group.applies_from <= day <= last:
            yield Edge(measure, codes, direction, day)
    for ceiling in law.ceilings:
        under = tuple(c for c in ceiling.codes if widest(group.codes, c)[0] is not Reach.NONE)
        if ceiling.measure == measure.id and under:
            for day in _ceiling_days(ceiling):
                if group.applies_from <= day <= last:
                    yield Edge(measure, under, direction, day)


def _directions(measure: Measure) -> tuple[str, ...]:
    value = measure.direction.value
    return {"both": ("import", "export"), "none": ()}.get(value, (value,))


def _carried_out(law: Law, measure: Measure, direction: str) -> tuple[str, ...]:
    return tuple(
        code
        for rule in law.measures
        if rule.id in measure.implements and rule.direction.covers(Direction(direction))
        for group in rule.groups
        for code in group.codes
    )


def _ceiling_days(ceiling: Ceiling) -> Iterator[date]:
    if ceiling.superseded_before_start:
        return
    yield ceiling.first
    if ceiling.ended_by:
        yield ceiling.ended_by.published - DAY
    elif ceiling.last and not ceiling.recurring:
        yield ceiling.last


def tried() -> Iterator[Tried]:
    for path in sorted(Path(__file__).parent.glob("*.yaml")):
        for block in yaml.safe_load(path.read_text()):
            if "as_known" not in block:
                yield from _tried(block)


def _tried(block: dict[str, Any]) -> Iterator[Tried]:
    for code in block["codes"]:
        for line in block["days"]:
            day = date.fromisoformat(line["day"])
            yield Tried(
                target=area(block.get("target", "PRK")).code,
                jurisdiction=legislator(area(block["jurisdiction"]).code, on=day),
                direction=block["direction"],
                code=code,
                day=day,
            )


def _tries(case: Tried, edge: Edge, day: date) -> bool:
    act = edge.measure.instrument
    return (
        (case.target, case.jurisdiction) == (act.target, act.jurisdiction)
        and (case.direction, case.day) == (edge.direction, day)
        and (not edge.codes or any(reach(c, case.code) is Reach.WHOLE for c in edge.codes))
    )


def test_every_edge_of_every_rule_on_goods_is_worked_by_hand() -> None:
    by_day: dict[date, list[Tried]] = {}
    for case in tried():
        by_day.setdefault(case.day, []).append(case)
    missing = [
        f"{edge}: {day}"
        for edge in edges(load())
        for day in (edge.day - DAY, edge.day, edge.day + DAY)
        if not any(_tries(case, edge, day) for case in by_day.get(day, []))
    ]
    assert not missing, f"{len(missing)} days are untried:\n" + "\n".join(sorted(set(missing)))


def test_every_group_that_works_one_way_is_tried_the_other_way_too() -> None:
    cases = list(tried())
    missing = [
        f"{measure.id} {group.codes[0]} from {group.applies_from}"
        for measure in load().measures
        for group in measure.groups
        if measure.type in GOODS and group.codes and len(_directions(measure)) == 1
        if not any(_other_way(case, measure, group) for case in cases)
    ]
    assert not missing, f"{len(missing)} groups are untried the other way:\n" + "\n".join(missing)


def _other_way(case: Tried, measure: Measure, group: CodeGroup) -> bool:
    act = measure.instrument
    return (
        (case.target, case.jurisdiction) == (act.target, act.jurisdiction)
        and case.direction not in _directions(measure)
        and group.applies_from <= case.day <= (group.applies_until or date.max)
        and any(reach(code, case.code) is Reach.WHOLE for code in group.codes)
    )


def test_every_provision_with_codes_decides_a_case_by_name() -> None:
    decided = {
        (line["act"], line["paragraph"], block["direction"])
        for path in Path(__file__).parent.glob("*.yaml")
        for block in yaml.safe_load(path.read_text())
        for line in block["days"]
        if "paragraph" in line
    }
    silent = [
        f"{measure.id} {direction}"
        for measure in load().measures
        if measure.type in GOODS and any(group.codes for group in measure.groups)
        for direction in _directions(measure)
        if (measure.instrument.id, measure.provision, direction) not in decided
    ]
    assert not silent
