"""Downloads of the query page of China's customs, Chinese or English, with or without a header.

The columns come in the order in which the user put out the fields, so they are found by their
names. The file tells neither the direction of trade nor what was asked for.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

import pyarrow as pa

from yalu.codelists import gacc, hs
from yalu.model.errors import AreaNotFoundError, UnreadableFileError
from yalu.model.periods import Period
from yalu.model.tables import OBSERVATIONS
from yalu.model.trade import Flow
from yalu.sources.amounts import amount, month_or_year, narrow
from yalu.sources.arrow import batches
from yalu.sources.endings import check_total, is_note, is_total
from yalu.sources.forms import Asked, Form
from yalu.sources.offenders import each
from yalu.sources.opening import Document
from yalu.sources.sheets import Sheet, sheets
from yalu.sources.texts import Head, clean, lines

DATASET = "gacc-query"
_COLUMNS = {
    "数据年月": "period", "date of data": "period",
    "贸易伙伴编码": "partner", "trading partner code": "partner",
    "贸易伙伴名称": "partner_name", "trading partner": "partner_name",
    "商品编码": "commodity", "commodity code": "commodity",
    "商品名称": "goods_name", "commodity": "goods_name",
    "贸易方式编码": "regime", "customs regime code": "regime",
    "贸易方式名称": "regime_name", "customs regime": "regime_name",
    "注册地编码": "province", "registration place code": "province",
    "注册地名称": "province_name", "registration place": "province_name",
    "第一数量": "quantity", "quantity": "quantity",
    "第一计量单位": "unit", "unit": "unit",
    "第二数量": "quantity2", "supplimentary quantity": "quantity2",
    "supplementary quantity": "quantity2",
    "第二计量单位": "unit2", "supplimentary unit": "unit2", "supplementary unit": "unit2",
    "美元": "USD", "us dollar": "USD", "人民币": "CNY", "renminbi yuan": "CNY",
    "备注": "remark", "remark": "remark", "remarks": "remark",
}  # fmt: skip
# The English page words where a firm is registered in ways of its own, the code beside the name.
_PLACE = re.compile(r"regist|province|location|place")
# 人民币(元) is the currency with its unit.
_BRACKETS = re.compile(r"\s*[(（][^()（）]*[)）]$")
_CURRENCIES = ("USD", "CNY")
_MOST_ABOVE = 5
# A download ends here without saying so.
_MOST_GIVEN = 10_000
_KEYS = ("period", "partner", "commodity", "regime", "province")
# The order of the English page and of rows that a script gathered from it without their header.
PAGE = ("period", "partner", "partner_name", "commodity", "goods_name", "regime", "regime_name",
        "quantity", "unit", "quantity2", "unit2", "USD")  # fmt: skip


def _has_header(head: Head) -> bool:
    return _is_header(head.header)


def _is_header(cells: Sequence[str]) -> bool:
    names = set(map(_meaning, cells))
    return bool(names & {"commodity", "partner"}) and bool(names & set(_CURRENCIES))


def _is_workbook(head: Head) -> bool:
    return head.is_sheet and any(_header(sheet) is not None for sheet in sheets(head.document))


def _header(sheet: Sheet) -> int | None:
    return next((n for n, row in enumerate(sheet.rows[:_MOST_ABOVE]) if _is_header(row)), None)


def _is_headerless(head: Head) -> bool:
    cells = head.header
    return len(cells) == len(PAGE) and all(
        cells[i].isdigit() and len(cells[i]) in widths
        for i, widths in ((0, {6, 8}), (1, {3}), (3, {2, 4, 6, 8}), (5, {2}))
    )


def _meaning(heading: str) -> str:
    """Tell what a column holds by its heading; the width of brackets and blanks do not matter."""
    text = " ".join(heading.casefold().split())
    if _PLACE.search(text) and text.isascii() and text not in _COLUMNS:
        return "province" if "code" in text else "province_name"
    return _COLUMNS.get(text) or _COLUMNS.get(_BRACKETS.sub("", text), "")


def fields(document: Document, cells: Sequence[str]) -> tuple[str, ...]:
    """Name the columns of a header; an unknown one is refused, for it may split the rows."""
    names = tuple(map(_meaning, cells))
    unknown = [cell for cell, name in zip(cells, names, strict=True) if not name]
    if unknown:
        raise UnreadableFileError(
            document.name, f"the column {unknown[0]!r} is not known", "Query without it", 1
        )
    missing = [name for name in ("partner", "commodity") if name not in names]
    if missing or len(set(names)) < len(names):
        what = f"has no column of the {missing[0]} codes" if missing else "has a column twice"
        raise UnreadableFileError(document.name, f"it {what}", "Put that field out and query again")
    return names


def _read(document: Document, asked: Asked) -> Iterator[pa.RecordBatch]:
    flow = asked.needed_flow(document)
    head = Head(document=document)
    rows = lines(document, head.separator)
    if not _has_header(head):
        return batches(OBSERVATIONS, observations(document, asked, flow, PAGE, rows))
    names = fields(document, clean(next(rows)[1]))
    whole = _refuse_cut(document, rows)
    return batches(OBSERVATIONS, observations(document, asked, flow, names, whole))


def _refuse_cut(
    document: Document, rows: Iterable[tuple[int, Sequence[str]]]
) -> Iterator[tuple[int, Sequence[str]]]:
    """Pass on the rows of a download, and refuse it if they are as many as the site gives out."""
    count = 0
    for row in rows:
        count += 1
        yield row
    if count == _MOST_GIVEN:
        raise UnreadableFileError(
            document.name,
            f"it holds {count:,} rows, the most that the site gives, so it is cut",
            "Query for fewer months or goods at once",
        )


def _read_workbook(document: Document, asked: Asked) -> Iterator[pa.RecordBatch]:
    flow = asked.needed_flow(document)
    return batches(OBSERVATIONS, _of_sheets(document, asked, flow))


def _of_sheets(document: Document, asked: Asked, flow: Flow) -> Iterator[dict[str, Any]]:
    for sheet in sheets(document):
        if (at := _header(sheet)) is not None:
            names = fields(document, clean(sheet.rows[at]))
            width = len(names)
            rows = (
                (line, (*row[:width], *filter(str.strip, row[width:])))
                for line, row in sheet.below(at + 1)
                if any(cell.strip() for cell in row)
            )
            whole = _refuse_cut(document, rows)
            yield from observations(document, asked, flow, names, whole)


def _others(document: Document) -> tuple[str, ...]:
    return tuple(sheet.name for sheet in sheets(document) if _header(sheet) is None)


def observations(
    document: Document,
    asked: Asked,
    flow: Flow,
    names: Sequence[str],
    rows: Iterable[tuple[int, Sequence[str]]],
) -> Iterator[dict[str, Any]]:
    """Turn rows into observations; those that cannot be read stop the load with their lines."""
    currencies = [name for name in names if name in _CURRENCIES]
    whole = None if "period" in names else asked.needed_period(document)
    widths: set[int] = set()
    added = dict.fromkeys(currencies, Decimal(0))

    def of_row(line: int, cells: Sequence[str]) -> Iterator[dict[str, Any]]:
        if is_note(cells):
            return
        # Every line ends with a comma, or none does.
        widths.update([] if widths else [len(cells)])
        if (
            {len(cells)} != widths
            or len(cells) - len(names) not in {0, 1}
            or any(cells[len(names) :])
        ):
            raise ValueError(f"{len(clean(cells))} cells where {len(names)} are expected")
        row = dict(zip(names, (cell.strip() for cell in cells), strict=False))
        if is_total(row, _KEYS):
            for currency in currencies:
                check_total(amount(row[currency]), added[currency], currency)
            return
        row |= {name: narrow(row[name]) for name in _KEYS if name in row}
        period = whole or month_or_year(row["period"])
        for currency in currencies:
            made = _observation(row, period, flow, currency, asked) | {"line": line}
            added[currency] += made["value"] or 0
            yield made

    return each(document, rows, of_row)


def _observation(
    row: dict[str, str], period: Period, flow: Flow, currency: str, asked: Asked
) -> dict[str, Any]:
    value = amount(row[currency])
    first = _quantity(row.get("quantity", ""), row.get("unit", ""))
    second = _quantity(row.get("quantity2", ""), row.get("unit2", ""))
    return {
        "dataset": DATASET,
        "reporter": "CHN",
        "reporter_code": "142",
        "partner": _partner(row["partner"], row.get("partner_name", "")),
        "partner_code": row["partner"],
        "flow": flow.value,
        **months(period),
        "commodity": _commodity(row["commodity"]),
        "classification": _classification(row["commodity"], period),
        "goods_name": row.get("goods_name", ""),
        "customs_procedure": row.get("regime", ""),
        "province": row.get("province", ""),
        "value": value,
        "currency": currency,
        "margin": Decimal("0.5"),
        "valuation": "CIF" if flow is Flow.IMPORT else "FOB",
        "quantity": first[0],
        "quantity_unit": first[1],
        "quantity2": second[0],
        "quantity2_unit": second[1],
        "net_weight_kg": _mass(first, second),
        "status": "missing" if value is None else "reported" if value else "zero",
        "compiler": "GAC query",
        "rank": 10,
        "published": asked.published,
        "published_basis": asked.basis,
        "note": row.get("remark", ""),
    }


def months(period: Period) -> dict[str, Any]:
    """Give the columns of a period."""
    return {
        "period": str(period),
        "first_month": period.first,
        "last_month": period.last,
        "frequency": period.frequency.value,
    }


def _partner(code: str, name: str) -> str:
    """Give the area of a partner by its code; a name of another state says that one is wrong."""
    area = gacc.partner(code, name)
    try:
        other = gacc.named(name) if name and not area.startswith(gacc.OWN) else area
    except AreaNotFoundError:
        return area
    if other != area and not other.startswith(gacc.OWN):
        raise ValueError(f"the partner code {code} is of {area} and the name {name!r} of {other}")
    return area


def _commodity(text: str) -> str:
    if not hs.is_code(text):
        lost = text.isdecimal() and len(text) in {1, 3, 5, 7}
        why = "; a spreadsheet may have taken a zero before it" if lost else ""
        raise ValueError(f"{text!r} is no code of 2, 4, 6 or 8 digits{why}")
    return text


def _classification(code: str, period: Period) -> str:
    """Name the edition; codes of 8 digits are the Chinese tariff's of the year."""
    year = period.first // 12
    return f"CHN8-{year}" if len(code) > 6 else hs.edition_of(year)


