"""The rules that the law files keep together, once each has passed its own."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from yalu.measures.codes import Reach, widest
from yalu.measures.document import Place
from yalu.measures.faults import Fault
from yalu.measures.schema import ActFile, InstrumentFile, LawFile, MeasureFile

Files = Mapping[Path, LawFile]
Rule = Callable[[Files], Iterator[tuple[Path, Fault]]]


def law20(files: Files) -> Iterator[tuple[Path, Fault]]:
    """Name the id of a held measure on the same target: what it implements, or supersedes."""
    held = _measures(files)
    for path, law in files.items():
        for i, measure in enumerate(law.measures):
            for key in ("implements", "supersedes"):
                for other in getattr(measure, key):
                    if fault := _no_parent(key, law.instrument, measure, held.get(other)):
                        yield path, (("measures", i, key), f"{other!r} {fault}")


def law21(files: Files) -> Iterator[tuple[Path, Fault]]:
    """The act that began or ended something is one that is held, and is not older than itself."""
    held = {law.instrument.id: law.instrument for law in files.values()}
    for path, law in files.items():
        for place, act in _acts(law):
            if act.act not in held:
                yield path, (place, f"no instrument {act.act!r} is held")
            elif act.published < held[act.act].published:
                day = held[act.act].published
                yield path, (place, f"{act.act} was published on {day}, not on {act.published}")


def law22(files: Files) -> Iterator[tuple[Path, Fault]]:
    """A ceiling names a measure that is held, and so do its national counterparts."""
    held = _measures(files)
    for path, law in files.items():
        for i, ceiling in enumerate(law.ceilings):
            for key, others in (("measure", [ceiling.measure]), ("national", ceiling.national)):
                for other in others:
                    if other not in held:
                        yield path, (("ceilings", i, key), f"no measure {other!r} is held")


def law23(files: Files) -> Iterator[tuple[Path, Fault]]:
    """No two files share the id of an instrument, measure or ceiling, or a key for two pages."""
    seen: dict[str, Path] = {}
    addresses: dict[str, str] = {}
    for path, law in files.items():
        named: list[tuple[Place, str, str]] = [(("instrument", "id"), "act", law.instrument.id)]
        named += [(("measures", i, "id"), "", m.id) for i, m in enumerate(law.measures)]
        named += [(("ceilings", i, "id"), "", c.id) for i, c in enumerate(law.ceilings)]
        for place, kind, identifier in named:
            other = seen.setdefault(f"{kind} {identifier}", path)
            if other != path:
                where = f"{other.parent.name}/{other.name}"
                yield path, (place, f"{identifier} stands in {where} too")
        for key, page in law.citations.items():
            if addresses.setdefault(key, page.url) != page.url:
                yield path, (("citations", key), f"{key} is another page elsewhere")


def law24(files: Files) -> Iterator[tuple[Path, Fault]]:
    """A ceiling counts goods of its measure, in the measure's direction: mend one of the two."""
    held = _measures(files)
    for path, law in files.items():
        for i, ceiling in enumerate(law.ceilings):
            measure = held[ceiling.measure][1]
            if ceiling.direction != measure.direction:
                fault = f"{ceiling.id} is {ceiling.direction}, {measure.id} {measure.direction}"
                yield path, (("ceilings", i, "direction"), fault)
            codes = tuple(code for group in measure.groups for code in group.codes)
            for j, code in enumerate(ceiling.codes):
                if widest(codes, code)[0] is Reach.NONE:
                    fault = f"{ceiling.id}: {code} is no code of {measure.id}"
                    yield path, (("ceilings", i, "codes", j), fault)


def law25(files: Files) -> Iterator[tuple[Path, Fault]]:
    """A measure of the type `ceiling` has one, or its limit would be silent: add it."""
    limited = {
        other
        for law in files.values()
        for ceiling in law.ceilings
        for other in (ceiling.measure, *ceiling.national)
    }
    for path, law in files.items():
        for i, measure in enumerate(law.measures):
            if measure.type == "ceiling" and not limited & {measure.id, *measure.implements}:
                yield path, (("measures", i, "type"), f"{measure.id} has no ceiling")


def law26(files: Files) -> Iterator[tuple[Path, Fault]]:
    """A file stands in the folder of its regime: move it, or mend `regime`."""
    for path, law in files.items():
        if law.instrument.regime != path.parent.name:
            fault = f"{law.instrument.regime!r} stands in the folder {path.parent.name!r}"
            yield path, (("instrument", "regime"), fault)


# The ids first: what names another is looked up by them.
RULES: dict[str, Rule] = {
    "LAW23": law23,
    "LAW20": law20,
    "LAW21": law21,
    "LAW22": law22,
    "LAW24": law24,
    "LAW25": law25,
    "LAW26": law26,
}


def _measures(files: Files) -> dict[str, tuple[InstrumentFile, MeasureFile]]:
    return {m.id: (law.instrument, m) for law in files.values() for m in law.measures}


def _no_parent(
    key: str,
    act: InstrumentFile,
    measure: MeasureFile,
    found: tuple[InstrumentFile, MeasureFile] | None,
) -> str:
    """Say why a measure cannot carry out, or take the place of, what was found."""
    if found is None:
        return "is no measure that is held"
    other, parent = found
    if other.target != act.target:
        return f"is against {other.target}, not {act.target}"
    if (other.jurisdiction == act.jurisdiction) != (key == "supersedes"):
        return f"is of {other.jurisdiction}, and so cannot be what {measure.id} {key}"
    ways = {measure.direction, parent.direction}
    return (
        f"is {parent.direction}, not {measure.direction}"
        if len(ways - {"both", "none"}) > 1
        else ""
    )


def _acts(law: LawFile) -> Iterator[tuple[Place, ActFile]]:
    for i, measure in enumerate(law.measures):
        for j, group in enumerate(measure.groups):
            yield ("measures", i, "groups", j, "introduced_by"), group.introduced_by
            if group.ended_by:
                yield ("measures", i, "groups", j, "ended_by"), group.ended_by
    for i, ceiling in enumerate(law.ceilings):
        yield ("ceilings", i, "introduced_by"), ceiling.introduced_by
        if ceiling.ended_by:
            yield ("ceilings", i, "ended_by"), ceiling.ended_by
