"""How two states of a dataset differ, cell by cell and in total."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from yalu.model.errors import VintageNotFoundError
from yalu.model.loads import Difference, Revision
from yalu.store.engine import Store
from yalu.store.manifest import Manifest, Vintage
from yalu.store.vintages import CELL

_SHOWN = 20
# A figure worked out from two others may differ from the printed one by their rounding alone.
_PARTS = list(CELL)
# A figure that a later load is silent on is gone if that load has others of the same kind: of one
# pair, flow, period, chapter and depth of goods, and divided in the same way.
_KIND = {
    **{name: name for name in ("reporter", "partner", "flow", "period", "currency", "compiler")},
    "product": "product",
    "commodity": "left(commodity, 2), length(commodity)",
    **{
        name: f"{name} = ''"
        for name in ("customs_procedure", "transport_mode", "partner2", "province")
    },
}
_CHANGED = "abs(after - before) > greatest(margin, 0)"


def vintages(store: Store, dataset: str) -> dict[str, tuple[date, int]]:
    """Give the vintages of a dataset: a day, and `.2` for the second load of that day."""
    rows = store.rows(
        "SELECT DISTINCT published, coalesce(sequence, 0) AS sequence FROM observations"
        " WHERE dataset = ? ORDER BY ALL",
        [dataset],
    )
    found: dict[str, tuple[date, int]] = {}
    for row in rows:
        day = str(row["published"])
        again = sum(name.partition(".")[0] == day for name in found)
        found[f"{day}.{again + 1}" if again else day] = (row["published"], row["sequence"])
    return found


def difference(store: Store, dataset: str, *, earlier: str, later: str) -> Difference:
    """Compare a dataset as it stood at two of its vintages."""
    held = vintages(store, dataset)
    for asked in (earlier, later):
        if asked not in held:
            raise VintageNotFoundError(dataset, asked, tuple(held))
    before, after = (_state(*held[asked]) for asked in (earlier, later))
    still = f"{after} AND NOT ({_gone(held[earlier], held[later])})"
    return _compare(store, before, still, dataset, (earlier, later))


def _state(day: date, load: int) -> str:
    return f"SELECT * FROM known_parts(DATE '{day}', {load}) WHERE dataset = $dataset"  # noqa: S608  - our own day


def _gone(earlier: tuple[date, int], later: tuple[date, int]) -> str:
    """Tell the figures of the earlier state that loads between the two are silent on."""
    old, new = _until(*earlier), _until(*later)
    return f"{old} AND {_alike(_PARTS, f'{new} AND NOT {old}')}"


def _alike(cell: Sequence[str], others: str) -> str:
    """Tell rows of a kind that others have, by the columns in which their cells differ at all."""
    kind = ", ".join(text for name, text in _KIND.items() if name in cell) or "0"
    return f"""hash({kind}) IN (
        SELECT hash({kind}) FROM observations WHERE dataset = $dataset AND {others}
    )"""  # noqa: S608  - made of our own names


def _until(day: date, load: int) -> str:
    same_day = f"published = DATE '{day}' AND coalesce(sequence, 0) <= {load}"
    return f"(published < DATE '{day}' OR ({same_day}))"


def by_load(folder: Path, vintage: Vintage, key: Sequence[str]) -> Difference | None:
    """Tell what a load changed of what had been known of the same cells before.

    `key` names the columns of which no two rows of one load have the same.
    """
    if vintage.table != "observations":
        return None
    store = Store.in_memory()
    held = store.attach(folder)
    # Only periods that came with the load can have changed, and the files of others stay unread.
    new = f"sequence = {vintage.sequence}"
    periods = _said(store, "period", new, vintage.dataset)
    quoted = ", ".join(map(_literal, periods))
    known = f"sequence < {vintage.sequence} AND period IN ({quoted or 'NULL'})"
    loads = _said(store, "sequence", known, vintage.dataset)
    shared = _noted(held, vintage) or _shared(store, f"({new}) OR ({known})", vintage.dataset)
    cell = [name for name in _PARTS if name not in shared]
    known += f" AND {_alike(cell, new)}"
    unique = set(key) <= set(_PARTS)
    before = _rows(known, "" if unique and len(loads) == 1 else _latest(cell, "sequence DESC"))
    after = _rows(new, "" if unique else _latest(cell, "line"))
    names = ("before", vintage.id)
    return _compare(store, before, after, vintage.dataset, names, shared=shared)


def _rows(which: str, chosen: str) -> str:
    return f"SELECT * FROM observations WHERE dataset = $dataset AND {which} {chosen}"  # noqa: S608  - our own names


def _latest(cell: Sequence[str], then: str) -> str:
    of = ", ".join(cell)
    return f"QUALIFY row_number() OVER (PARTITION BY {of} ORDER BY published DESC, {then}) = 1"


def _noted(held: Manifest, vintage: Vintage) -> dict[str, str]:
    """Give what the cells of a load and those before it share, as was noted when they were written.

    Without a note on every file nothing is given: files of older versions have none.
    """
    places = {part.place for part in vintage.parts}
    notes = [
        part.shared
        for v in held.vintages
        for part in v.parts
        if part.place in places and v.sequence <= vintage.sequence
    ]
    first, *others = notes or [{}]
    return {
        name: text
        for name, text in first.items()
        if name != "commodity" and all(note.get(name) == text for note in others)
    }


def _shared(store: Store, where: str, dataset: str) -> dict[str, str]:
    """Give what all these cells share: often much, and the rest is joined and kept sooner."""
    ends = ", ".join(
        f"CASE WHEN min({name}) = max({name}) THEN min({name}) END AS {name}"
        for name in _PARTS
        if name != "commodity"
    )
    found = store.rows_named(
        f"SELECT {ends} FROM observations WHERE dataset = $dataset AND ({where})",  # noqa: S608  - our own names
        {"dataset": dataset},
    )[0]
    return {name: text for name, text in found.items() if text is not None}


def _said(store: Store, column: str, where: str, dataset: str) -> list[Any]:
    rows = store.rows_named(
        f"SELECT DISTINCT {column} FROM observations WHERE dataset = $dataset AND {where}",  # noqa: S608  - our own names
        {"dataset": dataset},
    )
    return [row[column] for row in rows]


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _compare(
    store: Store,
    before: str,
    after: str,
    dataset: str,
    names: tuple[str, str],
    *,
    shared: dict[str, str] | None = None,
) -> Difference:
    """Join two states on their cells, but for what all of them share."""
    shared = shared or {}
    cell = ", ".join(name for name in _PARTS if name not in shared)
    store.run(
        f"""
        CREATE OR REPLACE TEMP TABLE cells AS
        SELECT {cell}, a.value AS before, b.value AS after, b.status AS status_after,
               coalesce(a.margin, 0) + coalesce(b.margin, 0) AS margin
        FROM (SELECT {cell}, value, margin FROM ({before})) a
        FULL JOIN (SELECT {cell}, value, margin, status FROM ({after})) b USING ({cell})
        WHERE a.value IS NOT NULL OR b.value IS NOT NULL
        """,  # noqa: S608  - made of our own names
        {"dataset": dataset},
    )
    rest = "".join(f", {_literal(text)} AS {name}" for name, text in shared.items())
    store.run(f"CREATE OR REPLACE TEMP VIEW compared AS SELECT *{rest} FROM cells", {})  # noqa: S608  - quoted
    counts = store.rows(
        f"""
        SELECT count(*) FILTER (before IS NULL) AS added,
               count(*) FILTER (after IS NULL) AS removed,
               count(*) FILTER ({_CHANGED}) AS revised,
               count(*) FILTER (NOT ({_CHANGED})) AS unchanged
        FROM compared
        """  # noqa: S608  - made of our own names
    )[0]
    return Difference(
        dataset=dataset,
        earlier=names[0],
        later=names[1],
        **counts,
        biggest=_biggest(store),
        totals=_totals(store),
    )


def _biggest(store: Store) -> tuple[Revision, ...]:
    rows = store.rows(
        f"""
        SELECT * FROM compared WHERE before IS NULL OR after IS NULL OR {_CHANGED}
        ORDER BY before IS NULL OR after IS NULL,
                 abs(coalesce(after, 0) - coalesce(before, 0)) DESC,
                 reporter, partner, flow, period, commodity
        LIMIT {_SHOWN}
        """  # noqa: S608  - made of our own names
    )
    return tuple(_revision(row, row["commodity"], row["status_after"] or "") for row in rows)


def _totals(store: Store) -> tuple[Revision, ...]:
    """Add up the revised cells by flow and period: what the revision does to totals."""
    rows = store.rows(
        f"""
        SELECT reporter, partner, flow, period, currency, sum(before) AS before, sum(after) AS after
        FROM compared WHERE {_CHANGED}
        GROUP BY ALL ORDER BY abs(sum(after) - sum(before)) DESC, partner, flow, period
        LIMIT {_SHOWN}
        """  # noqa: S608  - made of our own names
    )
    return tuple(_revision(row, "", "") for row in rows)


def _revision(row: dict[str, Any], commodity: str, status: str) -> Revision:
    return Revision(
        reporter=row["reporter"],
        partner=row["partner"],
        flow=row["flow"],
        period=row["period"],
        commodity=commodity,
        currency=row["currency"],
        before=_decimal(row["before"]),
        after=_decimal(row["after"]),
        status_after=status,
        detail=_detail(row),
    )


def _detail(row: dict[str, Any]) -> str:
    parts: Sequence[str] = ("customs_procedure", "transport_mode", "partner2", "province")
    return " ".join(f"{part} {row[part]}" for part in parts if row.get(part))


def _decimal(value: Any) -> Decimal | None:  # noqa: ANN401  - what the engine gives
    return None if value is None else Decimal(value)
