"""Times loads and look-ups as ratios to the engine's own work on the same file, in one run.

The file is a UN Comtrade bulk file of ten million rows: tab-separated, twelve months, in no order
that would help; plain, and as the service packs it, with gzip. Its own measure is DuckDB's
`read_csv` written to one Parquet file, run before and after the load.
"""

import argparse
import gzip
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb

from yalu.model.observations import GoodsQuestion
from yalu.workspace import Workspace

_YALU = str(Path(sys.executable).with_name("yalu"))
_PARTNERS = "[408, 410, 842, 251, 276, 392, 643, 364, 699, 704, 702, 764, 458, 360, 36, 76]"
_REPORTERS = "[156, 842, 276, 392, 410, 643, 76, 36, 704, 764]"


def make(path: Path, rows: int, *, months: int = 12, first: int = 0) -> None:
    """Write a bulk file; each cell comes once."""
    duckdb.sql(
        f"""
        COPY (
            SELECT 'C' AS typeCode, 'M' AS freqCode, period || '01' AS refPeriodId, 2017 AS refYear,
                   month AS refMonth, period, reporter AS reporterCode, flow AS flowCode,
                   partner AS partnerCode, 0 AS partner2Code, 'HS' AS classificationSearchCode,
                   'H5' AS classificationCode, 1 AS isOriginalClassification, code AS cmdCode,
                   'C00' AS customsCode, 0 AS mosCode, 0 AS motCode, 8 AS qtyUnitCode,
                   (n * 7919 % 1000003) / 8 AS qty, 0 AS isQtyEstimated, -1 AS altQtyUnitCode,
                   NULL AS altQty, 0 AS isAltQtyEstimated, (n * 7919 % 1000003) / 8 AS netWgt,
                   n % 5 = 0 AS isNetWgtEstimated, 0 AS grossWgt, 0 AS isGrossWgtEstimated,
                   NULL AS cifvalue, (n * 104729 % 9999991) AS fobvalue,
                   (n * 104729 % 9999991) AS primaryValue, 0 AS legacyEstimationFlag,
                   1 AS isReported, 0 AS isAggregate
            FROM (
                SELECT n, {first} + 1 + n % {months} AS month,
                       '2017' || lpad(({first} + 1 + n % {months})::TEXT, 2, '0') AS period,
                       {_PARTNERS}[1 + n // {months} % 16] AS partner,
                       {_REPORTERS}[1 + n // ({months} * 16) % 10] AS reporter,
                       ['M', 'X'][1 + n // ({months} * 160) % 2] AS flow,
                       lpad((10000 + n // ({months} * 320) * 37)::TEXT, 6, '0') AS code
                FROM range({rows}) AS r(n)
            )
        ) TO '{path}' (FORMAT csv, HEADER, DELIMITER '\t')
        """  # noqa: S608  - our own numbers
    )


def seconds(action: Callable[[], object]) -> float:
    """Time an action."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def bare(source: Path, target: Path) -> None:
    """Do what DuckDB does by itself: read the file, write one Parquet file."""
    script = (
        "import duckdb; duckdb.sql('SET enable_progress_bar = false'); "
        f"duckdb.sql(\"COPY (FROM read_csv('{source}', delim='\\t', header=true)) "
        f"TO '{target}' (FORMAT parquet, COMPRESSION zstd)\")"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def load(source: Path, workspace: Path) -> None:
    """Load a file by the command line."""
    command = [_YALU, "--workspace", str(workspace), "load", str(source)]
    subprocess.run(command, check=True, capture_output=True)


def measured(source: Path, workspace: Path) -> tuple[float, float]:
    """Load a file; give the seconds, and the most memory it took in GiB."""
    running = subprocess.Popen(
        [_YALU, "--workspace", str(workspace), "load", str(source)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    start = time.perf_counter()
    _, code, used = os.wait4(running.pid, 0)
    if code:
        sys.exit("the load failed")
    return time.perf_counter() - start, used.ru_maxrss / 1024**2


def look_up(workspace: Path) -> float:
    """Time one bilateral monthly series of one code, warm: the best of five."""
    question = GoodsQuestion(
        reporter="CHN", partner="PRK", as_known=date(2030, 1, 1), commodity="010000", frequency="M"
    )
    with Workspace.open(loaded=workspace) as opened:
        found = opened.goods(question)
        if not found:
            sys.exit("the series is not in the store")
        return min(seconds(lambda: opened.goods(question)) for _ in range(5))


def packed(path: Path) -> Path:
    """Pack a file as the service does."""
    target = path.with_name(path.name + ".gz")
    with path.open("rb") as plain, gzip.open(target, "wb", compresslevel=6) as file:
        shutil.copyfileobj(plain, file, 1 << 20)
    return target


def compared(source: Path, folder: Path) -> None:
    """Load a file between two runs of the engine alone, and print the ratio."""
    own = [seconds(lambda: bare(source, folder / "bare.parquet"))]
    shutil.rmtree(folder / "workspace", ignore_errors=True)
    ours, peak = measured(source, folder / "workspace")
    own.append(seconds(lambda: bare(source, folder / "bare.parquet")))
    print(
        f"{source.name}, {source.stat().st_size >> 20} MiB: load {ours:.1f} s; DuckDB alone "
        f"{own[0]:.1f} and {own[1]:.1f} s; ratio {2 * ours / sum(own):.2f}; peak {peak:.2f} GiB"
    )


def main() -> None:
    """Make the files, measure, print the ratios."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=10_000_000)
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        large = folder / "bulk.txt"
        make(large, rows)
        print(f"{rows:,} rows on {os.cpu_count()} cores, {platform.machine()} {platform.system()}")
        compared(packed(large), folder)
        compared(large, folder)
        print(f"one series: {look_up(folder / 'workspace') * 1000:.0f} ms")
        for months in (120, 12):
            month = folder / f"month-{months}.txt"
            make(month, rows // months, months=1, first=3)
            again = seconds(lambda month=month: load(month, folder / "workspace"))
            print(f"one month of {rows // months:,} rows upserted: {again:.2f} s")


if __name__ == "__main__":
    main()
