"""Counts of listed parties, parties by name, order numbers of resolutions, votes and lags.

The counts are those that the authority printed. Of the Treasury: 26 September 2016 (1 entity, 4
individuals), 2 December 2016 (16, 7 and 16 aircraft), 31 March 2017 (1, 11), 1 June 2017 (9, 3), 29
June 2017 (1, 2), 22 August 2017 (10, 6), 26 September 2017 (8 banks and the central bank, 26), 26
October 2017 (3, 7), 21 November 2017 (13, 1, 20 vessels), 24 January 2018 (9, 16, 6 vessels), 23
February 2018 (27, 1, 28 vessels). Of the Council: 2087 (6, 4), 2094 (2, 3), 2356 (4, 14), 2371 (4,
9), 2375 (3, 1), 2397 (1, 16); its committee on 30 March 2018 (21, 1). All ten resolutions with
sanctions from 1718 (2006) to 2397 (2017) were adopted by 15 votes to none.
"""

from datetime import date

import pytest

from yalu.claims.claim import Answer, Checked, ErrorKind, Kind
from yalu.workspace import Workspace

YES, NO, OPEN = "supported", "refuted", "not_enough_evidence"


def told(workspace: Workspace, text: str, day: str) -> tuple[Checked, ...]:
    return workspace.check(text, as_known=date.fromisoformat(day)).claims


def counted(workspace: Workspace, text: str, day: str) -> list[tuple[int, str, str, str]]:
    return [
        (
            int(one.claim.number or 0),
            one.claim.unit,
            str(one.claim.period or ""),
            one.verdict.answer.value,
        )
        for one in told(workspace, text, day)
        if one.claim.kind is Kind.COUNT
    ]


@pytest.mark.parametrize(
    ("day", "text", "counts"),
    [
        (
            "2018-10-01",
            "Treasury, 26 September 2017: 26 individuals, 19 of them in China, and eight banks",
            [
                (26, "individuals", "2017-09", YES),
                (19, "individuals", "2017-09", OPEN),
                (8, "entities", "2017-09", YES),
            ],
        ),
        (
            "2018-10-01",
            "UN, 2 June 2017 (resolution 2356): 15 individuals and four entities",
            [(15, "individuals", "2017-06", NO), (4, "entities", "2017-06", YES)],
        ),
        (
            "2018-10-01",
            "26 Oct 2017 - OFAC - nine individuals, three entities",
            [(9, "individuals", "2017-10", NO), (3, "entities", "2017-10", YES)],
        ),
        (
            "2018-04-18",
            "On 23 February the Treasury designated 27 entities, 28 vessels and one individual; a "
            "month earlier, nine entities, 16 individuals and five vessels.",
            [
                (27, "entities", "2018-02", YES),
                (28, "vessels", "2018-02", YES),
                (1, "individuals", "2018-02", YES),
                (9, "entities", "2018-01", YES),
                (16, "individuals", "2018-01", YES),
                (5, "vessels", "2018-01", NO),
            ],
        ),
        (
            "2018-03-01",
            "Nine entities and 16 individuals were listed by the Treasury on 24 January and 27 "
            "entities, 28 vessels and one individual on 23 February.",
            [
                (9, "entities", "2018-01", YES),
                (16, "individuals", "2018-01", YES),
                (27, "entities", "2018-02", YES),
                (28, "vessels", "2018-02", YES),
                (1, "individuals", "2018-02", YES),
            ],
        ),
        (
            "2018-02-26",
            "On 24 January the Treasury listed nine entities, and in November 13 entities and two "
            "individuals.",
            [
                (9, "entities", "2018-01", YES),
                (13, "entities", "2017-11", YES),
                (2, "individuals", "2017-11", NO),
            ],
        ),
        (
            "2013-03-20",
            "Resolution 2087 of January put four individuals and six entities on the list, "
            "resolution 2094 three individuals and four entities.",
            [
                (4, "individuals", "2013-01", YES),
                (6, "entities", "2013-01", YES),
                (3, "individuals", "2013-03", YES),
                (4, "entities", "2013-03", NO),
            ],
        ),
        (
            "2017-10-01",
            "On 11 September the Council listed three entities and one individual. Fifteen days "
            "later the Treasury followed with nine banks and 26 individuals.",
            [
                (3, "entities", "2017-09", YES),
                (1, "individuals", "2017-09", YES),
                (9, "entities", "2017-09", YES),
                (26, "individuals", "2017-09", YES),
            ],
        ),
        (
            "2017-08-10",
            "Gold has been banned since resolution 2270 of March 2016. The Council also put nine "
            "individuals and five entities on its list.",
            [(9, "individuals", "2017-08", YES), (5, "entities", "2017-08", NO)],
        ),
        (
            "2016-12-02",
            "Answering breaches of Security Council resolutions, the Treasury designated 16 "
            "entities and seven individuals. As a result 16 aircraft have been blocked.",
            [
                (16, "entities", "2016-12", YES),
                (7, "individuals", "2016-12", YES),
                (16, "aircraft", "2016-12", YES),
            ],
        ),
        (
            "2018-04-10",
            "On March 30 the UN committee blacklisted 21 firms, a businessman and 27 ships.",
            [
                (21, "entities", "2018-03", YES),
                (1, "individuals", "2018-03", YES),
                (27, "vessels", "2018-03", OPEN),
            ],
        ),
        (
            "2017-07-03",
            "On 29 June the Treasury put three individuals and one entity on its list.",
            [(3, "individuals", "2017-06", NO), (1, "entities", "2017-06", YES)],
        ),
        (
            "2017-08-11",
            "The EU added nine people and four entities on 10 August, bringing the total to 62 "
            "persons and 50 entities.",
            [
                (9, "individuals", "2017-08", OPEN),
                (4, "entities", "2017-08", OPEN),
                (62, "individuals", "2017-08", OPEN),
                (50, "entities", "2017-08", OPEN),
            ],
        ),
    ],
)
def test_each_batch_has_its_day_and_its_list(
    workspace: Workspace, day: str, text: str, counts: list[tuple[int, str, str, str]]
) -> None:
    assert counted(workspace, text, day) == counts


