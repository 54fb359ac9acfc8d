from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from yalu.intake import checking
from yalu.model.errors import (
    AssertionBrokenError,
    SeriesNotFoundError,
    UnreadableFileError,
    UnrecognisedFileError,
    VintageNotFoundError,
    WorkspaceBusyError,
)
from yalu.model.loads import Loaded
from yalu.model.observations import GoodsFigure, GoodsQuestion
from yalu.store import manifest, shelf
from yalu.workspace import Workspace

TakeIn = Callable[..., tuple[Loaded, ...]]
QUERY = "数据年月,贸易伙伴编码,商品编码,美元\n"


def query(path: Path, *lines: str) -> Path:
    path.write_text(QUERY + "\n".join(lines) + "\n")
    return path


def state(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != ".lock"
    }


def test_a_load_tells_rows_periods_partners_and_sums(take_in: TakeIn, specimens: Path) -> None:
    (loaded,) = take_in(specimens / "query_zh.csv", flow="X")
    assert (loaded.dataset, loaded.rows, loaded.partners) == ("gacc-query", 3, 1)
    assert loaded.periods == ("2017-07",)
    # 1,234 + 12,345,678 + 50,848
    assert list(loaded.sums.values()) == [Decimal(12_397_760)]
    assert loaded.assertions > 0


def test_a_load_names_partners_and_units_that_no_list_has(take_in: TakeIn, tmp_path: Path) -> None:
    path = tmp_path / "query.csv"
    path.write_text(
        "数据年月,贸易伙伴编码,商品编码,第一数量,第一计量单位,美元\n"
        "201707,109,27011100,5,千克,1\n201707,998,27011100,5,亿株,1\n"
    )
    (loaded,) = take_in(path, flow="M")
    assert loaded.unlisted == ("GACC-998", "亿株")


def test_a_load_tells_what_is_no_plain_figure(take_in: TakeIn, specimens: Path) -> None:
    (loaded,) = take_in(specimens / "answer.json")
    # one row of all goods, one reported and one computed by the service
    assert (loaded.totals, loaded.statuses) == (1, {"estimated": 1, "reported": 2})


def test_a_load_of_codes_names_what_they_are_of(take_in: TakeIn, specimens: Path) -> None:
    tree, pairs = take_in(specimens / "tree_HS2017.json", specimens / "correlation.csv")
    assert (tree.subjects, pairs.subjects) == (("HS2017",), ("HS2022 to HS2017",))


def test_the_same_bytes_again_change_nothing(
    take_in: TakeIn, specimens: Path, folder: Path
) -> None:
    take_in(specimens / "answer.json")
    before = state(folder)
    (again,) = take_in(specimens / "answer.json")
    assert again.already_held
    assert state(folder) == before


def test_changed_bytes_are_a_new_vintage_that_says_what_it_revised(
    take_in: TakeIn, tmp_path: Path
) -> None:
    take_in(query(tmp_path / "a.csv", "201707,109,2701,100", "201707,109,2709,7"),
            flow="M", published="2017-08-23")  # fmt: skip
    (second,) = take_in(query(tmp_path / "b.csv", "201707,109,2701,90", "201707,109,2709,7"),
                        flow="M", published="2017-09-23")  # fmt: skip
    assert second.vintage == "2017-09-23"
    assert second.revised is not None
    assert (second.revised.revised, second.revised.added, second.revised.unchanged) == (1, 0, 1)


def test_a_figure_that_a_later_file_no_longer_has_is_removed(
    take_in: TakeIn, tmp_path: Path, folder: Path
) -> None:
    take_in(query(tmp_path / "a.csv", "201707,109,27011100,100", "201707,109,27011290,7",
                  "201707,109,72011000,5"), flow="M", published="2017-08-23")  # fmt: skip
    (second,) = take_in(query(tmp_path / "b.csv", "201707,109,27011100,90"),
                        flow="M", published="2017-09-23")  # fmt: skip
    # The later file says nothing of chapter 72: it may not have been asked for.
    assert second.revised is not None
    assert (second.revised.revised, second.revised.removed, second.revised.unchanged) == (1, 1, 0)
    with Workspace.open(loaded=folder) as workspace:
        found = workspace.difference("gacc-query", earlier="2017-08-23", later="2017-09-23")
    assert (found.revised, found.removed, found.unchanged) == (1, 1, 1)
    assert [(c.commodity, c.kind) for c in found.biggest] == [
        ("27011100", "revised"), ("27011290", "removed"),
    ]  # fmt: skip


