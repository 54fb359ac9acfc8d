"""Each number that brief.md prints follows from brief.json, worked out again here."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from yalu.workspace import MonthlyBrief

Entry = dict[str, Any]
AMOUNT = re.compile(r"\$?([\d,]+(?:\.\d+)?) (million|billion)")
PERCENT = re.compile(r"(?:between ([\d.]+) and )?([\d,]+(?:\.\d+)?) (?:percent|%)")
UNIT = {"million": 10**6, "billion": 10**9}


@pytest.fixture(scope="module")
def entry(july: MonthlyBrief) -> Entry:
    made: Entry = json.loads(july.files()["brief.json"])
    return made


@pytest.fixture(scope="module")
def stated(july: MonthlyBrief) -> list[str]:
    """Give the lines of the brief that state findings: its lead and the figures of the month."""
    text = july.files()["brief.md"].decode()
    before_goods = text.split("## Goods with")[0]
    return [line for line in before_goods.splitlines() if line and not line.startswith("![")]


def finding(entry: Entry, identifier: str) -> Entry:
    return next(f for f in entry["findings"] if f["id"] == identifier)


def digits(number: str) -> int:
    return len(number.partition(".")[2])


def test_changes_are_the_levels_divided(entry: Entry) -> None:
    checked = 0
    for found in entry["findings"]:
        if found["kind"] in {"change_month", "change_year"} and found["base_value"]:
            again = (found["value"] / found["base_value"] - 1) * 100
            assert found["change_pct"] == pytest.approx(again, abs=1e-4)
            assert found["low"] <= found["change_pct"] <= found["high"]
            checked += 1
    assert checked == 6


def test_the_balance_is_exports_less_imports(entry: Entry) -> None:
    exports, imports = (finding(entry, f"level-{flow}")["value"] for flow in ("export", "import"))
    assert finding(entry, "balance-trade")["value"] == exports - imports


def test_the_total_is_the_sum_of_its_parts_within_rounding(entry: Entry) -> None:
    flows = [finding(entry, f"level-{flow}") for flow in ("total", "export", "import")]
    low = flows[1]["low"] + flows[2]["low"]
    high = flows[1]["high"] + flows[2]["high"]
    assert low <= flows[0]["high"]
    assert flows[0]["low"] <= high


def test_ceilings_are_filled_by_their_share(entry: Entry) -> None:
    for found in entry["findings"]:
        if found["kind"] == "ceiling":
            again = found["value"] / found["base_value"] * 100
            assert found["change_pct"] == pytest.approx(again, abs=0.01)


def amounts(line: str) -> Iterator[tuple[float, float]]:
    for number, word in AMOUNT.findall(line):
        yield float(number.replace(",", "")) * UNIT[word], 10 ** -digits(number) * UNIT[word]


def test_every_amount_is_a_value_of_a_finding(entry: Entry, stated: list[str]) -> None:
    values = [f["value"] for f in entry["findings"] if f["value"] is not None]
    values += [f["base_value"] for f in entry["findings"] if f["base_value"] is not None]
    seen = 0
    for line in stated:
        for amount, last_digit in amounts(line):
            assert any(abs(abs(v) - amount) <= last_digit / 2 * 1.0001 for v in values), line
            seen += 1
    assert seen >= 12


def test_every_percentage_is_a_change_of_a_finding(entry: Entry, stated: list[str]) -> None:
    rates = [
        abs(f[key])
        for f in entry["findings"]
        for key in ("change_pct", "low", "high")
        if f[key] is not None and abs(f[key]) < 1000
    ]
    seen = 0
    for line in stated:
        for low, number in PERCENT.findall(line):
            for printed in filter(None, (low, number)):
                half = 10 ** -digits(printed) / 2 * 1.0001
                assert any(abs(rate - float(printed)) <= half for rate in rates), line
                seen += 1
    assert seen >= 20


def test_every_day_in_the_lead_is_a_day_of_the_law_or_a_listing(
    entry: Entry, july: MonthlyBrief
) -> None:
    known = {m[key] for m in entry["measures"] for key in ("published", "applies_from")}
    known |= {m["applies_until"] for m in entry["measures"]}
    known |= {d["listed_on"] for d in entry["designations"]}
    for paragraph in july.brief.lead[1:]:
        for sentence in paragraph:
            for day, month, year in re.findall(r"(\d{1,2}) ([A-Z][a-z]+) (\d{4})", sentence.text):
                months = ["January", "February", "March", "April", "May", "June", "July",
                          "August", "September", "October", "November", "December"]  # fmt: skip
                iso = f"{year}-{months.index(month) + 1:02d}-{int(day):02d}"
                assert iso in known, sentence.text


def test_each_finding_cites_a_listed_source(entry: Entry) -> None:
    listed = {page["n"] for page in entry["citations"]}
    for found in entry["findings"]:
        assert found["citations"], found["id"]
        assert set(found["citations"]) <= listed
