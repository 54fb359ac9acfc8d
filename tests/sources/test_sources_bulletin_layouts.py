"""The bulletin's table by country in every layout: what goes in comes out, cell by cell."""

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
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
GROUPS = ("亚洲", "东南亚国家联盟", "共建“一带一路”国家和地区", "新联盟国",
          "区域全面经济伙伴关系协定（RCEP）成员国")  # fmt: skip
CHINESE = {
    "总值": "W00", "朝鲜": "PRK", "伊朗": "IRN", "俄罗斯": "RUS", "中国": "CHN", "韩国": "KOR",
    "中国香港": "HKG", "国家（地区）不明": "_X", **{name: f"GACC-{name}" for name in GROUPS},
}  # fmt: skip
ENGLISH = {"TOTAL": "W00", "Asia": "GACC-Asia", "Democratic People's Republic of Korea": "PRK",
           "Republic of Korea": "KOR", "Iran": "IRN", "Russian Federation": "RUS", "China": "CHN",
           "Hong Kong, China": "HKG", "European Union": "GACC-European Union",
           "Atlantis": "GACC-Atlantis"}  # fmt: skip
ZH_UNITS = [("单位：万元人民币", "CNY", 10_000), ("单位：千美元", "USD", 1000)]
EN_UNITS = [("Unit: US$1,000", "USD", 1000), ("Unit:CNY 10,000", "CNY", 10_000),
            ("Unit: RMB 10,000 Yuan", "CNY", 10_000), ("Unit: USD 1,000", "USD", 1000)]  # fmt: skip
ZH_TITLES = ["（2）{y}年{m}月进出口商品国别（地区）总值表（{v}值）",
             "(2){y}年1至{m}月进出口商品国别(地区)总值表",
             "进出口商品国别（地区）总值表 {y}年{m}月"]  # fmt: skip
EN_TITLES = ["(2) Imports and Exports by Country (Region) of Origin/Destination,{m}.{y}",
             "Imports and Exports by Country (Region) of Origin/Destination, {w} {y}",
             "(2)Imports and Exports by Country(Region) of Origin/Destination,{m}/{y}"]  # fmt: skip
WORDS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
         "October", "November", "December")  # fmt: skip
ZH_SPANS = ["1至{m}月", "1-{m}月", "1—{m}月", "累计", "1~{m}月累计"]
EN_SPANS = ["1 to {m}", "1to{m}", "1-{m}", "Jan-{w}", "Year to date", "Jan. to {w}"]
TENTHS = st.integers(0, 10**9)


@st.composite
def releases(draw: st.DrawFn) -> dict[str, Any]:
    english = draw(st.booleans())
    names = ENGLISH if english else CHINESE
    month = draw(st.integers(1, 12))
    year = draw(st.integers(2010, 2029))
    chosen = draw(st.lists(st.sampled_from(sorted(names)), min_size=1, max_size=6, unique=True))
    unit = draw(st.sampled_from(EN_UNITS if english else ZH_UNITS))
    fill = {"m": month, "y": year, "w": WORDS[month - 1],
            "v": {"CNY": "人民币", "USD": "美元"}[unit[1]]}  # fmt: skip
    figures = {}
    for name in chosen:
        parts = {flow: (draw(TENTHS), draw(TENTHS)) for flow in "XM"}
        parts["T"] = (parts["X"][0] + parts["M"][0], parts["X"][1] + parts["M"][1])
        figures[name] = parts
    return {
        "names": names,
        "month": (year * 12 + month - 1,) * 2,
        "span": () if month == 1 else (year * 12, year * 12 + month - 1),
        "unit": unit,
        "title": draw(st.sampled_from(EN_TITLES if english else ZH_TITLES)).format(**fill),
        "flows": ("Total", "Exports", "Imports") if english else ("进出口", "出口", "进口"),
        "over": draw(st.sampled_from(["Country (Region)", "Country(Region) of Origin/Destination"]))
        if english
        else draw(
            st.sampled_from(
                ["进口原产国（地）\n出口最终目的国（地）", "国家（地区）", "原产国（地）"]
            )
        ),
        "heads": (
            draw(st.sampled_from(["{m}", "{w}"] if english else ["{m}月", "{m}月当月"])).format(
                **fill
            ),
            draw(st.sampled_from(EN_SPANS if english else ZH_SPANS)).format(**fill),
        ),
        "change": "Percentage Change" if english else "累计比去年同期±％",
        "figures": figures,
    }


