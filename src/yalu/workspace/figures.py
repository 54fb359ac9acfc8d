"""Questions to the published figures."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from yalu.codelists.hs import Conversion
from yalu.model.loads import Difference
from yalu.model.observations import Coverage, GoodsFigure, Observation
from yalu.model.periods import Period
from yalu.model.register import Register
from yalu.model.trade import Flow
from yalu.store import lookups

if TYPE_CHECKING:
    from yalu.model.observations import GoodsQuestion
from yalu.workspace.base import Base


class Figures(Base):
    """The questions that the published figures answer."""

    def series(
        self,
        reporter: str,
        partner: str,
        *,
        as_known: date,
        flow: Flow | None = None,
        first: Period | None = None,
        last: Period | None = None,
        register: bool = True,
    ) -> tuple[Observation, ...]:
        """Give the monthly figures for all goods that stand as known on a day."""
        here, there = self._pair(reporter, partner)
        marks = self.register(as_known) if register else Register()
        return tuple(
            marks.marked(observation)
            for observation in lookups.observations(self.store, here, there, as_known=as_known)
            if (flow is None or observation.flow is flow)
            and (first is None or observation.period.first >= first.first)
            and (last is None or observation.period.last <= last.last)
        )

    def goods(self, question: "GoodsQuestion", *, register: bool = True) -> tuple[GoodsFigure, ...]:
        """Give the figures for goods that stand as known on a day, single codes or their sums."""
        from yalu.store.goods import figures  # noqa: PLC0415  - few ask for it

        marks = self.register(question.as_known) if register else Register()
        return figures(self.store, question, register=marks)

    def difference(self, dataset: str, *, earlier: str, later: str) -> Difference:
        """Tell how a dataset differs between two of its vintages."""
        from yalu.store import differences  # noqa: PLC0415  - few ask for it

        return differences.difference(self.store, dataset, earlier=earlier, later=later)

    def convert(self, code: str, *, edition: str, into: str) -> Conversion:
        """Find a code of goods in another edition, by the correlations that were loaded."""
        from yalu.store.correspondences import conversion  # noqa: PLC0415  - few ask for it

        return conversion(self.store, code, edition=edition, into=into)

    def status(self, *, as_known: date) -> tuple[Coverage, ...]:
        """Tell what each dataset of figures covers and which months it lacks."""
        return tuple(self._coverage(row) for row in lookups.coverage(self.store, as_known=as_known))

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
