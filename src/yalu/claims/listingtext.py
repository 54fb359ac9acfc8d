"""Counts of listed parties: whose list each batch went on, by which act, on which day."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from yalu.claims.claim import Claim, Kind, LawFacts
from yalu.claims.dates import Dated
from yalu.claims.lawdates import settled, vague, when_of
from yalu.claims.lawwords import takes_up, whole
from yalu.claims.lexicon import pattern, words
from yalu.claims.parse import Parsed
from yalu.claims.partycounts import Batch, Count, Mention, authorities, batches, counts
from yalu.model.intervals import Interval
from yalu.model.periods import Period

_FORMAL = {"entities", "individuals", "vessels"}
_DAYS = {name.casefold(): number for number, name in enumerate(calendar.day_name)}


@dataclass(frozen=True, kw_only=True)
class When:
    """The time of a batch; `sure` if the text says it, not only the day on which it was written."""

    day: date | None = None
    month: Period | None = None
    early: str = ""
    act: str = ""
    sure: bool = True
    again: bool = False


def tallies(parsed: Parsed) -> Iterator[Claim]:
    """Give a claim for each count of parties that a sentence says were listed."""
    found = counts(parsed)
    if not found or not _is_listing(parsed, found):
        return
    before: LawFacts | None = parsed.context.listing
    for batch in batches(parsed, _of_listing(parsed, found)):
        actor = _actor(parsed, batch, before)
        when = _when(parsed, batch, actor, before)
        told = before.beside if before and when.again else ()
        own = tuple(replace(one, part=one.part or _is_fewer(one, told)) for one in batch.counts)
        facts = _facts(parsed, replace(batch, counts=own), actor, when, told)
        for one in own:
            yield _claim(parsed, one, facts, sure=when.sure)
        before = facts


def _is_fewer(one: Count, told: tuple[tuple[str, int], ...]) -> bool:
    """Tell a count of some of those that were counted before: `it also hit six shippers`."""
    return any(unit == one.unit and one.number < number for unit, number in told)


def _is_listing(parsed: Parsed, found: list[Count]) -> bool:
    """Tell counts of listed parties from other counts of firms and people.

    A word for listing says so; else two kinds of party beside an authority, an act or a listing
    spoken of before, or one kind and a word that may name the listed.
    """
    acts = any(number in words("law")["adopted"] for *_, number in parsed.acts)
    whose = acts or any(True for _ in authorities(parsed.text))
    news = _OF_ACT.search(parsed.text) is not None and bool(news_act(parsed))
    told = whose or news or parsed.context.listing is not None
    said = {one[0].casefold() for one in pattern(*words("law")["lists"]).finditer(parsed.text)}
    if said - _WEAK or (said and (told or _LIST.search(parsed.text))):
        return True
    if _OTHERWISE.search(parsed.text):
        return False
    if len({one.unit for one in found} & _FORMAL) > 1:
        return told or {"entit", "indiv"} <= {
            parsed.text[: one.end].split()[-1][:5] for one in found
        }
    opens = re.search(r":\s*$", parsed.text[: found[0].start]) is not None
    return told and (opens or pattern(*words("law")["names"]).search(parsed.text) is not None)


_OF_ACT = re.compile(r"\b(?:[Rr]esolution|[Tt]ext|[Aa]nnex(?:es)?|[Cc]ouncil|[Vv]ote)\b")
# What else is done to firms and people.
_OTHERWISE = re.compile(
    r"\b(?:blamed|accused|charged|indicted|arrested|detained|killed|hired|employs?|interviewed"
    r"|expelled|deported|searched|visited|attended|took part|wounded|missing)\b",
    re.IGNORECASE,
)
# Words that put much else than parties on lists.
_WEAK = frozenset(
    ("put", "puts", "put on", "adds", "added", "adding", "targets", "listed", "lists")
)
_LIST = re.compile(r"\b(?:black)?list\b|\bsanction")


def _of_listing(parsed: Parsed, found: list[Count]) -> list[Count]:
    """Leave out what follows the title of a batch: `3 entities and 1 individual: two firms`."""
    title = parsed.text.find(": ")
    before = [one for one in found if one.end <= title]
    listed = pattern(*words("law")["lists"]).search(parsed.text)
    heads = title >= 0 and listed is not None and listed.end() <= title
    return before if heads and before else found


def _facts(
    parsed: Parsed, batch: Batch, actor: str, when: When, told: tuple[tuple[str, int], ...]
) -> LawFacts:
    own = tuple((one.unit, one.number) for one in batch.counts if not one.part)
    return LawFacts(
        verb="lists",
        actor=actor,
        act=when.act,
        goods=tuple(one.name for one in parsed.goods),
        day=when.day,
        month=when.month,
        early=when.early,
        beside=(*told, *own),
        word="total" if _is_total(parsed, batch) else "",
    )


def _claim(parsed: Parsed, one: Count, facts: LawFacts, *, sure: bool) -> Claim:
    exact = Decimal(one.number)
    return Claim(
        start=parsed.sentence.start + one.start,
        end=parsed.sentence.start + one.end,
        sentence=parsed.sentence.text,
        kind=Kind.COUNT,
        product="; ".join(dict.fromkeys(facts.goods)),
        period=facts.month,
        number=exact,
        unit=one.unit,
        stated=Interval(low=exact, high=exact),
        firm=sure,
        of="part" if one.part else facts.word,
        law=facts,
    )


# Who lists so many "in all" tells of a batch.
_ADDING = re.compile(
    r"\b(?:blacklist(?:ed|s|ing)|designat(?:ed|es|ing)|sanction(?:ed|ing)|add(?:ed|s|ing)|named|hit)\b"
)


def _is_total(parsed: Parsed, batch: Batch) -> bool:
    """Tell how many a list holds in all from how many were put on it."""
    stretch = parsed.text[batch.since : batch.end + 40]
    return pattern(*words("law")["totals"]).search(stretch) is not None and not _ADDING.search(
        parsed.text[batch.since : batch.start]
    )


def _actor(parsed: Parsed, batch: Batch, before: LawFacts | None) -> str:
    """Name whose list: the authority by the batch, of its act, of the sentence, or before it."""
    by = batch.of_kind("by")
    act = batch.of_kind("act")
    if act is not None and act.text in words("law")["adopted"] and not _transposed(parsed):
        return "UN"
    if by is not None and len({one.text for one in authorities(parsed.text)}) > 1:
        return (
            by.text
            if batch.start != batch.end and _many(parsed)
            else lister(parsed.text, batch.start)
        )
    return lister(parsed.text, batch.start) or (before.actor if before else "")


def _many(parsed: Parsed) -> bool:
    return len(batches(parsed, counts(parsed))) > 1


_TRANSPOSED = re.compile(r"\btranspos|\bg[ai]ves? effect|\bin line with")
# What a total is of: the day of the text.
_AS_OF_NOW = re.compile(r"\bnow\b|\bin (?:all|total)\b|\bdecision\b|\bbr(?:ings?|ought)")


def _transposed(parsed: Parsed) -> bool:
    """Tell another's list that takes over what an act of the Council lists."""
    return (
        re.search(r"\btranspos|\bgives? effect|\bgave effect|\bin line with", parsed.text)
        is not None
    )


