"""The law evaluated on observations: each gets exactly one standing.

All is one expression over tables, for any engine. Months without a row of policy are
unrestricted; an observation of many months whose standing changes in between depends.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import ibis
from ibis import _

from yalu.model.answers import Standing

if TYPE_CHECKING:
    import ibis.expr.types as ir

_KEYS = ("reporter", "partner", "flow", "commodity", "classification")
_SPLIT = "The standing changes within the period, and the figure cannot be split."
_UNCODED = "No code was printed for these goods."


@dataclass(frozen=True, kw_only=True)
class Evaluation:
    """Observations with their standing, as a table, and the two tables that follow from it."""

    observations: "ir.Table"

    @property
    def by_measure(self) -> "ir.Table":
        return by_measure(self.observations)

    @property
    def breaches(self) -> "ir.Table":
        return breaches(self.observations)


def evaluate(observations: "ir.Table", policy: "ir.Table") -> "ir.Table":
    """Give each observation its standing, the measures behind it and the reason.

    `observations` has `id`, `reporter`, `flow`, `commodity`, `first_month` and `last_month`, and
    whatever else it has is kept. An observation without a code depends on the code. A policy with
    a `classification` is met by the codes of that edition alone.
    """
    o, p = observations, _apart(policy)
    met = o.left_join(
        p,
        [
            *(o[key] == p[f"run_{key}"] for key in _KEYS if key in policy.columns),
            p.run_first_month <= o.last_month,
            p.run_last_month >= o.first_month,
        ],
    )
    end = ibis.least(_.run_last_month, _.last_month)
    overlap = end - ibis.greatest(_.run_first_month, _.first_month) + 1
    summed = met.group_by("id").agg(
        covered=overlap.sum().coalesce(0),
        low=_.standing_rank.min().coalesce(0),
        high=_.standing_rank.max().coalesce(0),
        run_why=_.why.first(order_by=_.run_first_month),
        coded=_.commodity.max() != "",
        months=(_.last_month - _.first_month + 1).max(),
    )
    whole = (summed.covered == summed.months) & (summed.low == summed.high)
    judged = summed.select(
        "id",
        standing_rank=ibis.cases(
            (~summed.coded, Standing.DEPENDS.rank),
            (summed.covered == 0, Standing.UNRESTRICTED.rank),
            (whole, summed.high),
            else_=Standing.DEPENDS.rank,
        ).cast("int8"),
        why=ibis.cases(
            (~summed.coded, _UNCODED), (summed.covered == 0, ""), (whole, summed.run_why),
            else_=_SPLIT,
        ).coalesce(""),
    )  # fmt: skip
    behind = (
        met.select("id", measure=_.measures.split(" ").unnest())
        .group_by("id")
        .agg(measures=_.measure.collect(distinct=True).sort().join(" "))
    )
    found = observations.join(judged, "id").left_join(behind, "id").drop("id_right")
    return named(found.mutate(measures=_.measures.coalesce("")))


def evaluate_months(observations: "ir.Table", policy: "ir.Table") -> "ir.Table":
    """Give each observation of one month its standing, without a grouping.

    A code has one run of policy a month, so the join meets each observation at most once. This is
    the form for whole datasets; it gives what `evaluate` gives.
    """
    met = observations.left_join(*_monthly(observations, policy))
    return met.select(
        *observations.columns,
        measures=_.measures.coalesce(""),
        standing_rank=_.standing_rank.coalesce(0),
    )


def restricted(observations: "ir.Table", policy: "ir.Table") -> "ir.Table":
    """Keep the observations of one month that some rule bears on, with their standing."""
    met = observations.inner_join(*_monthly(observations, policy))
    return met.select(*observations.columns, "measures", "standing_rank")


def _monthly(o: "ir.Table", policy: "ir.Table") -> tuple["ir.Table", list["ir.BooleanValue"]]:
    p = _apart(policy)
    return p, [
        *(o[key] == p[f"run_{key}"] for key in _KEYS if key in policy.columns),
        p.run_first_month <= o.first_month,
        p.run_last_month >= o.first_month,
    ]


def _apart(policy: "ir.Table") -> "ir.Table":
    """Give the columns that both tables have a name of their own."""
    both = [name for name in (*_KEYS, "first_month", "last_month") if name in policy.columns]
    return policy.rename({f"run_{name}": name for name in both})


def named(judged: "ir.Table") -> "ir.Table":
    """Put the word of each standing beside its rank."""
    words = [(judged.standing_rank == s.rank, s.value) for s in Standing]
    return judged.mutate(standing=ibis.cases(*words, else_=Standing.UNRESTRICTED.value))


def by_measure(evaluated: "ir.Table") -> "ir.Table":
    """Sum value and quantity per measure, reporter, period, flow and standing.

    An observation under several measures counts under each, so the sums of two measures must not
    be added; `observations` counts what stands behind a sum.
    """
    each = (
        evaluated.filter(_.measures != "")
        .mutate(measure=_.measures.split(" ").unnest())
        .distinct(on=["id", "measure"], keep="first")
    )
    return (
        each.group_by(
            ["measure", "reporter", "first_month", "last_month", "period", "flow", "standing",
             "currency", "quantity_unit"]
        )
        .agg(value=_.value.sum(), quantity=_.quantity.sum(), observations=_.count())
        .order_by(["measure", "reporter", "first_month", "last_month", "flow", "standing"])
    )  # fmt: skip


def breaches(evaluated: "ir.Table") -> "ir.Table":
    """Keep the apparent breaches: recorded goods that were prohibited, or over a ceiling.

    A recorded zero is no breach, and an apparent one is not yet a proven one: what a committee
    approved, or what a code wrongly names, is not seen here.
    """
    barred = evaluated.standing.isin([Standing.PROHIBITED.value, Standing.OVER_CEILING.value])
    some = (evaluated.value.coalesce(0) > 0) | (evaluated.quantity.coalesce(0) > 0)
    return evaluated.filter(barred & some)
