import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def yalu(tmp_path: Path) -> Run:
    """Run a command in a workspace of this test."""

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", "from yalu.cli import main; main()", *words]
        command += ["--workspace", str(tmp_path / "workspace")]
        return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  - our own command

    return run


def test_a_loaded_file_is_seen_by_status_goods_diff_and_doctor(yalu: Run, specimens: Path) -> None:
    loaded = yalu("load", str(specimens / "bulletin_series.csv"), str(specimens / "answer.json"))
    assert loaded.returncode == 0, loaded.stderr
    assert "table by country of the Chinese customs bulletin" in loaded.stderr
    assert "dataset     gacc-monthly, vintage 2024-07-20" in loaded.stdout
    assert "gacc-monthly" in yalu("status").stdout
    found = yalu("goods", "CHN", "PRK", "0306", "--format", "json")
    (shrimps,) = json.loads(found.stdout)
    assert (shrimps["value"], shrimps["dataset"]) == (5552.25, "comtrade")
    words = ("diff", "gacc-monthly", "--from", "2024-06-20", "--to", "2024-07-20")
    assert "2 revised" in yalu(*words).stdout
    assert yalu("doctor").stdout.endswith("whole\n")


def test_what_is_refused_is_one_sentence_and_exit_code_2(yalu: Run, specimens: Path) -> None:
    done = yalu("load", str(specimens / "query_zh.csv"))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1] == (
        "yalu: query_zh.csv does not say whether it holds imports or exports. "
        "Say it with --flow import or --flow export."
    )


def test_the_same_bytes_again_are_told_to_be_held(yalu: Run, specimens: Path) -> None:
    yalu("load", str(specimens / "provinces.csv"))
    again = yalu("load", str(specimens / "provinces.csv"))
    assert "already held as code-tables" in again.stdout


def test_a_code_is_converted_with_its_caveat(yalu: Run, specimens: Path) -> None:
    yalu("load", str(specimens / "correlation.csv"))
    found = yalu("convert", "030614", "--from", "HS2022", "--to", "HS2017", "--format", "json")
    assert [row["target"] for row in json.loads(found.stdout)] == ["030614", "030624"]
    refused = yalu("convert", "999999", "--from", "HS2022", "--to", "HS2017")
    assert refused.returncode == 2
    assert "loaded: HS2022 to HS2017" in refused.stderr


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("USA", "--flow", "import"), "no trade of CHN with USA is loaded; there is CHN with "),
        (("PRK", "9999"), "no figure for CHN with PRK, goods under 9999, as known on "),
        (("PRK", "9999"), "comtrade (imports, 2017-07, 1 codes of chapters 03)"),
        (("PRK", "9999"), "`yalu load`"),
        (("PRK", "0306", "--flow", "export", "--dataset", "comtrade"),
         "CHN with PRK, exports, goods under 0306 in comtrade"),
        (("PRK", "0306", "--flow", "export", "--dataset", "comtrade"), "Ask without --flow"),
        (("PRK", "--as-known", "2001-01-01"), "published by then. Ask for a later day"),
    ],
)  # fmt: skip
def test_goods_that_are_not_there_are_told_with_what_is(
    yalu: Run, specimens: Path, asked: tuple[str, ...], said: str
) -> None:
    yalu("load", str(specimens / "answer.json"))
    done = yalu("goods", "CHN", *asked)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_a_difference_is_asked_for_from_earlier_to_later(yalu: Run, specimens: Path) -> None:
    yalu("load", str(specimens / "bulletin_series.csv"))
    done = yalu("diff", "gacc-monthly", "--from", "2024-07-20", "--to", "2024-06-20")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--to" in done.stderr
    assert "a vintage after 2024-07-20" in done.stderr


def test_a_kept_file_that_is_gone_is_told_with_what_to_do(
    yalu: Run, specimens: Path, tmp_path: Path
) -> None:
    yalu("load", str(specimens / "answer.json"))
    for path in (tmp_path / "workspace" / "snapshots").rglob("*"):
        if path.is_file():
            path.unlink()
    done = yalu("doctor", "--repair")
    assert done.returncode == 1
    assert "the kept file answer.json is missing" in done.stdout
    assert "Load again a file that is missing" in done.stdout


def test_files_without_a_manifest_are_not_swept_away(
    yalu: Run, specimens: Path, tmp_path: Path
) -> None:
    yalu("load", str(specimens / "answer.json"))
    folder = tmp_path / "workspace"
    for name in ("manifest.json", "manifest.copy.json"):
        (folder / name).unlink()
    before = sorted(folder.rglob("*"))
    done = yalu("doctor", "--repair")
    assert "Load the files under snapshots again" in done.stdout
    assert sorted(folder.rglob("*")) == before
