"""Stretches of days say what each of their days says, also where a ceiling turns or ends."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from yalu.measures.answer import answer
from yalu.measures.bearing import Known
from yalu.measures.loader import load
from yalu.measures.timeline import stretches
from yalu.model.answers import Answer, Question, Reported
from yalu.model.law import Act, Direction, anniversary

LAW = load()
FIRST, LAST, NOW = date(2018, 1, 1), date(2021, 6, 30), date(2026, 1, 1)
REFINED = next(ceiling for ceiling in LAW.ceilings if ceiling.id == "CAP-REF-2397")
QUESTION = Question(
    target="PRK", jurisdiction="UN", direction=Direction.EXPORT, commodity="271311",
    on=FIRST, as_known=NOW,
)  # fmt: skip


def known(*, first: date, ended: date | None, barrels: int) -> Known:
    """Give a law whose only ceiling runs from a day, with one report in its second year."""
    act = Act(act="X", published=ended) if ended else None
    ceiling = replace(REFINED, first=first, last=None, ended_by=act, recurring=True)
    report = Reported(
        ceiling=ceiling.id, first=date(2019, 4, 10), last=date(2019, 5, 20), unit="barrel",
        amount=Decimal(barrels), margin=Decimal(0), published=date(2019, 6, 1),
    )  # fmt: skip
    return Known(law=replace(LAW, ceilings=(ceiling,)), reported=(report,))


def told(found: Answer) -> tuple[str, str]:
    """Give standing and reasons; where no rule speaks the sentence names the day asked about."""
    return found.standing.value, found.why if found.bearings else ""


@pytest.mark.parametrize("barrels", [10, 9_000_000])
@pytest.mark.parametrize("ended", [None, date(2020, 7, 15)])
@pytest.mark.parametrize("first", [date(2018, 1, 1), date(2016, 2, 29), date(1998, 3, 1)])
def test_a_stretch_says_what_each_of_its_days_says(
    first: date, ended: date | None, barrels: int
) -> None:
    held = known(first=first, ended=ended, barrels=barrels)

    def ask(question: Question) -> Answer:
        return answer(held, question, state="UN")

    found = list(stretches(held, QUESTION, until=LAST, ask=ask))
    days = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
    slow = [ask(replace(QUESTION, on=day)) for day in days]
    fast = [
        stretch.answer
        for stretch in found
        for _ in range(((stretch.last or LAST) - stretch.first).days + 1)
    ]
    assert [told(one) for one in fast] == [told(one) for one in slow]
    # A report that fills the ceiling is seen in the days that it covers and after them.
    assert len({one.standing for one in slow}) > 1 or barrels == 10


def test_the_year_of_a_leap_day_begins_on_the_first_of_march_where_there_is_none() -> None:
    leap = replace(REFINED, first=date(2016, 2, 29), last=None, ended_by=None, recurring=True)
    assert anniversary(date(2016, 2, 29), 4) == date(2020, 2, 29)
    assert leap.period(on=date(2017, 2, 28)) == (date(2016, 2, 29), date(2017, 2, 28))
    assert leap.period(on=date(2017, 3, 1)) == (date(2017, 3, 1), date(2018, 2, 28))
    assert leap.period(on=date(2020, 2, 29)) == (date(2020, 2, 29), date(2021, 2, 28))
