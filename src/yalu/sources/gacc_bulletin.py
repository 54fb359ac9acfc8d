"""Table (2) of the monthly bulletin of China's customs: trade by country, as a sheet or a page.

Months and years to date stand side by side, in yuan or in dollars, in Chinese or in English. The
columns are found by their headings; continents and unions stand among the countries.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

import pyarrow as pa

from yalu.codelists import gacc
from yalu.model.errors import AreaNotFoundError, UnreadableFileError
from yalu.model.periods import Period
from yalu.model.tables import OBSERVATIONS
from yalu.sources import bulletin_rows as bulletin
from yalu.sources.amounts import amount
from yalu.sources.arrow import batches
from yalu.sources.forms import Asked, Form
from yalu.sources.offenders import each
from yalu.sources.opening import Document
from yalu.sources.page_tables import tables, whole_page
from yalu.sources.sheets import Sheet, sheets
from yalu.sources.texts import Head

Grid = Sequence[Sequence[str]]
_TITLE = re.compile(r"国别|by Country", re.IGNORECASE)
_NAMES = re.compile(r"原产国|目的国|国家|国别|Country", re.IGNORECASE)
_TO = r"\s*(?:to|至|[-–—~～])\s*"
_MONTH_ZH = re.compile(rf"(20\d\d|19\d\d)年\s*(?:1{_TO})?(\d{{1,2}})\s*月")
_YEAR_ZH = re.compile(r"(20\d\d|19\d\d)年(?:度|全年)?\s*进出口")
_MONTH_EN = re.compile(r"\b(\d{1,2})[./,]\s*((?:19|20)\d\d)\b|\b((?:19|20)\d\d)[./-](\d{1,2})\b")
_MONTH_WORD = re.compile(
    r"\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?,?\s+((?:19|20)\d\d)",
    re.IGNORECASE,
)
_WORDS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_UNITS = (
    (re.compile(r"亿元人民币|人民币亿元|单位\s*[:：∶]\s*亿元|"
                r"(?:CNY|RMB|Yuan)\s*100\s*million", re.I), "CNY", Decimal(100_000_000)),
    (re.compile(r"万元人民币|人民币万元|单位\s*[:：∶]\s*万元|(?:CNY|RMB|Yuan)\s*¥?\s*10,?000|"
                r"10,?000\s*(?:CNY|RMB|Yuan)", re.I), "CNY", Decimal(10_000)),
    (re.compile(r"亿美元|US\s*\$?D?\s*100\s*million|100\s*million\s*US", re.I),
     "USD", Decimal(100_000_000)),
    (re.compile(r"百万美元|US\s*\$?D?\s*1?\s*million|million\s*US|US\s*\$?D?\s*1,?000,?000", re.I),
     "USD", Decimal(1_000_000)),
    (re.compile(r"万美元|US\s*\$?D?\s*10,?000|10,?000\s*US", re.I), "USD", Decimal(10_000)),
    (re.compile(r"千美元|US\s*\$?D?\s*(?:1,?000|thousand)|1,?000\s*US|thousand\s*(?:of\s*)?US",
                re.I), "USD", Decimal(1000)),
)  # fmt: skip
_TITLED = {
    "CNY": re.compile(r"人民币值|in (?:CNY|RMB)", re.IGNORECASE),
    "USD": re.compile(r"美元值|in (?:USD|US\s*\$)", re.IGNORECASE),
}
_UNIT = re.compile(r"单位\s*[:：∶]|\bUnit\s*[:：]", re.IGNORECASE)
_LONGEST_TITLE = 200
# The title of the table that is out first names the main partners, or says in English what it sums.
_EXPRESS = re.compile(r"主要国别|Total Exports? *(?:&|and)", re.IGNORECASE)
_LOST = re.compile(r"#+")
_PRINTED = frozenset({"month", "span"})
_SPAN = re.compile(
    rf"至|累计|^\s*1{_TO}\d|Jan\w*\.?{_TO}|cumul|year\s*to\s*date|YTD", re.IGNORECASE
)


@dataclass(frozen=True, kw_only=True)
class _Layout:
    """Where the columns of a sheet are: (flow, kind) by column, and the first row of figures."""

    names: int
    first_row: int
    columns: dict[int, tuple[str, str]]


def _recognises(head: Head) -> bool:
    return head.is_sheet and any(_titled(sheet) for sheet in sheets(head.document))


def _recognises_page(head: Head) -> bool:
    # The pages of the query site are laid out otherwise.
    text = whole_page(head)
    return bool(text) and "th-line" not in text and any(_of_page(head.document))


def _of_page(document: Document) -> Iterator[Sheet]:
    """Give the tables of a page that are the bulletin's, each under its title and its unit."""
    for number, table in enumerate(tables(document), 1):
        rows = tuple(map(tuple, table.rows))
        top = " ".join(cell for row in rows[:6] for cell in row)
        above = [
            text
            for pattern in (_TITLE, _UNIT)
            if not pattern.search(top) and (text := _last(pattern, table.before))
        ]
        sheet = Sheet(
            name=f"table {number}",
            rows=(*((text,) for text in above), *rows),
            lines=(*[1] * len(above), *table.lines),
        )
        # A page that lists bulletins names them too, and no flows.
        flows = {_flow(cell) for row in sheet.rows[:12] for cell in row}
        if _titled(sheet) and flows >= {"X", "M"}:
            if not table.whole:
                reason = "the page is cut off inside its table"
                raise UnreadableFileError(document.name, reason, "Save the page again")
            yield sheet


