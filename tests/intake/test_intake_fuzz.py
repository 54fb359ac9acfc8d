"""Files of every form, damaged at random: refused in a sentence or loaded; the store as it was.

The damage is the same on every run. Whether a damaged file that still reads gives the right figures
nobody can tell from it alone; what is proved is that nothing else happens.
"""

import gzip
import io
import random
import subprocess
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from yalu.model.errors import UnreadableFileError, YaluError
from yalu.model.loads import Loaded
from yalu.sources import cells

TakeIn = Callable[..., tuple[Loaded, ...]]
Write = Callable[..., Path]
SECONDS = 10.0
VARIANTS = 40
CODES = [["国别代码", "国别中文名"], ["109", "朝鲜"], [133, "韩国"], ["502", "美国"]]
TEXTS = ("query_zh.csv", "query_page.html", "legacy22.csv", "answer.json", "legacy_answer.json",
         "bulletin_series.csv", "BACI_HS17_Y2020_V202201.csv")  # fmt: skip
LARGE = (0, 1, 0xFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF, 0xFFFFFFFE, 0x10000)
JUNK = (b"", b",", b'"', b"\n", b"\r", b"\0", b"\xff", b"9" * 30, b"1e400", b"{", b"]", b"null",
        b"\xe5\x95", b"<tr>", b"</table>", b"<", b"\xff\xfe")  # fmt: skip
_PEAK = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:], capture_output=True).returncode
print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def flipped(content: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 20, 200))):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)


def cut(content: bytearray, chance: random.Random) -> None:
    del content[chance.randrange(1, len(content)) :]


def spliced(content: bytearray, chance: random.Random) -> None:
    size = chance.choice((16, 64, 512))
    start, into = (chance.randrange(len(content)) for _ in range(2))
    content[into : into + size] = content[start : start + size]


def blanked(content: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(content)) // 512 * 512
    content[start : start + 512] = bytes([chance.choice((0, 255))]) * 512


def numbered(content: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 8))):
        start = chance.randrange(len(content))
        content[start : start + 4] = chance.choice(LARGE).to_bytes(4, "little")


def sown(content: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(content))
    content[start : start + chance.randrange(10)] = chance.choice(JUNK)


WAYS = (flipped, cut, spliced, blanked, numbered, sown)


def inside(content: bytes, chance: random.Random) -> bytes:
    """Damage one part of an archive and pack it anew, so that no checksum tells."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        at_fault = chance.choice(old.namelist())
        for name in old.namelist():
            part = bytearray(old.read(name))
            if name == at_fault:
                chance.choice(WAYS)(part, chance)
            new.writestr(name, bytes(part))
    return out.getvalue()


def state(folder: Path) -> dict[str, int]:
    return {
        str(path.relative_to(folder)): path.stat().st_mtime_ns
        for path in folder.rglob("*")
        if path.is_file() and path.name != "lock"
    }


@pytest.fixture
def sample(
    workbook: Write, old_workbook: Write, specimens: Path, tmp_path: Path
) -> Callable[[str], Path]:
    """Give a good file of a form."""

    def of(form: str) -> Path:
        path = tmp_path / form
        if form == "codes.xls":
            return old_workbook(path, CODES)
        if form == "codes.xlsx":
            return workbook(path, CODES)
        if form.endswith(".gz"):
            path.write_bytes(gzip.compress((specimens / form.removesuffix(".gz")).read_bytes()))
        elif form.endswith(".zip"):
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.write(specimens / form.removesuffix(".zip"), form.removesuffix(".zip"))
        else:
            path.write_bytes((specimens / form).read_bytes())
        return path

    return of


def outcome(take_in: TakeIn, path: Path, folder: Path) -> str:
    """Load a damaged file, and say what came of it."""
    before, start, said = state(folder), time.monotonic(), ""
    try:
        take_in(path, flow="M")
    except YaluError as refusal:
        said = str(refusal)
    assert time.monotonic() - start < SECONDS
    if not said:
        return "loaded"
    assert said.startswith(path.name)
    assert state(folder) == before
    return "refused"


@pytest.mark.parametrize(
    "form", ["codes.xls", "codes.xlsx", "legacy22.csv.gz", "query_zh.csv.zip", *TEXTS]
)
def test_a_file_damaged_at_random_is_refused_or_read(
    form: str, take_in: TakeIn, sample: Callable[[str], Path], specimens: Path, folder: Path
) -> None:
    take_in(specimens / "provinces.csv")
    good = sample(form).read_bytes()
    chance, came = random.Random(form), Counter[str]()  # noqa: S311  - no secret
    for _ in range(VARIANTS):
        harmed = bytearray(good)
        if form.endswith((".xlsx", ".zip")) and chance.random() < 0.6:
            harmed[:] = inside(good, chance)
        else:
            chance.choice(WAYS)(harmed, chance)
        path = folder.parent / form
        path.write_bytes(harmed)
        came[outcome(take_in, path, folder)] += 1
    assert came["refused"] > VARIANTS / 4


def test_a_sheet_of_excel_97_is_read(take_in: TakeIn, old_workbook: Write, tmp_path: Path) -> None:
    (loaded,) = take_in(old_workbook(tmp_path / "codes.xls", CODES))
    assert (loaded.rows, loaded.subjects) == (3, ("GACC partner",))


def test_a_cell_in_the_last_row_and_column_does_not_take_the_memory_of_all_before_it(
    take_in: TakeIn, old_workbook: Write, specimens: Path, folder: Path, tmp_path: Path
) -> None:
    # the reader makes room for 65,536 times 65,536 cells, 137 gigabytes, and aborts
    path = old_workbook(tmp_path / "far.xls", CODES, far=(65_535, 65_535))
    take_in(specimens / "provinces.csv")
    before = state(folder)
    with pytest.raises(UnreadableFileError, match="no reader gets to its end"):
        take_in(path)
    assert state(folder) == before


@pytest.mark.parametrize("far", [(65_535, 65_535), (65_535, 200), (15_000, 255)])
def test_a_far_cell_takes_no_more_memory_than_is_stated(
    far: tuple[int, int], old_workbook: Write, tmp_path: Path
) -> None:
    path = old_workbook(tmp_path / "far.xls", CODES, far=far)
    yalu = str(Path(sys.executable).with_name("yalu"))
    command = [yalu, "--workspace", str(tmp_path / "w"), "load", str(path)]
    measured = subprocess.run(  # noqa: S603  - our own command
        [sys.executable, "-c", _PEAK, *command], check=True, capture_output=True, text=True
    )
    # The reader has a process of its own under the command: the larger of the two is counted, and
    # it may take so much that both together stay within what is stated.
    _, peak = map(int, measured.stdout.split())
    assert peak * (1 if sys.platform == "darwin" else 1024) < cells.MOST_MEMORY


@pytest.mark.parametrize("name", ["COUNTRY.xls", "TRADE_MOOD.xls", "TRADE_CO.xls"])
def test_a_real_sheet_of_excel_97_damaged_at_random_is_refused_or_read(
    name: str, take_in: TakeIn, shared: Path, folder: Path, tmp_path: Path
) -> None:
    take_in(shared / "data" / "trade" / "gacc-codes" / name)
    good = (shared / "data" / "trade" / "gacc-codes" / name).read_bytes()
    chance, path = random.Random(name), tmp_path / name  # noqa: S311  - no secret
    for _ in range(VARIANTS // 2):
        harmed = bytearray(good)
        chance.choice(WAYS)(harmed, chance)
        path.write_bytes(harmed)
        outcome(take_in, path, folder)
