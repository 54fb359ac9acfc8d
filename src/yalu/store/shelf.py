"""Writes vintages to a workspace folder: staged aside, checked, and put in place all at once.

The layout is that of docs/methods/workspace.md: `<table>/dataset=<name>/period=<period>/*.parquet`.
"""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from uuid import uuid4

import duckdb
import filelock
import pyarrow as pa

from yalu.model.errors import AssertionBrokenError, WorkspaceBusyError, WorkspaceError
from yalu.store import manifest as manifests
from yalu.store.manifest import Manifest, Part, Snapshot, Vintage

_LOCK = ".lock"
_STAGING = "staging"
_ORDER = {
    "observations": "period, reporter, partner, flow, commodity",
    "codes": "scheme, edition, code",
    "correlations": "from_edition, to_edition, from_code, to_code",
}
_ROWS_PER_GROUP = 122_880


@contextmanager
def writing(folder: Path, *, wait_seconds: float) -> Iterator["Load"]:
    """Hold the workspace for one load; leave it as it was unless the load is committed."""
    lock = _locked(folder, wait_seconds)
    load = None
    try:
        shutil.rmtree(folder / _STAGING, ignore_errors=True)
        load = Load(folder, manifests.read(folder))
        yield load
    except (OSError, duckdb.Error, pa.ArrowException) as error:
        if isinstance(error, WorkspaceError):
            raise
        raise WorkspaceError(str(folder), _in_words(error)) from error
    finally:
        if load is not None:
            load.clear()
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

    def keep(self, path: Path, **about: str) -> Snapshot:
        """Copy the bytes of a file aside before anything reads them."""
        copied, digest, size = self._staging / uuid4().hex, hashlib.sha256(), 0
        with path.open("rb") as source, copied.open("wb") as target:
            while chunk := source.read(1 << 20):
                digest.update(chunk)
                target.write(chunk)
                size += len(chunk)
            target.flush()
            os.fsync(target.fileno())
        kept = Snapshot(sha256=digest.hexdigest(), size=size, **about)
        self._moves.append((copied, self.folder / kept.path))
        return kept

    def known(self, snapshot: Snapshot, dataset: str, told: dict[str, str]) -> Vintage | None:
        """Find the vintage, kept or staged, that was read from the same bytes in the same way."""
        staged = Manifest(vintages=self._vintages)
        return self.before.same(snapshot.sha256, dataset, told) or staged.same(
            snapshot.sha256, dataset, told
        )

    def stage(
        self,
        arrival: Arrival,
        snapshot: Snapshot,
        batches: Iterable[pa.RecordBatch],
        again: Vintage | None = None,
    ) -> Vintage:
        """Write the rows of a vintage aside and check that no key comes twice.

        `again` is the vintage that is written anew, under its old name, from its kept file.
        """
        rows = _Rows(batches)
        sequence = again.sequence if again else self.before.next_sequence + len(self._vintages)
        # A second writing of the same vintage never touches the files that readers hold open.
        stem = f"{sequence:06d}-{snapshot.sha256[:8]}" + (f"-{uuid4().hex[:6]}" if again else "")
        aside = self._staging / stem
        citation = f"load-{snapshot.sha256[:12]}"
        with duckdb.connect(config={"temp_directory": str(self._staging / "spill")}) as engine:
            rows.guard(
                lambda: _write(
                    engine, arrival, rows.reader, aside, sequence=sequence, citation=citation
                )
            )
            _refuse_repeated(engine, arrival, aside)
            parts = self._parts(engine, arrival, aside, stem)
            arrival = _dated(engine, arrival, aside)
        vintage = Vintage(
            id=again.id if again else self._id(arrival),
            sequence=sequence,
            dataset=arrival.dataset,
            table=arrival.table,
            form=arrival.form,
            published=arrival.published,
            basis=arrival.basis,
            rows=sum(part.rows for part in parts),
            snapshot=snapshot,
            told=arrival.told,
            parts=parts,
        )
        if not again:
            self._vintages.append(vintage)
        return vintage

    def _id(self, arrival: Arrival) -> str:
        """Name a vintage by its day; the second of a day is `2024-06-20.2`."""
        same_day = sum(
            v.dataset == arrival.dataset and v.published == arrival.published
            for v in [*self.before.vintages, *self._vintages]
        )
        return arrival.published + (f".{same_day + 1}" if same_day else "")

    def _parts(
        self, engine: duckdb.DuckDBPyConnection, arrival: Arrival, aside: Path, stem: str
    ) -> list[Part]:
        parts = []
        for number, path in enumerate(sorted(aside.rglob("*.parquet"))):
            inside = path.parent.relative_to(aside)
            target = Path(arrival.table, f"dataset={arrival.dataset}", inside)
            named = target / f"{stem}-{number}.parquet"
            rows = engine.execute(
                "SELECT num_rows FROM parquet_file_metadata(?)", [str(path)]
            ).fetchone()
            manifests.sync_file(path)
            self._moves.append((path, self.folder / named))
            parts.append(
                Part(
                    path=named.as_posix(),
                    rows=int(rows[0]) if rows else 0,
                    size=path.stat().st_size,
                    sha256=checksum(path),
                )
            )
        return parts

    def commit(self) -> Manifest:
        """Put the staged files in place, then switch the manifest, which makes them count."""
        if not self._vintages:
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

    def staged(self) -> tuple[Vintage, ...]:
        return tuple(self._vintages)

    def clear(self) -> None:
        """Forget what is still aside."""
        shutil.rmtree(self._staging, ignore_errors=True)


