"""Counts of parties in a sentence, and which of them stand together as one batch of listings."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from yalu.claims.dates import Dated
from yalu.claims.lexicon import either, pattern, words
from yalu.claims.numbers import counted, kind_of
from yalu.claims.parse import Parsed
from yalu.model.periods import Period


@dataclass(frozen=True, kw_only=True)
class Count:
    """How many parties of one kind; `part` says that they are only some of those listed."""

    start: int
    end: int
    number: int
    unit: str
    part: bool = False


@dataclass(frozen=True, kw_only=True)
class Mention:
    """What tells a batch from another: a date, an act, an authority, a day told before, a total."""

    start: int
    end: int
    kind: str
    text: str = ""
    date: Dated | None = None


@dataclass(frozen=True, kw_only=True)
class Batch:
    """Counts that stand together, and the mentions that are theirs."""

    counts: tuple[Count, ...]
    mentions: tuple[Mention, ...] = ()
    since: int = 0

    @property
    def start(self) -> int:
        return self.counts[0].start

    @property
    def end(self) -> int:
        return self.counts[-1].end

    @property
    def units(self) -> frozenset[str]:
        return frozenset(one.unit for one in self.counts if not one.part)

    def of_kind(self, kind: str) -> Mention | None:
        """Give the mention of a kind: the first of a batch's own."""
        return next((one for one in self.mentions if one.kind == kind), None)


_PARTED = re.compile(r"\b(?:among them|including|of (?:them|which|whom))\b[^;]*$")
_OF_THEM = re.compile(
    r"(?:\d{1,3}|[a-z]+(?:-[a-z]+)?)(?=\s+of\s+(?:them|these|those|which|whom|the latter)\b)",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"\b(?:on |at )?(?:that occasion|that day|the same (?:day|time))\b"
    r"|\b(?P<next>the (?:following|next) day|a day (?:later|after that)|the day after)\b"
    r"|\b(?P<last>the (?:previous day|day before)|a day (?:earlier|before))\b"
    r"|(?<![\w.,])(?P<days>\d{1,3}|[a-z]+(?:-[a-z]+)?)\s+(?P<unit>days|weeks)\s+"
    r"(?P<way>later|after that|earlier|before that|before)\b",
    re.IGNORECASE,
)


def counts(parsed: Parsed) -> list[Count]:
    """Give the counts of parties in order; numbers that name days and acts are none."""
    text = _cleared(parsed)
    found = [_joint(text, one) for one in counted(text) if not _is_loose(text, one[0])]
    whole = [
        Count(start=start, end=end, number=number, unit=unit, part=_is_part(parsed, start, end))
        for start, end, number, unit in found
        if number
    ]
    return sorted([*whole, *_of_them(text, whole), *_lone(text, whole)], key=lambda one: one.start)


def _lone(text: str, whole: Sequence[Count]) -> Iterator[Count]:
    """Read `21 firms and a businessman`: beside a count, `a` counts one."""
    for one in whole:
        match = _one().match(text, one.end)
        if match is not None and not any(match.start("num") == other.start for other in whole):
            unit = kind_of(match["noun"])
            yield Count(start=match.start("num"), end=match.end(), number=1, unit=unit)


@cache
def _one() -> re.Pattern[str]:
    kinds = words("law")["counted"].values()
    nouns = either([noun for listed in kinds for noun in listed if not noun.endswith("s")])
    return re.compile(
        rf"(?:,|,?\s+and)\s+(?P<num>an?)\s+(?:[A-Za-z-]+\s+){{0,3}}?(?P<noun>{nouns})(?!\w)"
    )


def _is_loose(text: str, start: int) -> bool:
    """Tell a number that is only a bound: `more than a dozen firms`."""
    return re.search(r"\b(?:more|fewer|less) than\s+$|\bover\s+$", text[:start], re.I) is not None


