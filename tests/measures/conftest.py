from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from yalu.measures import loader
from yalu.model.law import Law

COAL = {
    "codes": ["2701", "2702"],
    "edition": "HS2017",
    "coverage": "whole",
    "code_basis": "national notice",
    "applies_from": "2017-02-19",
    "applies_until": "2017-12-31",
    "introduced_by": {"act": "XX-12", "published": "2017-02-18"},
    "ended_by": {"act": "XX-12", "published": "2017-02-18"},
    "verification": "verified",
}
FILE: dict[str, Any] = {
    "instrument": {
        "id": "XX-12",
        "regime": "xx-dprk",
        "authority": "Ministry",
        "jurisdiction": "CHN",
        "target": "PRK",
        "kind": "notice",
        "number": "12/2017",
        "title": "[Notice 12/2017]",
        "adopted": "2016-12-31",
        "published": "2016-12-31",
        "citations": ["page"],
    },
    "citations": {"page": {"publisher": "Ministry", "title": "Notice", "url": "https://x.test"}},
    "measures": [
        {
            "id": "XX-12-coal",
            "provision": "item 1",
            "type": "suspension",
            "direction": "import",
            "goods": "coal",
            "groups": [COAL],
            "autonomous": True,
            "citations": ["page"],
        }
    ],
    "ceilings": [
        {
            "id": "XX-CAP",
            "measure": "XX-12-coal",
            "provision": "item 2",
            "goods": "coal",
            "direction": "import",
            "codes": ["2701"],
            "limits": [{"amount": "7500000", "unit": "tonne"}],
            "combine": "single",
            "from": "2017-01-01",
            "until": "2017-12-31",
            "recurring": "yearly",
            "applies_to": "all",
            "introduced_by": {"act": "XX-12", "published": "2016-12-31"},
            "citations": ["page"],
        }
    ],
}


class Quoted(yaml.SafeDumper):
    """Writes texts in quotes, as law files have them, and nothing twice by an alias."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _quoted(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="'")


Quoted.add_representer(str, _quoted)


@pytest.fixture
def law_file(tmp_path: Path) -> Callable[..., Path]:
    """Write a law file that keeps every rule, after a change that may break one."""

    def write(change: Callable[[dict[str, Any]], object] = lambda _: None, name: str = "x") -> Path:
        tree = deepcopy(FILE)
        change(tree)
        path = tmp_path / "xx-dprk" / f"{name}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(yaml.dump(tree, Dumper=Quoted))
        return path

    return write


@pytest.fixture(scope="session")
def held() -> Law:
    """Load the law that the package ships."""
    return loader.load()
