"""A regime of the user's own: YAML files in the folder `law` of the workspace, and nothing else."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from yalu.cli import app
from yalu.model.errors import LawFileError

# Made up: Japan bars tobacco from Belarus; contracts made before 1 May 2021 run to 30 June.
NOTICE = """\
instrument: {id: "JP-1", regime: "jp-belarus", authority: "A ministry", jurisdiction: "JPN",
  target: "BLR", kind: "notice", number: "1/2021", title: "Notice 1/2021",
  adopted: "2021-04-30", published: "2021-04-30", citations: ["gazette"]}
citations:
  gazette: {publisher: "A gazette", title: "Notice 1/2021", url: "https://example.org/1"}
measures:
  - id: "JP-1-tobacco"
    provision: "item 1"
    type: "prohibition"
    direction: "import"
    goods: "tobacco"
    groups:
      - codes: ["24"]
        edition: "HS2017"
        coverage: "whole"
        code_basis: "national notice"
        applies_from: "2021-05-01"
        introduced_by: {act: "JP-1", published: "2021-04-30"}
        verification: "verified"
    wind_down:
      - {test: "contract_date", before: "2021-05-01", until: "2021-06-30", status: "settled",
         text: "Contracts made before may be carried out."}
    autonomous: true
    citations: ["gazette"]
"""


@pytest.fixture
def notice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("YALU_WORKSPACE", str(tmp_path))
    path = tmp_path / "law" / "jp-belarus" / "jp-1.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(NOTICE)
    return path


def standing(day: str, *words: str) -> str:
    asked = ["measures", *words, "--on", day, "--format", "json"]
    result = CliRunner().invoke(app, asked, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return str(json.loads(result.output)["standing"])


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2021-04-30", "unrestricted"),
        ("2021-05-01", "depends"),
        ("2021-06-30", "depends"),
        ("2021-07-01", "prohibited"),
    ],
)
def test_a_regime_is_added_by_writing_yaml_only(notice: Path, day: str, expected: str) -> None:
    tobacco = ("BLR", "--commodity", "2402.20", "--flow", "import", "--jurisdiction", "Japan")
    assert notice.exists()
    assert standing(day, *tobacco) == expected


def test_the_law_that_is_shipped_still_answers_beside_it(notice: Path) -> None:
    coal = ("PRK", "--commodity", "2701", "--flow", "import", "--jurisdiction", "CHN")
    assert notice.exists()
    assert standing("2017-09-05", *coal) == "prohibited"


PERMISSIONS = """\
authority: "A ministry"
code_basis: "inferred"
lifts: ["{measure}"]
citations:
  paper: {{publisher: "A paper", title: "A report", url: "https://example.org/2"}}
approvals:
  - id: "P-1"
    beneficiary: "A museum"
    goods: "exhibits"
    codes: ["{code}"]
    direction: "import"
    valid_from: "2021-08-01"
    validity_basis: "no end printed"
    published: "2021-08-01"
    citations: ["paper"]
"""


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2021-07-31", "prohibited"), ("2021-08-01", "depends"), ("2025-08-01", "depends")],
)
def test_a_permission_without_a_printed_end_leaves_the_answer_open(
    notice: Path, day: str, expected: str
) -> None:
    path = notice.parents[2] / "approvals" / "p.yaml"
    path.parent.mkdir()
    path.write_text(PERMISSIONS.format(measure="JP-1-tobacco", code="2402"))
    tobacco = ("BLR", "--commodity", "2402", "--flow", "import", "--jurisdiction", "JPN")
    assert standing(day, *tobacco) == expected


def test_permissions_count_without_acts_of_ones_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YALU_WORKSPACE", str(tmp_path))
    (tmp_path / "approvals").mkdir()
    text = PERMISSIONS.format(measure="UN-2371-8coal", code="2701")
    (tmp_path / "approvals" / "p.yaml").write_text(text)
    coal = ("PRK", "--commodity", "2701", "--flow", "import", "--jurisdiction", "UN")
    assert standing("2021-09-01", *coal) == "depends"


def test_a_bad_file_of_ones_own_is_refused_with_line_and_rule(notice: Path) -> None:
    notice.write_text(NOTICE.replace('codes: ["24"]', 'codes: ["2401", "9801"]'))
    asked = ["measures", "BLR", "--on", "2021-07-01"]
    with pytest.raises(LawFileError) as refusal:
        CliRunner().invoke(app, asked, catch_exceptions=False)
    assert "jp-belarus/jp-1.yaml:13: LAW5: " in str(refusal.value)
    assert "'9801' is no code of HS2017" in str(refusal.value)
