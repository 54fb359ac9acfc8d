"""Looks up in the loaded correlations where a code of one edition is found in another."""

from collections.abc import Iterable
from functools import reduce
from itertools import combinations, pairwise

from yalu.codelists.hs import Conversion, Link, chained, convert
from yalu.model.errors import ConversionNotFoundError
from yalu.store.engine import Store

Route = tuple[tuple[str, str], ...]


def conversion(store: Store, code: str, *, edition: str, into: str) -> Conversion:
    """Convert a code directly, against the run of a table, or through the editions between."""
    held = editions(store)
    for route in _routes(held, edition, into):
        lines = _along(store, held, route)
        found = lines and convert(
            code, edition=edition, into=into, links=lines, by_way_of=[a for a, _ in route[1:]]
        )
        if found:
            return found
    names = tuple(sorted(f"{a} to {b}" for a, b in held))
    raise ConversionNotFoundError(code, edition, into, names)


def links(store: Store, *, edition: str, into: str) -> tuple[Link, ...]:
    """Give the lines between two editions, direct or through others; none if not loaded."""
    held = editions(store)
    found = (_along(store, held, route) for route in _routes(held, edition, into))
    return next((lines for lines in found if lines), ())


def _routes(held: set[tuple[str, str]], edition: str, into: str) -> list[Route]:
    """List the ways from one edition to another, the fewest tables first.

    A chain goes through the editions that lie between in time; one by way of a third edition
    outside, as from HS2012 to HS2017 by two tables of HS2022, comes last.
    """
    joined = held | {(b, a) for a, b in held}
    hubs = _hubs(held)
    between = [hub for hub in hubs if min(edition, into) < hub < max(edition, into)]
    chains = [
        _legs([edition, *(stops if edition < into else reversed(stops)), into])
        for count in range(len(between) + 1)
        for stops in combinations(sorted(between), count)
    ]
    around = [_legs([edition, hub, into]) for hub in hubs if hub not in {*between, edition, into}]
    return [route for route in (*chains, *around) if all(leg in joined for leg in route)]


def _legs(stops: Iterable[str]) -> Route:
    return tuple(pairwise(stops))


def editions(store: Store) -> set[tuple[str, str]]:
    """Give the pairs of editions that a loaded table joins."""
    rows = store.rows("SELECT DISTINCT from_edition, to_edition FROM correlations")
    return {(row["from_edition"], row["to_edition"]) for row in rows}


def _hubs(held: set[tuple[str, str]]) -> list[str]:
    return sorted({end for pair in held for end in pair if end.startswith("HS")}, reverse=True)


def _along(store: Store, held: set[tuple[str, str]], route: Route) -> tuple[Link, ...]:
    first, *others = (_links(store, held, *leg) for leg in route)
    return reduce(chained, others, first)


def _links(store: Store, held: set[tuple[str, str]], source: str, target: str) -> tuple[Link, ...]:
    """Give the lines from one edition to another, turned round if the table runs the other way."""
    if (source, target) in held:
        ends, columns = (source, target), "from_code AS source, to_code AS target"
    elif (target, source) in held:
        ends, columns = (target, source), "to_code AS source, from_code AS target"
    else:
        return ()
    rows = store.rows(
        f"""
        SELECT DISTINCT {columns} FROM correlations
        WHERE from_edition = ? AND to_edition = ? AND to_code <> '' ORDER BY ALL
        """,  # noqa: S608  - made of our own words
        list(ends),
    )
    return tuple(Link(source=row["source"], target=row["target"]) for row in rows)
