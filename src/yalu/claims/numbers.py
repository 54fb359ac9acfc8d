"""Amounts in prose: a number with its magnitude, currency or unit, and the words that widen it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from yalu.claims.lexicon import either, plain, words

_PLAIN = r"\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,10})?|\d{1,15}(?:\.\d{1,10})?"
# A comma before one or two digits is a decimal mark where a magnitude follows: 2,25 Mrd.
_DECIMAL_COMMA = re.compile(r"\d{1,3},\d{1,2}")
_POINT = re.compile(r"(?:^|-|\s)point(?:-|\s)", re.IGNORECASE)


# Goods that are counted: face masks, tractors, head of cattle.
PIECES = "units"


@dataclass(frozen=True, kw_only=True)
class Amount:
    """A number as printed, in base units.

    `low` and `high` differ for a range only. `step` is one unit of the last printed digit and
    `zeros` one unit of the last that is not nought: 450 million has a step of one million and
    zeros of ten. `form` is `figure`, `fraction`, `multiple`, or `bare`: a number alone, which is an
    amount only where the words around it give it a unit.
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
        return self.unit in {"tonnes", "barrels", "kWh", "cubic metres", "litres", PIECES}


def amounts(text: str, *, bare: bool = False) -> Iterator[Amount]:
    """Give the amounts of a sentence in order; numbers alone only where `bare` ones are asked."""
    found = [*_figures(text), *_round_ones(text), *_parts(text), *_multiples(text)]
    end = -1
    found = [one for one in found if bare or one.form != "bare"]
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
        bare = not unit and magnitude == 1 and not _looks_like_value(found["num"])
        if bare and (found["second"] or (found["word"] and not _is_lone_word(text, found))):
            continue
        first = _number(found["num"] or found["word"])
        second = _number(found["second"]) if found["second"] else first
        if second < first:
            continue
        sign = -1 if (found["sign"] or "").strip() in {"-", "−", "–"} else 1
        step = _step(found["num"] or "1") * magnitude
        low, high = sorted((sign * first * magnitude, sign * second * magnitude))
        yield Amount(
            start=found.start(),
            end=found.end(),
            low=low,
            high=high,
            step=step,
            zeros=_zeros(found["num"] or "", first) * magnitude,
            unit=unit,
            signed=bool(found["sign"]),
            sense=sense_before(text, found.start()) or _sense_after(text, found.end()),
            form="bare" if bare else "figure",
            scaled=magnitude != 1,
        )


def _is_lone_word(text: str, found: re.Match[str]) -> bool:
    """Tell a number in words that may be an amount: no `one of`, `the two`, `four-year`."""
    led = re.search(
        r"\b(?:the|its|their|these|those|both|all|no|day|phase)\s+$", text[: found.start()]
    )
    return plain(found["word"]) != "one" and not led and text[found.end() : found.end() + 1] != "-"


