"""A load or a repair that ends at each step it takes on the disk: killed, or out of space."""

import errno
import os
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from stat import S_ISDIR
from threading import Event

import pytest

from yalu.intake import checking
from yalu.intake.loading import Told, load
from yalu.model.errors import AskedForMoreError, ChoiceError, WorkspaceError
from yalu.model.trade import Flow
from yalu.store import manifest
from yalu.store.engine import Store

ON = date(2026, 11, 24)
STEPS = 60
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this platform cannot fork")


def take(folder: Path, value: int) -> None:
    """Load two months of one figure, each a file of the store."""
    path = folder.parent / f"query-{value}.csv"
    months = "".join(f"{month},109,27011100,{value}\n" for month in ("201707", "201708"))
    path.write_text("数据年月,贸易伙伴编码,商品编码,美元\n" + months)
    load([path], folder, told=Told(flow=Flow.IMPORT), on=ON)


def damage(folder: Path) -> None:
    """Take away a table and break the manifest, which a repair has to bring back."""
    next((folder / "observations").rglob("*.parquet")).unlink()
    (folder / manifest.FILE).write_text("{")


def cut_at(step: int, end: Callable[[], None]) -> None:
    """End at the n-th step that changes what the disk holds: a rename, or waiting for the disk."""
    done = 0

    def counted(real: Callable[..., object]) -> Callable[..., object]:
        def stepping(*args: object, **named: object) -> object:
            nonlocal done
            # A folder that the disk does not confirm is no failure: not all can be asked.
            done += not (isinstance(args[0], int) and S_ISDIR(os.fstat(args[0]).st_mode))
            if done == step:
                done += 1
                end()
            return real(*args, **named)

        return stepping

    Path.replace = counted(Path.replace)  # type: ignore[method-assign,assignment]
    os.fsync = counted(os.fsync)  # type: ignore[assignment]


def in_a_child(act: Callable[[], object]) -> int:
    """Run something in a process of its own; give how it ended."""
    child = os.fork()
    if not child:
        code = 1
        try:
            act()
            code = 0
        except WorkspaceError:
            code = 3
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def killed_at(step: int, act: Callable[[], object]) -> int:
    def run() -> None:
        cut_at(step, lambda: os._exit(9))
        act()

    return in_a_child(run)


def starved_at(step: int, act: Callable[[], object]) -> int:
    def full() -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def run() -> None:
        cut_at(step, full)
        act()

    return in_a_child(run)


@needs_fork
@pytest.mark.parametrize(("cut", "code"), [(killed_at, 9), (starved_at, 3)])
def test_a_load_cut_at_any_step_leaves_the_store_before_it_or_after_it(
    cut: Callable[..., int], code: int, tmp_path: Path
) -> None:
    before = tmp_path / "before"
    take(before, 1)
    seen: set[int] = set()
    for step in range(1, STEPS):
        folder = tmp_path / "workspace"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(before, folder)
        ended = cut(step, lambda folder=folder: take(folder, 2))
        found = checking.examine(folder)
        assert found.faults == ()
        assert found.vintages in {1, 2}
        seen.add(found.vintages)
        if not ended:
            break
        assert ended == code
        # What was left lying does not keep the next load from coming through.
        take(folder, 2)
        assert checking.examine(folder, repair=True).faults == ()
        assert len(manifest.read(folder).vintages) == 2
    assert (ended, seen) == (0, {1, 2})
    assert step > 5


@needs_fork
@pytest.mark.parametrize(("cut", "code"), [(killed_at, 9), (starved_at, 3)])
def test_a_repair_cut_at_any_step_can_be_run_again(
    cut: Callable[..., int], code: int, tmp_path: Path
) -> None:
    before = tmp_path / "before"
    take(before, 1)
    damage(before)
    for step in range(1, STEPS):
        folder = tmp_path / "workspace"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(before, folder)
        ended = cut(step, lambda folder=folder: checking.examine(folder, repair=True))
        if not ended:
            break
        assert ended == code
        assert checking.examine(folder, repair=True).faults == ()
        assert [v.rows for v in manifest.read(folder).vintages] == [2]
    assert ended == 0
    assert step > 5


def test_a_load_dated_in_the_future_or_before_the_last_one_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    take(folder, 1)
    before = manifest.read(folder)
    path = tmp_path / "query-2.csv"
    path.write_text("数据年月,贸易伙伴编码,商品编码,美元\n201707,109,27011100,2\n")
    tomorrow = Told(flow=Flow.IMPORT, published=date(2026, 11, 25))
    with pytest.raises(ChoiceError, match="it takes a day up to 2026-11-24"):
        load([path], folder, told=tomorrow, on=ON)
    with pytest.raises(AskedForMoreError, match="it is 2026-11-20, before the last load of 2026"):
        load([path], folder, told=Told(flow=Flow.IMPORT), on=date(2026, 11, 20))
    assert manifest.read(folder) == before
    told = replace(tomorrow, published=date(2026, 11, 20))
    (loaded,) = load([path], folder, told=told, on=date(2026, 11, 20))
    assert loaded.rows == 1


def test_the_same_bytes_loaded_at_once_are_held_once(tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    path = tmp_path / "query.csv"
    path.write_text("数据年月,贸易伙伴编码,商品编码,美元\n201707,109,27011100,2\n")
    told = Told(flow=Flow.IMPORT)
    with ThreadPoolExecutor(4) as workers:
        runs = [workers.submit(load, [path], folder, told=told, on=ON) for _ in range(4)]
        held = sorted(one.already_held for run in runs for one in run.result())
    assert held == [False, True, True, True]
    assert checking.examine(folder).vintages == 1


def test_a_reader_never_sees_one_month_of_a_load_without_the_other(tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    take(folder, 1)
    done = Event()

    def loads() -> None:
        for value in range(2, 8):
            take(folder, value)
        done.set()

    sql = (
        "SELECT value FROM known_parts(DATE '2030-01-01', 2147483647) WHERE dataset = 'gacc-query'"
    )
    seen = set()
    with ThreadPoolExecutor(1) as worker:
        running = worker.submit(loads)
        while not done.is_set() and not running.done():
            with closing(Store.in_memory()) as store:
                store.attach(folder)
                found = [row["value"] for row in store.rows(sql)]
            assert len(found) == 2
            assert found[0] == found[1]
            seen.add(found[0])
        running.result()
    assert len(seen) > 1


def test_repairs_and_loads_at_once_leave_a_whole_store(tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    take(folder, 1)
    with ThreadPoolExecutor(2) as workers:
        for value in range(2, 6):
            stray = folder / "observations" / f"stray-{value}.parquet"
            stray.write_bytes(b"of no load")
            next((folder / "observations").rglob("000001-*.parquet")).unlink()
            both = (workers.submit(take, folder, value),
                    workers.submit(checking.examine, folder, repair=True))  # fmt: skip
            for one in both:
                # A load says that what it is compared with is damaged, if it comes first.
                assert one.exception() is None or isinstance(one.exception(), WorkspaceError)
            assert checking.examine(folder, repair=True).faults == ()
            take(folder, value)
    assert checking.examine(folder).faults == ()
    assert len(manifest.read(folder).vintages) == 5


def test_a_folder_with_spaces_quotes_and_letters_of_any_script_holds_a_workspace(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "l'été 朝鲜 [1] %s" / "work space"
    folder.parent.mkdir()
    take(folder, 5)
    with closing(Store.in_memory()) as store:
        store.attach(folder)
        rows = store.rows("SELECT value FROM observations WHERE dataset = 'gacc-query'")
    assert [row["value"] for row in rows] == [5, 5]
