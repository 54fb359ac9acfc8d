"""The law that the package ships, held to the acts themselves."""

import itertools
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yalu.measures import standing
from yalu.measures.loader import FOLDER, load, read_file
from yalu.model.law import Direction, Law, State
from yalu.model.periods import Period

FILES = sorted(FOLDER.glob("*/*.yaml"))
LAW = load()
DAY = timedelta(days=1)
NOW = date(2019, 12, 31)
days = st.dates(date(2016, 1, 1), date(2019, 12, 31))


def binding(
    on: str,
    commodity: str,
    direction: Direction = Direction.IMPORT,
    *,
    jurisdiction: str = "",
    as_known: date | None = None,
) -> set[str]:
    """Name the measures against North Korea that bind on goods on a day."""
    day = date.fromisoformat(on)
    found = standing.in_force(
        LAW,
        target="PRK",
        on=day,
        as_known=as_known or day,
        commodity=commodity,
        direction=direction,
        jurisdiction=jurisdiction,
    )
    return {one.measure.id for one in found}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_shipped_law_file_keeps_the_rules(path: Path) -> None:
    assert read_file(path).measures


def test_every_measure_implements_and_supersedes_measures_that_are_held(held: Law) -> None:
    ids = {measure.id for measure in held.measures}
    named = {i for measure in held.measures for i in (*measure.implements, *measure.supersedes)}
    assert named - ids == set()
    assert {ceiling.measure for ceiling in held.ceilings} - ids == set()


def test_no_id_stands_in_two_files(held: Law) -> None:
    ids = sorted([m.id for m in held.measures] + [c.id for c in held.ceilings])
    assert [one for one, other in itertools.pairwise(ids) if one == other] == []


@pytest.mark.parametrize(
    ("on", "binds"),
    [
        ("2017-02-18", False),  # issued on this Saturday
        ("2017-02-19", True),  # in force
        ("2017-12-31", True),  # its own last day
        ("2018-01-01", False),
    ],
)
@pytest.mark.parametrize("heading", ["2701", "2702"])
def test_notice_12_2017_stops_coal_from_19_february_to_31_december_2017(
    on: str, heading: str, binds: bool
) -> None:
    assert ("CN-2017-12" in binding(on, heading, jurisdiction="CHN")) is binds


def test_notice_12_2017_is_unknown_on_the_day_before_it_was_issued() -> None:
    assert "CN-2017-12" not in binding("2017-02-19", "2701", as_known=date(2017, 2, 17))
    assert "CN-2017-12" in binding("2017-02-19", "2701", as_known=date(2017, 2, 18))


def test_resolution_2371_is_unknown_on_4_august_and_known_on_5_august_2017() -> None:
    later = "2017-08-26"
    assert "UN-2371-8coal" not in binding(later, "2701", as_known=date(2017, 8, 4))
    assert "UN-2371-8coal" in binding(later, "2701", as_known=date(2017, 8, 5))


@pytest.mark.parametrize(
    ("commodity", "measure"),
    [("2701", "8coal"), ("2601", "8iron"), ("0307", "9"), ("2607", "10"), ("78", "10")],
)
def test_resolution_2371_binds_on_its_goods_from_its_adoption(commodity: str, measure: str) -> None:
    assert f"UN-2371-{measure}" not in binding("2017-08-04", commodity, as_known=NOW)
    assert f"UN-2371-{measure}" in binding("2017-08-05", commodity)


def test_notice_40_2017_binds_from_15_august_and_not_on_the_14th() -> None:
    # Issued on the 14th, in force on the 15th: NOTES of the measures, ambiguity 7.
    assert "CN-2017-40" not in binding("2017-08-14", "2701")
    assert "CN-2017-40" in binding("2017-08-15", "2701")


def test_notice_40_2017_is_unknown_as_known_on_13_august() -> None:
    assert "CN-2017-40" not in binding("2017-08-15", "2701", as_known=date(2017, 8, 13))
    assert "CN-2017-40" in binding("2017-08-15", "2701", as_known=date(2017, 8, 14))


def test_notice_40_2017_lets_goods_at_port_clear_until_4_september(held: Law) -> None:
    (notice,) = (measure for measure in held.measures if measure.id == "CN-2017-40")
    (grace,) = notice.wind_down
    assert (grace.test, grace.before, grace.until) == (
        "arrival_at_port",
        date(2017, 8, 15),
        date(2017, 9, 4),
    )


@pytest.mark.parametrize(
    ("direction", "paragraph"), [(Direction.IMPORT, "para. 6"), (Direction.EXPORT, "para. 7")]
)
@pytest.mark.parametrize("chapter", ["84", "85", "89"])
def test_2397_bars_machinery_and_vessels_from_north_korea_by_para_6_and_to_it_by_para_7(
    chapter: str, direction: Direction, paragraph: str
) -> None:
    # NOTES of the measures, ambiguity 14: barred both ways since 22 December 2017.
    provisions = {measure.id: measure.provision for measure in LAW.measures}
    found = binding("2017-12-22", chapter, direction, jurisdiction="UN")
    assert {provisions[i] for i in found if i.startswith("UN-2397")} == {paragraph}


@pytest.mark.parametrize("direction", [Direction.IMPORT, Direction.EXPORT])
def test_no_paragraph_of_2397_binds_on_machinery_before_22_december_2017(
    direction: Direction,
) -> None:
    found = binding("2017-12-21", "84", direction, as_known=NOW)
    assert [measure for measure in found if measure.startswith("UN-2397")] == []


