"""A text with a slot for each number, so that a sentence is found whatever numbers it has.

Numbers in words are numbers too. Marks of sources stand apart: a sentence is the same without.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

SLOT = "\x00"
_NUMBER = re.compile(
    r"(?P<marks>(?: ?\[\d{1,4}\](?:,(?=\[\d))?)+)"
    r"|(?:(?<![^\s(])[+-])?\d+(?:[.,]\d+)*"
    r"|(?<![\w-])(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|first|second"
    r"|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth)(?![\w-])"
)
_MARK = re.compile(r"\d+")


@dataclass(frozen=True, kw_only=True)
class Number:
    """A number as it stands in a text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Skeleton:
    """A text with slots; `slots` and `marked` are the places in it of its numbers and marks.

    `starts` are the places in it of the `pieces` of the text, given by their places there.
    """

    text: str
    numbers: tuple[Number, ...]
    slots: tuple[int, ...]
    marks: tuple[Number, ...]
    marked: tuple[int, ...]
    starts: tuple[int, ...]
    pieces: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> "Skeleton":
        parts: list[str] = []
        numbers, slots = list[Number](), list[int]()
        marks, marked = list[Number](), list[int]()
        starts, pieces = [0], [0]
        at = length = 0
        for found in _NUMBER.finditer(text):
            parts.append(text[at : found.start()])
            length += found.start() - at
            at = found.end()
            if found["marks"] is None:
                numbers.append(_number(found))
                slots.append(length)
                parts.append(SLOT)
                length += 1
            else:
                each = list(_MARK.finditer(text, found.start(), found.end()))
                marks += map(_number, each)
                marked += [length] * len(each)
            starts.append(length)
            pieces.append(at)
        parts.append(text[at:])
        return cls(
            text="".join(parts),
            numbers=tuple(numbers),
            slots=tuple(slots),
            marks=tuple(marks),
            marked=tuple(marked),
            starts=tuple(starts),
            pieces=tuple(pieces),
        )

    def numbers_in(self, start: int, end: int) -> Sequence[Number]:
        """Give the numbers of a stretch of the skeleton."""
        return self.numbers[bisect_left(self.slots, start) : bisect_left(self.slots, end)]

    def marks_in(self, start: int, end: int) -> Sequence[Number]:
        """Give the marks of a stretch, those at its end included and those at its start not."""
        return self.marks[bisect_left(self.marked, start + 1) : bisect_left(self.marked, end + 1)]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the place in the text of a stretch of the skeleton that is not empty."""
        return self._place(start), self._place(end - 1, at_end=True)

    def _place(self, at: int, *, at_end: bool = False) -> int:
        """Give the place of a character in the text, or the place after it."""
        slot = bisect_left(self.slots, at)
        if slot < len(self.slots) and self.slots[slot] == at:
            number = self.numbers[slot]
            return number.end if at_end else number.start
        piece = bisect_right(self.starts, at) - 1
        return self.pieces[piece] + at - self.starts[piece] + at_end

    def places(self, wanted: str) -> Iterator[int]:
        """Find where a skeleton stands in this one, as whole words."""
        at = self.text.find(wanted)
        while at >= 0:
            end = at + len(wanted)
            whole = not self.text[at - 1 : at].isalnum() and not self.text[end : end + 1].isalnum()
            if whole:
                yield at
            at = self.text.find(wanted, end if whole else at + 1)


def _number(found: re.Match[str]) -> Number:
    return Number(text=found[0], start=found.start(), end=found.end())
