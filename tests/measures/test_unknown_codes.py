"""Codes that name no goods of the HS: refused when typed, never unrestricted when recorded."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from yalu.measures.answer import answer
from yalu.measures.bearing import Known
from yalu.model.answers import Question
from yalu.model.errors import CommodityNotFoundError
from yalu.model.law import Direction
from yalu.model.periods import Period
from yalu.workspace import Workspace

EXPORT = Direction.EXPORT
TODAY = date(2026, 11, 24)
ASKED: dict[str, Any] = {
    "on": date(2017, 10, 1), "as_known": TODAY, "direction": Direction.IMPORT,
    "jurisdiction": "UN",
}  # fmt: skip


def recorded(code: str, classification: str = "HS2017", flow: str = "M") -> dict[str, Any]:
    month = Period.parse("2017-10")
    return {
        "reporter": "CHN", "partner": "PRK", "flow": flow, "period": str(month),
        "first_month": month.first, "last_month": month.last, "commodity": code,
        "classification": classification, "product": "", "value": Decimal(7), "currency": "USD",
        "quantity": None, "quantity_unit": None, "status": "reported", "published": TODAY,
        "citation": "",
    }  # fmt: skip


def judged(workspace: Workspace, *rows: dict[str, Any]) -> list[dict[str, Any]]:
    found = workspace.evaluate_rows(rows, "PRK", as_known=TODAY)
    return list(found.observations.order_by("id").to_pyarrow().to_pylist())


@pytest.mark.parametrize("code", ["279999", "2799", "27999999", "0300"])
def test_a_typed_code_that_no_edition_has_is_refused(workspace: Workspace, code: str) -> None:
    with pytest.raises(CommodityNotFoundError, match=f"has {code}. Under chapter {code[:2]}"):
        workspace.standing("PRK", commodity=code, **ASKED)


def test_a_typed_code_is_looked_for_in_the_edition_that_is_named(workspace: Workspace) -> None:
    with pytest.raises(CommodityNotFoundError, match="HS2012 has no code 880610"):
        workspace.standing("PRK", commodity="880610", edition="HS2012", **ASKED)


@pytest.mark.parametrize("code", ["9999AA", "99", "98010010", "TOTAL", "270", "279999"])
def test_a_recorded_code_that_names_no_goods_depends_and_the_rest_stands(
    workspace: Workspace, code: str
) -> None:
    odd, coal = judged(workspace, recorded(code), recorded("2701"))
    assert (odd["standing"], odd["measures"]) == ("depends", "")
    assert code in odd["why"]
    assert coal["standing"] == "prohibited"


@pytest.mark.parametrize("classification", ["SITC3", "SITC4", "BEC4", "EBOPS2010"])
def test_codes_of_another_list_are_not_taken_for_those_of_the_hs(
    workspace: Workspace, classification: str
) -> None:
    # 03 is fish in the HS and in SITC; 27 is fuels in the HS and crude fertilisers in SITC.
    rows = judged(workspace, recorded("27", classification), recorded("03", classification))
    assert [(row["standing"], row["measures"]) for row in rows] == [("depends", "")] * 2
    assert classification in rows[0]["why"]


def test_a_rule_on_a_chapter_reaches_a_code_in_it_that_no_edition_has(workspace: Workspace) -> None:
    # Notice 40/2017 bars chapter 03 as a whole, whatever the publisher calls its parts.
    (found,) = judged(workspace, recorded("039999"))
    assert found["standing"] == "prohibited"


def test_a_code_younger_than_a_rule_depends_where_no_table_joins_them(workspace: Workspace) -> None:
    # Resolution 2321 para. 30 bars helicopters of 8802 (HS2012). Drones left 8802 in 2022, and
    # without the correlation nothing says so; 8801 (balloons) was there before and was not meant.
    alone = tuple(m for m in workspace.law.measures if m.id == "UN-2321-30")
    question = Question(
        target="PRK", commodity="880610", edition="HS2022", **ASKED | {"direction": EXPORT}
    )
    known = Known(law=replace(workspace.law, measures=alone))
    drone = answer(known, question, state="UN")
    balloon = answer(known, replace(question, commodity="880100"), state="UN")
    assert (drone.standing.value, balloon.standing.value) == ("depends", "unrestricted")
    assert "no correlation with HS2022 is loaded" in drone.why


def test_the_sums_hold_every_row_with_a_code_of_any_list(workspace: Workspace) -> None:
    found = workspace.evaluate_rows(
        [recorded("2701"), recorded("9999AA"), recorded("8471")], "PRK", as_known=TODAY
    )
    totals = found.totals.to_pyarrow().to_pylist()
    assert sum(row["value"] for row in totals) == 21
