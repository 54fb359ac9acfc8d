"""How the register of known misreports is laid over figures."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from yalu.model.periods import Period
from yalu.model.register import Cell, Entry, Register
from yalu.model.trade import Status

_CRUDE = Entry(
    id="crude",
    reporter="CHN",
    but=frozenset(),
    partner="PRK",
    flow="X",
    commodities=("2709",),
    period=Period.parse("2014-01/2016-12"),
    status=Status.SUPPRESSED,
    bears_on="levels",
    statement="No crude oil is shown.",
    advice="Read a nil as withheld.",
    published=date(2016, 1, 31),
    citations=("page",),
)
_KOREAS = replace(
    _CRUDE,
    id="koreas",
    reporter="*",
    but=frozenset({"traders"}),
    flow="T",
    commodities=("",),
    status=Status.SUSPECT,
)
_CELL = Cell(
    reporter="CHN", partner="PRK", flow="X", period=Period.parse("2014-02"), commodity="2709"
)


def _mark(entry: Entry, cell: Cell, value: int | None = 5) -> tuple[str, tuple[str, ...]]:
    amount = None if value is None else Decimal(value)
    mark = Register([entry]).mark(cell, amount, Status.REPORTED)
    return mark.status.value, mark.ids


@pytest.mark.parametrize(
    ("change", "status", "ids"),
    [
        ({}, "suppressed", ("crude",)),
        ({"commodity": "270900"}, "suppressed", ("crude",)),
        ({"commodity": "27"}, "reported", ("crude",)),  # a bad line is not a bad chapter
        ({"commodity": ""}, "reported", ("crude",)),
        ({"commodity": "", "product": "crude oil"}, "reported", ()),
        ({"commodity": "2710"}, "reported", ()),
        ({"flow": "M"}, "reported", ()),
        ({"flow": "T"}, "reported", ("crude",)),
        ({"period": Period.parse("2013-12")}, "reported", ()),
        ({"period": Period.parse("2016-12/2017-01")}, "reported", ("crude",)),
        ({"reporter": "RUS"}, "reported", ()),
        ({"partner": "KOR"}, "reported", ()),
    ],
)
def test_an_entry_marks_what_it_is_wholly_about_and_names_what_it_touches(
    change: dict[str, object], status: str, ids: tuple[str, ...]
) -> None:
    assert _mark(_CRUDE, replace(_CELL, **change)) == (status, ids)  # type: ignore[arg-type]


def test_an_entry_about_the_sum_of_all_goods_says_nothing_of_one_good() -> None:
    total = replace(_CRUDE, commodities=("TOTAL",))
    assert _mark(total, replace(_CELL, commodity="")) == ("suppressed", ("crude",))
    assert _mark(total, _CELL) == ("reported", ())


@pytest.mark.parametrize(("value", "status"), [(None, "suppressed"), (0, "suppressed"),
                                               (7, "reported")])  # fmt: skip
def test_an_entry_about_absence_leaves_a_figure_that_is_there(
    value: int | None, status: str
) -> None:
    assert _mark(replace(_CRUDE, bears_on="absence"), _CELL, value)[0] == status


def test_rates_and_reading_change_no_status_and_reading_is_not_named_beside_a_figure() -> None:
    assert _mark(replace(_CRUDE, bears_on="rates"), _CELL) == ("reported", ("crude",))
    assert _mark(replace(_CRUDE, bears_on="reading"), _CELL) == ("reported", ())


def test_a_named_trader_is_taken_as_it_stands_in_the_months_it_is_named_for() -> None:
    traders = {("SGP", "PRK"): [Period.parse("2014")]}
    found = {
        (who, when): Register([_KOREAS], traders)
        .mark(replace(_CELL, reporter=who, period=Period.parse(when)), Decimal(1), Status.REPORTED)
        .status.value
        for who in ("SGP", "BRA")
        for when in ("2014-12", "2015-01")
    }
    assert found == {
        ("SGP", "2014-12"): "reported",
        ("SGP", "2015-01"): "suspect",
        ("BRA", "2014-12"): "suspect",
        ("BRA", "2015-01"): "suspect",
    }
