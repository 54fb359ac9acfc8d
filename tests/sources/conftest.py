from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from yalu.sources import reference

HEADER = "reporter,partner,flow,period,value,currency,margin,compiler,published,citation"
ROWS = (
    "CHN,PRK,M,2017-07,156300000,USD,50000,GAC,2017-08-23,wire",
    "CHN,PRK,X,2017-07,299850000,USD,5000,GAC,2017-08-23,wire",
    "CHN,PRK,T,2017-07,456160000,USD,5000,GAC,2017-08-23,wire",
)


@pytest.fixture
def release(tmp_path: Path) -> Callable[..., Path]:
    """Write a dataset of one month into a folder, with promises or lines of its own."""

    def write(*rows: str, header: str = HEADER, promises: Any = None, **keys: Any) -> Path:  # noqa: ANN401  - any YAML
        descriptor = {
            "name": "totals",
            "title": "Totals",
            "publisher": "customs",
            "compiled_from": "three rows",
            "licence": "facts",
            "cadence": "monthly",
            "table": "observations",
            "file": "totals.csv",
            "key": ["flow", "period", "published"],
            "assertions": {"rows": {"min": 1, "max": 9}, **(promises or {})},
            **keys,
        }
        (tmp_path / "totals.csv").write_text("\n".join([header, *(rows or ROWS), ""]))
        path = tmp_path / "totals.yaml"
        path.write_text(yaml.safe_dump(descriptor))
        return path

    return write


@pytest.fixture(scope="session")
def shipped() -> dict[str, list[dict[str, Any]]]:
    """Give the rows of every dataset of the reference release by its name."""
    return {d.descriptor.name: d.rows.to_pylist() for d in reference.datasets()}


@pytest.fixture(scope="session")
def pages() -> dict[str, dict[str, Any]]:
    """Give the cited pages of the reference release by their key."""
    return {page["key"]: page for page in reference.citations().to_pylist()}
