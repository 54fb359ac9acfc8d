"""Nothing that was found of the law is dropped in silence.

The tables beside the repository (`../shared/data/measures`) hold what was read in the acts, line by
line. Each measure, code, ceiling and approval of theirs is in the catalogue, or stands here with
the reason why it is held otherwise.
"""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from yalu.measures.codes import Reach, reach
from yalu.measures.loader import load
from yalu.model.law import Law, Measure

Rows = Callable[[str], list[dict[str, str]]]

ELSEWHERE = {
    "EU-RU-3g-Q1": "a quota: CAP-RU-SLAB-2023 and -2024 of EU-RU-3g-B",
    "EU-RU-3g-Q2": "a quota: CAP-RU-BILLET-2023, -2023Q4 and -2024Q1 of EU-RU-3g-B",
    "EU-RU-3i-Q1": "a quota: CAP-RU-POTASH of EU-RU-3i-A",
    "EU-RU-3i-Q2": "a quota: CAP-RU-FERTILISER of EU-RU-3i-A",
    "EU-RU-3i-2023": "goods with terms of their own: EU-RU-3i-2023-lpg, -pig and -metal",
}
# Codes of what bars no trade between the state and its target: they stand in the group's note.
IN_THE_NOTE = {
    "EU-RU-3n-cap": "crude carried to third countries",
    "EU-RU-3p-3rd": "diamonds from third countries",
    "EU-RU-XXIV": "goods for which a ship may come to port",
}
PARTS = {
    "EU-RU-3i-B": ("EU-RU-3i-B-methanol",),
    "EU-RU-3g-Q1": ("EU-RU-3g-B",),
    "EU-RU-3g-Q2": ("EU-RU-3g-B",),
    "EU-RU-3i-Q1": ("EU-RU-3i-A",),
    "EU-RU-3i-Q2": ("EU-RU-3i-A",),
    "EU-RU-3i-2023": ("EU-RU-3i-2023-lpg", "EU-RU-3i-2023-pig", "EU-RU-3i-2023-metal"),
    "CA-SOR2006-287": ("CA-SOR2006-287-exp", "CA-SOR2006-287-imp"),
    # The text listed the lines on 12 October 2017; the full ban that uses them is of the 16th.
    "EU-16d": ("EU-16d-2017-1836",),
    "EU-16f": ("EU-16f-2017-1836",),
}


@pytest.fixture(scope="module")
def rows(shared: Path) -> Rows:
    def read(name: str) -> list[dict[str, str]]:
        with (shared / "data" / "measures" / name).open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))

    return read


@pytest.fixture(scope="module")
def law() -> Law:
    return load()


def held(law: Law, identifier: str) -> list[Measure]:
    wanted = {identifier, *PARTS.get(identifier, ())}
    return [measure for measure in law.measures if measure.id in wanted]


@pytest.mark.parametrize("name", ["measures.csv", "measures_extra.csv", "eu_russia.csv"])
def test_every_measure_is_held(law: Law, rows: Rows, name: str) -> None:
    ids = {measure.id for measure in law.measures}
    assert not [
        row["measure_id"]
        for row in rows(name)
        if row["measure_id"] not in ids and row["measure_id"] not in ELSEWHERE
    ]


@pytest.mark.parametrize("name", ["codes.csv", "eu_russia_codes.csv"])
def test_every_code_is_held_with_its_first_day(law: Law, rows: Rows, name: str) -> None:
    missing = []
    for row in rows(name):
        identifier = row.get("own_measure_id") or row["measure_id"]
        groups = [group for measure in held(law, identifier) for group in measure.groups]
        dated = [g for g in groups if str(g.applies_from) == row["applies_from"]]
        # A quota begins after the ban that it loosens.
        dated = dated if identifier not in ELSEWHERE else groups
        code = row["code"].partition("-")[0]
        reached = any(reach(c, code) is not Reach.NONE for g in dated for c in g.codes)
        noted = identifier in IN_THE_NOTE and any(_spaced(code) in g.code_note for g in groups)
        if not reached and not noted:
            missing.append(f"{identifier} {row['code']} from {row['applies_from']}")
    assert not missing


def _spaced(code: str) -> str:
    """Write a code as the annexes do: 2812 15 00."""
    return " ".join([code[:4], *(code[i : i + 2] for i in range(4, len(code), 2))])


def test_every_ceiling_is_held_with_its_amounts_and_period(law: Law, rows: Rows) -> None:
    ceilings = {ceiling.id: ceiling for ceiling in law.ceilings}
    for row in rows("caps.csv"):
        ceiling = ceilings[row["cap_id"]]
        amounts = {str(limit.amount) for limit in ceiling.limits if limit.amount is not None}
        # Tonnes beside barrels are the notice's conversion, but for crude: there both are limits.
        wanted = {row["limit_value_usd"], row["limit_quantity"]} - {"", "any"}
        wanted = {amount for amount in wanted if amount.isdigit()}
        assert wanted <= amounts, row["cap_id"]
        assert str(ceiling.first) == row["period_start"]


def test_every_approval_is_held(law: Law, rows: Rows) -> None:
    ids = {approval.id: approval for approval in law.approvals}
    listed = [row for row in rows("exemptions.csv") if row["row_type"] == "approval"]
    assert len(listed) == len(ids) == 22
    for row in listed:
        found = ids[row["exemption_id"]]
        assert bool(found.valid_until) == bool(row["valid_until"])
        assert str(found.valid_from).startswith(row["valid_from"] or row["approved"])
        assert str(found.valid_until or "").startswith(row["valid_until"])
        assert set(found.codes) == {c.strip() for c in row["hs_candidates"].split(";") if c.strip()}


def test_every_correction_is_of_something_that_is_held(law: Law, rows: Rows) -> None:
    ids = {m.id for m in law.measures} | {ceiling.id for ceiling in law.ceilings}
    listed = rows("paragraphs.csv")
    assert len(listed) == 62
    assert {row["measure_id"] for row in listed} <= ids