def _of_them(text: str, whole: Sequence[Count]) -> Iterator[Count]:
    """Read `19 of them in China` as a part of the count before it."""
    for match in _OF_THEM.finditer(text):
        before = [one for one in whole if one.end <= match.start()]
        number = _number(match[0])
        if before and 0 < number <= before[-1].number:
            unit = before[-1].unit
            yield Count(start=match.start(), end=match.end(), number=number, unit=unit, part=True)


def _is_part(parsed: Parsed, start: int, end: int) -> bool:
    """Tell a count of some of the parties only: by country, by trade, `among them`."""
    return bool(
        pattern(*words("law")["nationality"]).search(parsed.text[start:end])
        or pattern(*words("law")["narrower"]).search(parsed.text[start:end])
        or _PARTED.search(parsed.text[:start])
    )


def _joint(text: str, one: tuple[int, int, int, str]) -> tuple[int, int, int, str]:
    """Read `16 companies and people` as a count of both."""
    start, end, number, unit = one
    joined = _joined().match(text, end)
    if joined is None:
        return one
    alike = kind_of(joined["last"]) == unit
    return (start, joined.end(), number, unit if alike else "parties")


@cache
def _joined() -> re.Pattern[str]:
    nouns = either([noun for listed in words("law")["counted"].values() for noun in listed])
    numbers = either(words("numbers")["words"])
    return re.compile(
        rf"(?:,\s+{nouns})*,?\s(?:and|or)\s(?!an?\s)(?:(?!{numbers}\s)[a-z]+\s){{0,3}}?(?P<last>{nouns})(?!\w)"
    )


def _cleared(parsed: Parsed) -> str:
    """Blank out dates and acts; a number that a date took from a count is given back."""
    text = parsed.text
    spans = [(one.start, _own_end(parsed.text, one)) for one in parsed.dates]
    spans += [(start, end) for start, end, _ in parsed.acts]
    for start, end in spans:
        text = text[:start] + "\x00" * (end - start) + text[end:]
    return text


def _own_end(text: str, one: Dated) -> int:
    """Leave out a day that counts what follows: `in November 13 entities`."""
    day = re.search(r"\s\d{1,2}$", text[one.start : one.end])
    if day is None or one.day is None or not _follows().match(text, one.end):
        return one.end
    return one.start + day.start()


@cache
def _follows() -> re.Pattern[str]:
    nouns = either([noun for listed in words("law")["counted"].values() for noun in listed])
    return re.compile(rf"\s+(?:[A-Za-z]+\s+){{0,1}}{nouns}(?!\w)")


def batches(parsed: Parsed, found: Sequence[Count]) -> list[Batch]:
    """Put counts together that nothing parts, and give each batch the mentions by it."""
    marks = [*_mentions(parsed, found)]
    grouped: list[list[Count]] = []
    for one in found:
        last = grouped[-1][-1] if grouped else None
        parted = last is None or any(last.end <= m.start < one.start for m in marks)
        if parted:
            grouped.append([one])
        else:
            grouped[-1].append(one)
    whole = [Batch(counts=tuple(group)) for group in grouped]
    leads = any(one.start < whole[0].start for one in marks) if whole else False
    return [_with_own(parsed, whole, place, marks, leads=leads) for place in range(len(whole))]


def _with_own(
    parsed: Parsed, whole: Sequence[Batch], place: int, marks: Sequence[Mention], *, leads: bool
) -> Batch:
    """Give a batch its mentions: those before it where a sentence leads with them, else after."""
    one = whole[place]
    first = whole[place - 1].end if place else 0
    last = whole[place + 1].start if place + 1 < len(whole) else len(parsed.text)
    before = [m for m in reversed(marks) if first <= m.start < one.start]
    after = [m for m in marks if one.end <= m.start < last]
    if len(whole) > 1:
        # Of several batches, the next begins with what stands before it.
        before = before if leads or place == 0 else []
        after = after if not leads or place + 1 == len(whole) else []
    ordered = (*before, *after) if leads else (*after, *before)
    own = tuple(m for m in ordered if not _is_aside(parsed, m))
    return replace(one, mentions=own, since=first)


