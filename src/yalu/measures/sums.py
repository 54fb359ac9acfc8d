"""Sums over evaluated observations, in which no flow counts twice.

Publishers print the same trade at several depths. Where a figure for a chapter and one for a
heading under it stand in one sum, the finer is counted and the wider left out: the law decides
finer figures more often. `left_out` counts what was, so that a reader knows that more is printed.
"""

from typing import TYPE_CHECKING

import ibis
from ibis import _

from yalu.model.trade import WORST_FIRST

if TYPE_CHECKING:
    import ibis.expr.types as ir

_CELL = ["reporter", "partner", "flow", "first_month", "last_month", "period"]
_DEPTHS = (2, 4, 6, 8)
_LENGTHS = {1: "month", 3: "quarter", 12: "year"}


def by_measure(evaluated: "ir.Table") -> "ir.Table":
    """Sum value and quantity per measure, reporter, period, flow and standing.

    An observation under several measures counts under each, so the sums of two measures must not
    be added. The sum is an `upper_bound` if one of its figures is of that measure.
    """
    each = evaluated.filter(_.measures != "").mutate(measure=_.measures.split(" ").unnest())
    bounded = each.mutate(bounded=(" " + each.upper_bound + " ").contains(" " + each.measure + " "))
    keys = ["measure", *_CELL]
    return _summed(_finest(bounded, keys), [*keys, "standing"]).order_by(
        ["measure", "reporter", "first_month", "last_month", "flow", "standing"]
    )


def totals(evaluated: "ir.Table") -> "ir.Table":
    """Sum per reporter, flow, standing and length of period, whatever the measures.

    Months do not overlap, nor do years; but a month lies in its year, so sums of different lengths
    must not be added. Runs of months of other lengths overlap and are not summed, and goods
    without a code may be those of another figure.
    """
    months = evaluated.mutate(months=_.last_month - _.first_month + 1)
    apart = months.filter(
        months.commodity != "",
        months.months.isin(list(_LENGTHS)),
        months.first_month % months.months == 0,
    )
    bounded = apart.mutate(
        length=ibis.cases(*((apart.months == n, word) for n, word in _LENGTHS.items())),
        bounded=apart.upper_bound != "",
    )
    keys = ["reporter", "partner", "flow", "length", "standing"]
    return _summed(_finest(bounded, _CELL), keys).order_by(keys)


def _finest(rows: "ir.Table", keys: list[str]) -> "ir.Table":
    """Take the amounts off rows that have a finer row with an amount beside them."""
    heads = _heads(rows, keys)
    same = [*(rows[key] == heads[f"head_{key}"] for key in keys), rows.commodity == heads.above]
    met = rows.left_join(heads, same)
    value = ibis.cases((met.finer_value.coalesce(False), None), else_=met.value)
    quantity = ibis.cases((met.finer_quantity.coalesce(False), None), else_=met.quantity)
    printed = met.value.notnull() | met.quantity.notnull()
    counted = value.notnull() | quantity.notnull()
    return met.mutate(
        added_value=value,
        added_quantity=quantity,
        counted=counted | ~printed,
        omitted=printed & ~counted,
    )


def _heads(rows: "ir.Table", keys: list[str]) -> "ir.Table":
    """Give every code that a finer code lies under, and which amounts the finer ones have."""
    depths = ibis.array([rows.commodity.left(digits) for digits in _DEPTHS])
    each = rows.select(*keys, "commodity", "value", "quantity", above=depths.unnest())
    return (
        each.filter(each.above.length() < each.commodity.length())
        .group_by([*(each[key].name(f"head_{key}") for key in keys), each.above])
        .agg(finer_value=_.value.notnull().any(), finer_quantity=_.quantity.notnull().any())
    )


def _summed(rows: "ir.Table", keys: list[str]) -> "ir.Table":
    """Add up in each currency; quantities only where all are in one unit.

    `statuses` tells what the sum rests on, the weakest first.
    """
    group = ibis.window(group_by=keys)
    # A figure of tonnes alone belongs to the sum of the figures that have a value beside it.
    one = rows.mutate(currency=rows.currency.coalesce(rows.currency.max().over(group)))
    weighed = one.added_quantity.notnull()
    places = ibis.cases(
        *(
            (one.status == status.value, f"{n} {status.value}")
            for n, status in enumerate(WORST_FIRST)
        )
    )
    found = one.group_by([*keys, "currency"]).agg(
        value=one.added_value.sum(),
        quantity=one.added_quantity.sum(),
        units=one.quantity_unit.nunique(where=weighed),
        quantity_unit=one.quantity_unit.max(where=weighed),
        observations=one.counted.sum(),
        valued=one.added_value.count(),
        weighed=one.added_quantity.count(),
        left_out=one.omitted.sum(),
        upper_bound=(one.bounded & one.counted).any(),
        statuses=places.collect(where=one.counted, distinct=True).sort().join(" "),
        published=one.published.max(),
    )
    single = found.units <= 1
    return found.mutate(
        quantity=ibis.cases((single, found.quantity)),
        quantity_unit=ibis.cases((single, found.quantity_unit)),
        statuses=found.statuses.re_replace("[0-9] ", ""),
    ).drop("units")
