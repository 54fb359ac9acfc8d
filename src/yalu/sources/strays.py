"""Codes of goods that are not in the edition that a file says they are of."""

from collections.abc import Callable, Iterator

import pyarrow as pa
import pyarrow.compute as pc

from yalu.codelists import hs
from yalu.sources.columns import as_dictionary
from yalu.sources.offenders import SHOWN, listed

_OWN_CHAPTERS = ("98", "99")


class Strays:
    """Checks that codes of goods are in the edition that they are said to be of."""

    def __init__(self, codes: Callable[[str], frozenset[str]]) -> None:
        self.checked: set[str] = set()
        self._codes = codes
        self._stray: dict[str, list[tuple[int, str]]] = {}

    def take(self, batch: pa.RecordBatch) -> None:
        """Look up each pair of edition and code once; find the rows of those that are none."""
        editions, codes = (
            as_dictionary(batch.column(name)) for name in ("classification", "commodity")
        )
        if not any(self._codes(hs.harmonized(text)) for text in editions.dictionary.to_pylist()):
            return
        pairs = pa.table({"edition": editions.indices, "code": codes.indices})
        for one in pairs.group_by(["edition", "code"]).aggregate([]).to_pylist():
            edition = editions.dictionary[one["edition"]].as_py()
            code = codes.dictionary[one["code"]].as_py()
            if self._is_stray(edition, code):
                found = pc.and_(*(pc.equal(pairs[name], one[name]) for name in one))
                self._note(batch, hs.harmonized(edition), code, found)

    def _is_stray(self, edition: str, code: str) -> bool:
        known = self._codes(hs.harmonized(edition))
        if not known or not code:
            return False
        self.checked.add(hs.harmonized(edition))
        # 98 and 99 are each state's own; national codes begin with the six digits of the HS.
        return not (code.startswith(_OWN_CHAPTERS) or code in known or code[:6] in known)

    def _note(self, batch: pa.RecordBatch, edition: str, code: str, found: pa.Array) -> None:
        lines = pc.filter(batch.column("line"), found)[: SHOWN + 1].to_pylist()
        self._stray.setdefault(edition, []).extend((line, code) for line in lines)

    def broken(self) -> Iterator[str]:
        """Name the first ten codes that are not in their edition, by their lines."""
        for edition, found in self._stray.items():
            first = [f"{code!r} in line {line}" for line, code in sorted(found)[: SHOWN + 1]]
            yield f"commodity is not in {edition}: {listed(first)}"
