"""Numeric statements as newsrooms tell them: steps, ratios, firsts, sums of months, pairs.

The sentences are made up, and what each says was written down before it was read by the checker. A
claim is written as kind|flow|goods|period|base|number, in base units.
"""

from datetime import date
from decimal import Decimal

import pytest

from yalu.claims.claim import Claim, Kind
from yalu.claims.extract import extract
from yalu.claims.subjects import Pair
from yalu.model.periods import Period

DAY = date(2019, 8, 25)
PAIR = Pair(reporter="CHN", partner="PRK")
IN = "China's imports from North Korea came to $18.9 million in July. "
EX = "China's exports to North Korea came to $207.7 million in July. "
TT = "China's trade with North Korea came to $226.6 million in July. "
# The base of these is not part of what is said.
BASELESS = {Kind.LEVEL, Kind.BALANCE, Kind.SHARE, Kind.STREAK}


def is_said(claim: Claim, said: str) -> bool:
    """Tell whether a claim is the one that is written down."""
    kind, flow, product, period, base, number = said.split("|")
    return (
        claim.kind is Kind(kind)
        and (claim.flow.word if claim.flow else "") == flow
        and claim.product == product
        and claim.period == Period.parse(period)
        and (claim.kind in BASELESS or not base or claim.base_period == Period.parse(base))
        and (not number or _is_near(claim.number, Decimal(number)))
    )


def _is_near(number: Decimal | None, said: Decimal) -> bool:
    return number is not None and abs(number - said) <= abs(said) / 1000


