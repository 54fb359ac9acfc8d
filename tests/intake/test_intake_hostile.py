"""Every form, made hostile in every way that applies: refused in time, the store as it was.

The limits are those of docs/methods/workspace.md: ten seconds and a gigabyte.
"""

import gzip
import io
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from yalu.model.errors import YaluError
from yalu.model.loads import Loaded

TakeIn = Callable[..., tuple[Loaded, ...]]
SECONDS, GIBIBYTES = 10.0, 1.0
# Linux counts the memory of the process that starts a command as the command's own peak, and the
# process that runs the tests is large: a small one in between starts it and measures.
_PEAK = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:], capture_output=True).returncode
print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
_TARIFF = ("period,reporterCode,flowCode,partnerCode,cmdCode,classificationCode,primaryValue\n"
           "201707,156,M,408,27011100,H5,7\n201707,156,M,410,27011100,H5,8\n")  # fmt: skip
_PARTNERS = "PartnerCode,PartnerDesc,PartnerCodeIsoAlpha3\n408,x,PRK\n410,y,KOR\n"
_LONG = ("code.after,code.before,Relationship,adjustment\n10111,10111,1:1,1996 to 1992\n"
         "10119,10119,1:1,1996 to 1992\n")  # fmt: skip
_WIDE = "HS22,HS17,HS12\n010121,010121,010121\n010129,010129,010129\n"
_TREE = ("hscode,section,description,parent,level\n"
         + "".join(f"{n:02d},I,x,TOTAL,2\n" for n in range(1, 25)))  # fmt: skip
_HEADLESS = ('"201901","109","Korea, DPR","27011100","Coal","10","Ordinary trade","5","Kilogram",'
             '"0","-","1,234",\n' * 2).replace("27011100", "27011200", 1)  # fmt: skip
# A good file of each form that is text, and a cell of its last line that must be a number or code.
TEXTS = {
    "query_zh.csv": "", "query_en.csv": "", "bulletin_series.csv": "", "legacy22.csv": "",
    "legacy35.csv": "", "BACI_HS17_Y2020_V202201.csv": "", "correlation.csv": "",
    "provinces.csv": "", "headless.csv": _HEADLESS, "tariff.csv": _TARIFF,
    "partners.csv": _PARTNERS, "long.csv": _LONG, "wide.csv": _WIDE, "tree.csv": _TREE,
}  # fmt: skip
WHOLE = ("answer.json", "tree_HS2017.json", "query_page.html")
FLOW = ("query", "headless")


@pytest.fixture(scope="session")
def gibibyte() -> bytes:
    """Blanks by the gibibyte, packed; what is packed may be put behind other packed bytes."""
    return gzip.compress((b" " * 1023 + b"\n") * (16 << 10)) * 64


def good(name: str, specimens: Path) -> bytes:
    return TEXTS[name].encode() if TEXTS.get(name) else (specimens / name).read_bytes()


def cut(content: bytes) -> bytes:
    """Cut the last line behind its first cell."""
    start = content.rstrip().rfind(b"\n") + 1
    return content[:start] + content[start:].partition(b",")[0]


def zipped(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, content)
    return out.getvalue()


def first_cell(content: bytes, cell: bytes) -> bytes:
    """Put something else into the first cell of the last line."""
    start = content.rstrip().rfind(b"\n") + 1
    return content[:start] + cell + b"," + content[start:].partition(b",")[2]


LINES: dict[str, Callable[[bytes, bytes], bytes]] = {
    "truncated": lambda text, _: cut(text),
    "wrong encoding": lambda text, _: first_cell(text, b"\xff\xfe\xfa"),
    "formula": lambda text, _: first_cell(text, b'"=1+1"'),
    "ten megabytes in a line": lambda text, _: text + b"9" * 10_000_000 + b"\n",
    "a million columns": lambda text, _: text + b"1," * 1_000_000 + b"\n",
    "a million headings": lambda text, _: text.replace(b"\n", b",x" * 1_000_000 + b"\n", 1),
    "a quote that never ends": lambda text, _: text + b'"' + b"1,1\n" * 1_000_000,
}
ANY: dict[str, Callable[[bytes, bytes], bytes]] = {
    "empty": lambda *_: b"",
    "NULs": lambda text, _: text + b"\0" * 4096,
    "gzip cut off": lambda text, _: gzip.compress(text * 3)[:-12],
    "gzip bomb": lambda text, blanks: gzip.compress(text) + blanks,
    "zip bomb": lambda text, _: zipped("a.csv", text + b" " * (100 << 20)),
    "absolute path": lambda text, _: zipped("/etc/a.csv", text),
    "path out of the archive": lambda text, _: zipped("../../a.csv", text),
}
CASES = [(name, kind) for name in TEXTS for kind in [*LINES, *ANY]]
CASES += [(name, kind) for name in WHOLE for kind in ANY]
MAKE = LINES | ANY


