"""The year so far: published sums, sums of the months, and revisions that they betray."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from yalu.analysis.change import YEAR
from yalu.analysis.question import Question, Row, cited, months, percent
from yalu.model.findings import Finding, FindingKind
from yalu.model.intervals import Interval
from yalu.model.observations import Observation
from yalu.model.periods import Period
from yalu.model.trade import Flow, Status


def so_far(
    cumulative: Sequence[Observation],
    printed: Sequence[Observation],
    summed: list[Row],
    rows: list[Row],
    question: Question,
) -> Iterator[Finding]:
    """Give the sum for the year so far of each flow: as published, or else added up."""
    span = question.month.year_to_date
    if span.first == span.last:
        return
    published = {
        o.flow: o
        for o in cumulative
        if o.period == span and o.currency == question.currency and o.value is not None
    }
    rates = {o.flow: o for o in printed if o.period == span and o.currency == question.currency}
    by_sum = {row["flow"]: row for row in summed}
    for flow in (Flow.TOTAL, Flow.IMPORT, Flow.EXPORT):
        if flow in published:
            yield _published_so_far(published[flow], rates.get(flow), question, span)
        elif flow.value in by_sum:
            yield _summed_so_far(by_sum[flow.value], flow, rows, question, span)


def _published_so_far(
    total: Observation, rate: Observation | None, question: Question, span: Period
) -> Finding:
    value = total.value or Decimal(0)
    return question.finding(
        FindingKind.YEAR_TO_DATE,
        total.flow,
        period=span,
        value=value,
        interval=Interval(low=value - total.margin, high=value + total.margin),
        change_pct=percent(rate.change_year_pct or 0.0) if rate else None,
        base_period=span.shift(-YEAR),
        status=total.status,
        method="as published" if total.status is Status.REPORTED else total.arithmetic,
        vintage=total.published,
        caveats=("the rate is the publisher's own; its base was not published with it",)
        if rate
        else (),
        citations=tuple(dict.fromkeys(total.citations + (rate.citations if rate else ()))),
    )


def _summed_so_far(
    total: Row, flow: Flow, rows: list[Row], question: Question, span: Period
) -> Finding:
    used = [row for row in rows if row["flow"] == flow.value and row["month"] in months(span)]
    missing = [
        Period(first=month, last=month).words
        for month in months(span)
        if month not in {row["month"] for row in used}
    ]
    if missing:
        return question.finding(
            FindingKind.YEAR_TO_DATE,
            flow,
            period=span,
            value=None,
            status=Status.MISSING,
            method="sum of the months",
            caveats=(f"no figure for {', '.join(missing)}",),
            citations=cited(used),
        )
    return question.finding(
        FindingKind.YEAR_TO_DATE,
        flow,
        period=span,
        value=total["value"],
        interval=Interval(
            low=total["value"] - total["margin"], high=total["value"] + total["margin"]
        ),
        status=Status.ESTIMATED,
        method="sum of the months",
        vintage=total["published"],
        caveats=("added up from the months; later revisions of earlier months are not in it",),
        citations=cited(used),
    )


def revisions(
    cumulative: Sequence[Observation], now: dict[str, Row], question: Question
) -> Iterator[Finding]:
    """Find earlier months that changed without notice.

    The sum for the year so far, less the month, is what the publisher now holds of the months
    before; where that differs from the sum that he published for them, he revised them.
    """
    span = question.month.year_to_date
    for whole in cumulative:
        row = now.get(whole.flow.value)
        before = next(
            (
                o
                for o in cumulative
                if o.flow is whole.flow
                and o.currency == whole.currency == question.currency
                and o.period.last == span.last - 1
            ),
            None,
        )
        if whole.period != span or row is None or before is None:
            continue
        statuses = {whole.status, before.status, Status(row["status"])}
        if statuses == {Status.REPORTED} and whole.value and before.value:
            yield from _revision(whole, row, before, question)


def _revision(
    whole: Observation, row: Row, before: Observation, question: Question
) -> Iterator[Finding]:
    implied = (whole.value or Decimal(0)) - row["value"]
    printed = before.value or Decimal(1)
    margin = whole.margin + row["margin"] + before.margin
    if abs(implied - printed) <= margin:
        return
    change = (implied / printed - 1) * 100
    yield question.finding(
        FindingKind.REVISION,
        whole.flow,
        period=before.period,
        value=implied,
        base_period=before.period,
        base_value=before.value,
        change_pct=change.quantize(Decimal("0.0001")),
        interval=Interval(
            low=percent(float((implied - printed - margin) / printed * 100)),
            high=percent(float((implied - printed + margin) / printed * 100)),
        ),
        status=Status.ESTIMATED,
        method="year to date less the month, against the year to date published the month before",
        vintage=whole.published,
        citations=tuple(dict.fromkeys(whole.citations + before.citations)),
    )
