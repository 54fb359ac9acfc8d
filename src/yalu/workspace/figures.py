"""Questions to the published figures."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from yalu.codelists.hs import Conversion
from yalu.model.errors import GoodsNotFoundError
from yalu.model.loads import Difference
from yalu.model.observations import Coverage, GoodsFigure, Observation
from yalu.model.periods import Period
from yalu.model.register import Register
from yalu.model.trade import Flow
from yalu.store import lookups

if TYPE_CHECKING:
    from yalu.model.observations import GoodsQuestion
from yalu.workspace.base import Base

_FLOWS = {"M": "imports", "X": "exports", "T": "totals"}


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

    def no_goods(self, question: "GoodsQuestion") -> GoodsNotFoundError:
        """Say of a question that nothing answers what was asked, what there is, what to do."""
        from yalu.store.goods import held  # noqa: PLC0415  - few ask for it

        self._pair(question.reporter, question.partner)
        rows = held(self.store, question)
        flow = _FLOWS.get(question.flow, question.flow) + ", " if question.flow else ""
        goods = f"goods under {question.commodity}" if question.commodity else "all goods"
        pair = f"{question.reporter} with {question.partner}"
        among = f" in {question.dataset}" if question.dataset else ""
        return GoodsNotFoundError(
            f"{pair}, {flow}{goods}{among}, as known on {question.as_known}",
            tuple(_held_words(row) for row in rows),
            _advice(question, rows),
        )

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


def _held_words(row: Mapping[str, Any]) -> str:
    """Tell what a dataset holds of a pair."""
    flows = ", ".join(_FLOWS.get(flow, flow) for flow in row["flows"])
    chapters = row["chapters"] or []
    listed = ", ".join(chapters[:8]) + (" …" if len(chapters) > 8 else "")
    goods = f"{row['codes']:,} codes of chapters {listed}" if chapters else "no codes of goods"
    span = Period(first=row["first"], last=row["last"])
    return f"{row['dataset']} ({flows}, {span}, {goods})"


def _advice(question: "GoodsQuestion", rows: Sequence[Mapping[str, Any]]) -> str:
    """Tell how to ask for what there is, or how to load what there is not."""
    if not question.commodity and not question.add_up and any(row["codes"] for row in rows):
        return "Name a code such as 27, or add up the codes loaded with --add-up."
    if not rows:
        return "Ask for a later day with --as-known."
    if question.flow or question.frequency or question.dataset:
        return "Ask without --flow, --every and --dataset for all that is held, or load more."
    return "Load a file that has it with `yalu load`, or fetch it with `yalu fetch comtrade`."


def _runs(months: Sequence[int]) -> list[Period]:
    """Join months that follow each other into periods."""
    runs: list[Period] = []
    for month in months:
        if runs and month == runs[-1].last + 1:
            runs[-1] = Period(first=runs[-1].first, last=month)
        else:
            runs.append(Period(first=month, last=month))
    return runs
