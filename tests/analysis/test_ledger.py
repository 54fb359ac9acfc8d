"""The ledger of the ceilings, worked by hand from what the press printed of the Committee's table.

Coal 2016: 183.89 million dollars and 2.0 million tonnes against 53,495,894 and 1,000,866. Coal
2017: 126 and 100 million dollars, 1.44 and 1.23 million tonnes, against 400,870,018 and 7,500,000.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from yalu.analysis.ledger import ALONE, CARRIED, LedgerLine
from yalu.workspace import Workspace

KNOWN = date(2026, 1, 1)
Line = Callable[..., LedgerLine]


@pytest.fixture(scope="module")
def line() -> Line:
    workspace = Workspace.open()

    def find(
        ceiling: str, unit: str, *, on: str = "", reading: str = ALONE, known: date = KNOWN,
        year: int = 0,
    ) -> LedgerLine:  # fmt: skip
        day = date.fromisoformat(on) if on else None
        lines = workspace.ceilings("PRK", on=day, as_known=known)
        return next(
            found
            for found in lines
            if (found.ceiling.id, found.limit.unit, found.reading) == (ceiling, unit, reading)
            and (not year or found.first.year == year)
        )

    return find


def test_december_2016_passed_both_limits(line: Line) -> None:
    # 183.89 / 53.495894 = 3.4375; 2.0 / 1.000866 = 1.998.
    assert line("CAP-COAL-2016", "USD", on="2016-12-31").percent == Decimal("343.7")
    assert line("CAP-COAL-2016", "tonne", on="2016-12-31").percent == Decimal("199.8")
    assert line("CAP-COAL-2016", "USD", on="2016-12-31").binds_first


def test_half_a_million_tonnes_of_rounding_leave_the_tonnage_of_2016_open(line: Line) -> None:
    # "About 2 million tonnes": 1.5 to 2.5 million.
    found = line("CAP-COAL-2016", "tonne", on="2016-12-31")
    assert (found.percent_low, found.percent_high) == (Decimal("149.9"), Decimal("249.8"))


def test_by_the_end_of_february_2017_the_value_limit_was_56_percent_used(line: Line) -> None:
    # (126 + 100) / 400.870018 = 56.4 percent; (1.44 + 1.23) / 7.5 = 35.6 percent.
    value = line("CAP-COAL-2017", "USD", on="2017-02-28")
    assert (value.amount, value.percent) == (Decimal(226_000_000), Decimal("56.4"))
    assert line("CAP-COAL-2017", "tonne", on="2017-02-28").percent == Decimal("35.6")
    assert value.binds_first
    assert not value.reached


def test_with_the_excess_of_december_it_was_89_percent(line: Line) -> None:
    # 226 + (183.89 - 53.495894) = 356.394106 of 400.870018.
    carried = line("CAP-COAL-2017", "USD", on="2017-02-28", reading=CARRIED)
    assert carried.amount == Decimal(356_394_106)
    assert carried.percent == Decimal("88.9")
    # 126 + 130.394106 = 256.39, 64 percent: the line of 75 was passed in February.
    assert carried.reached == {Decimal(75): date(2017, 2, 28)}


def test_a_month_reported_twice_counts_once(line: Line) -> None:
    # January's tonnage came out on 24 February, its value on 23 March with the tonnage again.
    assert line("CAP-COAL-2017", "tonne", on="2017-01-31").amount == Decimal(1_440_000)


def test_a_report_counts_from_its_publication(line: Line) -> None:
    assert line("CAP-COAL-2017", "USD", on="2017-02-28", known=date(2017, 3, 22)).amount is None


def test_refined_oil_is_counted_by_year(line: Line) -> None:
    # 48,430 t at 8.33 barrels = 403,421.9; 418,000 as printed; 129,706 to August.
    oil = "CAP-REF-2397"
    assert line(oil, "barrel", year=2018).amount == Decimal("403421.9")
    assert line(oil, "barrel", year=2018).converted
    assert line(oil, "barrel", year=2019).percent == Decimal("83.6")
    assert line(oil, "barrel", year=2020).percent == Decimal("25.9")


def test_one_supplier_alone_is_a_floor(line: Line) -> None:
    # 2021 is held for China, 91,909 barrels, and 2023 for Russia, 105,845.
    found = line("CAP-REF-2397", "barrel", year=2023)
    assert (found.percent, found.at_least) == (Decimal("21.2"), True)
    assert line("CAP-REF-2397", "barrel", year=2021).percent == Decimal("18.4")


def test_months_count_until_the_year_is_printed(line: Line) -> None:
    # 570 + 3,275 + 4,337 + 438 = 8,620 t at 8.33 = 71,804.6 barrels.
    found = line("CAP-REF-2397", "barrel", on="2018-04-30")
    assert found.amount == Decimal("71804.6")


def test_nothing_reported_is_not_zero(line: Line) -> None:
    assert line("CAP-REF-2017Q4", "barrel").amount is None
