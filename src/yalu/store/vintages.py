"""Which figure stands for a cell, as known on a day.

A cell is reporter × partner × flow × period × goods × currency. Of all figures published for it by
the day, the preferred compiler stands first, and of his the latest. A later figure that only
rounds an earlier one is no revision: the finer of the two stands, and of two finer figures the one
printed last. A row with a quantity alone does not stand before one with a value.

Figures for one regime, mode of transport, consignment or province are parts of a cell and never
stand for it; `known_parts` has them, each in a cell of its own.
"""

_CELL = "reporter, partner, flow, period, commodity, product, currency"

_KNOWN = f"""
CREATE MACRO known(day) AS TABLE
WITH printed AS (
    SELECT *, max(published) OVER (PARTITION BY {_CELL}, rank, value, margin) AS last_printed
    FROM observations
    WHERE published <= day AND (value IS NOT NULL OR quantity IS NOT NULL)
      AND flow IN ('M', 'X', 'T') AND customs_procedure = '' AND transport_mode = ''
      AND partner2 = '' AND province = ''
),
latest AS (
    SELECT * FROM printed
    QUALIFY row_number() OVER (
        PARTITION BY {_CELL}
        ORDER BY rank, value IS NULL, published DESC, sequence DESC NULLS LAST, margin,
                 quantity_margin, citation
    ) = 1
)
SELECT printed.* EXCLUDE (last_printed)
FROM printed JOIN latest USING ({_CELL}, rank)
WHERE printed.published = latest.published
   OR abs(printed.value - latest.value) <= latest.margin
QUALIFY row_number() OVER (
    PARTITION BY {_CELL}
    ORDER BY printed.value IS NULL, printed.margin, printed.last_printed DESC,
             printed.published, printed.sequence DESC NULLS LAST, printed.citation
) = 1
"""  # noqa: S608  - made of our own names

_PRINTED_CHANGES = f"""
CREATE MACRO printed_changes(day) AS TABLE
SELECT * FROM observations
WHERE published <= day AND change_year_pct IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY {_CELL} ORDER BY rank, published, citation) = 1
"""  # noqa: S608  - made of our own names

PART = (
    "dataset, reporter, reporter_code, partner, partner_code, partner2, flow, period, commodity, "
    "product, classification, customs_procedure, transport_mode, province, currency, compiler"
)

CELL = tuple(PART.split(", "))

_KNOWN_PARTS = f"""
CREATE MACRO known_parts(day, load) AS TABLE
SELECT * FROM observations
WHERE published < day OR (published = day AND coalesce(sequence, 0) <= load)
QUALIFY row_number() OVER (
    PARTITION BY {PART}
    ORDER BY published DESC, sequence DESC NULLS LAST, margin, status = 'estimated', citation
) = 1
"""  # noqa: S608  - made of our own names

DEFINITIONS = (_KNOWN, _PRINTED_CHANGES, _KNOWN_PARTS)
