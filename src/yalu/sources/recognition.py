"""Finds the form of a file among all forms that are read; in doubt it is refused."""

from yalu.model.errors import ChoiceError, UnrecognisedFileError
from yalu.sources import (
    baci,
    code_tables,
    comtrade,
    comtrade_fetched,
    comtrade_legacy,
    correlations,
    gacc_bulletin,
    gacc_page,
    gacc_query,
    gacc_series,
    hs_trees,
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
    *code_tables.FORMS,
)
DATASETS = tuple(dict.fromkeys(form.dataset for form in FORMS))


def recognise(document: Document, dataset: str = "") -> Form:
    """Tell the form of a file; `dataset` narrows the choice and never overrules the content."""
    if dataset and dataset not in DATASETS:
        raise ChoiceError("--dataset", dataset, DATASETS)
    head = Head(document=document)
    found = [form for form in FORMS if dataset in {"", form.dataset} and form.recognises(head)]
    if len(found) == 1:
        return found[0]
    titles = tuple(dict.fromkeys(form.title for form in found or FORMS))
    if found:
        reason = "it could be several things; name one with --dataset"
        raise UnrecognisedFileError(document.name, reason, titles)
    raise UnrecognisedFileError(document.name, _what_it_is(head, dataset), titles)


def _what_it_is(head: Head, dataset: str) -> str:
    if not head.document.head:
        return "it is empty"
    whose = f"the {dataset} files" if dataset else "no file that is read"
    verb = "do not have" if dataset else "has"
    first = head.text.lstrip().partition("\n")[0].strip()[:60]
    what = "its sheets" if head.is_sheet else f"its first line ({first!r})"
    return f"{whose} {verb} {what}"
