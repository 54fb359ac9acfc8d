"""Each promise that a dataset makes, broken in one place: what is said, and that it is true."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from yalu.model.errors import YaluError
from yalu.model.loads import Loaded
from yalu.store import manifest

TakeIn = Callable[..., tuple[Loaded, ...]]
NEW = ("period,reporterCode,flowCode,partnerCode,cmdCode,cmdDesc,classificationCode,qtyUnitCode,"
       "qty,primaryValue,isReported,isAggregate")  # fmt: skip
OLD = ("Classification,Period,Trade Flow Code,Reporter Code,Partner Code,Commodity Code,Commodity,"
       "Qty Unit Code,Qty,Trade Value (US$)")  # fmt: skip
LINE = "period,reporterCode,flowCode,partnerCode,cmdCode,cmdDesc,classificationCode,primaryValue"
QUERY = "数据年月,贸易伙伴编码,商品编码,商品名称,第一数量,第一计量单位,美元"
BACI = "t,i,j,k,v,q"
# Of each dataset: its headings, a row, and how cells of it are named in the cases below. {n}
# counts the rows, so that no key comes twice.
FORMS: dict[str, tuple[str, str, dict[str, str]]] = {
    "comtrade": (NEW, "{period},156,{flow},{n},{goods},{name},H5,{unit},5,{value},1,0",
                 {"period": "201707", "flow": "M", "goods": "2701", "unit": "8", "value": "7"}),
    "comtrade-tariff-line": (LINE, "{period},156,{flow},{n},{goods},{name},H5,{value}",
                             {"period": "201707", "flow": "M", "goods": "27011100", "value": "7"}),
    "comtrade-legacy": (OLD, "H5,{period},{flow},156,{n},{goods},{name},{unit},5,{value}",
                        {"period": "2017", "flow": "1", "goods": "2701", "unit": "8",
                         "value": "7"}),
    "gacc-query": (QUERY, "{period},{n},{goods},{name},5,{unit},{value}",
                   {"period": "201707", "goods": "27011100", "unit": "千克", "value": "7"}),
    "baci": (BACI, "{period},156,{n},{goods},{value},5",
             {"period": "2020", "goods": "270111", "value": "7"}),
}  # fmt: skip
# What is put into which cell, and the words before the lines.
BROKEN = [
    ("comtrade", "unit", "99", "unknown unit of quantity"),
    ("comtrade", "flow", "Q", "unknown flow"),
    ("comtrade", "value", "", "value is empty in line"),
    ("comtrade", "period", "202801", "before the period began"),
    ("comtrade", "goods", "2799", "commodity is not in HS2017"),
    ("comtrade-tariff-line", "value", "", "value is empty in line"),
    ("comtrade-tariff-line", "goods", "27991100", "commodity is not in HS2017"),
    ("comtrade-tariff-line", "period", "202801", "before the period began"),
    ("comtrade-legacy", "unit", "99", "unknown unit of quantity"),
    ("comtrade-legacy", "value", "", "value is empty in line"),
    ("comtrade-legacy", "period", "2028", "before the period began"),
    ("comtrade-legacy", "goods", "2799", "commodity is not in HS2017"),
    ("gacc-query", "unit", "平方厘", "is no unit of the customs' list"),
    ("gacc-query", "value", "", "value is empty in line"),
    ("gacc-query", "period", "202801", "before the period began"),
    ("gacc-query", "goods", "27991100", "commodity is not in HS2017"),
    ("baci", "value", "NA", "value is empty in line"),
    ("baci", "goods", "279911", "commodity is not in HS2017"),
    ("baci", "period", "2028", "before the period began"),
]
HS2017 = {"2701", "270111", "270112"}


def tree(path: Path) -> Path:
    """Write a tree of chapter 27 in HS2017; a tree has twenty codes at least."""
    codes = sorted({"27", *HS2017} | {f"27{n:02d}" for n in range(2, 20)})
    results = [{"id": "TOTAL", "text": "TOTAL - all", "parent": "#"}]
    results += [
        {"id": code, "text": f"{code} - x", "parent": code[:-2] or "TOTAL"}
        for code in codes
        if code[:-2] in {*codes, ""}
    ]
    path.write_text(json.dumps({"more": False, "classCode": "H5", "results": results}))
    return path


def lines_named(text: str) -> list[int]:
    """Give the lines of `in line 3, 4` and of `'x' in line 3, 'y' in line 4` alike."""
    runs = re.findall(r"line (\d+(?:, \d+)*)", text)
    return list(dict.fromkeys(int(number) for run in runs for number in run.split(", ")))


def made(
    path: Path, dataset: str, *, cell: str, odd: str, bad: list[int], rows: int = 30
) -> list[int]:
    """Write rows with odd cells in some, blank lines and breaks; give the lines of those."""
    header, row, good = FORMS[dataset]
    text, lines = header + "\n", []
    for number in range(rows):
        text += "\n" * (number % 7 == 3)
        if number in bad:
            lines.append(text.count("\n") + 1)
        name = '"two\nlines"' if number % 5 == 2 else "x"
        cells = {**good, **({cell: odd} if number in bad else {})}
        partner = 101 + number if dataset == "gacc-query" else (4 + 4 * number)
        text += row.format(n=partner, name=name, **cells) + "\n"
    path.write_text(text, newline="")
    return lines


@pytest.mark.parametrize(("dataset", "cell", "odd", "words"), BROKEN)
@pytest.mark.parametrize("many", [16, 10])
def test_a_broken_promise_names_the_first_ten_lines_of_the_file(
    *, dataset: str, cell: str, odd: str, words: str, many: int, take_in: TakeIn, folder: Path,
    tmp_path: Path,
) -> None:  # fmt: skip
    take_in(tree(tmp_path / "tree.json"))
    before = manifest.read(folder)
    path = tmp_path / "BACI_HS17_Y2020_V202201.csv"
    # more than half of the rows, for Comtrade promises half of its values
    lines = made(path, dataset, cell=cell, odd=odd, bad=list(range(1, 1 + many)), rows=2 * many - 2)
    with pytest.raises(YaluError, match=words) as refusal:
        take_in(path, flow="M" if dataset == "gacc-query" else "")
    said = str(refusal.value)
    assert lines_named(said) == lines[:10]
    # more are told of only if there are more
    assert ("…" in said or "and more" in said) == (many > 10)
    assert manifest.read(folder) == before


@pytest.mark.parametrize("dataset", FORMS)
def test_the_same_rows_without_the_odd_cell_keep_every_promise(
    dataset: str, take_in: TakeIn, tmp_path: Path
) -> None:
    take_in(tree(tmp_path / "tree.json"))
    path = tmp_path / "BACI_HS17_Y2020_V202201.csv"
    made(path, dataset, cell="", odd="", bad=[])
    (loaded,) = take_in(path, flow="M" if dataset == "gacc-query" else "")
    assert (loaded.dataset, loaded.rows) == (dataset, 30)


def test_codes_are_checked_only_where_their_tree_is_held(take_in: TakeIn, tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    made(path, "comtrade", cell="goods", odd="2799", bad=[1])
    (unchecked,) = take_in(path)
    take_in(tree(tmp_path / "tree.json"))
    good = tmp_path / "good.csv"
    made(good, "comtrade", cell="", odd="", bad=[])
    (checked,) = take_in(good)
    assert checked.assertions == unchecked.assertions + 1


def test_codes_of_chapters_98_and_99_are_each_states_own(take_in: TakeIn, tmp_path: Path) -> None:
    take_in(tree(tmp_path / "tree.json"))
    path = tmp_path / "query.csv"
    made(path, "gacc-query", cell="goods", odd="98010010", bad=[3])
    (loaded,) = take_in(path, flow="M")
    assert loaded.rows == 30


def test_totals_off_their_parts_are_named_by_the_first_ten_lines(
    take_in: TakeIn, tmp_path: Path
) -> None:
    text = ("period,partner,partner_name_zh,flow,month_value_cny_10k,ytd_value_cny_10k,"
            "ytd_yoy_pct,basis\n")  # fmt: skip
    lines = []
    for month in range(1, 13):
        lines.append(text.count("\n") + 1)
        for flow, value in (("total", 9), ("export", 5), ("import", 3)):
            text += f"2017-{month:02d},PRK,朝鲜,{flow},{value},{value},,as_published\n\n"
    path = tmp_path / "series.csv"
    path.write_text(text)
    with pytest.raises(YaluError, match="off the sum of its parts") as refusal:
        take_in(path)
    said = lines_named(str(refusal.value))
    # each release is named for its month and for its year to date
    assert said == lines[: len(said)]
    assert "more)" in str(refusal.value)


def test_rows_of_an_answer_are_counted_as_rows(
    take_in: TakeIn, specimens: Path, tmp_path: Path
) -> None:
    body: dict[str, Any] = json.loads((specimens / "answer.json").read_text())
    body["data"] = body["data"][:1] * 2
    body["count"] = 2
    path = tmp_path / "answer.json"
    path.write_text(json.dumps(body))
    with pytest.raises(YaluError, match="row 2 repeats the key of row 1"):
        take_in(path)


def test_too_few_codes_for_a_tree_are_refused(take_in: TakeIn, tmp_path: Path) -> None:
    nodes = [{"id": "27", "text": "27 - x", "parent": "#"}]
    path = tmp_path / "tree.json"
    path.write_text(json.dumps({"more": False, "classCode": "H5", "results": nodes}))
    with pytest.raises(YaluError, match="1 rows, where 20 to 100000 are expected"):
        take_in(path)


@pytest.mark.parametrize("dataset", FORMS)
@pytest.mark.parametrize("end", ["", "\n"])
def test_headings_without_rows_are_refused_as_such(
    dataset: str, end: str, take_in: TakeIn, tmp_path: Path
) -> None:
    path = tmp_path / "BACI_HS17_Y2020_V202201.csv"
    path.write_text(FORMS[dataset][0] + end)
    with pytest.raises(YaluError, match="holds no row: nothing was found for it, or it is cut off"):
        take_in(path, flow="M")
