"""The rules on tables of permissions."""

from collections.abc import Iterator, Set

from yalu.measures.codes import is_code
from yalu.measures.document import Place
from yalu.measures.rules import is_day
from yalu.measures.schema import ApprovalFile, ApprovalsFile

RULES = {
    "APP1": "Write the days as YYYY-MM-DD; leave out an end that is not printed.",
    "APP2": "A permission does not end before it begins: mend one of the two days.",
    "APP3": "A permission cites a page that the file describes: add its key under `citations`.",
    "APP4": "A table lifts measures that are held: name their ids.",
    "APP5": "A code is 2, 4, 6 or up to 10 digits: mend it.",
    "APP6": "Each permission has an id of its own.",
    "APP7": "An end that is not printed is said so: fill `validity_basis`.",
}


def faults(
    table: ApprovalsFile, measures: Set[str], known: Set[str]
) -> Iterator[tuple[str, Place, str]]:
    """Hold a table to every rule: the rule, the place, and a sentence that says what to do."""
    for i, measure in enumerate(table.lifts):
        if measure not in measures:
            yield "APP4", ("lifts", i), f"no measure {measure!r} is held. {RULES['APP4']}"
    seen = set(known)
    for i, entry in enumerate(table.approvals):
        if entry.id in seen or not entry.id:
            yield "APP6", ("approvals", i), f"{entry.id!r} is taken or empty. {RULES['APP6']}"
        seen.add(entry.id)
        for rule, place, fault in _of_entry(table, entry):
            yield rule, ("approvals", i, *place), f"{entry.id} {fault}. {RULES[rule]}"


def _of_entry(table: ApprovalsFile, entry: ApprovalFile) -> Iterator[tuple[str, Place, str]]:
    for key in ("valid_from", "valid_until", "published"):
        day = getattr(entry, key)
        if not is_day(day) and (day or key != "valid_until"):
            yield "APP1", (key,), f"has {day!r} as {key}"
    if entry.valid_until and entry.valid_until < entry.valid_from:
        yield "APP2", ("valid_until",), f"ends on {entry.valid_until}, before {entry.valid_from}"
    if not entry.citations or not set(entry.citations) <= table.citations.keys():
        yield "APP3", ("citations",), "cites no page of its file"
    for i, code in enumerate(entry.codes):
        if not is_code(code):
            yield "APP5", ("codes", i), f"has {code!r}, which is no code"
    if not entry.valid_until and not entry.validity_basis:
        yield "APP7", (), "has no end and says not why"
