"""The law of the month as sentences and tables: what bound, what came, what is to come."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby

from yalu.briefs.brief import Line, Rule, Section, Sentence
from yalu.briefs.material import Material
from yalu.briefs.wording import count, listed, percent
from yalu.codelists.areas import area
from yalu.model.findings import Finding
from yalu.model.law import Ceiling, CodeGroup, Measure, State
from yalu.model.periods import day_words

_VERB = {
    "prohibition": "bans",
    "conditional_prohibition": "bans, with exceptions,",
    "suspension": "suspends",
    "ceiling": "limits",
}
_DIRECTION = {
    "import": "imports from {partner} of {goods}",
    "export": "exports to {partner} of {goods}",
    "both": "trade with {partner} in {goods}",
    "none": "{goods}",
}
_STATES = {
    State.ADOPTED: "adopted since",
    State.UPCOMING: "coming",
    State.ENDED: "ended since",
    State.IN_FORCE: "in force",
}


def rules(material: Material) -> tuple[Rule, ...]:
    """Make one rule of the code groups of a measure that share their dates and their state.

    Where a measure has groups with different dates, its rules are told apart by a number.
    """
    together: dict[tuple[str, date, date | None, State], list[CodeGroup]] = {}
    measures = {measure.id: measure for measure, *_ in material.bindings}
    for measure, group, state, until in material.bindings:
        together.setdefault((measure.id, group.applies_from, until, state), []).append(group)
    counts = Counter(identifier for identifier, *_ in together)
    seen: Counter[str] = Counter()
    made = []
    for (identifier, _, until, state), groups in together.items():
        seen[identifier] += 1
        suffix = f"#{seen[identifier]}" if counts[identifier] > 1 else ""
        made.append(
            _rule(
                material,
                measures[identifier],
                groups,
                state=state,
                until=until,
                identifier=identifier + suffix,
            )
        )
    return tuple(made)


def _rule(
    material: Material,
    measure: Measure,
    groups: Sequence[CodeGroup],
    *,
    state: State,
    until: date | None,
    identifier: str,
) -> Rule:
    act, first = measure.instrument, groups[0]
    doubts = [group for group in groups if group.verification != "verified"]
    return Rule(
        id=identifier,
        instrument=act.id,
        authority=act.authority,
        jurisdiction=act.jurisdiction,
        number=act.number,
        name=_name(measure),
        provision=measure.provision,
        type=measure.type,
        direction=measure.direction.value,
        goods=measure.goods,
        codes=tuple(dict.fromkeys(code for group in groups for code in group.codes)),
        code_basis=", ".join(dict.fromkeys(group.code_basis for group in groups)),
        coverage="partial" if any(group.coverage == "partial" for group in groups) else "whole",
        published=first.introduced_by.published,
        applies_from=first.applies_from,
        applies_until=until,
        state=state,
        verification=doubts[0].verification if doubts else "verified",
        unverified=", ".join(dict.fromkeys(g.unverified for g in doubts if g.unverified)),
        wind_down=tuple(rule.text for rule in measure.wind_down),
        exemptions=tuple(rule.text for rule in measure.exemptions),
        implements=measure.implements,
        note=measure.note,
        citations=(f"act:{act.id}", *material.known(measure.citations)),
    )


def _name(measure: Measure) -> str:
    """Name an act as a sentence does."""
    act = measure.instrument
    if act.kind == "resolution":
        return act.title
    if act.kind in {"notice", "circular"}:
        return f"{area(act.jurisdiction).possessive} {act.kind} {act.number}"
    return act.number


def news(material: Material, found: Sequence[Rule]) -> Iterator[Sentence]:
    """Tell what came since the month before and what suspensions bound, an act a sentence."""
    goods = [rule for rule in found if rule.direction != "none"]
    fresh = [r for r in goods if r.published >= material.month.first_day]
    standing = [r for r in goods if r.type == "suspension" and r not in fresh]
    for rule in standing:
        yield _act_sentence(material, [rule])
    for rule_group in _by_act(fresh):
        yield _act_sentence(material, rule_group)
        if rule_group[0].jurisdiction == material.reporter.code:
            yield from _wind_downs(rule_group)


def _by_act(found: Sequence[Rule]) -> Iterator[list[Rule]]:
    ordered = sorted(found, key=lambda r: (r.published, r.instrument, r.type, r.direction))
    for _, group in groupby(ordered, key=lambda r: (r.instrument, r.type, r.direction)):
        yield list(group)


def _act_sentence(material: Material, group: Sequence[Rule]) -> Sentence:
    first = group[0]
    goods = _together([rule.goods for rule in group])
    what = _DIRECTION[first.direction].format(goods=goods, partner=material.partner.name)
    same_day = first.applies_from == first.published
    binding = f"binding from {'that day' if same_day else day_words(first.applies_from)}"
    if first.applies_until:
        binding += f" to {day_words(first.applies_until)}"
    return Sentence(
        text=(
            f"{first.name}, published on {day_words(first.published)} and {binding}, "
            f"{_VERB.get(first.type, 'covers')} {what}."
        ),
        citations=tuple(dict.fromkeys(key for rule in group for key in rule.citations)),
    )


def _together(goods: Sequence[str]) -> str:
    """Join labels of goods, without the lists that some of them spell out after a colon."""
    short = list(dict.fromkeys(label.split(":")[0] for label in goods))
    if len(short) == 1:
        return listed(short[0].split(", "))
    return "; ".join(short) if any(" and " in label for label in short) else listed(short)


def _wind_downs(group: Sequence[Rule]) -> Iterator[Sentence]:
    for text in dict.fromkeys(text for rule in group for text in rule.wind_down):
        yield Sentence(
            text=text if text.endswith(".") else f"{text}.",
            citations=tuple(
                dict.fromkeys(k for rule in group if text in rule.wind_down for k in rule.citations)
            ),
        )


def section(material: Material, found: Sequence[Rule]) -> Section:
    """Tabulate the measures on goods, the newest states first."""
    goods = [rule for rule in found if rule.direction != "none"]
    other = [rule for rule in found if rule.direction == "none"]
    cited = tuple(dict.fromkeys(key for rule in goods for key in rule.citations[:1]))
    counts = [
        f"{count(len(of), 'entry', 'entries')} {words}"
        for state, words in (
            (State.IN_FORCE, "in force throughout"),
            (State.ENDED, "ended since"),
            (State.ADOPTED, "adopted since the month"),
            (State.UPCOMING, "still to come"),
        )
        if (of := [rule for rule in goods if rule.state is state])
    ]
    paragraphs: list[tuple[Sentence, ...]] = []
    if goods:
        paragraphs.append(
            (
                Sentence(
                    text=f"The table gives the measures on goods of the United Nations and of "
                    f"{material.reporter.name} that bore on the month: {listed(counts)}.",
                    citations=cited,
                ),
            )
        )
    else:
        paragraphs.append(
            (Sentence(text=f"yalu holds no measures on trade with {material.partner.name} yet."),)
        )
    if other:
        paragraphs.append((_beside_goods(other),))
    paragraphs += [(sentence,) for rule in goods for sentence in _grace(rule)]
    return Section(
        id="law",
        heading="The law",
        paragraphs=tuple(paragraphs),
        columns=("State", "Goods", "Direction", "Act", "Binds", "Codes"),
        lines=tuple(_line(rule) for state in _STATES for rule in goods if rule.state is state),
        charts=("law",) if goods else (),
    )


def _beside_goods(other: Sequence[Rule]) -> Sentence:
    return Sentence(
        text=(
            f"Beside goods, {count(len(other), 'rule')} of the same acts on services, finance, "
            "shipping and persons bore on the month; brief.json gives each."
        ),
        citations=tuple(dict.fromkeys(key for rule in other for key in rule.citations[:1])),
    )


def _grace(rule: Rule) -> Iterator[Sentence]:
    """Tell the wind-down of a rule that came since the month."""
    if rule.state in {State.ADOPTED, State.UPCOMING}:
        for text in rule.wind_down:
            yield Sentence(
                text=f"{rule.name}, {rule.provision}, {rule.goods.split(':')[0]}: {text}",
                citations=rule.citations,
            )


def _line(rule: Rule) -> Line:
    codes = ", ".join(rule.codes) or "no codes"
    basis = rule.code_basis + (", in part" if rule.coverage == "partial" else "")
    doubt = "" if rule.verification == "verified" else f"; not verified: {rule.unverified}"
    until = f" to {rule.applies_until}" if rule.applies_until else " on"
    return Line(
        cells=(
            _STATES[rule.state],
            rule.goods,
            rule.direction,
            f"{rule.name}, {rule.provision}",
            f"{rule.applies_from}{until}",
            f"{codes} ({basis}{doubt if rule.unverified else ''})",
        ),
        citations=rule.citations,
    )


def ceilings(material: Material) -> Section | None:
    """Tell the ceilings of the month and how full they were by the amounts then reported."""
    if not material.ceilings:
        return None
    paragraphs = []
    for ceiling in material.ceilings:
        used = [f for f in material.ceiling_findings if f.id.startswith(f"ceiling-{ceiling.id}-")]
        paragraphs.append((_limit(ceiling, material), *(_use(f, material) for f in used)))
    return Section(id="ceilings", heading="Ceilings", paragraphs=tuple(paragraphs))


def _limit(ceiling: Ceiling, material: Material) -> Sentence:
    limits = [limit.rule or f"{limit.amount:,.0f} {_unit(limit.unit)}" for limit in ceiling.limits]
    joint = {"lower": ", whichever is lower", "either": ", by either measure"}.get(
        ceiling.combine, ""
    )
    fate = ""
    if ceiling.ended_by and ceiling.ended_by.published <= material.as_known:
        fate = (
            f"; it was replaced on {day_words(ceiling.ended_by.published)}"
            f"{' before it began' if ceiling.superseded_before_start else ''}"
        )
    act = ceiling.introduced_by.act
    until = f" to {day_words(ceiling.last)}" if ceiling.last else " on"
    return Sentence(
        text=(
            f"{ceiling.goods[:1].upper()}{ceiling.goods[1:]}: {' or '.join(limits)}{joint}, from "
            f"{day_words(ceiling.first)}{until}, for "
            f"{ceiling.applies_to}{fate}."
        ),
        citations=(f"act:{act}", *material.known(ceiling.citations)),
    )


def _unit(unit: str) -> str:
    return {"USD": "dollars", "tonne": "tonnes", "barrel": "barrels"}.get(unit, unit)


def _use(found: Finding, material: Material) -> Sentence:
    value, base = found.value or Decimal(0), found.base_value or Decimal(0)
    return Sentence(
        text=(
            f"Reported over {found.period.words}: {value:,.0f} {_unit(found.unit)} of "
            f"{base:,.0f}, {percent(found.change_pct or Decimal(0), found.interval)} of that limit."
        ),
        citations=material.known(found.citations),
        findings=(found.id,),
    )
