"""How numbers become words, by the written rules of docs/methods/wording.md.

Each rule has its number there (W1 …); a reader can hold any sentence of a brief against them.
"""

from decimal import ROUND_HALF_UP, Decimal

from yalu.model.intervals import Interval
from yalu.model.trade import Status

_MILLION, _BILLION = Decimal(10**6), Decimal(10**9)
_ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth",
             "ninth", "tenth", "eleventh", "twelfth")  # fmt: skip
_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")

_SHOWN = 70


def money(value: Decimal, currency: str, *, margin: Decimal = Decimal(0)) -> str:
    """W1: an amount, to the digits that its margin leaves sure."""
    size = abs(value)
    unit, word = (_BILLION, " billion") if size >= _BILLION else (_MILLION, " million")
    if size < _MILLION:
        unit, word = Decimal(1), ""
    number = _number(value / unit, _places(margin / unit, unit))
    return f"${number}{word}" if currency == "USD" else f"{number}{word} {_name(currency)}"


def level(value: Decimal, currency: str, interval: Interval, status: Status) -> str:
    """W1: a level; one that is derived by arithmetic says `about`."""
    amount = money(value, currency, margin=(interval.high - interval.low) / 2)
    return f"about {amount}" if status is Status.ESTIMATED else amount


def short_money(value: Decimal, currency: str) -> str:
    """W1: an amount for a headline, to three digits."""
    size = abs(value)
    unit, word = (_BILLION, " billion") if size >= _BILLION else (_MILLION, " million")
    if size < _MILLION:
        unit, word = Decimal(1), ""
    number = value / unit
    places = 0 if abs(number) >= 100 or not word else 1 if abs(number) >= 10 else 2
    text = _number(number, places)
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"${text}{word}" if currency == "USD" else f"{text}{word} {_name(currency)}"


def percent(change: Decimal, interval: Interval | None = None) -> str:
    """W2: the size of a change in words, by its interval."""
    size = abs(change)
    low, high = sorted((abs(interval.low), abs(interval.high)) if interval else (size, size))
    whole = size.quantize(Decimal(1), ROUND_HALF_UP)
    half = Decimal("0.5")
    if whole >= 1:
        if low >= whole - Decimal("0.05") and high <= whole + Decimal("0.05"):
            return f"{whole} percent"
        if whole - half < low and high < whole:
            return f"nearly {whole} percent"
        if whole < low and high < whole + half:
            return f"more than {whole} percent"
        around = max(half, whole / 50)
        if whole - around <= low and high <= whole + around:
            return f"about {whole} percent"
    elif high < 1:
        return "less than 1 percent"
    return f"between {_number(low, 1)} and {_number(high, 1)} percent"


def times(change: Decimal, interval: Interval | None) -> str:
    """W3: a level of three times its base or more, as a multiple of it."""
    ratio = 1 + change / 100
    wide = interval is not None and (interval.high - interval.low) / 100 > ratio / 20
    return f"about {_number(ratio, 0 if wide or ratio >= 20 else 1)} times"


def moved(change: Decimal, interval: Interval | None, base: str) -> str:
    """W2–W4: a change with its direction: `down nearly 7 percent from June`."""
    if interval is not None and interval.sign == 0:
        return f"unchanged from {base} within rounding"
    if change >= 200:
        return f"{times(change, interval)} the figure for {base}"
    return f"{'up' if change > 0 else 'down'} {percent(change, interval)} from {base}"


def rate(value: Decimal) -> str:
    """W2: a rate as a publisher printed it, to one decimal, with its sign."""
    return f"{'−' if value < 0 else '+'}{_number(abs(value), 1)} percent"


def signed(value: Decimal) -> str:
    """W2: a computed rate in a table: one decimal and a sign; a true minus."""
    rounded = value.quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{'−' if rounded < 0 else '+'}{abs(rounded):,.1f} %"


def ordinal(number: int) -> str:
    """W5: first to twelfth in words, then in figures."""
    if number < len(_ORDINALS):
        return _ORDINALS[number]
    last = 0 if 10 < number % 100 < 14 else number % 10
    suffix = {1: "st", 2: "nd", 3: "rd"}.get(last, "th")
    return f"{number}{suffix}"


def count(number: int, one: str, many: str = "") -> str:
    """W5: a count of things, in words below ten."""
    figure = _COUNTS[number] if number < len(_COUNTS) else str(number)
    return f"{figure} {one if number == 1 else many or one + 's'}"


def address(url: str) -> str:
    """Give an address as a page shows it, cut to what a line holds."""
    return url if len(url) <= _SHOWN else url[: _SHOWN - 1] + "…"


def listed(words: list[str]) -> str:
    """Join words as a sentence does."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def _places(margin: Decimal, unit: Decimal) -> int:
    """Count the decimals that a margin leaves sure to within one, three at most."""
    most = {_BILLION: 3, _MILLION: 2}.get(unit, 0)
    places = 0
    while places < most and margin <= Decimal(10) ** -(places + 1):
        places += 1
    return places


def _number(value: Decimal, places: int) -> str:
    rounded = value.quantize(Decimal(10) ** -places, ROUND_HALF_UP)
    text = f"{abs(rounded):,.{places}f}"
    if places and text.endswith("0"):
        text = text.rstrip("0").rstrip(".")
    return f"−{text}" if rounded < 0 else text


def _name(currency: str) -> str:
    return {"CNY": "yuan"}.get(currency, currency)
