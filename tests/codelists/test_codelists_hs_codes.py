"""Which codes the Harmonized System has had.

How many subheadings an edition has is as the World Customs Organization gives it; that 8806
(unmanned aircraft) is new in 2022 and that 2711.11 is liquefied natural gas are read off the
nomenclature itself.
"""

from itertools import product

import pytest

from yalu.codelists import hs_codes

# The WCO counts 5,224 groups in 2002, 5,052 in 2007, 5,205 in 2012 and 5,387 in 2017.
COUNTS = {"HS2002": 5224, "HS2007": 5052, "HS2012": 5205, "HS2017": 5387}


@pytest.mark.parametrize("edition", COUNTS)
def test_an_edition_has_as_many_subheadings_as_the_wco_counts(edition: str) -> None:
    found = hs_codes.below("", edition=edition)
    assert len(found) == len(set(found)) == COUNTS[edition]


@pytest.mark.parametrize(
    "code", ["27", "2701", "270112", "27011210", "2711110000", "270900", "2701000000", "880610"]
)
def test_a_code_that_some_edition_has_is_known(code: str) -> None:
    assert hs_codes.has(code)


@pytest.mark.parametrize("code", ["279999", "2799", "27999999", "0300", "7711", "990000", "9999AA"])
def test_a_code_that_no_edition_has_is_not(code: str) -> None:
    assert not hs_codes.has(code)


@pytest.mark.parametrize(
    ("code", "edition"), [*product(["8806", "880610"], ["HS2012", "HS2017"]), ("880220", "")]
)
def test_drones_came_with_the_edition_of_2022(code: str, edition: str) -> None:
    assert hs_codes.has(code, edition=edition) == (not edition)
    assert hs_codes.has(code)


def test_the_codes_beside_one_that_is_not_there_are_those_of_its_heading() -> None:
    coals = ("270111", "270112", "270119", "270120")
    assert hs_codes.beside("270199") == ("2701", coals)
    assert hs_codes.beside("2799") == ("27", tuple(f"27{n:02d}" for n in range(1, 17)))


@pytest.mark.parametrize(
    ("code", "edition", "held"),
    [
        ("2404", "HS2017", False),  # nicotine to inhale has a heading from HS2022
        ("2404", "HS2022", True),
        ("8803", "HS2017", True),  # parts of aircraft went to 8807
        ("8803", "HS2022", False),
        ("854231", "HS2002", False),  # processors have a subheading from HS2007
        ("854231", "HS2007", True),
        ("270113", "HS2012", False),
        ("77", "HS2017", False),  # kept empty by the Organization
        ("98", "HS2017", False),
    ],
)
def test_an_edition_has_the_codes_of_its_year(code: str, edition: str, held: bool) -> None:
    assert hs_codes.has(code, edition=edition) is held
