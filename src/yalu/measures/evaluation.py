"""The law evaluated on observations: each gets exactly one standing.

All is one expression over tables, for any engine. Months without a row of policy are
unrestricted; an observation of many months whose standing changes in between depends.
"""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import ibis
from ibis import _

from yalu.measures import findings, sums
from yalu.measures.reasons import month_words, step_words
from yalu.model.answers import Standing
from yalu.model.findings import Finding

if TYPE_CHECKING:
    import ibis.expr.types as ir

_KEYS = ("reporter", "partner", "flow", "commodity", "classification")
_SPLIT = "The standing changes within the period, and the figure cannot be split: "
_ONE = " A monthly figure cannot be split; "
_DECIDES = " decides."
_PLACES = 1000  # more reasons than any month has
_UNCODED = "No code was printed for these goods."


@dataclass(frozen=True, kw_only=True)
class Evaluation:
    """Observations with their standing, as a table, and the tables that follow from it.

    `as_known` is the day of knowledge, after which nothing of the law is told.
    """

    observations: "ir.Table"
    as_known: date = date.max

    @property
    def by_measure(self) -> "ir.Table":
        return sums.by_measure(self.observations)

    @property
    def totals(self) -> "ir.Table":
        return sums.totals(self.observations)

    @property
    def breaches(self) -> "ir.Table":
        return breaches(self.observations)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The apparent breaches as findings, each with what it rests on and its caveats."""
        rows = self.breaches.order_by("id").to_pyarrow().to_pylist()
        return tuple(findings.breach(row) for row in rows)


def evaluate(observations: "ir.Table", policy: "ir.Table") -> "ir.Table":
    """Give each observation its standing, the measures behind it and the reason.

    `observations` has `id`, `reporter`, `flow`, `commodity`, `first_month` and `last_month`, and
    whatever else it has is kept. An observation without a code depends on the code. A policy with
    a `classification` is met by the codes of that edition alone. `upper_bound` names the measures
    that bind on a part of the goods or of the months alone.
    """
    met = _met(observations, policy)
    judged = _judged(_steps(met).left_join(_told(met), "id"))
    behind = _behind(met)
    found = observations.join(judged, "id").left_join(behind, "id").drop("id_right")
    return named(
        found.mutate(measures=_.measures.coalesce(""), upper_bound=_.upper_bound.coalesce(""))
    )


def _met(observations: "ir.Table", policy: "ir.Table") -> "ir.Table":
    """Pair each observation with the runs of policy that its months touch, cut to these."""
    o, p = observations, _apart(policy)
    met = o.left_join(
        p,
        [
            *(o[key] == p[f"run_{key}"] for key in _KEYS if key in policy.columns),
            p.run_first_month <= o.last_month,
            p.run_last_month >= o.first_month,
        ],
    )
    return met.select(
        "id",
        "standing_rank",
        "split",
        "why",
        "reasons",
        months=_.last_month - _.first_month + 1,
        # Engines differ on the greatest of a number and nothing: a run that is not there is none.
        start=ibis.cases(
            (_.run_first_month <= _.first_month, _.first_month), else_=_.run_first_month
        ),
        end=ibis.cases((_.run_last_month >= _.last_month, _.last_month), else_=_.run_last_month),
        run_measures=_.measures,
        wider=_.wider,
        coded=_.commodity != "",
    )


def _judged(summed: "ir.Table") -> "ir.Table":
    """Give the standing and the reason by all the runs of an observation together."""
    unmet = summed.covered == 0
    whole = (summed.covered == summed.months) & (summed.low == summed.high)
    next_month = month_words(summed.after)
    return summed.select(
        "id",
        standing_rank=ibis.cases(
            (~summed.coded, Standing.DEPENDS.rank),
            (unmet, Standing.UNRESTRICTED.rank),
            (whole, summed.high),
            else_=Standing.DEPENDS.rank,
        ).cast("int8"),
        why=ibis.cases(
            (~summed.coded, _UNCODED),
            (unmet, ""),
            ((summed.months == 1) & summed.split, summed.first_why + _ONE + next_month + _DECIDES),
            (whole & ((summed.runs == 1) | summed.told.isnull()), summed.last_why),
            (whole, summed.told),
            else_=_SPLIT + summed.turned + ". " + summed.told.coalesce(""),
        )
        .coalesce("")
        .strip(),
    )


def _steps(met: "ir.Table") -> "ir.Table":
    """Follow the runs of each observation in time, and say where the standing turns."""
    before = ibis.window(group_by="id", order_by="start")
    turns = (met.standing_rank != met.standing_rank.lag().over(before)).fill_null(True)
    step = met.mutate(turns=turns)
    return step.group_by("id").agg(
        covered=(step.end - step.start + 1).sum().coalesce(0),
        months=step.months.max(),
        low=step.standing_rank.min(),
        high=step.standing_rank.max(),
        coded=step.coded.any(),
        split=step.split.any().coalesce(False),
        runs=step.count(),
        first_why=step.why.first(order_by=step.start),
        last_why=step.why.last(order_by=step.start),
        turned=step_words(step).group_concat("; ", where=step.turns, order_by=step.start),
        after=step.end.max() + 1,
    )


def _told(met: "ir.Table") -> "ir.Table":
    """Put together what each rule says over the months of an observation, each once, in order."""
    many = met.filter(met.months > 1).select("id", "start", "reasons")
    each = many.unnest("reasons", offset="place")
    # No two reasons share a place: the order is the same however the rows arrive.
    first = each.group_by(["id", "reasons"]).agg(at=(each.start * _PLACES + each.place).min())
    return first.group_by("id").agg(told=first.reasons.group_concat(" ", order_by=first["at"]))


def _behind(met: "ir.Table") -> "ir.Table":
    """Name the measures of an observation, and those of them that do not reach all of it."""
    run = met.filter(met.run_measures != "")
    each = run.select(
        "id",
        "months",
        length=run.end - run.start + 1,
        wider=" " + run.wider + " ",
        measure=run.run_measures.split(" ").unnest(),
    )
    exact = ibis.cases((each.wider.contains(" " + each.measure + " "), 0), else_=each.length)
    reached = each.mutate(exact=exact).group_by(["id", "measure"])
    summed = reached.agg(exact=_.exact.sum(), months=_.months.max())
    return summed.group_by("id").agg(
        measures=summed.measure.group_concat(" ", order_by=summed.measure),
        upper_bound=summed.measure.group_concat(
            " ", where=summed.exact < summed.months, order_by=summed.measure
        ),
    )


def evaluate_months(observations: "ir.Table", policy: "ir.Table") -> "ir.Table":
    """Give each observation of one month its standing, without a grouping.

    A code has one run of policy a month, so the join meets each observation at most once. This is
    the form for whole datasets; it gives the standing and the measures that `evaluate` gives.
    """
    met = observations.left_join(*_monthly(observations, policy))
    return met.select(
        *observations.columns,
        measures=_.measures.coalesce(""),
        standing_rank=_.standing_rank.coalesce(0),
    )


def _monthly(o: "ir.Table", policy: "ir.Table") -> tuple["ir.Table", list["ir.BooleanValue"]]:
    # What is unrestricted needs no run to say so, and the fewer runs the faster the join.
    p = _apart(policy.filter(policy.standing_rank > Standing.UNRESTRICTED.rank))
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


def breaches(evaluated: "ir.Table") -> "ir.Table":
    """Keep the apparent breaches: recorded goods that were prohibited, or over a ceiling.

    A recorded zero is no breach, and an apparent one is not yet a proven one: what a committee
    approved, or what a code wrongly names, is not seen here.
    """
    barred = evaluated.standing.isin([Standing.PROHIBITED.value, Standing.OVER_CEILING.value])
    some = (evaluated.value.coalesce(0) > 0) | (evaluated.quantity.coalesce(0) > 0)
    return evaluated.filter(barred & some)
