"""Figures for goods as known on a day, with the known misreports of the register laid over them.

A publisher gives the same trade at several depths: chapter, heading and line; all regimes and each
of them. The figure asked for is taken where it was printed; only where it was not are its parts
added up, all of one depth, one edition and one dataset. A period without a figure is listed where
others before and after it have one, or where the register says that it is withheld: as missing or
suppressed, never as nil.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from yalu.model.observations import GoodsFigure, GoodsQuestion
from yalu.model.periods import Period
from yalu.model.register import Cell, Register
from yalu.model.trade import Status
from yalu.store.engine import Store
from yalu.store.silence import silences, window
from yalu.store.withdrawals import said

_STANDS = """
WITH stands AS (
    SELECT * FROM known_parts($day, 2147483647)
    WHERE reporter = $reporter AND partner = $partner AND starts_with(commodity, $commodity)
      AND product = '' AND ($commodity <> '' OR commodity = '' OR $add_up)
      AND first_month IS NOT NULL
      AND ($frequency = '' OR frequency = $frequency) AND ($flow = '' OR flow = $flow)
      AND ($dataset = '' OR dataset = $dataset)
),
depth AS (
    SELECT *, length(commodity) AS digits,
           (customs_procedure <> '')::INT + (transport_mode <> '')::INT + (partner2 <> '')::INT
             + (province <> '')::INT AS apart
    FROM stands
)
"""
_FIGURES = f"""
{_STANDS},
chosen AS (
    SELECT * FROM depth WHERE withdrawn IS NULL
    QUALIFY dense_rank() OVER (
        PARTITION BY dataset, period, flow, currency
        ORDER BY status = 'missing', digits, apart, classification DESC,
                 (customs_procedure <> '') DESC, (province <> '') DESC, (transport_mode <> '') DESC
    ) = 1
)
SELECT dataset, period, any_value(first_month) AS first_month, any_value(last_month) AS last_month,
       flow, currency, classification, digits, apart, count(*) AS rows,
       count(value) AS valued, sum(value) AS value,
       CASE WHEN count(net_weight_kg) = count(*) THEN sum(net_weight_kg) END AS net_weight_kg,
       coalesce(bool_or(net_weight_estimated), false) AS weight_estimated,
       list(DISTINCT status) AS statuses, max(published) AS published,
       list(DISTINCT citation) AS citations, any_value(arithmetic) AS arithmetic
FROM chosen
GROUP BY dataset, period, flow, currency, classification, digits, apart
ORDER BY first_month, last_month, flow, dataset, currency
"""  # noqa: S608  - made of our own words; what users give is bound

# What was withdrawn and is in no other row, be it under another edition; the shallowest first.
_GONE = f"""
{_STANDS}
SELECT dataset, period, flow, currency, first_month, last_month, digits, apart, classification,
       count(*) AS figures, sum(withdrawn_value) AS value, max(withdrawn) AS withdrawn,
       max(published) AS printed, list(DISTINCT citation || ' ' || withdrawn_by) AS citations
FROM depth AS w
WHERE withdrawn IS NOT NULL AND NOT EXISTS (
    FROM depth AS s
    WHERE s.withdrawn IS NULL AND s.value IS NOT NULL
      AND (s.dataset, s.period, s.flow, s.currency, s.commodity, s.apart)
        = (w.dataset, w.period, w.flow, w.currency, w.commodity, w.apart)
)
GROUP BY dataset, period, flow, currency, first_month, last_month, digits, apart, classification
ORDER BY digits, apart, classification DESC
"""  # noqa: S608  - made of our own words; what users give is bound

# Whether a period is loaded at all does not turn on which version of a cell stands.
_LOADED = """
SELECT dataset, flow, frequency, first_month, last_month, max(published) AS published
FROM observations
WHERE published <= $day AND reporter = $reporter AND partner = $partner
  AND first_month IS NOT NULL AND ($frequency = '' OR frequency = $frequency)
  AND ($flow = '' OR flow = $flow)
  AND ($dataset = '' OR dataset = $dataset) AND frequency IN ('M', 'Q', 'A')
  AND ($commodity = '' OR commodity <> '')
  AND first_month <= $until AND last_month >= $since
GROUP BY dataset, flow, frequency, first_month, last_month
"""


def figures(
    store: Store, question: GoodsQuestion, *, register: Register
) -> tuple[GoodsFigure, ...]:
    """Answer a question about goods; `register` lays the known misreports over the answer."""
    asked = {
        "day": question.as_known,
        "reporter": question.reporter,
        "partner": question.partner,
        "commodity": question.commodity,
        "frequency": question.frequency,
        "flow": question.flow,
        "dataset": question.dataset,
        "add_up": question.add_up,
    }
    rows = store.rows_named(_FIGURES, asked)
    found = [_figure(row, question, register) for row in rows]
    if store.scoped:
        depths = [row["digits"] for row in rows]
        gone = store.rows_named(_GONE, asked)
        found = _with_withdrawn(found, depths, gone, question, register)
    months = window(found, question, register)
    if months is None:
        return tuple(sorted(found, key=_place))
    del asked["add_up"]
    loaded = store.rows_named(_LOADED, {**asked, "since": months.first, "until": months.last})
    silent = silences(found, loaded, question, register)
    return tuple(sorted([*found, *silent], key=_place))


_HELD = """
SELECT dataset, list(DISTINCT flow ORDER BY flow) AS flows,
       min(first_month) AS first, max(last_month) AS last,
       count(DISTINCT commodity) FILTER (commodity <> '') AS codes,
       list(DISTINCT left(commodity, 2) ORDER BY left(commodity, 2)) FILTER (commodity <> '')
           AS chapters
