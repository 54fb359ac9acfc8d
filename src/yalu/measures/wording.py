"""The sentences of an answer."""

from collections.abc import Iterator

from yalu.codelists.areas import area, is_area
from yalu.codelists.hs import harmonized
from yalu.model.answers import Answer, Bearing, Fill, Question, Standing
from yalu.model.law import UNIT_WORDS, Direction, Measure
from yalu.model.periods import day_words

_KINDS = {"resolution": "resolution ", "notice": "notice ", "regulation": "Regulation ",
          "circular": "circular "}  # fmt: skip


def why(
    standing: Standing,
    bearings: tuple[Bearing, ...],
    question: Question,
    unlisted: tuple[Measure, ...],
) -> str:
    """Say in sentences what decides, what is spared, and what the answer leaves open."""
    if not bearings:
        return " ".join(_unrestricted(question, unlisted))
    deciding = [b for b in bearings if b.standing is standing]
    sentences = [_sentence(standing, b) for b in deciding]
    if standing is Standing.DEPENDS:
        sentences += _otherwise(bearings)
    sentences += _spared(deciding, standing, question)
    sentences += _doubts(deciding, question)
    return " ".join(dict.fromkeys(sentences))


def reasons(found: Answer) -> tuple[str, ...]:
    """Give the sentences of an answer rule by rule, so that those of many days can be put together.

    Over many months a rule should be told once, whatever stood beside it.
    """
    said: dict[str, None] = {}
    if found.standing is Standing.DEPENDS and not found.bearings:
        said[found.why] = None
    for word in found.bearings:
        if word.standing is found.standing:
            said[_sentence(found.standing, word)] = None
            said |= dict.fromkeys(_spared([word], found.standing, found.question))
            said |= dict.fromkeys(_doubts([word], found.question))
    if found.standing is Standing.DEPENDS:
        said |= dict.fromkeys(_otherwise(found.bearings))
    return tuple(said)


def provision(measure: Measure) -> str:
    """Name the place in the act as a sentence names it: para. 8 of resolution 2371 (2017).

    What an amending act inserted is named as the article of the act that it amends.
    """
    act, where = measure.instrument, measure.provision
    number = act.number.removeprefix("S/RES/")
    if number[0].isdigit() or number[0] == "(":
        number = _KINDS.get(act.kind, "") + number
    if where.startswith("["):
        return number
    where = where.replace("; ", " and ")
    if act.stands_in:
        return f"{where} of {act.stands_in} as amended by {number}"
    return f"{where} of {number}"


def full(fill: Fill) -> str:
    """Say how full a limit was."""
    return (
        f"{fill.percent} percent of {fill.limit:,} {UNIT_WORDS[fill.unit]} reported for "
        f"{day_words(fill.first)} to {day_words(fill.last)} ({fill.ceiling.id})"
    )


# What a rule of a type does to its goods, as a noun.
_EFFECTS = {
    "prohibition": "a prohibition on",
    "conditional_prohibition": "a prohibition with exceptions on",
    "suspension": "a suspension of",
    "ceiling": "a ceiling on",
}


def _sentence(standing: Standing, word: Bearing) -> str:
    subject = provision(word.measure)
    since = f"since {day_words(word.group.applies_from)}"
    instead = f" ({word.instead_of}; the resolution binds it)" if word.instead_of else ""
    fills = "; ".join(full(f) for f in word.fills)
    match standing:
        case Standing.PROHIBITED:
            return _barred(word, subject, since, instead)
        case Standing.OVER_CEILING:
            late = (
                " The reports do not say on which day it was passed."
                if any(f.day_unknown for f in word.fills)
                else ""
            )
            if word.measure.type == "suspension":
                barred = _barred(word, subject, since, instead)
                return f"{barred} The ceiling that it serves is exceeded: {fills}.{late}"
            return f"The ceiling of {subject} is exceeded{instead}: {fills}.{late}"
        case Standing.WITHIN_CEILING:
            allowed = " ".join(
                exemption.text for exemption in word.measure.exemptions
                if exemption.turns_on == "ceiling"
            )  # fmt: skip
            return f"Under the ceiling of {subject}{instead}: {fills}. {allowed}".rstrip()
        case _:
            asks = "; and on ".join(ask.rstrip(".") for ask in word.asks)
            effect = f"{_EFFECTS[word.measure.type]} {word.measure.goods}"
            return f"Under {subject}{instead}, {since} {effect}, it depends on {asks}."


