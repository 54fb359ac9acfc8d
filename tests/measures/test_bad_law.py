"""Every kind of bad law file that a person adding a regime writes is refused, with line and rule.

Each line of the tables changes one thing in a file that keeps every rule. The rule and the line
were worked out by hand from the numbered text below.
"""

from pathlib import Path

import pytest

from yalu.measures import document, rules, rules_across, rules_approvals, shape
from yalu.measures.loader import FOLDER, load, read_file
from yalu.model.errors import LawFileError

# Made up: Japan bars tobacco from Belarus, and limits the refined oil that goes there.
GOOD = """\
instrument:
  id: "JP-1"
  regime: "jp-belarus"
  authority: "Ministry of Trade"
  jurisdiction: "JPN"
  target: "BLR"
  kind: "notice"
  number: "1/2021"
  title: "Notice 1/2021"
  adopted: "2021-04-30"
  published: "2021-04-30"
  citations: ["gazette"]
citations:
  gazette:
    publisher: "A gazette"
    title: "Notice 1/2021"
    url: "https://example.org/1"
measures:
  - id: "JP-1-tobacco"
    provision: "item 1"
    type: "prohibition"
    direction: "import"
    goods: "tobacco"
    autonomous: true
    groups:
      - codes: ["2401", "2402"]
        edition: "HS2017"
        coverage: "whole"
        code_basis: "national notice"
        applies_from: "2021-05-01"
        introduced_by: {act: "JP-1", published: "2021-04-30"}
        verification: "verified"
    wind_down:
      - test: "contract_date"
        before: "2021-05-01"
        until: "2021-06-30"
        status: "settled"
        text: "Contracts made before may be carried out."
    exemptions:
      - kind: "exemption"
        goods: "gifts"
        text: "Gifts are spared."
        status: "settled"
        turns_on: "purpose"
    citations: ["gazette"]
  - id: "JP-1-oil"
    provision: "item 2"
    type: "ceiling"
    direction: "export"
    goods: "refined oil"
    autonomous: true
    groups:
      - codes: ["2710"]
        edition: "HS2017"
        coverage: "partial"
        code_basis: "inferred"
        applies_from: "2021-05-01"
        introduced_by: {act: "JP-1", published: "2021-04-30"}
        verification: "partial"
        unverified: "codes"
    citations: ["gazette"]
ceilings:
  - id: "JP-CAP"
    measure: "JP-1-oil"
    provision: "item 2"
    goods: "refined oil"
    direction: "export"
    codes: ["2710"]
    limits:
      - amount: "500000"
        unit: "barrel"
    combine: "single"
    from: "2021-05-01"
    until: "2021-12-31"
    recurring: "none"
    applies_to: "all"
    introduced_by: {act: "JP-1", published: "2021-04-30"}
    thresholds: ["75", "90"]
    conversion: {from: "barrel", to: "tonne", factor: "8.33", basis: "item 2"}
    citations: ["gazette"]
"""
CODES = '["2401", "2402"]'
GROUP = GOOD[GOOD.index("      - codes") : GOOD.index("    wind_down")]
CITES = 'purpose"\n    citations: '
ENDS = '        verification: "verified"'
ENDED = '        applies_until: "{}"\n        ended_by: {{act: "JP-1", published: "{}"}}\n' + ENDS
LAST = 'basis: "item 2"}\n    citations: ["gazette"]\n'
YEAR = 'from: "2021-05-01"\n    until: "2021-12-31"\n    recurring: "none"'
# A name for the mistake, the rule, the line, what is changed (once), and into what.
TEXT = [
    ("tab in the indent", "FORM3", 20, '    provision: "item 1"', '\tprovision: "item 1"'),
    ("indent too small", "FORM3", 20, '    provision: "item 1"', '   provision: "item 1"'),
    ("colon in a text", "FORM3", 23, '"tobacco"\n', "tobacco: cigars\n"),
    ("quote left open", "FORM3", 26, '"tobacco"\n', '"tobacco\n'),
    ("something after the end", "FORM3", 82, LAST, LAST + "...\nx\n"),
    ("a second document", "FORM4", 81, LAST, LAST + '---\ninstrument: "x"\n'),
    ("lists in lists", "FORM4", 26, CODES, "[" * 15 + "]" * 15),
    ("anchor", "FORM5", 26, CODES, f"&tobacco {CODES}"),
    ("alias", "FORM5", 53, '["2710"]', "*tobacco"),
    ("alias of itself", "FORM5", 26, CODES, "&c [*c]"),
    ("Python's tag", "FORM5", 23, '"tobacco"\n', '!!python/object/apply:os.system ["true"]\n'),
    ("Python's name", "FORM5", 23, '"tobacco"\n', "!!python/name:os.system\n"),
    ("tag of a set", "FORM5", 12, '["gazette"]', "!!set {gazette}"),
    ("tag of one's own", "FORM5", 23, '"tobacco"\n', "!goods tobacco\n"),
    ("key twice", "FORM6", 24, '    goods: "tobacco"', '    goods: "tobacco"\n    goods: "iron"'),
    ("list as a key", "FORM6", 23, '    goods: "tobacco"', '    ? [a, b]\n    : "tobacco"'),
    ("code is a number", "FORM7", 26, CODES, "[2401, 2402]"),
    ("code that YAML reads as octal", "FORM7", 26, CODES, "[0301]"),
    ("code with 8 or 9 that is no octal", "FORM7", 26, CODES, "[0801]"),
    ("code between other codes", "FORM7", 26, CODES, '["2401", 2402]'),
    ("no code in the list", "FORM7", 26, CODES, "[~]"),
    ("day without quotes", "FORM7", 30, '"2021-05-01"', "2021-05-01"),
    ("year alone", "FORM7", 30, '"2021-05-01"', "2021"),
    ("key without value", "FORM7", 30, 'applies_from: "2021-05-01"', "applies_from:"),
    ("amount is a number", "FORM7", 70, '"500000"', "500000"),
    ("threshold is a number", "FORM7", 78, '["75", "90"]', "[75, 90]"),
    ("threshold with a sign", "FORM7", 78, '["75", "90"]', "[75%]"),
    ("factor is a number", "FORM7", 79, '"8.33"', "8.33"),
    ("curly quotes", "FORM7", 26, CODES, "[“2401”]"),
    ("merge key", "FORM8", 52, "    autonomous: true\n    groups:\n      - codes: [\"2710\"]",
     "    autonomous: true\n    <<: {note: \"x\"}\n    groups:\n      - codes: [\"2710\"]"),
]  # fmt: skip
KEYS = [
    ("unknown key of the file", "FORM8", 18, "measures:\n", "measure:\n"),
    ("unknown key of a measure", "FORM8", 20, "provision", "paragraph"),
    ("unknown key of the act", "FORM8", 3, "regime:", "regim:"),
    ("unknown key of a group", "FORM8", 30, "applies_from:", "from:"),
    ("no citation", "FORM9", 19, f'{CITES}["gazette"]', 'purpose"'),
    ("page without address", "FORM9", 14, '    url: "https://example.org/1"\n', ""),
    ("no groups", "FORM9", 19, f"    groups:\n{GROUP}", ""),
    ("no act that began it", "FORM9", 26, GROUP.splitlines()[5] + "\n", ""),
    ("ceiling without a period", "FORM9", 63, YEAR, 'recurring: "none"'),
    ("codes are one text", "FORM10", 26, CODES, '"2401"'),
    ("implements one text", "FORM10", 24, "autonomous: true", 'implements: "UN-2371-8coal"'),
    ("groups are keys", "FORM10", 25, "groups:\n      - codes", "groups:\n        codes"),
    ("pages are a list", "FORM10", 13, "gazette:\n    publisher", "- publisher"),
    ("truth in another word", "FORM10", 24, "autonomous: true", "autonomous: yes"),
    ("unknown type", "FORM11", 21, '"prohibition"', '"ban"'),
    ("unknown flow", "FORM11", 22, 'direction: "import"', 'direction: "M"'),
    ("flow in capitals", "FORM11", 22, 'direction: "import"', 'direction: "Import"'),
    ("unknown kind of act", "FORM11", 7, '"notice"', '"law"'),
    ("unknown coverage", "FORM11", 28, '"whole"', '"full"'),
    ("unknown fact", "FORM11", 44, '"purpose"', '"humanitarian"'),
    ("unknown recurrence", "FORM11", 75, 'recurring: "none"', "recurring: no"),
]
DAYS = [
    ("day that no calendar has", "LAW1", 30, "2021-05-01", "2017-02-30"),
    ("day first", "LAW1", 30, '"2021-05-01"', '"01/05/2021"'),
    ("space after the day", "LAW1", 30, '"2021-05-01"', '"2021-05-01 "'),
    ("empty day", "LAW1", 30, 'from: "2021-05-01"', 'from: ""'),
    ("day in another millennium", "LAW1", 30, "2021-05-01", "9999-12-31"),
    ("day of an exemption", "LAW1", 44, 'turns_on: "purpose"', 'until: "never"'),
    ("day of an act", "LAW1", 31, '-1", published: "2021-04-30"', '-1", published: "April"'),
    ("day of a page", "LAW1", 17, '    url:', '    published: "April"\n    url:'),
    ("ends before it starts", "LAW2", 32, ENDS, ENDED.format("2021-04-30", "2021-04-30")),
    ("ends by no act", "LAW3", 32, ENDS, f'        applies_until: "2021-12-31"\n{ENDS}'),
    ("ended on no day", "LAW3", 32, ENDS, ENDED.format("", "2021-04-30").split("\n", 1)[1]),
    ("binds before it is public", "LAW6", 30, "2021-05-01", "2021-04-29"),
    ("ceiling before it is public", "LAW6", 73, ' from: "2021-05-01"', ' from: "2021-04-29"'),
    ("overlaps", "LAW7", 33, GROUP, GROUP + GROUP.replace("05-01", "06-01")),
    ("stands twice", "LAW7", 33, GROUP, GROUP + GROUP),
    ("code twice in one list", "LAW7", 26, CODES, '["2401", "2401"]'),
    ("wind-down ends before its test", "LAW13", 36, "2021-06-30", "2021-04-01"),
    ("end decided too late", "LAW16", 33, ENDS, ENDED.format("2021-06-30", "2021-07-02")),
    ("published before it is adopted", "LAW35", 11, '  published: "2021-04-30"',
     '  published: "2021-04-29"'),
]  # fmt: skip
WORDS = [
    ("empty citations", "LAW4", 45, f'{CITES}["gazette"]', f"{CITES}[]"),
    ("page that is not described", "LAW4", 45, f'{CITES}["gazette"]', f'{CITES}["gazete"]'),
    ("code with a point", "LAW5", 26, CODES, '["24.01"]'),
    ("code with ex", "LAW5", 26, CODES, '["ex 2401"]'),
    ("span of codes", "LAW5", 26, CODES, '["2401-2403"]'),
    ("codes in one text", "LAW5", 26, CODES, '["2401, 2402"]'),
    ("five digits", "LAW5", 26, CODES, '["24011"]'),
    ("chapter of national use", "LAW5", 26, CODES, '["98"]'),
    ("empty chapter", "LAW5", 26, CODES, '["7701"]'),
    # Chapter 24 ends with 2403 until HS2022 adds 2404; 8806 (drones) is new in HS2022 too.
    ("heading of no edition", "LAW5", 26, CODES, '["2405"]'),
    ("heading of a later edition", "LAW5", 26, CODES, '["2404"]'),
    ("second code of a later edition", "LAW5", 26, CODES, '["2401", "8806"]'),
    # 8803 (parts of aircraft) is gone in HS2022.
    ("heading of an older edition", "LAW5", 26, f'{CODES}\n        edition: "HS2017"',
     '["8803"]\n        edition: "HS2022"'),
    # Tobacco refuse is 2401.30; there is no 2401.40.
    ("subheading of no edition", "LAW5", 26, CODES, '["240140"]'),
    ("tariff line of no subheading", "LAW5", 26, f'{CODES}\n        edition: "HS2017"',
     '["24014010"]\n        edition: "CN2017"'),
    ("tariff line in the HS", "LAW5", 26, CODES, '["24011060"]'),
    ("id that stands twice", "LAW9", 46, '"JP-1-oil"\n', '"JP-1-tobacco"\n'),
    ("ceiling with a measure's id", "LAW9", 63, '"JP-CAP"', '"JP-1-oil"'),
    ("empty id", "LAW9", 19, '"JP-1-tobacco"', '""'),
    ("id with spaces", "LAW9", 19, '"JP-1-tobacco"', '"JP 1 tobacco"'),
    ("edition of no year", "LAW10", 27, '"HS2017"', '"HS2018"'),
    ("edition with a space", "LAW10", 27, '"HS2017"', '"HS 2017"'),
    ("exemption turns on nothing", "LAW11", 40, '        turns_on: "purpose"\n', ""),
    ("national and no parent", "LAW12", 19, "    autonomous: true\n", ""),
    ("autonomous with a parent", "LAW12", 24, "    autonomous: true\n",
     '    autonomous: true\n    implements: ["UN-2371-8coal"]\n'),
    ("says not what is unsure", "LAW14", 59, '        unverified: "codes"\n', ""),
    ("codes and no direction", "LAW15", 22, 'direction: "import"', 'direction: "none"'),
    ("no group", "LAW15", 25, f"    groups:\n{GROUP}", "    groups: []\n"),
    ("unknown jurisdiction", "LAW30", 5, '"JPN"', '"ZZZ"'),
    ("jurisdiction by name", "LAW30", 5, '"JPN"', '"Japan"'),
    ("jurisdiction by two letters", "LAW30", 5, '"JPN"', "NO"),
    ("member of the Union", "LAW30", 5, '"JPN"', '"DEU"'),
    ("unknown target", "LAW30", 6, '"BLR"', '"XYZ"'),
    ("against itself", "LAW30", 6, '"BLR"', '"JPN"'),
    ("empty title", "LAW31", 9, 'title: "Notice 1/2021"\n  adopted', 'title: ""\n  adopted'),
    ("blank goods", "LAW31", 23, '"tobacco"\n', '"  "\n'),
    ("address in words", "LAW32", 17, '"https://example.org/1"', '"see the gazette"'),
    ("no code and no note", "LAW36", 26, CODES, "[]"),
]  # fmt: skip
CEILINGS = [
    ("no unit", "LAW8", 70, '        unit: "barrel"\n', ""),
    ("no amount", "LAW8", 70, '- amount: "500000"\n        unit', "- unit"),
    ("no limit", "LAW8", 69, '\n      - amount: "500000"\n        unit: "barrel"', " []"),
    ("unknown unit", "LAW8", 71, '"barrel"\n', '"bbl"\n'),
    ("amount with commas", "LAW8", 70, '"500000"', '"500,000"'),
    ("amount below nothing", "LAW8", 70, '"500000"', '"-5"'),
    ("no last day", "LAW17", 73, '    until: "2021-12-31"\n', ""),
    ("ends before it starts", "LAW17", 74, '"2021-12-31"', '"2021-04-30"'),
    # A year from 1 May 2021 ends on 30 April 2022.
    ("year of another length", "LAW17", 74, YEAR, YEAR.replace("none", "yearly")),
    ("year from a leap day", "LAW17", 73, YEAR, 'from: "2024-02-29"\n    recurring: "yearly"'),
    ("threshold above the limit", "LAW18", 78, '"90"', '"150"'),
    ("threshold of nothing", "LAW18", 78, '"75"', '"0"'),
    ("threshold as a share", "LAW18", 78, '"75"', '"0.75"'),
    ("threshold in words", "LAW18", 78, '"75"', '"three quarters"'),
    ("thresholds out of order", "LAW18", 78, '"75", "90"', '"90", "75"'),
    ("factor of nothing", "LAW19", 79, '"8.33"', '"0.00"'),
    ("factor below nothing", "LAW19", 79, '"8.33"', '"-8.33"'),
    ("factor without end", "LAW19", 79, '"8.33"', '"inf"'),
    ("conversion of unknown units", "LAW19", 79, '"tonne"', '"bushel"'),
    ("conversion the other way", "LAW19", 79, 'from: "barrel", to: "tonne"',
     'from: "tonne", to: "barrel"'),
    ("one limit that is the lower", "LAW33", 72, '"single"', '"lower"'),
    ("two limits that are single", "LAW33", 73, '        unit: "barrel"\n',
     '        unit: "barrel"\n      - {amount: "7", unit: "tonne"}\n'),
    ("code that is none", "LAW34", 68, 'codes: ["2710"]\n    l', 'codes: ["27 10"]\n    l'),
]  # fmt: skip
TOGETHER = [
    ("implements nothing held", "LAW20", 24, "autonomous: true", 'implements: ["UN-2371-8"]'),
    ("implements itself", "LAW20", 24, "autonomous: true", 'implements: ["JP-1-tobacco"]'),
    ("implements what has another target", "LAW20", 24, "autonomous: true",
     'implements: ["UN-2371-8coal"]'),
    ("supersedes nothing held", "LAW20", 25, "true\n", 'true\n    supersedes: ["X"]\n'),
    ("act that is not held", "LAW21", 31, '{act: "JP-1"', '{act: "JP-2"'),
    ("act of a ceiling", "LAW21", 77, 'all"\n    introduced_by: {act: "JP-1"',
     'all"\n    introduced_by: {act: "JP-2"'),
    ("act older than itself", "LAW21", 31, '-1", published: "2021-04-30"',
     '-1", published: "2021-04-29"'),
    ("ceiling of no measure", "LAW22", 64, '"JP-1-oil"\n    provision: "item 2"\n    goods',
     '"JP-1-ol"\n    provision: "item 2"\n    goods'),
    ("id of an act that is shipped", "LAW23", 2, '  id: "JP-1"', '  id: "UN-2371"'),
    ("id of a measure that is shipped", "LAW23", 19, '"JP-1-tobacco"', '"UN-2371-8coal"'),
    ("ceiling of other goods", "LAW24", 68, 'codes: ["2710"]\n    limits',
     'codes: ["2401"]\n    limits'),
    ("ceiling in the other direction", "LAW24", 67, 'direction: "export"\n    codes',
     'direction: "import"\n    codes'),
    ("ceiling that is missing", "LAW25", 48, GOOD[GOOD.index("ceilings:") :], ""),
    ("folder of another regime", "LAW26", 3, '"jp-belarus"', '"jp-blr"'),
]  # fmt: skip
ALONE = [*TEXT, *KEYS, *DAYS, *WORDS, *CEILINGS]


