"""Checks how full a ceiling is said to be against what importers reported."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from yalu.claims.claim import Answer, Claim, ErrorKind, LawFacts, Verdict
from yalu.claims.judge import unknown
from yalu.claims.limitcheck import ceilings_on
from yalu.claims.published import Published
from yalu.model.intervals import Interval
from yalu.model.law import Ceiling, Limit
from yalu.model.periods import Period

_COLUMNS = {
    "USD": ("value_usd", "value_margin"),
    "tonne": ("quantity_tonnes", "quantity_margin"),
    "barrel": ("quantity_barrels", "barrels_margin"),
}
_VALUE = {"value", "dollar"}
Use = tuple[Interval, str, tuple[str, ...]]


def check_use(claim: Claim, facts: LawFacts, held: Published) -> Verdict:
    """Compare a stated share of a ceiling with that of each limit, by month and up to it."""
    if claim.stated is None or facts.month is None:
        return unknown("the text does not say of which time")
    found = [use for ceiling in ceilings_on(facts, held) for use in _uses(ceiling, facts, held)]
    stated = claim.stated
    for use, told, pages in found:
        if stated.low <= use.high and use.low <= stated.high:
            middle = (use.low + use.high) / 2
            return Verdict(
                answer=Answer.SUPPORTED, value=middle, interval=use, formula=told, citations=pages
            )
    if not found:
        return unknown("what was reported against the ceiling by then is not held")
    return Verdict(
        answer=Answer.REFUTED,
        error_kind=ErrorKind.WRONG_VALUE,
        formula="; ".join(dict.fromkeys(told for _, told, _ in found)),
        citations=tuple(dict.fromkeys(page for *_, pages in found for page in pages)),
    )


def _uses(ceiling: Ceiling, facts: LawFacts, held: Published) -> Iterator[Use]:
    """Work out the share used of each limit, in the month alone and from the first up to it."""
    month = facts.month
    if month is None or ceiling.period(on=month.last_day) is None:
        return
    first = (ceiling.period(on=month.last_day) or (month.first_day, month.last_day))[0]
    run = range(first.year * 12 + first.month - 1, month.last + 1)
    for limit in ceiling.limits:
        if not limit.amount or not _asked(limit, facts.word):
            continue
        rows = {
            one: row
            for row in held.ledgers.get(ceiling.id, ())
            for one in run
            if row["period"] == str(Period(first=one, last=one))
        }
        for months, words in (([month.last], "in the month"), ([*run], "up to the month")):
            told = _share(rows, months, limit)
            if told is not None:
                use, amount = told
                pages = tuple(
                    dict.fromkeys(key for one in months for key in rows[one]["citation"].split())
                )
                yield use, f"{amount:,.0f} / {limit.words} {words}", pages


def _asked(limit: Limit, word: str) -> bool:
    return not word or (limit.unit == "USD") is (word in _VALUE)


def _share(
    rows: Mapping[int, Mapping[str, Any]], months: list[int], limit: Limit
) -> tuple[Interval, Decimal] | None:
    """Add up what was reported; a month without its amount leaves the share open."""
    column, margin = _COLUMNS.get(limit.unit, ("", ""))
    if not column or any(one not in rows or rows[one][column] is None for one in months):
        return None
    amount = sum((rows[one][column] for one in months), Decimal(0))
    doubt = sum((rows[one][margin] or Decimal(0) for one in months), Decimal(0))
    whole = limit.amount or Decimal(1)
    low, high = ((amount + sign * doubt) / whole * 100 for sign in (-1, 1))
    return Interval(low=low, high=high), amount
