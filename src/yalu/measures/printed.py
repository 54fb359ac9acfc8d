"""The tables of an evaluation as plain rows, in the words of a reader."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from yalu.measures.chain import implemented
from yalu.measures.evaluation import Evaluation
from yalu.measures.findings import caveats
from yalu.measures.wording import provision
from yalu.model.law import Law, Measure
from yalu.model.trade import Flow

if TYPE_CHECKING:
    import ibis.expr.types as ir

Row = dict[str, Any]


def printed(found: Evaluation, law: Law) -> dict[str, list[Row]]:
    """Give observations, sums, totals, apparent breaches and the measures that these name."""
    observations = list(_rows(found.observations.order_by("id")))
    named = {measure for row in observations for measure in row["measures"].split()}
    measures = {m.id: m for m in law.measures if m.id in named}
    where = {key: provision(m) for key, m in measures.items()}
    return {
        "observations": [_observation(row, where) for row in observations],
        "by-measure": [_by_measure(row, where) for row in _rows(found.by_measure)],
        "totals": [_total(row) for row in _rows(found.totals)],
        "breaches": [_observation(row, where) for row in _rows(found.breaches.order_by("id"))],
        "measures": [_measure(m, law, found.as_known) for m in measures.values()],
    }


def _rows(table: "ir.Table") -> Iterator[Row]:
    yield from table.to_pyarrow().to_pylist()


def _observation(row: Row, where: Mapping[str, str]) -> Row:
    measures = row["measures"].split()
    return {
        "reporter": row["reporter"],
        "period": row["period"],
        "flow": Flow(row["flow"]).word,
        "commodity": row["commodity"],
        "edition": row["classification"],
        "product": row["product"],
        "value": _number(row["value"]),
        "currency": row["currency"] or "",
        "quantity": _number(row["quantity"]),
        "unit": row["quantity_unit"] or "",
        "net_weight_kg": _number(row["net_weight_kg"]),
        "status": row["status"],
        "standing": row["standing"],
        "measures": measures,
        "provisions": "; ".join(dict.fromkeys(where[key] for key in measures if key in where)),
        "upper_bound": row["upper_bound"].split(),
        "why": row["why"],
        "caveats": " ".join(caveats(row)),
        "register": (row["register"] or "").split(),
        "dataset": row["dataset"] or "",
        "published": row["published"].isoformat(),
        "citations": row["citation"].split(),
    }


def _by_measure(row: Row, where: Mapping[str, str]) -> Row:
    return {
        "measure": row["measure"],
        "provision": where.get(row["measure"], ""),
        "reporter": row["reporter"],
        "period": row["period"],
        "flow": Flow(row["flow"]).word,
        "standing": row["standing"],
        **_sums(row),
    }


def _total(row: Row) -> Row:
    return {
        "reporter": row["reporter"],
        "flow": Flow(row["flow"]).word,
        "every": row["length"],
        "standing": row["standing"],
        **_sums(row),
    }


def _sums(row: Row) -> Row:
    return {
        "value": _number(row["value"]),
        "currency": row["currency"] or "",
        "quantity": _number(row["quantity"]),
        "unit": row["quantity_unit"] or "",
        "upper_bound": "yes" if row["upper_bound"] else "",
        "rests_on": (row["statuses"] or "").split(),
        "observations": row["observations"],
        "valued": row["valued"],
        "with_quantity": row["weighed"] if row["quantity"] is not None else 0,
        "left_out": row["left_out"],
        "published": row["published"].isoformat(),
    }


def _measure(measure: Measure, law: Law, as_known: date) -> Row:
    act = measure.instrument
    groups = [group for group in measure.groups if group.introduced_by.published <= as_known]
    return {
        "measure": measure.id,
        "provision": provision(measure),
        "jurisdiction": act.jurisdiction,
        "instrument": act.title,
        "type": measure.type,
        "direction": measure.direction.value,
        "goods": measure.goods,
        "code_basis": list(dict.fromkeys(group.code_basis for group in groups)),
        "verification": list(dict.fromkeys(group.verification for group in groups)),
        "wind_down": [rule.text for rule in measure.wind_down],
        "exemptions": [rule.text for rule in measure.exemptions],
        "implements": [other.id for other in implemented(measure, law, as_known)],
        "citations": list(measure.citations),
    }


def _number(amount: Decimal | None) -> int | float | None:
    if amount is None:
        return None
    return int(amount) if amount == int(amount) else float(amount)
