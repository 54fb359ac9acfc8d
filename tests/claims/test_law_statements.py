"""Statements on acts: what they ban, from when to when, how much, what they spare, whom they list.

The days, amounts and counts are those of the acts: resolutions 2270 (2 March 2016), 2321 (30
November 2016), 2371 (5 August 2017), 2375 (11 September 2017), 2397 (22 December 2017); China's
notices 75/2016 (11 to 31 December 2016), 12/2017 (19 February to 31 December 2017), 40/2017
(published 14 August, binding from 15 August 2017), 52/2017 (22 September 2017), 4/2018 (published
5 January, binding from 6 January 2018); the American listings of 22 August and 26 September 2017.
"""

from datetime import date

import pytest

from yalu.claims.claim import Answer, Checked, ErrorKind
from yalu.workspace import Workspace


def told(workspace: Workspace, text: str, day: str) -> tuple[Checked, ...]:
    return workspace.check(text, as_known=date.fromisoformat(day)).claims


@pytest.mark.parametrize(
    ("day", "text", "claims"),
    [
        (
            "2018-03-01",
            "The UN cap on refined petroleum is 500,000 barrels a year, and the crude cap "
            "is 4 million barrels.",
            2,
        ),
        ("2017-10-26", "China followed on 22 September, forbidding textile imports.", 1),
        (
            "2017-12-26",
            "Resolution 2371 bans coal and seafood but leaves textiles untouched.",
            2,
        ),
        (
            "2017-10-10",
            "China's ministry said cargoes already at port before 15 August may clear until "
            "4 September.",
            1,
        ),
        (
            "2017-11-10",
            "Textile contracts signed before September 11 can be completed until December 10.",
            1,
        ),
        (
            "2017-03-10",
            "China suspended coal imports from North Korea from 19 February to the end of "
            "the year.",
            1,
        ),
        (
            "2018-03-10",
            "The ceiling on refined petroleum was set at 2 million barrels a year by "
            "resolution 2375, before resolution 2397 cut it to 500,000 barrels.",
            2,
        ),
        (
            "2018-03-10",
            "North Korean coal passing through Rajin is exempt from resolution 2371.",
            1,
        ),
        ("2018-03-10", "Announcement No. 40 of 2017 took effect on August 15, 2017.", 1),
        ("2018-03-10", "Executive Order 13810 was signed on 20 September 2017.", 1),
        (
            "2018-03-10",
            "The EU gave effect to resolution 2371 by Regulation (EU) 2017/1548 of 14 "
            "September 2017.",
            1,
        ),
        (
            "2018-01-10",
            "Under China's notice 4/2018 exports of machinery and vehicles to North Korea "
            "are banned from January 6.",
            1,
        ),
        (
            "2016-12-20",
            "China halted coal imports from North Korea from December 11 to the end of the year.",
            1,
        ),
        (
            "2017-03-10",
            "Under resolution 2321 North Korea may sell no more than 7.5 million tonnes of "
            "coal a year.",
            1,
        ),
    ],
)
def test_what_an_act_says_is_supported(
    workspace: Workspace, day: str, text: str, claims: int
) -> None:
    found = [one for one in told(workspace, text, day) if one.claim.kind == "law"]
    assert [one.verdict.answer for one in found] == [Answer.SUPPORTED] * claims


@pytest.mark.parametrize(
    ("day", "text"),
    [
        # One day off: the notice was published and bound on 22 September.
        (
            "2017-10-26",
            "Beijing banned imports of North Korean textiles from September 23, 2017.",
        ),
        # The stop of December 2016 ended with that month; the next began in February.
        ("2017-08-26", "Coal imports had been suspended by Beijing since December."),
        (
            "2017-10-10",
            "Goods at Chinese ports before August 15 may be cleared until September 14.",
        ),
        ("2017-03-10", "China suspended coal imports from 19 February until 30 June 2017."),
        ("2017-12-26", "Resolution 2375 does not cover textiles."),
        ("2018-03-10", "UN rules limit refined petroleum exports to the North to 2m barrels."),
        ("2018-03-10", "The UN has capped refined petroleum at 60,000 barrels a year."),
        ("2018-03-10", "Announcement No. 40 of 2017 took effect on August 5, 2017."),
        ("2018-03-10", "Executive Order 13722 was issued in March 2017."),
        ("2018-03-10", "Resolution 2371 exempts coal for livelihood purposes."),
        (
            "2018-01-10",
            "China's notice 4/2018 bans exports of machinery to North Korea from January 1.",
        ),
        (
            "2018-06-10",
            "Resolution 2397 bans imports of food, wood and textiles from North Korea.",
        ),
    ],
)
def test_what_no_act_says_is_wrong_law(workspace: Workspace, day: str, text: str) -> None:
    found = told(workspace, text, day)
    assert {(one.verdict.answer, one.verdict.error_kind) for one in found} == {
        (Answer.REFUTED, ErrorKind.WRONG_LAW)
    }


