"""The findings of one month: levels, balance, changes, runs and the year so far."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import ibis.expr.types as ir

from yalu.analysis.change import MONTH, YEAR, changes, runs, year_to_date
from yalu.analysis.series import complete
from yalu.model.findings import Finding, FindingKind
from yalu.model.intervals import Interval
from yalu.model.observations import Observation
from yalu.model.periods import Period
from yalu.model.trade import Flow, Status, weakest

Row = dict[str, Any]
_KIND = {MONTH: FindingKind.CHANGE_MONTH, YEAR: FindingKind.CHANGE_YEAR}


@dataclass(frozen=True, kw_only=True)
class Question:
    """Whose trade in which month and currency is asked about."""

    reporter: str
    partner: str
    month: Period
    currency: str

    def finding(self, kind: FindingKind, flow: Flow | None, **facts: Any) -> Finding:  # noqa: ANN401  - the fields of a finding
        """Make a finding on this month; its id names what it says."""
        name = "-".join([kind.value, flow.word if flow else "trade"])
        return Finding(
            **{
                "id": name,
                "kind": kind,
                "flow": flow,
                "reporter": self.reporter,
                "partner": self.partner,
                "period": self.month,
                "unit": self.currency,
                **facts,
            }
        )


@dataclass(frozen=True, kw_only=True)
class Month:
    """What the methods found of a month, and the whole series for the charts."""

    findings: tuple[Finding, ...]
    series: tuple[Row, ...]
    changes_year: tuple[Row, ...]


def examine(
    series: ir.Table,
    question: Question,
    *,
    cumulative: Sequence[Observation],
    printed: Sequence[Observation],
    others: Sequence[Observation],
) -> Month:
    """Work out every finding of a month from the series as known.

    `cumulative` are published figures for the year so far, `printed` the changes that publishers
    printed themselves, `others` all figures for the month, whoever compiled them.
    """
    # Each is asked several times; kept in the engine, neither is planned and run anew.
    whole = complete(series).cache()
    on_year = changes(whole, lag=YEAR).cache()
    on_month = changes(whole, lag=MONTH)
    rows = _rows(whole.order_by("month", "flow"))
    yearly = _rows(on_year.order_by("month", "flow"))
    monthly = [row for row in _rows(on_month) if row["month"] == question.month.last]
    this_year = [row for row in yearly if row["month"] == question.month.last]
    now = {row["flow"]: row for row in rows if row["month"] == question.month.last}
    last = question.month.last
    so_far = on_year.filter(on_year.month <= last)
    current = [run for run in _rows(runs(so_far)) if run["last"] == last]
    of_month = [rate for rate in printed if rate.period == question.month]
    summed = _rows(year_to_date(whole, month=last))
    found = [
        *_levels(now, question, others),
        *_balance(now, question),
        *(_change(row, MONTH, question, ()) for row in monthly),
        *(_change(row, YEAR, question, of_month) for row in this_year),
        *_printed_only(of_month, this_year, now, question),
        *_so_far(cumulative, printed, summed, rows, question),
        *_revisions(cumulative, now, question),
        *(_streak(run, rows, question) for run in current if run["length"] > 1),
    ]
    return Month(findings=tuple(found), series=tuple(rows), changes_year=tuple(yearly))


def _rows(table: ir.Table) -> list[Row]:
    listed: list[Row] = table.to_pyarrow().to_pylist()
    return listed


def _levels(
    now: dict[str, Row], question: Question, others: Sequence[Observation]
) -> Iterator[Finding]:
    for flow in (Flow.TOTAL, Flow.IMPORT, Flow.EXPORT):
        row = now.get(flow.value)
        if row is None:
            yield question.finding(
                FindingKind.LEVEL,
                flow,
                value=None,
                status=Status.MISSING,
                method="none published, or none loaded",
                citations=_cited(now.values()),
            )
            continue
        yield question.finding(
            FindingKind.LEVEL,
            flow,
            value=row["value"],
            interval=Interval(low=row["value"] - row["margin"], high=row["value"] + row["margin"]),
            status=Status(row["status"]),
            method=row["arithmetic"] or "as published",
            vintage=row["published"],
            caveats=tuple(_level_caveats(row, flow, others, question.currency)),
            citations=_cited([row]),
        )


def _level_caveats(
    row: Row, flow: Flow, others: Sequence[Observation], currency: str
) -> Iterator[str]:
    if row["status"] == "estimated":
        yield f"derived, not published: {row['arithmetic']}"
    if row["compiler"] != "GAC" and "bulletin" not in row["compiler"]:
        yield f"compiled by {row['compiler']}"
    for other in others:
        if other.flow is not flow or other.value is None or other.currency != currency:
            continue
        if abs(other.value - row["value"]) > other.margin + row["margin"]:
            yield f"{other.compiler} gives {other.value:,.0f} (published {other.published})"


def _balance(now: dict[str, Row], question: Question) -> Iterator[Finding]:
    if "M" not in now or "X" not in now:
        return
    bought, sold = now["M"], now["X"]
    value, margin = sold["value"] - bought["value"], sold["margin"] + bought["margin"]
    yield question.finding(
        FindingKind.BALANCE,
        None,
        value=value,
        interval=Interval(low=value - margin, high=value + margin),
        status=weakest(Status(sold["status"]), Status(bought["status"])),
        method="exports less imports",
        vintage=max(sold["published"], bought["published"]),
        citations=_cited([sold, bought]),
    )


def _change(row: Row, lag: int, question: Question, printed: Sequence[Observation]) -> Finding:
    flow = Flow(row["flow"])
    interval = Interval(low=_percent(row["low"]), high=_percent(row["high"]))
    return question.finding(
        _KIND[lag],
        flow,
        value=row["value"],
        change_pct=_percent(row["change_pct"]),
        interval=interval,
        base_period=question.month.shift(-lag),
        base_value=row["base_value"],
        status=weakest(Status(row["status"]), Status(row["base_status"])),
        method="value / base value − 1, bounded by the rounding of both",
        vintage=max(row["published"], row["base_published"]),
        caveats=tuple(_change_caveats(row, flow, interval, printed)),
        citations=_cited([row], "citation", "base_citation"),
    )


def _change_caveats(
    row: Row, flow: Flow, interval: Interval, printed: Sequence[Observation]
) -> Iterator[str]:
    if interval.high - interval.low >= Decimal("0.1"):
        yield (
            "by the rounding of the printed figures the change lies between "
            f"{_minus(interval.low)} and {_minus(interval.high)} percent"
        )
    if row["base_status"] == "estimated":
        yield f"the base is derived: {row['base_arithmetic'] or 'see its note'}"
    if row["compiler"] != row["base_compiler"]:
        yield f"the figure is compiled by {row['compiler']}, the base by {row['base_compiler']}"
    for other in printed:
        rate = other.change_year_pct
        if other.flow is flow and rate is not None and Decimal(str(rate)) not in _widened(interval):
            printed_rate = f"{rate:+.1f}".replace("-", "−")
            yield f"the publisher printed {printed_rate} percent, which these levels do not give"


def _widened(interval: Interval) -> Interval:
    half = Decimal("0.5")  # a rate is printed to a whole percent at worst
    return Interval(low=interval.low - half, high=interval.high + half)


def _printed_only(
    printed: Sequence[Observation], computed: list[Row], now: dict[str, Row], question: Question
) -> Iterator[Finding]:
    """Fall back on the publisher's own rate where no base is held to work it out from."""
    have = {row["flow"] for row in computed}
    for rate in printed:
        if rate.flow.value in have or rate.currency != question.currency:
            continue
        row = now.get(rate.flow.value)
        have.add(rate.flow.value)
        yield question.finding(
            FindingKind.CHANGE_YEAR,
            rate.flow,
            value=row["value"] if row else None,
            change_pct=_percent(rate.change_year_pct or 0.0),
            base_period=question.month.shift(-YEAR),
            status=rate.status,
            method="rate as printed by the publisher",
            vintage=rate.published,
            caveats=("no base is held, so the rate cannot be worked out again",),
            citations=rate.citations,
        )


