"""Reads rows one by one, and refuses a file with the first ten that cannot be read."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from yalu.model.errors import AreaNotFoundError, UnreadableFileError
from yalu.sources.opening import Document

SHOWN = 10
_AMOUNTS = ("value", "quantity", "quantity2", "net_weight_kg")
# What an amount of 22 digits, four of them decimals, cannot hold.
_TOO_LARGE = 10**18
_Row = TypeVar("_Row")


def each(
    document: Document,
    rows: Iterable[tuple[int, _Row]],
    into: Callable[[int, _Row], Iterator[dict[str, Any]]],
    remedy: str = "",
) -> Iterator[dict[str, Any]]:
    """Make of each row what `into` gives for its line; ValueError says that it cannot be read."""
    odd: list[tuple[int, str]] = []
    for line, row in rows:
        try:
            made = [_within_reach(one) for one in into(line, row)]
        except (ValueError, AreaNotFoundError) as error:
            odd.append((line, _reason(error)))
            if len(odd) > SHOWN:
                break
            continue
        if not odd:
            yield from made
    if odd:
        raise refusal(document, odd, remedy)


def _within_reach(row: dict[str, Any]) -> dict[str, Any]:
    """Pass a row on whose amounts the store can hold."""
    for name in _AMOUNTS:
        amount = row.get(name)
        if amount is not None and abs(amount) >= _TOO_LARGE:
            raise ValueError(f"{name} {amount:g} is larger than any trade")
    return row


def refusal(
    document: Document, odd: list[tuple[int, str]], remedy: str = ""
) -> UnreadableFileError:
    """Word the refusal of a file for the rows at fault, each with its line."""
    (line, first), *others = odd[:SHOWN]
    more = [f"line {number}: {reason}" for number, reason in others]
    more += ["…"] * (len(odd) > SHOWN)
    return UnreadableFileError(document.name, "; ".join([first, *more]), remedy, line=line)


def _reason(error: Exception) -> str:
    if isinstance(error, AreaNotFoundError):
        return f"no area is called {error.asked!r}"
    return str(error).rstrip(".")


def listed(offenders: list[Any]) -> str:
    """List the first ten of what is at fault; of those behind, one is enough to say so."""
    return ", ".join(map(str, offenders[:SHOWN])) + (" …" if len(offenders) > SHOWN else "")
