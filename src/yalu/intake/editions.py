"""The codes of editions whose trees a workspace holds, against which codes of goods are checked."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pyarrow.parquet as pq

from yalu.store.manifest import Manifest

_TREES = "nomenclatures"


def codes_of(folder: Path, held: Manifest) -> Callable[[str], frozenset[str]]:
    """Give what tells the codes of an edition, in any vintage; none where its tree is not held."""
    parts = [folder / p.path for v in held.vintages if v.dataset == _TREES for p in v.parts]

    @cache
    def trees() -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for path in parts:
            table = pq.read_table(path, columns=["edition", "code"])
            for edition, code in zip(*(c.to_pylist() for c in table.columns), strict=True):
                found.setdefault(edition, set()).add(code)
        return {edition: frozenset(codes) for edition, codes in found.items()}

    return lambda edition: trees().get(edition, frozenset()) if parts else frozenset()