def _round_ones(text: str) -> Iterator[Amount]:
    """Read `half a billion dollars`, `a million tonnes`, `a billion and a half yuan`."""
    for found in _round_grammar().finditer(text):
        unit = _unit(found)
        if not unit and not found["part"]:
            continue
        magnitude = _magnitude(found)
        part = Decimal(words("numbers")["parts"][plain(found["part"])]) if found["part"] else 1
        value = magnitude * (part + (Decimal("0.5") if found["more"] else 0))
        yield Amount(
            start=found.start(),
            end=found.end(),
            low=value,
            high=value,
            step=magnitude / 10,
            zeros=magnitude / 10,
            unit=unit,
            sense=sense_before(text, found.start()),
            scaled=True,
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
    figure = rf"{_spelt()}|\d{{1,3}},\d{{1,2}}(?=\s?(?:(?i:{magnitude})|{attached})(?!\w))|{_PLAIN}"
    return re.compile(
        rf"(?<![\w.,/])(?P<sign>(?:(?<!\w\s)[-+−–]\s?|[-+−–])(?=[\d$€£¥]))?(?:(?P<before>(?<!\w){before})\s?)?"
        rf"(?:(?P<num>{figure})(?:\s?(?:[-–]|to|and)\s?(?:{before})?(?P<second>{figure})"
        rf"(?=[\s-]?(?:{magnitude}|{unit}|{attached}\b)))?|(?P<word>{_word()})(?=[\s.,;)-]|$))"
        rf"(?:[\s-]?(?P<mag>(?i:{magnitude}))(?![a-zA-Z])|(?P<att>{attached})(?![\w%])"
        rf"|\s(?P<apart>[mMbB])(?=\s(?i:{after})(?!\w)|(?(before)(?![\w%])|(?!)))|(?![\d,.]*\d))"
        rf"(?:[\s-]?(?P<after>(?i:{after}))(?![a-zA-Z])|[\s-]?(?P<unit>(?i:{unit}))(?![a-zA-Z]))?"
    )


@cache
def _round_grammar() -> re.Pattern[str]:
    listed = words("numbers")
    after, unit = either(listed["currency_after"]), either(listed["units"])
    sizes = either(name for name in listed["magnitudes"] if name.isascii() and len(name) > 4)
    return re.compile(
        rf"(?<![\w-])(?:(?P<part>{either(listed['parts'])})\s+)?an?[\s-](?P<mag>{sizes})(?!\w)"
        rf"(?P<more>\s+and\s+a\s+half)?(?:[\s-](?P<after>{after})(?!\w)|[\s-](?P<unit>{unit})(?!\w))?"
        r"(?P<before>(?!))?(?P<att>(?!))?(?P<apart>(?!))?",
        re.IGNORECASE,
    )


def _spelt() -> str:
    """Match a number that is spelt with its point: two-point-three, 20-point-eight."""
    digit = rf"(?:\d{{1,4}}|{either(words('numbers')['words'])})"
    return (
        rf"(?i:(?<!\w)(?:{digit}(?:[-\s]{digit})?[-\s]point[-\s]|(?<!-)point-)"
        rf"{digit}(?:[-\s]{digit}){{0,2}}(?!\w))"
    )


def _word() -> str:
    units = either(words("numbers")["words"])
    return rf"(?i:(?<!\w){units}(?:[-\s]{units})?(?:\s+and\s+a\s+half)?)"


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
    unit, sizes = found["unit"] or "", listed["sizes"]
    return size * Decimal(str(sizes.get(unit) or sizes.get(unit.casefold(), 1)))


def _ignoring_case(listed: Mapping[str, object], word: str) -> str:
    folded = {plain(key): value for key, value in listed.items()}
    return str(folded[plain(word)])


def _digits(text: str) -> str:
    """Write a figure with its decimal point alone: 2.3 for two-point-three, 2.25 for 2,25."""
    if _POINT.search(text):
        whole, decimals = (_values(part) for part in _POINT.split(text, maxsplit=1))
        return f"{sum(map(int, whole))}.{''.join(decimals)}"
    if _DECIMAL_COMMA.fullmatch(text):
        return text.replace(",", ".")
    return text.replace(",", "")


def _values(text: str) -> list[str]:
    listed = words("numbers")["words"]
    return [str(listed.get(part, part)) for part in plain(text).replace("-", " ").split()]


def _number(text: str) -> Decimal:
    if text[0].isdigit() or _POINT.search(text):
        return Decimal(_digits(text))
    values: dict[str, int] = words("numbers")["words"]
    parts = plain(text).replace("-", " ").removesuffix(" and a half").split()
    half = Decimal("0.5") if plain(text).endswith("and a half") else Decimal(0)
    return Decimal(sum(values[part] for part in parts)) + half


def _step(text: str) -> Decimal:
    _, _, decimals = _digits(text).partition(".")
    return Decimal(1).scaleb(-len(decimals))


def _zeros(text: str, number: Decimal) -> Decimal:
    if number == 0 or "." in _digits(text or "0"):
        return _step(text)
    digits = str(int(number))
    return Decimal(10) ** (len(digits) - len(digits.rstrip("0")))


def _looks_like_value(text: str | None) -> bool:
    """Take a bare number only when written with a decimal point: 156.3 may be millions."""
    return bool(text) and ("." in (text or "") or bool(_POINT.search(text or "")))


def kind_of(noun: str) -> str:
    """Name the kind of party that a noun counts."""
    for kind, nouns in words("law")["counted"].items():
        if plain(noun) in nouns:
            return str(kind)
    return ""