_ASIDE = re.compile(
    r"\b(?:after|before|following|test|tests|launch|launched|response to|answer to|since|under"
    r"|line with|part of)\b[^,;:]{0,40}$",
    re.IGNORECASE,
)


def _is_aside(parsed: Parsed, one: Mention) -> bool:
    """Tell what is only told beside a listing: a test, an order it rests on, the day before."""
    if one.kind in {"by", "total"}:
        return False
    edge = max(parsed.text.rfind(mark, 0, one.start) for mark in ",;:") + 1
    return _ASIDE.search(parsed.text[edge : one.start]) is not None


def _mentions(parsed: Parsed, found: Sequence[Count]) -> Iterator[Mention]:
    """Give dates, acts, authorities and days spoken of before, in order of place."""
    told = [*_dates(parsed), *_acts(parsed), *authorities(parsed.text), *_backward(parsed)]
    told += [
        Mention(start=match.start(), end=match.end(), kind="total")
        for match in pattern(*words("law")["totals"]).finditer(parsed.text)
    ]
    free = (m for m in told if not any(c.start <= m.start < c.end for c in found))
    yield from sorted(free, key=lambda one: one.start)


def _dates(parsed: Parsed) -> Iterator[Mention]:
    for one in parsed.dates:
        end = _own_end(parsed.text, one)
        own = one
        if end != one.end and one.day is not None:
            month = Period.month(one.day.year, one.day.month)
            own = replace(one, end=end, day=None, period=month)
        if own.period is not None or own.lag:
            yield Mention(start=own.start, end=end, kind="date", date=own)


# The Council's committee bears the number of a resolution.
_COMMITTEE = re.compile(r"\s+(?:[Ss]anctions\s+)?[Cc]ommittee\b")


def _acts(parsed: Parsed) -> Iterator[Mention]:
    for start, end, act in parsed.acts:
        if not _COMMITTEE.match(parsed.text, end):
            yield Mention(start=start, end=end, kind="act", text=act)
    known = either(words("law")["adopted"])
    for match in re.finditer(rf"(?<![\w.,/]){known}(?![\w.,/]\w)", parsed.text):
        named = any(start <= match.start() < end for start, end, _ in parsed.acts)
        if not named and not _COMMITTEE.match(parsed.text, match.end()):
            yield Mention(start=match.start(), end=match.end(), kind="act", text=match[0])


def authorities(text: str) -> Iterator[Mention]:
    """Give the authorities named, each by the code under which its listings are held."""
    for code, listed in words("law")["listers"].items():
        for match in pattern(*listed, exact=True).finditer(text):
            if not _is_place(text, match, code):
                yield Mention(start=match.start(), end=match.end(), kind="by", text=code)


_OPENS = re.compile(r"(?:^|[;:]|\b(?:and|while|by|but|when|as))\W*(?:the\s+)?$|^\W*\w+\W+$")
_ACTS = re.compile(r"'s\b|\s+(?:has|had|have|put|puts|added|adds|listed|lists|blacklisted|froze)\b")


def _is_place(text: str, match: re.Match[str], code: str) -> bool:
    """Tell where parties are from who lists them: `firms in Taiwan, Japan and Hong Kong`."""
    before = text[: match.start()]
    if re.search(r"\b(?:in|from|to|with|against|via|outside|near)\s+(?:the\s+)?$", before):
        return True
    if code in {"USA", "UN", "EUR"}:
        return False
    return not (_OPENS.search(before) or _ACTS.match(text, match.end()))


def _backward(parsed: Parsed) -> Iterator[Mention]:
    """Give the days told from another, each by its distance in days."""
    for match in _BACK.finditer(parsed.text):
        step = 1 if match["next"] else -1 if match["last"] else 0
        if match["days"]:
            number = _number(match["days"]) * (7 if match["unit"].casefold() == "weeks" else 1)
            step = number if match["way"] in {"later", "after that"} else -number
            if not number:
                continue
        yield Mention(start=match.start(), end=match.end(), kind="back", text=str(step))


def _number(told: str) -> int:
    return int(told) if told.isdigit() else int(words("numbers")["words"].get(told.casefold(), 0))