def write(folder: Path, text: str | bytes, name: str = "jp-belarus/x.yaml") -> Path:
    path = folder / "law" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder / "law"


def refusal(folder: Path, text: str | bytes, name: str = "jp-belarus/x.yaml") -> LawFileError:
    law = write(folder, text, name)
    with pytest.raises(LawFileError) as refused:
        load(FOLDER, law)
    return refused.value


def named(table: list[tuple[str, str, int, str, str]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(
        ("rule", "line", "old", "new"),
        [c[1:] for c in table],
        ids=[f"{c[1]} {c[0]}" for c in table],
    )


def test_a_file_that_keeps_every_rule_is_loaded(tmp_path: Path) -> None:
    held = {measure.id for measure in load(FOLDER, write(tmp_path, GOOD)).measures}
    assert held >= {"JP-1-tobacco", "JP-1-oil", "UN-2371-8coal"}


@named(ALONE)
def test_a_bad_file_is_refused_with_its_line_and_rule(
    tmp_path: Path, rule: str, line: int, old: str, new: str
) -> None:
    assert old in GOOD
    law = write(tmp_path, GOOD.replace(old, new, 1))
    with pytest.raises(LawFileError) as refused:
        read_file(law / "jp-belarus" / "x.yaml")
    assert (refused.value.rule, refused.value.line) == (rule, line), str(refused.value)
    assert str(refused.value).startswith(f"jp-belarus/x.yaml:{line}: {rule}: ")


@named(TOGETHER)
def test_a_file_that_does_not_fit_the_others_is_refused(
    tmp_path: Path, rule: str, line: int, old: str, new: str
) -> None:
    assert old in GOOD
    refused = refusal(tmp_path, GOOD.replace(old, new, 1))
    assert (refused.rule, refused.line) == (rule, line), str(refused)
    assert str(refused).startswith(f"jp-belarus/x.yaml:{line}: {rule}: ")


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("", "FORM4", 1),
        ("# Later.\n", "FORM4", 2),
        ("hello\n", "FORM4", 1),
        ("- a\n", "FORM4", 1),
        ("<!DOCTYPE html>\n<html></html>\n", "FORM4", 1),
        (GOOD.replace("Ministry", "Ministère").encode("latin-1"), "FORM1", 4),
        (GOOD.encode("utf-16"), "FORM1", 1),
        (GOOD.replace("item 1", "item\0 1"), "FORM1", 20),
        (b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", "FORM1", 2),
        (GOOD + "# " + "x" * 1_000_000, "FORM2", 0),
        ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "FORM5", 1),
        ("a: " + "[" * 5000 + "]" * 5000, "FORM4", 1),
    ],
    ids=["empty", "comment", "text", "list", "html", "latin-1", "utf-16", "nul", "pdf", "large",
         "laughs", "deep"],
)  # fmt: skip
def test_what_is_no_law_file_at_all_is_refused(
    tmp_path: Path, text: str | bytes, rule: str, line: int
) -> None:
    refused = refusal(tmp_path, text)
    assert (refused.rule, refused.line) == (rule, line), str(refused)


