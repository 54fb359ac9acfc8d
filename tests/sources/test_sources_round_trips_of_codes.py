"""Lists of codes, trees and correlations: what goes in comes out, line by line."""

import csv
import io
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

Read = Callable[..., list[dict[str, Any]]]
Write = Callable[..., Path]
relaxed = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
YEARS = ("1992", "1996", "2002", "2007", "2012", "2017", "2022")
HEADINGS = st.sampled_from(["HS {}", "HS{}", " HS{}", "HS-{}", "HS {} "])
SIX = st.integers(10_000, 999_999).map(lambda n: f"{n:06d}")
RELATIONS = st.sampled_from(["1:1", "1:n", "n:1", "n:n", "n to 1", "1 to n", "1 to 1"])
PAIRS = st.lists(
    st.tuples(SIX, SIX, RELATIONS, st.booleans()), min_size=1, max_size=9,
    unique_by=lambda line: line[:2],
)  # fmt: skip
TEXTS = st.text(st.sampled_from('abc 煤,"；≥'), max_size=9).map(lambda t: f"x{t}".strip())


@relaxed
@given(
    pairs=PAIRS,
    years=st.lists(st.sampled_from(YEARS), min_size=2, max_size=2, unique=True),
    layout=st.sampled_from(["three columns", "empty second", "ex in the second", "set in", "bare"]),
    heading=HEADINGS,
    conversion=st.sampled_from(["before", "after", "none"]),
    numbers=st.booleans(),
)
def test_a_workbook_of_two_editions_comes_back_line_by_line(
    *, pairs: list[Any], years: list[str], layout: str, heading: str, conversion: str,
    numbers: bool, rows_of: Read, workbook: Write, tmp_path: Path,
) -> None:  # fmt: skip
    path = tmp_path / "pairs.xlsx"
    new, old = (heading.format(year) for year in years)
    second = {"empty second": [""], "ex in the second": ["ex."]}.get(layout, [])
    lead = [""] if layout == "set in" else []
    grid: list[list[str | float]] = [] if layout == "bare" else [[*lead, "Between"]]
    if layout == "set in":
        grid = [["", f"Correlation table HS {years[0]} to HS {years[1]}"], [""], *grid]
    grid.append([*lead, new, *second, old, "Relationship"])
    for source, target, relation, part in pairs:
        codes = [int(source), int(target)] if numbers else [source, target]
        mark = ["ex" if part and layout == "ex in the second" else ""] if second else []
        grid.append([*lead, codes[0], *mark, codes[1], relation])
    one_each = [["From", "To"], [new, old], *([a, b] for a, b, _, _ in pairs)]
    sheets = {"before": (one_each, grid), "after": (grid, one_each), "none": (grid,)}[conversion]
    rows = rows_of(workbook(path, *sheets))
    assert {(row["from_edition"], row["to_edition"]) for row in rows} == {
        (f"HS{years[0]}", f"HS{years[1]}")
    }
    assert [(r["from_code"], r["to_code"], r["relationship"], r["part"]) for r in rows] == [
        (a, b, relation.replace(" to ", ":"), part and layout == "ex in the second")
        for a, b, relation, part in pairs
    ]


@relaxed
@given(pairs=PAIRS, at=st.integers(0, len(YEARS) - 2), lost=st.booleans())
def test_the_long_table_gives_codes_their_zeros_back(
    *, pairs: list[Any], at: int, lost: bool, rows_of: Read, tmp_path: Path
) -> None:
    path = tmp_path / "long.csv"
    lines = ["code.after,code.before,Relationship,adjustment"]
    for source, target, relation, _ in pairs:
        codes = (source.lstrip("0"), target.lstrip("0")) if lost else (source, target)
        lines.append(f"{codes[0]},{codes[1]},{relation},{YEARS[at + 1]} to {YEARS[at]}")
    path.write_text("\n".join(lines) + "\n")
    assert [(r["from_edition"], r["from_code"], r["to_edition"], r["to_code"])
            for r in rows_of(path)] == [
        (f"HS{YEARS[at + 1]}", source, f"HS{YEARS[at]}", target) for source, target, _, _ in pairs
    ]  # fmt: skip


CODES = st.lists(
    st.integers(1, 97).map(lambda n: f"{n:02d}"), min_size=20, max_size=30, unique=True
)


@relaxed
@given(chapters=CODES, label=TEXTS, number=st.integers(0, 6), indent=st.none() | st.integers(0, 2))
def test_a_tree_comes_back_with_its_labels_and_parents(
    *, chapters: list[str], label: str, number: int, indent: int | None, rows_of: Read,
    tmp_path: Path,
) -> None:  # fmt: skip
    nodes = [("TOTAL", "#"), *((c, "TOTAL") for c in chapters), *((f"{c}01", c) for c in chapters)]
    tree = {
        "more": False, "classCode": f"H{number}", "className": f"HS{YEARS[number]}",
        "results": [{"id": i, "text": f"{i} - {label}", "parent": p, "isLeaf": "0", "aggrlevel": 2}
                    for i, p in nodes],
    }  # fmt: skip
    path = tmp_path / "tree.json"
    path.write_text(json.dumps(tree, indent=indent))
    assert [(r["edition"], r["code"], r["parent"], r["label"]) for r in rows_of(path)] == [
        (f"HS{YEARS[number]}", code, "" if parent == "#" else parent, label)
        for code, parent in nodes
    ]