def _last(pattern: re.Pattern[str], texts: Sequence[str]) -> str:
    return next((t for t in reversed(texts) if len(t) < _LONGEST_TITLE and pattern.search(t)), "")


def _titled(sheet: Sheet) -> bool:
    top = [cell for row in sheet.rows[:6] for cell in row]
    return any(_TITLE.search(cell) for cell in top) and _names_at(sheet.rows) is not None


def _names_at(grid: Grid) -> tuple[int, int] | None:
    """Find the heading over the names: a cell that names countries, with headings to its right."""
    for row, cells in enumerate(grid[:12]):
        for column, cell in enumerate(cells[:4]):
            if _NAMES.search(cell) and sum(bool(c.strip()) for c in cells[column + 1 :]) >= 2:
                return row, column
    return None


def _read(document: Document, asked: Asked) -> Iterator[pa.RecordBatch]:
    found = (sheet for sheet in sheets(document) if _titled(sheet))
    return batches(OBSERVATIONS, _observations(document, found, asked))


def _read_page(document: Document, asked: Asked) -> Iterator[pa.RecordBatch]:
    return batches(OBSERVATIONS, _observations(document, _of_page(document), asked))


def _others(document: Document) -> tuple[str, ...]:
    """Name the sheets that are another table of the bulletin."""
    return tuple(sheet.name for sheet in sheets(document) if not _titled(sheet))


def _observations(
    document: Document, found: Iterable[Sheet], asked: Asked
) -> Iterator[dict[str, Any]]:
    for sheet in found:
        layout = _layout(document, sheet.rows)
        release = _release(document, sheet.rows, layout, asked)
        rows = sheet.below(layout.first_row)
        yield from each(document, rows, partial(_of_partner, release, layout))


def _is_note(cells: Sequence[str], layout: _Layout) -> bool:
    """Tell a note under the table from a country: it has no cell filled beside it."""
    return not any(cells[column].strip() for column in layout.columns if column < len(cells))


def _of_partner(
    release: bulletin.Release, layout: _Layout, line: int, cells: Sequence[str]
) -> Iterator[dict[str, Any]]:
    name = bulletin.partner_name(cells[layout.names]) if layout.names < len(cells) else ""
    if not name or _is_note(cells, layout):
        return
    area, group = bulletin.partner_area(name)
    found = {
        key: _figure(cells[column], key[1]) if column < len(cells) else None
        for column, key in layout.columns.items()
    }
    for flow in dict.fromkeys(flow for flow, _ in layout.columns.values()):
        printed = bulletin.Printed(
            partner=area,
            partner_code=name,
            flow=flow,
            month=found.get((flow, "month")),
            year_to_date=found.get((flow, "span")),
            change_pct=found.get((flow, "change")),
            line=line,
            aggregate=group,
        )
        yield from bulletin.observations(release, printed, before=True)


def _figure(text: str, kind: str) -> Decimal | None:
    """Read a figure; a dash says that there was no trade, a blank that nothing is said.

    Of a change a dash says that there is none to tell, for one of the two was nil. Where a column
    was too narrow the page prints ##### for the figure, which is lost.
    """
    if _LOST.fullmatch(text.strip()):
        return None
    return Decimal(0) if kind in _PRINTED and text.strip() in {"-", "—", "－"} else amount(text)


