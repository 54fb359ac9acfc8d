"""Amounts in prose: a number with its magnitude, currency or unit, and the words that widen it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from yalu.claims.lexicon import either, plain, words

_FIGURE = r"\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,10})?|\d{1,5}-point-\d{1,4}|\d{1,15}(?:\.\d{1,10})?"


@dataclass(frozen=True, kw_only=True)
class Amount:
    """A number as printed, in base units.

    `low` and `high` differ for a range only. `step` is one unit of the last printed digit and
    `zeros` one unit of the last that is not nought: 450 million has a step of one million and
    zeros of ten. `form` is `figure`, `fraction` or `multiple`.
    """

    start: int
    end: int
    low: Decimal
    high: Decimal
    step: Decimal
    zeros: Decimal
    unit: str = ""
    signed: bool = False
    sense: str = ""
    form: str = "figure"
    scaled: bool = False

    @property
    def value(self) -> Decimal:
        return (self.low + self.high) / 2

    @property
    def is_money(self) -> bool:
        return len(self.unit) == 3 and self.unit.isupper()

    @property
    def is_quantity(self) -> bool:
        return self.unit in {"tonnes", "barrels", "kWh", "cubic metres"}


def amounts(text: str) -> Iterator[Amount]:
    """Give the amounts of a sentence in order: figures first, then fractions and multiples."""
    found = [*_figures(text), *_parts(text), *_multiples(text)]
    end = -1
    for amount in sorted(found, key=lambda a: (a.start, -a.end)):
        if amount.start >= end:
            end = amount.end
            yield amount


def counted(text: str) -> Iterator[tuple[int, int, int, str]]:
    """Give counts of parties: place, number and what is counted."""
    for found in _counts().finditer(text):
        told = found["num"]
        number = _DOZENS[plain(told).split()[0]] if "ozen" in told else int(_number(told))
        yield found.start(), found.end(), number, kind_of(found["noun"])


_DOZENS = {"a": 12, "one": 12, "two": 24, "three": 36}


def _figures(text: str) -> Iterator[Amount]:
    for found in _grammar().finditer(text):
        unit = _unit(found)
        magnitude = _magnitude(found)
        if not unit and magnitude == 1 and not _looks_like_value(found["num"]):
            continue
        if found["word"] and not unit and magnitude == 1:
            continue
        num = found["num"] or _spelt(found["word"] or "")
        first = _number(num or found["word"])
        second = _number(found["second"]) if found["second"] else first
        if second < first:
            continue
        sign = -1 if (found["sign"] or "").strip() in {"-", "−", "–"} else 1
        step = _step(num or "1") * magnitude
        low, high = sorted((sign * first * magnitude, sign * second * magnitude))
        yield Amount(
            start=found.start(),
            end=found.end(),
            low=low,
            high=high,
            step=step,
            zeros=_zeros(num, first) * magnitude,
            unit=unit,
            signed=bool(found["sign"]),
            sense=sense_before(text, found.start()) or _sense_after(text, found.end()),
            scaled=magnitude != 1,
        )


def _parts(text: str) -> Iterator[Amount]:
    """Read parts such as `by a third`, `two thirds`, `a fifth of`; ordinals are none."""
    listed = words("moves")["fractions"]
    for found in _fractions().finditer(text):
        over = words("numbers")["words"][plain(found["over"])] if found["over"] else 1
        value = Decimal(100 * over) / Decimal(listed[plain(found["part"] or "half")])
        if value < 100:
            yield _loose(text, found, value, "fraction")


def _multiples(text: str) -> Iterator[Amount]:
    for found in _multiple_words().finditer(text):
        if re.match(r"\s+(?:the\s+)?\d[\d.]*\s?(?:%|per)", text[found.end() : found.end() + 16]):
            continue
        value = Decimal(words("moves")["multiples"][plain(found[0])])
        yield _loose(text, found, value, "multiple")
    for found in _times().finditer(text):
        sign = 1 if found["more"] else 0
        step = _step(found["num"]) * 100 if found["num"][0].isdigit() else Decimal(100)
        value = (_number(found["num"]) - 1 + sign) * 100
        yield _loose(text, found, value, "multiple", step=step)


def _loose(
    text: str, found: re.Match[str], value: Decimal, form: str, *, step: Decimal = Decimal(1)
) -> Amount:
    return Amount(
        start=found.start(),
        end=found.end(),
        low=value,
        high=value,
        step=step,
        zeros=step,
        unit="percent",
        sense=sense_before(text, found.start()),
        form=form,
    )


def sense_before(text: str, at: int) -> str:
    """Name the sense of the words right before a number: nearly, more than, about."""
    found = _senses().search(text[max(0, at - 45) : at])
    if found is None:
        return ""
    # In "7 percent below $489 million" the word compares; it does not widen. Nor does it in "less
    # than the 508 million of March".
    rated = re.search(r"(?:%|cent|pct)\s*$", text[max(0, at - 45) : at][: found.start()])
    if rated or re.search(r"\bthan\s+the\s+$", found[0], re.IGNORECASE):
        return ""
    return _sense_names()[plain(found["sense"])]


def _sense_after(text: str, at: int) -> str:
    return "about" if re.match(r"\s+or so\b", text[at : at + 8]) else ""


@cache
def _grammar() -> re.Pattern[str]:
    listed = words("numbers")
    before, after = either(listed["currency_before"]), either(listed["currency_after"])
    unit, magnitude = either(listed["units"]), either(listed["magnitudes"])
    attached = either(listed["attached"])
    return re.compile(
        rf"(?<![\w.,/])(?P<sign>(?:(?<!\w\s)[-+−–]\s?|[-+−–])(?=[\d$€£¥]))?(?:(?P<before>(?<!\w){before})\s?)?"
        rf"(?:(?P<num>{_FIGURE})(?!-point-)(?:\s?(?:[-–]|to|and)\s?(?:{before})?(?P<second>{_FIGURE})"
        rf"(?=[\s-]?(?:{magnitude}|{unit}|{attached}\b)))?|(?P<word>{_word()})(?=[\s-]))"
        rf"(?:[\s-]?(?P<mag>(?i:{magnitude}))(?![a-zA-Z])|(?P<att>{attached})(?![\w%])"
        rf"|\s(?P<apart>[mMbB])(?=\s(?i:{after})(?!\w)|(?(before)(?![\w%])|(?!)))|(?![\d,.]*\d))"
        rf"(?:[\s-]?(?P<after>(?i:{after}))(?![a-zA-Z])|[\s-]?(?P<unit>(?i:{unit}))(?![a-zA-Z]))?"
    )


def _spelt(text: str) -> str:
    """Write out a number that is told as on the radio: `two-point-three`, `20-point-eight`."""
    whole, point, decimals = plain(text).partition("point-")
    if not point:
        return ""
    values: dict[str, int] = words("numbers")["words"]
    ones = whole.rstrip("- ")
    before = ones if ones.isdigit() else str(sum(values[one] for one in ones.split("-") if one))
    after = [one if one.isdigit() else str(values[one]) for one in decimals.split("-")]
    return f"{before}.{''.join(after)}"


def _word() -> str:
    units = either(words("numbers")["words"])
    spoken = (
        rf"(?:(?:\d{{1,5}}|{units}(?:-{units})?)-)?point-(?:\d{{1,4}}|{units}(?:-{units}){{0,3}})"
    )
    return rf"(?i:(?<!\w)(?:{spoken})(?!\w)|(?<!\w){units}(?:[-\s]{units})?(?:\s+and\s+a\s+half)?)"


@cache
def _counts() -> re.Pattern[str]:
    nouns = either([noun for listed in words("law")["counted"].values() for noun in listed])
    return re.compile(
        rf"(?<![\w.,/$])(?P<num>\d{{1,4}}|(?:a|one|two|three)\s+dozen|{_word()})"
        rf"\s+(?:(?!{_word()}\s)[A-Za-z'-]+\s+){{0,4}}?(?P<noun>{nouns})(?!\w)",
        re.IGNORECASE,
    )


@cache
def _fractions() -> re.Pattern[str]:
    part = either([name for name in words("moves")["fractions"] if name != "half"])
    return re.compile(
        rf"(?<!\w)(?:(?:a|one|(?P<over>{either(words('numbers')['words'])}))[\s-](?P<part>{part})s?"
        r"|half(?=\s+(?:of|the|what|its|their|that)\b)|(?:(?<=by\s)|(?<=than\s)|(?<=nearly\s)|(?<=almost\s)"
        rf"|(?<=about\s)|(?<=roughly\s)|(?<=to\s)|(?<=over\s)|(?<=some\s))half)(?!\w)"
        rf"(?!\s+{either(words('moves')['no_part_of'])}(?!\w))",
        re.IGNORECASE,
    )


@cache
def _multiple_words() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){either(words('moves')['multiples'])}(?!\w)", re.IGNORECASE)


@cache
def _times() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w.,])(?P<num>\d{{1,5}}(?:\.\d{{1,3}})?|{_word()})(?:\s+times|-?fold)(?!\w)"
        r"(?P<more>\s+(?:more|higher|larger|greater)\s+than)?",
        re.IGNORECASE,
    )


@cache
def _senses() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?<!\w)|(?=[~≈]))(?P<sense>{either(_sense_names())})"
        r"(?:\s+(?:by|to|at|a|an|the|in))?\s*$",
        re.IGNORECASE,
    )


@cache
def _sense_names() -> Mapping[str, str]:
    return {plain(word): name for name, listed in words("senses").items() for word in listed}


def _unit(found: re.Match[str]) -> str:
    listed = words("numbers")
    if found["before"]:
        return str(listed["currency_before"][found["before"]])
    if found["after"]:
        return _ignoring_case(listed["currency_after"], found["after"])
    return _ignoring_case(listed["units"], found["unit"]) if found["unit"] else ""


def _magnitude(found: re.Match[str]) -> Decimal:
    listed = words("numbers")
    if found["mag"]:
        return Decimal(_ignoring_case(listed["magnitudes"], found["mag"]))
    letter = found["att"] or found["apart"]
    size = Decimal(listed["attached"][letter]) if letter else Decimal(1)
    return size * 1_000_000 if found["unit"] == "Mt" else size


def _ignoring_case(listed: Mapping[str, object], word: str) -> str:
    folded = {plain(key): value for key, value in listed.items()}
    return str(folded[plain(word)])


def _number(text: str) -> Decimal:
    if text[0].isdigit():
        return Decimal(text.replace(",", "").replace("-point-", "."))
    values: dict[str, int] = words("numbers")["words"]
    parts = plain(text).replace("-", " ").removesuffix(" and a half").split()
    half = Decimal("0.5") if plain(text).endswith("and a half") else Decimal(0)
    return Decimal(sum(values[part] for part in parts)) + half


def _step(text: str) -> Decimal:
    _, _, decimals = text.replace("-point-", ".").partition(".")
    return Decimal(1).scaleb(-len(decimals))


def _zeros(text: str, number: Decimal) -> Decimal:
    if "." in text or "-point-" in text or number == 0:
        return _step(text)
    digits = str(int(number))
    return Decimal(10) ** (len(digits) - len(digits.rstrip("0")))


def _looks_like_value(text: str | None) -> bool:
    """Take a bare number only when written with a decimal point: 156.3 may be millions."""
    return bool(text) and "." in (text or "")


def kind_of(noun: str) -> str:
    """Name the kind of party that a noun counts."""
    for kind, nouns in words("law")["counted"].items():
        if plain(noun) in nouns:
            return str(kind)
    return ""