SAID = [
    (
        IN + "That was $1.2 million less than in June.",
        ["change_month|import|ALL|2019-07|2019-06|-1200000"],
    ),
    (
        TT + "Trade was $35 million above its level a year earlier.",
        ["change_year|total|ALL|2019-07|2018-07|35000000"],
    ),
    (
        EX + "They lay $12 million below June's.",
        ["change_month|export|ALL|2019-07|2019-06|-12000000"],
    ),
    (
        "China's exports to North Korea were $31 million higher in July than in July 2018.",
        ["change_year|export|ALL|2019-07|2018-07|31000000"],
    ),
    (
        "China's imports from North Korea came to $18.9 million in July, 88 percent "
        "short of the $156 million of July 2017.",
        [
            "level|import|ALL|2019-07||18900000",
            "change_year|import|ALL|2019-07|2017-07|-88",
            "level|import|ALL|2017-07||156000000",
        ],
    ),
    (
        "China's trade with North Korea doubled in 2018 but remained 40 percent short "
        "of its pre-sanctions level of $6 billion in 2014.",
        [
            "change_year|total|ALL|2018|2017|100",
            "change_year|total|ALL|2018|2014|-40",
            "level|total|ALL|2014||6000000000",
        ],
    ),
    (
        "From June to July, China's exports to North Korea slipped 3 percent to $207.7 million.",
        ["change_month|export|ALL|2019-07|2019-06|-3", "level|export|ALL|2019-07||207700000"],
    ),
    (
        "China's exports to North Korea went from $214 million in June to $207.7 million in July.",
        ["level|export|ALL|2019-06||214000000", "level|export|ALL|2019-07||207700000"],
    ),
    (
        "Between June and July China's imports from North Korea shrank by 6 percent.",
        ["change_month|import|ALL|2019-07|2019-06|-6"],
    ),
    (
        "China's exports to North Korea in July were $207.7 million versus $177.5 "
        "million in July 2018.",
        ["level|export|ALL|2019-07||207700000", "level|export|ALL|2018-07||177500000"],
    ),
    (
        "China's imports from North Korea (July: $18.9 million; June: $20.1 million) remain small.",
        ["level|import|ALL|2019-07||18900000", "level|import|ALL|2019-06||20100000"],
    ),
    (
        "China's exports to North Korea ($207.7 million, -3.6 pct m/m) outweighed "
        "imports ($18.9 million, +10.3 pct y/y) in July.",
        [
            "level|export|ALL|2019-07||207700000",
            "change_month|export|ALL|2019-07|2019-06|-3.6",
            "level|import|ALL|2019-07||18900000",
            "change_year|import|ALL|2019-07|2018-07|10.3",
        ],
    ),
    (IN + "That is a third of June's.", ["change_month|import|ALL|2019-07|2019-06|-66.6667"]),
    (
        EX + "They were worth half what they had been a year before.",
        ["change_year|export|ALL|2019-07|2018-07|-50"],
    ),
    (
        IN + "It was barely a tenth of the level of July 2016.",
        ["change_year|import|ALL|2019-07|2016-07|-90"],
    ),
    (
        "China's exports to North Korea in July were two and a half times those of July 2018.",
        ["change_year|export|ALL|2019-07|2018-07|150"],
    ),
    (
        "China's exports to North Korea rose fivefold in July from a year earlier.",
        ["change_year|export|ALL|2019-07|2018-07|400"],
    ),
    (
        "China's exports to North Korea were almost 1.8 times as high in July as a year earlier.",
        ["change_year|export|ALL|2019-07|2018-07|80"],
    ),
    (
        "North Korea's trade gap with China widened to $188.8 million in July.",
        ["balance||ALL|2019-07||188800000"],
    ),
    (
        "In July North Korea ran a deficit of $188.8 million with China.",
        ["balance||ALL|2019-07||188800000"],
    ),
    (
        "North Korea bought $188.8 million more from China than it sold there in July.",
        ["balance||ALL|2019-07||188800000"],
    ),
    (
        EX + "Imports were $18.9 million, which left a surplus of $188.8 million.",
        ["level|import|ALL|2019-07||18900000", "balance||ALL|2019-07||188800000"],
    ),
    (
        EX + "Imports came to $18.9 million, leaving North Korea $188.8 million in the red.",
        ["level|import|ALL|2019-07||18900000", "balance||ALL|2019-07||188800000"],
    ),
    (
        "China's imports from North Korea fell in July for the first time since March.",
        ["extreme|import|ALL|2019-07|2019-03|"],
    ),
    (
        "China's exports to North Korea recorded their first fall since February in July.",
        ["extreme|export|ALL|2019-07|2019-02|"],
    ),
    (
        "China's exports to North Korea rose in each of the four months to July.",
        ["streak|export|ALL|2019-07||4"],
    ),
    (
        "China's imports from North Korea have fallen four months running to the end of July.",
        ["streak|import|ALL|2019-07||4"],
    ),
    (
        "China's trade with North Korea has now grown for six months straight, figures "
        "for July show.",
        ["streak|total|ALL|2019-07||6"],
    ),
    (
        "In July China bought less from North Korea than in any month since March.",
        ["extreme|import|ALL|2019-07|2019-03|"],
    ),
    (IN + "Not since March had it been lower.", ["extreme|import|ALL|2019-07|2019-03|"]),
    (
        "July was the best month of the year for China's exports to North Korea, at "
        "$207.7 million.",
        ["extreme|export|ALL|2019-07||", "level|export|ALL|2019-07||207700000"],
    ),
    (
        "China's exports to North Korea edged up in July, as they had in June.",
        ["direction|export|ALL|2019-07|2019-06|", "direction|export|ALL|2019-06|2019-05|"],
    ),
    (
        "Both China's exports to and its imports from North Korea fell in July from June.",
        ["direction|export|ALL|2019-07|2019-06|", "direction|import|ALL|2019-07|2019-06|"],
    ),
    (EX + "Imports were little changed from June.", ["direction|import|ALL|2019-07|2019-06|"]),
    (
        "China's imports from North Korea were lower in July than a year earlier.",
        ["direction|import|ALL|2019-07|2018-07|"],
    ),
    (
        "China's exports to North Korea, at $207.7 million, were higher in July than in June.",
        ["level|export|ALL|2019-07||207700000", "direction|export|ALL|2019-07|2019-06|"],
    ),
    (
        "China's exports and imports with North Korea in July were $207.7 million and "
        "$18.9 million respectively.",
        ["level|export|ALL|2019-07||207700000", "level|import|ALL|2019-07||18900000"],
    ),
    (
        "In July exports to and imports from North Korea totalled $207.7 million and "
        "$18.9 million, respectively.",
        ["level|export|ALL|2019-07||207700000", "level|import|ALL|2019-07||18900000"],
    ),
    (
        "China's exports to North Korea in June and July came to $214 million and "
        "$207.7 million respectively.",
        ["level|export|ALL|2019-06||214000000", "level|export|ALL|2019-07||207700000"],
    ),
    (
        "In the first seven months of 2019 China's trade with North Korea rose 15.3 "
        "percent to $1.5 billion.",
        [
            "year_to_date|total|ALL|2019-01/2019-07|2018-01/2018-07|15.3",
            "year_to_date|total|ALL|2019-01/2019-07||1500000000",
        ],
    ),
    (
        EX + "That brought the total for the year so far to $1.35 billion, "
        "up from $1.2 billion in the same period of 2018.",
        [
            "year_to_date|export|ALL|2019-01/2019-07||1350000000",
            "year_to_date|export|ALL|2018-01/2018-07||1200000000",
        ],
    ),
    (
        "China's exports to North Korea for January through July reached $1.35 billion, "
        "against $1.2 billion a year earlier.",
        [
            "year_to_date|export|ALL|2019-01/2019-07||1350000000",
            "year_to_date|export|ALL|2018-01/2018-07||1200000000",
        ],
    ),
    (
        "Of China's imports from North Korea in July, watches made up $3.1 million and "
        "wigs $2.4 million.",
        ["level|import|watches|2019-07||3100000", "level|import|wigs|2019-07||2400000"],
    ),
    (
        "China's imports of North Korean iron ore came to 250,000 tonnes in July. They "
        "had been 233,000 tonnes in June.",
        ["level|import|iron ore|2019-07||250000", "level|import|iron ore|2019-06||233000"],
    ),
    (
        "China bought iron ore from North Korea in July. The shipments, 250,000 tonnes, "
        "were worth $19 million.",
        ["level|import|iron ore|2019-07||250000", "level|import|iron ore|2019-07||19000000"],
    ),
    (
        "Goods worth $207.7 million were shipped from China to North Korea in July, "
        "which was $6 million less than in June.",
        ["level|export|ALL|2019-07||207700000", "change_month|export|ALL|2019-07|2019-06|-6000000"],
    ),
    (
        "Chinese exports to North Korea, which had stood at $214 million in June, "
        "slipped to $207.7 million in July.",
        ["level|export|ALL|2019-06||214000000", "level|export|ALL|2019-07||207700000"],
    ),
    (
        "China's exports to North Korea had still been $214 million in June.",
        ["level|export|ALL|2019-06||214000000"],
    ),
    (EX + "In June they had still been $214 million.", ["level|export|ALL|2019-06||214000000"]),
    (
        "China's exports to North Korea in June and July together came to $421.7 million.",
        ["level|export|ALL|2019-06/2019-07||421700000"],
    ),
    (
        "Over May, June and July China bought goods worth $60 million from North Korea.",
        ["level|import|ALL|2019-05/2019-07||60000000"],
    ),
    (
        "In the second quarter, China's exports to North Korea rose to $640 million "
        "from $480 million in the first.",
        [
            "level|export|ALL|2019-04/2019-06||640000000",
            "year_to_date|export|ALL|2019-01/2019-03||480000000",
        ],
    ),
    (
        "China's trade with North Korea came to $1.25 billion in the first half and "
        "$1.5 billion in the second half of 2018.",
        [
            "year_to_date|total|ALL|2018-01/2018-06||1250000000",
            "level|total|ALL|2018-07/2018-12||1500000000",
        ],
    ),
    (
        "Imports made up 8.3 percent of China's trade with North Korea in July.",
        ["share|import|ALL|2019-07||8.3"],
    ),
    (TT + "Exports accounted for nine tenths of it.", ["share|export|ALL|2019-07||90"]),
    (TT + "Of that, 92 percent were Chinese exports.", ["share|export|ALL|2019-07||92"]),
    (IN + "Watches made up a third of that.", ["share|import|watches|2019-07||33.333"]),
    (
        "China's imports from North Korea grew 10 percent in July, five percentage "
        "points less than in June.",
        ["change_month|import|ALL|2019-07|2019-06|10"],
    ),
    (
        "China's trade with North Korea\nJuly 2018: $194.6 million\nJuly 2019: $226.6 "
        "million, up 16.4 percent",
        [
            "level|total|ALL|2018-07||194600000",
            "level|total|ALL|2019-07||226600000",
            "change_year|total|ALL|2019-07|2018-07|16.4",
        ],
    ),
]


