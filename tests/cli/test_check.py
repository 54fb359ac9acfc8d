"""`yalu check` at the command line."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from yalu.cli import app
from yalu.model.errors import ChoiceError, TextFileError

TEXT = "China's imports from North Korea came to $156.3 million in July."


def test_check_tells_the_verdict_and_the_source(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(TEXT)
    done = CliRunner().invoke(app, ["check", str(article), "--as-known", "2017-08-26"])
    assert done.exit_code == 0
    assert (
        "✓ c1 supported: China's imports from North Korea, July 2017: $156.3 million" in done.output
    )
    assert "source:" in done.output


def test_check_reads_from_input_and_writes_json() -> None:
    done = CliRunner().invoke(
        app, ["check", "-", "--as-known", "2017-08-26", "--format", "json"], input=TEXT
    )
    assert json.loads(done.output)["claims"][0]["verdict"] == "supported"


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (["nowhere.txt"], TextFileError),
        (["-", "--format", "pdf"], ChoiceError),
        (["-", "--about", "CHN"], ChoiceError),
    ],
)
def test_check_refuses_what_it_cannot_do(words: list[str], error: type[Exception]) -> None:
    done = CliRunner().invoke(app, ["check", *words], input=TEXT)
    assert isinstance(done.exception, error)


def test_check_reads_a_dated_text_as_known_on_its_day(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(f"BEIJING, Aug 26, 2017 (Agency) - {TEXT}")
    done = CliRunner().invoke(app, ["check", str(article), "--format", "json"])
    assert json.loads(done.output)["as_known"] == "2017-08-26"
