import pycountry
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yalu.codelists.areas import area
from yalu.model.errors import AreaNotFoundError


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("CHN", "CHN"),
        ("prk", "PRK"),
        ("KP", "PRK"),
        ("DPRK", "PRK"),
        ("North Korea", "PRK"),
        ("Korea, Democratic People's Republic of", "PRK"),
        ("Republic of Korea", "KOR"),
        ("south korea", "KOR"),
        ("  China ", "CHN"),
        ("Iran", "IRN"),
        ("uk", "GBR"),
        ("un", "UN"),
        ("European Union", "EUR"),
    ],
)
def test_an_area_is_found_by_its_code_or_a_name(asked: str, code: str) -> None:
    assert area(asked).code == code


def test_an_area_has_the_name_that_a_sentence_uses() -> None:
    assert area("PRK").name == "North Korea"
    assert area("RUS").name == "Russia"
    assert area("UN").name == "the United Nations"
    assert area("CHN").name == "China"


def test_the_possessive_of_a_plural_has_no_second_s() -> None:
    assert area("USA").possessive == "the United States'"
    assert area("PRK").possessive == "North Korea's"


@given(st.sampled_from([country.alpha_3 for country in pycountry.countries]))
def test_the_name_of_an_economy_leads_back_to_it(code: str) -> None:
    assert area(area(code).name) == area(code)


@pytest.mark.parametrize("code", ["EUR", "UN"])
def test_the_name_of_a_jurisdiction_leads_back_to_it(code: str) -> None:
    assert area(area(code).name) == area(code)


def test_nothing_is_guessed_for_korea() -> None:
    with pytest.raises(AreaNotFoundError) as refused:
        area("Korea")
    assert set(refused.value.close) == {"PRK", "KOR"}


@pytest.mark.parametrize(("asked", "near"), [("Chinna", "CHN"), ("Rusia", "RUS"), ("Irann", "IRN")])
def test_a_name_misspelt_is_refused_and_the_close_one_named(asked: str, near: str) -> None:
    with pytest.raises(AreaNotFoundError, match=f"close to it: .*{near}"):
        area(asked)


@pytest.mark.parametrize("asked", ["", "Ruritania", "77", "CHN PRK"])
def test_a_text_that_names_no_area_is_refused(asked: str) -> None:
    with pytest.raises(AreaNotFoundError, match="no area is called"):
        area(asked)
