"""Dated permissions of an authority: what one party may ship, for a while."""

from datetime import date
from pathlib import Path

from yalu.measures.places import line_of
from yalu.measures.reading import convert, name, pages
from yalu.measures.schema import ApprovalFile, ApprovalsFile
from yalu.model.citations import Citation
from yalu.model.errors import LawFileError
from yalu.model.law import Approval, Direction


def load_approvals(folder: Path) -> tuple[tuple[Approval, ...], dict[str, Citation]]:
    """Read every table of permissions in a folder, and the pages that they rest on."""
    approvals: list[Approval] = []
    citations: dict[str, Citation] = {}
    for path in sorted(folder.glob("*.yaml")):
        text = path.read_bytes()
        read = convert(path, text, ApprovalsFile)
        for place, entry in enumerate(read.approvals):
            if fault := _fault(read, entry):
                raise LawFileError(name(path), "APP1", fault, line_of(text, ("approvals", place)))
            approvals.append(_approval(read, entry))
        citations |= pages(read.citations)
    return tuple(approvals), citations


def _fault(read: ApprovalsFile, entry: ApprovalFile) -> str:
    """Say what is wrong: a permission has two days in order, and cites a page of its file."""
    try:
        first, last = date.fromisoformat(entry.valid_from), date.fromisoformat(entry.valid_until)
        date.fromisoformat(entry.published)
    except ValueError:
        return f"{entry.id}: write the days as YYYY-MM-DD."
    if last < first:
        return f"{entry.id} ends on {last}, before {first}: mend one of the two."
    if not entry.citations or not set(entry.citations) <= read.citations.keys():
        return f"{entry.id} cites no page that the file describes: add it under citations."
    return ""


def _approval(read: ApprovalsFile, entry: ApprovalFile) -> Approval:
    return Approval(
        id=entry.id,
        authority=read.authority,
        beneficiary=entry.beneficiary,
        goods=entry.goods,
        codes=tuple(entry.codes),
        code_basis=read.code_basis,
        direction=Direction(entry.direction),
        valid_from=date.fromisoformat(entry.valid_from),
        valid_until=date.fromisoformat(entry.valid_until),
        validity_basis=entry.validity_basis,
        published=date.fromisoformat(entry.published),
        lifts=tuple(read.lifts),
        citations=tuple(entry.citations),
        note=entry.note,
    )
