"""Questions to the acts, and of the acts to the figures."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from yalu.codelists.areas import area
from yalu.codelists.hs import harmonized, nomenclature
from yalu.measures import bearing, questions
from yalu.model.answers import Answer, Question
from yalu.model.errors import ChoiceError
from yalu.model.law import Direction, Law
from yalu.model.periods import Period
from yalu.model.register import Register
from yalu.store import correspondences, recorded

if TYPE_CHECKING:
    import pyarrow as pa

    from yalu.analysis.ledger import LedgerLine
    from yalu.briefs.annex import Heading
    from yalu.measures.evaluation import Evaluation
from yalu.workspace.base import Base
from yalu.workspace.catalogue import Catalogue


class Acts(Base):
    """The questions that the acts answer."""

    @cached_property
    def measures(self) -> Catalogue:
        """The measures that are held, to be asked by day, goods and jurisdiction."""
        return Catalogue(law=self.law, store=self.store)

    def standing(
        self,
        target: str,
        *,
        on: date,
        as_known: date,
        commodity: str,
        direction: Direction,
        jurisdiction: str,
        edition: str = "",
    ) -> Answer:
        """Say where goods stood on a day, under the resolutions or the law of a state.

        Codes of rules in another edition than the code's are carried over where a correlation is
        loaded. Without an edition the codes are compared as they are written.
        """
        known = self._known(as_known)
        if edition:
            known = replace(known, law=self.law_in(edition))
        question = questions.question(
            known.law,
            target=target,
            jurisdiction=jurisdiction,
            direction=direction,
            commodity=commodity,
            on=on,
            as_known=as_known,
            edition=edition,
        )
        return questions.ask(known)(question)

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
        register: bool = True,
    ) -> "Evaluation":
        """Evaluate the law against a partner on the goods that a reporter's customs recorded.

        The law is that of the reporter unless another jurisdiction is named. The reporter `all`
        stands for all who recorded trade with the partner. A `level` of two to ten digits cuts
        longer codes down to it and adds the observations up.
        """
        everyone = reporter.casefold() == "all"
        here, there = ("", area(partner).code) if everyone else self._pair(reporter, partner)
        marks = self.register(as_known) if register else Register()
        rows = recorded.goods(self.store, here, there, span, as_known=as_known, register=marks)
        return self._evaluated(
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
        register: bool = True,
    ) -> "Evaluation":
        """Evaluate the law against a partner on observations from anywhere, of many reporters.

        Each row is held to the law of its own reporter unless a jurisdiction is named: that of a
        union for as long as the reporter was a member. Codes of rules are carried over to the
        edition of the rows by the correlations that are loaded. The register of known misreports is
        laid over the statuses, unless it is left out.
        """
        marks = self.register(as_known) if register else Register()
        return self._evaluated(
            [marks.mark_row(row) for row in rows],
            partner,
            as_known=as_known,
            jurisdiction=jurisdiction,
            level=level,
        )

    def _evaluated(
        self,
        rows: Sequence[Mapping[str, Any]],
        partner: str,
        *,
        as_known: date,
        jurisdiction: str,
        level: int,
    ) -> "Evaluation":
        from yalu.measures import evaluation, observed  # noqa: PLC0415  - brings ibis

        against = area(partner).code
        if others := sorted({row["partner"] for row in rows} - {against}):
            raise ChoiceError("the partner of a row", others[0], (against,))
        observations = observed.observed(rows, level=level)
        tables = recorded.as_tables(
            self.store,
            {
                "evaluated_observations": observations,
                "policy": self._policy(observations, partner, jurisdiction, as_known),
            },
        )
        judged = evaluation.evaluate(tables["evaluated_observations"], tables["policy"])
        return evaluation.Evaluation(
            observations=recorded.kept(self.store, judged), as_known=as_known
        )

    def printed(self, found: "Evaluation") -> dict[str, list[dict[str, Any]]]:
        """Give the tables of an evaluation as plain rows, with the measures that they name."""
        from yalu.measures.printed import printed  # noqa: PLC0415  - needed to print alone

        return printed(found, self.law)

    def annex(self, tables: Mapping[str, Sequence[Mapping[str, Any]]], heading: "Heading") -> str:
        """Lay out the tables of an evaluation as a page that a monitor can print."""
        from yalu.briefs import annex  # noqa: PLC0415  - needed here alone

        pages = self._citations(heading.as_known)
        return annex.page(annex.annex(tables, heading, law=self.law, citations=pages))

    def _policy(
        self, observations: "pa.Table", partner: str, jurisdiction: str, as_known: date
    ) -> "pa.Table":
        """Tabulate the law for the codes of these observations, each in its own edition."""
        from yalu.measures.observed import span_of  # noqa: PLC0415  - needed here alone
        from yalu.measures.policy import by_edition  # noqa: PLC0415  - needed here alone

        known, span = self._known(as_known), span_of(observations)
        cells = observations.select(["reporter", "flow", "commodity", "classification"]).to_pylist()

        def asked(law: Law, classification: str) -> Iterator[tuple[str, Question]]:
            return questions.of_observations(
                law,
                [cell for cell in cells if cell["classification"] == classification],
                target=partner,
                jurisdiction=jurisdiction,
                on=span.first_day,
                as_known=as_known,
                edition=nomenclature(classification),
            )

        found = {cell["classification"] for cell in cells}
        laws = {name: self.law_in(harmonized(name)) for name in sorted(found)}
        return by_edition(known, laws, span, asked=asked)

    def law_in(self, edition: str) -> Law:
        """Give the law with its codes carried over to an edition, by the correlations loaded."""
        from yalu.measures import editions  # noqa: PLC0415  - needed here alone

        written = {harmonized(g.edition) for m in self.law.measures for g in m.groups}
        return editions.in_edition(
            self.law,
            edition,
            {
                other: editions.Correlation.of((line.source, line.target) for line in lines)
                for other in sorted(written - {edition, ""})
                if edition
                and (lines := correspondences.links(self.store, edition=other, into=edition))
            },
        )

    def _known(self, as_known: date) -> bearing.Known:
        """Bring the law together with what was reported against its ceilings by a day."""
        from yalu.analysis.ledger import reports  # noqa: PLC0415  - needed for ceilings alone

        rows = recorded.reported(self.store, as_known=as_known)
        return bearing.Known(law=self.law, reported=reports(rows, self.law.ceilings))
