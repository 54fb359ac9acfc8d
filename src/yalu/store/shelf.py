"""Writes vintages to a workspace folder: staged aside, checked, and put in place all at once.

The layout is that of docs/methods/workspace.md: `<table>/dataset=<name>/period=<period>/*.parquet`.
"""

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count
from pathlib import Path
from uuid import uuid4

import filelock
import msgspec
import pyarrow as pa
import pyarrow.compute as pc

from yalu.model.errors import AssertionBrokenError, WorkspaceBusyError, WorkspaceError
from yalu.model.scopes import Scope
from yalu.store import manifest as manifests
from yalu.store.keeping import Kept, checksum
from yalu.store.manifest import Manifest, Part, Vintage
from yalu.store.parts import Twice
from yalu.store.parts import write as write_part
from yalu.store.runs import Portion, Runs
from yalu.store.vintages import CELL

_LOCK = ".lock"
_STAGING = "staging"
_ORDER = {
    "observations": ("period", "reporter", "partner", "flow", "commodity"),
    "codes": ("scheme", "edition", "code"),
    "correlations": ("from_edition", "to_edition", "from_code", "to_code"),
}
_WRITERS = 2
_SHOWN = 11


Written = Callable[[Part, Path], None]


@contextmanager
def writing(folder: Path, *, wait_seconds: float) -> Iterator["Load"]:
    """Hold the workspace for one load; leave it as it was unless the load is committed."""
    with held(folder, wait_seconds=wait_seconds):
        load = None
        try:
            shutil.rmtree(folder / _STAGING, ignore_errors=True)
            load = Load(folder, manifests.read(folder))
            yield load
        finally:
            if load is not None:
                load.clear()


@contextmanager
def held(folder: Path, *, wait_seconds: float) -> Iterator[None]:
    """Hold the workspace alone, and say in a sentence what the disk refuses."""
    lock = _locked(folder, wait_seconds)
    try:
        yield
    except (OSError, pa.ArrowException) as error:
        if isinstance(error, WorkspaceError):
            raise
        raise WorkspaceError(str(folder), _in_words(error)) from error
    finally:
        lock.release()


def _locked(folder: Path, wait_seconds: float) -> filelock.BaseFileLock:
    lock = filelock.FileLock(folder / _LOCK)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=wait_seconds)
    except filelock.Timeout as error:
        raise WorkspaceBusyError(str(folder), wait_seconds) from error
    except OSError as error:
        raise WorkspaceError(str(folder), error.strerror or str(error)) from error
    return lock


def _in_words(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error).partition("\n")[0].strip(". ") or type(error).__name__


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """What is about to become a vintage: the rows and all that is said of them."""

    dataset: str
    table: str
    form: str
    published: str
    basis: str
    key: tuple[str, ...]
    told: dict[str, str] = field(default_factory=dict)


