"""The rules that the law files keep together, once each has passed its own."""

from collections.abc import Callable, Iterator, Mapping

from yalu.measures.rules import Fault
from yalu.measures.schema import LawFile

Files = Mapping[str, LawFile]
Rule = Callable[[Files], Iterator[tuple[str, Fault]]]


def law20(files: Files) -> Iterator[tuple[str, Fault]]:
    """What a measure implements or takes the place of is a measure that is held."""
    held = {measure.id for law in files.values() for measure in law.measures}
    for name, law in files.items():
        for i, measure in enumerate(law.measures):
            for key in ("implements", "supersedes"):
                for other in getattr(measure, key):
                    if other not in held:
                        yield name, (("measures", i, key), f"no measure {other!r} is held")


def law21(files: Files) -> Iterator[tuple[str, Fault]]:
    """The act that began or ended something is an instrument that is held."""
    held = {law.instrument.id for law in files.values()}
    for name, law in files.items():
        for i, measure in enumerate(law.measures):
            for j, group in enumerate(measure.groups):
                for key in ("introduced_by", "ended_by"):
                    act = getattr(group, key)
                    if act and act.act not in held:
                        place = ("measures", i, "groups", j, key)
                        yield name, (place, f"no instrument {act.act!r} is held")


def law22(files: Files) -> Iterator[tuple[str, Fault]]:
    """A ceiling names a measure that is held, and so do its national counterparts."""
    held = {measure.id for law in files.values() for measure in law.measures}
    for name, law in files.items():
        for i, ceiling in enumerate(law.ceilings):
            for other in (ceiling.measure, *ceiling.national):
                if other not in held:
                    yield name, (("ceilings", i), f"no measure {other!r} is held")


def law23(files: Files) -> Iterator[tuple[str, Fault]]:
    """No two files share the id of an instrument, measure or ceiling, or a key for two pages."""
    seen: dict[str, object] = {}
    for name, law in files.items():
        for i, ceiling in enumerate(law.ceilings):
            if seen.setdefault(f"ceiling {ceiling.id}", name) != name:
                yield name, (("ceilings", i, "id"), f"{ceiling.id} stands in two files")
        if seen.setdefault(f"act {law.instrument.id}", name) != name:
            yield name, (("instrument", "id"), f"{law.instrument.id} stands in two files")
        for i, measure in enumerate(law.measures):
            if seen.setdefault(measure.id, name) != name:
                yield name, (("measures", i, "id"), f"{measure.id} stands in two files")
        for key, page in law.citations.items():
            if seen.setdefault(f"page {key}", page.url) != page.url:
                yield name, (("citations", key), f"{key} is another page elsewhere")


RULES: dict[str, Rule] = {"LAW20": law20, "LAW21": law21, "LAW22": law22, "LAW23": law23}
