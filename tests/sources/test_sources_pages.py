"""Pages of China's customs as a browser saves them, and rows gathered without their header."""

import html
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from yalu.model.errors import UnreadableFileError
from yalu.sources import encodings

Read = Callable[..., list[dict[str, Any]]]
relaxed = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
HEADINGS = ("Date of data", "Trading partner code", "Trading partner", "Commodity code",
            "Commodity", "Customs Regime code", "Customs Regime", "Quantity", "Unit",
            "Supplementary Quantity", "Supplementary Unit", "US dollar")  # fmt: skip
PARTNERS = {"109": "PRK", "133": "KOR", "502": "USA", "210": "GACC-210", "998": "GACC-998"}
NAMES = st.text(st.sampled_from("abc ≥〈1W,&\"'<>木"), min_size=1, max_size=30).map(
    lambda text: f"Crabs {' '.join(text.split())}".strip()
)
CELLS = st.lists(
    st.tuples(
        st.sampled_from(sorted(PARTNERS)),
        st.sampled_from(["03061490", "98010010", "27011100", "2701", "27"]),
        NAMES,
        st.integers(0, 10**12),
        st.sampled_from([("—", "—"), ("0", "-"), ("0", "—"), ("0", "?"), ("0", "")]),
    ),
    min_size=1,
    max_size=9,
)


def row_of(cell: tuple[str, str, str, int, tuple[str, str]]) -> list[str]:
    partner, code, name, value, second = cell
    return ["201901", partner, "Somewhere", code, name, "39", "Other", "1200", "Kilogram",
            *second, f"{value:,}"]  # fmt: skip


def shown(text: str) -> str:
    """Show a cell as the site does: cut after fifteen letters, whole in its title."""
    cut = text if len(text) <= 16 else f"{text[:15]}..."
    whole = f' title="{html.escape(text)}"' if cut != text else ""
    return f'<div class="th-line" style="x"{whole}>{html.escape(cut)}</div>'


def page(rows: list[list[str]], *, headed: bool, ticked: bool, scripts: int) -> str:
    box = '<td><input type="checkbox" name="one" value="1" /></td>' if ticked else ""
    body = "".join(
        f'<tr class="text-c">{box}{"".join(f"<td>{shown(c)}</td>" for c in row)}</tr>'
        for row in rows
    )
    heads = "".join(f'<th><div class="tr-line">{name}</div></th>' for name in HEADINGS)
    head = f"<thead><tr><th></th>{heads}</tr></thead>" if headed else ""
    return (
        "<!DOCTYPE HTML>\n<html><head><script>" + "var a = 1;\n" * scripts + "</script></head>"
        '<body><form><table><tr><td><input name="searchKey" value=""></td></tr></table></form>'
        f"<table>{head}<tbody>{body}</tbody></table><p>1 2 3</p></body></html>"
    )


@relaxed
@given(
    cells=CELLS,
    headed=st.booleans(),
    ticked=st.booleans(),
    scripts=st.sampled_from([0, 20_000]),
)
def test_a_saved_page_comes_back_cell_by_cell(
    *,
    cells: list[Any],
    headed: bool,
    ticked: bool,
    scripts: int,
    rows_of: Read,
    tmp_path: Path,
) -> None:
    path = tmp_path / "page.html"
    text = page([row_of(cell) for cell in cells], headed=headed, ticked=ticked, scripts=scripts)
    path.write_text(text)
    compare(cells, rows_of(path, flow="M"))


@relaxed
@given(cells=CELLS, trailing=st.booleans(), encoding=st.sampled_from(["utf-8", "gb18030"]))
def test_rows_without_a_header_come_back_cell_by_cell(
    *, cells: list[Any], trailing: bool, encoding: str, rows_of: Read, tmp_path: Path
) -> None:
    path = tmp_path / "rows.csv"
    lines = [
        ",".join('"' + cell.replace('"', '""') + '"' for cell in row_of(cell)) for cell in cells
    ]
    content = "".join(f"{line}{',' * trailing}\n" for line in lines).encode(encoding)
    # The two bytes of 木 are also one letter in UTF-8: of a single one nobody can tell.
    assume(encoding == "utf-8" or content.isascii() or not encodings.decodes(content, "utf-8"))
    path.write_bytes(content)
    compare(cells, rows_of(path, flow="X"))


def compare(cells: list[Any], rows: list[dict[str, Any]]) -> None:
    for (partner, code, name, value, _), row in zip(cells, rows, strict=True):
        assert (row["partner"], row["partner_code"]) == (PARTNERS[partner], partner)
        assert (row["commodity"], row["goods_name"]) == (code, name)
        assert (row["value"], row["net_weight_kg"]) == (Decimal(value), Decimal(1200))
        assert (row["period"], row["customs_procedure"]) == ("2019-01", "39")
        assert (row["quantity2"], row["quantity2_unit"]) == (None, "")


@pytest.mark.parametrize(
    ("heading", "scheme"),
    [
        ("Customs Regime code", "GACC regime"),
        ("贸易方式编码", "GACC regime"),
        ("Trading partner code", "GACC partner"),
        ("商品编码", "GACC goods"),
        ("注册地编码", "GACC province"),
    ],
)
def test_a_page_of_codes_gives_them_with_their_whole_names(
    heading: str, scheme: str, rows_of: Read, tmp_path: Path
) -> None:
    box = '<td><input type="checkbox" name="checkOne" value="1" /></td>'
    rows = "".join(
        f"<tr>{box}<td>{shown(code)}</td><td>{shown(name)}</td></tr>"
        for code, name in (("109", "Korea, Democratic People's Republic"), ("133", "韩国"))
    )
    heads = f'<th>{box}</th><th><div class="tr-line">{heading}</div></th>'
    path = tmp_path / "codes.html"
    path.write_text(f"<html><table><tr>{heads}</tr>{rows}</table></html>")
    found = [(r["scheme"], r["code"], r["label"], r["label_zh"]) for r in rows_of(path)]
    assert found == [
        (scheme, "109", "Korea, Democratic People's Republic", ""),
        (scheme, "133", "", "韩国"),
    ]


def test_a_page_of_codes_whose_rows_are_no_pairs_is_refused(rows_of: Read, tmp_path: Path) -> None:
    path = tmp_path / "codes.html"
    row = f"<tr>{'<td>checkOne</td>'}<td>{shown('109')}</td></tr>"
    path.write_text(f"<html>\n<table>{row}</table></html>")
    with pytest.raises(UnreadableFileError, match="line 2 is not loaded: its rows are no pairs"):
        rows_of(path)
