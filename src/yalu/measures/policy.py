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
from yalu.measures.codes import Reach, widest
from yalu.measures.questions import ask
from yalu.measures.timeline import stretches
from yalu.measures.wording import reasons, without_list
from yalu.model.answers import Answer, Question, Standing, Stretch
from yalu.model.law import Law
from yalu.model.periods import Period, day_words
from yalu.model.trade import Flow

SCHEMA = pa.schema(
    [
        ("reporter", pa.string()),
        ("partner", pa.string()),
        ("flow", pa.string()),
        ("commodity", pa.string()),
        ("first_month", pa.int32()),
        ("last_month", pa.int32()),
        ("standing_rank", pa.int8()),
        ("measures", pa.string()),
        ("wider", pa.string()),
        ("split", pa.bool_()),
        ("why", pa.string()),
        ("reasons", pa.list_(pa.string())),
    ]
)
_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Run:
    """Months over which the standing of goods is one; `split` when it changed within the month.

    `wider` are those of the measures that bind on a part of the goods or of the days alone: trade
    under the code in these months is an upper bound of what they reach. `why` is told of a month,
    and `reasons` of each rule, to be put together over many months.
    """

    first: int
    last: int
    standing: Standing
    measures: tuple[str, ...]
    wider: tuple[str, ...]
    why: str
    reasons: tuple[str, ...] = ()
    split: bool = False


def policy(
    known: Known,
    questions: Iterable[tuple[str, Question]],
    span: Period,
    *,
    ask: Callable[[Question], Answer],
) -> pa.Table:
    """Tabulate the answers to the questions of reporters over a span of months.

    The day of each question is put aside: it is asked for every day of the span. The jurisdiction
    asked may be another than the reporter: a member of a union, or the Council. The runs of a code
    leave out no month of the span.
    """
    rows = [
        (reporter, question.target, flow(question), question.commodity, run.first, run.last,
         run.standing.rank, " ".join(run.measures), " ".join(run.wider), run.split, run.why,
         run.reasons)
        for reporter, question in questions
        for run in runs(known, question, span, ask=ask)
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
        wider=tuple(sorted(set(_ids(found)) - _exact(found))),
        why=_unrestricted(found) if _is_free(found) else found.why,
        reasons=reasons(found),
    )


def _split(month: int, there: Sequence[Stretch]) -> Run:
    ids = tuple(dict.fromkeys(i for s in there for i in _ids(s.answer)))
    throughout = set.intersection(*(_exact(s.answer) for s in there))
    turns = [
        s for i, s in enumerate(there)
        if i == 0 or s.answer.standing is not there[i - 1].answer.standing
    ]  # fmt: skip
    if len(turns) == 1:
        standing, why = turns[0].answer.standing, _one_standing(there)
    else:
        parts = "; ".join(f"{_word(s)} from {day_words(s.first)}" for s in turns[1:])
        standing = Standing.DEPENDS
        why = f"It depends on the day: {_word(turns[0])} at first; {parts}."
    return Run(
        first=month,
        last=month,
        standing=standing,
        measures=ids,
        wider=tuple(sorted(set(ids) - throughout)),
        why=why,
        reasons=tuple(dict.fromkeys(told for s in there for told in reasons(s.answer))),
        split=len(turns) > 1,
    )


def _one_standing(there: Sequence[Stretch]) -> str:
    """Give the reasons of a month that other rules decide from a day on, to the same end."""
    first, *others = there
    whys = [first.answer.why]
    whys += [f"From {day_words(s.first)}: {s.answer.why}" for s in others]
    return " ".join(whys)


def _unrestricted(found: Answer) -> str:
    """Say why nothing bears on goods for many months, where the typed answer names a day."""
    rules = [without_list(found.unlisted)] if found.unlisted else []
    return " ".join(["No code held by the law reaches these goods.", *rules])


def _is_free(found: Answer) -> bool:
    return found.standing is Standing.UNRESTRICTED


def _exact(found: Answer) -> set[str]:
    """Name the measures that reach all that the code asked for holds, and nothing else."""
    asked = found.question.commodity
    return {
        word.measure.id
        for word in found.bearings
        if word.group.coverage == "whole" and widest(word.group.codes, asked)[0] is Reach.WHOLE
    }


def _word(stretch: Stretch) -> str:
    return stretch.answer.standing.value.replace("_", " ")


def _ids(found: Answer) -> tuple[str, ...]:
    """Name the measures that make the standing, the deciding ones first."""
    return tuple(dict.fromkeys(word.measure.id for word in found.bearings))
