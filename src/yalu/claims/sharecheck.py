"""Checks shares: of the partner's trade, by published definitions, or of the pair's own total."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from yalu.claims.claim import ALL_GOODS, Answer, Claim, ErrorKind, Verdict
from yalu.claims.figures import changes
from yalu.claims.judge import meets, unknown, verdict
from yalu.claims.published import Published, Reading, Row, joined
from yalu.model.intervals import Interval
from yalu.model.periods import Period
from yalu.model.trade import Flow

_BASIS = {Flow.IMPORT: "exports", Flow.EXPORT: "imports", Flow.TOTAL: "trade"}


def check_share(claim: Claim, held: Published) -> Verdict:
    """Check a share by the definition it names; one of another definition is not evidence."""
    checks = {"total": _of_total, "goods": _of_goods, "ratio": _of_earlier}
    if claim.of in checks:
        return checks[claim.of](claim, held)
    rows = _rows(claim, held)
    basis = _BASIS[claim.flow or Flow.TOTAL]
    own = [row for row in rows if row["basis"] == basis]
    for row in [*own, *rows]:
        reading = _reading(row)
        if claim.stated is not None and meets(claim.stated, reading.interval):
            if row["basis"] == basis:
                return verdict(Answer.SUPPORTED, reading, caveats=reading.caveats)
            note = f"published for {row['basis']}, while the text speaks of {basis}"
            return verdict(Answer.NOT_ENOUGH_EVIDENCE, reading, caveats=[note])
    if own and claim.period is not None and claim.firm:
        return verdict(Answer.REFUTED, _reading(own[0]), error_kind=ErrorKind.WRONG_VALUE)
    return unknown("no published share fits, and the text does not say of which year")


def _of_earlier(claim: Claim, held: Published) -> Verdict:
    """Check the part that a trade is of that of another period."""
    if claim.period is None or claim.flow is None or claim.base_period is None:
        return unknown("the text does not say of which period")
    for found in changes(held, claim.flow, claim.product, claim.period, claim.base_period):
        whole = Interval(low=found.interval.low + 100, high=found.interval.high + 100)
        reading = replace(found, value=found.value + 100, interval=whole)
        if claim.stated is not None and meets(claim.stated, whole):
            return verdict(Answer.SUPPORTED, reading, caveats=reading.caveats)
        if claim.firm and found.own and not found.summed:
            return verdict(Answer.REFUTED, reading, error_kind=ErrorKind.WRONG_VALUE)
    return unknown("no figure for it was published or is loaded")


def _rows(claim: Claim, held: Published) -> list[Row]:
    if claim.period is not None:
        year = str(claim.period.last // 12)
        return [row for row in held.shares if row["year"] == year]
    years = sorted({row["year"] for row in held.shares if row["year"].isdigit()}, reverse=True)
    return [row for row in held.shares if row["year"] in years[:3]]


def _reading(row: Row) -> Reading:
    value = Decimal(str(row["share_pct"]))
    half = Decimal("0.5") if value == value.to_integral_value() else Decimal("0.05")
    caveats: Sequence[str] = (row["definition"], f"in {row['year']} by {row['compiler']}'s count")
    return Reading(
        value=value,
        interval=Interval(low=value - half, high=value + half),
        formula=f"as published {row['published']} ({row['compiler']})",
        citations=tuple(row["citation"].split()),
        caveats=tuple(filter(None, caveats)),
    )


def _of_total(claim: Claim, held: Published) -> Verdict:
    if claim.period is None or claim.flow is None:
        return unknown("the text does not say of which period")
    part, whole = _level(held, claim.flow, claim.period), _level(held, Flow.TOTAL, claim.period)
    found = _of_whole(claim, part, whole)
    other = _OTHER.get(claim.flow)
    if found.answer is not Answer.REFUTED or other is None:
        return found
    swapped = _of_whole(claim, _level(held, other, claim.period), whole)
    if swapped.answer is Answer.SUPPORTED:
        return replace(found, error_kind=ErrorKind.WRONG_FLOW)
    return found


_OTHER = {Flow.IMPORT: Flow.EXPORT, Flow.EXPORT: Flow.IMPORT}


def _of_goods(claim: Claim, held: Published) -> Verdict:
    """Check the part that goods have in a flow, by value."""
    if claim.period is None or claim.flow is None:
        return unknown("the text does not say of which period")
    for unit in ("USD", "CNY"):
        part = next(iter(held.levels(claim.flow, claim.product, claim.period, unit)), None)
        whole = next(iter(held.levels(claim.flow, ALL_GOODS, claim.period, unit)), None)
        if part is not None and whole is not None:
            return _of_whole(claim, part, whole)
    return unknown("no figure for it was published or is loaded")


def _of_whole(claim: Claim, part: Reading | None, whole: Reading | None) -> Verdict:
    if part is None or whole is None or whole.interval.low <= 0 or claim.stated is None:
        return unknown("no figure for it was published or is loaded")
    reading = Reading(
        value=part.value / whole.value * 100,
        interval=Interval(
            low=part.interval.low / whole.interval.high * 100,
            high=part.interval.high / whole.interval.low * 100,
        ),
        formula=f"{part.value:,.0f} / {whole.value:,.0f}",
        citations=joined(part, whole),
    )
    if meets(claim.stated, reading.interval):
        return verdict(Answer.SUPPORTED, reading)
    if not claim.firm:
        return unknown("the text does not say clearly of which period")
    return verdict(Answer.REFUTED, reading, error_kind=ErrorKind.WRONG_VALUE)


def _level(held: Published, flow: Flow, period: Period) -> Reading | None:
    for unit in ("USD", "CNY"):
        found = held.levels(flow, ALL_GOODS, period, unit)
        if found:
            return found[0]
    return None
