"""The report on a text that says it is a brief: what its statements print must stand there.

The claim checker reads the prose as it reads any text; a number passes only by both. What is no
prose, such as the lines of tables and the list of sources, stands by what it is printed from.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from yalu.briefs.plain import Plain
from yalu.briefs.proof import Odd, Reading, Tied
from yalu.briefs.skeleton import Number
from yalu.claims.checker import Report
from yalu.claims.claim import Answer, Checked, Claim, ErrorKind, Kind, Verdict
from yalu.claims.sentences import cleaned, sentences

_DATE = re.compile(
    r"(?:\d{1,2} )?(?:Jan|Febr|March|April|May|June|July|Aug|Sept|Octo|Nov|Dec)[a-z]* \d{4}"
    r"|\d{4}-(?:\d\d|Q\d)(?:-\d\d)?|\d{1,2} [A-Z][a-z]{2,8}\b"
)
_AROUND = 20


def left_to_read(plain: Plain, reading: Reading) -> str:
    """Give the text without what is no prose, for the claim checker; places stay as they are."""
    return plain.without(
        [(tied.start, tied.end) for tied in reading.tied if not tied.statement.reads],
        joined=[(tied.start, tied.end) for tied in reading.tied if tied.statement.reads],
    )


def strict(report: Report, plain: Plain, reading: Reading) -> Report:
    """Join what the claim checker made of the prose with what the statements print."""
    claims = _contradicted(report.claims, reading.odd, plain)
    claims += [_standing(tied, plain) for tied in _unclaimed(claims, plain, reading)]
    claims += [_unread(number, plain) for number in _untouched(report, plain, reading)]
    return _renumbered(report, claims, plain)


def of_copy(report: Report, plain: Plain, reading: Reading) -> Report:
    """Give the report on words of a brief in a text that does not say it is one."""
    return _renumbered(report, _contradicted(report.claims, reading.miswritten, plain), plain)


def _renumbered(report: Report, claims: Sequence[Checked], plain: Plain) -> Report:
    ordered = sorted(claims, key=lambda one: one.claim.start)
    numbered = (replace(one, id=f"c{number}") for number, one in enumerate(ordered, 1))
    return replace(report, text=plain.original, claims=tuple(numbered))


def refused(report: Report, span: tuple[int, int], reason: str) -> Report:
    """Give the report on a text that says it is a brief, and can be none."""
    verdict = Verdict(answer=Answer.REFUTED, error_kind=ErrorKind.WRONG_PERIOD, formula=reason)
    claim = Claim(
        start=span[0],
        end=span[1],
        sentence=" ".join(report.text[slice(*span)].split()),
        kind=Kind.LEVEL,
    )
    first = Checked(id="c0", claim=claim, verdict=verdict, today=verdict.answer)
    return replace(report, claims=(first, *report.claims))


def _contradicted(claims: Sequence[Checked], odd: Sequence[Odd], plain: Plain) -> list[Checked]:
    judged = [_judged(one, _within(one.claim, odd, plain), plain) for one in claims]
    return judged + [_by_itself(each, plain) for each in _outside(claims, odd, plain)]


def _within(claim: Claim, odd: Sequence[Odd], plain: Plain) -> Sequence[Odd]:
    """Give the odd numbers that a claim spans."""
    first = bisect_left(odd, claim.start, key=lambda one: _place(one.said, plain))
    last = bisect_left(odd, claim.end, key=lambda one: _place(one.said, plain))
    return odd[first:last]


def _outside(claims: Sequence[Checked], odd: Sequence[Odd], plain: Plain) -> Iterator[Odd]:
    spanned = {one.said for each in claims for one in _within(each.claim, odd, plain)}
    return (one for one in odd if one.said not in spanned)


def _place(number: Number, plain: Plain) -> int:
    return plain.places[number.start]


def _judged(one: Checked, odd: Sequence[Odd], plain: Plain) -> Checked:
    """Refute a claim with an odd number; where the arithmetic refutes too, it names the error."""
    if not odd:
        return one
    against = [_contradiction(each, plain) for each in odd]
    if one.verdict.answer is Answer.REFUTED:
        caveats = (*one.verdict.caveats, *(each.formula for each in against))
        return replace(one, verdict=replace(one.verdict, caveats=caveats))
    return replace(one, verdict=against[0], today=against[0].answer)


def _by_itself(odd: Odd, plain: Plain) -> Checked:
    start, end = plain.span(odd.said.start, odd.said.end)
    claim = replace(_claim(odd.of, plain), start=start, end=end)
    verdict = _contradiction(odd, plain)
    return Checked(id="c0", claim=claim, verdict=verdict, today=verdict.answer)


def _contradiction(odd: Odd, plain: Plain) -> Verdict:
    statement = odd.of.statement
    said = plain.original[slice(*plain.span(odd.said.start, odd.said.end))]
    return Verdict(
        answer=Answer.REFUTED,
        error_kind=_error(odd, plain),
        formula=f"the text says “{said}”; “{odd.printed}” is printed from {statement.printed_from}",
        citations=statement.citations,
    )


def _error(odd: Odd, plain: Plain) -> ErrorKind:
    if odd.of.statement.kind is Kind.LAW:
        return ErrorKind.WRONG_LAW
    start = max(odd.of.start, odd.said.start - _AROUND)
    near = plain.text[start : min(odd.of.end, odd.said.end + _AROUND)]
    dates = [(start + found.start(), start + found.end()) for found in _DATE.finditer(near)]
    dated = any(first <= odd.said.start < last for first, last in dates)
    return ErrorKind.WRONG_PERIOD if dated else ErrorKind.WRONG_VALUE


def _unclaimed(claims: Sequence[Checked], plain: Plain, reading: Reading) -> Iterator[Tied]:
    """Give the statements that stand as they are printed and in which no claim was read."""
    starts = sorted(one.claim.start for one in claims)
    for tied in reading.tied:
        if not _any_within(starts, *plain.span(tied.start, tied.end)):
            yield tied


def _any_within(ordered: Sequence[int], start: int, end: int) -> bool:
    return bisect_left(ordered, start) < bisect_left(ordered, end)


def _standing(tied: Tied, plain: Plain) -> Checked:
    statement = tied.statement
    verdict = Verdict(
        answer=Answer.SUPPORTED,
        formula=f"printed so from {statement.printed_from}",
        citations=statement.citations,
    )
    return Checked(id="c0", claim=_claim(tied, plain), verdict=verdict, today=verdict.answer)


def _untouched(report: Report, plain: Plain, reading: Reading) -> Iterator[Number]:
    """Give the numbers outside the words of a brief and outside every sentence with a claim."""
    starts = sorted(one.claim.start for one in report.claims)
    read = [
        (sentence.start, sentence.start + len(sentence.text))
        for sentence in sentences(cleaned(report.text))
        if _any_within(starts, sentence.start, sentence.start + len(sentence.text))
    ]
    for number in reading.unread:
        at = bisect_right(read, (_place(number, plain), len(report.text))) - 1
        if at < 0 or read[at][1] <= _place(number, plain):
            yield number


def _unread(number: Number, plain: Plain) -> Checked:
    start, end = plain.span(number.start, number.end)
    reason = "the text says it is a brief, and the brief on that month has no such words"
    verdict = Verdict(answer=Answer.NOT_ENOUGH_EVIDENCE, caveats=(reason,))
    first = plain.original.rfind("\n", 0, start) + 1
    last = plain.original.find("\n", end)
    line = plain.original[first : last if last >= 0 else len(plain.original)]
    claim = Claim(start=start, end=end, sentence=line.strip(), kind=Kind.LEVEL, product="")
    return Checked(id="c0", claim=claim, verdict=verdict, today=verdict.answer)


def _claim(tied: Tied, plain: Plain) -> Claim:
    start, end = plain.span(tied.start, tied.end)
    return Claim(
        start=start,
        end=end,
        sentence=plain.text[tied.start : tied.end],
        kind=tied.statement.kind,
        flow=tied.statement.flow,
        period=tied.statement.period,
        product="",
    )
