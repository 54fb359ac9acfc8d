"""An evaluation gives each observation the same row, whatever stands beside it."""

from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yalu.measures import evaluation, observed, policy
from yalu.model.errors import ChoiceError, TargetNotFoundError
from yalu.model.periods import Period
from yalu.store import recorded
from yalu.workspace import Workspace

TODAY = date(2026, 1, 1)


def row(
    reporter: str, flow: str, code: str, period: str, *, partner: str = "PRK", edition: str = ""
) -> dict[str, Any]:
    months = Period.parse(period)
    return {
        "reporter": reporter, "partner": partner, "flow": flow, "period": period,
        "first_month": months.first, "last_month": months.last, "commodity": code,
        "classification": edition, "product": "", "value": Decimal(1), "currency": "USD",
        "quantity": None, "quantity_unit": None, "status": "reported", "published": TODAY,
        "citation": "page",
    }  # fmt: skip


def judged(
    workspace: Workspace, rows: list[dict[str, Any]], partner: str = "PRK"
) -> list[dict[str, Any]]:
    found = workspace.evaluate_rows(rows, partner, as_known=TODAY)
    each = found.observations.order_by("id").to_pyarrow().to_pylist()
    return [{k: v for k, v in one.items() if k != "id"} for one in each]


ROWS = [
    row(reporter, flow, code, period, edition=edition)
    for reporter in ("CHN", "GBR", "HRV", "S19")
    for flow in ("M", "X")
    for code, edition in (("2701", "HS2012"), ("27", "HS2017"), ("8471", ""), ("0101", "HS2017"),
                          ("9999AA", "HS2017"), ("6401", "HS2012"), ("2203", "HS2012"),
                          ("33", "SITC3"))
    for period in ("2005-03", "2013-05", "2016", "2017-09", "2020-06/2021-05", "2021-06")
]  # fmt: skip


@settings(max_examples=6, deadline=None, derandomize=True)
@given(st.randoms(use_true_random=False))
def test_a_row_does_not_turn_on_the_rows_beside_it(workspace: Workspace, random: Any) -> None:  # noqa: ANN401  - random.Random
    places = list(range(len(ROWS)))
    random.shuffle(places)
    some, alone = places[:40], places[0]
    together = judged(workspace, [ROWS[place] for place in some])
    assert judged(workspace, [ROWS[alone]]) == together[:1]
    half = judged(workspace, [ROWS[place] for place in reversed(some[20:])])
    assert half == list(reversed(together[20:]))


def test_a_state_is_held_to_the_acts_of_a_union_while_it_is_a_member(workspace: Workspace) -> None:
    # Annex VIII of Regulation 2017/1509 bars wine and beer as luxury goods from 15 November 2017
    # on; the United Kingdom applied it to 31 December 2020, and acts of its own are not held.
    before, over, after = judged(
        workspace,
        [row("GBR", "X", "2203", p) for p in ("2020-12", "2020-12/2021-01", "2021-01")],
    )
    assert (before["standing"], before["measures"]) == ("prohibited", "EU-10")
    assert (over["standing"], over["measures"]) == ("depends", "EU-10")
    assert "unrestricted from January 2021" in over["why"]
    assert (after["standing"], after["measures"]) == ("unrestricted", "")


def test_a_reporter_whose_law_is_not_held_does_not_stop_the_others(workspace: Workspace) -> None:
    # Regulation 833/2014 Art. 3j bars Russian coal in the Union; no act of China on Russia is held.
    germany, china = judged(
        workspace, [row(r, "M", "2701", "2022-10", partner="RUS") for r in ("DEU", "CHN")], "RUS"
    )
    assert germany["standing"] == "prohibited"
    assert (china["standing"], china["measures"]) == ("depends", "")
    assert "would be a guess" in china["why"]


def test_an_economy_that_no_act_is_about_is_refused(workspace: Workspace) -> None:
    with pytest.raises(TargetNotFoundError):
        judged(workspace, [row("CHN", "M", "2701", "2022-10", partner="FRA")], "FRA")


def test_rows_of_another_partner_are_refused(workspace: Workspace) -> None:
    with pytest.raises(ChoiceError, match="'RUS'; it takes PRK"):
        judged(workspace, [row("CHN", "M", "2701", "2022-10", partner="RUS")])


def test_months_that_no_run_of_policy_holds_are_unrestricted(workspace: Workspace) -> None:
    # October to December are prohibited by the one run there is; September has none.
    first = Period.parse("2017-10").first
    run = {
        "reporter": "CHN", "partner": "PRK", "flow": "M", "commodity": "2701",
        "classification": "", "first_month": first, "last_month": first + 2, "standing_rank": 4,
        "measures": "RULE", "wider": "", "split": False, "why": "Barred.", "reasons": ["Barred."],
    }  # fmt: skip
    rows = [row("CHN", "M", "2701", p) for p in ("2017-09", "2017-09/2017-10", "2017-10/2017-12")]
    schema = policy.SCHEMA.append(pa.field("classification", pa.string()))
    tables = recorded.as_tables(
        workspace.store,
        {
            "some": observed.observed(rows),
            "rules": pa.Table.from_pylist([run], schema=schema),
        },
    )
    found = evaluation.evaluate(tables["some"], tables["rules"]).order_by("id").to_pyarrow()
    assert found["standing"].to_pylist() == ["unrestricted", "depends", "prohibited"]
    assert pc.sum(found["value"]).as_py() == 3
