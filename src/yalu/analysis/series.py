"""A bilateral series made whole: what two of import, export and total say of the third."""

import ibis
import ibis.expr.types as ir

COLUMNS = (
    "flow",
    "month",
    "value",
    "margin",
    "status",
    "compiler",
    "published",
    "citation",
    "arithmetic",
)


def complete(series: ir.Table) -> ir.Table:
    """Add the flow that follows from the other two, as `estimated` with its arithmetic.

    The margins of both add up. A published figure is never replaced, and nothing is made of one
    flow alone.
    """
    return ibis.union(
        series.select(*COLUMNS),
        _follows(series, "T", left="M", sign="+", right="X", words="imports plus exports"),
        _follows(series, "M", left="T", sign="-", right="X", words="total less exports"),
        _follows(series, "X", left="T", sign="-", right="M", words="total less imports"),
    )


def _follows(
    series: ir.Table, flow: str, *, left: str, sign: str, right: str, words: str
) -> ir.Table:
    one = series.filter(series.flow == left)
    other = series.filter(series.flow == right).view()
    have = series.filter(series.flow == flow).view()
    both = one.join(other, one.month == other.month, rname="other_{name}")
    lacking = both.anti_join(have, both.month == have.month)
    value = (
        lacking.value + lacking.other_value if sign == "+" else lacking.value - lacking.other_value
    )
    return lacking.select(
        flow=ibis.literal(flow),
        month=lacking.month,
        value=value,
        margin=lacking.margin + lacking.other_margin,
        status=ibis.literal("estimated"),
        compiler=ibis.ifelse(
            lacking.compiler == lacking.other_compiler,
            lacking.compiler,
            lacking.compiler.concat(" and ", lacking.other_compiler),
        ),
        published=ibis.greatest(lacking.published, lacking.other_published),
        citation=ibis.ifelse(
            lacking.citation == lacking.other_citation,
            lacking.citation,
            lacking.citation.concat(" ", lacking.other_citation),
        ),
        arithmetic=lacking.value.cast("string").concat(
            f" {sign} ", lacking.other_value.cast("string"), f" ({words})"
        ),
    ).select(*COLUMNS)