def cell(tenths: int, *, texts: bool, dash: str) -> str | float:
    if not tenths:
        return dash
    return f"{tenths // 10:,}.{tenths % 10}" if texts else tenths / 10


def grid_of(
    release: dict[str, Any], *, blank: bool, indent: bool, spans: bool, changes: bool, single: bool,
    texts: bool, dash: str,
) -> list[list[str | float]]:  # fmt: skip
    columns = [(flow, kind) for flow in range(3) for kind in range(2 if spans else 1)]
    top = [release["flows"][flow] if kind == 0 else "" for flow, kind in columns]
    below = ["" if single else release["heads"][kind] for _, kind in columns]
    if changes:
        top += [release["change"], "", ""]
        below += release["flows"]
    lead = [""] if blank else []
    grid: list[list[str | float]] = [[*lead, release["title"]], [*lead, release["unit"][0]]]
    grid.append([*lead, release["over"], *top])
    if not single:
        grid.append([*lead, "", *below])
    for number, (name, parts) in enumerate(release["figures"].items()):
        cells = [cell(parts["TXM"[f]][k], texts=texts, dash=dash) for f, k in columns]
        shown = ("  " * (number % 3) if indent else "") + name
        grid.append([*lead, shown, *cells, *([1.5, -2.5, "-"] if changes else [])])
    grid.append([*lead, "Note: preliminary." if release["names"] is ENGLISH else "注：初步数据"])
    return grid


@relaxed
@given(
    release=releases(),
    blank=st.booleans(),
    indent=st.booleans(),
    changes=st.booleans(),
    texts=st.booleans(),
    dash=st.sampled_from(["-", "—"]),
)
def test_a_release_comes_back_cell_by_cell(
    *, release: dict[str, Any], blank: bool, indent: bool, changes: bool, texts: bool, dash: str,
    rows_of: Read, workbook: Write, tmp_path: Path,
) -> None:  # fmt: skip
    grid = grid_of(release, blank=blank, indent=indent, spans=bool(release["span"]),
                   changes=changes, single=False, texts=texts, dash=dash)  # fmt: skip
    compare(release, rows_of(workbook(tmp_path / "b.xlsx", grid)), spans=bool(release["span"]))


@relaxed
@given(release=releases(), blank=st.booleans(), texts=st.booleans())
def test_a_sheet_of_one_month_and_one_row_of_headings_comes_back_cell_by_cell(
    *, release: dict[str, Any], blank: bool, texts: bool, rows_of: Read, workbook: Write,
    tmp_path: Path,
) -> None:  # fmt: skip
    grid = grid_of(release, blank=blank, indent=False, spans=False, changes=False, single=True,
                   texts=texts, dash="-")  # fmt: skip
    compare(release, rows_of(workbook(tmp_path / "b.xlsx", grid)), spans=False)


def compare(release: dict[str, Any], rows: list[dict[str, Any]], *, spans: bool) -> None:
    _, currency, unit = release["unit"]
    found = {
        (row["partner"], row["flow"], (row["first_month"], row["last_month"])): (
            row["value"],
            row["currency"],
            row["status"],
        )
        for row in rows
        if row["status"] in {"reported", "zero"}
    }
    expected = {}
    for name, parts in release["figures"].items():
        for flow, (month, total) in parts.items():
            for period, tenths in ((release["month"], month), (release["span"], total)):
                if period == release["month"] or (spans and period):
                    value = Decimal(tenths) * unit / 10
                    status = "reported" if tenths else "zero"
                    area = release["names"][name]
                    expected[(area, flow, period)] = (value, currency, status)
    assert found == expected


@pytest.mark.parametrize("title", ["国别", "by Country"])
def test_a_title_alone_is_no_table(
    title: str, rows_of: Read, workbook: Write, tmp_path: Path
) -> None:
    with pytest.raises(ValueError, match="of no form that is read"):
        rows_of(workbook(tmp_path / "b.xlsx", [[title], ["x", 1]]))