class Load:
    """One load under way: vintages staged aside, then committed together."""

    def __init__(self, folder: Path, before: Manifest) -> None:
        self.folder, self.before = folder, before
        self._staging = folder / _STAGING / uuid4().hex
        self._staging.mkdir(parents=True)
        self._vintages: list[Vintage] = []
        self._moves: list[tuple[Path, Path]] = []
        self._kept: list[Kept] = []

    def keep(self, path: Path, **about: str) -> Kept:
        """Copy the bytes of a file aside before anything reads them."""
        kept = Kept(path, self._staging / uuid4().hex, about)
        self._kept.append(kept)
        return kept

    def known(
        self, kept: Kept, dataset: str, told: dict[str, str], published: str = ""
    ) -> Vintage | None:
        """Find the vintage, kept or staged, that was read from the same bytes in the same way."""
        held = Manifest(vintages=[*self.before.vintages, *self._vintages])
        if all(vintage.snapshot.size != kept.size for vintage in held.vintages):
            return None
        return held.same(kept.snapshot.sha256, dataset, told, published)

    def restore(self, kept: Kept, vintage: Vintage) -> None:
        """Put the bytes back of a vintage that is held, if the file that was kept is gone."""
        path = self.folder / vintage.snapshot.path
        if not path.is_file() or path.stat().st_size != vintage.snapshot.size:
            self._moves.append((kept.path, path))

    def stage(
        self,
        arrival: Arrival,
        kept: Kept | Vintage,
        batches: Iterable[pa.RecordBatch],
        *,
        each: Sequence[Written] = (),
        complete: Callable[[], Sequence[Scope]] = tuple,
    ) -> Vintage:
        """Write the rows of a vintage aside and check that no key comes twice.

        A vintage in the place of a kept file is written anew, under its old name. `each` are
        shown the files as they are ready, while others are written. What the rows are `complete`
        for is asked when all have come.
        """
        runs, arrival = _gathered(batches, self._staging / uuid4().hex, arrival)
        vintage = self._vintage(arrival, kept)
        vintage = msgspec.structs.replace(vintage, complete=list(complete()))
        parts = self._parts(runs, arrival.key, vintage, each)
        rows = sum(part.rows for part in parts)
        vintage = msgspec.structs.replace(vintage, parts=parts, rows=rows)
        if isinstance(kept, Kept):
            self._vintages.append(vintage)
            self._moves.append((kept.path, self.folder / vintage.snapshot.path))
        return vintage

    def _vintage(self, arrival: Arrival, kept: Kept | Vintage) -> Vintage:
        """Name a vintage whose parts are still to be written."""
        again = kept if isinstance(kept, Vintage) else None
        return Vintage(
            id=again.id if again else self._id(arrival),
            sequence=again.sequence if again else self.before.next_sequence + len(self._vintages),
            dataset=arrival.dataset,
            table=arrival.table,
            form=arrival.form,
            published=arrival.published,
            basis=arrival.basis,
            snapshot=kept.snapshot,
            told=arrival.told,
            rows=0,
            parts=[],
        )

    def _id(self, arrival: Arrival) -> str:
        """Name a vintage by its day; the second of a day is `2024-06-20.2`."""
        same_day = sum(
            v.dataset == arrival.dataset and v.published == arrival.published
            for v in [*self.before.vintages, *self._vintages]
        )
        return arrival.published + (f".{same_day + 1}" if same_day else "")

    def _parts(
        self, runs: Runs, key: Sequence[str], vintage: Vintage, each: Sequence[Written]
    ) -> list[Part]:
        """Write the parts, two at a time, and note where each will go."""
        # A second writing of the same vintage never touches the files that readers hold open.
        stem = f"{vintage.sequence:06d}-{vintage.snapshot.sha256[:8]}-{uuid4().hex[:6]}"
        shared = {
            "sequence": pa.scalar(vintage.sequence, pa.int32()),
            "citation": pa.scalar(vintage.citation),
        }

        def write(number: int, portion: Portion) -> tuple[Part, Path, list[Twice]]:
            into = manifests.place(vintage.table, vintage.dataset, portion.period)
            path = self._staging / f"{stem}-{number}.parquet"
            rows, twice, same = write_part(
                runs, portion, path, order=_ORDER[vintage.table], key=key, shared=shared
            )
            manifests.sync_file(path)
            part = Part(
                path=f"{into}/{path.name}",
                rows=rows,
                size=path.stat().st_size,
                sha256=checksum(path),
                shared={name: same[name] for name in CELL if name in same},
            )
            return part, path, twice

        parts: list[Part] = []
        lines: list[Twice] = []
        looked: list[Future[None]] = []
        with ThreadPoolExecutor(_WRITERS) as workers:
            for part, path, twice in workers.map(write, count(), runs.portions()):
                parts.append(part)
                lines += twice
                looked += [workers.submit(look, part, path) for look in each]
            for one in looked:
                one.result()
        _refuse_repeated(vintage.dataset, lines)
        self._moves += [
            (self._staging / Path(part.path).name, self.folder / part.path) for part in parts
        ]
        return parts

    def commit(self) -> Manifest:
        """Put the staged files in place, then switch the manifest, which makes them count."""
        if not self._moves:
            return self.before
        return self._switch([*self.before.vintages, *self._vintages])

    def replace(self, vintages: Sequence[Vintage]) -> Manifest:
        """Put the staged files in place and make the manifest name these vintages."""
        return self._switch(vintages)

    def _switch(self, vintages: Sequence[Vintage]) -> Manifest:
        folders: set[Path] = set()
        for staged, target in self._moves:
            if staged.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                staged.replace(target)
                folders.update(target.relative_to(self.folder).parents)
        for folder in sorted(folders):
            manifests.sync_folder(self.folder / folder)
        after = Manifest(generation=self.before.generation + 1, vintages=list(vintages))
        manifests.switch(self.folder, after)
        return after

    def before_it(self, dataset: str) -> list[Vintage]:
        """Give the vintages of a dataset that are held or staged, the oldest first."""
        return [v for v in [*self.before.vintages, *self._vintages] if v.dataset == dataset]

    def where(self, part: Part) -> Path:
        """Tell where a file lies now, put in place or still aside."""
        target = self.folder / part.path
        return next((aside for aside, place in self._moves if place == target), target)

    def clear(self) -> None:
        """Forget what is still aside."""
        for kept in self._kept:
            kept.settle()
        shutil.rmtree(self._staging, ignore_errors=True)


def _gathered(
    batches: Iterable[pa.RecordBatch], aside: Path, arrival: Arrival
) -> tuple[Runs, Arrival]:
    """Take all rows in, and date the vintage by the latest: some files carry many releases."""
    runs = Runs(aside)
    latest: date | None = None
    for batch in batches:
        runs.add(batch)
        last = pc.max(batch.column("published")).as_py()
        if last and (latest is None or last > latest):
            latest = last
            where = pc.index(batch.column("published"), last).as_py()
            basis = batch.column("published_basis")[where].as_py()
            arrival = replace(arrival, published=str(last), basis=basis)
    runs.close()
    return runs, arrival


def _refuse_repeated(dataset: str, twice: Sequence[Twice]) -> None:
    if twice:
        broken = tuple(
            f"line {second} repeats the key of line {first}"
            for first, second in sorted(twice)[:_SHOWN]
        )
        raise AssertionBrokenError(dataset, broken)
