import gzip
import io
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from yalu.model.errors import YaluError

Read = Callable[..., list[dict[str, Any]]]
QUERY = "数据年月,贸易伙伴编码,商品编码,美元\n201707,109,2701,1\n"
COMTRADE = (
    "period,reporterCode,flowCode,partnerCode,cmdCode,classificationCode,primaryValue,"
    "isReported,isAggregate\n"
)
SECONDS, MEGABYTES = 10.0, 400


def packed(path: Path, text: bytes) -> None:
    path.write_bytes(gzip.compress(text))


def long_bomb(path: Path, start: str) -> None:
    """Pack a gigabyte of spaces behind a good beginning."""
    with gzip.open(path, "wb", compresslevel=9) as file:
        file.write(start.encode())
        for _ in range(1024):
            file.write(b" " * (1 << 20))


def archive(path: Path, name: str, content: bytes) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, content)


def packed_twice(path: Path) -> None:
    path.write_bytes(gzip.compress(gzip.compress(b" " * (300 << 20))))


def archive_in_archive(path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("a.csv", b" " * (300 << 20))
    archive(path, "b.zip", inner.getvalue())


def sheet(path: Path, rows: str, **parts: str) -> None:
    """Write a workbook of which one sheet holds these rows."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("xl/workbook.xml", "<workbook/>")
        file.writestr("xl/worksheets/sheet1.xml", f"<sheetData>{rows}</sheetData>")
        for name, content in parts.items():
            file.writestr(f"xl/{name}.xml", content)


def answer(rows: str) -> str:
    return '{"elapsedTime":1,"count":1,"error":"","data":[' + rows + "]}"


FAR = '<row r="1"><c r="{}1"><v>1</v></c></row><row r="{}"><c r="A{}"><v>1</v></c></row>'
SHOWN = '<html><table><tr><td><div class="th-line">'


BULLETIN = ("<html>(2) Imports and Exports by Country<table><tr><td>Country</td><td>Exports</td>"
            "<td>Imports</td></tr>")  # fmt: skip


def sheet_bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("xl/workbook.xml", b"<a>" + b" " * (300 << 20))


HOSTILE: dict[str, Callable[[Path], object]] = {
    "empty": lambda p: p.write_bytes(b""),
    "nuls": lambda p: p.write_bytes(QUERY.encode() + b"\x00" * 4096),
    "binary": lambda p: p.write_bytes(bytes(range(256)) * 1000),
    "cut inside a quote": lambda p: p.write_text(QUERY + '201708,109,"2701'),
    "wrong encoding": lambda p: p.write_bytes(QUERY.encode() + b"\xff\xff\xff" * 9),
    "ten megabyte line": lambda p: p.write_text(QUERY + "9" * 10_000_000 + "\n"),
    "million columns": lambda p: p.write_text(QUERY + "1," * 1_000_000 + "\n"),
    "million columns of a header": lambda p: p.write_text("美元," * 1_000_000 + "\n"),
    "ten megabyte line of a table": lambda p: p.write_text(COMTRADE + "9" * 10_000_000 + "\n"),
    "million columns of a table": lambda p: p.write_text(COMTRADE + "1," * 1_000_000 + "\n"),
    "gzip bomb": lambda p: long_bomb(p, QUERY),
    "gzip bomb of a table": lambda p: long_bomb(p, COMTRADE),
    "gzip cut off": lambda p: p.write_bytes(gzip.compress(QUERY.encode() * 9)[:-9]),
    "zip bomb": lambda p: archive(p, "a.csv", QUERY.encode() + b" " * (300 << 20)),
    "zip with a path out of it": lambda p: archive(p, "../../a.csv", QUERY.encode()),
    "zip with an absolute path": lambda p: archive(p, "/etc/a.csv", QUERY.encode()),
    "zip cut off": lambda p: p.write_bytes(b"PK\x03\x04" + b"\x00" * 99),
    "sheet cut off": lambda p: p.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 2000),
    "sheet bomb": sheet_bomb,
    "last cell of a sheet": lambda p: sheet(p, FAR.format("XFD", 1_048_576, 1_048_576)),
    "wide and long sheet": lambda p: sheet(p, FAR.format("ZZ", 299_999, 299_999)),
    "rows without a number": lambda p: sheet(p, "<row/>" * 400_000),
    "cells without a name": lambda p: sheet(p, "<row/>" * 9_000 + "<row>" + "<c/>" * 9_000),
    "entities far down a part": lambda p: sheet(
        p, "", sharedStrings=" " * 9_000 + '<!DOCTYPE a [<!ENTITY b "c">]>'
    ),
    "packed twice": packed_twice,
    "archive in an archive": archive_in_archive,
    "long integer of an answer": lambda p: p.write_text(
        answer('{"primaryValue":' + "9" * 5_000_000 + "}")
    ),
    "many fields of an answer": lambda p: p.write_text(
        answer('{"primaryValue":1,' + ",".join(f'"k{i}":1' for i in range(100_000)) + "}")
    ),
    "page of open tags": lambda p: p.write_text(SHOWN + "<" * 5_000_000),
    "page of open comments": lambda p: p.write_text(SHOWN + "<!--" * 2_000_000),
    "page of open quotes": lambda p: p.write_text(SHOWN + "<div a='" * 1_000_000),
    "page of open rows": lambda p: p.write_text(SHOWN + "<tr>" * 50_000),
    "page of open cells": lambda p: p.write_text(SHOWN + "<td><div class=th-line>" * 30_000),
    "bulletin of open tables": lambda p: p.write_text(BULLETIN + "<table>" * 150_000),
    "bulletin of open rows": lambda p: p.write_text(BULLETIN + "<tr>" * 150_000),
    "bulletin of open words": lambda p: p.write_text(BULLETIN + "<tr><td>" + "<b>a" * 150_000),
    "bulletin of wide cells": lambda p: p.write_text(BULLETIN + "<tr><td colspan=500>" * 60_000),
    "bulletin of deep cells": lambda p: p.write_text(BULLETIN + "<tr><td rowspan=9999>" * 60_000),
    "deep json": lambda p: p.write_text('{"data":' + "[" * 200_000 + ',"primaryValue"'),
    "formula of a sheet": lambda p: sheet(
        p, '<row r="1"><c r="A1"><f>WEBSERVICE("http://x")</f><v>1</v></c></row>'
    ),
    "formula": lambda p: p.write_text(QUERY + '201708,109,2701,"=1+1"\n'),
    "infinite": lambda p: p.write_text(QUERY + "201708,109,2701,1e999\n"),
    "huge number": lambda p: p.write_text(QUERY + "201708,109,2701," + "9" * 40 + "\n"),
    "huge number of a table": lambda p: p.write_text(
        COMTRADE + "2017,156,M,408,27,H5,9e99,1,0\n"
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_is_refused_soon_and_cheaply(
    kind: str, rows_of: Read, tmp_path: Path
) -> None:
    path = tmp_path / "file"
    HOSTILE[kind](path)
    tracemalloc.start()
    start = time.process_time()
    try:
        with pytest.raises(YaluError) as refusal:
            rows_of(path, flow="M")
        taken, (_, peak) = time.process_time() - start, tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert str(refusal.value).startswith("file")
    assert taken < SECONDS
    assert peak < MEGABYTES << 20
