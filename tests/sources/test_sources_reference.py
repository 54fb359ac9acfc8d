"""What the reference release that the package ships is held to."""

import ast
import csv
import operator
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from yalu.model.periods import Period
from yalu.sources import reference

Shipped = dict[str, list[dict[str, Any]]]
Pages = dict[str, dict[str, Any]]
DATASETS = sorted(path.stem for path in reference.FOLDER.glob("*.yaml"))
OBSERVATIONS = ("prk-totals", "prk-commodities", "gacc-bulletin")
FIGURES = (*OBSERVATIONS, "prk-shares", "prk-composition", "coal-ledger")


@pytest.mark.parametrize("stem", DATASETS)
def test_a_dataset_of_the_release_loads_and_keeps_its_promises(stem: str) -> None:
    dataset = reference.read_dataset(reference.FOLDER / f"{stem}.yaml")
    promised = dataset.descriptor.assertions.rows
    assert promised.min <= dataset.rows.num_rows <= promised.max


def test_every_table_of_the_release_has_a_descriptor() -> None:
    described = {reference.read_descriptor(p).file for p in reference.FOLDER.glob("*.yaml")}
    files = {path.name for path in reference.FOLDER.glob("*.csv")}
    assert {name for name in files - described if not name.endswith("citations.csv")} == set()


@pytest.mark.parametrize("name", [stem.replace("_", "-") for stem in DATASETS])
def test_every_fact_cites_a_page_that_is_listed(shipped: Shipped, pages: Pages, name: str) -> None:
    assert all(row["citation"] for row in shipped[name])
    cited = {key for row in shipped[name] for key in row["citation"].split()}
    assert cited - pages.keys() == set()


def test_a_page_is_listed_once_with_its_publisher_day_and_address(pages: Pages) -> None:
    assert len(pages) == reference.citations().num_rows
    bare = [p["key"] for p in pages.values() if not (p["publisher"] and p["title"] and p["url"])]
    assert bare == []
    assert [page["key"] for page in pages.values() if page["published"] is None] == []


@pytest.mark.parametrize("name", OBSERVATIONS)
def test_no_figure_is_published_before_its_period_ends(shipped: Shipped, name: str) -> None:
    early = [
        (row["period"], row["published"])
        for row in shipped[name]
        if row["published"] <= Period.parse(row["period"]).last_day
    ]
    assert early == []


def _newer_pages(shipped: Shipped, pages: Pages) -> set[tuple[str, str, str]]:
    return {
        (name, row.get("period") or row["year"], key)
        for name in FIGURES
        for row in shipped[name]
        for key in row["citation"].split()
        if pages[key]["published"] > row["published"]
    }


def test_no_figure_cites_a_page_newer_than_itself(shipped: Shipped, pages: Pages) -> None:
    assert _newer_pages(shipped, pages) == set()


@pytest.mark.parametrize("name", OBSERVATIONS)
def test_a_margin_is_never_negative_and_stands_beside_every_value(
    shipped: Shipped, name: str
) -> None:
    held = [row for row in shipped[name] if row["value"] is not None]
    assert [row["period"] for row in held if row["margin"] is None or row["margin"] < 0] == []


@pytest.mark.parametrize("name", OBSERVATIONS)
def test_no_value_of_trade_is_negative(shipped: Shipped, name: str) -> None:
    amounts = [row[column] for row in shipped[name] for column in ("value", "quantity")]
    assert all(amount >= 0 for amount in amounts if amount is not None)


_SIGNS: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def worked(arithmetic: str) -> Decimal:
    """Work out numbers, + − * / and brackets; the words after them stand in brackets."""
    sums = re.sub(r"\s*\([^()]*[A-Za-z][^()]*\)\s*$", "", arithmetic)

    def work(node: ast.expr) -> Decimal:
        match node:
            case ast.Constant(value=int() | float()):
                return Decimal(ast.unparse(node))
            case ast.BinOp():
                return _SIGNS[type(node.op)](work(node.left), work(node.right))
        raise ValueError(arithmetic)

    return work(ast.parse(sums, mode="eval").body)


def test_written_arithmetic_is_worked_as_it_is_written() -> None:
    # The sixth part of NOTES: June imports = 489 − 326.85 = 162.15.
    assert worked("489000000 - 326850000 (total less exports)") == 162150000
    assert worked("2 * (3 - 1) / 4") == 1
    with pytest.raises((ValueError, KeyError)):
        worked("2 ** 3")


def _off(row: dict[str, Any]) -> bool:
    if row["value"] is not None:
        return bool(abs(worked(row["arithmetic"]) - row["value"]) > row["margin"])
    return bool(abs(worked(row["arithmetic"]) - row["quantity"]) > row["quantity_margin"])


@pytest.mark.parametrize("name", OBSERVATIONS)
def test_written_arithmetic_gives_the_estimated_figure_within_its_margin(
    shipped: Shipped, name: str
) -> None:
    derived = [row for row in shipped[name] if row["status"] == "estimated" and row["arithmetic"]]
    assert derived
    assert [(row["flow"], row["period"], row["product"]) for row in derived if _off(row)] == []


def test_written_arithmetic_gives_the_estimated_share_to_its_printed_digit() -> None:
    with (reference.FOLDER / "prk_shares.csv").open(encoding="utf-8") as file:
        derived = [row for row in csv.DictReader(file) if row["status"] == "estimated"]
    assert derived
    # 79 is printed to a whole percent, 78.8 to a tenth: half of either is left open.
    shares = [(Decimal(row["share_pct"]), row["arithmetic"]) for row in derived]
    assert [
        (share, arithmetic)
        for share, arithmetic in shares
        if abs(worked(arithmetic) - share) > Decimal(5).scaleb(share.as_tuple().exponent - 1)
    ] == []


@pytest.mark.parametrize("name", ["prk-totals", "gacc-bulletin"])
def test_every_estimated_total_shows_its_arithmetic(shipped: Shipped, name: str) -> None:
    assert [
        (row["flow"], row["period"])
        for row in shipped[name]
        if row["status"] == "estimated" and not row["arithmetic"]
    ] == []


@pytest.mark.parametrize("name", OBSERVATIONS)
def test_only_an_estimated_figure_has_arithmetic(shipped: Shipped, name: str) -> None:
    odd = [row for row in shipped[name] if row["arithmetic"] and row["status"] != "estimated"]
    assert odd == []


def test_a_batch_counts_the_parties_that_are_listed_under_it(shipped: Shipped) -> None:
    listed: dict[tuple[str, str], int] = {}
    for party in shipped["designations"]:
        place = (party["action"], party["party_type"])
        listed[place] = listed.get(place, 0) + 1
    kinds = {"entities": "entity", "individuals": "individual", "vessels": "vessel"}
    assert [
        (batch["action"], column, batch[column])
        for batch in shipped["actions"]
        for column, kind in kinds.items()
        if listed.get((batch["action"], kind), 0) != batch[column]
    ] == []


def test_a_party_is_listed_on_the_day_of_its_batch(shipped: Shipped) -> None:
    batches = {batch["action"]: batch for batch in shipped["actions"]}
    assert [
        party["id"]
        for party in shipped["designations"]
        if party["listed_on"] != batches[party["action"]]["listed_on"]
    ] == []


def test_nothing_is_observed_after_it_was_published(shipped: Shipped) -> None:
    assert [
        row["id"] for row in shipped["evidence"] if row["observed_from"] > row["published"]
    ] == []
    reversed_days = [
        r["id"] for r in shipped["evidence"] if r["observed_until"] < r["observed_from"]
    ]
    assert reversed_days == []
