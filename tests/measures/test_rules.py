"""Each rule of the law files is proved by a file that breaks it and nothing else."""

from pathlib import Path

import pytest

from yalu.measures import rules, rules_across
from yalu.measures.loader import FOLDER, load
from yalu.model.errors import LawFileError

GOOD = """\
instrument:
  id: "XX-1"
  regime: "xx-test"
  authority: "A council"
  jurisdiction: "XXA"
  target: "PRK"
  kind: "notice"
  number: "1/2020"
  title: "Notice 1/2020"
  adopted: "2020-01-01"
  published: "2020-01-01"
  citations: ["page"]
citations:
  page:
    publisher: "A gazette"
    title: "Notice 1/2020"
    url: "https://example.org/1"
measures:
  - id: "XX-1-a"
    provision: "item 1"
    type: "prohibition"
    direction: "import"
    goods: "coal"
    groups:
      - codes: ["2701"]
        edition: "HS2017"
        coverage: "whole"
        code_basis: "national notice"
        applies_from: "2020-01-02"
        introduced_by: {act: "XX-1", published: "2020-01-01"}
        verification: "verified"
    autonomous: true
    citations: ["page"]
"""
GROUP = GOOD[GOOD.index("      - codes") : GOOD.index("    autonomous")]
CEILING = """\
ceilings:
  - id: "XX-CAP"
    measure: "XX-1-a"
    provision: "item 1"
    goods: "coal"
    direction: "import"
    codes: ["2701"]
    limits: [{amount: "5", unit: "tonne"}]
    combine: "single"
    from: "2020-01-02"
    until: "2020-12-31"
    recurring: "none"
    applies_to: "all"
    introduced_by: {act: "XX-1", published: "2020-01-01"}
    citations: ["page"]
"""
# Rule, what is changed, into what, and the line that the message must name.
BROKEN = [
    ("LAW1", '"2020-01-02"', '"2 January"', 29),
    ("LAW2", 'verification: "v', 'applies_until: "2020-01-01"\n        verification: "v', 31),
    ("LAW3", 'verification: "v', 'applies_until: "2020-02-01"\n        verification: "v', 25),
    ("LAW4", 'true\n    citations: ["page"]', 'true\n    citations: ["other"]', 33),
    ("LAW4", 'true\n    citations: ["page"]', "true\n    citations: []", 33),
    ("LAW5", '["2701"]', '["7701"]', 25),
    ("LAW5", '["2701"]', '["2701", "9801"]', 25),
    ("LAW5", '["2701"]', '["27a1"]', 25),
    ("LAW5", '["2701"]', '["270"]', 25),
    ("LAW6", '"2020-01-02"', '"2019-12-31"', 29),
    ("LAW7", GROUP, GROUP + GROUP.replace("2020-01-02", "2020-03-01"), 32),
    ("LAW10", '"HS2017"', '"HS2018"', 26),
    ("LAW12", "    autonomous: true\n", "", 19),
    ("LAW14", '"verified"', '"partial"', 31),
    ("LAW15", '"import"', '"none"', 22),
    ("schema", "    autonomous", "    extra: 1\n    autonomous", 32),
    ("schema", '["2701"]', "[2701]", 25),
    ("schema", '"2020-01-02"', "2020-01-02", 29),
    ("schema", '    goods: "coal"\n', '    goods: "coal"\n    goods: "iron"\n', 24),
    ("schema", '"coal"', "coal: black: stone", 23),
]


def write(folder: Path, text: str, name: str = "one.yaml") -> Path:
    (folder / "data" / "xx-test").mkdir(parents=True, exist_ok=True)
    (folder / "data" / "xx-test" / name).write_text(text)
    return folder / "data"


def test_a_file_that_keeps_every_rule_is_loaded(tmp_path: Path) -> None:
    law = load(write(tmp_path, GOOD + CEILING))
    assert [measure.id for measure in law.measures] == ["XX-1-a"]


@pytest.mark.parametrize(
    ("rule", "old", "new", "line"), BROKEN, ids=[f"{i}-{b[0]}" for i, b in enumerate(BROKEN)]
)
def test_a_file_that_breaks_a_rule_is_refused_with_its_line(
    tmp_path: Path, rule: str, old: str, new: str, line: int
) -> None:
    assert old in GOOD
    with pytest.raises(LawFileError) as refusal:
        load(write(tmp_path, GOOD.replace(old, new, 1)))
    assert (refusal.value.path, refusal.value.rule) == ("xx-test/one.yaml", rule)
    assert refusal.value.line == line
    assert f"xx-test/one.yaml:{line}: {rule}: " in str(refusal.value)


