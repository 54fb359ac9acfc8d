"""Legal statements as strangers write them: told late, by weekday, in brackets, by what they part.

Days and amounts are those of the acts: resolutions 2270 (2 March 2016), 2321 (30 November 2016,
coal to 53,495,894 dollars or 1,000,866 tonnes that year and 400,870,018 dollars or 7,500,000 tonnes
in 2017), 2371 (5 August 2017), 2375 (11 September 2017, refined petroleum to 500,000 barrels from
October to December and two million in 2018), 2397 (22 December 2017, 500,000 barrels in 2018, crude
to four million barrels), all adopted by fifteen votes; China's notices 11/2016 (5 April 2016),
12/2017 (18 February 2017), 40/2017 (14 August 2017, binding the next day), 52/2017 (22 September
2017), 4/2018 (5 January 2018, binding the next day); Regulation 2017/1548 of the EU (14 September
2017). Listings: the Treasury on 22 August 2017 (10 entities, 6 individuals), 26 September 2017 (9
and 26) and 24 January 2018 (9, 16 and 6 vessels); the Council by resolution 2397 (1 entity, 16
individuals) and 2375 (3 and 1).
"""

from datetime import date

import pytest

from yalu.claims.claim import Answer, Checked, ErrorKind, Kind
from yalu.workspace import Workspace


def told(workspace: Workspace, text: str, day: str) -> tuple[Checked, ...]:
    return workspace.check(text, as_known=date.fromisoformat(day)).claims


@pytest.mark.parametrize(
    ("day", "text"),
    [
        # The day is that of the telling, not of the notice.
        ("2017-09-25", "Beijing on Saturday barred textiles made in North Korea."),
        (
            "2018-01-08",
            "China's ministry said on Saturday that steel sales to it were banned.",
        ),
        # The day is that of the act by which another is carried out.
        (
            "2018-05-01",
            "On 25 April 2018 Swiss rules were tightened, implementing resolution 2397.",
        ),
        ("2017-11-01", "The Russian state gave effect to resolution 2321 on 14 October 2017."),
        # The day is that of a cargo, not of the ban.
        (
            "2016-12-12",
            "The ban on coal will run to the end of the year, though cargoes loaded before 11 "
            "December may still come in.",
        ),
        # No year is told, and what starts on the first of January is to come.
        ("2016-12-01", "The Council capped coal at 7.5 million tonnes a year, starting on Jan. 1."),
        # The first amount is the limit that is replaced.
        (
            "2018-02-27",
            "The Council lowered the refined petroleum limit from two million barrels to 500,000 "
            "barrels a year.",
        ),
        # A thousand is parted with a full stop.
        ("2018-02-27", "Refined petroleum is capped at 500.000 barrels a year."),
        # Each goods have their own day.
        (
            "2017-09-25",
            "China will limit refined petroleum from 1 October and ban condensates immediately.",
        ),
        # A list of acts shares one tail.
        (
            "2017-08-08",
            "It follows resolutions 1718, 1874, 2087, 2270 and 2321, adopted in 2006, 2009, 2013 "
            "and 2016.",
        ),
        # The owner of what stands behind an act did not make it.
        (
            "2017-10-11",
            "Resolution 2375 bans textiles. That resolution was adopted on 11 September 2017 in "
            "response to the DPRK's nuclear test.",
        ),
        # The Council allows what it bans, on a condition.
        (
            "2017-08-16",
            "Coal from North Korea was banned on 15 August. Coal that arrived before that would be "
            "allowed in.",
        ),
        (
            "2018-02-27",
            "Resolution 2397 bans crude oil sales beyond four million barrels a year.",
        ),
        # The date is that of the workers, not of the ban.
        (
            "2018-05-01",
            "Resolution 2375 bans new permits for workers, yet some came in late last year.",
        ),
        # Coal of others through Rajin is free, coal is not.
        ("2017-09-01", "Resolution 2371 does not cover coal that only passes through Rajin."),
        ("2017-06-25", "China took no coal for the third month since it halted coal purchases."),
        # The last day is that of the wind-down, or of old contracts.
        (
            "2017-12-05",
            "Resolution 2375 bans textiles: those under contract had until 10 December to clear.",
        ),
        (
            "2016-12-20",
            "The coal ceiling replaced an exemption that resolution 2270 had granted for coal.",
        ),
    ],
)
def test_what_is_true_in_another_reading_is_not_refuted(
    workspace: Workspace, day: str, text: str
) -> None:
    refuted = [one for one in told(workspace, text, day) if one.verdict.answer is Answer.REFUTED]
    assert not refuted, [(one.claim.sentence, one.verdict.formula) for one in refuted]


