from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from yalu.intake.loading import Told, load
from yalu.model.loads import Loaded
from yalu.model.trade import Flow

ON = date(2026, 11, 24)


@pytest.fixture
def take_in(tmp_path: Path) -> Callable[..., tuple[Loaded, ...]]:
    """Load files into a workspace of this test."""

    def take(*paths: Path, flow: str = "", published: str = "") -> tuple[Loaded, ...]:
        told = Told(
            flow=Flow(flow) if flow else None,
            published=date.fromisoformat(published) if published else None,
        )
        return load(paths, tmp_path / "workspace", told=told, on=ON)

    return take


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "workspace"