def _barred(word: Bearing, subject: str, since: str, instead: str) -> str:
    verb = "Suspended" if word.measure.type == "suspension" else "Prohibited"
    return f"{verb} by {subject} {since}{instead}: {word.measure.goods}."


def _otherwise(bearings: tuple[Bearing, ...]) -> Iterator[str]:
    """Say what holds for the goods that the doubt does not touch: a ceiling with room left."""
    for word in bearings:
        if word.standing is Standing.WITHIN_CEILING:
            yield f"Otherwise {_lowered(_sentence(word.standing, word))}"


def _lowered(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _spared(bearings: list[Bearing], standing: Standing, question: Question) -> Iterator[str]:
    if standing is Standing.DEPENDS:
        return
    spared = dict.fromkeys(
        f"{exemption.goods} ({'by permission' if exemption.kind == 'derogation' else 'by the act'})"
        for word in bearings
        for exemption in word.measure.exemptions
        if exemption.turns_on not in {"purpose", "transport", "ceiling"}
        and (exemption.until is None or question.on <= exemption.until)
    )
    if spared:
        yield f"Spared: {'; '.join(spared)}."


def _doubts(bearings: list[Bearing], question: Question) -> Iterator[str]:
    inferred = [b for b in bearings if b.group.code_basis == "inferred"]
    if inferred:
        ids = dict.fromkeys(b.measure.id for b in inferred)
        yield f"The codes are inferred for {', '.join(ids)}."
    for word in bearings:
        if word.group.verification == "unverified":
            yield f"Not verified in {word.measure.id}: {word.group.unverified}."
        yield from _editions(word, question)


def _editions(word: Bearing, question: Question) -> Iterator[str]:
    """Say how the rule's codes came into the edition asked for, or that they did not."""
    group, asked = word.group, question.commodity
    came = dict.fromkeys(
        f"{code} is {origin}"
        for code, origin in group.carried
        if code in group.codes and (asked.startswith(code) or code.startswith(asked))
    )
    if came:
        yield f"Carried over to {group.edition} for {word.measure.id}: {'; '.join(came)}."
    written = harmonized(group.edition)
    # Headings and chapters seldom change; without a table a subheading is not taken for the same.
    deep = any(
        4 < len(code) <= 6 and (asked.startswith(code) or code.startswith(asked))
        for code in group.codes
    )
    if question.edition and written and written != question.edition and deep:
        yield (
            f"The codes of {word.measure.id} are of {group.edition} and no correlation with "
            f"{question.edition} is loaded."
        )


def _unrestricted(question: Question, unlisted: tuple[Measure, ...]) -> Iterator[str]:
    verb = "from" if question.direction is Direction.IMPORT else "to"
    # A law of one's own may be on an area that has no code of its own.
    target = area(question.target).name if is_area(question.target) else question.target
    yield (
        f"No code held by the law reaches {question.commodity} {verb} {target} "
        f"on {day_words(question.on)}."
    )
    if unlisted:
        yield without_list(unlisted)


def without_list(rules: tuple[Measure, ...]) -> str:
    """Name the rules that a code cannot be compared with, for their lists are not held."""
    names = dict.fromkeys(f"{m.goods} ({provision(m)})" for m in rules)
    return f"Rules without a code list may still apply: {'; '.join(names)}."
