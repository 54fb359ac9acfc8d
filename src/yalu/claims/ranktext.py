"""Which resolution of how many, and how it was adopted: `the ninth since 2006`, `by 15 votes`."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from yalu.claims.claim import Claim, Kind, LawFacts
from yalu.claims.dates import Dated
from yalu.claims.lawdates import settled
from yalu.claims.lexicon import either, words
from yalu.claims.listingtext import last_weekday, news_act, spoken_act
from yalu.claims.parse import Parsed
from yalu.model.periods import Period

_SANCTIONS = re.compile(r"\b(?:sanctions?|Council|UN|U\.N\.|United Nations)\b|\b[Rr]esolution \d")
_IN_YEAR = re.compile(r"^\W*(?:\w+\s+){0,8}?(?:this year|(?:of|in|for) (?:the year|20\d\d))\b")
_ADOPTED = re.compile(
    r"\b(?:adopt\w*|pass(?:ed|es)|approv\w+|vot(?:e|ed|es|ing)|agreed|backed|endorsed|carried|imposed)\b",
    re.I,
)
_ABSTAINED = re.compile(r"\babst(?:ain|ent)\w*", re.IGNORECASE)
_NONE_AGAINST = re.compile(
    r"\b(?:no|without|none|nobody)\s+(?:\w+\s+)?(?:abst\w+|against|dissent|votes? against)"
    r"|\bnobody abst|\bno (?:one|member|state) (?:abst|vot)",
    re.IGNORECASE,
)
# Where others vote than the Council with its fifteen seats.
_OTHER_HOUSE = re.compile(
    r"\b(?:House|Senate|Congress|parliament|Bundestag|Duma|Assembly|committee|bill|lawmakers)\b",
    re.IGNORECASE,
)
_SEATS = 15
_UNANIMOUS = re.compile(r"\bunanimous(?:ly)?\b", re.IGNORECASE)


@cache
def _ordinal() -> str:
    return rf"(?:{either(words('numbers')['ordinals'])}|\d{{1,2}}(?:st|nd|rd|th))"


@cache
def _ranks() -> re.Pattern[str]:
    since = (
        r"since\s+(?:\w+\s+)?(?:19|20)\d\d|so far|of (?:its|the) kind|(?:on|against) North Korea"
    )
    return re.compile(
        rf"\b(?P<rank>{_ordinal()})\s+(?:(?:[\w.'-]+\s+){{0,5}}?(?:resolutions?|rounds?\s+of|package"
        rf"|set\s+of|batch\s+of)(?![\w-])|(?:{since})\b)",
        re.IGNORECASE,
    )


@cache
def _rounds() -> re.Pattern[str]:
    number = either([*words("numbers")["words"]])
    return re.compile(
        rf"(?<!\w)(?P<n>{number}|\d{{1,2}})\s+(?:[\w.-]+\s+){{0,3}}?(?:rounds|packages|sets|resolutions)\b",
        re.IGNORECASE,
    )


@cache
def _votes() -> re.Pattern[str]:
    number = either([*words("numbers")["words"]])
    return re.compile(
        rf"(?<![\w.,-])(?P<n>{number}|\d{{1,2}})(?:\s+votes?\b|\s*(?:-|–|to)\s*(?:0|none|nil|zero|nought)\b"
        rf"|\s+(?:members\s+)?in favou?r\b|\s+members\s+vot)",
        re.IGNORECASE,
    )


def ranks(parsed: Parsed) -> Iterator[Claim]:
    """Read the order number of a resolution, or how many there were since a time."""
    if not _SANCTIONS.search(parsed.text):
        return
    found = next((m for m in _ranks().finditer(parsed.text) if int_of(m["rank"]) > 1), None)
    if found is not None:
        after = parsed.text[found.end() :]
        yearly = _IN_YEAR.search(after) is not None and "since" not in after[:60]
        word = "in year" if yearly else "in all"
        yield _told(parsed, found, int_of(found["rank"]), unit="round", word=word)
        return
    many = _rounds().search(parsed.text)
    since = next((one for one in parsed.dates if one.role == "since" and one.period), None)
    if many is not None and since is not None and since.start >= many.end():
        yield _told(parsed, many, int_of(many["n"]), unit="round", word="since", when=since)


def votes(parsed: Parsed) -> Iterator[Claim]:
    """Read by how many votes a resolution was adopted, and who abstained."""
    if not _ADOPTED.search(parsed.text) or _OTHER_HOUSE.search(parsed.text):
        return
    found = _votes().search(parsed.text)
    apart = _ABSTAINED.search(parsed.text)
    if apart is not None and _NONE_AGAINST.search(parsed.text):
        apart = None
    place = found or apart
    if place is None or not (_SANCTIONS.search(parsed.text) or parsed.context.act):
        return
    number = int_of(found["n"]) if found else None
    if number is not None and number > _SEATS:
        return
    word = "apart" if apart else ""
    yield _told(parsed, place, number, unit="votes" if found else "", word=word, verb="votes")


def is_odd(claim: Claim) -> bool:
    """Tell a vote that was not one of all fifteen members."""
    apart = claim.law is not None and claim.law.word == "apart"
    return apart or (claim.number is not None and claim.number != _SEATS)


def unanimity(parsed: Parsed) -> Iterator[Claim]:
    """Read that the Council adopted sanctions with one voice, where no act is named."""
    found = _UNANIMOUS.search(parsed.text)
    council = re.search(r"\b(?:Council|UN|U\.N\.|United Nations|UNSC)\b", parsed.text)
    if found is None or council is None or parsed.acts or not _ADOPTED.search(parsed.text):
        return
    if not re.search(r"\bsanction|\bresolution|\bmeasures\b", parsed.text):
        return
    yield _told(parsed, found, None, unit="", word="unanimous", verb="votes", when=_when(parsed))


def _told(
    parsed: Parsed,
    place: re.Match[str],
    number: int | None,
    *,
    unit: str,
    word: str,
    verb: str = "ranks",
    when: Dated | None = None,
) -> Claim:
    act = next((n for *_, n in parsed.acts if n in words("law")["adopted"]), "")
    dated = when is not None and when.period is not None
    return Claim(
        start=parsed.sentence.start + place.start(),
        end=parsed.sentence.start + place.end(),
        sentence=parsed.sentence.text,
        kind=Kind.LAW,
        product="",
        period=when.period if when else None,
        number=Decimal(number) if number is not None else None,
        unit=unit,
        law=LawFacts(
            verb=verb,
            actor="UN",
            act=act or ("" if dated else spoken_act(parsed) or news_act(parsed)),
            day=when.day if when else None,
            month=when.period if when else None,
            word=word,
            explicit=bool(act),
        ),
    )


def _when(parsed: Parsed) -> Dated | None:
    """Choose the day of a vote: one that is told, or the last weekday of that name."""
    dates = [d for d in parsed.dates if d.period is not None and not d.lag and d.role == "in"]
    dates = [d for d in dates if not _EVENT.search(parsed.text[max(0, d.start - 60) : d.start])]
    exact = next((d for d in dates if d.day is not None), None) or next(iter(dates), None)
    if exact is not None:
        return settled(parsed, exact)
    day = last_weekday(parsed, 0)
    if day is None:
        return None
    return Dated(start=0, end=0, day=day, period=Period.month(day.year, day.month))


_EVENT = re.compile(r"\b(?:after|test|tests|launch|launched|response|following|since)\b[^,;]*$")


def int_of(told: str) -> int:
    """Give the number of a word or a figure, cardinal or ordinal."""
    digits = re.match(r"\d+", told)
    if digits:
        return int(digits[0])
    listed = {**words("numbers")["words"], **words("numbers")["ordinals"]}
    return int(listed[told.casefold()])


_LAG = re.compile(
    r"(?<![\w.,])(?P<n>\d{1,3}|[a-z]+(?:-[a-z]+)?)\s+(?P<unit>days?|weeks?|months?)\s+"
    r"(?:after\s+(?!that\b(?!\s+(?:vote|resolution|day|text)))|behind\s+|later\b|after that\b)"
    r"|\bafter\s+(?P<m>\d{1,3}|[a-z]+(?:-[a-z]+)?)\s+(?P<unit2>days|weeks)(?=\W*$)",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(
    r"\b(?:announcement|notice|order|notification|decree|regulation|rule|followed|came|signed|issued"
    r"|published|implemented|carried (?:it|them) out|put into (?:force|effect))\b",
    re.IGNORECASE,
)
_TERM = re.compile(
    r"\bmust\b|\bhad to\b|\bclosed?\b|\bcontracts?\b|\bwithin\b|\bto be\b|\bworkers\b"
)


def lags(parsed: Parsed) -> Iterator[Claim]:
    """Read how long after a resolution another act came: `34 days after resolution 2270`."""
    found = _LAG.search(parsed.text)
    if found is None or not _FOLLOWS.search(parsed.text):
        return
    if _TERM.search(parsed.text[: found.start()]) or not _counts_from_act(parsed, found):
        return
    number = _days(found)
    base = _base(parsed, found)
    if number is None or not base:
        return
    adopted = date.fromisoformat(words("law")["adopted"][base])
    when = _own(parsed, found, base)
    counted = adopted + timedelta(days=number)
    day = when.day if when else counted
    month = when.period if when else Period.month(counted.year, counted.month)
    own = next((n for *_, n in parsed.acts if n != base), "")
    yield replace(
        _told(parsed, found, number, unit="days", word=base, verb="follows"),
        period=month,
        law=LawFacts(
            verb="follows",
            actor=_actor(parsed, own),
            act=own,
            day=day,
            month=month,
            word=base,
            explicit=when is not None,
        ),
    )


def _counts_from_act(parsed: Parsed, found: re.Match[str]) -> bool:
    """Tell a lag on a resolution from one on a test or a meeting."""
    if re.search(r"(?:later|after that|days|weeks)$", found[0], re.IGNORECASE):
        return True
    after = parsed.text[found.end() :]
    return (
        re.match(r"(?:[\w.']+\s+){0,4}?(?:resolution|vote|adoption|text)\b", after, re.I)
        is not None
    )


def _days(found: re.Match[str]) -> int | None:
    told = found["n"] or found["m"]
    spelt = words("numbers")["words"]
    if not (told.isdigit() or told.casefold() in spelt):
        return None
    unit = (found["unit"] or found["unit2"]).casefold()
    return int_of(told) * (7 if unit.startswith("week") else 30 if unit.startswith("month") else 1)


def _base(parsed: Parsed, found: re.Match[str]) -> str:
    """Name the resolution that is counted from: the one after the lag, else before it."""
    known = [(start, n) for start, _, n in parsed.acts if n in words("law")["adopted"]]
    after = [n for start, n in known if start >= found.end()]
    before = [n for start, n in known if start < found.start()]
    return next(iter([*after, *reversed(before)]), "") or spoken_act(parsed)


def _own(parsed: Parsed, found: re.Match[str], base: str) -> Dated | None:
    """Give the day of the act that followed: not that of the resolution."""
    adopted = date.fromisoformat(words("law")["adopted"][base])
    days = [one for one in parsed.dates if one.day is not None]
    apart = [
        one
        for one in days
        if (one.day and (one.day.month, one.day.day)) != (adopted.month, adopted.day)
    ]
    near = sorted(apart, key=lambda one: abs(one.start - found.start()))
    if not near:
        return None
    one = near[0]
    if one.explicit or one.day is None or (one.day.month, one.day.day) == (2, 29):
        return one
    year = adopted.year + ((one.day.month, one.day.day) < (adopted.month, adopted.day))
    day = one.day.replace(year=year)
    return replace(one, day=day, period=Period.month(year, day.month))


def _actor(parsed: Parsed, own: str) -> str:
    if re.fullmatch(r"1[34]\d{3}", own):
        return "USA"
    named = [one.code for one in parsed.areas if one.code not in {"UN", parsed.pair.partner}]
    return named[0] if named else ""
