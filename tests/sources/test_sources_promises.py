from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from yalu.model.errors import AssertionBrokenError
from yalu.sources.reference import read_dataset

Release = Callable[..., Path]
HEADER = "reporter,partner,flow,period,value,currency,margin,compiler,published,citation"
IMPORTS = "CHN,PRK,M,2017-07,156300000,USD,50000,GAC,2017-08-23,wire"
EXPORTS = "CHN,PRK,X,2017-07,299850000,USD,5000,GAC,2017-08-23,wire"
SUM = {"sums": [{"flow": "T", "equals": ["M", "X"], "within": "margins"}]}


def total(value: int, margin: int, period: str = "2017-07") -> str:
    return f"CHN,PRK,T,{period},{value},USD,{margin},GAC,2017-08-23,wire"


def test_a_dataset_that_keeps_its_promises_is_loaded_whole(release: Release) -> None:
    dataset = read_dataset(release(promises={"filled": {"value": 1.0}, **SUM}))
    bought, *_ = dataset.rows.to_pylist()
    assert dataset.rows.num_rows == 3
    assert (bought["value"], bought["published"]) == (Decimal(156300000), date(2017, 8, 23))
    assert (bought["first_month"], bought["frequency"]) == (2017 * 12 + 6, "M")
    assert (bought["product"], bought["quantity"], bought["dataset"]) == ("", None, "totals")


def test_codes_keep_their_leading_zero(release: Release) -> None:
    header = HEADER.replace("citation", "commodity")
    row = IMPORTS.replace("wire", "0307")
    assert read_dataset(release(row, header=header)).rows["commodity"].to_pylist() == ["0307"]


def test_too_few_rows_are_refused(release: Release) -> None:
    with pytest.raises(AssertionBrokenError, match="3 rows, where 4 to 9 are expected"):
        read_dataset(release(promises={"rows": {"min": 4, "max": 9}}))


def test_too_many_rows_are_refused(release: Release) -> None:
    with pytest.raises(AssertionBrokenError, match="3 rows, where 1 to 2 are expected"):
        read_dataset(release(promises={"rows": {"min": 1, "max": 2}}))


def test_an_empty_column_is_refused_with_its_line(release: Release) -> None:
    empty = EXPORTS.replace("wire", "")
    with pytest.raises(AssertionBrokenError, match=r"citation is empty in line 3\."):
        read_dataset(release(IMPORTS, empty, promises={"filled": {"citation": 1.0}}))


def test_a_column_may_be_empty_as_often_as_promised(release: Release) -> None:
    empty = EXPORTS.replace("299850000", "")
    path = release(IMPORTS, empty, promises={"filled": {"value": 0.5}})
    assert read_dataset(path).rows.num_rows == 2


def test_eight_of_ten_filled_keeps_a_promise_of_four_fifths(release: Release) -> None:
    rows = [total(1, 1, f"2017-{month:02d}") for month in range(1, 9)]
    rows += [total(1, 1, f"2017-{month}").replace(",1,USD", ",,USD") for month in (10, 11)]
    path = release(*rows, promises={"rows": {"min": 1, "max": 10}, "filled": {"value": 0.8}})
    assert read_dataset(path).rows.num_rows == 10


def test_an_odd_value_is_refused_with_its_line(release: Release) -> None:
    with pytest.raises(AssertionBrokenError, match=r"flow is none of M, X in line 4"):
        read_dataset(release(promises={"values": {"flow": ["M", "X"]}}))


def test_a_repeated_key_is_refused_with_both_lines(release: Release) -> None:
    again = IMPORTS.replace("156300000", "156000000")
    with pytest.raises(AssertionBrokenError, match="line 4 repeats the key of line 2"):
        read_dataset(release(IMPORTS, EXPORTS, again))


def test_a_total_off_the_sum_of_its_parts_is_refused_with_its_line(release: Release) -> None:
    # 156.30 ± 0.05 and 299.85 ± 0.005 make 456.15 ± 0.055; 457.00 ± 0.005 is 0.85 away.
    with pytest.raises(AssertionBrokenError, match=r"line 4: T of 2017-07 is 850000.* off the sum"):
        read_dataset(release(IMPORTS, EXPORTS, total(457000000, 5000), promises=SUM))


@pytest.mark.parametrize(("value", "margin"), [(456160000, 5000), (456210000, 5000)])
def test_a_total_off_by_no_more_than_the_rounding_is_kept(
    release: Release, value: int, margin: int
) -> None:
    # The three margins, 50,000 + 5,000 + 5,000, leave 60,000: 456.15 to 456.21 million touch it.
    path = release(IMPORTS, EXPORTS, total(value, margin), promises=SUM)
    assert read_dataset(path).rows.num_rows == 3


