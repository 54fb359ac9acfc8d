"""The commands on the law, as a reader types them."""

import csv
import io
import json
import re
import zipfile
from typing import Any

import pytest
from typer.testing import CliRunner

from yalu.cli import app
from yalu.model.errors import CommodityError, SeriesNotFoundError, TargetNotFoundError

FIELDS = {"id", "instrument", "provision", "type", "codes", "code_basis", "coverage",
          "applies_from", "applies_until", "wind_down", "exemptions", "implements",
          "citations"}  # fmt: skip
EVALUATE = ["evaluate", "--reporter", "CHN", "--partner", "PRK", "--from", "2016-01",
            "--to", "2018-12", "--as-known", "2026-01-01"]  # fmt: skip


def run(*words: str) -> str:
    result = CliRunner().invoke(app, list(words), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def ask(code: str, on: str, *more: str, flow: str = "import", of: str = "CHN") -> Any:  # noqa: ANN401  - JSON
    words = ("--on", on, "--commodity", code, "--flow", flow, "--jurisdiction", of)
    return json.loads(run("measures", "PRK", *words, "--format", "json", *more))


def test_an_answer_has_the_printed_form() -> None:
    answer = ask("2701", "2017-09-05")
    assert list(answer) == ["standing", "why", "measures"]
    assert answer["standing"] == "prohibited"
    assert answer["measures"][0].keys() >= FIELDS
    assert answer["measures"][0]["applies_from"] == "2017-08-15"


def test_a_date_alone_does_not_answer_while_the_port_decides() -> None:
    answer = ask("2701", "2017-08-20")
    assert answer["standing"] == "depends"
    assert "reached a port before 15 August 2017" in answer["why"]


def test_a_state_without_an_act_is_bound_by_the_resolution_and_told_so() -> None:
    answer = ask("6203", "2017-12-11", of="RUS")
    assert answer["standing"] == "prohibited"
    assert "no act of Russia on it is held for that day; the resolution binds it" in answer["why"]


def test_a_chapter_is_only_touched_by_a_rule_on_its_headings() -> None:
    answer = ask("27", "2017-09-05")
    assert answer["standing"] == "depends"
    assert "reaches only 2701, 2702" in answer["why"]


def test_why_gives_the_value_above_which_goods_are_luxury() -> None:
    # Category 8 of Annex VIII: clothing over 20 euros each, coats over 75.
    answer = ask("6203", "2018-03-01", flow="export", of="EU")
    assert answer["standing"] == "depends"
    assert "only coats over 75 euros each, other items over 20 euros each" in answer["why"]


def test_why_gives_the_ceiling_for_goods_that_a_doubt_does_not_touch() -> None:
    # Aviation fuel in 2710.19 is barred by notice 11/2016, the rest is under notice 4/2018.
    why = ask("271019", "2018-06-15", flow="export")["why"]
    assert "item 3 of notice 11/2016" in why
    assert "Otherwise under the ceiling of item 1(3) of notice 4/2018" in why


def test_why_gives_the_limit_that_no_report_is_held_against() -> None:
    why = ask("270900", "2018-06-15", flow="export", of="UN")["why"]
    assert "how much of 4,000,000 barrels or 525,000 tonnes has been used" in why
    assert "from 22 December 2017 to 21 December 2018" in why


def test_a_report_of_five_weeks_does_not_say_when_the_ceiling_was_passed() -> None:
    # One sum is printed for 30 November to 31 December 2016: 2.0 of 1,000,866 tonnes allowed.
    inside = ask("2701", "2016-12-05", of="UN")
    assert inside["standing"] == "over_ceiling"
    assert "do not say on which day it was passed" in inside["why"]


def test_an_article_is_cited_from_the_act_that_it_stands_in() -> None:
    why = ask("6203", "2018-03-01", of="EU")["why"]
    assert "of Regulation (EU) 2017/1509 as amended by Regulation (EU) 2017/1836" in why


def test_explain_runs_from_the_act_to_its_implementation() -> None:
    link = ask("2701", "2017-09-05", "--explain", of="UN")["chain"][0]
    assert link["paragraph"] == "para. 8 of resolution 2371 (2017)"
    assert {"CN-2017-40", "EU-3-1e"} <= {act["id"] for act in link["implementation"]}
    assert link["certain"]
    assert link["inferred"]


def test_a_code_that_is_none_is_refused() -> None:
    for code in ("7701", "1", "27x1", "99"):
        with pytest.raises(CommodityError, match="is no code of goods"):
            ask(code, "2017-09-05")


def test_a_target_without_law_is_refused() -> None:
    with pytest.raises(TargetNotFoundError, match="would be a guess"):
        run("measures", "FRA", "--commodity", "2701", "--flow", "import", "--on", "2017-09-05")


def test_two_lists_stand_side_by_side() -> None:
    rows = json.loads(run("measures", "PRK", "--compare", "UN", "CHN", "--format", "json"))
    coal = next(r for r in rows if r["measure"] == "UN-2371-8coal")
    assert (coal["lag_days"], coal["act_measure"]) == (10, "CN-2017-40")


def test_the_ledger_shows_both_readings() -> None:
    rows = list(csv.DictReader(io.StringIO(
        run("ceilings", "PRK", "--on", "2017-02-28", "--format", "csv")
    )))  # fmt: skip
    value = [row["percent"] for row in rows if row["unit"] == "USD"]
    assert value == ["56.4", "88.9"]


def test_the_month_in_which_a_rule_binds_is_not_split() -> None:
    rows = json.loads(run(*EVALUATE, "--format", "json"))["observations"]
    coal = {r["period"]: r for r in rows if (r["flow"], r["commodity"]) == ("import", "2701")}
    assert coal["2017-01"]["standing"] == "within_ceiling"
    assert coal["2017-02"]["standing"] == "depends"  # stopped on 19 February
    assert "March 2017 decides" in coal["2017-02"]["why"]
    assert coal["2017-03"]["standing"] == "prohibited"
    assert coal["2017-08"]["standing"] == "depends"
    assert coal["2017-10"]["standing"] == "prohibited"
    assert coal["2016"]["standing"] == "depends"


def test_apparent_breaches_are_an_annex() -> None:
    rows = json.loads(run(*EVALUATE, "--format", "json"))["breaches"]
    # December 2016: 2.0 million tonnes against a ceiling of 1,000,866. The zeros of October 2017
    # to March 2018 are reported as nil and breach nothing.
    assert [(r["period"], r["commodity"]) for r in rows] == [
        ("2016-12", "2701"), ("2017-01/2017-03", "7106")
    ]  # fmt: skip


def test_the_law_of_the_council_can_be_asked_on_china_s_trade() -> None:
    rows = json.loads(run(*EVALUATE, "--jurisdiction", "UN", "--format", "json"))["observations"]
    july = next(r for r in rows if (r["period"], r["commodity"]) == ("2017-07", "2701"))
    assert july["standing"] == "within_ceiling"  # the stop of 19 February was China's own


def test_sums_are_per_measure_and_month() -> None:
    rows = json.loads(run(*EVALUATE, "--format", "json"))["by-measure"]
    found = next(r for r in rows if (r["measure"], r["period"]) == ("CN-2016-81", "2017-01"))
    assert (found["value"], found["quantity"], found["unit"]) == (123_000_000, 1_440_000, "tonne")


def test_at_two_digits_coal_is_lost_in_its_chapter() -> None:
    rows = json.loads(run(*EVALUATE, "--commodity-level", "2", "--format", "json"))["observations"]
    october = next(r for r in rows if (r["period"], r["commodity"]) == ("2017-10", "27"))
    assert october["standing"] == "depends"
    # Crude oil is withheld: without an amount there is nothing to add up to a chapter.
    assert {len(r["commodity"]) for r in rows if r["status"] != "suppressed"} == {0, 2}


def test_a_workbook_and_a_page_hold_all_tables() -> None:
    page = run(*EVALUATE, "--format", "html")
    assert {"breaches", "totals", "sums", "observations", "measures"} <= set(
        re.findall(r'<table class="stack" id="(\w+)"', page)
    )
    result = CliRunner().invoke(app, [*EVALUATE, "--format", "xlsx"])
    with zipfile.ZipFile(io.BytesIO(result.stdout_bytes)) as book:
        assert book.testzip() is None
        assert len([name for name in book.namelist() if "sheet" in name and "xml" in name]) == 5


def test_every_note_of_the_annex_leads_somewhere() -> None:
    page = run(*EVALUATE, "--format", "html")
    asked = set(re.findall(r'href="#([\w-]+)"', page))
    assert asked
    assert asked <= set(re.findall(r'id="([\w-]+)"', page))


def test_the_annex_puts_december_s_coal_first() -> None:
    # 2.0 million tonnes and 183.89 million dollars against 1,000,866 t and 53,495,894 dollars.
    page = run(*EVALUATE, "--format", "html")
    first = re.search(r'id="breaches".*?<tbody>\s*<tr>(.*?)</tr>', page, re.DOTALL)
    assert first
    assert "December 2016" in first[1]
    assert "▲ over ceiling" in first[1]


def test_an_end_not_yet_decided_is_not_told() -> None:
    # Resolution 2371 ended the allowance for coal on 5 August 2017.
    told = [
        ask("2701", "2017-08-01", "--as-known", known, of="UN")["measures"][0]["applies_until"]
        for known in ("2017-08-01", "2017-08-05")
    ]
    assert told == [None, "2017-08-04"]


def test_a_pair_that_is_not_loaded_is_refused() -> None:
    with pytest.raises(SeriesNotFoundError):
        run("evaluate", "--reporter", "RUS", "--partner", "PRK", "--from", "2016", "--to", "2017")


def test_a_span_without_goods_has_no_rows() -> None:
    words = ("--reporter", "CHN", "--partner", "PRK", "--from", "1999-01", "--to", "1999-12")
    assert run("evaluate", *words) == "nothing\n"
