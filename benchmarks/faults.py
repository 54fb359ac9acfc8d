"""Breaks loads on purpose and counts the stores that were left inconsistent.

Kills at random moments, disks that fill up at random sizes, pairs of loads at once. Who may mount
file systems gets small ones that really fill up; others get a limit on the size of files. A store
is consistent if its manifest reads, every file of it has its checksum, and its rows are those
before the load or those after it, never others.
"""

import argparse
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from yalu.intake import checking
from yalu.model.errors import YaluError
from yalu.store import manifest

_MOUNTS = sys.platform == "linux" and os.geteuid() == 0
_LOAD = [str(Path(sys.executable).with_name("yalu")), "load", "--flow", "import"]


def _file(path: Path, rows: int, *, seed: int) -> Path:
    """Write a download of the query page with so many rows."""
    chance = random.Random(seed)  # noqa: S311  - no secret
    lines = []
    for i in range(rows):
        month = f"{2015 + i // 12000}{i // 1000 % 12 + 1:02d}"
        value = chance.randrange(10**6)
        lines.append(f'"{month}","109","{27010000 + i % 1000:08d}","coal","{value}",')
    head = '"数据年月","贸易伙伴编码","商品编码","商品名称","美元",'
    path.write_text("\n".join([head, *lines]) + "\n", encoding="gb18030")
    return path


def _load(path: Path, workspace: Path, *, limit: int = 0) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "YALU_WORKSPACE": str(workspace)}

    def narrow() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.Popen(
        [*_LOAD, str(path)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=narrow if limit else None,  # noqa: PLW1509  - sets one limit and no more
    )


def _consistent(workspace: Path, allowed: set[tuple[int, ...]]) -> bool:
    """Tell whether a store is whole and in one of the states that loads may leave."""
    try:
        found = checking.examine(workspace)
        rows = tuple(sorted(v.rows for v in manifest.read(workspace).vintages))
    except YaluError as error:
        print(f"  {error}")
        return False
    if found.faults or rows not in allowed:
        print(f"  {found.faults} {rows}")
        return False
    return True


def kills(folder: Path, times: int, before: Path, file: Path, seconds: float) -> tuple[int, int]:
    """Kill a load at random moments; count the bad stores, and the loads that had come through."""
    chance = random.Random(1)  # noqa: S311  - no secret
    bad = through = 0
    for _ in range(times):
        workspace = _copy(before, folder / "kill")
        running = _load(file, workspace)
        time.sleep(chance.uniform(0, seconds * 1.5))
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
        bad += not _consistent(workspace, {(1000,), (1000, 20_000)})
        through += len(manifest.read(workspace).vintages) == 2
    return bad, through


def full_disks(folder: Path, times: int, before: Path, file: Path) -> tuple[int, int]:
    """Load on disks of random sizes, most of them too small."""
    chance = random.Random(2)  # noqa: S311  - no secret
    bad = through = 0
    for _ in range(times):
        room = int(2 ** chance.uniform(12, 21))
        with _disk(folder / "full", before, room) as workspace:
            running = _load(file, workspace, limit=0 if _MOUNTS else room)
            through += running.wait() == 0
            bad += not _consistent(workspace, {(1000,), (1000, 20_000)})
    return bad, through


@contextmanager
def _disk(place: Path, before: Path, room: int) -> Iterator[Path]:
    """Give a copy of a store with so many bytes of room: a file system of its own, if allowed."""
    if not _MOUNTS:
        yield _copy(before, place)
        return
    held = sum(path.stat().st_blocks * 512 for path in before.rglob("*")) + (256 << 10)
    place.mkdir(exist_ok=True)
    size = f"size={held + room}"
    subprocess.run(["mount", "-t", "tmpfs", "-o", size, "tmpfs", place], check=True)  # noqa: S607  - of the system
    try:
        yield _copy(before, place / "workspace")
    finally:
        subprocess.run(["umount", place], check=True)  # noqa: S607  - of the system


def pairs(folder: Path, times: int, before: Path, one: Path, other: Path) -> tuple[int, int]:
    """Load two files at once."""
    bad = through = 0
    for _ in range(times):
        workspace = _copy(before, folder / "pair")
        running = [_load(one, workspace), _load(other, workspace)]
        codes = [process.wait() for process in running]
        through += codes == [0, 0]
        bad += not _consistent(workspace, {(1000, 5000, 20_000)})
    return bad, through


def _copy(before: Path, to: Path) -> Path:
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(before, to)
    return to


def main() -> None:
    """Run all three and print the counts; leave with 1 if a store was inconsistent."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--full", type=int, default=50)
    parser.add_argument("--pairs", type=int, default=20)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        before = folder / "before"
        small = _file(folder / "small.csv", 1000, seed=1)
        large = _file(folder / "large.csv", 20_000, seed=2)
        middle = _file(folder / "middle.csv", 5000, seed=3)
        if _load(small, before).wait():
            sys.exit("the first load failed")
        start = time.monotonic()
        _load(large, _copy(before, folder / "timed")).wait()
        seconds = time.monotonic() - start
        print(f"one load takes {seconds:.2f} s")
        full = "full disks" if _MOUNTS else "files cut short"
        results = [
            ("kills", asked.kills, kills(folder, asked.kills, before, large, seconds)),
            (full, asked.full, full_disks(folder, asked.full, before, large)),
            ("pairs at once", asked.pairs, pairs(folder, asked.pairs, before, large, middle)),
        ]
    for what, times, (bad, through) in results:
        print(f"{what}: {times} runs, {through} came through, {bad} inconsistent stores")
    sys.exit(any(bad for _, _, (bad, _) in results))


if __name__ == "__main__":
    main()
