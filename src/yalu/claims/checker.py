"""Checks a text: finds its claims, and answers each as known on its day and as known today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from yalu.claims.claim import Answer, Checked, Claim, Kind, Verdict
from yalu.claims.consistency import sums
from yalu.claims.dates import dateline
from yalu.claims.extract import MOST_CHARACTERS, extract
from yalu.claims.published import Published
from yalu.claims.registered import register_caveats
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
) -> Report:
    """Check a text against what was published by its day, and apart by today."""
    if len(text) > MOST_CHARACTERS:
        raise TextTooLongError(len(text), MOST_CHARACTERS)
    pair = Pair(reporter=then.reporter, partner=then.partner)
    day = day_of(text, as_known=then.as_known)
    then, today = replace(then, day=day), replace(today, day=day)
    claims = tuple(extract(text, pair=pair, day=day))
    found = [(*_with_register(*check(claim, then), then), _today(claim, today)) for claim in claims]
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


def _with_register(claim: Claim, verdict: Verdict, then: Published) -> tuple[Claim, Verdict]:
    """Add to a verdict what is known of its figures."""
    pair = (then.reporter, then.partner)
    known = register_caveats(claim, verdict, then.register, pair)
    return claim, replace(verdict, caveats=tuple(dict.fromkeys((*verdict.caveats, *known))))


def _today(claim: Claim, today: Published) -> Answer:
    """Answer by today's figures; what is refuted only by a later revision says so there."""
    return check(claim, today)[1].answer


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