FROM observations
WHERE published <= $day AND reporter = $reporter AND partner = $partner AND value IS NOT NULL
  AND first_month IS NOT NULL
GROUP BY dataset ORDER BY dataset
"""


def held(store: Store, question: GoodsQuestion) -> list[dict[str, Any]]:
    """Give what each dataset holds of a pair, for a question that nothing answers."""
    asked = {
        "day": question.as_known,
        "reporter": question.reporter,
        "partner": question.partner,
    }
    return store.rows_named(_HELD, asked)


def _place(figure: GoodsFigure) -> tuple[Period, str, str, str]:
    return figure.period, figure.flow, figure.dataset, figure.currency


def _figure(row: dict[str, Any], question: GoodsQuestion, register: Register) -> GoodsFigure:
    period = Period(first=row["first_month"], last=row["last_month"])
    commodity = question.commodity
    statuses = [Status(status) for status in row["statuses"]]
    if _added_up(row, commodity):
        statuses.append(Status.ESTIMATED)
    cell = Cell(
        reporter=question.reporter,
        partner=question.partner,
        flow=row["flow"],
        period=period,
        commodity=commodity,
    )
    mark = register.mark(cell, row["value"], *statuses)
    return GoodsFigure(
        dataset=row["dataset"],
        period=period,
        flow=row["flow"],
        commodity=commodity,
        classification=row["classification"],
        value=row["value"],
        currency=row["currency"],
        net_weight_kg=row["net_weight_kg"],
        weight_estimated=row["weight_estimated"],
        status=mark.status,
        rows=row["rows"],
        arithmetic=_arithmetic(row, commodity),
        published=row["published"],
        citations=tuple(sorted({key for text in row["citations"] for key in text.split()})),
        register=mark.ids,
    )


def _added_up(row: dict[str, Any], commodity: str) -> bool:
    """Tell whether the figure is a sum of parts, even if only one part is loaded."""
    return bool(row["rows"] > 1 or row["apart"] or row["digits"] != len(commodity))


def _arithmetic(row: dict[str, Any], commodity: str) -> str:
    if not _added_up(row, commodity):
        return str(row["arithmetic"] or "")
    unvalued = row["rows"] - row["valued"]
    without = f"; {unvalued:,} of them have no value and are not counted as nil" * bool(unvalued)
    depth = f"codes of {row['digits']} digits" if row["digits"] else "all goods"
    parts = ", by regime or other part" if row["apart"] else ""
    return f"sum of the {row['rows']:,} rows loaded, {depth}{parts}{without}"


def _with_withdrawn(
    figures: Sequence[GoodsFigure],
    depths: Sequence[int],
    gone: list[dict[str, Any]],
    question: GoodsQuestion,
    register: Register,
) -> list[GoodsFigure]:
    """Say of each figure what it no longer holds, and give a missing one where none is left.

    `depths` are those of the rows that each figure is made of; what was deeper is no part of it.
    """
    keys = [(f.dataset, f.period, f.flow, f.currency) for f in figures]
    found, deep = dict(zip(keys, figures, strict=True)), dict(zip(keys, depths, strict=True))
    for row in gone:
        period = Period(first=row["first_month"], last=row["last_month"])
        key = (row["dataset"], period, row["flow"], row["currency"])
        figure = found.get(key)
        if figure is None:
            found[key] = _withdrawn(row, period, question, register)
        elif row["digits"] <= deep.get(key, -1):
            found[key] = replace(figure, arithmetic=_less(figure.arithmetic, row))
    return list(found.values())


def _less(arithmetic: str, row: dict[str, Any]) -> str:
    what = "a figure" if row["figures"] == 1 else f"{row['figures']:,} figures"
    depth = f" of {row['digits']} digits" if row["digits"] else " of all goods"
    lost = (
        f"not counted: {what}{depth} printed before, which the file of {row['withdrawn']}, complete"
        " for them, no longer has"
    )
    return f"{arithmetic}; {lost}" if arithmetic else lost


def _withdrawn(
    row: dict[str, Any], period: Period, question: GoodsQuestion, register: Register
) -> GoodsFigure:
    cell = Cell(
        reporter=question.reporter,
        partner=question.partner,
        flow=row["flow"],
        period=period,
        commodity=question.commodity,
    )
    mark = register.mark(cell, None, Status.MISSING)
    text = said(
        row["value"],
        row["currency"],
        printed=row["printed"],
        gone=row["withdrawn"],
        figures=row["figures"],
    )
    return GoodsFigure(
        dataset=row["dataset"],
        period=period,
        flow=row["flow"],
        commodity=question.commodity,
        classification=row["classification"],
        value=None,
        currency=row["currency"],
        net_weight_kg=None,
        weight_estimated=False,
        status=mark.status,
        rows=0,
        arithmetic=text,
        published=row["withdrawn"],
        citations=tuple(sorted({key for one in row["citations"] for key in one.split()})),
        register=mark.ids,
    )
