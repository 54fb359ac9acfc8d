"""The commands as a user meets them: whole processes."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

NEEDED = {"brief.html", "brief.md", "brief.json", "trade.svg", "trade.png", "change.svg"}


def yalu(*words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603  - our own command
        [sys.executable, "-c", "from yalu.cli import main; main()", *words],
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        timeout=120,
    )


def test_brief_writes_every_file(tmp_path: Path) -> None:
    done = yalu(
        "brief", "CHN", "PRK", "2017-07", "--as-known", "2017-08-26", "--out", str(tmp_path / "b")
    )
    assert done.returncode == 0, done.stderr
    assert {p.name for p in (tmp_path / "b").iterdir()} >= NEEDED
    assert done.stdout.startswith("China–North Korea trade falls nearly 7 percent")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("brief", "XXX", "PRK", "2017-07"), "no area is called 'XXX'"),
        (("brief", "CHN", "JPN", "2017-07"), "no trade of CHN with JPN is loaded"),
        (("brief", "CHN", "PRK", "2017-13"), "'2017-13' is no period"),
        (("brief", "CHN", "PRK", "2013-01"), "the nearest is 2015-01"),
        (("brief", "CHN", "PRK", "2017-07", "--as-known", "2017-08-20"), "2017-08-23"),
        (("brief", "CHN", "PRK", "2017-07", "--as-known", "soon"), "'soon' is no day"),
        (("brief", "CHN", "PRK", "2017-07", "--out", "/proc/nowhere/b"), "cannot write to"),
        (("series", "CHN", "PRK", "--flow", "sideways"), "import, export, total"),
        (("series", "CHN", "PRK", "--format", "xml"), "table, csv, json"),
        (
            ("measures", "PRK", "--on", "2017-08-20", "--commodity", "coal"),
            "two, four, six or up to ten digits",
        ),
    ],
)
def test_bad_input_is_one_sentence_and_exit_code_2(
    words: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    done = yalu(*words, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_way_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("mine")
    done = yalu("brief", "CHN", "PRK", "2017-07", "--out", str(tmp_path / "taken"))
    assert done.returncode == 2
    assert (tmp_path / "taken").read_text() == "mine"


@pytest.mark.parametrize("seconds", [0.3, 0.8, 1.2, 1.6, 2.0])
def test_a_killed_run_leaves_no_half_brief(tmp_path: Path, seconds: float) -> None:
    folder = tmp_path / "brief"
    words = ["brief", "CHN", "PRK", "2017-07", "--out", str(folder)]
    running = subprocess.Popen(  # noqa: S603  - our own command
        [sys.executable, "-c", "from yalu.cli import main; main()", *words],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(seconds)
    os.kill(running.pid, signal.SIGKILL)
    running.wait()
    assert not folder.exists() or {p.name for p in folder.iterdir()} >= NEEDED


def test_series_as_csv_and_json_agree() -> None:
    words = ("series", "CHN", "PRK", "--from", "2017-06", "--to", "2017-07",
             "--as-known", "2017-08-26")  # fmt: skip
    rows = list(csv.DictReader(io.StringIO(yalu(*words, "--format", "csv").stdout)))
    listed = json.loads(yalu(*words, "--format", "json").stdout)
    assert [int(row["value"]) for row in rows] == [row["value"] for row in listed]
    assert [row["value"] for row in listed if row["flow"] == "total"] == [489000000, 456160000]


def test_series_lists_a_month_without_a_figure_as_missing() -> None:
    done = yalu("series", "CHN", "PRK", "--from", "2016-08", "--to", "2016-10", "--flow", "import",
                "--format", "json")  # fmt: skip
    september = next(row for row in json.loads(done.stdout) if row["period"] == "2016-09")
    assert (september["status"], september["value"]) == ("missing", None)


def test_measures_differ_before_and_after_the_coal_suspension() -> None:
    words = ("measures", "PRK", "--commodity", "2701", "--flow", "import", "--jurisdiction", "CHN",
             "--format", "csv")  # fmt: skip
    before = yalu(*words, "--on", "2017-02-18").stdout
    after = yalu(*words, "--on", "2017-02-19").stdout
    # Notice 81/2016 limits coal by the ceiling of resolution 2321; 12/2017 stops it on the 19th.
    assert "CN-2016-81" in before
    assert "CN-2017-12" not in before
    assert "CN-2017-12" in after


def test_status_names_the_datasets() -> None:
    rows = json.loads(yalu("status", "--as-known", "2026-11-24", "--format", "json").stdout)
    assert {"prk-totals", "gacc-bulletin", "prk-commodities"} <= {row["dataset"] for row in rows}