def test_a_day_of_knowledge_picks_the_vintage(
    take_in: TakeIn, tmp_path: Path, folder: Path
) -> None:
    take_in(query(tmp_path / "a.csv", "201707,109,2701,100"), flow="M", published="2017-08-23")
    take_in(query(tmp_path / "b.csv", "201707,109,2701,90"), flow="M", published="2017-09-23")
    with Workspace.open(loaded=folder) as workspace:
        for day, value in ((date(2017, 8, 26), 100), (date(2017, 9, 23), 90)):
            question = GoodsQuestion(reporter="CHN", partner="PRK", as_known=day, commodity="2701",
                                     dataset="gacc-query")  # fmt: skip
            assert [f.value for f in workspace.goods(question)] == [Decimal(value)]


def test_two_loads_of_a_day_have_names_of_their_own(
    take_in: TakeIn, tmp_path: Path, folder: Path
) -> None:
    take_in(query(tmp_path / "a.csv", "201707,109,2701,100"), flow="M", published="2017-08-23")
    (second,) = take_in(query(tmp_path / "b.csv", "201707,109,2701,90"), flow="M",
                        published="2017-08-23")  # fmt: skip
    assert second.vintage == "2017-08-23.2"
    with Workspace.open(loaded=folder) as workspace:
        found = workspace.difference("gacc-query", earlier="2017-08-23", later="2017-08-23.2")
        with pytest.raises(VintageNotFoundError, match=r"there is 2017-08-23, 2017-08-23\.2"):
            workspace.difference("gacc-query", earlier="2016-01-01", later="2017-08-23")
    (cell,) = found.biggest
    assert (cell.kind, cell.before, cell.after) == ("revised", Decimal(100), Decimal(90))
    assert cell.change_pct == pytest.approx(-10.0)


def test_the_silent_revision_of_the_bulletin_is_found(
    take_in: TakeIn, specimens: Path, folder: Path
) -> None:
    take_in(specimens / "bulletin_series.csv")
    with Workspace.open(loaded=folder) as workspace:
        found = workspace.difference("gacc-monthly", earlier="2024-06-20", later="2024-07-20")
    revised = {c.flow: c.change_pct for c in found.biggest if c.kind == "revised"}
    # exports 500 → 570 − 110 = 460; the total 580 → 669 − 129 = 540; imports 80 → 99 − 19 = 80
    assert revised == {"X": pytest.approx(-8.0), "T": pytest.approx(-6.8966, abs=0.001)}


def test_a_refused_file_takes_the_others_with_it(
    take_in: TakeIn, specimens: Path, folder: Path, tmp_path: Path
) -> None:
    take_in(specimens / "provinces.csv")
    before = state(folder)
    bad = query(tmp_path / "bad.csv", "201707,109,2701,1", "201707,109,2701,x")
    with pytest.raises(UnreadableFileError, match="line 3"):
        take_in(specimens / "answer.json", bad, flow="M")
    assert state(folder) == before


def test_a_repeated_key_is_refused_with_both_lines(take_in: TakeIn, tmp_path: Path) -> None:
    lines = [f"201707,109,27{n:02d},{n}" for n in (1, 2, 1)]
    with pytest.raises(AssertionBrokenError, match="line 4 repeats the key of line 2"):
        take_in(query(tmp_path / "a.csv", *lines), flow="M")


def test_a_broken_promise_names_the_first_ten_lines(take_in: TakeIn, tmp_path: Path) -> None:
    lines = [f"201707,109,27{n:02d}," for n in range(10, 25)]
    with pytest.raises(AssertionBrokenError) as refusal:
        take_in(query(tmp_path / "a.csv", *lines), flow="M")
    assert "value is empty in line 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 …" in str(refusal.value)


def test_a_total_that_is_off_its_parts_is_refused(
    take_in: TakeIn, specimens: Path, tmp_path: Path
) -> None:
    text = (specimens / "bulletin_series.csv").read_text()
    path = tmp_path / "off.csv"
    path.write_text(text.replace("129.0000", "130.0000"))
    with pytest.raises(AssertionBrokenError, match=r"T of 2024-06 is 10000.* off the sum"):
        take_in(path)


