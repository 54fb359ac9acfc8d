import gzip
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from yalu.model.errors import UnreadableFileError

Read = Callable[..., list[dict[str, Any]]]
BULK = "COMTRADE-FINAL-CM156201707H5[2018-02-05].gz"


def test_an_answer_keeps_totals_and_their_parts_apart(rows_of: Read, specimens: Path) -> None:
    total, goods, part = rows_of(specimens / "answer.json")
    assert (total["commodity"], total["is_aggregate"]) == ("", True)
    assert (goods["customs_procedure"], goods["transport_mode"]) == ("", "")
    assert (part["customs_procedure"], part["transport_mode"]) == ("C01", "3200")
    assert total["quantity"] is None  # 0 without a unit


def test_estimated_quantities_and_computed_rows_say_so(rows_of: Read, specimens: Path) -> None:
    _, goods, part = rows_of(specimens / "answer.json")
    assert (goods["quantity_estimated"], goods["net_weight_estimated"]) == (True, True)
    assert (goods["status"], part["status"]) == ("reported", "estimated")
    assert goods["classification"] == "HS2017"


def test_a_bulk_file_tells_nil_from_nothing(rows_of: Read, specimens: Path) -> None:
    chapter, crude, oil = rows_of(specimens / BULK)
    assert (chapter["value"], chapter["net_weight_kg"]) == (Decimal(8_000_000), None)
    assert (crude["value"], crude["status"]) == (Decimal(0), "zero")
    assert (oil["value"], oil["net_weight_kg"]) == (Decimal("8000000.5"), Decimal("12.3457"))


def test_other_asia_is_not_taken_for_a_country(rows_of: Read, specimens: Path) -> None:
    *_, oil = rows_of(specimens / BULK)
    assert (oil["partner"], oil["partner_code"]) == ("S19", "490")


def test_the_old_service_had_states_that_share_the_code_of_their_heirs(
    rows_of: Read, specimens: Path
) -> None:
    china, germany = rows_of(specimens / "legacy22.csv")
    assert (china["reporter"], china["classification"]) == ("CHN", "HS2012")
    assert (germany["reporter"], germany["reporter_code"]) == ("DEU-280", "280")
    assert (germany["net_weight_kg"], germany["net_weight_estimated"]) == (None, True)


def test_the_wide_form_of_the_old_service_is_read_as_well(rows_of: Read, specimens: Path) -> None:
    (shrimps,) = rows_of(specimens / "legacy35.csv")
    assert (shrimps["period"], shrimps["frequency"]) == ("2017-07", "M")
    assert (shrimps["cif_value"], shrimps["fob_value"]) == (Decimal(5552), None)


def test_baci_is_in_thousand_dollars_and_tonnes_and_nobody_reported_it(
    rows_of: Read, specimens: Path
) -> None:
    there, back = rows_of(specimens / "BACI_HS17_Y2020_V202201.csv")
    assert (there["reporter"], there["partner"], there["flow"]) == ("CHN", "PRK", "X")
    assert (there["commodity"], there["value"]) == ("010121", Decimal(1234))
    assert (there["net_weight_kg"], there["status"]) == (Decimal(567), "estimated")
    assert (back["quantity"], back["net_weight_kg"]) == (None, None)


def test_unknown_codes_are_refused_with_the_first_ten_lines(rows_of: Read, tmp_path: Path) -> None:
    path = tmp_path / "BACI_HS17_Y2020_V202201.csv"
    path.write_text("t,i,j,k,v,q\n" + "2020,156,XX,10121,1,1\n" * 12)
    with pytest.raises(UnreadableFileError) as refusal:
        rows_of(path)
    assert "'XX' in line 2," in str(refusal.value)
    assert "line 11 and 2 more" in str(refusal.value)


def test_texts_for_numbers_are_refused_with_their_lines(rows_of: Read, tmp_path: Path) -> None:
    path = tmp_path / "BACI_HS17_Y2020_V202201.csv"
    path.write_text("t,i,j,k,v,q\n2020,156,408,10121,1,1\n2020,156,408,10129,1.2.3,many\n")
    with pytest.raises(UnreadableFileError) as refusal:
        rows_of(path)
    assert "line 3 is not loaded: no number: '1.2.3' in line 3, 'many' in line 3" in str(
        refusal.value
    )


def test_a_numeric_code_of_no_list_is_kept_as_it_is(rows_of: Read, tmp_path: Path) -> None:
    path = tmp_path / "BACI_HS17_Y2020_V202201.csv"
    path.write_text("t,i,j,k,v,q\n2020,156,999,10121,1,1\n")
    (row,) = rows_of(path)
    assert (row["partner"], row["partner_code"]) == ("M49-999", "999")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"count": 5}, "says 5 rows and holds 3"),
        ({"error": "quota"}, "answered 'quota'"),
        ({"data": None}, "holds no rows"),
    ],
)
def test_an_answer_that_is_not_whole_is_refused(
    change: dict[str, Any], reason: str, rows_of: Read, specimens: Path, tmp_path: Path
) -> None:
    body = json.loads((specimens / "answer.json").read_text()) | change
    path = tmp_path / "answer.json"
    path.write_text(json.dumps(body | {"primaryValue": 0}))
    with pytest.raises(UnreadableFileError, match=reason):
        rows_of(path)


def test_a_bulk_file_that_is_cut_off_is_refused(
    rows_of: Read, specimens: Path, tmp_path: Path
) -> None:
    path = tmp_path / BULK
    path.write_bytes((specimens / BULK).read_bytes()[:-30])
    with pytest.raises(UnreadableFileError, match="cut off or damaged"):
        rows_of(path)


def test_columns_in_another_order_say_the_same(
    rows_of: Read, specimens: Path, tmp_path: Path
) -> None:
    lines = gzip.decompress((specimens / BULK).read_bytes()).decode().splitlines()
    turned = ["\t".join(reversed(line.split("\t"))) for line in lines]
    path = tmp_path / "turned.txt"
    path.write_text("\n".join(turned) + "\n")
    assert rows_of(path) == rows_of(specimens / BULK)
