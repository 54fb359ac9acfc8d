"""Which cells a later file withdrew: it is complete for them, and no longer has them.

Nothing of this is stored but what each file is complete for. Whether a figure stands is found out
when it is asked for, as of a day, so that it does not matter in which order files were loaded.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

from yalu.model.scopes import Scope
from yalu.store.manifest import Manifest, Part, Vintage, folder, place

Texts: TypeAlias = Mapping[str, pa.DictionaryArray]

# The columns by which files say what they are complete for.
COLUMNS = (
    "reporter", "partner", "flow", "commodity", "product", "classification", "currency",
    "customs_procedure", "transport_mode", "partner2", "province",
)  # fmt: skip
TABLE = (
    "CREATE TABLE scopes (dataset TEXT, period TEXT, one_reporter TEXT, published DATE,"
    " sequence INTEGER, citation TEXT, digits INTEGER[],"
    f" {', '.join(f'{name} TEXT[]' for name in COLUMNS)})"
)
_COVERS = " AND ".join(
    [
        *(f"(s.{name} IS NULL OR list_contains(s.{name}, o.{name}))" for name in COLUMNS),
        "(s.digits IS NULL OR list_contains(s.digits, length(o.commodity)))",
    ]
)


def covering(rows: str, *, where: str, then: str) -> str:
    """Write a query that adds to `rows` the scopes, known by a day, that cover each.

    `where` says which scopes, of `s` for a row `o`; `then` makes a column of their list, `found`.
    The scopes of a dataset and period are looked up all at once: joining rows with each scope
    takes minutes for what this does in milliseconds.
    """
    made = f"""
    list_transform(
        list_filter(
            list_concat(of_one.listed, of_all.listed),
            lambda s: {where} AND {_COVERS}
        ),
        lambda s: {{'published': s.published, 'sequence': s.sequence, 'citation': s.citation}}
    )
    """
    return f"""
    SELECT o.*, {then.format(found=made)}
    FROM {rows} AS o
    LEFT JOIN (
        SELECT dataset, period, one_reporter AS reporter, list(one) AS listed
        FROM scopes AS one WHERE one_reporter <> '' GROUP BY ALL
    ) AS of_one USING (dataset, period, reporter)
    LEFT JOIN (
        SELECT dataset, period, list(one) AS listed
        FROM scopes AS one WHERE one_reporter = '' GROUP BY ALL
    ) AS of_all USING (dataset, period)
    """  # noqa: S608  - our own words


def scopes(held: Manifest) -> pa.Table:
    """Give the scopes that may withdraw anything, one row for each period and reporter."""
    places: dict[str, list[tuple[Vintage, Part]]] = defaultdict(list)
    vintages = [v for v in held.vintages if v.table == "observations"]
    if any(v.complete for v in vintages):
        for vintage in vintages:
            for part in vintage.parts:
                places[part.place].append((vintage, part))
    rows = [row for vintage in vintages for row in _rows(vintage, places)]
    return pa.Table.from_pylist(rows, schema=_SHAPE)


def _rows(
    vintage: Vintage, places: Mapping[str, list[tuple[Vintage, Part]]]
) -> Iterator[dict[str, Any]]:
    for scope in vintage.complete:
        for period in scope.periods:
            there = places.get(place("observations", vintage.dataset, period), ())
            if not any(other is not vintage and _may_hold(part, scope) for other, part in there):
                continue
            for reporter in scope.reporters or ("",):
                yield {
                    "dataset": vintage.dataset,
                    "period": period,
                    "one_reporter": reporter,
                    "published": scope.published,
                    "sequence": vintage.sequence,
                    "citation": vintage.citation,
                    "digits": list(scope.digits) or None,
                    **{name: scope.texts.get(name) for name in COLUMNS},
                }


def _may_hold(part: Part, scope: Scope) -> bool:
    """Tell whether a file may have cells of a scope, by the texts that all its rows share."""
    return all(part.shared.get(name, texts[0]) in texts for name, texts in scope.texts.items())


def is_about(scope: Scope, part: Part) -> bool:
    """Tell whether a file lies where cells of a scope do."""
    whose = part.place.rpartition("/period=")[0]
    return part.place in {f"{whose}/{folder(period)}" for period in scope.periods}


def within(scope: Scope, texts: Texts, shared: Mapping[str, str], rows: int) -> pa.Array:
    """Tell which rows of one period are of cells of a scope; `shared` is what all rows say."""
    asked: list[tuple[str, Callable[[pa.Array], pa.Array]]] = [
        (name, partial(pc.is_in, value_set=pa.array(said, pa.string())))
        for name, said in scope.texts.items()
    ]
    if scope.digits:
        asked.append(("commodity", lambda codes: _has_digits(codes, scope.digits)))
    holds = pa.repeat(pa.scalar(True), rows)
    for name, fits in asked:
        if name in shared:
            if not fits(pa.array([shared[name]], pa.string()))[0].as_py():
                return pa.repeat(pa.scalar(False), rows)
        else:
            holds = pc.and_(holds, pc.take(fits(texts[name].dictionary), texts[name].indices))
    return holds


def said(
    value: Decimal | None, currency: str, *, printed: date, gone: date, figures: int = 1
) -> str:
    """Tell in words of a figure that was withdrawn: what it was, and since when it is gone."""
    amount = "" if value is None else f"{value:,.0f} {currency} "
    what = (
        f"{amount}printed on {printed}"
        if figures == 1
        else (f"{figures:,} figures printed until {printed}, {amount}together")
    )
    it = "it" if figures == 1 else "them"
    return f"withdrawn: {what}; the file of {gone} is complete and no longer has {it}"


def _has_digits(codes: pa.Array, digits: Sequence[int]) -> pa.Array:
    return pc.is_in(pc.utf8_length(codes), value_set=pa.array(digits, pa.int32()))


_SHAPE = pa.schema(
    {
        **dict.fromkeys(("dataset", "period", "one_reporter", "published"), pa.string()),
        "sequence": pa.int32(),
        "citation": pa.string(),
        "digits": pa.list_(pa.int32()),
        **dict.fromkeys(COLUMNS, pa.list_(pa.string())),
    }
)