def _so_far(
    cumulative: Sequence[Observation],
    printed: Sequence[Observation],
    summed: list[Row],
    rows: list[Row],
    question: Question,
) -> Iterator[Finding]:
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
        change_pct=_percent(rate.change_year_pct or 0.0) if rate else None,
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
    used = [row for row in rows if row["flow"] == flow.value and row["month"] in _months(span)]
    missing = [
        Period(first=month, last=month).words
        for month in _months(span)
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
            citations=_cited(used),
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
        citations=_cited(used),
    )


def _revisions(
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
            low=_percent(float((implied - printed - margin) / printed * 100)),
            high=_percent(float((implied - printed + margin) / printed * 100)),
        ),
        status=Status.ESTIMATED,
        method="year to date less the month, against the year to date published the month before",
        vintage=whole.published,
        citations=tuple(dict.fromkeys(whole.citations + before.citations)),
    )


def _streak(run: Row, rows: list[Row], question: Question) -> Finding:
    flow = Flow(run["flow"])
    span = Period(first=run["first"], last=run["last"])
    bases = set(_months(span)) | set(_months(span.shift(-YEAR)))
    used = [row for row in rows if row["flow"] == flow.value and row["month"] in bases]
    return question.finding(
        FindingKind.STREAK,
        flow,
        period=span,
        value=Decimal(run["length"]),
        unit="months",
        change_pct=None,
        status=weakest(*(Status(row["status"]) for row in used)),
        method=(
            "months in a row below the same month a year before"
            if run["direction"] < 0
            else "months in a row above the same month a year before"
        ),
        vintage=max(row["published"] for row in used),
        caveats=_mixed(used),
        citations=_cited(used),
    )


def _mixed(rows: Iterable[Row]) -> tuple[str, ...]:
    compilers = sorted({row["compiler"] for row in rows})
    if len(compilers) == 1:
        return ()
    return (f"the figures compared are compiled by {', '.join(compilers)}",)


def _months(span: Period) -> range:
    return range(span.first, span.last + 1)


def _percent(value: float) -> Decimal:
    return Decimal(str(round(value, 4)))


def _minus(value: Decimal) -> str:
    return f"{value:.1f}".replace("-", "−")


def _cited(rows: Iterable[Row], *columns: str) -> tuple[str, ...]:
    keys = (
        key for row in rows for column in columns or ("citation",) for key in row[column].split()
    )
    return tuple(dict.fromkeys(keys))
