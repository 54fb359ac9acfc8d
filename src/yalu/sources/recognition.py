"""Finds the form of a file among all forms that are read; in doubt it is refused."""

from yalu.model.errors import ChoiceError, UnrecognisedFileError
from yalu.sources import (
    baci,
    code_tables,
    comtrade,
    comtrade_fetched,
    comtrade_legacy,
    correlations,
    correspondences,
    gacc_bulletin,
    gacc_page,
    gacc_query,
    gacc_series,
    hs_trees,
)
from yalu.sources.columns import folded
from yalu.sources.forms import Form
from yalu.sources.opening import Document
from yalu.sources.sheets import Sheet, sheets
from yalu.sources.texts import Head

FORMS: tuple[Form, ...] = (
    *gacc_query.FORMS,
    *gacc_page.FORMS,
    *gacc_series.FORMS,
    *gacc_bulletin.FORMS,
    *comtrade.FORMS,
    *comtrade_fetched.FORMS,
    *comtrade_legacy.FORMS,
    *baci.FORMS,
    *hs_trees.FORMS,
    *correlations.FORMS,
    *correspondences.FORMS,
    *code_tables.FORMS,
)
_IN_SHORT = (
    "downloads and pages of the query site of China's customs, the table by country of their "
    "bulletin, their lists of codes",
    "answers, bulk files, tariff lines, trees and lists of codes of UN Comtrade, and CSV and "
    "JSON of its service before 2022",
    "correlations of editions by the UN Statistics Division",
    "BACI of CEPII and its lists of codes",
)
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
DATASETS = tuple(dict.fromkeys(form.dataset for form in FORMS))


def recognise(document: Document, dataset: str = "") -> Form:
    """Tell the form of a file; `dataset` narrows the choice and never overrules the content."""
    if dataset and dataset not in DATASETS:
        raise ChoiceError("--dataset", dataset, DATASETS)
    head = Head(document=document)
    if _kind(head):
        raise UnrecognisedFileError(document.name, _kind(head), _read_are(dataset))
    found = [form for form in FORMS if dataset in {"", form.dataset} and form.recognises(head)]
    if len(found) == 1:
        return found[0]
    if found:
        titles = tuple(form.title for form in found)
        reason = "it could be several things; name one with --dataset"
        raise UnrecognisedFileError(document.name, reason, titles)
    raise UnrecognisedFileError(document.name, _what_it_is(head, dataset), _read_are(dataset))


def _read_are(dataset: str) -> tuple[str, ...]:
    """Name what is read: the forms of one dataset, or in short what there is of each publisher."""
    if dataset:
        return tuple(dict.fromkeys(form.title for form in FORMS if form.dataset == dataset))
    return _IN_SHORT


def _what_it_is(head: Head, dataset: str) -> str:
    if not head.document.head:
        return "it is empty"
    whose = f"of no form of {dataset}" if dataset else "of no form that is read"
    if head.is_sheet:
        return _of_sheets(head, whose)
    if other := _of_service(head):
        return other
    if lacking := _nearly(head):
        return lacking
    first = " ".join(head.text[:200].split())[:60]
    return f"its beginning, {first!r}, is {whose}"


def _of_sheets(head: Head, whose: str) -> str:
    """Say how the sheets begin, so that a user sees which table it is."""
    found = list(sheets(head.document))
    begins = [f"{sheet.name!r} with {', '.join(_filled(sheet)[:4])!r}" for sheet in found[:3]] + [
        "others"
    ] * (len(found) > 3)
    return f"the sheets that it holds are {whose}: {'; '.join(begins)}"


def _filled(sheet: Sheet) -> list[str]:
    rows = ([cell.strip()[:30] for cell in row if cell.strip()] for row in sheet.rows)
    return next((row for row in rows if row), [])


def _of_service(head: Head) -> str:
    """Tell answers of the UN Comtrade service that hold no figures."""
    if not head.text.lstrip("\ufeff \r\n\t").startswith(("{", "[")):
        return ""
    return next((what for field, what in _NO_FIGURES.items() if f'"{field}"' in head.text), "")


def _kind(head: Head) -> str:
    """Tell a file of another program by its first bytes."""
    if head.is_sheet:
        return ""
    raw = head.document.head
    kind = next((kind for start, kind in _KINDS.items() if raw.startswith(start)), "")
    return kind and f"it is {kind}, which no publisher that is read gives its figures out in"


def _nearly(head: Head) -> str:
    """Name the headings that a table lacks which has most of what a form needs."""
    have = {folded(name) for name in head.header}
    forms = [form for form in FORMS if len(form.needs & have) * 2 > len(form.needs)]
    if not forms:
        return ""
    form = max(forms, key=lambda form: len(form.needs & have) / len(form.needs))
    lacking = ", ".join(sorted(form.needs - have))
    return f"it looks like a {form.title} but has no column {lacking}"
