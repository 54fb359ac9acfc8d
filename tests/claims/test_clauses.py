"""What a number belongs to where one sentence speaks of several months, goods and economies.

The sentences are made up; what each says was written down before it was read by the checker.
"""

from datetime import date

import pytest

from yalu.claims.claim import Claim, Kind
from yalu.claims.extract import extract
from yalu.claims.subjects import Pair

PAIR = Pair(reporter="CHN", partner="PRK")
DAY = date(2018, 3, 24)


def claims(text: str, *kinds: Kind) -> list[Claim]:
    """Read a text of 24 March 2018."""
    found = extract(text, pair=PAIR, day=DAY)
    return [claim for claim in found if not kinds or claim.kind in kinds]


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        (
            "China's imports from North Korea came to $9 million in February, against $47 million"
            " in January and $176 million a year ago.",
            ["2018-02", "2018-01", "2017-02"],
        ),
        (
            "China's imports from North Korea in February, $9 million, were less than the"
            " $47 million of January.",
            ["2018-02", "2018-01"],
        ),
        (
            "China's exports to North Korea in February were below the level of January,"
            " when they reached $168 million.",
            ["2018-01"],
        ),
        (
            "China's exports to North Korea were $102 million in February."
            " Twelve months earlier they were worth $161 million."
            " Imports were $9 million.",
            ["2018-02", "2017-02", "2018-02"],
        ),
        (
            "China's exports to North Korea in February: $102 million (January: $168 million)."
            " Imports: $9 million.",
            ["2018-02", "2018-01", "2018-02"],
        ),
        (
            "In February the two countries traded $112 million, in January still $216 million.",
            ["2018-02", "2018-01"],
        ),
    ],
)
def test_each_level_keeps_its_own_month(text: str, periods: list[str]) -> None:
    assert [str(claim.period) for claim in claims(text, Kind.LEVEL)] == periods


def test_from_one_month_to_the_next_is_a_base_and_a_period() -> None:
    text = "China's imports from North Korea fell 80 percent from January to February."
    (change,) = claims(text, Kind.CHANGE_MONTH)
    assert (str(change.period), str(change.base_period)) == ("2018-02", "2018-01")


def test_from_january_to_february_without_a_movement_is_a_span() -> None:
    text = "China's imports from North Korea came to $56 million from January to February."
    (level,) = claims(text, Kind.YEAR_TO_DATE)
    assert str(level.period) == "2018-01/2018-02"


def test_a_month_after_since_lies_before_the_month_it_is_set_against() -> None:
    text = "China's trade with North Korea in November 2017 was the lowest since February."
    (extreme,) = claims(text, Kind.EXTREME)
    assert (str(extreme.period), str(extreme.base_period)) == ("2017-11", "2017-02")


@pytest.mark.parametrize(
    ("text", "goods"),
    [
        ("China's exports to North Korea fell. Diesel came to 367 tonnes in May.", ["diesel"]),
        ("In May China sold North Korea neither rice nor corn.", ["rice", "corn"]),
        (
            "Chinese customs show no exports of gasoline, diesel or jet fuel to the North in May.",
            ["gasoline", "diesel", "jet fuel"],
        ),
    ],
)
def test_goods_are_those_of_their_clause(text: str, goods: list[str]) -> None:
    assert [claim.product for claim in claims(text, Kind.LEVEL)] == goods


def test_what_is_asked_or_foreseen_is_no_claim() -> None:
    assert not claims("Did China's imports from North Korea reach $100 million in February?")
    assert not claims("We expect China's imports from North Korea to reach $100 million in 2019.")


def test_verbs_of_trade_need_an_actor_and_an_amount() -> None:
    text = "China's exports to North Korea were $102 million in February. Talks took two hours."
    (level,) = claims(text)
    assert str(level.number) == "102000000"


def test_a_day_beside_an_act_is_of_the_year_of_the_act() -> None:
    text = "Notice 40/2017, which China issued on 14 August, banned imports of North Korean lead."
    (law,) = claims(text, Kind.LAW)
    assert law.law is not None
    assert law.law.day == date(2017, 8, 14)


def test_each_amount_of_a_ceiling_is_a_claim_on_its_own_goods() -> None:
    text = (
        "The UN cap on refined petroleum is 500,000 barrels a year,"
        " and the cap on crude oil is 4 million barrels."
    )
    found = [(claim.product, int(claim.number or 0)) for claim in claims(text, Kind.LAW)]
    assert found == [("refined petroleum", 500_000), ("crude oil", 4_000_000)]


def test_firms_of_one_country_are_a_part_of_those_listed() -> None:
    text = "On 22 August 2017 the US Treasury sanctioned six Chinese entities and six individuals."
    part, whole = claims(text, Kind.COUNT)
    assert (part.of, whole.of) == ("part", "")
