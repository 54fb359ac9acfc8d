"""Changes between months, the runs they form, and sums over the year so far.

Every change carries the interval that the rounding of both figures leaves open: for a figure v ± m
on a base b ± n, from (v − m) / (b + n) − 1 to (v + m) / (b − n) − 1.
"""

import ibis
import ibis.expr.types as ir

MONTH, YEAR = 1, 12


def changes(series: ir.Table, *, lag: int) -> ir.Table:
    """Pair each month with the one `lag` months before; a month without its base has no row.

    `change_pct`, `low` and `high` are in percent. A base that may be zero gives no rate.
    """
    base = series.view()
    paired = series.join(
        base,
        [series.flow == base.flow, series.month == base.month + lag],
        rname="base_{name}",
    )
    paired = paired.filter(paired.base_value > paired.base_margin)
    value, margin = paired.value.cast("float64"), paired.margin.cast("float64")
    base_value = paired.base_value.cast("float64")
    base_margin = paired.base_margin.cast("float64")
    return paired.mutate(
        change_pct=(value / base_value - 1) * 100,
        low=((value - margin) / (base_value + base_margin) - 1) * 100,
        high=((value + margin) / (base_value - base_margin) - 1) * 100,
    )


def runs(changed: ir.Table) -> ir.Table:
    """Find the runs of falls and of rises: months in a row whose change has one sure sign.

    A month whose interval holds zero ends a run, and so does a month without a figure: what is
    not known is not counted. `direction` is 1 or −1, `length` counts months, `last` ends the run.
    """
    signed = changed.mutate(
        direction=ibis.cases((changed.low > 0, 1), (changed.high < 0, -1), else_=0)
    )
    signed = signed.filter(signed.direction != 0)
    ordered = signed.mutate(
        place=ibis.row_number().over(ibis.window(group_by=["flow", "direction"], order_by="month"))
    )
    islands = ordered.mutate(island=ordered.month - ordered.place)
    return islands.group_by("flow", "direction", "island").agg(
        first=islands.month.min(),
        last=islands.month.max(),
        length=islands.count(),
    )


def year_to_date(series: ir.Table, *, month: int) -> ir.Table:
    """Add up each flow from January to a month; `months` tells how many of them have a figure."""
    january = month - month % 12
    so_far = series.filter((series.month >= january) & (series.month <= month))
    return so_far.group_by("flow").agg(
        value=so_far.value.sum(),
        margin=so_far.margin.sum(),
        months=so_far.count(),
        published=so_far.published.max(),
    )
