"""Rules carried over between editions, on small tables worked by hand and on the published one."""

import csv
from datetime import date
from pathlib import Path

import pytest

from yalu.measures.answer import answer
from yalu.measures.bearing import Known
from yalu.measures.editions import Correlation, carry, convert
from yalu.measures.loader import load
from yalu.model.answers import Question, Standing
from yalu.model.law import Direction

TABLE = (
    Path(__file__).parents[3] / "shared" / "data" / "trade" / "hs-concordance"
    / "HS_consolidated_comtrade_concordances.csv"
)  # fmt: skip
SPLIT = Correlation.of([("100110", "100111"), ("100110", "100112"), ("100210", "100210")])
MERGED = Correlation.of([("200110", "200130"), ("200120", "200130")])
MOVED = Correlation.of(
    [("300110", "310110"), ("300120", "300120"), ("300210", "300210"), ("310210", "310210")]
)


def test_a_code_that_was_split_is_all_of_its_parts() -> None:
    found = carry("100110", SPLIT)
    assert (found.whole, found.part, found.relationship) == (("1001",), (), "1:n")


def test_a_code_that_was_merged_with_another_is_a_part() -> None:
    found = carry("200110", MERGED)
    assert (found.whole, found.part, found.relationship) == ((), ("200130",), "n:1")


def test_a_heading_that_takes_in_both_is_kept_whole() -> None:
    assert carry("2001", MERGED).whole == ("2001",)


def test_a_heading_that_lost_goods_follows_them() -> None:
    assert carry("3001", MOVED).whole == ("3001", "3101")


def test_a_code_the_table_does_not_know_is_kept() -> None:
    assert carry("4001", MOVED).whole == ("4001",)


@pytest.fixture(scope="module")
def table() -> Correlation:
    if not TABLE.is_file():
        pytest.skip("the correlation tables of the UN are not beside the repository")
    with TABLE.open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    return Correlation.of(
        (row["code.before"].zfill(6), row["code.after"].zfill(6))
        for row in rows
        if row["adjustment"] == "2017 to 2012"
    )


def test_a_rule_on_iron_ore_meets_the_next_edition(table: Correlation) -> None:
    law = convert(load(), "HS2012", "HS2017", table)
    iron = next(m for m in law.measures if m.id == "UN-2270-29iron")
    assert [(g.codes, g.edition) for g in iron.groups if "2601" in g.codes] == [
        (("2601",), "HS2017")
    ]


def test_standings_survive_the_conversion_where_no_code_moved(
    table: Correlation,
) -> None:
    question = Question(
        target="PRK",
        jurisdiction="UN",
        direction=Direction.IMPORT,
        commodity="7403",
        on=date(2018, 1, 1),
        as_known=date(2026, 1, 1),
    )
    law = convert(load(), "HS2012", "HS2017", table)
    assert answer(Known(law=law), question, state="").standing is Standing.PROHIBITED


def test_a_chapter_is_written_by_its_headings_where_only_one_is_mixed() -> None:
    links = [("100110", "100110"), ("100210", "100210"), ("100220", "100220"), ("200110", "100220")]
    found = carry("10", Correlation.of(links))
    assert (found.whole, found.part) == (("1001", "100210"), ("100220",))
