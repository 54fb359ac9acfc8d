"""Months and standings in words, written by the engine beside millions of rows."""

from calendar import month_name
from typing import TYPE_CHECKING

import ibis

from yalu.model.answers import Standing

if TYPE_CHECKING:
    import ibis.expr.types as ir

_MONTHS = [(place, name) for place, name in enumerate(month_name) if name]


def month_words(month: "ir.IntegerValue") -> "ir.StringValue":
    """Write a month, counted from year 0, as a sentence names it: March 2017."""
    names = ibis.cases(*((month % 12 + 1 == place, name) for place, name in _MONTHS))
    return names + " " + (month // 12).cast("string")


def standing_words(rank: "ir.IntegerValue") -> "ir.StringValue":
    """Write a standing as a sentence does: over ceiling."""
    return ibis.cases(*((rank == s.rank, s.value.replace("_", " ")) for s in Standing))


def step_words(run: "ir.Table") -> "ir.StringValue":
    """Say from when a run of policy holds: prohibited from March 2017."""
    return standing_words(run.standing_rank) + " from " + month_words(run.start)
