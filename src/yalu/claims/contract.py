"""The closed JSON contract of a report: docs/claims.schema.json is generated from it."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Literal

import msgspec

from yalu.claims.checker import Report
from yalu.claims.claim import Checked
from yalu.model.intervals import Interval

SCHEMA_VERSION: Literal["1.0"] = "1.0"

KindName = Literal[
    "level",
    "change_month",
    "change_year",
    "year_to_date",
    "share",
    "balance",
    "extreme",
    "streak",
    "direction",
    "count",
    "law",
    "arithmetic",
]
AnswerName = Literal["supported", "refuted", "not_enough_evidence"]
ErrorName = Literal[
    "wrong_value",
    "wrong_period",
    "wrong_flow",
    "wrong_direction",
    "wrong_unit",
    "wrong_base",
    "superseded",
    "wrong_law",
    "rounding",
    "arithmetic",
]


class Computed(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What the published figures give: the value, the range that rounding leaves, how."""

    value: float | None
    low: float | None
    high: float | None
    formula: str


class Today(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What the figures known today make of the claim."""

    verdict: AnswerName


class Page(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A page that a verdict rests on."""

    key: str
    publisher: str
    title: str
    url: str


class ClaimRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One claim of the text with its verdict; `span` counts characters of the text.

    `partner` is named where the claim is on another economy than the text's.
    """

    id: str
    span: tuple[int, int]
    sentence: str
    kind: KindName
    flow: Literal["import", "export", "total"] | None
    product: str
    period: str
    base_period: str
    number: float | None
    unit: str
    sense: str
    scope: Literal["pair", "other"]
    verdict: AnswerName
    error_kind: ErrorName | None
    computed: Computed
    today: Today
    caveats: tuple[str, ...]
    citations: tuple[Page, ...]
    partner: str = ""


class ReportRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A checked text: whose trade, which day, its claims in order, and what could not be asked."""

    schema_version: Literal["1.0"]
    reporter: str
    partner: str
    day: str
    as_known: str
    claims: tuple[ClaimRow, ...]
    note: str = ""


def contract(report: Report) -> ReportRow:
    """Put a report into the contract."""
    return ReportRow(
        schema_version=SCHEMA_VERSION,
        reporter=report.reporter,
        partner=report.partner,
        day=str(report.day),
        as_known=str(report.as_known),
        claims=tuple(_row(one, report) for one in report.claims),
        note=report.note,
    )


def encoded(report: Report) -> bytes:
    """Write a report as JSON."""
    return msgspec.json.format(msgspec.json.encode(contract(report)), indent=2) + b"\n"


def schema() -> dict[str, Any]:
    """Give the JSON Schema of the contract."""
    return msgspec.json.schema(ReportRow)


def _row(one: Checked, report: Report) -> ClaimRow:
    claim, verdict = one.claim, one.verdict
    return ClaimRow(
        id=one.id,
        span=(claim.start, claim.end),
        sentence=claim.sentence,
        kind=claim.kind.value,
        flow=claim.flow.word if claim.flow else None,  # type: ignore[arg-type]  # the words of Flow
        product=claim.product,
        period=str(claim.period or ""),
        base_period=str(claim.base_period or ""),
        number=_number(claim.number),
        unit=claim.unit,
        sense=claim.sense,
        scope=claim.scope.value,
        partner=claim.partner,
        verdict=verdict.answer.value,
        error_kind=verdict.error_kind.value if verdict.error_kind else None,
        computed=_computed(verdict.value, verdict.interval, verdict.formula),
        today=Today(verdict=one.today.value),
        caveats=verdict.caveats,
        citations=tuple(_pages(verdict.citations, report)),
    )


def _computed(value: Decimal | None, interval: Interval | None, formula: str) -> Computed:
    return Computed(
        value=_number(value),
        low=_number(interval.low) if interval else None,
        high=_number(interval.high) if interval else None,
        formula=formula,
    )


def _number(value: Decimal | None) -> float | None:
    """Give a number as JSON has it: amounts to the cent, rates to four digits."""
    return None if value is None else round(float(value), 4)


def _pages(keys: Sequence[str], report: Report) -> Sequence[Page]:
    pages = [report.citations[key] for key in keys if key in report.citations]
    return [
        Page(key=page.key, publisher=page.publisher, title=page.title, url=page.url)
        for page in pages
    ]