@pytest.mark.parametrize(
    "text",
    [
        "China has 14 fishing companies that bought squid, and three traders said nine ships were "
        "waiting.",
        "Six companies in Dandong were searched, and two men were arrested.",
        "China's imports of North Korean slag were put at 9,000 tonnes by one trader.",
        "In all of 2017 the Treasury designated more than 100 people and firms.",
    ],
)
def test_what_counts_no_listed_parties_is_no_count(workspace: Workspace, text: str) -> None:
    assert counted(workspace, text, "2018-01-10") == []


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        (
            "Air Koryo has been on the American list since December 2016, Dandong Hongxiang since "
            "October of that year.",
            [(YES, "2016-12"), (NO, "2016-10")],
        ),
        (
            "26 September 2016: the US Treasury lists Dandong Hongxiang and four of its people",
            [(YES, "2016-09"), (YES, "2016-09")],
        ),
        ("The Bank of Dandong was cut off by a final rule of 2 November.", [(YES, "2017-11")]),
        (
            "The US Treasury on 29 June 2017 named the Bank of Dandong under section 311.",
            [(YES, "2017-06")],
        ),
        (
            "Mansudae Overseas Projects was put on the UN list in August 2017.",
            [(YES, "2017-08")],
        ),
        ("Agents of listed banks and firms that employ workers were the targets.", []),
    ],
)
def test_who_was_listed_when(
    workspace: Workspace, text: str, answers: list[tuple[str, str]]
) -> None:
    found = told(workspace, text, "2018-04-18")
    assert [(one.verdict.answer.value, str(one.claim.period or "")) for one in found] == answers


