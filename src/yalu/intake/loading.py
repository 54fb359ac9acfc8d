"""Loads files into a workspace: all that are named, or none."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pyarrow as pa

from yalu.intake import editions
from yalu.intake.summaries import described
from yalu.model.errors import (
    AskedForMoreError,
    AssertionBrokenError,
    ChoiceError,
    UnrecognisedFileError,
)
from yalu.model.loads import Loaded
from yalu.model.periods import Period, parse_day
from yalu.model.scopes import Scope
from yalu.model.trade import Flow
from yalu.sources.completeness import watched
from yalu.sources.descriptors import Descriptor, read_descriptor
from yalu.sources.forms import Asked, Form
from yalu.sources.opening import Document
from yalu.sources.promises import Gate, Tally
from yalu.sources.recognition import recognise
from yalu.store import shelf
from yalu.store.differences import Revisions
from yalu.store.keeping import Kept
from yalu.store.manifest import Vintage

_DESCRIPTORS = Path(recognise.__code__.co_filename).parent
_WAIT_SECONDS = 60.0
Progress = Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class Told:
    """What the user says of files that the files themselves do not say."""

    dataset: str = ""
    flow: Flow | None = None
    published: date | None = None
    period: Period | None = None
    address: str = ""

    def as_text(self) -> dict[str, str]:
        """Give what was said as texts, to be kept with the vintage."""
        said = {
            "flow": self.flow.value if self.flow else "",
            "published": str(self.published or ""),
            "period": str(self.period or ""),
        }
        return {name: text for name, text in said.items() if text}

    @classmethod
    def from_text(cls, said: dict[str, str]) -> "Told":
        """Read back what was kept with a vintage."""
        return cls(
            flow=Flow(said["flow"]) if "flow" in said else None,
            published=parse_day(said["published"]) if "published" in said else None,
            period=Period.parse(said["period"]) if "period" in said else None,
        )


@cache
def descriptor(dataset: str) -> Descriptor:
    """Give the descriptor of a dataset that is loaded from files."""
    return read_descriptor(_DESCRIPTORS / f"{dataset.replace('-', '_')}.yaml")


def load(
    paths: Sequence[Path],
    folder: Path,
    *,
    told: Told,
    on: date,
    progress: Progress = lambda _: None,
    wait_seconds: float = _WAIT_SECONDS,
) -> tuple[Loaded, ...]:
    """Load files as one change of the workspace, `on` the day of loading."""
    if told.published and told.published > on:
        raise ChoiceError("--published", str(told.published), (f"a day up to {on}",))
    arriving = [_incoming(path, told) for path in _files(paths)]
    if not arriving:
        raise UnrecognisedFileError(", ".join(map(str, paths)), "it holds no file")
    for one in arriving:
        progress(f"{one.document.name}: {one.form.title} → {one.form.dataset}")
    with shelf.writing(folder, wait_seconds=wait_seconds) as change:
        loaded = tuple(take(change, one, on=on, progress=progress) for one in arriving)
        progress("checked; putting it in place")
        change.commit()
        return loaded


@dataclass(frozen=True, kw_only=True)
class Incoming:
    """A file on its way in: its form, and what the user said of it."""

    document: Document
    form: Form
    told: Told


def _incoming(path: Path, told: Told) -> Incoming:
    document = Document(path=path)
    return Incoming(document=document, form=recognise(document, told.dataset), told=told)


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(file for file in path.rglob("*") if _is_open(file))
        elif path.is_file():
            yield path
        else:
            reason = "there is no such file" if not path.exists() else "it is no ordinary file"
            raise UnrecognisedFileError(str(path), reason)


def _is_open(file: Path) -> bool:
    return file.is_file() and not file.name.startswith(".")


def take(change: shelf.Load, one: Incoming, *, on: date, progress: Progress) -> Loaded:
    """Stage one file, unless its bytes were read in the same way before, and say what it brings."""
    source = descriptor(one.form.dataset)
    kept = change.keep(
        one.document.path,
        name=one.document.name,
        taken=datetime.now(UTC).isoformat(timespec="seconds"),
        address=one.told.address,
        licence=source.licence,
        publisher=source.publisher,
    )
    bears = str(one.form.published(one.document) or "")
    if held := change.known(kept, one.form.dataset, one.told.as_text(), bears):
        change.restore(kept, held)
        return described(held, Tally(), held=True)
    asked = _asked(one, on, change.before_it(source.name))
    copied = replace(one, document=Document(path=kept.path, called=one.document.name))
    before = change.before_it(source.name) if source.table == "observations" else []
    revisions = Revisions(change, before, source.key) if before else None
    vintage, tally = stage(change, copied, asked, kept, progress=progress, revisions=revisions)
    return described(vintage, tally, revised=revisions.result(vintage) if revisions else None)


def _asked(one: Incoming, on: date, before: Sequence[Vintage]) -> Asked:
    """Date a file: by the user, by the file, or by the day on which it was loaded.

    A clock that went back would date what comes now before what came earlier.
    """
    named = one.told.published or one.form.published(one.document)
    last = max((v.published for v in before if v.basis == "load"), default="")
    if not named and str(on) < last:
        raise AskedForMoreError(
            one.document.name,
            f"when it was published, and by the clock it is {on}, before the last load of {last}",
            f"--published {last}, or set the clock",
        )
    return Asked(
        published=named or on,
        basis="page" if named else "load",
        flow=one.told.flow,
        period=one.told.period,
        told=one.told.published is not None,
    )


def stage(
    change: shelf.Load,
    one: Incoming,
    asked: Asked,
    kept: Kept | Vintage,
    *,
    progress: Progress = lambda _: None,
    revisions: Revisions | None = None,
) -> tuple[Vintage, Tally]:
    """Read a file through the gate of its descriptor into the staging place."""
    source = descriptor(one.form.dataset)
    gate = Gate(source, editions.codes_of(change.folder, change.before))
    watch = one.form.complete(one.document, asked)
    read = watched(one.form.read(one.document, asked), watch)
    rows = gate.through(_counted(read, one.document, progress))
    arrival = shelf.Arrival(
        dataset=one.form.dataset,
        table=source.table,
        form=one.form.title,
        published=str(asked.published),
        basis=asked.basis,
        key=tuple(source.key),
        told=one.told.as_text(),
    )
    gate.tally.left_out = one.form.left_out(one.document)
    each = [revisions.add] if revisions else []

    def complete() -> tuple[Scope, ...]:
        found = watch.scopes()
        if revisions:
            revisions.complete(found)
        return found

    try:
        return change.stage(arrival, kept, rows, each=each, complete=complete), gate.tally
    except AssertionBrokenError as error:
        whose = f"{one.document.name} ({one.form.dataset})"
        broken = (re.sub(r"\bline (?=\d)", f"{one.form.counted} ", text) for text in error.broken)
        raise AssertionBrokenError(whose, tuple(broken)) from error


def _counted(
    batches: Iterator[pa.RecordBatch], document: Document, progress: Progress
) -> Iterator[pa.RecordBatch]:
    rows = 0
    for batch in batches:
        rows += batch.num_rows
        progress(f"{document.name}: {rows:,} rows")
        yield batch
