"""Trees of the Harmonized System and its relatives, as Comtrade's reference files and as CSV."""

import json
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import pyarrow as pa

from yalu.codelists import hs
from yalu.model.errors import UnreadableFileError
from yalu.model.tables import CODES
from yalu.sources.arrow import batches
from yalu.sources.forms import Asked, Form
from yalu.sources.offenders import each
from yalu.sources.opening import Document
from yalu.sources.texts import Head, clean, decode, lines

DATASET = "nomenclatures"
_CSV = {"section", "hscode", "description", "parent", "level"}


def _is_tree(head: Head) -> bool:
    return '"classCode"' in head.text[:400] and '"results"' in head.text


def _is_csv(head: Head) -> bool:
    return head.columns >= _CSV


def _read_tree(document: Document, asked: Asked) -> Iterator[pa.RecordBatch]:
    try:
        tree = json.loads(decode(document.whole(), document.name))
        nodes = [(str(n["id"]), _parent(n["parent"]), str(n["text"])) for n in tree["results"]]
        edition = hs.edition(tree["classCode"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        reason = f"it is cut off or no tree of codes ({error})"
        raise UnreadableFileError(document.name, reason) from error
    ids = {code for code, _, _ in nodes}
    stray = [parent for _, parent, _ in nodes if parent != "#" and parent not in ids]
    if stray or tree.get("more"):
        what = f"the code {stray[0]} stands above others and is absent" if stray else "it is cut"
        raise UnreadableFileError(document.name, what)
    return batches(CODES, (_of_tree(n, edition, asked, i) for i, n in enumerate(nodes, 1)))


def _parent(text: str) -> str:
    """Give the code above; some trees write it with the point that SITC is printed with."""
    return text.replace(".", "")


def _of_tree(node: tuple[str, str, str], edition: str, asked: Asked, line: int) -> dict[str, Any]:
    code, parent, text = node
    return {
        **_code(edition, code, "" if parent == "#" else parent, asked, line),
        "label": text.removeprefix(f"{code} - "),
    }


def _read_csv(document: Document, asked: Asked) -> Iterator[pa.RecordBatch]:
    rows = lines(document, Head(document=document).separator)
    names = [name.casefold() for name in clean(next(rows)[1])]
    return batches(CODES, each(document, rows, partial(_of_csv, names, asked)))


def _of_csv(
    names: Sequence[str], asked: Asked, line: int, cells: Sequence[str]
) -> Iterator[dict[str, Any]]:
    row = dict(zip(names, cells, strict=False))
    code = row.get("hscode", "")
    if not (hs.is_code(code) or code == "TOTAL") or len(cells) != len(names):
        raise ValueError(f"{code!r} is no code")
    # The list does not name its edition; its codes are those of 2022.
    yield {**_code("HS2022", code, row["parent"], asked, line), "label": row["description"]}


def _code(edition: str, code: str, parent: str, asked: Asked, line: int) -> dict[str, Any]:
    return {
        "dataset": DATASET,
        "scheme": "HS" if edition.startswith("HS") else edition.rstrip("0123456789"),
        "edition": edition,
        "code": code,
        "parent": parent,
        "line": line,
        "published": asked.published,
        "published_basis": asked.basis,
    }


FORMS = (
    Form(
        dataset=DATASET, title="tree of codes of UN Comtrade", recognises=_is_tree, read=_read_tree
    ),
    Form(dataset=DATASET, title="HS codes as CSV", recognises=_is_csv, read=_read_csv),
)