def test_the_parquet_files_are_readable_by_others(
    take_in: TakeIn, specimens: Path, folder: Path
) -> None:
    take_in(specimens / "answer.json")
    (path,) = folder.glob("observations/dataset=comtrade/period=2017-07/*.parquet")
    table = pq.ParquetFile(path).read()
    assert table.num_rows == 3
    assert set(table["reporter"].to_pylist()) == {"CHN"}


def test_the_bytes_are_kept_with_their_checksum(
    take_in: TakeIn, specimens: Path, folder: Path
) -> None:
    take_in(specimens / "answer.json")
    (vintage,) = manifest.read(folder).vintages
    kept = folder / vintage.snapshot.path
    assert kept.read_bytes() == (specimens / "answer.json").read_bytes()
    assert shelf.checksum(kept) == vintage.snapshot.sha256


def test_doctor_rebuilds_what_was_damaged(take_in: TakeIn, specimens: Path, folder: Path) -> None:
    take_in(specimens / "answer.json")
    (path,) = folder.glob("observations/dataset=comtrade/period=2017-07/*.parquet")
    path.write_bytes(path.read_bytes()[:-100])
    assert any("not what was written" in fault for fault in checking.examine(folder).faults)
    mended = checking.examine(folder, repair=True)
    assert (mended.faults, len(mended.repaired) > 0) == ((), True)
    with Workspace.open(loaded=folder) as workspace:
        rows = workspace.store.rows(
            "SELECT count(*) AS n, sum(value) AS v FROM observations WHERE dataset = 'comtrade'"
        )
    # 156,300,000 + 5,552.25 + 3,000
    assert rows == [{"n": 3, "v": Decimal("156308552.25")}]


def test_doctor_counts_files_of_no_load(take_in: TakeIn, specimens: Path, folder: Path) -> None:
    take_in(specimens / "answer.json")
    (folder / "snapshots" / "stray").write_bytes(b"x")
    assert checking.examine(folder).strays == 1
    assert checking.examine(folder, repair=True).strays == 0
    assert not (folder / "snapshots" / "stray").exists()


def test_a_second_writer_waits_and_then_says_so(
    take_in: TakeIn, specimens: Path, folder: Path
) -> None:
    with (
        shelf.writing(folder, wait_seconds=1),
        pytest.raises(WorkspaceBusyError),
        shelf.writing(folder, wait_seconds=0.1),
    ):
        pass
    assert take_in(specimens / "provinces.csv")[0].rows == 2


def test_a_reader_sees_one_state_while_another_loads(
    take_in: TakeIn, specimens: Path, folder: Path, tmp_path: Path
) -> None:
    take_in(query(tmp_path / "a.csv", "201707,109,2701,100"), flow="M", published="2017-08-23")
    with Workspace.open(loaded=folder) as reader:
        count = "SELECT count(*) AS n FROM observations WHERE dataset = 'gacc-query'"
        before = reader.store.rows(count)
        take_in(query(tmp_path / "b.csv", "201707,109,2701,90"), flow="M", published="2017-09-23")
        assert reader.store.rows(count) == before == [{"n": 1}]


def test_a_code_is_converted_by_the_tables_that_were_loaded(
    take_in: TakeIn, specimens: Path, folder: Path
) -> None:
    take_in(specimens / "correlation.csv")
    with Workspace.open(loaded=folder) as workspace:
        there = workspace.convert("030614", edition="HS2022", into="HS2017")
        back = workspace.convert("030624", edition="HS2017", into="HS2022")
    assert (there.targets, there.relationship) == (("030614", "030624"), "1:n")
    assert (back.targets, back.relationship) == (("030614",), "n:1")


def test_a_loaded_figure_cites_its_file(take_in: TakeIn, specimens: Path, folder: Path) -> None:
    take_in(specimens / "answer.json", published="2017-09-01")
    with Workspace.open(loaded=folder) as workspace:
        question = GoodsQuestion(reporter="CHN", partner="PRK", as_known=date(2017, 9, 1),
                                 commodity="030617", dataset="comtrade")  # fmt: skip
        (figure,) = workspace.goods(question)
        (key,) = figure.citations
        page = workspace._citations(date(2017, 9, 1))[key]
    assert "answer.json" in page.title
    assert figure.value == Decimal("5552.25")  # the total, not the total and its part


