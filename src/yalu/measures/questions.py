"""Makes questions to the law: checked codes, known targets, the legislator of an area."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from yalu.codelists.areas import area, is_area
from yalu.codelists.unions import legislator
from yalu.measures.answer import COUNCIL, answer
from yalu.measures.bearing import Known
from yalu.measures.codes import check
from yalu.model.answers import Answer, Question
from yalu.model.errors import TargetNotFoundError
from yalu.model.law import Direction, Law


def question(
    law: Law,
    *,
    target: str,
    jurisdiction: str,
    direction: Direction,
    commodity: str,
    on: date,
    as_known: date,
    edition: str = "",
) -> Question:
    """Make a question, or refuse what is no code and a target that no law held is about.

    A member of a union is asked the acts of the union.
    """
    printed = (c for m in law.measures for group in m.groups for c in group.codes)
    check(commodity, edition=edition, printed=printed)
    return _question(
        law,
        target=target,
        jurisdiction=jurisdiction,
        direction=direction,
        commodity=commodity,
        on=on,
        as_known=as_known,
        edition=edition,
    )


def _question(
    law: Law,
    *,
    target: str,
    jurisdiction: str,
    direction: Direction,
    commodity: str,
    on: date,
    as_known: date,
    edition: str,
) -> Question:
    against, whose = area(target).code, legislator(area(jurisdiction).code, on=on)
    held = {(act.jurisdiction, act.target) for act in law.instruments}
    if not {(COUNCIL, against), (whose, against)} & held:
        pairs = sorted(f"{author} on {other}" for author, other in held)
        raise TargetNotFoundError(against, whose, tuple(pairs))
    return Question(
        target=against,
        jurisdiction=whose,
        direction=direction,
        commodity=commodity,
        on=on,
        as_known=as_known,
        edition=edition,
    )


def of_observations(
    law: Law,
    rows: Iterable[Mapping[str, Any]],
    *,
    target: str,
    jurisdiction: str,
    on: date,
    as_known: date,
    edition: str = "",
) -> Iterator[tuple[str, Question]]:
    """Make one question for each reporter, flow and code, under the reporter's own law if none.

    All rows are of one edition. Goods without a code can be asked nothing; a code that no edition
    has is asked all the same, for a rule on its chapter may reach it. What is counted for no one
    state, such as `other Asia`, is held to the resolutions.
    """
    cells = {(row["reporter"], row["flow"], row["commodity"]) for row in rows if row["commodity"]}
    for reporter, flow, commodity in sorted(cells):
        yield (
            reporter,
            _question(
                law,
                target=target,
                jurisdiction=jurisdiction or (reporter if is_area(reporter) else "UN"),
                direction=Direction.IMPORT if flow == "M" else Direction.EXPORT,
                commodity=commodity,
                on=on,
                as_known=as_known,
                edition=edition,
            ),
        )


def ask(known: Known) -> Callable[[Question], Answer]:
    """Give the way to answer questions by what is known, with areas named as a sentence does."""
    return lambda asked: answer(known, asked, state=area(asked.jurisdiction).name)
