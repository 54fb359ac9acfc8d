"""A partner's share in an economy's trade, each with the definition that it rests on."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from yalu.model.findings import Finding, FindingKind
from yalu.model.periods import Period
from yalu.model.trade import Status

_INTER_KOREAN = {
    "excluded": "without inter-Korean trade",
    "included": "with inter-Korean trade",
}
_CRUDE = {
    "included": "with an estimate of unpublished crude oil",
    "excluded": "without an estimate of unpublished crude oil",
}


def latest_shares(rows: Sequence[Mapping[str, Any]], *, by: Period) -> tuple[Finding, ...]:
    """Give the shares of the latest year before the month's own that each definition has.

    `rows` are published shares, the latest year first. Definitions are never mixed: a share of
    exports and one of all trade are two findings.
    """
    found: dict[tuple[str, ...], Finding] = {}
    for row in rows:
        if not row["year"].isdigit() or int(row["year"]) >= by.first // 12:
            continue
        definition = (row["basis"], row["inter_korean"], row["crude_estimate"], row["compiler"])
        found.setdefault(definition, _finding(row))
    return tuple(_recent(found.values()))


def _recent(findings: Any) -> Iterator[Finding]:  # noqa: ANN401  - the values of a dict
    """Keep, for each basis, the findings of its latest year only."""
    listed = sorted(findings, key=lambda f: (f.method != "exports", f.method, f.id))
    for finding in listed:
        if finding.period == max(f.period for f in listed if f.method == finding.method):
            yield finding


def _finding(row: Mapping[str, Any]) -> Finding:
    definition = [f"{row['compiler']}'s count"]
    definition += [words for words in (_INTER_KOREAN.get(row["inter_korean"], ""),) if words]
    definition += [words for words in (_CRUDE.get(row["crude_estimate"], ""),) if words]
    caveats = [", ".join(definition)]
    if row["status"] == "estimated":
        caveats.append(f"divided from published amounts: {row['arithmetic']}")
    key = "-".join((row["compiler"], row["inter_korean"], row["crude_estimate"])).casefold()
    return Finding(
        id=f"share-{row['basis']}-{row['year']}-{key.replace(' ', '-')}",
        kind=FindingKind.SHARE,
        reporter=row["reporter"],
        partner=row["partner"],
        period=Period.parse(row["year"]),
        value=Decimal(str(row["share_pct"])),
        unit="percent",
        status=Status(row["status"]),
        method=row["basis"],
        vintage=row["published"],
        caveats=tuple(caveats),
        citations=tuple(row["citation"].split()),
    )
