"""The law as a table: for each code and direction, runs of months with one standing.

This is what the store joins to observations. The rows are made once by the answer to the typed
question, so that a flow typed by a person and a hundred million rows get the same answer; the
join is then one of equality on direction and code, with the months as a residual filter.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pyarrow as pa

from yalu.measures.bearing import Known
from yalu.measures.questions import ask
from yalu.measures.timeline import stretches
from yalu.model.answers import Answer, Question, Standing, Stretch
from yalu.model.law import Law
from yalu.model.periods import Period, day_words
from yalu.model.trade import Flow

SCHEMA = pa.schema(
    [
        ("reporter", pa.string()),
        ("flow", pa.string()),
        ("commodity", pa.string()),
        ("first_month", pa.int32()),
        ("last_month", pa.int32()),
        ("standing_rank", pa.int8()),
        ("measures", pa.string()),
        ("why", pa.string()),
    ]
)
_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Run:
    """Months over which the standing of goods is one; `mixed` when it changed within the month."""

    first: int
    last: int
    standing: Standing
    measures: tuple[str, ...]
    why: str


def policy(
    known: Known,
    questions: Iterable[tuple[str, Question]],
    span: Period,
    *,
    ask: Callable[[Question], Answer],
) -> pa.Table:
    """Tabulate the answers to the questions of reporters over a span of months.

    The day of each question is put aside: it is asked for every day of the span. The jurisdiction
    asked may be another than the reporter: a member of a union, or the Council. Months in which
    nothing bears on the goods have no row, and an observation without a row is unrestricted.
    """
    rows = [
        (reporter, flow(question), question.commodity, run.first, run.last, run.standing.rank,
         " ".join(run.measures), run.why)
        for reporter, question in questions
        for run in runs(known, question, span, ask=ask)
        if run.standing is not Standing.UNRESTRICTED
    ]  # fmt: skip
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(SCHEMA)
    return pa.table([pa.array(c, f.type) for c, f in zip(columns, SCHEMA, strict=True)], SCHEMA)


def by_edition(
    known: Known,
    laws: Mapping[str, Law],
    span: Period,
    *,
    asked: Callable[[Law, str], Iterable[tuple[str, Question]]],
) -> pa.Table:
    """Tabulate the law for observations in several classifications, each by its own `laws`."""
    tables = []
    for classification, law in laws.items():
        there = replace(known, law=law)
        table = policy(there, asked(law, classification), span, ask=ask(there))
        named = pa.array([classification] * len(table), pa.string())
        tables.append(table.append_column("classification", named))
    empty = SCHEMA.append(pa.field("classification", pa.string())).empty_table()
    return pa.concat_tables([empty, *tables])


def runs(
    known: Known, question: Question, span: Period, *, ask: Callable[[Question], Answer]
) -> Iterator[Run]:
    """Give the runs of months for one question.

    A month in which the standing changes is a run of its own: a monthly figure cannot be split, so
    it depends, and the month after decides.
    """
    asked = _on(question, span.first_day)
    found = list(stretches(known, asked, until=span.last_day, ask=ask))
    month = span.first
    while month <= span.last:
        there = _over(found, month)
        if len(there) == 1:
            last = min(_last_whole_month(there[0], span), span.last)
            yield _run(month, last, there[0].answer)
            month = last + 1
        else:
            yield _split(month, there)
            month += 1


def flow(question: Question) -> str:
    """Give the direction as trade data write it, seen from the reporter."""
    return (Flow.IMPORT if question.direction.value == "import" else Flow.EXPORT).value


def _on(question: Question, day: date) -> Question:
    return replace(question, on=day)


def _over(found: Sequence[Stretch], month: int) -> list[Stretch]:
    period = Period(first=month, last=month)
    return [
        s
        for s in found
        if s.first <= period.last_day and (s.last is None or period.first_day <= s.last)
    ]


def _last_whole_month(stretch: Stretch, span: Period) -> int:
    if stretch.last is None:
        return span.last
    after = stretch.last + _DAY
    return after.year * 12 + after.month - 2


def _run(first: int, last: int, found: Answer) -> Run:
    return Run(
        first=first,
        last=last,
        standing=found.standing,
        measures=_ids(found),
        why=found.why if found.standing is not Standing.UNRESTRICTED else "",
    )


def _split(month: int, there: Sequence[Stretch]) -> Run:
    ids = tuple(dict.fromkeys(i for s in there for i in _ids(s.answer)))
    turns = [
        s for i, s in enumerate(there)
        if i == 0 or s.answer.standing is not there[i - 1].answer.standing
    ]  # fmt: skip
    if len(turns) == 1:
        whys = " ".join(dict.fromkeys(s.answer.why for s in there))
        return Run(
            first=month, last=month, standing=turns[0].answer.standing, measures=ids, why=whys
        )
    parts = "; ".join(f"{_word(s)} from {day_words(s.first)}" for s in turns[1:])
    return Run(
        first=month,
        last=month,
        standing=Standing.DEPENDS,
        measures=ids,
        why=f"It depends on the day: {_word(turns[0])} at first; {parts}. A monthly figure cannot "
        f"be split; {Period(first=month + 1, last=month + 1).words} decides.",
    )


def _word(stretch: Stretch) -> str:
    return stretch.answer.standing.value.replace("_", " ")


def _ids(found: Answer) -> tuple[str, ...]:
    """Name the measures that make the standing, the deciding ones first."""
    return tuple(dict.fromkeys(word.measure.id for word in found.bearings))
