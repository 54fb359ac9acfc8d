"""The runs of falls and rises that a month continues."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from yalu.analysis.change import MONTH
from yalu.analysis.question import Question, Row, cited, months
from yalu.model.findings import Finding, FindingKind
from yalu.model.periods import Period
from yalu.model.trade import Flow, Status, weakest

_METHOD = "months in a row {side} the {base}"
_BASE = {True: "month before", False: "same month a year before"}


def streak(run: Row, rows: Sequence[Row], question: Question, *, lag: int) -> Finding:
    """State a run of months that each fell, or each rose, on the month `lag` months before."""
    flow = Flow(run["flow"])
    span = Period(first=run["first"], last=run["last"])
    touched = set(months(span)) | set(months(span.shift(-lag)))
    used = [row for row in rows if row["flow"] == flow.value and row["month"] in touched]
    side = "below" if run["direction"] < 0 else "above"
    return question.finding(
        FindingKind.STREAK,
        flow,
        id=f"streak-{'month' if lag == MONTH else 'year'}-{flow.word}",
        period=span,
        value=Decimal(run["length"]),
        unit="months",
        base_period=span.shift(-lag),
        status=weakest(*(Status(row["status"]) for row in used)),
        method=_METHOD.format(side=side, base=_BASE[lag == MONTH]),
        vintage=max(row["published"] for row in used),
        caveats=_mixed(used),
        citations=cited(used),
    )


def _mixed(rows: Iterable[Row]) -> tuple[str, ...]:
    compilers = sorted({row["compiler"] for row in rows})
    if len(compilers) == 1:
        return ()
    return (f"the figures compared are compiled by {', '.join(compilers)}",)
