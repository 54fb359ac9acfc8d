"""Which goods an amount is of, which way they went, and how many: by the words alone.

The sentences are made up; what each says was written down before it was read by the checker.
"""

from datetime import date

import pytest

from yalu.claims.claim import Claim, Kind
from yalu.claims.extract import extract
from yalu.claims.subjects import Pair

PAIR = Pair(reporter="CHN", partner="PRK")
LEVELS = {Kind.LEVEL, Kind.YEAR_TO_DATE}


def claims(text: str, day: date = date(2018, 3, 24)) -> list[Claim]:
    return list(extract(text, pair=PAIR, day=day))


def levels(text: str) -> list[tuple[str, str, float, str]]:
    """Give flow, goods, number and unit of each level."""
    return [
        (claim.flow.word if claim.flow else "", claim.product, float(claim.number or 0), claim.unit)
        for claim in claims(text)
        if claim.kind in LEVELS
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "China bought 1.64 million tonnes of coal from North Korea in February"
            " worth $138 million.",
            [("import", "coal", 1_640_000, "tonnes"), ("import", "coal", 138e6, "USD")],
        ),
        (
            "In 2016 China bought 22.5 million tonnes of North Korean coal, 14.5 percent more than"
            " in 2015, for $1.18 billion.",
            [("import", "coal", 22.5e6, "tonnes"), ("import", "coal", 1.18e9, "USD")],
        ),
        (
            "In February, of its $156 million of purchases from North Korea $20 million had been"
            " iron ore.",
            [("import", "ALL", 156e6, "USD"), ("import", "iron ore", 20e6, "USD")],
        ),
        (
            "In February, $20 million of China's $156 million of purchases from the North"
            " were lead.",
            [("import", "lead", 20e6, "USD"), ("import", "ALL", 156e6, "USD")],
        ),
        (
            "Rice, at $6 million, and tyres, at $4 million, were what China sold most of to North"
            " Korea in February.",
            [("export", "rice", 6e6, "USD"), ("export", "tyres", 4e6, "USD")],
        ),
        (
            "Diesel exports to North Korea slipped to 13,496 tonnes from 14,336, and gasoline to"
            " 6,508 from 2,606.",
            [
                ("export", "diesel", 13_496, "tonnes"),
                ("export", "diesel", 14_336, "tonnes"),
                ("export", "gasoline", 6_508, "tonnes"),
                ("export", "gasoline", 2_606, "tonnes"),
            ],
        ),
        (
            "Exports of LPG to North Korea rose to 55 tonnes in February, and those of jet fuel"
            " fell to three tonnes from nine.",
            [
                ("export", "LPG", 55, "tonnes"),
                ("export", "jet fuel", 3, "tonnes"),
                ("export", "jet fuel", 9, "tonnes"),
            ],
        ),
        (
            "China's imports of North Korean slag were put at 9,000 tonnes in February.",
            [("import", "slag", 9_000, "tonnes")],
        ),
        (
            "China sold 300 tonnes of lamp oil to North Korea in February.",
            [("export", "lamp oil", 300, "tonnes")],
        ),
        (
            "Tyre exports to North Korea came to $3 million in February.",
            [("export", "tyres", 3e6, "USD")],
        ),
    ],
)
def test_an_amount_takes_the_goods_that_stand_nearest(
    text: str, expected: list[tuple[str, str, float, str]]
) -> None:
    assert levels(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "China sold the North $319.8 million of goods in May and bought $123.8 million.",
            [("export", "ALL", 319.8e6, "USD"), ("import", "ALL", 123.8e6, "USD")],
        ),
        (
            "China, which takes most of the North's exports, voted in favour. Its imports from the"
            " country were $1.04 billion in 2017.",
            [("import", "ALL", 1.04e9, "USD")],
        ),
        (
            "China's trade with North Korea halved in 2017 as sanctions cut off most of the North's"
            " sales. In December exports were $207 million.",
            [("export", "ALL", 207e6, "USD")],
        ),
        (
            "Outbound shipments to the North's biggest trade partner amounted to $175 million"
            " in May.",
            [("import", "ALL", 175e6, "USD")],
        ),
        (
            "Mobile phones worth 30 million yuan went to North Korea in June.",
            [("export", "mobile phones", 30e6, "CNY")],
        ),
        (
            "Some 63.5 billion yuan of goods went from North Korea to China in 2017, 31.6 billion"
            " yuan the other way.",
            [("import", "ALL", 63.5e9, "CNY"), ("export", "ALL", 31.6e9, "CNY")],
        ),
        (
            "Coal brought the North $11.9 million in May 2017.",
            [("import", "coal", 11.9e6, "USD")],
        ),
        (
            "China's exports to North Korea reached $1.4 billion in all in 2017.",
            [("export", "ALL", 1.4e9, "USD")],
        ),
        (
            "Two-way exports and imports came to $530 million in 2017.",
            [("total", "ALL", 530e6, "USD")],
        ),
        (
            "In May $604 million changed hands between China and North Korea.",
            [("total", "ALL", 604e6, "USD")],
        ),
        (
            "In February 9,000 tonnes of zinc concentrate and then 300 tonnes of rice went across"
            " the border.",
            [("import", "zinc ore", 9_000, "tonnes"), ("export", "rice", 300, "tonnes")],
        ),
        (
            "The low point came in November, when China and North Korea traded $1.27 million.",
            [("total", "ALL", 1.27e6, "USD")],
        ),
    ],
)
def test_the_side_is_read_through_the_words(
    text: str, expected: list[tuple[str, str, float, str]]
) -> None:
    assert levels(text) == expected


