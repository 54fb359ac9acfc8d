"""The law from Python: tables of ibis to build on, and findings to print."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import ibis
import pytest

from yalu.model.findings import FindingKind
from yalu.model.law import Direction
from yalu.model.periods import Period
from yalu.model.trade import Status
from yalu.workspace import Workspace

TODAY = date(2026, 1, 1)


def test_what_is_in_force_is_a_table_of_ibis(workspace: Workspace) -> None:
    coal = workspace.measures.in_force(
        "PRK", on=date(2017, 3, 1), as_known=TODAY, commodity="2701",
        direction=Direction.IMPORT, jurisdiction="CHN",
    )  # fmt: skip
    assert isinstance(coal, ibis.Table)
    found = coal.filter(coal.code == "2701").to_pyarrow().to_pylist()
    # Notice 81/2016 set the ceiling, notice 12/2017 stopped imports from 19 February 2017.
    assert {row["measure"] for row in found} == {"CN-2016-81", "CN-2017-12"}


def test_an_end_that_was_decided_later_is_not_in_the_table(workspace: Workspace) -> None:
    asked = {"on": date(2017, 3, 1), "commodity": "2701", "jurisdiction": "CHN"}
    for known, until in ((date(2017, 8, 1), None), (date(2017, 8, 14), date(2017, 8, 14))):
        table = workspace.measures.in_force("PRK", as_known=known, **asked)
        rows = table.filter(table.measure == "CN-2016-81").to_pyarrow().to_pylist()
        # Notice 40/2017 of 14 August took the place of the ceiling from the 15th.
        assert {row["applies_until"] for row in rows} == {until}


def test_a_measure_whose_list_is_not_held_keeps_a_row(workspace: Workspace) -> None:
    table = workspace.measures.in_force("PRK", on=date(2018, 6, 1), as_known=TODAY)
    measures = {b.measure.id for b in workspace.measures.bindings(
        "PRK", on=date(2018, 6, 1), as_known=TODAY)}  # fmt: skip
    assert set(table.measure.to_pyarrow().to_pylist()) == measures
    assert "" in table.code.to_pyarrow().to_pylist()


def test_an_apparent_breach_is_a_finding(workspace: Workspace) -> None:
    found = workspace.evaluate("CHN", "PRK", span=Period.parse("2016-12"), as_known=TODAY)
    (breach,) = found.findings
    assert (breach.kind, str(breach.period), breach.commodity) == (
        FindingKind.BREACH, "2016-12", "2701",
    )  # fmt: skip
    # 168 million dollars, as a newspaper worked out from printed sums.
    assert (breach.value, breach.unit, breach.status) == (
        Decimal(168_000_000), "USD", Status.ESTIMATED,
    )  # fmt: skip
    assert breach.citations
    assert any("upper bound" in caveat for caveat in breach.caveats)


def test_an_evaluation_keeps_its_rows_when_another_is_made(workspace: Workspace) -> None:
    asked = {"reporter": "CHN", "partner": "PRK", "as_known": TODAY}
    first = workspace.evaluate(span=Period.parse("2016-12"), **asked)
    workspace.evaluate(span=Period.parse("2017-01"), **asked)
    assert set(first.observations.period.to_pyarrow().to_pylist()) <= {"2016-12"}


def test_the_example_of_the_method_prints_december_s_coal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = (Path(__file__).parents[2] / "docs" / "methods" / "law.md").read_text()
    example = text.split("```python\n")[1].split("```")[0]
    exec(compile(example, "law.md", "exec"), {})  # noqa: S102  - our own example
    assert "2016-12 2701 168000000.0000 USD estimated\n" in capsys.readouterr().out
