"""Times the commands as whole processes, as ratios to a bare `python -c "import duckdb"`.

Prints the machine, the median of several runs after a warm-up, the ratio and the peak memory.
Nothing here passes or fails.
"""

import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 7
YALU = [sys.executable, "-c", "from yalu.cli import main; main()"]
REFERENCE = [sys.executable, "-c", "import duckdb"]


def commands(folder: Path) -> dict[str, list[str]]:
    """Give the commands to time, the reference first."""
    pair = ["CHN", "PRK"]
    day = ["--as-known", "2017-08-26"]
    return {
        "python -c 'import duckdb'": REFERENCE,
        "yalu --help": [*YALU, "--help"],
        "yalu series": [*YALU, "series", *pair, *day],
        "yalu measures": [*YALU, "measures", "PRK", "--on", "2017-08-20"],
        "yalu status": [*YALU, "status"],
        "yalu brief": [*YALU, "brief", *pair, "2017-07", *day, "--out", str(folder / "brief")],
    }


def run_once(command: list[str]) -> tuple[float, float]:
    """Run a command; give its wall seconds and its peak memory in MiB."""
    start = time.perf_counter()
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        sys.exit(f"{command} ended with {running.returncode}")
    return time.perf_counter() - start, peak_mib(usage)


def peak_mib(usage: resource.struct_rusage) -> float:
    """Give the peak resident size: the kernel counts KiB on Linux, bytes on macOS."""
    return usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


def main() -> None:
    """Time everything in turn, so that a busy moment hits all commands alike."""
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as folder:
        timed = commands(Path(folder))
        seconds: dict[str, list[float]] = {name: [] for name in timed}
        memory = dict.fromkeys(timed, 0.0)
        for turn in range(RUNS + 1):
            for name, command in timed.items():
                wall, peak = run_once(command)
                memory[name] = max(memory[name], peak)
                if turn:
                    seconds[name].append(wall)
    reference = statistics.median(seconds["python -c 'import duckdb'"])
    print(f"{'command':28}{'median s':>9}{'min':>7}{'max':>7}{'ratio':>7}{'peak MiB':>10}")
    for name, walls in seconds.items():
        median = statistics.median(walls)
        print(
            f"{name:28}{median:9.2f}{min(walls):7.2f}{max(walls):7.2f}"
            f"{median / reference:7.1f}{memory[name]:10.0f}"
        )


if __name__ == "__main__":
    main()
