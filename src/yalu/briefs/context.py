"""What stands around the figures: goods, shares, what is not counted, what was seen."""

from collections.abc import Iterator, Sequence

from yalu.briefs.brief import Line, Rule, Section, Sentence
from yalu.briefs.material import Material
from yalu.briefs.wording import money
from yalu.model.evidence import Evidence
from yalu.model.law import State
from yalu.model.observations import Observation
from yalu.model.trade import Flow, Status

_CERTAIN = {
    "official finding": "found by an authority",
    "investigative": "from documents, images or tracks",
    "press observation": "seen or told on the spot",
}


def goods(material: Material, rules: Sequence[Rule]) -> Section | None:
    """Tabulate the goods with a recent published figure, each beside the measures on it."""
    shown = [good for good in material.goods if material.known(good.citations)]
    if not shown:
        return None
    nil = [good for good in shown if good.status is Status.ZERO]
    return Section(
        id="goods",
        heading="Goods with a recent figure",
        paragraphs=(tuple(_nil(good, material, rules) for good in nil),) if nil else (),
        columns=("Goods", "Flow", "Period", "Value", "Quantity", "Printed change", "Measures"),
        lines=tuple(_good(good, material, rules) for good in shown),
    )


def _nil(good: Observation, material: Material, rules: Sequence[Rule]) -> Sentence:
    bearing = _bearing(good, material, rules)
    under = f" ({', '.join(bearing)})" if bearing else ""
    when = "in" if good.period.first == good.period.last else "over"
    way = "from" if good.flow is Flow.IMPORT else "to"
    return Sentence(
        text=(
            f"No {good.flow.word}s of {good.product} {way} {material.partner.name} were recorded "
            f"{when} {good.period.words}{under}."
        ),
        citations=material.known(good.citations),
    )


def _good(good: Observation, material: Material, rules: Sequence[Rule]) -> Line:
    change = "–"
    if good.change_year_pct is not None:
        sign = "−" if good.change_year_pct < 0 else "+"
        basis = f" ({good.change_basis})" if good.change_basis else ""
        change = f"{sign}{abs(good.change_year_pct):,.1f} %{basis}"
    quantity = "–" if good.quantity is None else f"{good.quantity:,.0f} {_units(good)}"
    value = money(good.value, good.currency, margin=good.margin) if good.value is not None else "–"
    estimated = " (estimated)" if good.status is Status.ESTIMATED else ""
    return Line(
        cells=(
            good.product,
            good.flow.word,
            str(good.period),
            value + estimated,
            quantity,
            change,
            _beside(good, material, rules),
        ),
        citations=material.known(good.citations),
    )


def _beside(good: Observation, material: Material, rules: Sequence[Rule]) -> str:
    if not good.commodity:
        return "no code printed"
    return ", ".join(_bearing(good, material, rules)) or "none held"


def _units(good: Observation) -> str:
    plural = good.quantity != 1 and not good.quantity_unit.endswith(("s", "Wh"))
    return good.quantity_unit + ("s" if plural else "")


def _bearing(good: Observation, material: Material, rules: Sequence[Rule]) -> list[str]:
    """Name the measures that bound in the month on the goods, by code and direction."""
    direction = "import" if good.flow is Flow.IMPORT else "export"
    code = good.commodity
    return list(
        dict.fromkeys(
            rule.id.split("#")[0]
            for rule in rules
            if code
            and rule.state in {State.IN_FORCE, State.ENDED}
            and rule.applies_from <= material.month.last_day
            and rule.direction in {direction, "both"}
            and any(code.startswith(c) or c.startswith(code) for c in rule.codes)
        )
    )


def share(material: Material) -> Section | None:
    """State the partner's share with the definition that it rests on."""
    if not material.share_findings:
        return None
    sentences = [
        Sentence(
            text=(
                f"{_of(finding.method, material)} stood at {finding.value:.1f} percent in "
                f"{finding.period.words} by {finding.caveats[0]}."
            ),
            citations=material.known(finding.citations),
            findings=(finding.id,),
        )
        for finding in material.share_findings
        if material.known(finding.citations)
    ]
    return Section(
        id="share",
        heading=f"{material.reporter.possessive} share",
        paragraphs=(tuple(sentences),),
    )


def _of(basis: str, material: Material) -> str:
    here, there = material.reporter, material.partner
    return f"{here.possessive} share of {there.possessive} {basis}"


def gaps(material: Material) -> Section | None:
    """Say what the figures leave out."""
    told = [
        Sentence(text=entry.statement, citations=cited)
        for entry in material.gaps
        if (cited := material.known(entry.citations))
    ]
    if not told:
        return None
    return Section(
        id="gaps", heading="What the figures leave out", paragraphs=tuple((s,) for s in told)
    )


def seen(material: Material, rules: Sequence[Rule]) -> Section | None:
    """Tell the reported evidence, apart from statistics, each with the measure it bears on."""
    told = list(_observed(material, rules))
    if not told:
        return None
    return Section(
        id="evidence",
        heading="Reported, not counted",
        columns=("What was reported", "Observed", "By", "Standing", "Bears on"),
        lines=tuple(told),
    )


def _observed(material: Material, rules: Sequence[Rule]) -> Iterator[Line]:
    named = {rule.id.split("#")[0]: f"{rule.name}, {rule.provision}" for rule in rules}
    for row in material.evidence:
        cited = material.known(row.citations)
        if not cited:
            continue
        bearing = [named.get(m, m) for m in row.measures if m in material.public_measures]
        yield Line(
            cells=(
                row.summary,
                _when(row),
                row.reporter,
                f"{row.polarity.replace('_', ' ')}; {_CERTAIN.get(row.confidence, row.confidence)}",
                "; ".join(bearing) or "no measure held",
            ),
            citations=cited,
        )


def _when(row: Evidence) -> str:
    if row.observed_from == row.observed_until:
        return str(row.observed_from)
    return f"{row.observed_from} to {row.observed_until}"


def stakes(material: Material) -> Section | None:
    """Tabulate what was said to be at stake: claims of those who spoke, not statistics."""
    lines = [
        Line(
            cells=(
                row["goods"],
                f"{row['sense']} {money(row['amount_usd'], 'USD')}".strip() + f" ({row['per']})",
                row["said_by"],
                row["said_on"],
            ),
            citations=cited,
        )
        for row in material.stakes
        if row["amount_usd"] is not None and (cited := material.known(row["citation"].split()))
    ]
    if not lines:
        return None
    return Section(
        id="stakes",
        heading="Said to be at stake",
        columns=("Goods", "Amount", "Said by", "On"),
        lines=tuple(lines),
    )
