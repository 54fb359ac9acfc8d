"""Days that are told without a date: on Monday, the following day, eleven days later, next January.

A weekday of a dispatch may be the day of the act or that of its telling, so such a day bears a
statement out and refutes none.
"""

import re
from dataclasses import replace
from datetime import date, timedelta

from yalu.claims.dates import Dated
from yalu.claims.lexicon import either, words
from yalu.claims.parse import Parsed
from yalu.model.periods import Period

SOFT = "about that day"
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY = re.compile(rf"\b(?P<name>{'|'.join(_WEEKDAYS)})\b(?!\s+(?:Times|Post|Mail|Telegraph))")
_BEGINS = re.compile(
    r"\b(?:from|starting|beginning|as of|effective|take effect|into force|next|until|by"
    r"|expires?)\s+(?:on\s+|midnight\s+(?:on\s+)?)?$",
    re.IGNORECASE,
)
_FOLLOWING = re.compile(
    r"\b(?:the\s+)?(?:following|next)\s+day\b|\b(?:a|one)\s+day\s+(?:later|afterwards)\b"
    r"|\bthe day after\b(?!\s+\w)",
    re.IGNORECASE,
)
_SAME = re.compile(r"\b(?:that|the same)\s+day\b", re.IGNORECASE)
_TODAY = {"today": 0, "yesterday": -1, "tomorrow": 1}
_NEXT = re.compile(r"\bnext\s+$", re.IGNORECASE)
_NEAR = 14


def with_days(parsed: Parsed) -> Parsed:
    """Give a sentence with the days that it tells without a date."""
    dates = [_settled(parsed, one) for one in parsed.dates]
    found = [*_following(parsed, dates), *_later(parsed, dates), *_weekdays(parsed, dates)]
    if not found and dates == [*parsed.dates]:
        return parsed
    return replace(parsed, dates=tuple(sorted([*dates, *found], key=lambda one: one.start)))


def _settled(parsed: Parsed, one: Dated) -> Dated:
    """Give `today` its day, and put `next January` into the year to come."""
    word = parsed.text[one.start : one.end].casefold()
    if word in _TODAY and one.day is None:
        return _soft(one, parsed.anchor.day + timedelta(days=_TODAY[word]))
    ahead = one.period is not None and not one.explicit and _NEXT.search(parsed.text[: one.start])
    if ahead and one.period is not None and one.period.last < parsed.anchor.month.first:
        return replace(one, period=one.period.shift(12))
    return one


def _soft(one: Dated, day: date) -> Dated:
    return replace(one, day=day, period=Period.month(day.year, day.month), early=SOFT)


def _weekdays(parsed: Parsed, dates: list[Dated]) -> list[Dated]:
    """Read a weekday as the last one, or the one to come where something begins on it."""
    found = []
    for match in _WEEKDAY.finditer(parsed.text):
        if any(_beside(one, match.start(), match.end()) for one in dates):
            continue
        here = parsed.anchor.day
        back = (here.weekday() - _WEEKDAYS.index(match["name"])) % 7
        ahead = _BEGINS.search(parsed.text[: match.start()]) is not None
        day = here + timedelta(days=(7 - back) % 7) if ahead else here - timedelta(days=back)
        found.append(_soft(Dated(start=match.start(), end=match.end()), day))
    return found


def _beside(one: Dated, start: int, end: int) -> bool:
    """Tell a date that stands by its weekday: `on Monday, 4 September`."""
    return one.day is not None and (0 <= one.start - end <= 3 or 0 <= start - one.end <= 3)


def _following(parsed: Parsed, dates: list[Dated]) -> list[Dated]:
    found = []
    for form, days in ((_FOLLOWING, 1), (_SAME, 0)):
        for match in form.finditer(parsed.text):
            before = _day_before(parsed, dates, match.start())
            if before is not None:
                found.append(_counted(match, before, days))
    return found


def _later(parsed: Parsed, dates: list[Dated]) -> list[Dated]:
    """Read `eleven days later`, counted from the day last spoken of."""
    number = either([*words("numbers")["words"], *map(str, range(1, 100))])
    form = (
        rf"(?<!\w)(?P<n>{number})\s+(?P<u>days|weeks)\s+(?:later|afterwards|after that(?!\s\w))\b"
    )
    found = []
    for match in re.finditer(form, parsed.text, re.IGNORECASE):
        before = _day_before(parsed, dates, match.start())
        said = any(0 <= d.start - match.end() <= _NEAR and d.day is not None for d in dates)
        if before is None or said:
            continue
        text = match["n"].casefold()
        count = int(text) if text.isdigit() else int(words("numbers")["words"][text])
        found.append(_counted(match, before, count * (7 if match["u"] == "weeks" else 1)))
    return found


def _counted(match: re.Match[str], before: date, days: int) -> Dated:
    day = before + timedelta(days=days)
    return Dated(
        start=match.start(),
        end=match.end(),
        day=day,
        period=Period.month(day.year, day.month),
        explicit=True,
    )


def _day_before(parsed: Parsed, dates: list[Dated], at: int) -> date | None:
    told = [one.day for one in dates if one.day is not None and one.end <= at]
    return told[-1] if told else parsed.context.day
