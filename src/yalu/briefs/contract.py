"""brief.json: the contract for everything downstream. Its JSON Schema is docs/brief.schema.json.

Numbers are in base units: whole dollars (or units of the series' currency), percent with its sign.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Literal

import msgspec

from yalu.briefs.brief import Brief, Rule
from yalu.model.findings import Finding
from yalu.model.parties import Designation

Number = int | float


class FindingEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A stated number. `low` and `high` bound it by the rounding of the printed figures."""

    id: str
    kind: Literal[
        "level",
        "balance",
        "change_month",
        "change_year",
        "year_to_date",
        "streak",
        "share",
        "ceiling",
        "revision",
        "breach",
    ]
    flow: Literal["import", "export", "total"] | None
    product: str
    commodity: str
    period: str
    value: Number | None
    unit: str
    change_pct: float | None
    low: float | None
    high: float | None
    base_period: str | None
    base_value: Number | None
    status: Literal["reported", "zero", "missing", "suppressed", "estimated", "suspect"]
    method: str
    vintage: str | None
    caveats: list[str]
    citations: list[int]
    sentence: str


class MeasureEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A measure that bore on the month, with the codes it names and where they come from."""

    id: str
    instrument: str
    authority: str
    jurisdiction: str
    number: str
    provision: str
    type: str
    direction: Literal["import", "export", "both", "none"]
    goods: str
    codes: list[str]
    code_basis: str
    coverage: Literal["whole", "partial"]
    published: str
    applies_from: str
    applies_until: str | None
    state: Literal["in_force", "adopted", "upcoming", "ended"]
    verification: Literal["verified", "partial", "unverified"]
    unverified: str
    wind_down: list[str]
    exemptions: list[str]
    implements: list[str]
    note: str
    citations: list[int]


class LimitEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One limit of a ceiling."""

    amount: Number | None
    unit: str
    rule: str


class CeilingEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A ceiling whose period meets the month."""

    id: str
    measure: str
    goods: str
    limits: list[LimitEntry]
    combine: str
    applies_from: str
    applies_until: str | None
    citations: list[int]


class DesignationEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A party listed since the month before."""

    name: str
    party_type: str
    authority: str
    listed_on: str
    programme: str
    action: str
    certainty: str
    citations: list[int]


class CitationEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A page that the brief rests on."""

    n: int
    publisher: str
    title: str
    published: str | None
    url: str


class BriefEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One month's brief."""

    schema_version: Literal["1"]
    reporter: str
    partner: str
    period: str
    as_known: str
    currency: str
    headline: str
    findings: list[FindingEntry]
    measures: list[MeasureEntry]
    ceilings: list[CeilingEntry]
    designations: list[DesignationEntry]
    citations: list[CitationEntry]


def schema() -> dict[str, Any]:
    """Give the JSON Schema of the contract."""
    return msgspec.json.schema(BriefEntry)


def to_json(brief: Brief) -> bytes:
    """Write a brief in the contract's form."""
    entry = BriefEntry(
        schema_version="1",
        reporter=brief.reporter.code,
        partner=brief.partner.code,
        period=str(brief.month),
        as_known=str(brief.as_known),
        currency=brief.currency,
        headline=brief.headline,
        findings=[_finding(brief, finding) for finding in brief.findings],
        measures=[_measure(brief, rule) for rule in brief.rules],
        ceilings=[_ceiling(brief, index) for index in range(len(brief.ceilings))],
        designations=[_designation(brief, party) for party in brief.designations],
        citations=[
            CitationEntry(
                n=number,
                publisher=page.publisher,
                title=page.title,
                published=_text(page.published),
                url=page.url,
            )
            for number, page in brief.sources
        ],
    )
    return msgspec.json.format(msgspec.json.encode(entry), indent=2) + b"\n"


def _finding(brief: Brief, finding: Finding) -> FindingEntry:
    return FindingEntry(
        id=finding.id,
        kind=finding.kind.value,
        flow=finding.flow.word if finding.flow else None,  # type: ignore[arg-type]  # the words of Flow are these
        product=finding.product,
        commodity=finding.commodity,
        period=str(finding.period),
        value=_number(finding.value),
        unit=finding.unit,
        change_pct=_float(finding.change_pct),
        low=_float(finding.interval.low) if finding.interval else None,
        high=_float(finding.interval.high) if finding.interval else None,
        base_period=_text(finding.base_period),
        base_value=_number(finding.base_value),
        status=finding.status.value,
        method=finding.method,
        vintage=_text(finding.vintage),
        caveats=list(finding.caveats),
        citations=_numbers(brief, finding.citations),
        sentence=brief.sentence_of(finding.id),
    )


def _measure(brief: Brief, rule: Rule) -> MeasureEntry:
    return MeasureEntry(
        id=rule.id,
        instrument=rule.instrument,
        authority=rule.authority,
        jurisdiction=rule.jurisdiction,
        number=rule.number,
        provision=rule.provision,
        type=rule.type,
        direction=rule.direction,  # type: ignore[arg-type]  # the values of Direction are these
        goods=rule.goods,
        codes=list(rule.codes),
        code_basis=rule.code_basis,
        coverage=rule.coverage,  # type: ignore[arg-type]  # the law's schema allows no other
        published=str(rule.published),
        applies_from=str(rule.applies_from),
        applies_until=_text(rule.applies_until),
        state=rule.state.value,
        verification=rule.verification,  # type: ignore[arg-type]  # the law's schema allows no other
        unverified=rule.unverified,
        wind_down=list(rule.wind_down),
        exemptions=list(rule.exemptions),
        implements=list(rule.implements),
        note=rule.note,
        citations=_numbers(brief, rule.citations),
    )


def _ceiling(brief: Brief, index: int) -> CeilingEntry:
    ceiling = brief.ceilings[index]
    return CeilingEntry(
        id=ceiling.id,
        measure=ceiling.measure,
        goods=ceiling.goods,
        limits=[
            LimitEntry(amount=_number(limit.amount), unit=limit.unit, rule=limit.rule)
            for limit in ceiling.limits
        ],
        combine=ceiling.combine,
        applies_from=str(ceiling.first),
        applies_until=_text(ceiling.last),
        citations=_numbers(brief, (f"act:{ceiling.introduced_by.act}", *ceiling.citations)),
    )


def _designation(brief: Brief, party: Designation) -> DesignationEntry:
    action = next(action for action in brief.actions if action.id == party.action)
    pages = _numbers(brief, party.citations) or _numbers(
        brief, (*action.citations, f"act:{action.id.upper()}", f"action:{action.id}")
    )
    return DesignationEntry(
        name=party.name,
        party_type=party.party_type,
        authority=party.authority,
        listed_on=str(party.listed_on),
        programme=party.programme,
        action=party.action,
        certainty=party.certainty,
        citations=pages,
    )


def _numbers(brief: Brief, keys: Iterable[str]) -> list[int]:
    return [brief.numbers[key] for key in dict.fromkeys(keys) if key in brief.numbers]


def _number(value: Decimal | None) -> Number | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
