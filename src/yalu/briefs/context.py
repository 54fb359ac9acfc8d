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
    """Tabulate the goods with a published figure, each beside the measures on it."""
    if not material.goods:
        return None
    nil = [good for good in material.goods if good.status is Status.ZERO]
    return Section(
        id="goods",
        heading="Goods with a published figure",
        paragraphs=(tuple(_nil(good, material, rules) for good in nil),) if nil else (),
        columns=("Goods", "Flow", "Value", "Quantity", "Printed change on the year", "Measures"),
        lines=tuple(_good(good, material, rules) for good in material.goods),
    )


def _nil(good: Observation, material: Material, rules: Sequence[Rule]) -> Sentence:
    bearing = _bearing(good, material, rules)
    under = f"; it is under {', '.join(bearing)}" if bearing else ""
    return Sentence(
        text=(
            f"Nil {good.flow.word}s of {good.product} were reported for {good.period.words} "
            f"({good.compiler}){under}."
        ),
        citations=material.known(good.citations),
    )


def _good(good: Observation, material: Material, rules: Sequence[Rule]) -> Line:
    change = "–"
    if good.change_year_pct is not None:
        sign = "−" if good.change_year_pct < 0 else "+"
        change = (
            f"{sign}{abs(good.change_year_pct):,.1f} % ({good.change_basis or 'basis not said'})"
        )
    quantity = f"{good.quantity:,.0f} {good.quantity_unit}" if good.quantity is not None else "–"
    value = money(good.value, good.currency, margin=good.margin) if good.value is not None else "–"
    estimated = " (estimated)" if good.status is Status.ESTIMATED else ""
    return Line(
        cells=(
            good.product,
            good.flow.word,
            value + estimated,
            quantity,
            change,
            ", ".join(_bearing(good, material, rules)) or "none held",
        ),
        citations=material.known(good.citations),
    )


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
        Sentence(text=row["statement"], citations=cited)
        for row in material.gaps
        if (cited := material.known(row["citation"].split()))
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
    known = {rule.id.split("#")[0] for rule in rules}
    for row in material.evidence:
        cited = material.known(row.citations)
        if not cited:
            continue
        bearing = [measure for measure in row.measures if measure in known]
        yield Line(
            cells=(
                row.summary,
                _when(row),
                row.reporter,
                f"{row.polarity.replace('_', ' ')}; {_CERTAIN.get(row.confidence, row.confidence)}",
                ", ".join(bearing) or "no measure on goods in this brief",
            ),
            citations=cited,
        )


def _when(row: Evidence) -> str:
    if row.observed_from == row.observed_until:
        return str(row.observed_from)
    return f"{row.observed_from} to {row.observed_until}"


def stakes(material: Material) -> tuple[Sentence, ...]:
    """Tell what was said to be at stake: claims of those who spoke, not statistics."""
    told = []
    for row in material.stakes:
        cited = material.known(row["citation"].split())
        if not cited or row["amount_usd"] is None:
            continue
        sense = f"{row['sense']} " if row["sense"] else ""
        told.append(
            Sentence(
                text=(
                    f"Said to be at stake in {row['goods']}: {sense}"
                    f"{money(row['amount_usd'], 'USD')} ({row['per']}), by {row['said_by']}."
                ),
                citations=cited,
            )
        )
    return tuple(told)