@pytest.mark.parametrize("change", ["\ufeff{}", "---\n{}", "# Notes.\n\n{}"])
def test_what_editors_add_does_no_harm(tmp_path: Path, change: str) -> None:
    text = change.format(GOOD) if "{}" in change else GOOD
    assert load(FOLDER, write(tmp_path, text.replace("\n", "\r\n")))


@pytest.mark.parametrize("name", ["x.yaml", "jp-belarus/x.yml", "a/b/x.yaml", "jp-belarus/x.YAML"])
def test_a_file_that_would_be_passed_over_is_refused(tmp_path: Path, name: str) -> None:
    refused = refusal(tmp_path, GOOD, name)
    assert (refused.rule, refused.path) == ("FORM12", name)


def test_a_folder_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "law" / "jp-belarus" / "x.yaml").mkdir(parents=True)
    with pytest.raises(LawFileError, match="FORM1: it cannot be read"):
        load(FOLDER, tmp_path / "law")


def test_two_files_may_not_share_the_key_of_a_page(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    other = GOOD.replace("JP-1", "JP-2").replace("JP-CAP", "JP-CAP-2").replace("org/1", "org/2")
    refused = refusal(tmp_path, other, "jp-belarus/y.yaml")
    assert (refused.rule, refused.line) == ("LAW23", 14)


APPROVALS = """\
authority: "A committee"
code_basis: "inferred"
lifts: ["JP-1-oil"]
citations:
  press: {publisher: "A paper", title: "A report", url: "https://example.org/2"}
approvals:
  - id: "E1"
    beneficiary: "A hospital"
    goods: "diesel"
    codes: ["2710"]
    direction: "export"
    valid_from: "2021-06-01"
    valid_until: "2021-12-01"
    validity_basis: "both days printed"
    published: "2021-06-01"
    citations: ["press"]
"""


@pytest.mark.parametrize(
    ("rule", "line", "old", "new"),
    [
        ("APP1", 12, '"2021-06-01"', '"20210601"'),
        ("APP1", 13, '"2021-12-01"', '"2021-13-01"'),
        ("APP2", 13, '"2021-12-01"', '"2021-05-31"'),
        ("APP3", 16, '["press"]', "[]"),
        ("APP3", 16, '["press"]', '["papers"]'),
        ("APP4", 3, '"JP-1-oil"', '"JP-1-fuel"'),
        ("APP5", 10, '"2710"', '"27.10"'),
        ("APP6", 7, '"E1"', '""'),
        ("APP7", 7, '"both days printed"', '""'),
        ("FORM7", 12, '"2021-06-01"', "2021-06-01"),
        ("FORM8", 9, "goods", "good"),
    ],
)
def test_a_bad_permission_is_refused(
    tmp_path: Path, rule: str, line: int, old: str, new: str
) -> None:
    text = APPROVALS.replace('    valid_until: "2021-12-01"\n', "") if rule == "APP7" else APPROVALS
    assert old in text
    write(tmp_path, text.replace(old, new, 1), "../approvals/a.yaml")
    refused = refusal(tmp_path, GOOD)
    assert (refused.rule, refused.line) == (rule, line), str(refused)


def test_a_permission_without_a_printed_end_is_held(tmp_path: Path) -> None:
    text = APPROVALS.replace('    valid_until: "2021-12-01"\n', "")
    write(tmp_path, text, "../approvals/a.yaml")
    law = load(FOLDER, write(tmp_path, GOOD))
    assert law.approvals[-1].valid_until is None


def test_every_rule_has_a_bad_file() -> None:
    named = Path(__file__).read_text()
    families = (document.FORM, shape.FORM, rules.RULES, rules_across.RULES, rules_approvals.RULES)
    assert not [rule for family in families for rule in family if f'"{rule}"' not in named]


def test_the_law_that_is_shipped_keeps_every_rule() -> None:
    law = load()
    assert {m.instrument.regime for m in law.measures} >= {"un-dprk", "cn-dprk", "eu-russia"}
    assert len(list(FOLDER.glob("*/*.yaml"))) == len(law.instruments)
