"""Holds each number of a text against the statement of a brief that prints it.

A statement is found by its words, and its numbers are then compared one by one: digit for digit,
its marks of sources too. A statement that holds another is looked for first, so that each place
of the text is read once.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from yalu.briefs.plain import Plain
from yalu.briefs.skeleton import Number, Skeleton
from yalu.briefs.statements import Statement

_SURE = 3  # numbers that agree in sentences with a brief's very words


@dataclass(frozen=True, kw_only=True)
class Tied:
    """A stretch of the plain text that a statement prints as it stands, or but for numbers."""

    start: int
    end: int
    statement: Statement


@dataclass(frozen=True, kw_only=True)
class Odd:
    """A number, in a stretch of the words of a statement, that the statement prints otherwise."""

    said: Number
    printed: str
    of: Tied


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What came of holding a text against a brief; `unread` stands in no statement's words."""

    tied: tuple[Tied, ...]
    odd: tuple[Odd, ...]
    unread: tuple[Number, ...]
    agreeing: int

    @property
    def misfits(self) -> int:
        """Count the numbers that the brief does not print there."""
        return len(self.odd) + len(self.unread)

    @property
    def is_copy(self) -> bool:
        """Tell whether the text, though it does not say so, is the brief's but for few numbers."""
        return self.agreeing >= _SURE and len(self.odd) <= max(2, self.agreeing // 4)

    @property
    def miswritten(self) -> tuple[Odd, ...]:
        """Give the odd numbers written to as many digits as the brief prints, so not rounded."""
        return tuple(odd for odd in self.odd if _shape(odd.said.text) == _shape(odd.printed))


@dataclass(frozen=True, kw_only=True)
class Form:
    """A statement with a slot for each of its numbers."""

    statement: Statement
    skeleton: Skeleton


Forms = Mapping[str, Sequence[Form]]


def by_words(printed: Iterable[Statement]) -> Forms:
    """Bring together the statements that differ in nothing but numbers, the longest first."""
    together: dict[str, list[Form]] = {}
    for statement in printed:
        skeleton = Skeleton.of(Plain.of(statement.text).text.strip())
        if skeleton.numbers or skeleton.marks:
            form = Form(statement=statement, skeleton=skeleton)
            together.setdefault(skeleton.text, []).append(form)
    return dict(sorted(together.items(), key=lambda one: -len(one[0])))


def held_against(plain: Plain, printed: Forms) -> Reading:
    """Tie a text to what a brief prints."""
    text = Skeleton.of(plain.text)
    owned = bytearray(len(text.text))
    tied: list[Tied] = []
    odd: list[Odd] = []
    read: set[int] = set()
    for wanted, forms in printed.items():
        places = [at for at in text.places(wanted) if owned.find(1, at, at + len(wanted)) < 0]
        for at, form in _matched(text, places, forms):
            end = at + len(wanted)
            owned[at:end] = b"\1" * len(wanted)
            numbers, marks = text.numbers_in(at, end), text.marks_in(at, end)
            start, stop = text.span(at, end)
            stretch = Tied(start=start, end=stop, statement=form.statement)
            tied.append(stretch)
            odd += [
                Odd(said=said, printed=meant, of=stretch)
                for said, meant in _differing(numbers, marks, form)
            ]
            read.update(number.start for number in (*numbers, *marks))
    unread = [n for n in (*text.numbers, *text.marks) if n.start not in read]
    return Reading(
        tied=tuple(sorted(tied, key=lambda one: one.start)),
        odd=tuple(sorted(odd, key=lambda one: one.said.start)),
        unread=tuple(sorted(unread, key=lambda one: one.start)),
        agreeing=len(read) - len(odd),
    )


def _matched(
    text: Skeleton, places: Sequence[int], forms: Sequence[Form]
) -> Iterator[tuple[int, Form]]:
    """Give each place its statement: first those that fit, then the nearest of those left over."""
    left, rest = list(forms), list[int]()
    for at in places:
        fit = next((form for form in left if not _misfit(text, at, form)), None)
        if fit is None:
            rest.append(at)
        else:
            left.remove(fit)
            yield at, fit
    for at in rest:
        nearest = min(left or forms, key=lambda form: _misfit(text, at, form))
        if nearest in left:
            left.remove(nearest)
        yield at, nearest


def _misfit(text: Skeleton, at: int, form: Form) -> int:
    end = at + len(form.skeleton.text)
    return len(list(_differing(text.numbers_in(at, end), text.marks_in(at, end), form)))


def _differing(
    numbers: Sequence[Number], marks: Sequence[Number], form: Form
) -> Iterator[tuple[Number, str]]:
    """Give the numbers that a statement prints otherwise; a text may leave its marks out."""
    for said, meant in zip(numbers, form.skeleton.numbers, strict=True):
        if said.text != meant.text:
            yield said, meant.text
    meant_marks = form.skeleton.marks
    if len(marks) == len(meant_marks):
        for said, meant in zip(marks, meant_marks, strict=True):
            if said.text != meant.text:
                yield said, meant.text
        return
    known = [mark.text for mark in meant_marks]
    for said in marks:
        if said.text not in known:
            yield said, ", ".join(known)


def _shape(number: str) -> str:
    return re.sub(r"[a-z]+", "a", re.sub(r"\d", "0", number))
