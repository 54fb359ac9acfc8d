"""Opens the data and wires the parts: the Python API.

workspace = Workspace.open()
brief = workspace.brief("CHN", "PRK", "2017-07", as_known=date(2017, 8, 26))
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from yalu.codelists.areas import area
from yalu.codelists.hs import Conversion
from yalu.intake.places import workspace_folder
from yalu.measures import bearing, loader, questions, standing
from yalu.model.answers import Answer
from yalu.model.citations import Citation
from yalu.model.errors import (
    NotYetPublishedError,
    PeriodNotCoveredError,
    SeriesNotFoundError,
    UnsupportedError,
)
from yalu.model.findings import Finding
from yalu.model.law import Ceiling, Direction, Law
from yalu.model.loads import Difference
from yalu.model.observations import Coverage, GoodsFigure, Observation
from yalu.model.periods import Frequency, Period
from yalu.model.trade import Flow
from yalu.sources import reference
from yalu.sources.descriptors import Descriptor
from yalu.store import lookups, recorded
from yalu.store.engine import Store

if TYPE_CHECKING:
    import pyarrow as pa

    from yalu.analysis.ledger import LedgerLine
    from yalu.analysis.monthly import Month
    from yalu.briefs.brief import Brief
    from yalu.briefs.charts import Chart
    from yalu.briefs.drawing import Draw
    from yalu.briefs.material import Material
    from yalu.claims.checker import Report
    from yalu.claims.published import Published
    from yalu.measures.evaluation import Evaluation
    from yalu.store.goods import GoodsQuestion


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


class Workspace:
    """The data of one user: the reference release, and what was loaded since."""

    def __init__(self, store: Store, descriptors: Sequence[Descriptor]) -> None:
        self.store = store
        self.descriptors = {descriptor.name: descriptor for descriptor in descriptors}

    @classmethod
    def open(cls, folder: Path = reference.FOLDER, *, loaded: Path | None = None) -> Self:
        """Open the reference release, or another folder of its form, and what was loaded.

        `loaded` is the folder that `yalu load` writes to; left out, it is that of the variable
        YALU_WORKSPACE, else the platform's own.
        """
        store, descriptors = Store.in_memory(), []
        for dataset in reference.datasets(folder):
            store.add(dataset.descriptor.table, dataset.rows)
            descriptors.append(dataset.descriptor)
        store.add("citations", reference.citations(folder))
        held = store.attach(workspace_folder(loaded))
        if held.vintages:
            from yalu.intake import holdings  # noqa: PLC0415  - only a workspace with files needs it

            descriptors += holdings.descriptors(held)
            store.add("citations", holdings.citations(held))
        return cls(store, descriptors)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.store.close()

    @cached_property
    def law(self) -> Law:
        """All measures that are held."""
        return loader.load()

    def series(
        self,
        reporter: str,
        partner: str,
        *,
        as_known: date,
        flow: Flow | None = None,
        first: Period | None = None,
        last: Period | None = None,
    ) -> tuple[Observation, ...]:
        """Give the monthly figures for all goods that stand as known on a day."""
        here, there = self._pair(reporter, partner)
        return tuple(
            observation
            for observation in lookups.observations(self.store, here, there, as_known=as_known)
            if (flow is None or observation.flow is flow)
            and (first is None or observation.period.first >= first.first)
            and (last is None or observation.period.last <= last.last)
        )

    def goods(self, question: "GoodsQuestion", *, register: bool = True) -> tuple[GoodsFigure, ...]:
        """Give the figures for goods that stand as known on a day, single codes or their sums."""
        from yalu.store.goods import figures  # noqa: PLC0415  - few ask for it

        return figures(self.store, question, register=register)

    def difference(self, dataset: str, *, earlier: str, later: str) -> Difference:
        """Tell how a dataset differs between two of its vintages."""
        from yalu.store import differences  # noqa: PLC0415  - few ask for it

        return differences.difference(self.store, dataset, earlier=earlier, later=later)

    def convert(self, code: str, *, edition: str, into: str) -> Conversion:
        """Find a code of goods in another edition, by the correlations that were loaded."""
        from yalu.store.correspondences import conversion  # noqa: PLC0415  - few ask for it

        return conversion(self.store, code, edition=edition, into=into)

    def measures(
        self,
        target: str,
        *,
        on: date,
        as_known: date,
        commodity: str = "",
        direction: Direction | None = None,
        jurisdiction: str = "",
    ) -> tuple[standing.Binding, ...]:
        """Give the measures against an economy that bind on a day."""
        return standing.in_force(
            self.law,
            target=area(target).code,
            on=on,
            as_known=as_known,
            commodity=commodity,
            direction=direction,
            jurisdiction=area(jurisdiction).code if jurisdiction else "",
        )

    def standing(
        self,
        target: str,
        *,
        on: date,
        as_known: date,
        commodity: str,
        direction: Direction,
        jurisdiction: str,
    ) -> Answer:
        """Say where goods stood on a day, under the resolutions or the law of a state."""
        question = questions.question(
            self.law,
            target=target,
            jurisdiction=jurisdiction,
            direction=direction,
            commodity=commodity,
            on=on,
            as_known=as_known,
        )
        return questions.ask(self._known(as_known))(question)

    def law_table(self) -> "pa.Table":
        """Give the law as an Arrow table: a row for each measure, code group, code and interval."""
        from yalu.measures.table import law_table  # noqa: PLC0415  - needed here alone

        return law_table(self.law)

    def answer_rows(self, found: Answer, *, explain: bool = False) -> dict[str, Any]:
        """Give an answer as plain rows: standing, why, measures, and the chain when asked for."""
        from yalu.measures import chain  # noqa: PLC0415  - needed to print alone

        rows = {
            "standing": found.standing.value,
            "why": found.why,
            "measures": chain.rows(found, self.law),
        }
        return rows | ({"chain": chain.chain(found, self.law)} if explain else {})

    def compare(
        self, target: str, first: str, second: str, *, as_known: date
    ) -> list[dict[str, Any]]:
        """Set the goods provisions of one jurisdiction beside the acts of another, with the lag."""
        from yalu.measures.compare import compare, row  # noqa: PLC0415  - needed here alone

        one, other = area(first).code, area(second).code
        against = area(target).code
        pairs = compare(self.law, target=against, first=one, second=other, as_known=as_known)
        return [row(pair) for pair in pairs]

    def ceilings(self, target: str, *, on: date | None, as_known: date) -> tuple["LedgerLine", ...]:
        """Give the ledger of each ceiling against an economy, by what was public on a day."""
        from yalu.analysis.ledger import ledger  # noqa: PLC0415  - needed here alone

        against = area(target).code
        held = {m.id for m in self.law.measures if m.instrument.target == against}
        ceilings = [
            ceiling
            for ceiling in self.law.ceilings
            if ceiling.measure in held and ceiling.introduced_by.published <= as_known
        ]
        return tuple(ledger(ceilings, recorded.reported(self.store, as_known=as_known), on=on))

    def evaluate(
        self,
        reporter: str,
        partner: str,
        *,
        span: Period,
        as_known: date,
        jurisdiction: str = "",
        level: int = 0,
    ) -> "Evaluation":
        """Evaluate the law against a partner on the goods that a reporter's customs recorded.

        The law is that of the reporter unless another jurisdiction is named. A `level` of two to
        ten digits cuts longer codes down to it and adds the observations up.
        """
        here, there = self._pair(reporter, partner)
        rows = recorded.goods(self.store, here, there, span, as_known=as_known)
        return self.evaluate_rows(
            rows, there, as_known=as_known, jurisdiction=jurisdiction, level=level
        )

    def evaluate_rows(
        self,
        rows: Sequence[Mapping[str, Any]],
        partner: str,
        *,
        as_known: date,
        jurisdiction: str = "",
        level: int = 0,
    ) -> "Evaluation":
        """Evaluate the law against a partner on observations from anywhere, of many reporters.

        Each row is held to the law of its own reporter unless a jurisdiction is named. The law of
        a reporter that left or joined a union is that of the first month.
        """
        from yalu.measures import evaluation, observed  # noqa: PLC0415  - brings ibis
        from yalu.measures.policy import policy  # noqa: PLC0415  - needed here alone

        observations = observed.observed(rows, level=level)
        span = observed.span_of(observations)
        known = self._known(as_known)
        asked = questions.of_observations(
            self.law,
            observations.select(["reporter", "flow", "commodity"]).to_pylist(),
            target=partner,
            jurisdiction=jurisdiction,
            on=span.first_day,
            as_known=as_known,
        )
        tables = recorded.as_tables(
            self.store,
            {
                "evaluated_observations": observations,
                "policy": policy(known, asked, span, ask=questions.ask(known)),
            },
        )
        judged = evaluation.evaluate(tables["evaluated_observations"], tables["policy"])
        return evaluation.Evaluation(observations=judged)

    def _known(self, as_known: date) -> bearing.Known:
        """Bring the law together with what was reported against its ceilings by a day."""
        from yalu.analysis.ledger import reports  # noqa: PLC0415  - needed for ceilings alone

        rows = recorded.reported(self.store, as_known=as_known)
        return bearing.Known(law=self.law, reported=reports(rows, self.law.ceilings))

    def status(self, *, as_known: date) -> tuple[Coverage, ...]:
        """Tell what each dataset of figures covers and which months it lacks."""
        return tuple(self._coverage(row) for row in lookups.coverage(self.store, as_known=as_known))

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
        report = self.check(brief.prose, as_known=brief.as_known, about=pair)
        if not report.is_supported:
            raise UnsupportedError(report.doubtful)

    def check(
        self,
        text: str,
        *,
        as_known: date,
        today: date | None = None,
        about: tuple[str, str] = ("CHN", "PRK"),
    ) -> "Report":
        """Check a text's claims as known on a day, and apart by what is known `today`.

        Dates without a year are read against the text's dateline, or else against `as_known`.
        """
        from yalu.claims.checker import check_text  # noqa: PLC0415  - look-ups need no grammar

        here, there = self._pair(*about)
        return check_text(
            text,
            then=self.published(here, there, as_known),
            today=self.published(here, there, max(today or as_known, as_known)),
            citations=self._pages,
        )

    def published(self, reporter: str, partner: str, as_known: date) -> "Published":
        """Hold what was published about a pair by a day, for many texts to be checked against."""
        from yalu.claims.holding import published  # noqa: PLC0415  - see above

        key = (reporter, partner, as_known)
        if key not in self._held:
            self._held[key] = published(
                self.store, reporter, partner, as_known=as_known, law=self.law
            )
        return self._held[key]

    @cached_property
    def _held(self) -> dict[tuple[str, str, date], "Published"]:
        return {}

    @cached_property
    def _pages(self) -> Mapping[str, Citation]:
        return self._citations(date.max)

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
            gaps=lookups.gaps(self.store, reporter, partner, month=month, as_known=as_known),
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

    def _citations(self, as_known: date) -> Mapping[str, Citation]:
        pages = {**self.law.citations, **lookups.citations(self.store)}
        for act in self.law.instruments:
            if act.published <= as_known:
                page = next((self.law.citations[key] for key in act.citations), None)
                pages[f"act:{act.id}"] = Citation(
                    key=f"act:{act.id}",
                    publisher=act.authority,
                    title=act.title,
                    published=act.published,
                    url=page.url if page else "",
                )
        for action in lookups.actions(self.store, since=date.min, until=as_known):
            page = next((pages[key] for key in action.citations if key in pages), None)
            pages[f"action:{action.id}"] = Citation(
                key=f"action:{action.id}",
                publisher=action.authority,
                title=f"[Listing of {action.listed_on}]",
                published=action.published,
                url=page.url if page else "",
            )
        return pages

    def _pair(self, reporter: str, partner: str) -> tuple[str, str]:
        here, there = area(reporter).code, area(partner).code
        held = lookups.pairs(self.store)
        if (here, there) not in held:
            raise SeriesNotFoundError(here, there, tuple(f"{a} with {b}" for a, b in held))
        return here, there

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

    def _coverage(self, row: Mapping[str, Any]) -> Coverage:
        descriptor = self.descriptors.get(row["dataset"])
        months = row["months"] or []
        gaps = sorted(set(range(months[0], months[-1] + 1)) - set(months)) if months else []
        return Coverage(
            dataset=row["dataset"],
            title=descriptor.title if descriptor else "",
            publisher=descriptor.publisher if descriptor else "",
            rows=row["rows"],
            first_published=row["first_published"],
            last_published=row["last_published"],
            vintages=row["vintages"],
            first_period=str(Period(first=months[0], last=months[0]))
            if months
            else row["first_period"],
            last_period=str(Period(first=months[-1], last=months[-1]))
            if months
            else row["last_period"],
            gaps=tuple(str(run) for run in _runs(gaps)),
        )


def _runs(months: Sequence[int]) -> list[Period]:
    """Join months that follow each other into periods."""
    runs: list[Period] = []
    for month in months:
        if runs and month == runs[-1].last + 1:
            runs[-1] = Period(first=runs[-1].first, last=month)
        else:
            runs.append(Period(first=month, last=month))
    return runs
