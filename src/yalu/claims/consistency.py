"""Holds the figures of a text against each other: total = imports + exports.

It finds what does not add up even where no series is held.
"""

from collections.abc import Iterator, Sequence, Set

from yalu.claims.claim import Answer, Claim, ErrorKind, Kind, Verdict
from yalu.claims.judge import meets
from yalu.claims.published import Reading, added
from yalu.model.periods import Period
from yalu.model.trade import Flow

Key = tuple[Period | None, str, str, str]


def sums(
    claims: Sequence[Claim], *, standing: Set[int] = frozenset()
) -> Iterator[tuple[Claim, Verdict]]:
    """Give a claim for each total that stands in a text with both of its parts.

    `standing` are the places of claims borne out one by one. Where all three are, and yet do not
    add up, the publishers' counts differ, and the text says nothing wrong.
    """
    together: dict[Key, dict[Flow, Claim]] = {}
    for claim in claims:
        if claim.flow is None or not _is_level(claim):
            continue
        # Trade outside the pair is compared within its own sentence only.
        beside = claim.sentence if claim.period is None else ""
        key = (claim.period, claim.unit, claim.product + claim.scope, beside)
        together.setdefault(key, {}).setdefault(claim.flow, claim)
    for parts in together.values():
        if len(parts) < len(Flow):
            continue
        claim, verdict = _sum(parts)
        if verdict.answer is Answer.SUPPORTED or not all(
            p.start in standing for p in parts.values()
        ):
            yield claim, verdict


def _is_level(claim: Claim) -> bool:
    amount = claim.kind in {Kind.LEVEL, Kind.YEAR_TO_DATE} and claim.rising is None
    return amount and claim.stated is not None and bool(claim.number)


def _sum(parts: dict[Flow, Claim]) -> tuple[Claim, Verdict]:
    total, bought, sold = parts[Flow.TOTAL], parts[Flow.IMPORT], parts[Flow.EXPORT]
    reading = added(_reading(bought), _reading(sold), "imports + exports, as the text gives them")
    fits = total.stated is not None and meets(total.stated, reading.interval)
    claim = Claim(
        start=total.start,
        end=total.end,
        sentence=total.sentence,
        kind=Kind.ARITHMETIC,
        flow=Flow.TOTAL,
        product=total.product,
        period=total.period,
        number=total.number,
        unit=total.unit,
        stated=total.stated,
        scope=total.scope,
    )
    return claim, Verdict(
        answer=Answer.SUPPORTED if fits else Answer.REFUTED,
        error_kind=None if fits else ErrorKind.ARITHMETIC,
        value=reading.value,
        interval=reading.interval,
        formula=f"{bought.number:,.0f} + {sold.number:,.0f} = {reading.value:,.0f}",
        caveats=("the text's own figures",),
    )


def _reading(claim: Claim) -> Reading:
    if claim.number is None or claim.stated is None:
        raise AssertionError(claim)
    return Reading(value=claim.number, interval=claim.stated, formula="")