@pytest.mark.parametrize(
    ("day", "text", "claims"),
    [
        ("2018-03-01", "Law in force: coal, lead, seafood (UNSCR 2371, 5 August 2017)", 1),
        ("2018-03-01", "12/2017 (18 February 2017): no more coal", 1),
        ("2018-03-01", "Resolution 2375 bans textiles and natural gas liquids.", 2),
        ("2018-03-01", "Copper was banned by resolution 2321, and so was silver.", 2),
        ("2018-03-01", "Resolution 2371 was adopted by 15 votes to none.", 1),
        (
            "2017-09-16",
            "The European Union gave effect to resolution 2371 on 14 September 2017.",
            1,
        ),
        ("2018-01-10", "China carried out resolution 2397 on 5 January 2018.", 1),
        (
            "2017-08-20",
            "Announcement 40/2017, issued on 14 August, took effect the following day.",
            1,
        ),
        (
            "2018-09-01",
            "Sales of 500,000 barrels of refined petroleum a year, under resolution 2397",
            1,
        ),
        (
            "2017-02-03",
            "From 30 November to 31 December the Council let all buy 1,000,866 tonnes of coal.",
            1,
        ),
        (
            "2017-08-20",
            "Under Resolution 2371 all states must refuse North Korean coal and seafood.",
            1,
        ),
        ("2017-08-20", "Textiles are not touched by resolution 2371.", 1),
        ("2017-06-05", "No coal may enter China until 31 December 2017 under notice 12/2017.", 1),
        ("2017-08-20", "Textiles remain free of any UN measure.", 1),
        ("2018-03-01", "North Korean workers are all to be sent home by 22 December 2019.", 1),
        ("2018-03-01", "China's announcement of 5 April 2016 came after resolution 2270.", 1),
        ("2017-09-13", "The Council on Monday adopted a resolution that bans textiles.", 1),
    ],
)
def test_what_acts_say_in_other_forms_is_supported(
    workspace: Workspace, day: str, text: str, claims: int
) -> None:
    found = [one for one in told(workspace, text, day) if one.claim.kind is Kind.LAW]
    assert [one.verdict.answer for one in found] == [Answer.SUPPORTED] * claims


@pytest.mark.parametrize(
    ("day", "text"),
    [
        ("2018-03-01", "Textiles (UNSCR 2375, 11 October 2017)"),
        ("2018-03-01", "Resolution 2397 passed with 14 votes and one abstention."),
        ("2018-03-01", "Gold was banned by resolution 2270, and so was copper."),
        ("2017-09-01", "The European Union gave effect to resolution 2371 on 4 August 2017."),
        (
            "2018-09-01",
            "Sales of 800,000 barrels of refined petroleum a year, under resolution 2397",
        ),
        (
            "2017-12-30",
            "The Security Council on Friday cut refined petroleum to 250,000 barrels a year.",
        ),
        ("2017-12-01", "It implements resolution 2371, adopted on 15 August 2017."),
    ],
)
def test_what_no_act_says_in_other_forms_is_wrong_law(
    workspace: Workspace, day: str, text: str
) -> None:
    errors = [one.verdict.error_kind for one in told(workspace, text, day)]
    assert ErrorKind.WRONG_LAW in errors


@pytest.mark.parametrize(
    ("day", "text", "counts"),
    [
        (
            "2018-06-01",
            "With resolution 2397 the Council had listed 16 individuals and one entity, and with "
            "resolution 2375 one individual and three entities.",
            [("2017-12", 16), ("2017-12", 1), ("2017-09", 1), ("2017-09", 3)],
        ),
        (
            "2017-10-01",
            "On Aug. 22 the Treasury blacklisted 10 entities and six individuals, and on Sept. 26 "
            "it went after nine banks and 26 individuals.",
            [("2017-08", 10), ("2017-08", 6), ("2017-09", 9), ("2017-09", 26)],
        ),
        (
            "2018-03-01",
            "Treasury, 24 January 2018: nine entities, 16 individuals and six vessels",
            [("2018-01", 9), ("2018-01", 16), ("2018-01", 6)],
        ),
        (
            "2018-03-01",
            "On 23 February the Treasury designated 27 entities, 28 vessels and one individual. A "
            "month earlier, nine entities, 16 individuals and six vessels.",
            [
                ("2018-02", 27),
                ("2018-02", 28),
                ("2018-02", 1),
                ("2018-01", 9),
                ("2018-01", 16),
                ("2018-01", 6),
            ],
        ),
    ],
)
def test_each_group_of_counts_has_its_own_day_or_act(
    workspace: Workspace, day: str, text: str, counts: list[tuple[str, int]]
) -> None:
    found = [one for one in told(workspace, text, day) if one.claim.kind is Kind.COUNT]
    assert [(str(one.claim.period), int(one.claim.number or 0)) for one in found] == counts
    assert {one.verdict.answer for one in found} == {Answer.SUPPORTED}


def test_a_part_of_a_limit_is_a_share(workspace: Workspace) -> None:
    """January's 1.44 and February's 1.23 million tonnes are 2.67 of 7.5 million, 36 percent."""
    text = "By the end of February 2017 coal imports had reached 36 percent of the tonnage ceiling."
    shares = [one for one in told(workspace, text, "2017-04-20") if one.claim.kind is Kind.SHARE]
    assert [(one.claim.number, one.verdict.answer) for one in shares] == [(36, Answer.SUPPORTED)]


def test_a_weekday_leaves_the_day_open_and_not_the_amount(workspace: Workspace) -> None:
    text = "The Council on Tuesday capped crude oil at six million barrels a year."
    (claim,) = told(workspace, text, "2017-12-28")
    assert claim.verdict.error_kind is ErrorKind.WRONG_LAW