def test_steel_is_barred_to_north_korea_by_2397_and_wood_only_from_it() -> None:
    assert "UN-2397-7metal" in binding("2018-01-01", "73", Direction.EXPORT)
    assert "UN-2397-7metal" not in binding("2018-01-01", "73", Direction.IMPORT)
    assert "UN-2397-6wood" in binding("2018-01-01", "44", Direction.IMPORT)
    assert "UN-2397-6wood" not in binding("2018-01-01", "44", Direction.EXPORT)


@pytest.mark.parametrize("commodity", ["2701", "270112", "2701121000"])
def test_a_measure_on_a_heading_binds_its_subheadings(commodity: str) -> None:
    assert "UN-2371-8coal" in binding("2017-08-05", commodity)


def test_a_chapter_asked_for_is_touched_by_a_measure_on_a_heading() -> None:
    assert "UN-2371-8coal" in binding("2017-08-05", "27")
    assert "UN-2371-8coal" not in binding("2017-08-05", "28")


def test_the_acts_of_one_state_are_asked_alone() -> None:
    assert binding("2017-08-15", "2701", jurisdiction="CHN") >= {"CN-2017-40", "CN-2017-12"}
    acts = binding("2017-08-15", "2701", jurisdiction="CHN")
    assert [act for act in acts if not act.startswith("CN-")] == []


def test_no_measure_against_another_economy_is_given() -> None:
    found = standing.in_force(LAW, target="CUB", on=NOW, as_known=NOW)
    assert found == ()


@given(on=days, as_known=days, direction=st.sampled_from([Direction.IMPORT, Direction.EXPORT]))
def test_what_binds_was_published_and_has_begun(
    on: date, as_known: date, direction: Direction
) -> None:
    for one in standing.in_force(LAW, target="PRK", on=on, as_known=as_known, direction=direction):
        assert one.group.introduced_by.published <= as_known
        assert one.group.applies_from <= on
        assert one.until is None or on <= one.until
        assert one.measure.direction in {direction, Direction.BOTH}


@given(group=st.sampled_from([g for m in LAW.measures for g in m.groups]))
def test_validity_includes_both_ends(group: standing.CodeGroup) -> None:
    assert group.binds(on=group.applies_from, as_known=NOW)
    assert not group.binds(on=group.applies_from - DAY, as_known=NOW)
    last = group.until(as_known=NOW)
    if last is not None:
        assert group.binds(on=last, as_known=NOW)
        assert not group.binds(on=last + DAY, as_known=NOW)


def states(month: str, horizon: str) -> dict[str, State]:
    """Give the state of each coal measure as a brief on a month sees it."""
    found = standing.around(
        LAW, target="PRK", month=Period.parse(month), horizon=date.fromisoformat(horizon)
    )
    return {b.measure.id: b.state for b in found if b.group.names("2701")}


def test_a_brief_on_july_2017_sees_the_law_that_came_since() -> None:
    seen = states("2017-07", "2017-08-26")
    assert seen["CN-2017-12"] is State.IN_FORCE
    assert seen["UN-2371-8coal"] is State.ADOPTED
    assert seen["CN-2017-40"] is State.ADOPTED


def test_a_brief_of_10_august_2017_sees_2371_and_no_notice_of_china() -> None:
    seen = states("2017-07", "2017-08-10")
    assert seen["UN-2371-8coal"] is State.ADOPTED
    assert "CN-2017-40" not in seen


def test_a_brief_of_14_august_2017_sees_the_notice_coming() -> None:
    assert states("2017-07", "2017-08-14")["CN-2017-40"] is State.UPCOMING


def test_a_brief_on_december_2017_sees_the_suspension_ended() -> None:
    assert states("2017-12", "2018-01-12")["CN-2017-12"] is State.ENDED
    assert "CN-2017-12" not in states("2018-01", "2018-02-12")


def test_the_ceiling_on_coal_of_2017_is_400870018_dollars_and_7500000_tonnes(held: Law) -> None:
    # Resolution 2321, para. 26(b), as the collection's table of caps has it.
    (ceiling,) = (one for one in held.ceilings if one.id == "CAP-COAL-2017")
    assert {(str(i.amount), i.unit) for i in ceiling.limits} == {
        ("400870018", "USD"),
        ("7500000", "tonne"),
    }
    assert ceiling.combine == "lower"


@pytest.mark.parametrize(
    ("month", "as_known", "meets"),
    [
        ("2016-12", "2017-06-01", False),
        ("2017-01", "2017-06-01", True),
        ("2017-07", "2017-06-01", True),
        ("2017-07", "2016-11-29", False),  # resolution 2321 dates from 30 November 2016
    ],
)
def test_a_ceiling_is_told_in_the_months_of_its_own_period(
    month: str, as_known: str, meets: bool
) -> None:
    found = standing.ceilings_around(
        LAW, target="PRK", month=Period.parse(month), as_known=date.fromisoformat(as_known)
    )
    assert ("CAP-COAL-2017" in {ceiling.id for ceiling in found}) is meets


def test_a_ceiling_whose_end_is_not_yet_published_is_not_known_to_have_ended() -> None:
    # Resolution 2371 ended the ceiling on 5 August; on the 4th it still ran to 31 December.
    found = standing.ceilings_around(
        LAW, target="PRK", month=Period.parse("2017-09"), as_known=date(2017, 8, 4)
    )
    assert "CAP-COAL-2017" in {ceiling.id for ceiling in found}


def test_a_ceiling_is_not_told_in_the_months_after_it_was_ended() -> None:
    found = standing.ceilings_around(
        LAW, target="PRK", month=Period.parse("2017-09"), as_known=date(2017, 10, 23)
    )
    assert "CAP-COAL-2017" not in {ceiling.id for ceiling in found}
