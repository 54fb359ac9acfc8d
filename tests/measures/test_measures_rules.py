"""Each rule of the law files has a test that bears its id."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from yalu.measures.loader import load, read_file
from yalu.measures.rules import RULES
from yalu.model.errors import LawFileError

LawFileOf = Callable[..., Path]
Tree = dict[str, Any]


def group(tree: Tree) -> Tree:
    return tree["measures"][0]["groups"][0]


def refused(path: Path, rule: str, words: str) -> None:
    """Prove that a file is refused under a rule, in its own words and those of the rule."""
    with pytest.raises(LawFileError) as stopped:
        read_file(path)
    assert stopped.value.rule == rule
    assert stopped.value.path == "xx-dprk/x.yaml"
    assert words in str(stopped.value)
    assert str(RULES[rule].__doc__) in str(stopped.value)


def test_a_file_that_keeps_every_rule_is_read(law_file: LawFileOf) -> None:
    law = load(law_file().parents[1])
    assert [measure.id for measure in law.measures] == ["XX-12-coal"]
    assert [ceiling.id for ceiling in law.ceilings] == ["XX-CAP"]


@pytest.mark.parametrize("day", ["18 February 2017", "2017-02-30", "2017-2-18", "2017"])
def test_law1_a_day_is_written_as_a_day(law_file: LawFileOf, day: str) -> None:
    path = law_file(lambda tree: tree["instrument"].update(adopted=day))
    refused(path, "LAW1", f"the instrument: '{day}' is no day")


@pytest.mark.parametrize("day", ["20170219", "2017-W07-7"])
def test_law1_a_day_in_another_form_is_refused(law_file: LawFileOf, day: str) -> None:
    refused(law_file(lambda tree: group(tree).update(applies_from=day)), "LAW1", "is no day")


@pytest.mark.parametrize(
    "change",
    [
        lambda tree: tree["ceilings"][0]["introduced_by"].update(published="February"),
        lambda tree: tree["citations"]["page"].update(published="February"),
    ],
    ids=["act of a ceiling", "page"],
)
def test_law1_reaches_every_day_of_the_file(
    law_file: LawFileOf, change: Callable[[Tree], object]
) -> None:
    with pytest.raises(LawFileError):
        load(law_file(change).parents[1])


def test_law2_an_interval_does_not_end_before_it_starts(law_file: LawFileOf) -> None:
    path = law_file(lambda tree: group(tree).update(applies_until="2017-02-18"))
    refused(path, "LAW2", "XX-12-coal 2701 2702: it ends on 2017-02-18, before 2017-02-19")


def test_law2_an_interval_may_end_on_the_day_it_starts(law_file: LawFileOf) -> None:
    assert read_file(law_file(lambda tree: group(tree).update(applies_until="2017-02-19")))


def test_law3_an_interval_that_ends_names_the_act_that_ended_it(law_file: LawFileOf) -> None:
    path = law_file(lambda tree: group(tree).pop("ended_by"))
    refused(path, "LAW3", "it ends on 2017-12-31 and has no `ended_by`")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda tree: tree["measures"][0].update(citations=["pgae"]), "XX-12-coal cites 'pgae'"),
        (lambda tree: tree["measures"][0].update(citations=[]), "XX-12-coal cites nothing"),
        (lambda tree: tree["instrument"].update(citations=[]), "the instrument cites nothing"),
        (lambda tree: tree["ceilings"][0].update(citations=["q"]), "XX-CAP cites 'q'"),
    ],
)
def test_law4_everything_cites_a_page_that_the_file_describes(
    law_file: LawFileOf, change: Callable[[Tree], object], words: str
) -> None:
    refused(law_file(change), "LAW4", words)


@pytest.mark.parametrize("code", ["2", "27011210001", "27.01", "ex 2701", "coal", "", "77", "7701"])
def test_law5_codes_are_two_to_ten_digits_and_chapter_77_is_empty(
    law_file: LawFileOf, code: str
) -> None:
    refused(law_file(lambda t: group(t).update(codes=[code])), "LAW5", f"{code!r} is no code")


def test_law5_digits_of_other_scripts_are_no_code(law_file: LawFileOf) -> None:
    refused(law_file(lambda t: group(t).update(codes=["２７"])), "LAW5", "is no code")


def test_law6_nothing_binds_before_it_is_published(law_file: LawFileOf) -> None:
    path = law_file(lambda tree: group(tree)["introduced_by"].update(published="2017-02-20"))
    refused(path, "LAW6", "it binds on 2017-02-19, published later")


def test_law6_a_measure_may_bind_on_the_day_of_its_act(law_file: LawFileOf) -> None:
    day = {"act": "XX-12", "published": "2017-02-19"}
    assert read_file(law_file(lambda tree: group(tree).update(introduced_by=day)))


def second_interval(first_day: str) -> Callable[[Tree], None]:
    def change(tree: Tree) -> None:
        again = {**group(tree), "applies_from": first_day, "applies_until": "2018-12-31"}
        tree["measures"][0]["groups"].append(again)

    return change


def test_law7_intervals_of_one_code_do_not_overlap(law_file: LawFileOf) -> None:
    # Both ends are included, so the last day of one may not be the first of the next.
    path = law_file(second_interval("2017-12-31"))
    refused(path, "LAW7", "XX-12-coal: 2701 binds twice from 2017-12-31")


def test_law7_one_interval_may_follow_another_on_the_next_day(law_file: LawFileOf) -> None:
    assert read_file(law_file(second_interval("2018-01-01")))


@pytest.mark.parametrize(
    "limits", [[{"amount": "7500000"}], [{"unit": "tonne"}], [{"amount": "1", "unit": ""}]]
)
def test_law8_a_ceiling_has_limits_with_a_unit_or_a_rule(
    law_file: LawFileOf, limits: list[Tree]
) -> None:
    path = law_file(lambda tree: tree["ceilings"][0].update(limits=limits))
    refused(path, "LAW8", "XX-CAP: a limit lacks its amount, unit or rule")


def test_law17_the_period_of_a_ceiling_ends_after_it_starts(law_file: LawFileOf) -> None:
    path = law_file(lambda tree: tree["ceilings"][0].update(until="2016-12-31"))
    refused(path, "LAW17", "XX-CAP: it ends on 2016-12-31, before 2017-01-01")


def test_law8_a_ceiling_may_have_a_rule_in_place_of_an_amount(law_file: LawFileOf) -> None:
    limits = [{"rule": "permits in force on 5 August 2017"}]
    assert read_file(
        law_file(lambda tree: tree["ceilings"][0].update(limits=limits, combine="rule"))
    )


def test_law8_an_amount_that_is_no_number_is_refused(law_file: LawFileOf) -> None:
    limits = [{"amount": "7.5 million", "unit": "tonne"}]
    with pytest.raises(LawFileError):
        load(law_file(lambda tree: tree["ceilings"][0].update(limits=limits)).parents[1])


@pytest.mark.parametrize("part", ["measures", "ceilings"])
def test_law9_a_measure_has_an_id_of_its_own(law_file: LawFileOf, part: str) -> None:
    path = law_file(lambda tree: tree[part].append(tree[part][0]))
    refused(path, "LAW9", "stands twice")


def test_law23_two_files_may_not_share_an_id(law_file: LawFileOf) -> None:
    law_file(name="first")
    with pytest.raises(LawFileError, match="LAW23"):
        load(law_file(name="second").parents[1])


def test_law22_a_ceiling_belongs_to_a_measure_that_is_held(law_file: LawFileOf) -> None:
    with pytest.raises(LawFileError):
        load(law_file(lambda tree: tree["ceilings"][0].update(measure="XX-13")).parents[1])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            lambda tree: group(tree).update(applies_form="2017-02-19"),
            "has no key `applies_form`; it may be meant for `applies_from`",
        ),
        (lambda tree: group(tree).update(codes=[2701]), "`codes`: 2701 stands without quotes"),
        (
            lambda tree: group(tree).pop("introduced_by"),
            "an entry of `groups` lacks `introduced_by`",
        ),
        (
            lambda tree: tree["measures"][0].update(type="ban"),
            "`type` is 'ban', and may be prohibition",
        ),
        (
            lambda tree: tree["measures"][0].update(direction="inward"),
            "`direction` is 'inward', and may be import, export, both, none",
        ),
    ],
)
def test_the_schema_is_closed(
    law_file: LawFileOf, change: Callable[[Tree], object], words: str
) -> None:
    with pytest.raises(LawFileError, match=r"xx-dprk/x\.yaml:\d+: FORM\d+: .*" + words):
        read_file(law_file(change))


@pytest.mark.parametrize("text", ["2017-12-31", "2701"])
def test_a_code_or_a_day_without_quotes_is_refused(law_file: LawFileOf, text: str) -> None:
    path = law_file()
    assert f"'{text}'" in path.read_text()
    path.write_text(path.read_text().replace(f"'{text}'", text))
    with pytest.raises(LawFileError, match="FORM7"):
        read_file(path)


def test_a_file_that_is_no_yaml_is_refused(law_file: LawFileOf) -> None:
    path = law_file()
    path.write_text("measures: [")
    with pytest.raises(LawFileError, match="FORM3"):
        read_file(path)


def test_a_key_that_stands_twice_is_refused(law_file: LawFileOf) -> None:
    path = law_file()
    path.write_text(path.read_text() + "measures: []\n")
    with pytest.raises(LawFileError):
        read_file(path)


def test_the_first_file_that_breaks_a_rule_stops_the_load(law_file: LawFileOf) -> None:
    law_file(name="good")
    path = law_file(lambda tree: group(tree).update(codes=["77"]), name="z")
    with pytest.raises(LawFileError, match=r"xx-dprk/z\.yaml:\d+: LAW5"):
        load(path.parents[1])
