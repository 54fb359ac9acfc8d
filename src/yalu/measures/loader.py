"""Reads law files into the vocabulary and holds them to their rules."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from yalu.measures import rules_across
from yalu.measures.approvals import load_approvals
from yalu.measures.document import Document, read
from yalu.measures.reading import optional_day, pages
from yalu.measures.rules import violations
from yalu.measures.schema import (
    ActFile,
    CeilingFile,
    GroupFile,
    InstrumentFile,
    LawFile,
    MeasureFile,
)
from yalu.measures.shape import convert
from yalu.model.citations import Citation
from yalu.model.errors import LawFileError
from yalu.model.law import (
    Act,
    Ceiling,
    CodeGroup,
    Direction,
    Exemption,
    Instrument,
    Law,
    Limit,
    Measure,
    WindDown,
)

PLACE = "An act stands in a folder for its regime, its name ends in .yaml: move or rename it."
FOLDER = Path(__file__).parent / "data"


def load(folder: Path = FOLDER, *more: Path) -> Law:
    """Read every law file under one or more folders, which are held to the rules together.

    The first file that breaks a rule stops the load. Permissions stand in the folder `approvals`
    beside each folder of acts.
    """
    folders = (folder, *more)
    documents = {path: read(path) for each in folders for path in _law_files(each)}
    files = {path: _checked(document) for path, document in documents.items()}
    for rule, check in rules_across.RULES.items():
        for path, (place, subject) in check(files):
            documents[path].refuse(rule, f"{subject}. {check.__doc__}", place)
    law = _law(files.values())
    held = frozenset(measure.id for measure in law.measures)
    approvals, approval_pages = load_approvals(
        [each.parent / "approvals" for each in folders], held
    )
    return replace(law, approvals=approvals, citations=law.citations | approval_pages)


def read_file(path: Path) -> LawFile:
    """Read one law file against the closed schema and the rules.

    A file that breaks either is refused with its name, the line and the rule.
    """
    return _checked(read(path))


def _law_files(folder: Path) -> list[Path]:
    """Find the files of acts; one that would be passed over in silence is refused."""
    for path in sorted(folder.rglob("*")):
        looks = path.suffix.casefold() in {".yaml", ".yml"}
        if looks and (path.suffix != ".yaml" or path.parent.parent != folder):
            reason = f"it would not be read. {PLACE}"
            raise LawFileError(str(path.relative_to(folder)), "FORM12", reason)
    return sorted(folder.glob("*/*.yaml"))


def _checked(document: Document) -> LawFile:
    law = convert(document, LawFile)
    for violation in violations(law):
        document.refuse(violation.rule, violation.subject, violation.place)
    return law


def _law(files: Iterable[LawFile]) -> Law:
    instruments: list[Instrument] = []
    measures: list[Measure] = []
    ceilings: list[Ceiling] = []
    citations: dict[str, Citation] = {}
    for law in files:
        instrument = _instrument(law.instrument)
        instruments.append(instrument)
        measures += [_measure(measure, instrument) for measure in law.measures]
        ceilings += [_ceiling(ceiling) for ceiling in law.ceilings]
        citations.update(pages(law.citations))
    return Law(
        instruments=tuple(instruments),
        measures=tuple(measures),
        ceilings=tuple(ceilings),
        citations=citations,
    )


def _instrument(read: InstrumentFile) -> Instrument:
    return Instrument(
        id=read.id,
        regime=read.regime,
        authority=read.authority,
        jurisdiction=read.jurisdiction,
        target=read.target,
        kind=read.kind,
        number=read.number,
        title=read.title,
        adopted=date.fromisoformat(read.adopted),
        published=date.fromisoformat(read.published),
        citations=tuple(read.citations),
        stands_in=read.stands_in,
        note=read.note,
    )


def _measure(read: MeasureFile, instrument: Instrument) -> Measure:
    return Measure(
        id=read.id,
        instrument=instrument,
        provision=read.provision,
        type=read.type,
        direction=Direction(read.direction),
        goods=read.goods,
        groups=tuple(_group(group) for group in read.groups),
        citations=tuple(read.citations),
        implements=tuple(read.implements),
        supersedes=tuple(read.supersedes),
        autonomous=read.autonomous,
        wind_down=tuple(
            WindDown(
                test=rule.test,
                before=date.fromisoformat(rule.before or rule.until),
                until=date.fromisoformat(rule.until),
                status=rule.status,
                text=rule.text,
            )
            for rule in read.wind_down
        ),
        exemptions=tuple(
            Exemption(
                kind=rule.kind,
                goods=rule.goods,
                text=rule.text,
                status=rule.status,
                turns_on=rule.turns_on,
                until=optional_day(rule.until),
            )
            for rule in read.exemptions
        ),
        note=read.note,
    )


def _group(read: GroupFile) -> CodeGroup:
    return CodeGroup(
        codes=tuple(read.codes),
        edition=read.edition,
        coverage=read.coverage,
        code_basis=read.code_basis,
        applies_from=date.fromisoformat(read.applies_from),
        applies_until=optional_day(read.applies_until),
        introduced_by=_act(read.introduced_by),
        ended_by=_act(read.ended_by) if read.ended_by else None,
        verification=read.verification,
        code_note=read.code_note,
        unverified=read.unverified,
    )


def _ceiling(read: CeilingFile) -> Ceiling:
    return Ceiling(
        id=read.id,
        measure=read.measure,
        provision=read.provision,
        goods=read.goods,
        direction=Direction(read.direction),
        codes=tuple(read.codes),
        limits=tuple(
            Limit(
                amount=Decimal(limit.amount) if limit.amount else None,
                unit=limit.unit,
                rule=limit.rule,
            )
            for limit in read.limits
        ),
        combine=read.combine,
        first=date.fromisoformat(read.from_),
        last=optional_day(read.until),
        applies_to=read.applies_to,
        introduced_by=_act(read.introduced_by),
        ended_by=_act(read.ended_by) if read.ended_by else None,
        superseded_before_start=read.superseded_before_start,
        thresholds=tuple(Decimal(percent) for percent in read.thresholds),
        national=tuple(read.national),
        recurring=read.recurring == "yearly" and not read.ended_by,
        barrels_per_tonne=Decimal(read.conversion.factor)
        if read.conversion and read.conversion.to == "tonne"
        else None,
        citations=tuple(read.citations),
        note=read.note,
    )


def _act(read: ActFile) -> Act:
    return Act(act=read.act, published=date.fromisoformat(read.published))
