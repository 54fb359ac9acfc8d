"""What a row of trade statistics says of itself: its direction, its status, its currency."""

from enum import StrEnum
from typing import Self

from yalu.model.errors import ChoiceError


class Flow(StrEnum):
    """The direction of trade, seen from the reporter, in the codes of UN Comtrade.

    `TOTAL` is not a code of Comtrade: publishers print the sum of both, and round it apart
    from its parts, so it is an observation of its own.
    """

    IMPORT = "M"
    EXPORT = "X"
    TOTAL = "T"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a code or one of the words import, export, total."""
        for flow in cls:
            if text.casefold() in {flow.value.casefold(), flow.word, flow.word + "s"}:
                return flow
        raise ChoiceError("--flow", text, tuple(flow.word for flow in cls))

    @property
    def word(self) -> str:
        return self.name.lower()


class Status(StrEnum):
    """What stands behind a value: nothing is not zero."""

    REPORTED = "reported"
    ZERO = "zero"
    MISSING = "missing"
    SUPPRESSED = "suppressed"
    ESTIMATED = "estimated"
    SUSPECT = "suspect"

    @property
    def meaning(self) -> str:
        return _MEANING[self]


_MEANING = {
    Status.REPORTED: "printed by the publisher",
    Status.ZERO: "reported as nil",
    Status.MISSING: "not released, or not loaded",
    Status.SUPPRESSED: "known to be withheld",
    Status.ESTIMATED: "derived by arithmetic from published figures",
    Status.SUSPECT: "a known misreport",
}

WORST_FIRST = (
    Status.SUSPECT,
    Status.SUPPRESSED,
    Status.MISSING,
    Status.ESTIMATED,
    Status.REPORTED,
    Status.ZERO,
)


def weakest(*statuses: Status) -> Status:
    """Give the status of a result that rests on several observations."""
    return min(statuses, key=WORST_FIRST.index)
