"""Makes questions to the law: checked codes, known targets, the legislator of an area."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
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
    against, whose = area(target).code, legislator(area(jurisdiction).code, on=on)
    _ensure_held(law, against, whose)
    return Question(
        target=against,
        jurisdiction=whose,
        direction=direction,
        commodity=commodity,
        on=on,
        as_known=as_known,
        edition=edition,
    )


def _ensure_held(law: Law, against: str, whose: str = "") -> None:
    """Refuse a target that no act is about: of the Council or one legislator, or of anybody."""
    held = {(act.jurisdiction, act.target) for act in law.instruments}
    ours = {(COUNCIL, against), (whose, against)} & held if whose else {b for _, b in held}
    if not ours or (not whose and against not in ours):
        pairs = sorted(f"{author} on {other}" for author, other in held)
        raise TargetNotFoundError(against, whose or COUNCIL, tuple(pairs))


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
    state, such as `other Asia`, is held to the resolutions. A member of a union is asked by its own
    code: whose acts those are is a matter of the day.
    """
    against = area(target).code
    _ensure_held(law, against)
    cells = {(row["reporter"], row["flow"], row["commodity"]) for row in rows if row["commodity"]}
    for reporter, flow, commodity in sorted(cells):
        whose = jurisdiction or (reporter if is_area(reporter) else COUNCIL)
        yield (
            reporter,
            Question(
                target=against,
                jurisdiction=area(whose).code,
                direction=Direction.IMPORT if flow == "M" else Direction.EXPORT,
                commodity=commodity,
                on=on,
                as_known=as_known,
                edition=edition,
            ),
        )


def ask(known: Known) -> Callable[[Question], Answer]:
    """Give the way to answer questions by what is known, with areas named as a sentence does.

    Of a member of a union the acts are those that bind in it on the day.
    """

    def answered(asked: Question) -> Answer:
        whose = legislator(asked.jurisdiction, on=asked.on)
        return answer(known, replace(asked, jurisdiction=whose), state=area(whose).name)

    return answered