class _Rows:
    """Batches as a stream for the engine, which would hide what goes wrong while they are read."""

    def __init__(self, batches: Iterable[pa.RecordBatch]) -> None:
        arriving = iter(batches)
        self._failure: Exception | None = None
        first = next(arriving, None)
        shape = first.schema if first is not None else pa.schema([])
        self.reader = pa.RecordBatchReader.from_batches(shape, self._watched(first, arriving))

    def _watched(
        self, first: pa.RecordBatch | None, others: Iterator[pa.RecordBatch]
    ) -> Iterator[pa.RecordBatch]:
        try:
            if first is not None:
                yield first
            yield from others
        except Exception as error:
            self._failure = error
            raise

    def guard(self, write: Callable[[], None]) -> None:
        """Write, and raise what the reader raised rather than what the engine made of it."""
        try:
            write()
        except (duckdb.Error, pa.ArrowException) as error:
            raise (self._failure or error) from error


def checksum(path: Path) -> str:
    """Give the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write(
    engine: duckdb.DuckDBPyConnection,
    arrival: Arrival,
    rows: pa.RecordBatchReader,
    aside: Path,
    *,
    sequence: int,
    citation: str,
) -> None:
    engine.execute("SET memory_limit = '1200MB'")
    engine.register("arriving", rows)
    by_period = arrival.table == "observations"
    partition = ", PARTITION_BY (folder)" if by_period else ""
    where = aside if by_period else aside / "part.parquet"
    if not by_period:
        aside.mkdir()
    folder = ", 'period=' || replace(period, '/', '--') AS folder" if by_period else ""
    engine.execute(
        f"""
        COPY (
            SELECT * REPLACE ({sequence}::INTEGER AS sequence, '{citation}' AS citation){folder}
            FROM arriving ORDER BY {_ORDER[arrival.table]}
        ) TO '{_quoted(where)}' (
            FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {_ROWS_PER_GROUP}{partition}
        )
        """  # noqa: S608  - made of our own words and a path
    )
    for named in aside.glob("folder=*"):
        named.rename(named.with_name(named.name.removeprefix("folder=").replace("%3D", "=")))


def _dated(engine: duckdb.DuckDBPyConnection, arrival: Arrival, aside: Path) -> Arrival:
    """Date a vintage by its latest row: some files carry many days of release."""
    found = engine.execute(
        """
        SELECT max(published), any_value(published_basis ORDER BY published DESC)
        FROM read_parquet(?, hive_partitioning = false)
        """,
        [f"{aside}/**/*.parquet"],
    ).fetchone()
    if not found or found[0] is None:
        return arrival
    return replace(arrival, published=str(found[0]), basis=found[1])


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _refuse_repeated(engine: duckdb.DuckDBPyConnection, arrival: Arrival, aside: Path) -> None:
    if not arrival.key:
        return
    key = ", ".join(arrival.key)
    found = engine.execute(
        f"""
        SELECT list_sort(list(line))[:2] AS lines, {key}
        FROM read_parquet('{_quoted(aside)}/**/*.parquet', hive_partitioning = false)
        GROUP BY {key} HAVING count(*) > 1 ORDER BY lines LIMIT 11
        """  # noqa: S608  - made of our own words and a path
    ).fetchall()
    if found:
        broken = tuple(f"line {lines[1]} repeats the key of line {lines[0]}" for lines, *_ in found)
        raise AssertionBrokenError(arrival.dataset, broken)
