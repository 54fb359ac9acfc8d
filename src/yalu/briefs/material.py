"""Everything that a brief is composed from, gathered by the workspace."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from yalu.codelists.areas import Area
from yalu.model.citations import Citation
from yalu.model.evidence import Evidence
from yalu.model.findings import Finding, FindingKind
from yalu.model.law import Ceiling, CodeGroup, Measure, State
from yalu.model.observations import Observation
from yalu.model.parties import Action, Designation
from yalu.model.periods import Period
from yalu.model.register import Entry
from yalu.model.trade import Flow

Row = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Material:
    """The findings, the law and the reports that bear on one month, as known on a day.

    `horizon` ends the weeks after the month whose acts and listings the brief still reports.
    """

    reporter: Area
    partner: Area
    month: Period
    as_known: date
    horizon: date
    currency: str
    findings: Sequence[Finding]
    series: Sequence[Row]
    changes_year: Sequence[Row]
    goods: Sequence[Observation]
    bindings: Sequence[tuple[Measure, CodeGroup, State, date | None]]
    ceilings: Sequence[Ceiling]
    ceiling_findings: Sequence[Finding]
    share_findings: Sequence[Finding]
    actions: Sequence[Action]
    designations: Sequence[Designation]
    evidence: Sequence[Evidence]
    gaps: Sequence[Entry]
    stakes: Sequence[Row]
    public_measures: Collection[str]
    citations: Mapping[str, Citation]

    def finding(self, kind: FindingKind, flow: Flow | None) -> Finding | None:
        """Give the finding of a kind on a flow, if there is one."""
        for finding in self.findings:
            if finding.kind is kind and finding.flow is flow:
                return finding
        return None

    def known(self, keys: Sequence[str]) -> tuple[str, ...]:
        """Keep the pages that were public by the day of knowledge."""
        return tuple(
            key
            for key in dict.fromkeys(keys)
            if key in self.citations
            and (day := self.citations[key].published) is not None
            and day <= self.as_known
        )
