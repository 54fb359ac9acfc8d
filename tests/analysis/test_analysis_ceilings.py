from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from yalu.analysis.ceilings import fill
from yalu.model.findings import Finding
from yalu.model.law import Act, Ceiling, Direction, Limit
from yalu.model.periods import Period
from yalu.store import lookups
from yalu.store.engine import Store

# Resolution 2321 of 30 November 2016, para. 26(b): the lower of the two in 2017.
COAL = Ceiling(
    id="CAP-COAL-2017",
    measure="UN-2321-26a",
    provision="para. 26(b)",
    goods="coal",
    direction=Direction.IMPORT,
    codes=("2701", "2702"),
    limits=(
        Limit(amount=Decimal(400_870_018), unit="USD"),
        Limit(amount=Decimal(7_500_000), unit="tonne"),
    ),
    combine="lower",
    first=date(2017, 1, 1),
    last=date(2017, 12, 31),
    applies_to="all member states together",
    introduced_by=Act(act="UN-2321", published=date(2016, 11, 30)),
    citations=("resolution",),
)


def reported(period: str, dollars: str | None, tonnes: str | None) -> dict[str, Any]:
    """Make a row of the Committee's table, in millions of dollars and of tonnes."""
    return {
        "period": period,
        "value_usd": dollars and Decimal(dollars) * 1_000_000,
        "value_margin": Decimal(500_000),
        "quantity_tonnes": tonnes and Decimal(tonnes) * 1_000_000,
        "quantity_margin": Decimal(5_000),
        "published": date(2017, 3, 23),
        "series": "UN 1718 Committee table",
        "citation": f"page-{period}",
    }


JANUARY, FEBRUARY = reported("2017-01", "126", "1.44"), reported("2017-02", "100", "1.23")


def filled(*rows: dict[str, Any], ceiling: Ceiling = COAL) -> dict[str, Finding]:
    return {f.unit: f for f in fill(ceiling, rows, reporter="CHN", partner="PRK")}


def test_two_months_of_2017_fill_56_percent_of_the_ceiling_in_value() -> None:
    value = filled(JANUARY, FEBRUARY)["USD"]
    # (126 + 100) / 400.870018 = 56.38 percent, NOTES of the measures: 56;
    # 225 and 227 million, by the rounding of both months, give 56.13 and 56.63.
    assert value.value == 226_000_000
    assert value.change_pct == Decimal("56.38")
    assert value.interval is not None
    assert (value.interval.low, value.interval.high) == (Decimal("56.13"), Decimal("56.63"))


def test_two_months_of_2017_fill_36_percent_of_the_ceiling_in_tonnes() -> None:
    # (1.44 + 1.23) / 7.5 = 35.6 percent: the value binds first, as ambiguity 5 of NOTES says.
    assert filled(JANUARY, FEBRUARY)["tonne"].change_pct == Decimal("35.60")


def test_a_month_without_an_amount_in_the_unit_is_left_out_and_named() -> None:
    value = filled(JANUARY, reported("2017-02", None, "1.23"))["USD"]
    assert value.value == 126_000_000
    assert "no amount in USD for 2017-02" in value.caveats


def test_a_ceiling_against_which_nothing_was_reported_has_no_finding() -> None:
    assert filled() == {}
    assert filled(reported("2017-01", None, None)) == {}


def test_a_limit_that_is_a_rule_is_not_filled() -> None:
    permits = replace(COAL, limits=(Limit(amount=None, unit="", rule="permits in force"),))
    assert filled(JANUARY, ceiling=permits) == {}


def test_what_fills_a_ceiling_rests_on_every_page_and_the_months_covered() -> None:
    value = filled(JANUARY, FEBRUARY)["USD"]
    assert value.citations == ("page-2017-01", "page-2017-02")
    assert value.period == Period.parse("2017-01/2017-02")


def held(release: Store, ceiling: Ceiling, day: date) -> dict[str, Finding]:
    return filled(*lookups.ledger(release, ceiling.id, as_known=day), ceiling=ceiling)


def test_the_ceiling_of_december_2016_was_passed_three_and_a_half_times_over(
    release: Store,
) -> None:
    december = replace(
        COAL, id="CAP-COAL-2016", limits=(Limit(amount=Decimal(53_495_894), unit="USD"),)
    )
    # 183.89 / 53.495894 = 343.75 percent; NOTES of the measures: 3.4 times the value cap.
    assert held(release, december, date(2017, 8, 26))["USD"].change_pct == Decimal("343.75")


def test_the_ceiling_of_2017_was_57_percent_full_in_value_with_march(release: Store) -> None:
    # March 2017 adds 0.57 million to January and February, April and May are nil returns:
    # 226.57 / 400.870018 = 56.52 percent.
    value = held(release, COAL, date(2017, 8, 26))["USD"]
    assert (value.value, value.change_pct) == (226_570_000, Decimal("56.52"))


def test_the_ceiling_of_2017_was_36_percent_full_in_tonnes(release: Store) -> None:
    # 1.44 + 1.23 + 0.0063 = 2.6763 million tonnes, as China's customs have it (2.678), of 7.5.
    tonnes = held(release, COAL, date(2017, 8, 26))["tonne"]
    assert (tonnes.value, tonnes.change_pct) == (2_676_300, Decimal("35.68"))


def test_no_month_with_a_value_is_said_to_lack_one(release: Store) -> None:
    caveats = held(release, COAL, date(2017, 8, 26))["USD"].caveats
    assert [caveat for caveat in caveats if caveat.startswith("no amount")] == []


def test_on_17_march_2017_only_tonnes_had_been_reported(release: Store) -> None:
    # Kyodo on 24 February (1.44 million) and 16 March (1.23); the values came on 23 March.
    found = held(release, COAL, date(2017, 3, 17))
    assert found.keys() == {"tonne"}
    assert found["tonne"].change_pct == Decimal("35.60")
