"""The law on real annual trade: fuels (HS 27) with North Korea in the world files of 2016 and 2017.

The files lie outside the repository, in a folder `shared` beside it.
"""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from yalu.measures.evaluation import Evaluation
from yalu.model.periods import Period
from yalu.workspace import Workspace

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "trade" / "comtrade-legacy"
pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the world files of UN Comtrade are not beside the repository"
)


def lines(year: int) -> list[dict[str, Any]]:
    period = Period.parse(str(year))
    with (FOLDER / f"hs27_world_{year}.csv").open(encoding="utf-8-sig") as file:
        return [
            {
                "reporter": row["Reporter ISO"],
                "partner": "PRK",
                "flow": {"Import": "M", "Export": "X"}[row["Trade Flow"]],
                "period": str(period),
                "first_month": period.first,
                "last_month": period.last,
                "commodity": row["Commodity Code"],
                "classification": row["Classification"],
                "product": row["Commodity"],
                "value": Decimal(row["Trade Value (US$)"]),
                "currency": "USD",
                "quantity": None,
                "quantity_unit": None,
                "status": "reported",
                "published": date(2019, 1, 1),
                "citation": "",
            }
            for row in csv.DictReader(file)
            if row["Partner ISO"] == "PRK" and row["Reporter ISO"]
        ]


@pytest.fixture(scope="module")
def evaluated() -> Evaluation:
    rows = lines(2016) + lines(2017)
    return Workspace.open().evaluate_rows(rows, "PRK", as_known=date(2026, 1, 1))


def test_every_line_of_every_reporter_has_one_standing(evaluated: Evaluation) -> None:
    rows = evaluated.observations.to_pyarrow().to_pylist()
    assert len(rows) == len(lines(2016)) + len(lines(2017))
    assert {row["standing"] for row in rows} == {"depends"}


def test_china_s_fuel_of_a_year_depends_and_says_why(evaluated: Evaluation) -> None:
    rows = evaluated.observations.to_pyarrow().to_pylist()
    china = {r["period"]: r for r in rows if (r["reporter"], r["flow"]) == ("CHN", "M")}
    # As the files print them, in dollars.
    assert china["2016"]["value"] == Decimal(1_192_866_092)
    assert china["2017"]["value"] == Decimal(421_339_878)
    # Coal was free to 1 March 2016; all of 2017 has some rule on the headings of coal.
    assert "changes within the period" in china["2016"]["why"]
    assert "CN-2017-40" in china["2017"]["measures"].split()


def test_a_year_of_a_chapter_proves_no_breach(evaluated: Evaluation) -> None:
    assert evaluated.breaches.count().to_pyarrow().as_py() == 0
