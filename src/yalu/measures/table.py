"""The law as one table: a row for each measure, code group, code and interval."""

from collections.abc import Iterable
from datetime import date

import pyarrow as pa

from yalu.measures.standing import Binding
from yalu.model.law import CodeGroup, Law, Measure

SCHEMA = pa.schema(
    [
        ("measure", pa.string()),
        ("instrument", pa.string()),
        ("jurisdiction", pa.string()),
        ("target", pa.string()),
        ("provision", pa.string()),
        ("type", pa.string()),
        ("direction", pa.string()),
        ("code", pa.string()),
        ("edition", pa.string()),
        ("coverage", pa.string()),
        ("code_basis", pa.string()),
        ("applies_from", pa.date32()),
        ("applies_until", pa.date32()),
        ("introduced_by", pa.string()),
        ("introduced_published", pa.date32()),
        ("ended_by", pa.string()),
        ("ended_published", pa.date32()),
        ("verification", pa.string()),
    ]
)


def law_table(law: Law) -> pa.Table:
    """Lay out the law for joins and counts; a measure without codes has no row.

    It says what the acts print. Where goods stand is more than a join with it: see `policy`.
    """
    rows = [
        _row(measure, group, code)
        for measure in law.measures
        for group in measure.groups
        for code in group.codes
    ]
    return pa.Table.from_pylist(rows, SCHEMA)


def bindings_table(bindings: Iterable[Binding], *, as_known: date) -> pa.Table:
    """Lay out what binds, by what was known on a day: an end decided later is not told.

    A measure whose list of codes is not held has one row, without a code.
    """
    rows = []
    for binding in bindings:
        end = binding.group.ended_by
        told = end is not None and end.published <= as_known
        until = {} if told else {"applies_until": None, "ended_by": "", "ended_published": None}
        rows += [
            {**_row(binding.measure, binding.group, code), **until}
            for code in binding.group.codes or ("",)
        ]
    return pa.Table.from_pylist(rows, SCHEMA)


def _row(measure: Measure, group: CodeGroup, code: str) -> dict[str, object]:
    ended = group.ended_by
    return {
        "measure": measure.id,
        "instrument": measure.instrument.id,
        "jurisdiction": measure.instrument.jurisdiction,
        "target": measure.instrument.target,
        "provision": measure.provision,
        "type": measure.type,
        "direction": measure.direction.value,
        "code": code,
        "edition": group.edition,
        "coverage": group.coverage,
        "code_basis": group.code_basis,
        "applies_from": group.applies_from,
        "applies_until": group.applies_until,
        "introduced_by": group.introduced_by.act,
        "introduced_published": group.introduced_by.published,
        "ended_by": ended.act if ended else "",
        "ended_published": ended.published if ended else None,
        "verification": group.verification,
    }