def test_all_goods_are_added_up_from_codes_only_when_asked(
    take_in: TakeIn, tmp_path: Path, folder: Path
) -> None:
    take_in(query(tmp_path / "a.csv", "201707,402,2701,100", "201707,402,2601,7"), flow="M")
    with Workspace.open(loaded=folder) as workspace:
        on = date(2030, 1, 1)
        plain = GoodsQuestion(reporter="CHN", partner="ARG", as_known=on)
        assert workspace.goods(plain) == ()
        (total,) = workspace.goods(replace(plain, add_up=True))
        assert (total.value, total.status, total.rows) == (Decimal(107), "estimated", 2)
        with pytest.raises(SeriesNotFoundError):
            workspace.brief("CHN", "ARG", "2017-07", as_known=on)


def test_the_register_marks_crude_oil_as_withheld_and_can_be_turned_off(
    take_in: TakeIn, tmp_path: Path, folder: Path
) -> None:
    take_in(query(tmp_path / "a.csv", "201707,109,2709,5", "201707,109,27,50"), flow="X")
    with Workspace.open(loaded=folder) as workspace:
        crude = GoodsQuestion(reporter="CHN", partner="PRK", as_known=date(2030, 1, 1),
                              commodity="2709", dataset="gacc-query")  # fmt: skip
        (marked,), (plain,) = workspace.goods(crude), workspace.goods(crude, register=False)
        (chapter,) = workspace.goods(replace(crude, commodity="27"))
    assert (marked.status, plain.status) == ("suppressed", "reported")
    assert "crude-unpublished" in marked.register
    assert (chapter.status, "crude-unpublished" in chapter.register) == ("reported", True)


def test_a_path_that_is_not_there_is_refused(take_in: TakeIn, tmp_path: Path) -> None:
    with pytest.raises(UnrecognisedFileError, match="there is no such file"):
        take_in(tmp_path / "nothing.csv")


@pytest.mark.parametrize(
    "folder_name",
    ["gacc-query-zh", "gacc-bulletin", "comtrade-api", "comtrade-legacy", "baci", "hs-concordance",
     "hs-nomenclature", "gacc-codes", "gacc-query-en"],
)  # fmt: skip
def test_real_files_pass_the_promises_of_their_descriptors(
    folder_name: str, shared: Path, take_in: TakeIn
) -> None:
    broken = {}
    for path in sorted((shared / "data" / "trade" / folder_name).iterdir()):
        try:
            take_in(path, flow="M")
        except (UnrecognisedFileError, UnreadableFileError):
            continue  # what is refused, and why, is proved in tests/sources/test_real_files.py
        except AssertionBrokenError as refusal:
            broken[path.name] = str(refusal)
    assert broken == {}


def _goods(folder: Path, commodity: str, flow: str) -> dict[str, GoodsFigure]:
    asked = GoodsQuestion(
        reporter="CHN", partner="PRK", as_known=date(2030, 1, 1), commodity=commodity, flow=flow,
        dataset="gacc-query",
    )  # fmt: skip
    with Workspace.open(loaded=folder) as workspace:
        return {str(figure.period): figure for figure in workspace.goods(asked)}


def test_crude_oil_that_is_in_no_row_is_withheld_and_not_nil(
    take_in: TakeIn, tmp_path: Path, folder: Path
) -> None:
    # Nothing of crude oil, before and after China stopped showing it in January 2014.
    take_in(query(tmp_path / "a.csv", "201312,109,2710,5", "201401,109,2710,6"), flow="X")
    found = _goods(folder, "2709", "X")
    assert {period: (one.status, one.value) for period, one in found.items()} == {
        "2014-01": ("suppressed", None)
    }
    assert found["2014-01"].register == ("crude-unpublished",)


def test_a_gap_between_two_months_is_missing_and_says_what_is_loaded(
    take_in: TakeIn, tmp_path: Path, folder: Path
) -> None:
    take_in(
        query(tmp_path / "a.csv", "201701,109,2601,5", "201702,109,7207,6", "201704,109,2601,7",
              "201705,109,7207,8"),
        flow="M",
    )  # fmt: skip
    found = _goods(folder, "2601", "M")
    assert {period: (one.status, one.value) for period, one in found.items()} == {
        "2017-01": ("reported", 5),
        "2017-02": ("missing", None),
        "2017-03": ("missing", None),
        "2017-04": ("reported", 7),
    }
    assert "other goods are loaded" in found["2017-02"].arithmetic
    assert "nothing of this pair is loaded" in found["2017-03"].arithmetic