def _quantity(text: str, unit: str) -> tuple[Decimal | None, str]:
    """Read a quantity; without a unit a zero means that there is none."""
    number, name = amount(text), gacc.unit(unit)
    if name and not any(letter.isalpha() for letter in name):
        raise ValueError(f"{unit!r} is no unit")
    if name and not name.isascii() and not gacc.is_unit(name):
        raise ValueError(f"{unit!r} is no unit of the customs' list")
    if name is None and number:
        raise ValueError(f"the quantity {text} has no unit")
    return (None, "") if name is None else (number, name)


def _mass(*quantities: tuple[Decimal | None, str]) -> Decimal | None:
    for number, unit in quantities:
        if number is not None and unit in gacc.MASS_IN_KG:
            return (number * Decimal(gacc.MASS_IN_KG[unit])).quantize(Decimal("0.0001"))
    return None


FORMS = (
    Form(
        dataset=DATASET,
        title="query download of China's customs",
        recognises=_has_header,
        read=_read,
    ),
    Form(
        dataset=DATASET,
        title="query download of China's customs, saved as a spreadsheet",
        recognises=_is_workbook,
        read=_read_workbook,
        left_out=_others,
    ),
    Form(
        dataset=DATASET,
        title="rows of the query page of China's customs, without a header, taken as US dollars",
        recognises=_is_headerless,
        read=_read,
    ),
)