@pytest.mark.parametrize(
    ("told", "number", "unit"),
    [
        ("nearly two-point-three billion U.S. dollars", 2.3e9, "USD"),
        ("18-point-six million dollars", 18.6e6, "USD"),
        ("one-point-66 million dollars", 1.66e6, "USD"),
        ("half a billion dollars", 500e6, "USD"),
        ("a billion and a half yuan", 1.5e9, "CNY"),
        ("Rmb1.2bn", 1.2e9, "CNY"),
        ("2,25 Mrd yuan", 2.25e9, "CNY"),
    ],
)
def test_amounts_are_read_however_they_are_written(told: str, number: float, unit: str) -> None:
    text = f"China's imports from North Korea came to {told} in 2017."
    assert levels(text) == [("import", "ALL", number, unit)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "China shipped 10.56 million face masks to North Korea in February, up from 210 in"
            " January.",
            [("export", "face masks", 10.56e6, "units"), ("export", "face masks", 210, "units")],
        ),
        (
            "Pyongyang bought two million thermometers from China in February.",
            [("export", "thermometers", 2e6, "units")],
        ),
        (
            "China sold North Korea two million litres of ethanol in February.",
            [("export", "ethanol", 2e6, "litres")],
        ),
        (
            "China bought 500 kilograms of gold from North Korea.",
            [("import", "gold", 0.5, "tonnes")],
        ),
    ],
)
def test_pieces_and_litres_are_amounts_too(
    text: str, expected: list[tuple[str, str, float, str]]
) -> None:
    assert levels(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "China's exports to North Korea rose. A year ago we had forty trucks a day.",
        "China imposed a blanket ban. Talks with North Korea took two hours.",
        "China's exports to North Korea rose. None of this helped, and nothing happened in June.",
    ],
)
def test_what_is_counted_but_not_traded_is_no_level(text: str) -> None:
    assert levels(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "China imported 511,619 tons of North Korean coal in January, and in February none.",
            [("coal", "2018-01"), ("coal", "2018-02")],
        ),
        (
            "In January China sold North Korea 60 tonnes of rice, after none in November and"
            " December.",
            [("rice", "2018-01"), ("rice", "2017-11"), ("rice", "2017-12")],
        ),
        (
            "No diesel and no gasoline left China for the North in February.",
            [("diesel", "2018-02"), ("gasoline", "2018-02")],
        ),
        (
            "Nor did the world's second-largest economy export jet fuel or fuel oil to its"
            " neighbour in February.",
            [("jet fuel", "2018-02"), ("fuel oil", "2018-02")],
        ),
        (
            "China did not sell North Korea rice or corn in January.",
            [("rice", "2018-01"), ("corn", "2018-01")],
        ),
    ],
)
def test_nothing_is_told_of_each_of_the_goods_and_months(
    text: str, expected: list[tuple[str, str]]
) -> None:
    told = [(claim.product, str(claim.period)) for claim in claims(text) if claim.kind in LEVELS]
    assert told == expected


def test_what_is_guessed_from_the_sentence_before_is_not_firm() -> None:
    text = (
        "China's exports to North Korea fell in February."
        " In value, the top item was soybean oil, about $11.6 million."
    )
    (told,) = [claim for claim in claims(text) if claim.kind is Kind.LEVEL]
    assert (told.product, told.firm) == ("soybean oil", False)