@pytest.mark.parametrize(("text", "said"), SAID)
def test_what_a_sentence_says_is_read(text: str, said: list[str]) -> None:
    found = [*extract(text, pair=PAIR, day=DAY)]
    for one in said:
        assert any(is_said(claim, one) for claim in found), one


def claims(text: str, kind: Kind) -> list[Claim]:
    """Give the claims of a kind."""
    return [one for one in extract(text, pair=PAIR, day=DAY) if one.kind is kind]


def test_a_part_of_an_earlier_level_is_no_change() -> None:
    text = "China's trade with North Korea came to 82 percent of its 2017 level in 2018."
    (share,) = claims(text, Kind.SHARE)
    assert (share.of, str(share.period), str(share.base_period)) == ("ratio", "2018", "2017")
    assert not claims(text, Kind.CHANGE_YEAR)


def test_what_ended_a_run_came_after_it() -> None:
    text = "China's trade with North Korea fell in July, which ended a run of four straight months."
    (streak,) = claims(text + " of gains", Kind.STREAK)
    assert str(streak.period) == "2019-06"


def test_the_rate_of_the_month_before_is_of_that_month() -> None:
    text = (
        "China's exports to North Korea rose 5 percent in July from June, "
        "faster than the 2.5 percent month-on-month gain of the previous month."
    )
    periods = [str(one.period) for one in claims(text, Kind.CHANGE_MONTH)]
    assert periods == ["2019-07", "2019-06"]


def test_january_and_february_are_one_figure() -> None:
    text = "In January and February China's trade with North Korea was worth $326 million."
    (level,) = claims(text, Kind.YEAR_TO_DATE)
    assert str(level.period) == "2019-01/2019-02"


def test_near_its_lowest_is_no_extreme() -> None:
    text = "China's trade with North Korea stayed near its lowest levels this year in July."
    assert not claims(text, Kind.EXTREME)
