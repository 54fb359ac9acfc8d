"""Cells that a later file, complete for them, no longer has."""

import json
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from yalu.intake import checking
from yalu.intake.loading import Told, load
from yalu.model.loads import Loaded
from yalu.model.observations import GoodsFigure, GoodsQuestion
from yalu.store import manifest
from yalu.workspace import Workspace

HEAD = ("period\treporterCode\tflowCode\tpartnerCode\tcmdCode\tclassificationCode\tprimaryValue\t"
        "isReported\tisAggregate\n")  # fmt: skip
CODES = ("270111", "270112", "270119")
REPORTERS = {"156": "CHN", "410": "KOR"}
MONTHS = ("201707", "201708")
FIRST = date(2018, 1, 1)
Cells = dict[str, int]


@dataclass(frozen=True, kw_only=True)
class Release:
    """One file: whose, of which month, out on which day, with which figures."""

    reporter: str
    month: str
    day: date
    whole: bool
    cells: Cells

    def write(self, folder: Path, number: int) -> Path:
        """Write it under the name of a bulk file, or under one that says nothing."""
        aside = folder / str(number)
        aside.mkdir()
        name = f"COMTRADE-FINAL-CM{self.reporter}{self.month}H5[{self.day}].txt"
        path = aside / (name if self.whole else f"part-{number}.txt")
        lines = [
            f"{self.month}\t{self.reporter}\tM\t408\t{code}\tH5\t{value}\t1\t0\n"
            for code, value in self.cells.items()
        ]
        path.write_text(HEAD + "".join(lines))
        return path


def take(release: Release, folder: Path, number: int) -> Loaded:
    path = release.write(folder, number)
    told = Told() if release.whole else Told(published=release.day)
    (loaded,) = load([path], folder / "workspace", told=told, on=date(2026, 11, 24))
    return loaded


def asked(commodity: str, day: date, reporter: str = "CHN") -> GoodsQuestion:
    return GoodsQuestion(
        reporter=reporter, partner="PRK", as_known=day, commodity=commodity, dataset="comtrade"
    )


def figures(folder: Path, commodity: str, day: date, reporter: str = "CHN") -> list[GoodsFigure]:
    with Workspace.open(loaded=folder / "workspace") as workspace:
        return list(workspace.goods(asked(commodity, day, reporter)))


JULY = Release(
    reporter="156", month="201707", day=FIRST, whole=True, cells={"270111": 50, "270112": 70}
)
AGAIN = replace(JULY, day=date(2018, 3, 1), cells={"270111": 60})


releases = st.builds(
    Release,
    reporter=st.sampled_from(list(REPORTERS)),
    month=st.sampled_from(MONTHS),
    day=st.integers(0, 3).map(lambda days: FIRST + timedelta(days=days)),
    whole=st.booleans(),
    cells=st.dictionaries(st.sampled_from(CODES), st.integers(1, 9), min_size=1),
)


def applied(done: list[tuple[Release, int]], day: date) -> dict[tuple[str, str, str], int]:
    """Apply the files that were out by a day, one by one in the order of their days."""
    standing: dict[tuple[str, str, str], int] = {}
    for release, _ in sorted(done, key=lambda one: (one[0].day, one[1])):
        if release.day > day:
            continue
        if release.whole:
            for code in CODES:
                standing.pop((release.reporter, release.month, code), None)
        for code, value in release.cells.items():
            standing[release.reporter, release.month, code] = value
    return standing


@settings(max_examples=15, deadline=None, phases=[Phase.generate])
@given(files=st.lists(releases, min_size=1, max_size=5))
def test_what_stands_on_any_day_is_what_the_files_applied_one_by_one_leave(
    files: list[Release],
) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        done: list[tuple[Release, int]] = []
        for number, release in enumerate(files):
            # The same bytes of the same day are the same file, which counts once.
            if not take(release, folder, number).already_held:
                done.append((release, number))
        with Workspace.open(loaded=folder / "workspace") as workspace:
            for day in (FIRST + timedelta(days=days) for days in range(-1, 4)):
                found = {
                    (number, str(figure.period).replace("-", ""), code): figure
                    for number, reporter in REPORTERS.items()
                    for code in CODES
                    for figure in workspace.goods(asked(code, day, reporter))
                }
                values = {key: f.value for key, f in found.items() if f.value is not None}
                assert values == applied(done, day)
                gone = [f for f in found.values() if f.value is None and f.rows == 0]
                assert {f.status for f in gone} <= {"missing"}


