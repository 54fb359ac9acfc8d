"""The JSON report keeps its published schema."""

import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from yalu.claims.contract import encoded, schema
from yalu.workspace import Workspace

PUBLISHED = Path(__file__).parents[2] / "docs" / "claims.schema.json"
TEXT = "China's imports from North Korea fell 3.6 percent from June to $156.3 million in July."


def test_the_published_schema_is_the_one_in_force() -> None:
    assert json.loads(PUBLISHED.read_text()) == schema()


def test_a_report_keeps_the_schema(workspace: Workspace) -> None:
    report = json.loads(encoded(workspace.check(TEXT, as_known=date(2017, 8, 26))))
    jsonschema.validate(report, json.loads(PUBLISHED.read_text()))


def test_a_claim_is_told_in_base_units(workspace: Workspace) -> None:
    report = json.loads(encoded(workspace.check(TEXT, as_known=date(2017, 8, 26))))
    change, level = report["claims"]
    assert (change["number"], change["unit"], change["base_period"]) == (-3.6, "percent", "2017-06")
    assert (level["number"], level["unit"], level["flow"]) == (156_300_000, "USD", "import")


def test_a_span_is_the_place_in_the_text(workspace: Workspace) -> None:
    report = json.loads(encoded(workspace.check(TEXT, as_known=date(2017, 8, 26))))
    assert [TEXT[slice(*claim["span"])] for claim in report["claims"]] == [
        "3.6 percent",
        "$156.3 million",
    ]


def test_a_field_that_nobody_declared_is_refused(workspace: Workspace) -> None:
    report = json.loads(encoded(workspace.check(TEXT, as_known=date(2017, 8, 26))))
    report["claims"][0]["guess"] = 1
    with pytest.raises(jsonschema.ValidationError, match="guess"):
        jsonschema.validate(report, json.loads(PUBLISHED.read_text()))
