"""Checks a text: finds its claims, and answers each as known on its day and as known today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from yalu.claims.claim import Answer, Checked, Claim, Kind, Verdict
from yalu.claims.consistency import sums
from yalu.claims.dates import dateline
from yalu.claims.doubts import settled
from yalu.claims.extract import MOST_CHARACTERS, extract
from yalu.claims.judge import is_far_off
from yalu.claims.published import Published
from yalu.claims.registered import register_caveats
from yalu.claims.releases import is_out
from yalu.claims.sentences import cleaned
from yalu.claims.subjects import Pair
from yalu.claims.verdicts import check
from yalu.model.citations import Citation
from yalu.model.errors import TextTooLongError


@dataclass(frozen=True, kw_only=True)
class Report:
    """A text with its claims checked."""

    text: str
    reporter: str
    partner: str
    day: date
    as_known: date
    claims: tuple[Checked, ...]
    citations: Mapping[str, Citation]
    note: str = ""

    @property
    def is_supported(self) -> bool:
        """Tell whether every claim of the text came back supported."""
        return not self.doubtful

    @property
    def doubtful(self) -> tuple[str, ...]:
        """Give the sentences with a claim that did not come back supported."""
        return tuple(
            dict.fromkeys(
                one.claim.sentence
                for one in self.claims
                if one.verdict.answer is not Answer.SUPPORTED
            )
        )


def day_of(text: str, *, as_known: date) -> date:
    """Give the day of a text: that of its dateline, or else the day it is read as of."""
    return dateline(cleaned(text[:400]), by=as_known) or as_known


def check_text(
    text: str,
    *,
    then: Published,
    today: Published,
    citations: Mapping[str, Citation],
    soon: Published | None = None,
) -> Report:
    """Check a text against what was published by its day, and apart by today.

    Figures that were in print by that day, though the page held for them is later, are taken from
    what was published `soon` after; the verdict says so.
    """
    if len(text) > MOST_CHARACTERS:
        raise TextTooLongError(len(text), MOST_CHARACTERS)
    pair = Pair(reporter=then.reporter, partner=then.partner)
    day = day_of(text, as_known=then.as_known)
    then, today, soon = (replace(held, day=day) for held in (then, today, soon or then))
    claims = tuple(extract(text, pair=pair, day=day))
    read = [_checked(claim, then, soon, today) for claim in claims]
    found = [(*_with_register(*one, then), _today(one[0], today)) for one in read]
    standing = {one.start for one, verdict, _ in found if verdict.answer is Answer.SUPPORTED}
    found += [(one, verdict, verdict.answer) for one, verdict in sums(claims, standing=standing)]
    return Report(
        text=text,
        reporter=then.reporter,
        partner=then.partner,
        day=day,
        as_known=then.as_known,
        claims=tuple(_numbered(found)),
        citations=citations,
        note="" if then.others else _no_trade(pair),
    )


def _no_trade(pair: Pair) -> str:
    """Say why figures are left open where none is held."""
    whose = f"{pair.reporter} with {pair.partner}"
    return f"No trade of {whose} is held: figures are left open, law and sums are checked."


def _checked(
    claim: Claim, then: Published, soon: Published, today: Published
) -> tuple[Claim, Verdict]:
    """Check a claim as known on the day; what was out by then may be held from a later page.

    A later page may print a revised figure: it refutes only what no revision explains.
    """
    first = _as_read(claim, then, soon, today)
    if first[1].answer is Answer.SUPPORTED:
        return first
    for one in claim.alternatives:
        read, found = _as_read(one, then, soon, today)
        if found.answer is Answer.SUPPORTED:
            note = "the sentence leaves open of which month or trade; it fits this one"
            return read, replace(found, caveats=(*found.caveats, note))
    return first[0], settled(*first)


def _as_read(
    claim: Claim, then: Published, soon: Published, today: Published
) -> tuple[Claim, Verdict]:
    first = check(claim, then)
    if first[1].answer is not Answer.NOT_ENOUGH_EVIDENCE or not is_out(claim.period, then.as_known):
        return first
    for held in (soon, today):
        later = check(claim, held)
        if later[1].answer is Answer.SUPPORTED or is_far_off(*later):
            note = f"in print by then, but held from a page published by {held.as_known}"
            return later[0], replace(later[1], caveats=(*later[1].caveats, note))
    return first


def _with_register(claim: Claim, verdict: Verdict, then: Published) -> tuple[Claim, Verdict]:
    """Add to a verdict what is known of its figures."""
    pair = (then.reporter, then.partner)
    known = register_caveats(claim, verdict, then.register, pair)
    return claim, replace(verdict, caveats=tuple(dict.fromkeys((*verdict.caveats, *known))))


def _today(claim: Claim, today: Published) -> Answer:
    """Answer by today's figures; what is refuted only by a later revision says so there."""
    return settled(*check(claim, today)).answer


def _numbered(found: Sequence[tuple[Claim, Verdict, Answer]]) -> Sequence[Checked]:
    ordered = sorted(found, key=lambda one: (one[0].start, one[0].kind is Kind.ARITHMETIC))
    return [
        Checked(id=f"c{number}", claim=claim, verdict=_plain(verdict), today=today)
        for number, (claim, verdict, today) in enumerate(ordered, 1)
    ]


def _plain(verdict: Verdict) -> Verdict:
    if verdict.answer is Answer.NOT_ENOUGH_EVIDENCE and verdict.error_kind is not None:
        return replace(verdict, error_kind=None)
    return verdict