def _when(parsed: Parsed, batch: Batch, actor: str, before: LawFacts | None) -> When:
    """Find the time of a batch: its own date, its act's, a day told from another, or before."""
    act = batch.of_kind("act")
    resolution = act.text if act is not None and not _transposed(parsed) else ""
    resolution = resolution if resolution in words("law")["adopted"] else ""
    found = _own(parsed, batch, before)
    if found is not None:
        return replace(found, act=resolution)
    if resolution:
        return _of_act(resolution)
    back = batch.of_kind("back")
    if back is not None and (told := _told_before(parsed, back, before)) is not None:
        return told
    if (weekday := _weekday(parsed, batch)) is not None:
        return weekday
    return _inherited(parsed, batch, actor, before)


def _own(parsed: Parsed, batch: Batch, before: LawFacts | None) -> When | None:
    dates = [m for m in batch.mentions if m.kind == "date" and m.date is not None]
    exact = [m for m in dates if m.date and m.date.day is not None] or [
        m for m in dates if m.date and m.date.period is not None
    ]
    chosen = exact[0].date if exact else None
    if not exact and not _many(parsed):
        listed = pattern(*words("law")["lists"]).search(parsed.text)
        chosen = (
            when_of(parsed, whole(parsed, "lists", listed.start(), listed.end()))
            if listed
            else None
        )
    chosen = settled_listing(parsed, chosen)
    if chosen is not None and chosen.period is not None:
        return When(day=chosen.day, month=chosen.period, early=chosen.early)
    lagged = next((m.date for m in dates if m.date and m.date.lag), None)
    if lagged is None or before is None or before.month is None:
        return None
    return When(month=before.month.shift(-lagged.lag))


def _of_act(act: str) -> When:
    day = date.fromisoformat(words("law")["adopted"][act])
    return When(day=day, month=Period.month(day.year, day.month), act=act)


