"""Facts of the WCO's editions: what the amendments of 2007, 2017 and 2022 brought and took."""

import pytest

from yalu.codelists import nomenclature


@pytest.mark.parametrize(
    ("code", "edition", "held"),
    [
        ("2404", "HS2017", False),  # nicotine to inhale has a heading from HS2022
        ("2404", "HS2022", True),
        ("8803", "HS2017", True),  # parts of aircraft went to 8807
        ("8803", "HS2022", False),
        ("8806", "HS2022", True),  # unmanned aircraft
        ("854231", "HS2002", False),  # processors have a subheading from HS2007
        ("854231", "HS2007", True),
        ("270112", "HS2012", True),
        ("270113", "HS2012", False),
        ("77", "HS2017", False),  # kept empty by the Organization
        ("98", "HS2017", False),
    ],
)
def test_an_edition_has_the_codes_of_its_year(code: str, edition: str, held: bool) -> None:
    assert nomenclature.has(edition, code) is held


def test_the_editions_that_have_a_code_are_named_oldest_first() -> None:
    assert nomenclature.editions_with("8807") == ("HS2022",)
    assert nomenclature.editions_with("854231") == ("HS2007", "HS2012", "HS2017", "HS2022")
