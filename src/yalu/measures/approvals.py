"""Dated permissions of an authority: what one party may ship, for a while."""

from collections.abc import Iterable, Set
from datetime import date
from pathlib import Path

from yalu.measures.document import read
from yalu.measures.reading import optional_day, pages
from yalu.measures.rules_approvals import faults
from yalu.measures.schema import ApprovalFile, ApprovalsFile
from yalu.measures.shape import convert
from yalu.model.citations import Citation
from yalu.model.law import Approval, Direction


def load_approvals(
    folders: Iterable[Path], measures: Set[str]
) -> tuple[tuple[Approval, ...], dict[str, Citation]]:
    """Read every table of permissions in some folders, and the pages that they rest on.

    What they lift are measures that are held.
    """
    approvals: dict[str, Approval] = {}
    citations: dict[str, Citation] = {}
    for path in (path for folder in folders for path in sorted(folder.glob("*.yaml"))):
        document = read(path)
        table = convert(document, ApprovalsFile)
        for rule, place, fault in faults(table, measures, approvals.keys()):
            document.refuse(rule, fault, place)
        approvals |= {entry.id: _approval(table, entry) for entry in table.approvals}
        citations |= pages(table.citations)
    return tuple(approvals.values()), citations


def _approval(table: ApprovalsFile, entry: ApprovalFile) -> Approval:
    return Approval(
        id=entry.id,
        authority=table.authority,
        beneficiary=entry.beneficiary,
        goods=entry.goods,
        codes=tuple(entry.codes),
        code_basis=table.code_basis,
        direction=Direction(entry.direction),
        valid_from=date.fromisoformat(entry.valid_from),
        valid_until=optional_day(entry.valid_until),
        validity_basis=entry.validity_basis,
        published=date.fromisoformat(entry.published),
        lifts=tuple(table.lifts),
        citations=tuple(entry.citations),
        note=entry.note,
    )
