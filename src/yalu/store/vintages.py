"""Which figure stands for a cell, as known on a day.

A cell is reporter × partner × flow × period × goods × currency. Of all figures published for it by
the day, the preferred compiler stands first, and of his the latest. A later figure that only
rounds an earlier one is no revision: the finer of the two stands, and of two finer figures the one
printed last. A row with a quantity alone does not stand before one with a value.

A figure that a later file of its dataset no longer has does not stand from the day of that file,
if the file is complete for the cell: it is `withdrawn`, which is missing and not nil.

Figures for one regime, mode of transport, consignment or province are parts of a cell and never
stand for it; `known_parts` has them, each in a cell of its own.
"""

from yalu.store.withdrawals import covering

_CELL = "reporter, partner, flow, period, commodity, product, currency"
PART = (
    "dataset, reporter, reporter_code, partner, partner_code, partner2, flow, period, commodity, "
    "product, classification, customs_procedure, transport_mode, province, currency, compiler"
)
CELL = tuple(PART.split(", "))

_PUBLIC = "published <= day"
_LAST = f"""
max((published, coalesce(sequence, 0))) FILTER (status <> 'missing') OVER (PARTITION BY {PART})
"""
# Of a cell that a complete file covers, nothing stands that is older than the file but what the
# file restates. A figure that it gives in rounder numbers leaves the finer one standing.
_COVERED = covering(
    f"(SELECT * FROM observations WHERE {_PUBLIC})",  # noqa: S608  - made of our own names
    where=f"s.{_PUBLIC}",
    then="""
    list_max(list_transform({found}, lambda s: (s.published, s.sequence))) AS covered
    """,
)
_UNCOVERED = f"""
SELECT * EXCLUDE (covered) FROM ({_COVERED}) QUALIFY covered IS NULL OR {_LAST} >= covered
"""  # noqa: S608  - made of our own names
_HELD = {False: f"SELECT * FROM observations WHERE {_PUBLIC}", True: _UNCOVERED}  # noqa: S608  - made of our own names

# All by windows: a table that is read twice is read whole, whoever's figures are asked for.
_KNOWN = f"""
CREATE OR REPLACE MACRO known(day) AS TABLE
WITH held AS ({{held}}),
printed AS (
    SELECT *, max(published) OVER (PARTITION BY {_CELL}, rank, value, margin) AS last_printed,
           first_value(
               {{{{'rank': rank, 'published': published, 'value': value, 'margin': margin}}}}
           ) OVER (
               PARTITION BY {_CELL}
               ORDER BY rank, value IS NULL, published DESC, sequence DESC NULLS LAST, margin,
                        quantity_margin, citation
           ) AS latest
    FROM held
    WHERE (value IS NOT NULL OR quantity IS NOT NULL)
      AND flow IN ('M', 'X', 'T') AND customs_procedure = '' AND transport_mode = ''
      AND partner2 = '' AND province = ''
)
SELECT * EXCLUDE (last_printed, latest) FROM printed
WHERE rank = latest.rank
  AND (published = latest.published OR abs(value - latest.value) <= latest.margin)
QUALIFY row_number() OVER (
    PARTITION BY {_CELL}
    ORDER BY value IS NULL, margin, last_printed DESC, published, sequence DESC NULLS LAST, citation
) = 1
"""  # noqa: S608  - made of our own names

_PRINTED_CHANGES = f"""
CREATE OR REPLACE MACRO printed_changes(day) AS TABLE
SELECT * FROM observations
WHERE published <= day AND change_year_pct IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY {_CELL} ORDER BY rank, published, citation) = 1
"""  # noqa: S608  - made of our own names

_LATEST = f"""
SELECT * FROM observations
WHERE published < day OR (published = day AND coalesce(sequence, 0) <= load)
QUALIFY row_number() OVER (
    PARTITION BY {PART}
    ORDER BY published DESC, sequence DESC NULLS LAST, margin, status = 'estimated', citation
) = 1
"""  # noqa: S608  - made of our own names
_GONE = covering(
    "latest",
    where="""
    (s.published < day OR (s.published = day AND s.sequence <= load))
    AND (s.published, s.sequence) > (o.published, coalesce(o.sequence, 0)) AND o.status <> 'missing'
    """,
    then="list_min({found}) AS gone",
)
_AMOUNTS = ("value", "margin", "quantity", "quantity_margin", "quantity2", "cif_value", "fob_value",
            "net_weight_kg", "gross_weight_kg", "change_year_pct")  # fmt: skip
_WITHDRAWN = f"""
SELECT * EXCLUDE (gone) REPLACE (
           {", ".join(f"CASE WHEN gone IS NULL THEN {name} END AS {name}" for name in _AMOUNTS)},
           CASE WHEN gone IS NULL THEN status ELSE 'missing' END AS status
       ),
       gone.published AS withdrawn, gone.citation AS withdrawn_by, value AS withdrawn_value
FROM ({_GONE})
"""  # noqa: S608  - made of our own names

# A cell of which the last figure was withdrawn has one row without an amount. `withdrawn` is the
# day, `withdrawn_by` the file, `withdrawn_value` what was printed before.
_STANDING = {
    False: """
    SELECT *, NULL::DATE AS withdrawn, NULL::TEXT AS withdrawn_by,
           NULL::DECIMAL(22, 4) AS withdrawn_value FROM latest
    """,
    True: _WITHDRAWN,
}
_KNOWN_PARTS = f"""
CREATE OR REPLACE MACRO known_parts(day, load) AS TABLE
WITH latest AS ({_LATEST})
"""


def definitions(*, scoped: bool) -> tuple[str, ...]:
    """Define the macros; where no file can withdraw what another has, nothing is asked of it."""
    return (
        _KNOWN.format(held=_HELD[scoped]),
        _PRINTED_CHANGES,
        _KNOWN_PARTS + _STANDING[scoped],
    )
