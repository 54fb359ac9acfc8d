"""A workspace that something damaged: what is said, and what `yalu doctor` can do."""

import json
import shutil
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from yalu.intake import checking
from yalu.intake.loading import Told, load
from yalu.model.errors import WorkspaceBusyError, WorkspaceDamagedError
from yalu.model.loads import Loaded
from yalu.model.observations import GoodsQuestion
from yalu.model.trade import Flow
from yalu.store import manifest, shelf
from yalu.workspace import Workspace

TakeIn = Callable[..., tuple[Loaded, ...]]
_COAL = GoodsQuestion(
    reporter="CHN", partner="PRK", as_known=date(2030, 1, 1), commodity="030617", dataset="comtrade"
)


def _junk(path: Path) -> None:
    path.write_bytes(b"not a table of anything at all")


def _flip(path: Path) -> None:
    """Change bytes in the middle and leave the ends, which are what a reader looks at first."""
    content = bytearray(path.read_bytes())
    for place in range(len(content) // 8, len(content) // 2, 3):
        content[place] ^= 0x5A
    path.write_bytes(content)


def _figures(folder: Path) -> list[object]:
    with Workspace.open(loaded=folder) as workspace:
        return [figure.value for figure in workspace.goods(_COAL)]


@pytest.mark.parametrize("damage", [_junk, _flip, Path.unlink], ids=["junk", "bytes", "gone"])
def test_a_damaged_table_is_refused_in_a_sentence_and_rebuilt(
    damage: Callable[[Path], None], take_in: TakeIn, specimens: Path, folder: Path
) -> None:
    take_in(specimens / "answer.json")
    before = _figures(folder)
    damage(next((folder / "observations").rglob("*.parquet")))
    with pytest.raises(WorkspaceDamagedError, match="yalu doctor --repair"):
        _figures(folder)
    assert checking.examine(folder).faults
    assert checking.examine(folder, repair=True).faults == ()
    assert _figures(folder) == before != []


@pytest.mark.parametrize("content", ['{"format":1', '{"format": 1, "vintages": 7}', ""])
def test_a_damaged_manifest_is_put_back_from_its_copy(
    content: str, take_in: TakeIn, specimens: Path, folder: Path
) -> None:
    take_in(specimens / "answer.json")
    before = manifest.read(folder)
    (folder / manifest.FILE).write_text(content)
    with pytest.raises(WorkspaceDamagedError):
        manifest.read(folder)
    checking.examine(folder, repair=True)
    assert manifest.read(folder) == before


def test_a_manifest_that_is_gone_is_no_empty_workspace_and_comes_back_from_its_copy(
    take_in: TakeIn, specimens: Path, folder: Path
) -> None:
    take_in(specimens / "answer.json")
    before, figures = manifest.read(folder), _figures(folder)
    (folder / manifest.FILE).unlink()
    with pytest.raises(WorkspaceDamagedError, match="its manifest is missing"):
        _figures(folder)
    with pytest.raises(WorkspaceDamagedError, match="its manifest is missing"):
        take_in(specimens / "provinces.csv")
    assert checking.examine(folder, repair=True).repaired == ("the manifest from its copy",)
    assert (manifest.read(folder), _figures(folder)) == (before, figures)


def test_a_first_load_never_leaves_a_copy_without_its_manifest(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    replace = Path.replace

    def noted(path: Path, target: Path) -> Path:
        written.append(target.name)
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", noted)
    folder.mkdir()
    manifest.switch(folder, manifest.Manifest(generation=1))
    manifest.switch(folder, manifest.Manifest(generation=2))
    # Later the copy goes first: a manifest that counts always has one behind it.
    assert written == [manifest.FILE, manifest.COPY, manifest.COPY, manifest.FILE]


def test_without_a_copy_a_damaged_manifest_is_not_taken_for_an_empty_workspace(
    take_in: TakeIn, specimens: Path, folder: Path
) -> None:
    take_in(specimens / "answer.json")
    (folder / manifest.FILE).write_text("{")
    (folder / manifest.COPY).unlink()
    with pytest.raises(WorkspaceDamagedError):
        checking.examine(folder, repair=True)
    assert list((folder / "observations").rglob("*.parquet"))


def test_a_kept_file_that_is_gone_comes_back_with_the_same_bytes(
    take_in: TakeIn, specimens: Path, folder: Path
) -> None:
    take_in(specimens / "answer.json")
    (vintage,) = manifest.read(folder).vintages
    (folder / vintage.snapshot.path).unlink()
    assert "is missing" in checking.examine(folder).faults[0]
    (again,) = take_in(specimens / "answer.json")
    assert again.already_held
    assert checking.examine(folder).faults == ()


@pytest.mark.parametrize("damage", [_junk, Path.unlink], ids=["junk", "gone"])
def test_a_load_that_cannot_be_compared_with_what_was_known_changes_nothing(
    damage: Callable[[Path], None],
    take_in: TakeIn,
    specimens: Path,
    folder: Path,
    tmp_path: Path,
) -> None:
    first = specimens / "answer.json"
    later = tmp_path / "later.json"
    later.write_text(first.read_text().replace("5552.25", "5600.25"))
    take_in(first)
    damage(next((folder / "observations").rglob("*.parquet")))
    before = manifest.read(folder)
    with pytest.raises(
        WorkspaceDamagedError, match=r"period=.*does not read.*yalu doctor --repair"
    ):
        take_in(later)
    assert manifest.read(folder) == before
    assert checking.examine(folder, repair=True).faults == ()
    (loaded,) = take_in(later)
    assert loaded.revised is not None
    assert loaded.revised.revised == 1


def test_repair_leaves_the_files_of_a_load_under_way(
    take_in: TakeIn, specimens: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in(specimens / "answer.json")
    # A load puts its files in place before the manifest names them.
    arriving = folder / "observations" / "dataset=comtrade" / "arriving.parquet"
    arriving.write_bytes(b"rows")
    monkeypatch.setattr(checking, "_WAIT_SECONDS", 0.1)
    with shelf.writing(folder, wait_seconds=1), pytest.raises(WorkspaceBusyError):
        checking.examine(folder, repair=True)
    assert arriving.exists()
    assert checking.examine(folder, repair=True).repaired == ("removed 1 files of no load",)
    assert not arriving.exists()


def test_a_revision_is_told_alike_from_a_workspace_of_an_older_version(
    take_in: TakeIn, specimens: Path, folder: Path, tmp_path: Path
) -> None:
    first = specimens / "answer.json"
    later = tmp_path / "later.json"
    later.write_text(first.read_text().replace("5552.25", "5600.25"))
    take_in(first, published="2017-09-01")
    older = tmp_path / "older"
    shutil.copytree(folder, older)
    for name in (manifest.FILE, manifest.COPY):  # older versions noted nothing that rows share
        entry = json.loads((older / name).read_text())
        for vintage in entry["vintages"]:
            for part in vintage["parts"]:
                assert part.pop("shared")
        (older / name).write_text(json.dumps(entry))
    told = Told(published=date(2017, 10, 1))
    (here,) = load([later], folder, told=told, on=date(2017, 10, 1))
    (there,) = load([later], older, told=told, on=date(2017, 10, 1))
    assert here.revised == there.revised is not None
    assert [(one.before, one.after) for one in here.revised.biggest if one.kind == "revised"] == [
        (Decimal("5552.25"), Decimal("5600.25"))
    ]


def _older(folder: Path, **changed: object) -> None:
    """Change what the manifest says of each vintage, and take its tables away."""
    for name in (manifest.FILE, manifest.COPY):
        entry = json.loads((folder / name).read_text())
        for vintage in entry["vintages"]:
            vintage.update(changed)
        (folder / name).write_text(json.dumps(entry))
    for path in (folder / "observations").rglob("*.parquet"):
        path.unlink()


def test_a_form_that_had_another_name_is_found_by_its_content(
    take_in: TakeIn, specimens: Path, folder: Path
) -> None:
    take_in(specimens / "query_zh.csv", flow="M")
    _older(folder, form="download by hand")
    assert checking.examine(folder, repair=True).faults == ()


def test_a_direction_that_was_not_kept_is_asked_for_with_the_command_that_gives_it(
    take_in: TakeIn, specimens: Path, folder: Path
) -> None:
    take_in(specimens / "query_zh.csv", flow="X")
    _older(folder, told={})
    (said,) = checking.examine(folder, repair=True).repaired
    assert "`yalu doctor --repair --flow import or --flow export`" in said
    assert checking.examine(folder, repair=True, flow=Flow.EXPORT).faults == ()
    (vintage,) = manifest.read(folder).vintages
    assert (vintage.told, vintage.rows) == ({"flow": "X"}, 3)
