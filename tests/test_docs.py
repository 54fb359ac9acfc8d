"""The README tells the truth: what it shows is what the commands print."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from yalu.cli import app

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text()
EXAMPLE = re.compile(r"^\$ yalu (.+)\n((?:(?!\$ |```).*\n)*)", re.MULTILINE)
EXAMPLES = [(found[1], found[2]) for found in EXAMPLE.finditer(README)]


@pytest.mark.parametrize(("words", "printed"), EXAMPLES, ids=[words for words, _ in EXAMPLES])
def test_an_example_prints_what_the_readme_shows(words: str, printed: str, tmp_path: Path) -> None:
    done = subprocess.run(  # noqa: S603  - our own command
        [sys.executable, "-c", "from yalu.cli import main; main()", *shlex.split(words)],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    )
    assert done.stdout == printed


def test_the_readme_has_its_three_examples() -> None:
    assert len(EXAMPLES) >= 5


def test_the_python_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    example = README.split("```python\n")[1].split("```")[0]
    exec(compile(example, "README.md", "exec"), {})  # noqa: S102  - our own example
    assert "2017-07 total 456160000.0000 reported 2017-08-23" in capsys.readouterr().out


@pytest.mark.parametrize("target", ["brief", "test", "check", "bench"])
def test_the_makefile_has_what_the_readme_promises(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), re.MULTILINE)


def test_no_file_that_the_readme_links_to_is_missing() -> None:
    for link in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / link).exists(), link


def test_every_command_is_in_the_readme() -> None:
    for command in app.registered_commands:
        assert command.callback is not None
        assert f"yalu {command.callback.__name__}" in README
