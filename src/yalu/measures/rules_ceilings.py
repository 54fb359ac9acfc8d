"""The rules on ceilings: their limits, periods, thresholds and conversions."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from yalu.measures.codes import is_code
from yalu.measures.faults import Fault, Rule
from yalu.measures.schema import CeilingFile, LawFile
from yalu.model.law import UNIT_WORDS

_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")
_RATE = "USD a barrel"
_LEAP_DAY = "02-29"


def law8(law: LawFile) -> Iterator[Fault]:
    """A limit is an amount in digits and its unit, or a rule where the act prints no amount."""
    for i, ceiling in enumerate(law.ceilings):
        if not ceiling.limits:
            yield ("ceilings", i, "limits"), f"{ceiling.id} has no limit"
        for j, limit in enumerate(ceiling.limits):
            place = ("ceilings", i, "limits", j)
            if bool(limit.amount) != bool(limit.unit) or not (limit.amount or limit.rule):
                fault = f"{ceiling.id}: a limit lacks its amount, unit or rule"
                yield place, fault
            if limit.unit and limit.unit not in UNIT_WORDS:
                fault = f"{ceiling.id}: {limit.unit!r} is no unit of {', '.join(UNIT_WORDS)}"
                yield (*place, "unit"), fault
            if limit.amount and not _NUMBER.fullmatch(limit.amount):
                yield (*place, "amount"), f"{ceiling.id}: {limit.amount!r} is no number"


def law17(law: LawFile) -> Iterator[Fault]:
    """A ceiling runs for a period: give its last day, or `recurring: "yearly"` and a first year."""
    for i, ceiling in enumerate(law.ceilings):
        if fault := _no_period(ceiling):
            key = "until" if ceiling.until else "from"
            yield ("ceilings", i, key), f"{ceiling.id}: {fault}"


def law18(law: LawFile) -> Iterator[Fault]:
    """Thresholds are percents of the limit from 1 to 100, each above the one before."""
    for i, ceiling in enumerate(law.ceilings):
        last = Decimal(0)
        for j, text in enumerate(ceiling.thresholds):
            place = ("ceilings", i, "thresholds", j)
            if not _NUMBER.fullmatch(text):
                yield place, f"{ceiling.id}: {text!r} is no number"
            elif not max(last, Decimal(1)) <= Decimal(text) <= 100 or Decimal(text) == last:
                yield place, f"{ceiling.id}: {text} does not lie between {last or 1} and 100"
            else:
                last = Decimal(text)


def law19(law: LawFile) -> Iterator[Fault]:
    """A conversion says how many barrels make a tonne: from "barrel", to "tonne", above 0."""
    for i, ceiling in enumerate(law.ceilings):
        rule, place = ceiling.conversion, ("ceilings", i, "conversion")
        if rule is None:
            continue
        if (rule.from_, rule.to) != ("barrel", "tonne"):
            yield place, f"{ceiling.id}: it goes from {rule.from_!r} to {rule.to!r}"
        if not _NUMBER.fullmatch(rule.factor) or not Decimal(rule.factor):
            yield (*place, "factor"), f"{ceiling.id}: the factor is {rule.factor!r}"


def law33(law: LawFile) -> Iterator[Fault]:
    """One amount is `single`, several are `lower` or `either`, no amount is `rule`."""
    for i, ceiling in enumerate(law.ceilings):
        amounts = sum(1 for limit in ceiling.limits if limit.amount)
        fitting = {0: {"rule"}, 1: {"single"}}.get(amounts, {"lower", "either"})
        if ceiling.combine not in fitting:
            fault = f"{ceiling.id} has {amounts or 'no'} amounts and is {ceiling.combine!r}"
            yield ("ceilings", i, "combine"), fault


def law34(law: LawFile) -> Iterator[Fault]:
    """A ceiling counts goods by codes of 2, 4, 6 or up to 10 digits: mend the code."""
    for i, ceiling in enumerate(law.ceilings):
        for j, code in enumerate(ceiling.codes):
            if not is_code(code):
                yield ("ceilings", i, "codes", j), f"{ceiling.id}: {code!r} is no code"


def _no_period(ceiling: CeilingFile) -> str:
    if ceiling.until and ceiling.until < ceiling.from_:
        return f"it ends on {ceiling.until}, before {ceiling.from_}"
    if ceiling.recurring == "yearly":
        return _no_year(ceiling)
    if not ceiling.until and not all(
        _needs_no_end(limit.amount, limit.unit) for limit in ceiling.limits
    ):
        return "it has no last day"
    return ""


def _no_year(ceiling: CeilingFile) -> str:
    if ceiling.from_.endswith(_LEAP_DAY):
        return f"it begins on {ceiling.from_}, which most years lack"
    first = date.fromisoformat(ceiling.from_)
    last = str(first.replace(year=first.year + 1) - timedelta(days=1))
    if ceiling.until and ceiling.until != last:
        return f"its first year ends on {last}, not on {ceiling.until}"
    return ""


def _needs_no_end(amount: str, unit: str) -> bool:
    """Tell whether a limit holds at all times: none at all, or a price."""
    return unit == _RATE or (bool(amount) and not amount.strip("0."))


RULES: dict[str, Rule] = {
    "LAW8": law8,
    "LAW17": law17,
    "LAW18": law18,
    "LAW19": law19,
    "LAW33": law33,
    "LAW34": law34,
}