def test_a_cell_that_a_later_release_drops_is_missing_and_says_what_it_was(tmp_path: Path) -> None:
    take(JULY, tmp_path, 1)
    second = take(AGAIN, tmp_path, 2)
    (before,) = figures(tmp_path, "270112", date(2018, 2, 28))
    (after,) = figures(tmp_path, "270112", date(2018, 3, 1))
    assert (before.value, before.status) == (70, "reported")
    assert (after.value, after.status, after.rows) == (None, "missing", 0)
    assert after.arithmetic == (
        "withdrawn: 70 USD printed on 2018-01-01; the file of 2018-03-01 is complete and no longer"
        " has it"
    )
    assert len(after.citations) == 2
    assert second.revised is not None
    assert (second.revised.revised, second.revised.removed) == (1, 1)


def test_a_sum_counts_what_stands_and_names_what_was_withdrawn(tmp_path: Path) -> None:
    take(JULY, tmp_path, 1)
    take(replace(AGAIN, cells={"270111": 60, "270119": 20}), tmp_path, 2)
    (total,) = figures(tmp_path, "27", date(2018, 3, 1))
    assert (total.value, total.rows, total.status) == (80, 2, "estimated")
    assert "not counted: a figure of 6 digits printed before" in total.arithmetic


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_order_of_loading_does_not_matter(order: tuple[int, int], tmp_path: Path) -> None:
    for number in order:
        take((JULY, AGAIN)[number], tmp_path, number)
    for day, values in ((FIRST, [50, 70]), (date(2018, 3, 1), [60, None])):
        found = [figures(tmp_path, code, day)[0].value for code in ("270111", "270112")]
        assert found == values
    with Workspace.open(loaded=tmp_path / "workspace") as workspace:
        told = workspace.difference("comtrade", earlier="2018-01-01", later="2018-03-01")
    assert (told.revised, told.removed, told.added, told.unchanged) == (1, 1, 0, 0)


def test_a_release_of_one_month_leaves_the_other_and_other_reporters(tmp_path: Path) -> None:
    take(JULY, tmp_path, 1)
    take(replace(JULY, month="201708"), tmp_path, 2)
    take(replace(JULY, reporter="410"), tmp_path, 3)
    take(AGAIN, tmp_path, 4)
    day = date(2018, 3, 1)
    here = {str(f.period): f.value for f in figures(tmp_path, "270112", day)}
    assert here == {"2017-07": None, "2017-08": 70}
    assert [f.value for f in figures(tmp_path, "270112", day, "KOR")] == [70]


def test_a_depth_that_a_later_release_leaves_out_altogether_stands(tmp_path: Path) -> None:
    take(replace(JULY, cells={"27": 120, "270111": 50, "270112": 70}), tmp_path, 1)
    take(AGAIN, tmp_path, 2)
    (chapter,) = figures(tmp_path, "27", date(2018, 3, 1))
    assert (chapter.value, chapter.status) == (120, "reported")


def test_a_file_whose_rows_are_not_those_of_its_name_is_complete_for_nothing(
    tmp_path: Path,
) -> None:
    take(JULY, tmp_path, 1)
    path = replace(AGAIN, cells={"270111": 60}).write(tmp_path, 2)
    path.write_text(path.read_text() + "201708\t156\tM\t408\t270111\tH5\t1\t1\t0\n")
    (loaded,) = load([path], tmp_path / "workspace", told=Told(), on=date(2026, 11, 24))
    assert loaded.complete == ()
    assert [f.value for f in figures(tmp_path, "270112", date(2018, 3, 1))] == [70]


def test_a_workspace_of_an_older_version_withdraws_nothing_and_reads(tmp_path: Path) -> None:
    take(JULY, tmp_path, 1)
    take(AGAIN, tmp_path, 2)
    path = tmp_path / "workspace" / manifest.FILE
    entry = json.loads(path.read_text())
    for vintage in entry["vintages"]:
        assert vintage.pop("complete")
    path.write_text(json.dumps(entry))
    assert [f.value for f in figures(tmp_path, "270112", date(2018, 3, 1))] == [70]
    take(replace(AGAIN, day=date(2018, 4, 1)), tmp_path, 3)
    assert [f.value for f in figures(tmp_path, "270112", date(2018, 4, 1))] == [None]


