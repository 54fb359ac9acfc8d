"""The text that the project started from, against the verdicts that a careful reader worked out."""

import csv
from datetime import date
from pathlib import Path

from yalu.claims.claim import Answer, Checked
from yalu.workspace import Workspace

DAY = date(2017, 8, 26)
# The reader's sheet knows kinds that a report does not have.
KINDS = {"composition": "direction", "evidence": "law"}


def test_every_claim_is_found_with_its_verdict(workspace: Workspace, shared: Path) -> None:
    text = (shared / "reference" / "article.txt").read_text("utf-8")
    left = list(workspace.check(text, as_known=DAY).claims)
    with (shared / "reference" / "claims.csv").open(encoding="utf-8") as sheet:
        for row in csv.DictReader(sheet):
            found = next((one for one in left if matches(one, row)), None)
            assert found is not None, row
            left.remove(found)
            accepted = {row["expected"], *row["also_acceptable"].split(";")}
            assert found.verdict.answer.value in accepted, row


def test_nothing_in_it_is_refuted(workspace: Workspace, shared: Path) -> None:
    text = (shared / "reference" / "article.txt").read_text("utf-8")
    answers = {one.verdict.answer for one in workspace.check(text, as_known=DAY).claims}
    assert Answer.REFUTED not in answers


def matches(one: Checked, row: dict[str, str]) -> bool:
    claim = one.claim
    if claim.kind.value != KINDS.get(row["kind"], row["kind"]):
        return False
    if row["number"] and row["unit"] != "round":
        scale = 1_000_000 if row["unit"] == "USD million" else 1
        return (
            claim.number is not None and abs(claim.number / scale - int(float(row["number"]))) < 1
        )
    if row["kind"] in {"direction", "level"} and claim.flow and row["flow"] != claim.flow.word:
        return False
    goods = {name.strip() for name in row["product"].split(";")} - {"", "ALL"}
    return not goods or bool(goods & set(claim.product.split("; ")))