@pytest.mark.parametrize(
    ("day", "text", "number", "answer"),
    [
        ("2017-09-14", "Wires call resolution 2375 the ninth since 2006.", 9, YES),
        ("2017-12-23", "It was the Council's 10th resolution with sanctions since 2006.", 10, YES),
        ("2017-12-23", "Resolution 2397 is the fourth sanctions resolution of 2017.", 4, YES),
        ("2017-12-23", "Resolution 2397 is the fifth sanctions resolution on the North.", 5, NO),
        ("2017-10-13", "The UN agreed on two rounds of sanctions since early August.", 2, YES),
        ("2017-12-27", "Resolution 2397 cut the cap. It passed by 15 votes to none.", 15, YES),
        ("2017-12-27", "Resolution 2397 passed by 14 votes, with China abstaining.", 14, NO),
        (
            "2018-03-10",
            "China's announcement of 5 April 2016 came 34 days after resolution 2270 of 2 March.",
            34,
            YES,
        ),
        (
            "2018-03-10",
            "China's announcement of 5 April 2016 came 44 days after resolution 2270 of 2 March.",
            44,
            NO,
        ),
        (
            "2017-10-10",
            "The Council adopted resolution 2375. China's notice followed 11 days later.",
            11,
            YES,
        ),
    ],
)
def test_order_numbers_votes_and_lags_are_counted(
    workspace: Workspace, day: str, text: str, number: int, answer: str
) -> None:
    found = [one for one in told(workspace, text, day) if one.claim.number is not None]
    assert [(int(one.claim.number or 0), one.verdict.answer.value) for one in found] == [
        (number, answer)
    ]
    if answer == NO:
        assert found[0].verdict.error_kind is ErrorKind.WRONG_LAW


@pytest.mark.parametrize(
    ("day", "text", "period"),
    [
        (
            "2016-12-01",
            "The Security Council on Wednesday unanimously adopted sanctions over the fifth test.",
            "2016-11",
        ),
        (
            "2017-12-23",
            "The United Nations Security Council on Friday unanimously adopted new sanctions.",
            "2017-12",
        ),
    ],
)
def test_one_voice_is_of_the_day_of_the_vote(
    workspace: Workspace, day: str, text: str, period: str
) -> None:
    (one,) = told(workspace, text, day)
    assert (one.verdict.answer, str(one.claim.period)) == (Answer.SUPPORTED, period)


@pytest.mark.parametrize(
    "text",
    [
        "Seven rounds of talks were held, and the second resolution of the dispute failed.",
        "The Senate passed the bill by 13 votes to two after resolution 2356.",
        "The sixth nuclear test was in September.",
    ],
)
def test_other_rounds_and_votes_are_no_claims(workspace: Workspace, text: str) -> None:
    assert not told(workspace, text, "2017-09-20")


def test_a_batch_may_be_counted_as_printed_or_by_name(workspace: Workspace) -> None:
    """Of the batch of 2 December 2016 a list of 2019 holds 13 entities and 6 individuals."""
    text = "On 2 December 2016 the Treasury listed 13 entities, and six individuals."
    assert [one[3] for one in counted(workspace, text, "2017-01-10")] == [YES, YES]
    text = "On 2 December 2016 the Treasury listed 19 entities and seven individuals."
    assert [one[3] for one in counted(workspace, text, "2017-01-10")] == [NO, YES]


def test_a_second_party_with_an_article_is_one(workspace: Workspace) -> None:
    text = "The United States on Thursday imposed sanctions on two Chinese citizens and a company."
    assert counted(workspace, text, "2017-06-30") == [
        (2, "individuals", "2017-06", YES),
        (1, "entities", "2017-06", YES),
    ]


def test_fewer_of_a_batch_told_before_are_some_of_it(workspace: Workspace) -> None:
    text = (
        "The Treasury on Tuesday sanctioned 13 entities, one person and 20 vessels. It also hit "
        "six firms that move the cargoes."
    )
    assert counted(workspace, text, "2017-11-22")[3] == (6, "entities", "2017-11", OPEN)
