"""The manifest: the one file that says what a workspace holds.

A file that the manifest does not name is not part of the store. A load writes all its files under
names of their own and then replaces the manifest in one step, so that whoever reads sees the old
state or the new one.
"""

import os
from contextlib import suppress
from pathlib import Path

import msgspec

from yalu.model.errors import WorkspaceDamagedError, WorkspaceError
from yalu.model.scopes import Scope

FILE = "manifest.json"
# Read only when the manifest itself is damaged.
COPY = "manifest.copy.json"
FORMAT = 1


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One Parquet file of a vintage, by its path in the workspace.

    `shared` are the texts that all its rows have in common; without any, nobody looked.
    """

    path: str
    rows: int
    size: int
    sha256: str
    shared: dict[str, str] = {}

    @property
    def place(self) -> str:
        """Give the folder, which is that of the dataset and the period."""
        return self.path.rpartition("/")[0]


class Snapshot(msgspec.Struct, frozen=True, kw_only=True):
    """The bytes that a vintage was read from, kept as they came."""

    sha256: str
    name: str
    size: int
    taken: str
    address: str
    licence: str
    publisher: str

    @property
    def path(self) -> str:
        return f"snapshots/{self.sha256[:2]}/{self.sha256}"


class Vintage(msgspec.Struct, frozen=True, kw_only=True):
    """One load of one file; `told` is what the user said of it, needed to read it again.

    `complete` says for which cells the file is the whole of what its publisher printed; a vintage
    of an older version claims nothing.
    """

    id: str
    sequence: int
    dataset: str
    table: str
    form: str
    published: str
    basis: str
    rows: int
    snapshot: Snapshot
    told: dict[str, str]
    parts: list[Part]
    complete: list[Scope] = []

    @property
    def citation(self) -> str:
        """Give the key under which its rows cite it."""
        return f"load-{self.snapshot.sha256[:12]}"


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """All vintages of a workspace; `generation` counts the loads that changed it."""

    format: int = FORMAT
    generation: int = 0
    vintages: list[Vintage] = []

    @property
    def next_sequence(self) -> int:
        return max((vintage.sequence for vintage in self.vintages), default=0) + 1

    def files(self, table: str) -> list[str]:
        """Give the Parquet files of a table."""
        return [p.path for v in self.vintages if v.table == table for p in v.parts]

    def same(
        self, sha256: str, dataset: str, told: dict[str, str], published: str = ""
    ) -> Vintage | None:
        """Find the vintage that was read from the same bytes in the same way.

        A publisher who goes back to what he printed before gives the same bytes out on a later
        day, which `published` is if the file bears it.
        """
        return next(
            (
                vintage
                for vintage in self.vintages
                if vintage.snapshot.sha256 == sha256
                and vintage.dataset == dataset
                and vintage.told == told
                and published in {"", vintage.published}
            ),
            None,
        )


def place(table: str, dataset: str, period: str) -> str:
    """Name the folder of the rows of a dataset and a period."""
    whose = f"{table}/dataset={dataset}"
    return f"{whose}/{folder(period)}" if period else whose


def folder(period: str) -> str:
    """Name the folder of a period; a run of months has no slash there."""
    return f"period={period.replace('/', '--')}"


def read(folder: Path, name: str = FILE) -> Manifest:
    """Read the manifest of a workspace; a folder without one is an empty workspace."""
    path = folder / name
    try:
        found = msgspec.json.decode(path.read_bytes(), type=Manifest)
    except FileNotFoundError as error:
        if name == FILE and (folder / COPY).is_file():
            raise WorkspaceDamagedError(str(folder), "its manifest is missing") from error
        return Manifest()
    except OSError as error:
        raise WorkspaceError(str(folder), error.strerror or str(error)) from error
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise WorkspaceDamagedError(str(folder), f"its manifest does not read ({error})") from error
    if found.format != FORMAT:
        raise WorkspaceError(str(folder), f"its format is {found.format}, this yalu reads {FORMAT}")
    return found


def switch(folder: Path, manifest: Manifest) -> None:
    """Put a new manifest in the place of the old one, in one step that survives a power cut."""
    content = msgspec.json.format(msgspec.json.encode(manifest), indent=1)
    # A copy alone says that a manifest was lost, which a first load that is killed must not say.
    first = not (folder / FILE).exists() and not (folder / COPY).exists()
    for name in (FILE, COPY) if first else (COPY, FILE):
        temporary = folder / f"{name}.{os.getpid()}.new"
        try:
            write_durably(temporary, content)
            temporary.replace(folder / name)
            sync_folder(folder)
        finally:
            temporary.unlink(missing_ok=True)


def restore(folder: Path) -> bool:
    """Put the copy in the place of a manifest that does not read; tell whether that was done."""
    try:
        read(folder)
    except WorkspaceDamagedError:
        if not (folder / COPY).is_file():
            raise
        switch(folder, read(folder, COPY))
        return True
    return False


def write_durably(path: Path, content: bytes) -> None:
    """Write a file and wait until the disk has it."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync_file(path: Path) -> None:
    """Wait until the disk has a file that something else wrote."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(path: Path) -> None:
    """Wait until the disk has the names in a folder; not every platform can be asked."""
    with suppress(OSError):
        sync_file(path)
