from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yalu.model.law import Act, CodeGroup, Direction

FIRST, LAST = date(2017, 2, 19), date(2017, 12, 31)
ISSUED, ENDED = date(2017, 2, 18), date(2017, 8, 14)
days = st.dates(date(2016, 1, 1), date(2019, 12, 31))


def coal(*, codes: tuple[str, ...] = ("2701", "2702"), ended: date | None = ENDED) -> CodeGroup:
    return CodeGroup(
        codes=codes,
        edition="HS2017",
        coverage="whole",
        code_basis="national notice",
        applies_from=FIRST,
        introduced_by=Act(act="FIRST-ACT", published=ISSUED),
        applies_until=LAST if ended else None,
        ended_by=Act(act="LAST-ACT", published=ended) if ended else None,
        verification="verified",
    )


def test_a_measure_binds_on_its_first_and_its_last_day() -> None:
    known = date(2018, 1, 31)
    assert coal().binds(on=FIRST, as_known=known)
    assert coal().binds(on=LAST, as_known=known)
    assert not coal().binds(on=FIRST - timedelta(days=1), as_known=known)
    assert not coal().binds(on=LAST + timedelta(days=1), as_known=known)


def test_an_end_not_yet_published_is_not_known() -> None:
    the_day_before = ENDED - timedelta(days=1)
    assert coal().until(as_known=the_day_before) is None
    assert coal().until(as_known=ENDED) == LAST
    assert coal().binds(on=LAST + timedelta(days=1), as_known=the_day_before)


def test_a_measure_not_yet_published_is_not_known_to_bind() -> None:
    assert not coal().binds(on=FIRST, as_known=ISSUED - timedelta(days=1))
    assert coal().binds(on=FIRST, as_known=ISSUED)


@given(days, days, st.booleans())
def test_knowing_more_of_an_end_never_lengthens_a_measure(
    on: date, as_known: date, ends: bool
) -> None:
    group = coal(ended=ENDED if ends else None)
    later = date(2020, 1, 1)
    if as_known >= ISSUED and group.binds(on=on, as_known=later):
        assert group.binds(on=on, as_known=as_known)


@pytest.mark.parametrize("asked", ["2701", "270112", "2701121000", "27"])
def test_a_rule_on_a_heading_names_what_is_under_it_and_touches_its_chapter(asked: str) -> None:
    assert coal().names(asked)


@pytest.mark.parametrize("asked", ["2703", "0127", "72", "28", "26011110"])
def test_a_rule_on_a_heading_names_no_other_goods(asked: str) -> None:
    assert not coal().names(asked)


def test_a_measure_without_codes_names_no_goods() -> None:
    assert not coal(codes=()).names("2701")


@pytest.mark.parametrize("direction", Direction)
def test_a_measure_in_both_directions_covers_each(direction: Direction) -> None:
    assert Direction.BOTH.covers(direction)
    assert direction.covers(direction)


def test_a_measure_on_imports_does_not_cover_exports() -> None:
    covers: Callable[[Direction], bool] = Direction.IMPORT.covers
    assert not covers(Direction.EXPORT)
    assert not covers(Direction.BOTH)
