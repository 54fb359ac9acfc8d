"""Keeps a file as it came: a copy that all else is read from, with its checksum."""

import hashlib
import shutil
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cached_property
from pathlib import Path

from yalu.store import manifest as manifests
from yalu.store.manifest import Snapshot


class Kept:
    """A copy under way into the store. Its checksum is taken while others read it."""

    def __init__(self, source: Path, copy: Path, about: dict[str, str]) -> None:
        shutil.copyfile(source, copy)
        self.path, self.size = copy, copy.stat().st_size
        self._about = about
        worker = ThreadPoolExecutor(1)
        self._checksum: Future[str] = worker.submit(_durable_checksum, copy)
        worker.shutdown(wait=False)

    @cached_property
    def snapshot(self) -> Snapshot:
        """What the manifest says of it; waits for the checksum."""
        return Snapshot(sha256=self._checksum.result(), size=self.size, **self._about)

    def settle(self) -> None:
        """Wait until nothing reads the copy any more."""
        self._checksum.exception()


def checksum(path: Path) -> str:
    """Give the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _durable_checksum(path: Path) -> str:
    manifests.sync_file(path)
    return checksum(path)