@relaxed
@given(
    cells=st.lists(
        st.tuples(st.integers(1, 9999).map(str), TEXTS), min_size=1, max_size=9,
        unique_by=lambda cell: cell[0],
    ),
    which=st.sampled_from(["partner", "reporter"]),
    indexed=st.booleans(),
    form=st.sampled_from(["csv", "json"]),
    mark=st.sampled_from(["utf-8", "utf-8-sig"]),
)  # fmt: skip
def test_a_reference_table_of_comtrade_comes_back_line_by_line(
    *, cells: list[Any], which: str, indexed: bool, form: str, mark: str, rows_of: Read,
    tmp_path: Path,
) -> None:  # fmt: skip
    rows = [
        {"id": code, "text": name, f"{which}Code": code, f"{which}Desc": name,
         f"{which}Note": "", f"{which}CodeIsoAlpha3": "XYZ", "isGroup": False}
        for code, name in cells
    ]  # fmt: skip
    path = tmp_path / "reference"
    if form == "json":
        path.write_text(json.dumps({"results": rows, "more": False}), encoding=mark)
    else:
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow([*([""] if indexed else []), *rows[0]])
        writer.writerows([*([i] if indexed else []), *row.values()] for i, row in enumerate(rows))
        path.write_text(out.getvalue(), encoding=mark)
    assert [(r["scheme"], r["code"], r["label"]) for r in rows_of(path)] == [
        (f"Comtrade {which}", code, name) for code, name in cells
    ]


@pytest.mark.parametrize(
    ("scheme", "headings"),
    [
        ("GACC partner", ("国别代码", "国别中文名")),
        ("GACC regime", ("贸易方式代码", "贸易方式中文名")),
        ("GACC province", ("企业注册地代码", "企业注册地中文名称")),
        ("GACC province", ("注册地编码", "注册地名称")),
    ],
)
@relaxed
@given(
    cells=st.lists(
        st.tuples(st.integers(0, 999).map(lambda n: f"{n:03d}"), TEXTS), min_size=1, max_size=9,
        unique_by=lambda cell: cell[0],
    ),
    form=st.sampled_from(["xlsx", "utf-8", "gb18030"]),
)  # fmt: skip
def test_a_list_of_chinas_customs_comes_back_line_by_line(
    *, scheme: str, headings: tuple[str, str], cells: list[Any], form: str, rows_of: Read,
    workbook: Write, tmp_path: Path,
) -> None:  # fmt: skip
    path = tmp_path / "list"
    if form == "xlsx":
        workbook(path, [headings, *cells])
    else:
        out = io.StringIO()
        csv.writer(out).writerows([headings, *cells])
        path.write_bytes(out.getvalue().encode(form))
    assert [(r["scheme"], r["code"], r["label_zh"]) for r in rows_of(path)] == [
        (scheme, code, name) for code, name in cells
    ]


@relaxed
@given(
    months=st.lists(st.integers(1, 12), min_size=1, max_size=5, unique=True),
    tenths=st.tuples(*[st.integers(0, 10**9)] * 4),
    basis=st.sampled_from(["as_published", "derived_from_ytd"]),
)
def test_the_series_of_the_bulletin_comes_back_cell_by_cell(
    *, months: list[int], tenths: tuple[int, ...], basis: str, rows_of: Read, tmp_path: Path
) -> None:
    path = tmp_path / "series.csv"
    lines = ["period,partner,partner_name_zh,flow,month_value_cny_10k,ytd_value_cny_10k,"
             "ytd_yoy_pct,basis"]  # fmt: skip
    expected = {}
    for month in sorted(months):
        for flow, code, at in (("export", "X", 0), ("import", "M", 2)):
            value, total = (Decimal(tenths[at + k]) / 10 for k in (0, 1))
            lines.append(f"2024-{month:02d},PRK,朝鲜,{flow},{value},{total},,{basis}")
            first = 2024 * 12
            expected[(code, first + month - 1, first + month - 1)] = value * 10_000
            if month > 1:
                expected[(code, first, first + month - 1)] = total * 10_000
    path.write_text("\n".join(lines) + "\n")
    derived = basis == "derived_from_ytd"
    found = {
        (row["flow"], row["first_month"], row["last_month"]): row["value"]
        for row in rows_of(path)
        if derived or row["status"] != "estimated"
    }
    assert found == expected