def test_a_rebuilt_vintage_is_complete_for_what_it_was(tmp_path: Path) -> None:
    take(JULY, tmp_path, 1)
    take(AGAIN, tmp_path, 2)
    workspace = tmp_path / "workspace"
    before = manifest.read(workspace)
    for path in (workspace / "observations").rglob("*.parquet"):
        path.unlink()
    assert checking.examine(workspace, repair=True).faults == ()
    after = manifest.read(workspace)
    assert [v.complete for v in after.vintages] == [v.complete for v in before.vintages]
    assert [f.value for f in figures(tmp_path, "270112", date(2018, 3, 1))] == [None]


def test_a_year_of_baci_withdraws_what_an_earlier_release_had(tmp_path: Path) -> None:
    for release, rows in (("202201", "2020,156,408,270111,5,1\n2020,410,36,270111,3,1\n"),
                          ("202301", "2020,410,36,270111,4,1\n")):  # fmt: skip
        path = tmp_path / f"BACI_HS17_Y2020_V{release}.csv"
        path.write_text("t,i,j,k,v,q\n" + rows)
        load([path], tmp_path / "workspace", told=Told(), on=date(2026, 11, 24))
    question = replace(asked("270111", date(2022, 12, 31)), dataset="baci")
    with Workspace.open(loaded=tmp_path / "workspace") as workspace:
        (before,) = workspace.goods(question)
        (after,) = workspace.goods(replace(question, as_known=date(2023, 1, 1)))
        told = workspace.difference("baci", earlier="2022-01-01", later="2023-01-01")
    assert (before.value, after.value, after.status) == (Decimal(5000), None, "missing")
    assert (told.revised, told.removed) == (1, 1)


def _fetched(folder: Path, number: int, *, goods: str, filed: bool, rows: Cells) -> Path:
    wanted = {"reporter": "CHN", "partner": "PRK", "periods": ["2017-07"], "flows": ["M"],
              "commodities": [goods]}  # fmt: skip
    data = [
        {"period": "201707", "reporterCode": 156, "flowCode": "M", "partnerCode": 408,
         "cmdCode": code, "classificationCode": "H5", "primaryValue": value, "isReported": True,
         "isAggregate": False, "partner2Code": 0, "customsCode": "C00", "motCode": "0"}
        for code, value in rows.items()
    ]  # fmt: skip
    path = folder / f"fetched-{number}.json"
    body = {"yaluFetch": 1, "wanted": wanted, "filed": ["201707"] * filed, "data": data}
    path.write_text(json.dumps(body))
    return path


@pytest.mark.parametrize(("filed", "value"), [(True, None), (False, 7)])
def test_a_fetch_of_all_codes_withdraws_what_is_gone_of_a_period_that_is_filed(
    *, filed: bool, value: int | None, tmp_path: Path
) -> None:
    for day, rows in ((FIRST, {"270111": 5, "270112": 7}), (date(2018, 3, 1), {"270111": 5})):
        path = _fetched(tmp_path, day.month, goods="AG6", filed=filed, rows=rows)
        load([path], tmp_path / "workspace", told=Told(), on=day)
    assert [f.value for f in figures(tmp_path, "270112", date(2018, 3, 1))] == [value]


def test_a_fetch_of_single_codes_says_nothing_of_others(tmp_path: Path) -> None:
    path = _fetched(tmp_path, 1, goods="AG6", filed=True, rows={"270111": 5, "270112": 7})
    load([path], tmp_path / "workspace", told=Told(), on=FIRST)
    later = _fetched(tmp_path, 2, goods="270111", filed=True, rows={})
    load([later], tmp_path / "workspace", told=Told(), on=date(2018, 3, 1))
    day = date(2018, 3, 1)
    (nil,), (other,) = figures(tmp_path, "270111", day), figures(tmp_path, "270112", day)
    assert (nil.value, nil.status) == (0, "zero")
    assert (other.value, other.status) == (7, "reported")


