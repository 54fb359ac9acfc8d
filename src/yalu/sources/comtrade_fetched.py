"""What `yalu fetch comtrade` brought: the answers, and which periods the reporter had filed.

A cell that was asked for and is in no answer is `zero` in a period that the reporter filed, and
`missing` in one that it did not.
"""

from collections.abc import Iterator
from functools import partial
from itertools import product
from typing import Any

import pyarrow as pa

from yalu.codelists import comtrade as codes
from yalu.codelists import hs
from yalu.model.errors import UnreadableFileError
from yalu.model.periods import Period
from yalu.model.scopes import Scope
from yalu.model.tables import OBSERVATIONS
from yalu.sources import comtrade
from yalu.sources.arrow import batches
from yalu.sources.completeness import WHOLE, Answered, Watch
from yalu.sources.forms import Asked, Form
from yalu.sources.opening import Document
from yalu.sources.texts import Head

# AG2, AG4 and AG6 ask for all codes of so many digits.
_DEPTH = "AG"


def _recognises(head: Head) -> bool:
    return head.text.startswith('{"yaluFetch"')


def _read(document: Document, asked: Asked) -> Iterator[pa.RecordBatch]:
    try:
        body = comtrade.parsed(document)
        wanted, filed, rows = body["wanted"], set(body["filed"]), body["data"]
    except (KeyError, TypeError) as error:
        raise UnreadableFileError(document.name, "the answers are cut off") from error
    silent = list(_silent(wanted, filed, rows, asked))
    if rows:
        yield from _plain(comtrade.rows_of(document, rows, asked))
    yield from batches(OBSERVATIONS, silent)


def _complete(document: Document, asked: Asked) -> Watch:
    return Answered(lambda: _answered(comtrade.parsed(document), str(asked.published)))


def _answered(body: dict[str, Any], published: str) -> list[Scope]:
    """Give what was asked for, of the periods filed: no answer was as long as the limit."""
    wanted, filed = body["wanted"], set(body["filed"])
    periods = tuple(text for text in wanted["periods"] if text.replace("-", "") in filed)
    asked = {
        **WHOLE,
        "reporter": (wanted["reporter"],),
        "partner": (wanted["partner"],),
        "flow": tuple(wanted["flows"]),
        "classification": tuple(hs.EDITIONS.values()),
    }
    codes = tuple(
        comtrade.goods(code) or "" for code in wanted["commodities"] if code[:2] != _DEPTH
    )
    depths = tuple(int(code[2:]) for code in wanted["commodities"] if code[:2] == _DEPTH)
    if not periods:
        return []
    made = partial(Scope, published=published, periods=periods)
    return [made(texts=asked | {"commodity": codes})] * bool(codes) + [
        made(texts=asked, digits=depths)
    ] * bool(depths)


def _plain(batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    """Give dictionaries as texts, for the rows that follow hold texts."""
    shape = pa.schema([(f.name, _value_type(f.type)) for f in batch.schema])
    yield batch.cast(shape)


def _value_type(type_: pa.DataType) -> pa.DataType:
    return type_.value_type if pa.types.is_dictionary(type_) else type_


def _silent(
    wanted: dict[str, Any], filed: set[str], rows: list[dict[str, Any]], asked: Asked
) -> Iterator[dict[str, Any]]:
    said = {(str(r["period"]), r["flowCode"], str(r["cmdCode"])) for r in rows}
    goods = [code for code in wanted["commodities"] if not code.startswith("AG")]
    number = len(rows)
    for text, flow, code in product(wanted["periods"], wanted["flows"], goods):
        if (text.replace("-", ""), flow, code) in said:
            continue
        number += 1
        period = Period.parse(text)
        nil = text.replace("-", "") in filed
        yield {
            "dataset": comtrade.DATASET,
            "reporter": wanted["reporter"],
            "reporter_code": codes.numeric(wanted["reporter"]) or "",
            "partner": wanted["partner"],
            "partner_code": codes.numeric(wanted["partner"]) or "",
            "flow": flow,
            "period": text,
            "first_month": period.first,
            "last_month": period.last,
            "frequency": period.frequency.value,
            "commodity": comtrade.goods(code) or "",
            "classification": hs.edition_of(period.first // 12),
            "value": 0 if nil else None,
            "currency": "USD",
            "margin": 0 if nil else None,
            "status": "zero" if nil else "missing",
            "compiler": "UN Comtrade",
            "rank": 20,
            "is_aggregate": code == "TOTAL",
            "line": number,
            "published": asked.published,
            "published_basis": asked.basis,
            "note": "filed without this cell" if nil else "not filed by the reporter",
        }


FORMS = (
    Form(
        dataset=comtrade.DATASET,
        title="answers of UN Comtrade that yalu fetched",
        recognises=_recognises,
        read=_read,
        counted=comtrade.COUNTED,
        complete=_complete,
    ),
)