def broken(tmp_path: Path, text: str) -> LawFileError:
    with pytest.raises(LawFileError) as refusal:
        load(write(tmp_path, text))
    return refusal.value


def test_law8_a_ceiling_has_a_limit_with_a_unit(tmp_path: Path) -> None:
    text = GOOD + CEILING.replace('amount: "5", ', "")
    assert broken(tmp_path, text).rule == "LAW8"


def test_law8_a_ceiling_does_not_end_before_it_starts(tmp_path: Path) -> None:
    text = GOOD + CEILING.replace("2020-12-31", "2020-01-01")
    assert broken(tmp_path, text).rule == "LAW8"


def test_law8_a_limit_has_a_unit_that_is_known(tmp_path: Path) -> None:
    refusal = broken(tmp_path, GOOD + CEILING.replace('unit: "tonne"', 'unit: "bushel"'))
    assert (refusal.rule, refusal.line) == ("LAW8", 41)
    assert "'bushel' is no unit of USD" in str(refusal)


def test_law9_an_id_stands_once(tmp_path: Path) -> None:
    text = GOOD + CEILING.replace('id: "XX-CAP"', 'id: "XX-1-a"')
    assert broken(tmp_path, text).rule == "LAW9"


def test_law11_an_exemption_by_the_act_says_what_it_turns_on(tmp_path: Path) -> None:
    spared = '    exemptions: [{kind: "exemption", goods: "x", text: "x", status: "settled"}]\n'
    assert broken(tmp_path, GOOD + spared).rule == "LAW11"


def test_law13_a_wind_down_ends_after_its_test(tmp_path: Path) -> None:
    rule = (
        '    wind_down: [{test: "contract_date", before: "2020-03-01", until: "2020-02-01",'
        ' status: "settled", text: "x"}]\n'
    )
    assert broken(tmp_path, GOOD + rule).rule == "LAW13"


def test_law16_an_end_is_decided_before_it_comes(tmp_path: Path) -> None:
    ended = (
        'applies_until: "2020-02-01"\n        ended_by: {act: "XX-1", published: "2020-03-01"}\n'
        '        verification: "v'
    )
    assert broken(tmp_path, GOOD.replace('verification: "v', ended)).rule == "LAW16"


def test_law20_what_is_implemented_is_held(tmp_path: Path) -> None:
    text = GOOD.replace("    autonomous: true\n", '    implements: ["UN-0-0"]\n')
    refusal = broken(tmp_path, text)
    assert (refusal.rule, refusal.line) == ("LAW20", 32)


def test_law21_an_act_is_held(tmp_path: Path) -> None:
    text = GOOD.replace('{act: "XX-1"', '{act: "XX-0"')
    assert broken(tmp_path, text).rule == "LAW21"


def test_law22_the_measure_of_a_ceiling_is_held(tmp_path: Path) -> None:
    text = GOOD + CEILING.replace('measure: "XX-1-a"', 'measure: "XX-0"')
    assert broken(tmp_path, text).rule == "LAW22"


def test_law23_two_files_do_not_share_an_id(tmp_path: Path) -> None:
    write(tmp_path, GOOD.replace('  id: "XX-1"\n', '  id: "XX-2"\n', 1), "two.yaml")
    assert broken(tmp_path, GOOD).rule == "LAW23"


def test_every_rule_has_a_test() -> None:
    named = Path(__file__).read_text()
    for rule in (*rules.RULES, *rules_across.RULES):
        assert f'"{rule}"' in named


def test_the_law_that_is_shipped_keeps_every_rule() -> None:
    law = load()
    assert {m.instrument.regime for m in law.measures} >= {"un-dprk", "cn-dprk", "eu-russia"}
    assert len(list(FOLDER.glob("*/*.yaml"))) == len(law.instruments)


def test_a_bad_permission_is_refused(tmp_path: Path) -> None:
    folder = write(tmp_path, GOOD)
    (tmp_path / "approvals").mkdir()
    (tmp_path / "approvals" / "a.yaml").write_text(
        'authority: "A"\ncode_basis: "inferred"\nlifts: ["XX-1-a"]\ncitations: {}\napprovals:\n'
        '  - {id: "E1", beneficiary: "B", goods: "g", codes: ["84"], direction: "export",\n'
        '     valid_from: "2020-02-01", valid_until: "2020-01-01", validity_basis: "x",\n'
        '     published: "2020-02-01",\n'
        "     citations: []}\n"
    )
    with pytest.raises(LawFileError, match=r"a\.yaml:6: APP1: E1 ends on 2020-01-01"):
        load(folder)