def test_a_total_beyond_the_rounding_by_a_dollar_is_refused(release: Release) -> None:
    with pytest.raises(AssertionBrokenError, match="60001"):
        read_dataset(release(IMPORTS, EXPORTS, total(456210001, 5000), promises=SUM))


def test_a_sum_known_to_fail_is_kept_when_its_period_is_named(release: Release) -> None:
    promise = {"sums": [{**SUM["sums"][0], "except": {"2017-07": "the three do not add up"}}]}
    path = release(IMPORTS, EXPORTS, total(457000000, 5000), promises=promise)
    assert read_dataset(path).rows.num_rows == 3


def test_figures_of_two_releases_are_not_summed_together(release: Release) -> None:
    later = total(457000000, 5000).replace("2017-08-23", "2017-09-23")
    assert read_dataset(release(IMPORTS, EXPORTS, later, promises=SUM)).rows.num_rows == 3


def test_an_old_file_is_refused(release: Release) -> None:
    with pytest.raises(AssertionBrokenError, match="the latest period is before 2017-08"):
        read_dataset(release(promises={"latest_period": "2017-08"}))


def test_the_first_quarter_is_not_later_than_august(release: Release) -> None:
    with pytest.raises(AssertionBrokenError, match="the latest period is before 2017-08"):
        read_dataset(release(total(1, 1, "2017-Q1"), promises={"latest_period": "2017-08"}))


def test_a_span_that_ends_in_august_covers_august(release: Release) -> None:
    path = release(total(1, 1, "2017-01/2017-08"), promises={"latest_period": "2017-08"})
    assert read_dataset(path).rows.num_rows == 1


def test_an_unknown_column_is_refused_by_its_name(release: Release) -> None:
    with pytest.raises(AssertionBrokenError, match="no column 'remark' is known"):
        read_dataset(release(header=HEADER.replace("citation", "remark")))


@pytest.mark.parametrize("promises", [{"filled": {"value": 1.0}}, SUM])
def test_a_misspelt_column_with_a_promise_is_refused_by_its_name(
    release: Release, promises: dict[str, object]
) -> None:
    header = HEADER.replace("value", "valeu")
    with pytest.raises(AssertionBrokenError, match="valeu"):
        read_dataset(release(header=header, promises=promises))


def test_a_key_without_its_column_is_refused(release: Release) -> None:
    with pytest.raises(AssertionBrokenError, match="commodity"):
        read_dataset(release(key=["flow", "commodity"]))


def test_an_unknown_table_is_refused(release: Release) -> None:
    with pytest.raises(AssertionBrokenError, match="observation"):
        read_dataset(release(table="observation"))


def test_a_day_that_is_none_is_refused_with_its_line(release: Release) -> None:
    with pytest.raises(AssertionBrokenError, match="line 2"):
        read_dataset(release(IMPORTS.replace("2017-08-23", "23 August")))


def test_a_period_that_is_none_is_refused_with_its_line(release: Release) -> None:
    with pytest.raises(AssertionBrokenError, match="line 2"):
        read_dataset(release(IMPORTS.replace("2017-07", "July 2017")))


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({"licens": "facts"}, "unknown field `licens`"),
        ({"precedence": "1"}, r"Expected `int`, got `str` - at `\$.precedence`"),
        ({"promises": {"filed": {}}}, r"unknown field `filed` - at `\$.assertions`"),
        ({"promises": {"sums": [{"flow": "T"}]}}, "missing required field `equals`"),
    ],
)
def test_a_descriptor_with_a_wrong_key_is_refused_with_the_place(
    release: Release, keys: dict[str, object], words: str
) -> None:
    with pytest.raises(AssertionBrokenError, match=r"totals\.yaml.*" + words):
        read_dataset(release(**keys))


def test_a_descriptor_that_is_no_yaml_is_refused(release: Release) -> None:
    path = release()
    path.write_text("name: [totals")
    with pytest.raises(AssertionBrokenError, match=r"totals\.yaml"):
        read_dataset(path)


def test_every_broken_promise_is_told_at_once(release: Release) -> None:
    promises = {"rows": {"min": 4, "max": 9}, "values": {"flow": ["M", "X"]}}
    with pytest.raises(AssertionBrokenError) as refused:
        read_dataset(release(promises=promises))
    assert len(refused.value.broken) == 2
