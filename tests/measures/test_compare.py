"""A resolution beside the acts that carry it out, worked from the days and lists of the acts."""

from datetime import date

import pytest

from yalu.measures.compare import Transposition, compare
from yalu.measures.loader import load

KNOWN = date(2026, 1, 1)


@pytest.fixture(scope="module")
def china() -> dict[tuple[str, str], Transposition]:
    pairs = compare(load(), target="PRK", first="UN", second="CHN", as_known=KNOWN)
    return {(pair.provision.id, pair.act.id if pair.act else ""): pair for pair in pairs}


@pytest.mark.parametrize(
    ("provision", "act", "days"),
    [
        ("UN-2371-8coal", "CN-2017-40", 10),  # 5 to 15 August 2017
        ("UN-2375-16", "CN-2017-52-tex", 11),  # 11 to 22 September 2017
        ("UN-2397-7mach", "CN-2018-4-exp", 15),  # 22 December 2017 to 6 January 2018
        ("UN-2270-29coal", "CN-2016-11-coal", 34),  # 2 March to 5 April 2016
        ("UN-2321-28", "CN-2016-81-metal", 23),  # 30 November to 23 December 2016
        # Notice 11/2016 of April still bound when resolution 2321 restated the rule on iron.
        ("UN-2321-26iron", "CN-2016-11-coal", 0),
    ],
)
def test_china_followed_after_days(
    china: dict[tuple[str, str], Transposition], provision: str, act: str, days: int
) -> None:
    assert china[provision, act].lag_days == days


def test_europe_followed_the_coal_ban_through_a_list_it_already_had() -> None:
    pairs = compare(load(), target="PRK", first="UN", second="EUR", as_known=KNOWN)
    seafood = next(pair for pair in pairs if pair.provision.id == "UN-2371-9")
    assert seafood.lag_days == 42  # 5 August to 16 September 2017
    # The EU adds stuffed pasta with fish and soups.
    assert seafood.only_second == ("19022010", "2104")


def test_an_act_that_spares_for_a_while_carries_the_ban_out_when_that_is_over() -> None:
    # Annex V of Regulation 2017/1509 bound from 1 September 2017, with what resolution 2321
    # allowed; the total ban came by Regulation 2017/1548, in force on 16 September.
    pairs = compare(load(), target="PRK", first="UN", second="EUR", as_known=KNOWN)
    by_act = {(pair.provision.id, pair.act.id if pair.act else ""): pair for pair in pairs}
    for provision in ("UN-2371-8coal", "UN-2371-8iron"):
        pair = by_act[provision, "EU-3-1e"]
        assert pair.act_binds_from == date(2017, 9, 1)
        assert (pair.carried_out_from, pair.lag_days) == (date(2017, 9, 16), 42)


def test_a_lag_is_the_most_it_can_be_where_an_older_list_is_not_held() -> None:
    # The lists of Regulation 329/2007 and of 2017/330, which amended it, are not held; both bound
    # to 31 August 2017.
    pairs = compare(load(), target="PRK", first="UN", second="EUR", as_known=KNOWN)
    unseen = {pair.provision.id: pair.unseen for pair in pairs if pair.act}
    assert unseen["UN-2270-30"] == ("(EC) 329/2007", "(EU) 2017/330")
    assert unseen["UN-2375-16"] == ()


def test_gold_metal_stands_on_the_resolution_alone(
    china: dict[tuple[str, str], Transposition],
) -> None:
    pair = china["UN-2270-30", "CN-2016-11-ores"]
    assert "7108" in pair.only_first
    assert pair.only_second == ()


def test_a_provision_that_nobody_carried_out_has_no_lag(
    china: dict[tuple[str, str], Transposition],
) -> None:
    pair = china["UN-2375-15", ""]
    assert (pair.act, pair.lag_days) == (None, None)


def test_an_act_not_yet_known_is_not_compared() -> None:
    then = date(2017, 8, 10)
    pairs = compare(load(), target="PRK", first="UN", second="CHN", as_known=then)
    coal = next(pair for pair in pairs if pair.provision.id == "UN-2371-8coal")
    assert coal.act is None
