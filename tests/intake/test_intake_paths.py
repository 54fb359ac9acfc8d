"""What a path may lead to: files, folders, links, pipes, and files that change meanwhile."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from yalu.intake.loading import Told, load
from yalu.model.errors import UnreadableFileError, UnrecognisedFileError, YaluError
from yalu.model.loads import Loaded
from yalu.model.trade import Flow

TakeIn = Callable[..., tuple[Loaded, ...]]
ON = date(2026, 11, 24)
QUERY = "数据年月,贸易伙伴编码,商品编码,美元\n201707,109,{code},{value}\n"


def query(path: Path, value: int = 1, code: str = "2701") -> Path:
    path.write_text(QUERY.format(code=code, value=value))
    return path


def state(folder: Path) -> dict[str, bytes]:
    return {str(f): f.read_bytes() for f in folder.rglob("*") if f.is_file() and f.name != ".lock"}


def test_a_folder_without_files_is_refused(take_in: TakeIn, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(UnrecognisedFileError, match="empty is not loaded: it holds no file"):
        take_in(empty, flow="M")


def test_a_link_is_followed_to_its_file_and_one_that_leads_nowhere_is_refused(
    take_in: TakeIn, tmp_path: Path
) -> None:
    link, nowhere = tmp_path / "link.csv", tmp_path / "nowhere.csv"
    link.symlink_to(query(tmp_path / "query.csv"))
    nowhere.symlink_to(tmp_path / "gone")
    assert [one.rows for one in take_in(link, flow="M")] == [1]
    with pytest.raises(UnrecognisedFileError, match="there is no such file"):
        take_in(nowhere, flow="M")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this platform has no named pipes")
def test_a_pipe_is_refused_alone_and_left_out_of_a_folder(take_in: TakeIn, tmp_path: Path) -> None:
    arrivals = tmp_path / "arrivals"
    arrivals.mkdir()
    query(arrivals / "query.csv")
    os.mkfifo(arrivals / "pipe")
    with pytest.raises(UnrecognisedFileError, match="it is no ordinary file"):
        take_in(arrivals / "pipe", flow="M")
    assert len(take_in(arrivals, flow="M")) == 1


def test_a_folder_that_holds_itself_is_read_once(take_in: TakeIn, tmp_path: Path) -> None:
    arrivals = tmp_path / "arrivals"
    arrivals.mkdir()
    query(arrivals / "query.csv")
    (arrivals / "again").symlink_to(arrivals)
    assert len(take_in(arrivals, flow="M")) == 1


def test_one_bad_file_among_many_leaves_the_store_as_it_was(
    take_in: TakeIn, tmp_path: Path, folder: Path
) -> None:
    take_in(query(tmp_path / "first.csv"), flow="M")
    before = state(folder)
    arrivals = tmp_path / "arrivals"
    arrivals.mkdir()
    for number in range(300):
        query(arrivals / f"{number:05d}.csv", value=number, code=f"{number:08d}")
    (arrivals / "last.csv").write_text("a,b\n1,2\n")
    with pytest.raises(UnrecognisedFileError, match=r"last\.csv"):
        take_in(arrivals, flow="M")
    assert state(folder) == before


@pytest.mark.parametrize(
    ("after", "reason"),
    [
        ("", r"query\.csv \(gacc-query\) is not loaded: it holds no row"),
        ("a,b\n1,2\n", "cells where"),
    ],
)
def test_a_file_that_changes_after_it_was_recognised_is_refused(
    after: str, reason: str, take_in: TakeIn, tmp_path: Path, folder: Path
) -> None:
    take_in(query(tmp_path / "first.csv"), flow="M")
    before, path = state(folder), query(tmp_path / "query.csv", value=2)
    told = Told(flow=Flow.IMPORT)
    with pytest.raises(YaluError, match=reason):
        load([path], folder, told=told, on=ON, progress=lambda _: _change(path, after))
    assert state(folder) == before


def test_what_is_kept_of_a_file_that_grows_is_what_was_read(tmp_path: Path, folder: Path) -> None:
    path = query(tmp_path / "query.csv")
    more = QUERY.format(code="2701", value=1) + "201708,109,2701,2\n"
    (one,) = load(
        [path], folder, told=Told(flow=Flow.IMPORT), on=ON, progress=lambda _: _change(path, more)
    )
    (kept,) = _snapshots(folder)
    assert one.rows == kept.read_text().count("\n") - 1


def _change(path: Path, text: str) -> None:
    path.write_text(text)


def _snapshots(folder: Path) -> list[Path]:
    return [path for path in (folder / "snapshots").rglob("*") if path.is_file()]


def test_a_line_cut_in_the_middle_is_refused_with_its_number(
    take_in: TakeIn, tmp_path: Path
) -> None:
    path = query(tmp_path / "query.csv")
    path.write_text(path.read_text() + "201708,109,27")
    with pytest.raises(UnreadableFileError, match="line 3 is not loaded: 3 cells where 4"):
        take_in(path, flow="M")
