"""Looks up in the loaded correlations where a code of one edition is found in another."""

from yalu.codelists.hs import Conversion, Link, chained, convert
from yalu.model.errors import ConversionNotFoundError
from yalu.store.engine import Store


def conversion(store: Store, code: str, *, edition: str, into: str) -> Conversion:
    """Convert a code directly, against the run of a table, or through one edition between."""
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
    """Give the lines between two editions, direct or through one between; none if not loaded."""
    held = editions(store)
    found = (_along(store, held, route) for route in _routes(held, edition, into))
    return next((lines for lines in found if lines), ())


def _routes(
    held: set[tuple[str, str]], edition: str, into: str
) -> list[tuple[tuple[str, str], ...]]:
    return [((edition, into),), *(((edition, m), (m, into)) for m in _between(held))]


def editions(store: Store) -> set[tuple[str, str]]:
    """Give the pairs of editions that a loaded table joins."""
    rows = store.rows("SELECT DISTINCT from_edition, to_edition FROM correlations")
    return {(row["from_edition"], row["to_edition"]) for row in rows}


def _between(held: set[tuple[str, str]]) -> list[str]:
    return sorted({end for pair in held for end in pair if end.startswith("HS")}, reverse=True)


def _along(
    store: Store, held: set[tuple[str, str]], route: tuple[tuple[str, str], ...]
) -> tuple[Link, ...]:
    tables = [_links(store, held, *leg) for leg in route]
    if not all(tables):
        return ()
    return tables[0] if len(tables) == 1 else chained(tables[0], tables[1])


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