def _told_before(parsed: Parsed, back: Mention, before: LawFacts | None) -> When | None:
    """Resolve `that day, the following day, on that occasion` against what was told before."""
    day = parsed.context.day or (before.day if before else None)
    if parsed.context.act in words("law")["adopted"] and back.text == "0":
        return _of_act(parsed.context.act)
    if day is None:
        return None
    day += timedelta(days=int(back.text))
    return When(day=day, month=Period.month(day.year, day.month))


def _weekday(parsed: Parsed, batch: Batch) -> When | None:
    """Resolve `on Tuesday` to the week before the day of the text."""
    day = last_weekday(parsed, batch.start)
    return When(month=Period.month(day.year, day.month), early="this week") if day else None


def last_weekday(parsed: Parsed, near: int) -> date | None:
    """Give the last day before that of the text that bears the weekday named nearest a place."""
    found = [*pattern(*words("law")["weekday"]).finditer(parsed.text)]
    if not found:
        return None
    match = min(found, key=lambda one: abs(one.start() - near))
    back = (parsed.anchor.day.weekday() - _DAYS[match[0].casefold()]) % 7
    return parsed.anchor.day - timedelta(days=back)


def _inherited(parsed: Parsed, batch: Batch, actor: str, before: LawFacts | None) -> When:
    """Take the time of the listing or of the act spoken of before, else that of the text."""
    if _is_total(parsed, batch):
        now = _AS_OF_NOW.search(parsed.text) is not None
        return When(month=parsed.anchor.month if now else None, sure=False)
    same = before is not None and actor in {"", before.actor}
    act = spoken_act(parsed) if actor in {"", "UN"} else ""
    if act and not (same and before and before.act == act):
        return _of_act(act)
    if before is not None and same and before.month is not None:
        return When(
            day=before.day,
            month=before.month,
            early=before.early,
            act=before.act,
            again=True,
        )
    return When(month=parsed.anchor.month, early=vague(parsed), sure=False)


_NEWS = timedelta(days=45)


def spoken_act(parsed: Parsed) -> str:
    """Name the resolution that the text goes on about: the one that is news, else the last."""
    adopted = words("law")["adopted"]
    act = parsed.context.act if parsed.context.act in adopted else ""
    news = news_act(parsed)
    later = bool(act and news) and adopted[act] < adopted[news]
    return news if later and not takes_up(parsed) else act


def news_act(parsed: Parsed) -> str:
    """Name the resolution that was new when the text was written."""
    first, last = (parsed.anchor.day - _NEWS).isoformat(), parsed.anchor.day.isoformat()
    adopted: dict[str, str] = words("law")["adopted"]
    return next((act for act in reversed(adopted) if first <= adopted[act] <= last), "")


def settled_listing(parsed: Parsed, when: Dated | None) -> Dated | None:
    """Put a listing's day without a year into the latest year that is not after the text."""
    if when is None or when.explicit or when.period is None:
        return when
    if when.of_topic:
        return settled(parsed, when)
    if when.period.first != when.period.last:
        return _year_end(parsed, when)
    month = parsed.anchor.day.year * 12 + when.period.first % 12
    month -= 12 if month > parsed.anchor.month.first else 0
    year = month // 12
    leap = when.day is not None and (when.day.month, when.day.day) == (2, 29)
    day = None if when.day is None or leap else when.day.replace(year=year)
    return replace(when, period=when.period.shift(month - when.period.first), day=day)


def _year_end(parsed: Parsed, when: Dated) -> Dated:
    """Read `at the end of last year` as its December."""
    assert when.period is not None  # noqa: S101  - for the type checker; the caller has asked
    ends = re.search(r"\bend of\s+(?:the\s+)?$", parsed.text[: when.start])
    last = when.period.last
    return replace(when, period=Period(first=last, last=last)) if ends else when


# Behind an authority: what is its, but lists nobody.
_ITS = re.compile(
    r"(?:'s)?\s+(?:Security\s+)?(?:Council(?:'s)?\s+)?(?:resolutions|sanctions|rules|members)\b"
)
_BESIDE = re.compile(r"\b(?:after|following|in line with|before|like|besides|as)\s+(?:the\s+)?$")


def lister(text: str, at: int) -> str:
    """Name whose list it is: who lists `by` it, else the authority nearest before a place."""
    found = [(one.start, one.end, one.text) for one in authorities(text)]
    found += [(m.start(), m.end(), "UN") for m in re.finditer(r"\b[Rr]esolution \d", text)]
    ours = [one for one in found if not _ITS.match(text, one[1])]
    ours = [one for one in ours if not _BESIDE.search(text[: one[0]])] or found
    by = [one for one in ours if re.search(r"\bby\s+(?:the\s+)?$", text[: one[0]])]
    before = [one for one in ours if one[0] < at]
    chosen = min(by) if by else max(before) if before else min(ours, default=None)
    return chosen[2] if chosen else ""
