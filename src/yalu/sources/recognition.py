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
    unread,
)
from yalu.sources.forms import Form
from yalu.sources.opening import Document
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
DATASETS = tuple(dict.fromkeys(form.dataset for form in FORMS))


def recognise(document: Document, dataset: str = "") -> Form:
    """Tell the form of a file; `dataset` narrows the choice and never overrules the content."""
    if dataset and dataset not in DATASETS:
        raise ChoiceError("--dataset", dataset, DATASETS)
    head = Head(document=document)
    if kind := unread.kind(head):
        raise UnrecognisedFileError(document.name, kind, _read_are(dataset))
    found = [form for form in FORMS if dataset in {"", form.dataset} and form.recognises(head)]
    if len(found) == 1:
        return found[0]
    if found:
        titles = tuple(form.title for form in found)
        reason = "it could be several things; name one with --dataset"
        raise UnrecognisedFileError(document.name, reason, titles)
    raise UnrecognisedFileError(
        document.name, unread.what_it_is(head, dataset, FORMS), _read_are(dataset)
    )


def _read_are(dataset: str) -> tuple[str, ...]:
    """Name what is read: the forms of one dataset, or in short what there is of each publisher."""
    if dataset:
        return tuple(dict.fromkeys(form.title for form in FORMS if form.dataset == dataset))
    return _IN_SHORT
