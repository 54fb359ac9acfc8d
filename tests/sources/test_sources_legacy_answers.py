"""Answers of the UN Comtrade service before 2022: JSON, and CSV with headings for machines."""

import csv
import gzip
import json
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yalu.model.errors import UnreadableFileError, UnrecognisedFileError

Read = Callable[..., list[dict[str, Any]]]
relaxed = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def body(specimens: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((specimens / "legacy_answer.json").read_text())
    return found


def test_an_answer_of_the_old_service_is_read_like_its_csv(rows_of: Read, specimens: Path) -> None:
    shrimps, world, poultry = rows_of(specimens / "legacy_answer.json")
    assert (shrimps["reporter"], shrimps["partner"], shrimps["flow"]) == ("CHN", "PRK", "M")
    assert (shrimps["period"], shrimps["frequency"]) == ("2017-07", "M")
    assert (shrimps["commodity"], shrimps["classification"]) == ("030617", "HS2017")
    assert (shrimps["value"], shrimps["net_weight_kg"]) == (Decimal(5552), Decimal(1200))
    assert (world["partner"], world["commodity"], world["is_aggregate"]) == ("W00", "", True)
    assert world["value"] == Decimal("193646612345.5")
    # flag 4: the weight is estimated, and nil stands for none
    assert (poultry["net_weight_kg"], poultry["net_weight_estimated"]) == (None, True)
    assert (poultry["quantity"], poultry["quantity_unit"]) == (Decimal(16919), "item")


def test_rows_that_a_script_kept_alone_are_read(
    rows_of: Read, body: dict[str, Any], tmp_path: Path
) -> None:
    path = tmp_path / "rows.json"
    path.write_text(json.dumps(body["dataset"]))
    assert [row["partner"] for row in rows_of(path)] == ["PRK", "W00", "KOR"]


def test_an_answer_with_fewer_rows_than_it_counts_is_refused(
    rows_of: Read, body: dict[str, Any], tmp_path: Path
) -> None:
    path = tmp_path / "cut.json"
    path.write_text(json.dumps(body | {"dataset": body["dataset"][:2]}))
    with pytest.raises(UnreadableFileError, match="says 3 rows and holds 2"):
        rows_of(path)


def test_what_the_old_service_refused_is_told(
    rows_of: Read, body: dict[str, Any], tmp_path: Path
) -> None:
    status = {"name": "Query complexity", "value": 5002, "description": "The query is too complex"}
    path = tmp_path / "error.json"
    path.write_text(json.dumps({"validation": {"status": status}, "dataset": []}))
    with pytest.raises(UnreadableFileError, match="'The query is too complex'"):
        rows_of(path)


def test_a_list_of_what_the_old_service_has_is_no_table_of_figures(
    rows_of: Read, tmp_path: Path
) -> None:
    path = tmp_path / "availability.json"
    path.write_text('[{"type":"COMMODITIES","freq":"MONTHLY","px":"HS","r":"76","rDesc":"Brazil",'
                    '"ps":"201607","TotalRecords":126827,"IsOriginal":1}]')  # fmt: skip
    with pytest.raises(UnrecognisedFileError, match="lists which periods"):
        rows_of(path)


@relaxed
@given(
    cells=st.lists(
        st.tuples(
            st.sampled_from([("408", "PRK"), ("410", "KOR"), ("490", "S19"), ("0", "W00")]),
            st.integers(0, 999_999).map(lambda n: f"{n:06d}"),
            st.integers(0, 10**13),
            st.none() | st.integers(1, 10**9),
            st.sampled_from([("1", "M"), ("2", "X"), ("3", "RX"), ("4", "RM")]),
        ),
        min_size=1,
        max_size=9,
        unique_by=lambda cell: (cell[0], cell[1], cell[4]),
    ),
    packing=st.sampled_from(["", "gz", "zip"]),
    order=st.randoms(use_true_random=False),
)
def test_a_table_with_headings_for_machines_comes_back_cell_by_cell(
    *, cells: list[Any], packing: str, order: Any, rows_of: Read, specimens: Path,  # noqa: ANN401
    tmp_path: Path,
) -> None:  # fmt: skip
    names = list(json.loads((specimens / "legacy_answer.json").read_text())["dataset"][0])
    order.shuffle(names)
    path = tmp_path / "table.csv"
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, names, restval="")
        writer.writeheader()
        for (partner, _), goods, value, weight, (flow, _) in cells:
            writer.writerow({
                "pfCode": "H4", "yr": 2016, "period": 2016, "rgCode": flow, "rtCode": 156,
                "ptCode": partner, "cmdCode": goods, "TradeValue": value, "NetWeight": weight,
                "qtCode": 1, "estCode": 0,
            })  # fmt: skip
    expected = [(area, goods, value, weight, flow)
                for (_, area), goods, value, weight, (_, flow) in cells]  # fmt: skip
    fields = ("partner", "commodity", "value", "net_weight_kg", "flow")
    found = [tuple(row[field] for field in fields) for row in rows_of(packed(path, packing))]
    assert found == expected


def packed(path: Path, packing: str) -> Path:
    """Pack a file as a user or a publisher does."""
    into = path.with_name(f"{path.name}.{packing}") if packing else path
    if packing == "gz":
        into.write_bytes(gzip.compress(path.read_bytes()))
    elif packing == "zip":
        with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(path, path.name)
    return into
