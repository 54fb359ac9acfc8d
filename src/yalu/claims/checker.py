"""Checks a text: finds its claims, and answers each as known on its day and as known today."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from yalu.claims.claim import Answer, Checked, Claim, Kind, Scope, Verdict
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
class Known:
    """What was published of one pair by a text's day, soon after it, and by today."""

    then: Published
    soon: Published
    today: Published

    def on(self, day: date) -> "Known":
        """Give the same for a text of a day."""
        then, soon, today = (replace(held, day=day) for held in (self.then, self.soon, self.today))
        return Known(then=then, soon=soon, today=today)


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
    elsewhere: Callable[[str], Known | None] = lambda _: None,
) -> Report:
    """Check a text against what was published by its day, and apart by today.

    Figures that were in print by that day, though the page held for them is later, are taken from
    what was published `soon` after; the verdict says so. `elsewhere` gives the same
    of the reporter's trade with another partner that a sentence is about.
    """
    if len(text) > MOST_CHARACTERS:
        raise TextTooLongError(len(text), MOST_CHARACTERS)
    pair = Pair(reporter=then.reporter, partner=then.partner)
    day = day_of(text, as_known=then.as_known)
    own = Known(then=then, soon=soon or then, today=today).on(day)
    claims = tuple(extract(text, pair=pair, day=day))
    second = {one: elsewhere(one) for one in {claim.partner for claim in claims} - {""}}
    found = [_answered(claim, own, second.get(claim.partner), day) for claim in claims]
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


def _answered(
    claim: Claim, own: Known, second: "Known | None", day: date
) -> tuple[Claim, Verdict, Answer]:
    """Answer a claim; one on another partner whose trade is held, by that."""
    if second is None or not second.then.others:
        here, answer = _with_register(*_checked(claim, own), own.then)
        return here, answer, _today(here, own.today)
    known = second.on(day)
    apart = replace(claim, scope=Scope.PAIR, partner="")
    read, found = _with_register(*_checked(apart, known), known.then)
    note = f"by the trade of {known.then.reporter} with {known.then.partner}"
    told = replace(found, caveats=(*found.caveats, note))
    said = replace(read, scope=claim.scope, partner=claim.partner)
    return said, told, _today(read, known.today)


def _no_trade(pair: Pair) -> str:
    """Say why figures are left open where none is held."""
    whose = f"{pair.reporter} with {pair.partner}"
    return f"No trade of {whose} is held: figures are left open, law and sums are checked."


def _checked(claim: Claim, known: Known) -> tuple[Claim, Verdict]:
    """Check a claim as known on the day; what was out by then may be held from a later page.

    A later page may print a revised figure: it refutes only what no revision explains.
    """
    first = _as_read(claim, known)
    if first[1].answer is Answer.SUPPORTED:
        return first
    for one in claim.alternatives:
        read, found = _as_read(one, known)
        if found.answer is Answer.SUPPORTED:
            note = "the sentence leaves open of which month or trade; it fits this one"
            return read, replace(found, caveats=(*found.caveats, note))
    return first[0], settled(*first)


def _as_read(claim: Claim, known: Known) -> tuple[Claim, Verdict]:
    first = check(claim, known.then)
    out = is_out(claim.period, known.then.as_known)
    if first[1].answer is not Answer.NOT_ENOUGH_EVIDENCE or not out:
        return first
    for held in (known.soon, known.today):
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