def test_a_count_of_some_parties_is_never_refuted_by_the_whole(workspace: Workspace) -> None:
    text = "On Aug. 22 the US Treasury sanctioned six Chinese-owned entities and six people."
    part, whole = told(workspace, text, "2017-08-26")
    assert part.verdict.answer is Answer.NOT_ENOUGH_EVIDENCE
    assert whole.verdict.answer is Answer.SUPPORTED


def test_more_of_one_kind_than_were_listed_is_refuted(workspace: Workspace) -> None:
    text = "On September 26, 2017, the Treasury blacklisted 12 banks and 26 individuals."
    part, whole = told(workspace, text, "2017-10-26")
    assert part.verdict.answer is Answer.REFUTED
    assert whole.verdict.answer is Answer.SUPPORTED


def test_a_replaced_ceiling_stands_where_its_act_is_named(workspace: Workspace) -> None:
    text = "Resolution 2375 limits refined petroleum exports to 2 million barrels a year."
    (claim,) = told(workspace, text, "2018-03-10")
    assert claim.verdict.answer is Answer.SUPPORTED


def test_an_act_dated_beside_another_is_not_given_its_day(workspace: Workspace) -> None:
    text = "China issued announcement 52 of 2017 on 22 September 2017, days after resolution 2375."
    (claim,) = told(workspace, text, "2018-03-10")
    assert claim.verdict.answer is Answer.SUPPORTED


@pytest.mark.parametrize(
    ("day", "text"),
    [
        # 1.44 of 7.5 million tonnes were reported for January 2017: 19.2 percent.
        (
            "2017-03-27",
            "China had used 19 percent of its tonnage ceiling for North Korean coal in January.",
        ),
        ("2018-03-10", "The stop of coal imports was lifted."),
        ("2018-03-10", "Under resolution 2375 joint ventures must close within 120 days."),
        ("2018-03-10", "North Korean workers must go home within 24 months."),
        ("2017-10-05", "Dandong Zhicheng Metallic Material was blacklisted in August."),
        ("2017-10-05", "The Foreign Trade Bank was listed by resolution 2371."),
        ("2022-12-20", "The EU banned Russian coal in April 2022."),
        ("2018-03-10", "The United States has banned all exports to North Korea since March 2016."),
        ("2017-07-25", "Seafood is not banned by the Council."),
    ],
)
def test_terms_ends_uses_and_names_are_read(workspace: Workspace, day: str, text: str) -> None:
    (claim,) = told(workspace, text, day)
    assert claim.verdict.answer is Answer.SUPPORTED


@pytest.mark.parametrize(
    ("day", "text", "kind"),
    [
        (
            "2017-03-27",
            "China had used 29 percent of its tonnage ceiling for North Korean coal in January.",
            ErrorKind.WRONG_VALUE,
        ),
        (
            "2018-03-10",
            "The ban on North Korean seafood was lifted in February 2018.",
            ErrorKind.WRONG_LAW,
        ),
        (
            "2018-03-10",
            "Under resolution 2375 joint ventures must close within 90 days.",
            ErrorKind.WRONG_LAW,
        ),
        (
            "2017-10-05",
            "Dandong Zhicheng Metallic Material was blacklisted by the Treasury in June.",
            ErrorKind.WRONG_LAW,
        ),
        (
            "2018-03-10",
            "The Foreign Trade Bank was listed by resolution 2375.",
            ErrorKind.WRONG_LAW,
        ),
        ("2022-12-20", "The EU banned Russian coal in February 2022.", ErrorKind.WRONG_LAW),
        ("2018-03-10", "The EU issued Announcement 40/2017.", ErrorKind.WRONG_LAW),
        ("2018-05-25", "Seafood is not banned by the Council.", ErrorKind.WRONG_LAW),
    ],
)
def test_wrong_terms_ends_uses_and_names_are_refuted(
    workspace: Workspace, day: str, text: str, kind: ErrorKind
) -> None:
    (claim,) = told(workspace, text, day)
    assert (claim.verdict.answer, claim.verdict.error_kind) == (Answer.REFUTED, kind)


