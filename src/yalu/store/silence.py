"""Periods for which no figure stands: missing, or known to be withheld, but never nil."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, TypeAlias

from yalu.model.observations import GoodsFigure, GoodsQuestion
from yalu.model.periods import Period
from yalu.model.register import Cell, Register
from yalu.model.trade import Status

_MONTHS = {"M": 1, "Q": 3, "A": 12}
_Run: TypeAlias = tuple[str, str, str]
"""Dataset, flow and length of period: the figures of one run follow each other."""
_WITHOUT = "other goods are loaded for this period and these are not among them"
_NOTHING = "nothing of this pair is loaded for this period"


def window(
    figures: Sequence[GoodsFigure], question: GoodsQuestion, register: Register
) -> Period | None:
    """Give the months in which a period without a figure can be told; None where there are none.

    Most series have no gap and nothing withheld: then what else is loaded need not be looked at.
    """
    spans = [period for said in _runs(figures).items() for period in _gaps(*said)]
    spans += register.withheld(question.reporter, question.partner, question.commodity)
    if not spans:
        return None
    return Period(first=min(one.first for one in spans), last=max(one.last for one in spans))


def silences(
    figures: Sequence[GoodsFigure],
    loaded: Sequence[dict[str, Any]],
    question: GoodsQuestion,
    register: Register,
) -> Iterator[GoodsFigure]:
    """List the periods of each run without a figure.

    Between the first figure and the last any gap is told; outside of them only what the register
    knows to be withheld, for a file may hold other goods alone.
    """
    said = _runs(figures)
    held: dict[_Run, dict[Period, date]] = defaultdict(dict)
    for row in loaded:
        period = Period(first=row["first_month"], last=row["last_month"])
        held[row["dataset"], row["flow"], row["frequency"]][period] = row["published"]
    for run in said.keys() | held.keys():
        periods, between = held[run], set(_gaps(run, said[run]))
        for period in between | (periods.keys() - said[run]):
            silent = _silent(run, period, periods.get(period), question, register)
            if period in between or silent.status is not Status.MISSING:
                yield silent


def _runs(figures: Sequence[GoodsFigure]) -> dict[_Run, set[Period]]:
    said: dict[_Run, set[Period]] = defaultdict(set)
    for figure in figures:
        said[figure.dataset, figure.flow, figure.period.frequency.value].add(figure.period)
    return said


def _gaps(run: _Run, periods: set[Period]) -> Iterator[Period]:
    if run[2] in _MONTHS:
        yield from (one for one in _between(periods, run[2]) if one not in periods)


def _between(periods: set[Period], frequency: str) -> Iterator[Period]:
    length = _MONTHS[frequency]
    if periods:
        for first in range(min(periods).first, max(periods).last, length):
            yield Period(first=first, last=first + length - 1)


def _silent(
    run: _Run,
    period: Period,
    published: date | None,
    question: GoodsQuestion,
    register: Register,
) -> GoodsFigure:
    dataset, flow, _ = run
    cell = Cell(
        reporter=question.reporter,
        partner=question.partner,
        flow=flow,
        period=period,
        commodity=question.commodity,
    )
    mark = register.mark(cell, None, Status.MISSING)
    # A misreport needs a figure; that one is withheld is why there is none.
    withheld = any(e.status is Status.SUPPRESSED and e.covers(cell) for e in mark.entries)
    return GoodsFigure(
        dataset=dataset,
        period=period,
        flow=flow,
        commodity=question.commodity,
        classification="",
        value=None,
        currency="",
        net_weight_kg=None,
        weight_estimated=False,
        status=Status.SUPPRESSED if withheld else Status.MISSING,
        rows=0,
        arithmetic=_WITHOUT if published else _NOTHING,
        published=published,
        citations=(),
        register=mark.ids,
    )
