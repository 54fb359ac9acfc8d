"""Says in words what a claim was taken to mean and what the published figures give.

A reader who is told how a sentence was read can object to the reading, not only to the verdict.
"""

import re
from decimal import Decimal

from yalu.claims.contract import ClaimRow
from yalu.codelists.areas import area
from yalu.model.periods import Period

_MONEY = {"USD": ("$", ""), "CNY": ("", " yuan")}
_SCALES = ((10**9, " billion"), (10**6, " million"))
_SPARED = {"direction", "extreme", "streak"}


def meaning(claim: ClaimRow, reporter: str, partner: str) -> str:
    """Say how a claim was read: whose trade, which goods, when, against when, how much."""
    subject = {
        "law": _law(claim),
        "count": f"Parties listed{_when(claim.period)}",
        "balance": f"{_theirs(reporter)} balance of trade with {_name(partner)}",
    }.get(claim.kind) or _trade(claim, reporter, partner)
    if claim.kind not in {"law", "count"}:
        subject += _when(claim.period)
    if claim.base_period:
        link = "since" if claim.kind in {"extreme", "streak"} else "against"
        subject += f", {link} {Period.parse(claim.base_period).words}"
    amount = _stated(claim)
    return f"{subject}: {amount}" if amount else subject


def value(claim: ClaimRow) -> str:
    """Give what the figures say, without how; empty where they give no number."""
    computed = claim.computed
    if computed.value is None:
        return ""
    return amount(computed.value, _unit(claim, computed.value, arithmetic(computed.formula)))


def result(claim: ClaimRow) -> str:
    """Say what the figures give: the value, the range that rounding leaves, the arithmetic."""
    computed = claim.computed
    formula = arithmetic(computed.formula)
    if computed.value is None or computed.low is None or computed.high is None:
        return formula
    unit = _unit(claim, computed.value, formula)
    low, high = amount(computed.low, unit), amount(computed.high, unit)
    given = value(claim)
    if low != high:
        given += f" (by its rounding {low.removesuffix(' percent')} to {high})"
    return f"{given}, {formula}" if formula.startswith("as published") else f"{given} = {formula}"


def arithmetic(text: str) -> str:
    """Set thousands apart and use the minus sign, as in print; what is quoted stays as it is."""
    grouped = re.sub(r"(?<![\d“])\d{5,}(?:\.\d+)?", lambda found: f"{Decimal(found[0]):,f}", text)
    return re.sub(r"(?<= )-(?= )", "−", grouped)


def amount(number: float, unit: str) -> str:
    """Write a number with its unit: $156.3 million, −6.72 percent, 1.64 million tonnes."""
    sign = "−" if number < 0 else ""
    if unit == "percent":
        return f"{sign}{abs(number):.2f}".rstrip("0").rstrip(".") + " percent"
    before, after = _MONEY.get(unit, ("", f" {unit}" if unit else ""))
    size = abs(number)
    for scale, word in _SCALES:
        if size >= scale:
            return f"{sign}{before}{size / scale:,.10g}{word}{after}"
    return f"{sign}{before}{size:,.10g}{after}"


def _trade(claim: ClaimRow, reporter: str, partner: str) -> str:
    goods = f" of {_goods(claim)}" if _goods(claim) else ""
    partner = claim.partner or partner
    if claim.scope == "other" and not claim.partner:
        return f"Trade outside the pair{goods}"
    links = {"import": ("imports", "from"), "export": ("exports", "to"), "total": ("trade", "with")}
    word, link = links[claim.flow or "total"]
    share = "Share: " if claim.kind == "share" else ""
    return f"{share}{_theirs(reporter)} {word}{goods} {link} {_name(partner)}"


def _law(claim: ClaimRow) -> str:
    flow = f"{claim.flow}s" if claim.flow in {"import", "export"} else ""
    about = " of ".join(part for part in (flow, _goods(claim)) if part)
    return f"The law{' on ' + about if about else ''}{_when(claim.period)}"


def _goods(claim: ClaimRow) -> str:
    names = [name for name in claim.product.split("; ") if name not in {"ALL", ""}]
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def _stated(claim: ClaimRow) -> str:
    if claim.number is None:
        return f"“{claim.sense}”" if claim.sense and claim.kind != "law" else ""
    if claim.kind == "level" and claim.number == 0:
        return "none"
    number = amount(claim.number, claim.unit)
    sense = "" if claim.kind in _SPARED else claim.sense
    return f"{sense} {number}".strip()


def _unit(claim: ClaimRow, value: float, formula: str) -> str:
    """Give the unit of what was found: a change is in percent, an extreme in what it compares."""
    if "/" in formula and "- 1" in formula.replace("−", "-"):
        return "percent"
    if claim.unit:
        return claim.unit
    money = claim.kind in {"extreme", "level", "balance"} and abs(value) >= 10**6
    return "USD" if money and claim.product == "ALL" else ""


def _when(period: str) -> str:
    return f", {Period.parse(period).words}" if period else ""


def _name(code: str) -> str:
    return area(code).name


def _theirs(code: str) -> str:
    name = area(code).possessive
    return name[0].upper() + name[1:]
