"""The findings of one month: levels, balance, changes, runs and the year so far."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import ibis.expr.types as ir

from yalu.analysis.change import MONTH, YEAR, changes, runs, year_to_date
from yalu.analysis.question import Question, Row, cited, percent
from yalu.analysis.series import complete
from yalu.analysis.so_far import revisions, so_far
from yalu.analysis.streaks import streak
from yalu.model.findings import Finding, FindingKind
from yalu.model.intervals import Interval
from yalu.model.observations import Observation
from yalu.model.trade import Flow, Status, weakest

_KIND = {MONTH: FindingKind.CHANGE_MONTH, YEAR: FindingKind.CHANGE_YEAR}


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
    # Each is asked several times; kept in the engine, none is planned and run anew.
    whole = complete(series).cache()
    on_year = changes(whole, lag=YEAR).cache()
    on_month = changes(whole, lag=MONTH).cache()
    rows = _rows(whole.order_by("month", "flow"))
    yearly = _rows(on_year.order_by("month", "flow"))
    by_month = _rows(on_month.order_by("month", "flow"))
    monthly = [row for row in by_month if row["month"] == question.month.last]
    this_year = [row for row in yearly if row["month"] == question.month.last]
    now = {row["flow"]: row for row in rows if row["month"] == question.month.last}
    last = question.month.last
    current = {
        lag: [run for run in _runs(table.filter(table.month <= last)) if run["last"] == last]
        for lag, table in ((MONTH, on_month), (YEAR, on_year))
    }
    of_month = [rate for rate in printed if rate.period == question.month]
    summed = _rows(year_to_date(whole, month=last))
    found = [
        *_levels(now, question, others),
        *_balance(now, question),
        *(_change(row, MONTH, question, ()) for row in monthly),
        *(_change(row, YEAR, question, of_month) for row in this_year),
        *_printed_only(of_month, this_year, now, question),
        *so_far(cumulative, printed, summed, rows, question),
        *revisions(cumulative, now, question),
        *(
            streak(run, rows, question, lag=lag)
            for lag, found_runs in current.items()
            for run in found_runs
            if run["length"] > 1
        ),
    ]
    return Month(findings=tuple(found), series=tuple(rows), changes_year=tuple(yearly))


def _rows(table: ir.Table) -> list[Row]:
    listed: list[Row] = table.to_pyarrow().to_pylist()
    return listed


def _runs(table: ir.Table) -> list[Row]:
    return _rows(runs(table).order_by("flow", "last"))


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
                citations=cited(now.values()),
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
            caveats=(
                *_level_caveats(row, flow, others, question.currency),
                *(_parts_differ(now) if flow is Flow.TOTAL else ()),
            ),
            citations=cited([row]),
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


def _parts_differ(now: dict[str, Row]) -> Iterator[str]:
    """Say when a total and its parts do not add up: they are then by different compilers."""
    if {"T", "M", "X"} <= now.keys():
        parts = now["M"]["value"] + now["X"]["value"]
        margin = sum(row["margin"] for row in now.values())
        if abs(parts - now["T"]["value"]) > margin:
            yield f"imports and exports add up to {parts:,.0f}, not to this total"


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
        citations=cited([sold, bought]),
    )


def _change(row: Row, lag: int, question: Question, printed: Sequence[Observation]) -> Finding:
    flow = Flow(row["flow"])
    interval = Interval(low=percent(row["low"]), high=percent(row["high"]))
    return question.finding(
        _KIND[lag],
        flow,
        value=row["value"],
        change_pct=percent(row["change_pct"]),
        interval=interval,
        base_period=question.month.shift(-lag),
        base_value=row["base_value"],
        status=weakest(Status(row["status"]), Status(row["base_status"])),
        method="value / base value − 1, bounded by the rounding of both",
        vintage=max(row["published"], row["base_published"]),
        caveats=tuple(_change_caveats(row, flow, interval, printed)),
        citations=cited([row], "citation", "base_citation"),
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
            change_pct=percent(rate.change_year_pct or 0.0),
            base_period=question.month.shift(-YEAR),
            status=rate.status,
            method="rate as printed by the publisher",
            vintage=rate.published,
            caveats=("no base is held, so the rate cannot be worked out again",),
            citations=rate.citations,
        )


def _minus(value: Decimal) -> str:
    return f"{value:.1f}".replace("-", "−")