def test_an_answer_that_does_not_hold_its_question_withdraws_nothing(
    tmp_path: Path,
) -> None:
    take(JULY, tmp_path, 1)
    part = replace(AGAIN, whole=False)
    assert take(part, tmp_path, 2).complete == ()
    assert [f.value for f in figures(tmp_path, "270112", part.day)] == [70]


@pytest.fixture
def bulletin(tmp_path: Path, workbook: Callable[..., Path]) -> Callable[..., Loaded]:
    """Load the table by country of one month, with the partners given."""

    def made(day: str, total: int, partners: dict[str, int]) -> Loaded:
        rows = {"总值": total, **partners}
        grid = [
            ["（2）2012年1月进出口商品国别（地区）总值表（人民币值）"],
            ["单位：万元人民币"],
            ["进口原产国（地）\n出口最终目的国（地）", "进出口", "出口", "进口"],
            ["", "1月", "1月", "1月"],
            *([name, value * 3, value * 2, value] for name, value in rows.items()),
        ]
        path = workbook(tmp_path / f"table-{day}.xlsx", grid)
        told = Told(published=date.fromisoformat(day))
        (loaded,) = load([path], tmp_path / "workspace", told=told, on=date(2026, 11, 24))
        return loaded

    return made


@pytest.mark.parametrize(("total", "stands"), [(60, False), (99, True)])
def test_a_table_that_adds_up_withdraws_a_partner_and_one_of_the_main_partners_does_not(
    *, total: int, stands: bool, bulletin: Callable[..., Loaded], tmp_path: Path
) -> None:
    bulletin("2012-03-20", 99, {"亚洲": 99, "朝鲜": 40, "日本": 59})
    bulletin("2012-04-20", total, {"亚洲": total, "日本": 60})
    with Workspace.open(loaded=tmp_path / "workspace") as workspace:
        found = {
            str(day): {o.flow.value: o for o in workspace.series("CHN", "PRK", as_known=day)
                       if str(o.period) == "2012-01"}
            for day in (date(2012, 4, 19), date(2012, 4, 20))
        }  # fmt: skip
    before, after = found.values()
    assert before["M"].value == Decimal(400_000)
    assert (after["M"].value is not None) == stands
    if not stands:
        assert after["M"].status == "missing"
        assert after["M"].arithmetic.startswith("withdrawn: 400,000 CNY printed on 2012-03-20")


def test_many_releases_in_any_order_are_compared_like_the_files_themselves(tmp_path: Path) -> None:
    chance = random.Random(7)  # noqa: S311  - no secret
    done: list[tuple[Release, int]] = []
    for number in range(6):
        cells = {code: chance.randrange(1, 9) * 10 for code in chance.sample(CODES, 2)}
        day = FIRST + timedelta(days=chance.randrange(30) * 10 + number)
        done.append((replace(JULY, day=day, cells=cells), number))
        take(done[-1][0], tmp_path, number)
    days = sorted(release.day for release, _ in done)
    with Workspace.open(loaded=tmp_path / "workspace") as workspace:
        for earlier, later in pairwise(days):
            told = workspace.difference("comtrade", earlier=str(earlier), later=str(later))
            old, new = applied(done, earlier), applied(done, later)
            changed = sum(old[key] != new[key] for key in old.keys() & new.keys())
            assert told.removed == len(old.keys() - new.keys())
            assert told.added == len(new.keys() - old.keys())
            assert told.revised == changed


def test_a_late_file_meets_one_that_withdrew_and_one_that_came_after(tmp_path: Path) -> None:
    # The rows held for the month do not come in the order of their days.
    part = replace(JULY, day=date(2018, 1, 2), whole=False, cells={"270111": 6, "270119": 9})
    whole = replace(JULY, day=FIRST, cells={"270111": 6})
    late = replace(JULY, day=FIRST, whole=False, cells={"270119": 2})
    done = [(one, number) for number, one in enumerate((part, whole, late))]
    for release, number in done:
        take(release, tmp_path, number)
    for day in (FIRST, date(2018, 1, 2)):
        shown = {code: figures(tmp_path, code, day) for code in CODES}
        assert {
            ("156", "201707", code): found[0].value for code, found in shown.items() if found
        } == applied(done, day)
