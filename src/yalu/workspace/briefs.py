"""The brief: its material gathered, composed, proof-read, drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from yalu.codelists.areas import area
from yalu.measures import standing
from yalu.model.errors import (
    NotYetPublishedError,
    PeriodNotCoveredError,
    SeriesNotFoundError,
    UnsupportedError,
)
from yalu.model.findings import Finding
from yalu.model.law import Ceiling
from yalu.model.observations import Observation
from yalu.model.periods import Frequency, Period
from yalu.store import lookups

if TYPE_CHECKING:
    from yalu.analysis.monthly import Month
    from yalu.briefs.brief import Brief
    from yalu.briefs.charts import Chart
    from yalu.briefs.drawing import Draw
    from yalu.briefs.material import Material
from yalu.workspace.checks import Checks


@dataclass(frozen=True, kw_only=True)
class MonthlyBrief:
    """A composed brief with its charts, rendered or written on demand."""

    brief: "Brief"
    charts: "Sequence[Chart]"

    def files(self) -> dict[str, bytes]:
        """Render every file by its name."""
        from yalu.briefs import render  # noqa: PLC0415  - templates are needed only here

        return render.files(self.brief, self.charts)

    def write(self, folder: Path) -> None:
        """Write the files to a folder, whole or not at all."""
        from yalu.briefs import render  # noqa: PLC0415  - see above

        render.write(folder, self.files())


class Briefs(Checks):
    """The brief on a month, and all that it is composed from."""

    def brief(
        self,
        reporter: str,
        partner: str,
        period: str,
        *,
        as_known: date,
        drawn_by: "Draw | None" = None,
    ) -> MonthlyBrief:
        """Compose the brief on a month as it could be written on a day.

        `drawn_by` draws the charts elsewhere, such as a `yalu.briefs.drawing.Engine`.
        """
        from yalu.briefs import charts, drawing  # noqa: PLC0415  - look-ups need no drawing
        from yalu.briefs.compose import compose  # noqa: PLC0415  - nor any prose

        month = Period.parse(period)
        here, there = self._pair(reporter, partner)
        self._ensure_published(here, there, month, as_known)
        material = self._material(here, there, month, as_known)
        brief = compose(material)
        self._proof_read(brief)
        drawn = charts.draw(
            brief, material.series, material.changes_year, drawn_by=drawn_by or drawing.draw
        )
        return MonthlyBrief(brief=brief, charts=drawn)

    def _proof_read(self, brief: "Brief") -> None:
        """Run a brief through the claim checker: its own sentences must come back supported."""
        pair = (brief.reporter.code, brief.partner.code)
        report = super().check(brief.prose, as_known=brief.as_known, about=pair)
        if not report.is_supported:
            raise UnsupportedError(report.doubtful)

    def _material(self, reporter: str, partner: str, month: Period, as_known: date) -> "Material":
        from yalu.briefs.material import Material  # noqa: PLC0415  - see above

        currency = self._currency(reporter, partner, month, as_known)
        found = self._findings(reporter, partner, month, currency, as_known)
        horizon = min(as_known, month.shift(1).last_day)
        bindings = [
            (binding.measure, binding.group, binding.state, binding.until)
            for binding in standing.around(self.law, target=partner, month=month, horizon=horizon)
            if binding.measure.instrument.jurisdiction in {"UN", reporter}
        ]
        ceilings = standing.ceilings_around(self.law, month=month, as_known=horizon, target=partner)
        actions = (
            lookups.actions(self.store, since=month.first_day, until=horizon)
            if self._is_about("actions", partner)
            else ()
        )
        return Material(
            reporter=area(reporter),
            partner=area(partner),
            month=month,
            as_known=as_known,
            horizon=horizon,
            currency=currency,
            findings=found.findings,
            series=found.series,
            changes_year=found.changes_year,
            goods=lookups.recent_goods(
                self.store, reporter, partner, month=month, as_known=as_known
            ),
            bindings=bindings,
            ceilings=ceilings,
            ceiling_findings=self._ceiling_findings(ceilings, reporter, partner, horizon),
            share_findings=self._share_findings(reporter, partner, month, as_known),
            actions=actions,
            designations=lookups.designations(self.store, [action.id for action in actions]),
            evidence=[
                row
                for row in lookups.evidence(
                    self.store, since=month.first_day, until=horizon, as_known=as_known
                )
                if row.direction in {"import", "export", "both"}
            ]
            if self._is_about("evidence", partner)
            else [],
            gaps=self.register(as_known).about(reporter, partner, month),
            stakes=lookups.stakes(
                self.store,
                sorted(
                    {
                        measure.instrument.id
                        for measure, _, state, _ in bindings
                        if state in {"adopted", "upcoming"}
                    }
                ),
                as_known=horizon,
            ),
            public_measures={
                measure.id
                for measure in self.law.measures
                if any(group.introduced_by.published <= as_known for group in measure.groups)
            },
            citations=self._citations(as_known),
        )

    def _findings(
        self, reporter: str, partner: str, month: Period, currency: str, as_known: date
    ) -> "Month":
        from yalu.analysis.monthly import examine  # noqa: PLC0415  - brings ibis
        from yalu.analysis.question import Question  # noqa: PLC0415  - needed by briefs alone

        question = Question(reporter=reporter, partner=partner, month=month, currency=currency)
        span = month.year_to_date
        before = Period(first=span.first, last=max(span.first, span.last - 1))
        periods = (month, span) if span != month else (month,)
        return examine(
            self.store.bilateral(reporter, partner, currency=currency, as_known=as_known),
            question,
            cumulative=[
                o
                for p in dict.fromkeys((span, before))
                for o in lookups.cumulative(self.store, reporter, partner, p, as_known=as_known)
            ],
            printed=[
                o
                for p in periods
                for o in lookups.printed_changes(
                    self.store, reporter, partner, p, as_known=as_known
                )
            ],
            others=lookups.alternatives(self.store, reporter, partner, month, as_known=as_known),
        )

    def _ceiling_findings(
        self, ceilings: Sequence[Ceiling], reporter: str, partner: str, as_known: date
    ) -> list[Finding]:
        from yalu.analysis.ceilings import fill  # noqa: PLC0415  - needed by briefs alone

        return [
            finding
            for ceiling in ceilings
            for finding in fill(
                ceiling,
                lookups.ledger(self.store, ceiling.id, as_known=as_known),
                reporter=reporter,
                partner=partner,
            )
        ]

    def _share_findings(
        self, reporter: str, partner: str, month: Period, as_known: date
    ) -> tuple[Finding, ...]:
        from yalu.analysis.shares import latest_shares  # noqa: PLC0415  - needed by briefs alone

        return latest_shares(
            lookups.shares(self.store, partner, reporter, as_known=as_known), by=month
        )

    def _ensure_published(self, reporter: str, partner: str, month: Period, as_known: date) -> None:
        pair = f"{area(reporter).name} with {area(partner).name}"
        months = lookups.months(self.store, reporter, partner)
        if not months:
            # Figures for goods alone make no brief.
            held = tuple(f"{a} with {b}" for a, b in lookups.pairs(self.store))
            raise SeriesNotFoundError(reporter, partner, held)
        released = dict(months).get(month)
        if month.frequency is not Frequency.MONTH or released is None:
            nearest = min(months, key=lambda held: abs(held[0].first - month.first))[0]
            raise PeriodNotCoveredError(
                pair, str(month), str(months[0][0]), str(months[-1][0]), str(nearest)
            )
        if as_known < released:
            raise NotYetPublishedError(pair, str(month), as_known, released)

    def _currency(self, reporter: str, partner: str, month: Period, as_known: date) -> str:
        """Choose the currency of the month: that of the dataset that comes first, or dollars."""
        held = [
            (self._precedence(observation), observation.currency == "USD", observation.currency)
            for observation in lookups.observations(
                self.store, reporter, partner, as_known=as_known
            )
            if observation.period == month
        ]
        return max(held)[2]

    def _is_about(self, table: str, target: str) -> bool:
        return any(d.table == table and d.target == target for d in self.descriptors.values())

    def _precedence(self, observation: Observation) -> int:
        descriptor = self.descriptors.get(observation.dataset)
        return descriptor.precedence if descriptor else 0