def _layout(document: Document, grid: Grid) -> _Layout:
    at = _names_at(grid)
    if at is None:
        raise UnreadableFileError(document.name, "no column of country names was found")
    row, names = at
    columns: dict[int, tuple[str, str]] = {}
    group = ""
    below = _second_headings(grid, row, names)
    for column in range(names + 1, len(grid[row])):
        group = grid[row][column].strip() or group
        sub = below[column].strip() if column < len(below) else ""
        if key := _meaning(group, sub):
            columns[column] = key
    kinds = set(columns.values())
    figures = [{flow for flow, kind in kinds if kind == wanted} for wanted in ("month", "span")]
    if not all(some in (set(), set("TXM")) for some in figures) or not any(figures):
        raise UnreadableFileError(
            document.name, "its headings do not name a month of total, exports and imports each"
        )
    if len(kinds) < len(columns):
        raise UnreadableFileError(document.name, "two of its columns have the same headings")
    return _Layout(names=names, first_row=row + 1 + bool(below), columns=columns)


def _second_headings(grid: Grid, row: int, names: int) -> Sequence[str]:
    """Give the row below the headings if it belongs to them; a sheet of one month may have one."""
    below = grid[row + 1] if row + 1 < len(grid) else ()
    over = below[names].strip() if names < len(below) else ""
    return below if not over or (_NAMES.search(over) and not _is_partner(over)) else ()


def _is_partner(name: str) -> bool:
    """Tell a partner or a group from a heading: `国家（地区）不明` is a partner by that name."""
    if gacc.is_group(name):
        return True
    try:
        return bool(gacc.named(name))
    except AreaNotFoundError:
        return False


def _meaning(group: str, sub: str) -> tuple[str, str] | None:
    if re.search(r"比|±|[%％]|增减|change|year.on.year|growth", group, re.IGNORECASE):
        flow = _flow(sub) or _flow(group)
        return (flow, "change") if flow else None
    flow = _flow(group)
    return (flow, "span" if _SPAN.search(sub or group) else "month") if flow else None


def _flow(text: str) -> str:
    folded = "".join(text.split()).casefold()
    if folded.startswith(("进出口", "total")) or ("export" in folded and "import" in folded):
        return "T"
    if folded.startswith(("出口", "export")):
        return "X"
    return "M" if folded.startswith(("进口", "import")) else ""


def _release(document: Document, grid: Grid, layout: _Layout, asked: Asked) -> bulletin.Release:
    top = " ".join(cell for row in grid[: layout.first_row] for cell in row if cell)
    month = asked.period or _month(top)
    if month is None:
        asked.needed_period(document)
        raise AssertionError
    unit = next(((c, u) for pattern, c, u in _UNITS if pattern.search(top)), None)
    if unit is None:
        raise UnreadableFileError(document.name, "it does not say in which unit it prints")
    titled = {currency for currency, pattern in _TITLED.items() if pattern.search(top)}
    if titled and unit[0] not in titled:
        raise UnreadableFileError(
            document.name, f"its title says {min(titled)} and its unit {unit[0]}"
        )
    finest = max((_decimals(cell) for row in grid[layout.first_row :] for column, cell in
                  enumerate(row) if layout.columns.get(column, ("", ""))[1] in _PRINTED),
                 default=0)  # fmt: skip
    return bulletin.Release(
        month=month,
        currency=unit[0],
        unit=unit[1],
        margin=(unit[1].scaleb(-finest) / 2).max(Decimal("0.5")),
        published=asked.published
        if asked.told
        else bulletin.release_day(month, is_express=_EXPRESS.search(top) is not None),
        published_basis=asked.basis if asked.told else "calendar",
        has_month=("T", "month") in layout.columns.values(),
        has_year_to_date=("T", "span") in layout.columns.values(),
    )


def _month(text: str) -> Period | None:
    if found := _MONTH_ZH.search(text):
        return Period.month(int(found[1]), int(found[2]))
    if found := _MONTH_WORD.search(text):
        return Period.month(int(found[2]), _WORDS.index(found[1][:3].casefold()) + 1)
    if found := _MONTH_EN.search(text):
        year, month = (found[2], found[1]) if found[2] else (found[3], found[4])
        return Period.month(int(year), int(month))
    whole = _YEAR_ZH.search(text)
    return Period.parse(whole[1]) if whole else None


def _decimals(text: str) -> int:
    _, point, digits = text.strip().partition(".")
    return min(len(digits), 4) if point and digits.isdigit() else 0


FORMS = (
    Form(
        dataset=bulletin.DATASET,
        title="table by country of the monthly bulletin of China's customs",
        recognises=_recognises,
        read=_read,
        left_out=_others,
    ),
    Form(
        dataset=bulletin.DATASET,
        title="table by country of the monthly bulletin of China's customs, saved page",
        recognises=_recognises_page,
        read=_read_page,
    ),
)