def state(folder: Path) -> dict[str, tuple[int, int]]:
    return {
        str(path.relative_to(folder)): (path.stat().st_size, path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file() and path.name != "lock"
    }


@pytest.mark.parametrize(("name", "kind"), CASES)
def test_a_hostile_file_of_any_form_leaves_the_store_as_it_was(
    *, name: str, kind: str, take_in: TakeIn, specimens: Path, folder: Path, gibibyte: bytes,
    tmp_path: Path,
) -> None:  # fmt: skip
    take_in(specimens / "answer.json")
    before = state(folder)
    path = tmp_path / name
    path.write_bytes(MAKE[kind](good(name, specimens), gibibyte))
    start = time.monotonic()
    with pytest.raises(YaluError):
        take_in(path, flow="M" if name.startswith(FLOW) else "")
    assert time.monotonic() - start < SECONDS
    assert state(folder) == before


@pytest.mark.parametrize("name", [*TEXTS, *WHOLE])
def test_the_same_files_unharmed_are_loaded(
    name: str, take_in: TakeIn, specimens: Path, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(good(name, specimens))
    (loaded,) = take_in(path, flow="M" if name.startswith(FLOW) else "")
    assert loaded.rows > 0


@pytest.mark.parametrize("name", ["query_zh.csv", "legacy22.csv", "answer.json", "query_page.html"])
@pytest.mark.parametrize("kind", ["gzip bomb", "zip bomb", "NULs"])
def test_a_hostile_file_takes_no_more_memory_than_is_stated(
    name: str, kind: str, specimens: Path, gibibyte: bytes, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(MAKE[kind](good(name, specimens), gibibyte))
    yalu = str(Path(sys.executable).with_name("yalu"))
    command = [yalu, "--workspace", str(tmp_path / "w"), "load", "--flow", "import", str(path)]
    measured = subprocess.run(  # noqa: S603  - our own command
        [sys.executable, "-c", _PEAK, *command], check=True, capture_output=True, text=True
    )
    code, peak = map(int, measured.stdout.split())
    unit = 1 if sys.platform == "darwin" else 1024
    assert code == 2
    assert peak * unit / 2**30 < GIBIBYTES


def harmed(path: Path, kind: str) -> None:
    """Make a good workbook hostile."""
    content = path.read_bytes()
    if kind == "truncated":
        path.write_bytes(content[: len(content) * 2 // 3])
        return
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        parts: dict[str, Any] = {name: book.read(name) for name in book.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    if kind == "entities":
        parts[sheet] = b'<!DOCTYPE a [<!ENTITY b "c">]>' + parts[sheet]
    elif kind == "formula":
        parts[sheet] = (
            parts[sheet]
            .replace(b'r="B3"', b'r="B3"')
            .replace(b"</row>", b'<c r="Z3"><f>1+1</f></c></row>', 3)
        )
    elif kind == "bomb":
        parts["xl/sharedStrings.xml"] = b"<sst>" + b" " * (300 << 20)
    elif kind == "path out of the archive":
        parts["../../etc/x.xml"] = b"<a/>"
    elif kind == "absolute path":
        parts["/etc/x.xml"] = b"<a/>"
    elif kind == "a million columns":
        parts[sheet] = parts[sheet].replace(
            b"</row>", b"".join(b"<c><v>1</v></c>" for _ in range(1_000_000)) + b"</row>", 1
        )
    elif kind == "NULs":
        parts[sheet] = parts[sheet].replace(b"<row", b"\0<row", 2)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, part in parts.items():
            book.writestr(name, part)


GRIDS = {
    "bulletin": [["（2）2017年7月进出口商品国别（地区）总值表"], ["单位：千美元"],
                 ["国家（地区）", "进出口", "出口", "进口"], ["", "7月", "7月", "7月"],
                 ["朝鲜", 3, 2, 1]],
    "correlation": [["Between", ""], ["HS 2022", "HS 2017", "Relationship"],
                    ["010121", "010121", "1:1"]],
    "codes": [["国别代码", "国别中文名"], ["109", "朝鲜"], ["133", "韩国"]],
    "wide": [["HS22", "HS17", "HS12"], ["010121", "010121", "010121"]],
}  # fmt: skip
BOOKS = ["truncated", "entities", "formula", "bomb", "path out of the archive", "absolute path",
         "a million columns", "NULs"]  # fmt: skip


@pytest.mark.parametrize("kind", ["", *BOOKS])
@pytest.mark.parametrize("form", GRIDS)
def test_a_hostile_workbook_of_any_form_leaves_the_store_as_it_was(
    *, form: str, kind: str, take_in: TakeIn, workbook: Callable[..., Path], specimens: Path,
    folder: Path, tmp_path: Path,
) -> None:  # fmt: skip
    path = workbook(tmp_path / "book.xlsx", GRIDS[form])
    if not kind:
        (loaded,) = take_in(path)
        assert loaded.rows > 0
        return
    take_in(specimens / "answer.json")
    before = state(folder)
    harmed(path, kind)
    start = time.monotonic()
    with pytest.raises(YaluError):
        take_in(path)
    assert time.monotonic() - start < SECONDS
    assert state(folder) == before
