"""Says what a file is that is of no form that is read, so that a user knows what to do with it."""

import re
from collections.abc import Sequence

from yalu.sources.columns import folded
from yalu.sources.correlations import conversion
from yalu.sources.forms import Form
from yalu.sources.sheets import Sheet, sheets
from yalu.sources.texts import Head

# What a file of another program begins with.
_KINDS = {
    b"PAR1": "a Parquet file",
    b"ARROW1": "an Arrow file",
    b"<stata_dta>": "a Stata file",
    **dict.fromkeys((b"r\x01", b"r\x02", b"s\x01", b"s\x02"), "a Stata file"),
    **dict.fromkeys((b"RDX2", b"RDX3", b"RDA3"), "an R file"),
    b"$FL2": "an SPSS file",
    b"%PDF": "a PDF",
    b"\x89HDF": "an HDF5 file",
    b"SQLite format": "a database",
    **dict.fromkeys((b"\x89PNG", b"\xff\xd8\xff", b"GIF8"), "a picture"),
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"Rar!": "a RAR archive",
    b"BZh": "a file packed with bzip2",
    b"\xfd7zXZ": "a file packed with xz",
    b"\x28\xb5\x2f\xfd": "a file packed with zstd",
    b"\x1f\x8b": "a file packed with gzip twice",
    b"PK\x03\x04": "an archive inside an archive",
}
# What the UN Comtrade service answers besides figures, by a field that only it has.
_NO_FIGURES = {
    "fileUrl": "it lists bulk files of UN Comtrade that can be fetched, and holds no figures",
    "datasetChecksum": "it lists which periods UN Comtrade has, and holds no figures",
    "TotalRecords": "it lists which periods UN Comtrade had, and holds no figures",
    "publicationNote": "it says how reporters compile their figures, and holds no figures",
    "suv": "it holds unit values that UN Comtrade worked out, and no trade",
    "primaryValueBal": "it holds balances of trade that UN Comtrade worked out from its figures",
}
_ARCHIVED = "it is a page saved as one archive; save it as HTML only and load it again"
# What a text begins with or holds near its beginning that another program wrote.
_TEXTS = (
    (re.compile(r"\AFrom: <Saved by|\AMIME-Version:", re.IGNORECASE), _ARCHIVED),
    (re.compile(r"\A\s*<\?xml[^>]*>[^<]*(<\?[^>]*>\s*)*<[^>]*office:spreadsheet"),
     "it is a spreadsheet saved as XML of 2003; save it as .xlsx and load it again"),
)  # fmt: skip
_CONVERSION = (
    "it holds a conversion alone, one code for each, in which a code that was split looks whole; "
    "load the workbook that holds the correlation"
)
_SAID = re.compile(r'"message"\s*:\s*"([^"]{1,200})"')
_TITLE = re.compile(r"<title[^>]*>([^<]{1,200})", re.IGNORECASE)
_MOST_ABOVE = 5
_FLOW = re.compile(r"进出口|进口|出口|total|imports?|exports?", re.IGNORECASE)
_MONTHS = frozenset({"时间", "月份", "年月", "日期", "month", "period", "date"})


def what_it_is(head: Head, dataset: str, forms: Sequence[Form]) -> str:
    """Say what a file is, or what it lacks, as far as its beginning tells."""
    if not head.document.head:
        return "it is empty"
    whose = f"of no form of {dataset}" if dataset else "of no form that is read"
    if head.is_sheet:
        return _of_sheets(head, whose)
    if conversion([head.header]):
        return _CONVERSION
    told = _written(head) or _of_service(head) or _nearly(head, forms) or _below(head, forms)
    if told:
        return told
    first = " ".join(head.text[:200].split())[:60]
    return f"its beginning, {first!r}, is {whose}"


def _written(head: Head) -> str:
    """Tell texts that another program wrote, and pages by their titles."""
    told = next((what for pattern, what in _TEXTS if pattern.search(head.text[:4096])), "")
    if told or not head.text.lstrip("\ufeff \r\n\t").startswith("<"):
        return told
    title = _TITLE.search(head.text)
    named = f", {' '.join(title[1].split())[:80]!r}," if title else ""
    return f"no table of the page{named} is of a form that is read"


def _below(head: Head, forms: Sequence[Form]) -> str:
    """Tell a file that would be read but for lines that somebody put above its headings."""
    if head.text.lstrip("\ufeff \r\n\t").startswith(("<", "{", "[")):
        return ""
    rest = head.text
    for number in range(1, _MOST_ABOVE + 1):
        above, _, rest = rest.partition("\n")
        found = next((form for form in forms if form.recognises(_Below(head, rest))), None)
        if found:
            which = "line 1 stands" if number == 1 else f"lines 1 to {number} stand"
            return f"{which} above the headings of a {found.title}; delete {above.strip()[:60]!r}"
    return ""


class _Below(Head):
    """The beginning of a file without the lines above its headings."""

    def __init__(self, head: Head, text: str) -> None:
        super().__init__(document=head.document)
        self.__dict__ |= {"text": text, "is_sheet": False}


def _of_sheets(head: Head, whose: str) -> str:
    """Say how the sheets begin, so that a user sees which table it is."""
    found = list(sheets(head.document))
    if any(conversion(sheet.rows) for sheet in found):
        return _CONVERSION
    if any(map(_is_gathered, found)):
        return (
            "its sheets hold totals by month without a partner, goods or a unit; no publisher "
            "gives them in this form, so nothing says what the figures are of"
        )
    begins = [f"{sheet.name!r} with {', '.join(_filled(sheet)[:4])!r}" for sheet in found[:3]] + [
        "others"
    ] * (len(found) > 3)
    return f"the sheets that it holds are {whose}: {'; '.join(begins)}"


def _is_gathered(sheet: Sheet) -> bool:
    """Tell a table of totals by month that somebody gathered: months, and flows beside them."""
    first, *others = _filled(sheet) or [""]
    flows = [cell for cell in others if _FLOW.match(cell)]
    return first.casefold() in _MONTHS and len(flows) > len(others) / 2


def _filled(sheet: Sheet) -> list[str]:
    rows = ([cell.strip()[:30] for cell in row if cell.strip()] for row in sheet.rows)
    return next((row for row in rows if row), [])


def _of_service(head: Head) -> str:
    """Tell answers of the UN Comtrade service that hold no figures."""
    if not head.text.lstrip("\ufeff \r\n\t").startswith(("{", "[")):
        return ""
    if (said := _SAID.search(head.text)) and '"statusCode"' in head.text:
        return f"the service answered {said[1]!r}, and gave no figures"
    return next((what for field, what in _NO_FIGURES.items() if f'"{field}"' in head.text), "")


def kind(head: Head) -> str:
    """Tell a file of another program by its first bytes."""
    if head.is_sheet:
        return ""
    raw = head.document.head
    kind = next((kind for start, kind in _KINDS.items() if raw.startswith(start)), "")
    return kind and f"it is {kind}, which no publisher that is read gives its figures out in"


def _nearly(head: Head, forms: Sequence[Form]) -> str:
    """Name the headings that a table lacks which has most of what a form needs."""
    have = {folded(name) for name in head.header}
    near = [f for f in forms if f.needs - have and len(f.needs & have) * 2 > len(f.needs)]
    if not near:
        return ""
    form = max(near, key=lambda form: len(form.needs & have) / len(form.needs))
    lacking = ", ".join(sorted(form.needs - have))
    return f"it looks like a {form.title} but has no column {lacking}"
