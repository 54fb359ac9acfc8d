"""Opens a file that a user dropped in, and refuses what would cost more than statistics can.

Nothing is unpacked to disk and no name inside an archive is used as a path.
"""

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO

from yalu.model.errors import HostileFileError, UnreadableFileError

HEAD = 65_536
# Text of trade statistics packs 5 to 40 times; a bomb packs 1,000 times.
_MOST_TIMES_PACKED = 200
_FREE_BYTES = 64 << 20
_MOST_UNPACKED = 64 << 30
_MOST_AT_ONCE = 128 << 20
# What the reader of archives raises on broken ones; a version or a lock that it does not know is
# a RuntimeError, a name that is empty an IndexError.
_DAMAGED = (zipfile.BadZipFile, OSError, RuntimeError, IndexError, UnicodeDecodeError)


@dataclass(frozen=True, kw_only=True)
class Document:
    """One file as its publisher gave it out; gzip and one-file zips are read through."""

    path: Path
    called: str = ""

    @property
    def name(self) -> str:
        """The name that its publisher gave it, which a kept copy no longer bears."""
        return self.called or self.path.name

    @cached_property
    def packing(self) -> str:
        """Tell `gzip`, `zip` or nothing, by the first bytes and never by the name."""
        with self.path.open("rb") as file:
            first = file.read(4)
        if first[:2] == b"\x1f\x8b":
            return "gzip"
        return "zip" if first == b"PK\x03\x04" and self._member else ""

    @property
    def names(self) -> str:
        """The names of the file and of the one packed in it; either may be its publisher's."""
        inner = Path(self._member.filename).name if self.packing == "zip" and self._member else ""
        return f"{self.name} {inner}".strip()

    @cached_property
    def _member(self) -> zipfile.ZipInfo | None:
        """The only file of an archive; none for a spreadsheet, which is an archive too."""
        try:
            with zipfile.ZipFile(self.path) as archive:
                members = [member for member in archive.infolist() if _is_of_user(member)]
        except _DAMAGED as error:
            raise UnreadableFileError(self.name, "the archive is cut off or damaged") from error
        names = {member.filename for member in members}
        if "[Content_Types].xml" in names or "mimetype" in names:
            return None
        self._refuse_odd_names(names)
        if len(members) != 1:
            raise UnreadableFileError(
                self.name,
                f"it is an archive of {len(members)} files",
                "Unpack it and load the files",
            )
        return members[0]

    def _refuse_odd_names(self, names: set[str]) -> None:
        for name in names:
            if name.startswith(("/", "\\")) or ".." in Path(name).parts or ":" in name[:3]:
                raise HostileFileError(self.name, f"the archive holds a path out of it, {name!r}")

    @contextmanager
    def opened(self) -> Iterator[IO[bytes]]:
        """Open the unpacked bytes for reading from the start."""
        with self.path.open("rb") as file:
            if self.packing == "gzip":
                yield io.BufferedReader(_Watched(gzip.GzipFile(fileobj=file), file, self.name))
            elif self.packing == "zip" and self._member:
                with zipfile.ZipFile(file) as archive, self._inner(archive) as inner:
                    yield io.BufferedReader(_Watched(inner, file, self.name))
            else:
                yield file

    def _inner(self, archive: zipfile.ZipFile) -> IO[bytes]:
        try:
            return archive.open(self._member or "")
        except (*_DAMAGED, ValueError) as error:
            reason = "the archive is damaged, or locked with a password"
            raise UnreadableFileError(self.name, reason) from error

    @cached_property
    def worked_out(self) -> dict[str, object]:
        """What readers found out of the file at some cost, kept for those who ask after them."""
        return {}

    @cached_property
    def head(self) -> bytes:
        """The first bytes, unpacked."""
        with self.opened() as file:
            return file.read(HEAD)

    def whole(self, limit: int = _MOST_AT_ONCE) -> bytes:
        """Read all of a file whose form needs it at once; one that is too large is refused."""
        with self.opened() as file:
            content = file.read(limit + 1)
        if len(content) > limit:
            raise HostileFileError(
                self.name, f"it holds more than {limit >> 20} MiB, which its form never does"
            )
        return content


def _is_of_user(member: zipfile.ZipInfo) -> bool:
    """Tell files from folders, and from what macOS keeps beside each file that it packs."""
    hidden = Path(member.filename).name.startswith(".") or member.filename.startswith("__MACOSX/")
    return not member.is_dir() and not hidden


class _Watched(io.RawIOBase):
    """A stream that stops when more comes out than the bytes put in can honestly hold."""

    def __init__(self, inner: IO[bytes] | gzip.GzipFile, packed: IO[bytes], name: str) -> None:
        self._inner, self._packed, self._name = inner, packed, name
        self._out = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        try:
            chunk = self._inner.read(len(view))
        except (*_DAMAGED, EOFError, ValueError, zlib.error) as error:
            raise UnreadableFileError(
                self._name, "the packed file is cut off or damaged"
            ) from error
        view[: len(chunk)] = chunk
        self._out += len(chunk)
        if self._out > _FREE_BYTES and self._out > self._packed.tell() * _MOST_TIMES_PACKED:
            raise HostileFileError(
                self._name,
                f"it unpacks to more than {_MOST_TIMES_PACKED} times its size",
            )
        if self._out > _MOST_UNPACKED:
            raise HostileFileError(
                self._name, f"it unpacks to more than {_MOST_UNPACKED >> 30} GiB"
            )
        return len(chunk)
