"""brief.json keeps its published schema."""

import json
from pathlib import Path

import jsonschema
import pytest

from yalu.briefs.contract import schema
from yalu.workspace import MonthlyBrief

PUBLISHED = Path(__file__).parents[2] / "docs" / "brief.schema.json"


def test_the_published_schema_is_the_one_in_force() -> None:
    assert json.loads(PUBLISHED.read_text()) == schema()


def test_the_brief_keeps_the_schema(july: MonthlyBrief) -> None:
    jsonschema.validate(json.loads(july.files()["brief.json"]), json.loads(PUBLISHED.read_text()))


def test_the_schema_refuses_a_brief_without_findings(july: MonthlyBrief) -> None:
    entry = json.loads(july.files()["brief.json"])
    del entry["findings"]
    with pytest.raises(jsonschema.ValidationError, match="findings"):
        jsonschema.validate(entry, json.loads(PUBLISHED.read_text()))
