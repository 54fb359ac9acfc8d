"""The chain behind an answer: act, paragraph, goods, codes, days, exemptions, implementation."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from yalu.measures.wording import full, provision
from yalu.model.answers import Answer, Bearing
from yalu.model.citations import Citation
from yalu.model.law import CodeGroup, Law, Measure


def rows(found: Answer, law: Law) -> list[dict[str, Any]]:
    """Give the measures behind an answer as plain rows, those that decide first."""
    known = found.question.as_known
    return [_row(word, law, known) for word in found.bearings]


def chain(found: Answer, law: Law) -> list[dict[str, Any]]:
    """Lay out each measure from the act to its national implementation.

    What is certain and what is inferred stand apart: a code drawn from goods in words is an
    inference, and so is whatever no page confirms.
    """
    return [_links(word, law, found.question.as_known) for word in found.bearings]


def _row(word: Bearing, law: Law, as_known: date) -> dict[str, Any]:
    measure, group = word.measure, word.group
    return {
        "id": measure.id,
        "standing": word.standing.value,
        "jurisdiction": measure.instrument.jurisdiction,
        "instrument": measure.instrument.number,
        "provision": measure.provision,
        "type": measure.type,
        "goods": measure.goods,
        "codes": list(group.codes),
        "edition": group.edition,
        "code_basis": group.code_basis,
        "coverage": group.coverage,
        "applies_from": group.applies_from.isoformat(),
        "applies_until": _until(group, as_known),
        "wind_down": [
            {
                "test": rule.test,
                "before": rule.before.isoformat(),
                "until": rule.until.isoformat(),
                "status": rule.status,
                "text": rule.text,
            }
            for rule in measure.wind_down
        ],
        "exemptions": [
            {"kind": e.kind, "goods": e.goods, "text": e.text, "status": e.status}
            for e in measure.exemptions
        ],
        "asks": list(word.asks),
        "ceilings": [full(f) for f in word.fills],
        "instead_of": word.instead_of,
        "implements": [other.id for other in implemented(measure, law, as_known)],
        "verification": group.verification,
        "unverified": group.unverified,
        "citations": list(pages(measure, law)),
    }


def pages(measure: Measure, law: Law) -> Iterator[dict[str, str]]:
    """Give the pages that a measure rests on."""
    for key in measure.citations:
        page: Citation = law.citations[key]
        yield {"key": key, "publisher": page.publisher, "title": page.title, "url": page.url}


def _links(word: Bearing, law: Law, as_known: date) -> dict[str, Any]:
    measure, group = word.measure, word.group
    certain: list[str] = []
    inferred: list[str] = []
    basis = inferred if group.code_basis == "inferred" else certain
    basis.append(f"codes {', '.join(group.codes[:12])} ({group.code_basis})")
    if group.code_note:
        # A note on codes that the act prints tells how they stand there; any other is a reading.
        printed = basis is certain and group.verification == "verified"
        (certain if printed else inferred).append(group.code_note)
    if group.verification == "verified":
        certain.append("provision, goods and days: confirmed by the pages cited")
    else:
        inferred.append(f"{group.verification}: {group.unverified}")
    return {
        "act": measure.instrument.title,
        "adopted": measure.instrument.adopted.isoformat(),
        "published": measure.instrument.published.isoformat(),
        "paragraph": provision(measure),
        "goods": measure.goods,
        "codes": list(group.codes),
        "days": {
            "from": group.applies_from.isoformat(),
            "until": _until(group, as_known),
            "introduced_by": group.introduced_by.act,
            "ended_by": group.ended_by.act if group.ended_by and _until(group, as_known) else None,
        },
        "wind_down": [rule.text for rule in measure.wind_down],
        "exemptions": [exemption.text for exemption in measure.exemptions],
        "implementation": [
            _national(other, as_known)
            for other in law.measures
            if measure.id in other.implements and _is_public(other, as_known)
        ],
        "implements": [
            f"{other.id}: {provision(other)}" for other in implemented(measure, law, as_known)
        ],
        "certain": certain,
        "inferred": inferred,
        "note": measure.note,
    }


def _until(group: CodeGroup, as_known: date) -> str | None:
    last = group.until(as_known=as_known)
    return last.isoformat() if last else None


def implemented(measure: Measure, law: Law, as_known: date) -> Iterator[Measure]:
    """Give the provisions that a measure carries out: an old act may carry out a later rule."""
    for other in law.measures:
        if other.id in measure.implements and _is_public(other, as_known):
            yield other


def _is_public(measure: Measure, as_known: date) -> bool:
    return any(group.introduced_by.published <= as_known for group in measure.groups)


def _national(measure: Measure, as_known: date) -> dict[str, str]:
    return {
        "id": measure.id,
        "jurisdiction": measure.instrument.jurisdiction,
        "provision": provision(measure),
        "from": min(
            group.applies_from
            for group in measure.groups
            if group.introduced_by.published <= as_known
        ).isoformat(),
    }
