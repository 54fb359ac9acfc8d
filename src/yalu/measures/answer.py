"""The answer to a typed question: whether a flow was prohibited on a day, by which paragraph."""

from collections.abc import Iterator

from yalu.codelists.hs import harmonized
from yalu.measures.bearing import GOODS, Known, bearing
from yalu.measures.codes import missing, unread
from yalu.measures.wording import why
from yalu.model.answers import Answer, Bearing, Question, Standing, strictest
from yalu.model.law import Law, Measure

COUNCIL = "UN"


def answer(known: Known, question: Question, *, state: str) -> Answer:
    """Say where goods stand under the resolutions, or under the law of a state.

    A state is asked its own acts. What a resolution bars and no act of the state carries out yet
    is answered by the resolution, which binds it; what the state's own list leaves out, though the
    resolution reaches it, depends on whose reading holds. `state` is the name that the sentences
    use.
    """
    doubt = unread(question.commodity, edition=question.edition) or _unheld(known.law, question)
    if doubt:
        return _doubtful(question, doubt)
    resolutions = tuple(_bearings(known, question, COUNCIL))
    if question.jurisdiction == COUNCIL:
        found = resolutions
    else:
        own = tuple(_bearings(known, question, question.jurisdiction))
        found = own + tuple(_from_resolutions(known.law, question, own, resolutions, state))
    if not found and (doubt := _unplaced(known.law, question)):
        return _doubtful(question, doubt)
    standing = strictest(*(b.standing for b in found))
    open_ended = _unlisted(known.law, question)
    ordered = tuple(sorted(found, key=lambda b: -b.standing.rank))
    return Answer(
        question=question,
        standing=standing,
        why=why(standing, ordered, question, open_ended),
        bearings=ordered,
        unlisted=open_ended,
    )


def _unplaced(law: Law, question: Question) -> str:
    """Say why a code that no rule reaches may be reached all the same; empty if it is not.

    A subheading that is younger than a rule took goods from others; which, only a correlation says.
    """
    if doubt := missing(question.commodity, edition=question.edition):
        return doubt
    if not question.edition:
        return ""
    written = {
        (edition, measure.id)
        for measure in _on_goods(law, question, {COUNCIL, question.jurisdiction})
        for group in measure.groups
        if group.binds(on=question.on, as_known=question.as_known)
        and (edition := harmonized(group.edition)) not in {"", question.edition}
        and any(code[:2] == question.commodity[:2] for code in group.codes)
    }
    for edition, rule in sorted(written):
        if missing(question.commodity, edition=edition):
            return (
                f"{question.commodity} is not in {edition}, in which {rule} is written, and no "
                f"correlation with {question.edition} is loaded: it may hold goods of the rule."
            )
    return ""


def _on_goods(law: Law, question: Question, jurisdictions: set[str]) -> Iterator[Measure]:
    """Give the rules of some legislators on goods that go the way asked about."""
    for measure in law.measures:
        if (
            measure.instrument.jurisdiction in jurisdictions
            and measure.instrument.target == question.target
            and measure.type in GOODS
            and measure.direction.covers(question.direction)
        ):
            yield measure


def _unheld(law: Law, question: Question) -> str:
    """Say that nobody whose acts bind here has one on the economy; empty if somebody has."""
    held = {act.jurisdiction for act in law.instruments if act.target == question.target}
    if not held or held & {COUNCIL, question.jurisdiction}:
        return ""
    return (
        f"No act of {question.jurisdiction} or of the Security Council on {question.target} is "
        "held, and `unrestricted` would be a guess."
    )


def _doubtful(question: Question, doubt: str) -> Answer:
    return Answer(question=question, standing=Standing.DEPENDS, why=doubt, bearings=())


def _unlisted(law: Law, question: Question) -> tuple[Measure, ...]:
    """Give the measures on goods that bind on the day and have no list of codes.

    They are why `unrestricted` never says more than that no code held reaches the goods.
    """
    return tuple(
        measure
        for measure in law.measures
        if measure.instrument.target == question.target
        and measure.instrument.jurisdiction in {COUNCIL, question.jurisdiction}
        and (measure.type in GOODS or measure.type == "regime")
        and (measure.direction.covers(question.direction) or measure.type == "regime")
        and _has_no_list(measure, question)
    )


def _bearings(known: Known, question: Question, jurisdiction: str) -> Iterator[Bearing]:
    found = [
        word
        for measure in _on_goods(known.law, question, {jurisdiction})
        for group in measure.groups
        if group.binds(on=question.on, as_known=question.as_known)
        and (word := bearing(known, measure, group, question)) is not None
    ]
    # A measure that takes another's place displaces it from its own first day, even where the
    # older act printed a later end: notice 40/2017 and the stop of notice 12/2017.
    displaced = {old for word in found for old in word.measure.supersedes}
    yield from (word for word in found if word.measure.id not in displaced)


def _from_resolutions(
    law: Law,
    question: Question,
    own: tuple[Bearing, ...],
    resolutions: tuple[Bearing, ...],
    state: str,
) -> Iterator[Bearing]:
    """Give the words of the resolutions that a state's own acts do not speak for.

    Where the state bars the goods of its own accord, nothing is left for them to add.
    """
    if any(word.measure.autonomous and word.standing is Standing.PROHIBITED for word in own):
        return
    reached = {rule for word in own for rule in word.measure.implements}
    for word in resolutions:
        acts = _carriers(law, question, word.measure.id)
        if word.measure.id in reached:
            continue
        acts = acts or _regimes(law, question)
        if not acts:
            yield _instead(word, f"no act of {state} on it is held for that day")
        elif any(_has_no_list(act, question) for act in acts):
            yield _instead(word, f"the code list of {state} ({_numbers(acts)}) is not held")
        else:
            yield _left_out(word, f"the list of {state} ({_numbers(acts)}) leaves the code out")


def _carriers(law: Law, question: Question, rule: str) -> list[Measure]:
    return [
        measure
        for measure in law.measures
        if measure.instrument.jurisdiction == question.jurisdiction
        and rule in measure.implements
        and _binds(measure, question)
    ]


def _regimes(law: Law, question: Question) -> list[Measure]:
    """Find acts that take over all goods rules at once, by lists that are not held."""
    return [
        measure
        for measure in law.measures
        if measure.instrument.jurisdiction == question.jurisdiction
        and measure.instrument.target == question.target
        and measure.type == "regime"
        and measure.direction.covers(question.direction)
        and _binds(measure, question)
    ]


def _binds(measure: Measure, question: Question) -> bool:
    return any(g.binds(on=question.on, as_known=question.as_known) for g in measure.groups)


def _has_no_list(measure: Measure, question: Question) -> bool:
    """Tell whether a part of the measure that binds on the day has a list that is not held."""
    return any(
        not group.codes and group.binds(on=question.on, as_known=question.as_known)
        for group in measure.groups
    )


def _instead(word: Bearing, reason: str) -> Bearing:
    return Bearing(
        measure=word.measure,
        group=word.group,
        standing=word.standing,
        asks=word.asks,
        fills=word.fills,
        instead_of=reason,
    )


def _left_out(word: Bearing, reason: str) -> Bearing:
    return Bearing(
        measure=word.measure,
        group=word.group,
        standing=Standing.DEPENDS if word.standing.rank > 1 else word.standing,
        asks=("whose reading holds, for the resolution's words may reach it", *word.asks),
        fills=word.fills,
        instead_of=reason,
    )


def _numbers(acts: list[Measure]) -> str:
    return ", ".join(dict.fromkeys(act.instrument.number for act in acts))
