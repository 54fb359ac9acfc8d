"""What several tests share: the reference release, opened once, and the brief on July 2017."""

import atexit
import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from yalu.model.periods import Period
from yalu.model.trade import Flow
from yalu.sources.forms import Asked
from yalu.sources.opening import Document
from yalu.sources.recognition import recognise
from yalu.workspace import MonthlyBrief, Workspace

AS_KNOWN = date(2017, 8, 26)


@atexit.register
def _report_ends_here() -> None:
    """Keep the report the last thing said.

    DuckDB's binding writes a page about objects that live until the interpreter ends whenever
    hypothesis ran in the same process; all results are out by now.
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


# No test sees what a user of this machine has loaded.
os.environ["YALU_WORKSPACE"] = str(Path(__file__).parent / "no-workspace")


@pytest.fixture(scope="session")
def workspace() -> Iterator[Workspace]:
    with Workspace.open() as opened:
        yield opened


@pytest.fixture(scope="session")
def july(workspace: Workspace) -> MonthlyBrief:
    return workspace.brief("CHN", "PRK", "2017-07", as_known=AS_KNOWN)


@pytest.fixture(scope="session")
def shared() -> Path:
    folder = Path(__file__).parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("the folder of real files, ../shared, is not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def specimens() -> Path:
    """Small files written by the project in the forms that publishers use."""
    return Path(__file__).parent / "specimens"


@pytest.fixture(scope="session")
def rows_of() -> Callable[..., list[dict[str, Any]]]:
    """Recognise a file and give its rows, as a load would read them."""

    def read(path: Path, flow: str = "", period: str = "") -> list[dict[str, Any]]:
        document = Document(path=path)
        asked = Asked(
            published=date(2026, 11, 24),
            basis="load",
            flow=Flow(flow) if flow else None,
            period=Period.parse(period) if period else None,
        )
        batches = recognise(document).read(document, asked)
        return [row for batch in batches for row in batch.to_pylist()]

    return read
