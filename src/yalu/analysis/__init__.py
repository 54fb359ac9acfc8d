"""Methods: tables in, tables out, as ibis expressions that run on any engine.

A bilateral series is a table with one row per flow and month: `flow`, `month` (counted from year
0), `value` and `margin` (in units of the currency), `status`, `compiler`, `published`, `citation`,
`arithmetic`.
"""
