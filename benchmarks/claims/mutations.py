"""Makes one wrong variant of a true sentence per kind of error that applies."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from yalu.claims.claim import Checked, Kind
from yalu.claims.published import Published
from yalu.model.periods import Period

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August",
          "September", "October", "November", "December")  # fmt: skip
OPPOSITES = (
    ("rose", "fell"), ("up", "down"), ("higher", "lower"), ("more", "less"), ("grew", "shrank"),
    ("increase", "decrease"), ("climbed", "dropped"), ("jumped", "plunged"), ("surged", "tumbled"),
    ("rise", "drop"), ("above", "below"), ("increased", "declined"),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Mutation:
    """A text in which one sentence is wrong in a known way."""

    kind: str
    body: str
    sentence: str
    number: Decimal | None
    start: int
    first: int
    last: int
    by_place: bool


def mutations(
    body: str, one: Checked, beside: list[Checked], *, first: int, last: int, held: Published
) -> Iterator[Mutation]:
    """Give the wrong variants of a claim in its sentence, which stands from `first` to `last`."""
    sentence = body[first:last]
    for kind, changed, by_place in _variants(sentence, one, beside, first, held):
        if changed != sentence:
            yield Mutation(
                kind=kind,
                body=body[:first] + changed + body[last:],
                sentence=changed,
                number=one.claim.number,
                start=one.claim.start,
                first=first,
                last=first + len(changed),
                by_place=by_place,
            )


def _variants(
    sentence: str, one: Checked, beside: list[Checked], first: int, held: Published
) -> Iterator[tuple[str, str, bool]]:
    claim = one.claim
    start, end = claim.start - first, claim.end - first
    words = sentence[start:end]
    is_rate = claim.rising is not None and claim.number is not None
    is_amount = claim.kind in {Kind.LEVEL, Kind.YEAR_TO_DATE, Kind.BALANCE} and not is_rate
    alone = sum(c.claim.rising is not None for c in beside) == 1
    if claim.kind is Kind.LAW and claim.law and claim.law.month:
        yield "wrong_law", _other_month(sentence), False
    if claim.number in {None, 0} or claim.scope != "pair" or not words[-1:]:
        return
    if (is_rate or is_amount) and claim.sense == "" and re.search(r"\d", words):
        yield "wrong_value", sentence[:start] + _other_digit(words) + sentence[end:], True
    if is_amount and "illion" in words:
        yield (
            "wrong_unit",
            sentence[:start]
            + words.replace("million", "bn#")
            .replace("billion", "million")
            .replace("bn#", "billion")
            + sentence[end:],
            True,
        )
    if is_amount and re.match(r"(?:US)?\$", words) and "illion" in words:
        yield (
            "wrong_unit",
            sentence[:start] + re.sub(r"^(?:US)?\$", "", words) + " yuan" + sentence[end:],
            False,
        )
    if is_rate and alone:
        yield "wrong_direction", _opposite(sentence, start, end), False
    if (
        is_rate
        and re.search(r"\d\.[5-9]", words)
        and abs(claim.number or 0) >= 3
        and not claim.sense
    ):
        yield "rounding", sentence[:start] + re.sub(r"\.[5-9]", "", words) + sentence[end:], True
    yield from _of_series(sentence, one, beside, start, held)


def _of_series(
    sentence: str, one: Checked, beside: list[Checked], start: int, held: Published
) -> Iterator[tuple[str, str, bool]]:
    claim = one.claim
    if claim.kind is Kind.LEVEL and len(beside) == 1 and claim.period and not claim.sense:
        changed = _other_month(sentence)
        month = next((m for m in MONTHS if m in changed and m not in sentence), "")
        other = _named(month, claim.period)
        if claim.flow and other and held.levels(claim.flow, claim.product, other, claim.unit):
            yield "wrong_period", changed, False
    whole = claim.product == "ALL" and claim.flow is not None and not claim.sense
    # "Exports from the North" is true of what was said as "imports from the North".
    sided = re.search(r"\b(?:imports?|exports?)\s+(?:from|to|into)\b", sentence, re.IGNORECASE)
    words = re.findall(r"\b(?:imports?|exports?)\b", sentence, re.IGNORECASE)
    if whole and len(words) == 1 and not sided:
        yield "wrong_flow", _other_flow(sentence), False
    if claim.kind in {Kind.CHANGE_MONTH, Kind.CHANGE_YEAR} and not claim.sense and claim.period:
        base = claim.period.shift(-12 if claim.kind is Kind.CHANGE_MONTH else -1)
        monthly = claim.period.first == claim.period.last and whole and claim.flow
        if monthly and held.levels(claim.flow, claim.product, base, "USD"):
            yield "wrong_base", _other_base(sentence, start), False


def _other_digit(words: str) -> str:
    found = re.search(r"[1-9]", words)
    if found is None:
        return words
    digit = str(int(found[0]) % 9 + 1)
    return words[: found.start()] + digit + words[found.end() :]


def _opposite(sentence: str, start: int, end: int) -> str:
    words = sentence[start:end]
    if words[:1] in "-−+":
        sign = "+" if words[0] in "-−" else "-"
        return sentence[:start] + sign + words[1:] + sentence[end:]
    for pair in (*OPPOSITES, *((b, a) for a, b in OPPOSITES)):
        if re.search(rf"\b{pair[0]}\b(?! than doubled| than a | than \d)", sentence):
            return re.sub(
                rf"\b{pair[0]}\b(?! than doubled| than a | than \d)", pair[1], sentence, count=1
            )
    return sentence


def _other_flow(sentence: str) -> str:
    for a, b in (("imports from", "exports to"), ("exports to", "imports from")):
        if a in sentence:
            return sentence.replace(a, b)
    swap = {"imports": "exports", "exports": "imports", "Imports": "Exports", "Exports": "Imports",
            "IMPORTS FROM": "EXPORTS TO", "EXPORTS TO": "IMPORTS FROM"}  # fmt: skip
    for a, b in swap.items():
        if a in sentence:
            return sentence.replace(a, b)
    return sentence


def _other_base(sentence: str, start: int) -> str:
    head, tail = sentence[:start], sentence[start:]
    for a, b in (
        ("y/y", "m/m"), ("Y/Y", "M/M"), ("m/m", "y/y"), ("y-o-y", "m-o-m"), ("m-o-m", "y-o-y"),
        ("year on year", "month on month"), ("on the year", "on the month"),
        ("on the month", "on the year"), ("a year earlier", "a month earlier"),
        ("a year ago", "a month ago"), ("a year before", "a month before"),
        ("the previous month", "the previous year"),
    ):  # fmt: skip
        if a in tail:
            return head + tail.replace(a, b, 1)
    return sentence


def _other_month(sentence: str) -> str:
    named = [month for month in MONTHS if re.search(rf"\b{month}\b", sentence)]
    if len(named) != 1:
        return sentence
    other = MONTHS[(MONTHS.index(named[0]) - 2) % 12]
    return re.sub(rf"\b{named[0]}\b", other, sentence)


def _named(month: str, period: Period) -> Period | None:
    if month not in MONTHS:
        return None
    number = MONTHS.index(month) + 1
    year = period.last // 12
    found = Period.month(year, number)
    return found if found.first <= period.first + 2 else Period.month(year - 1, number)