@pytest.mark.parametrize(
    "text",
    [
        # 11 September in New York was 12 September in Asia.
        "Resolution 2375 was adopted on 12 September 2017.",
        "Resolution 1695 was adopted on 15 July 2006.",
        "Japan banned all imports from North Korea in October 2006.",
        "Dandong Golden Bridge Trading was blacklisted in August 2017.",
        "South Korea blacklisted 18 individuals on 6 November 2017.",
    ],
)
def test_what_is_not_held_is_left_open_with_a_reason(workspace: Workspace, text: str) -> None:
    (claim,) = told(workspace, text, "2018-03-10")
    assert claim.verdict.answer is Answer.NOT_ENOUGH_EVIDENCE
    assert claim.verdict.caveats


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        # The Council banned gold and jet fuel in two directions by one resolution.
        (
            "Resolution 2270 bans exports of gold and the sale of aviation fuel to the North.",
            ["supported", "supported"],
        ),
        (
            "China outlawed textile imports in July and steel exports in January.",
            ["refuted", "supported"],
        ),
        # China's notice of the next year carries out a resolution of December.
        (
            "China banned exports of steel on 6 January to implement resolution 2397, adopted on "
            "22 December.",
            ["supported", "supported"],
        ),
        # Textiles came a month later than the rest of the list.
        (
            "China has banned imports of North Korean coal, iron and textiles since Aug. 15, 2017.",
            ["refuted"],
        ),
        ("Exports of coal to North Korea were banned by the UN in August 2017.", ["refuted"]),
    ],
)
def test_each_rule_of_a_sentence_has_goods_side_and_day_of_its_own(
    workspace: Workspace, text: str, answers: list[str]
) -> None:
    found = told(workspace, text, "2018-03-10")
    assert [one.verdict.answer.value for one in found] == answers


@pytest.mark.parametrize(
    ("day", "text"),
    [
        # A test or a launch is dated, not the rule.
        ("2017-02-25", "China's stop of coal imports came after a missile test on February 12."),
        # The date goes with the amount.
        ("2017-08-20", "China's ban on seafood may cost it $160 million of sales made in 2016."),
        # The notice carries out the resolution of another day.
        (
            "2017-02-25",
            "The notice, meant to implement resolution 2321, suspends imports of coal from "
            "19 February.",
        ),
        # What was capped first was replaced within the year.
        ("2018-02-25", "In September 2017 the Council capped refined oil at 2 million barrels."),
        # A resolution is named for what it strengthens.
        ("2018-02-25", "Resolution 2397 strengthens resolution 2375's freeze on crude oil."),
        # North Korean coal imports are China's imports.
        ("2017-02-25", "China has suspended North Korean coal imports since 19 February."),
        # Several kinds counted together.
        ("2018-02-26", "On 23 February the Treasury listed 56 ships, firms and people."),
    ],
)
def test_what_stands_beside_a_rule_does_not_refute_it(
    workspace: Workspace, day: str, text: str
) -> None:
    found = told(workspace, text, day)
    assert all(one.verdict.answer is not Answer.REFUTED for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "The buyers dealt in prohibited coal and seafood.",
        "The EU does not include a ban on oil in the package.",
        "Japan proposed a ban on North Korean coal.",
    ],
)
def test_what_bans_nothing_is_no_rule(workspace: Workspace, text: str) -> None:
    assert not [one for one in told(workspace, text, "2018-03-10") if one.claim.kind == "law"]
