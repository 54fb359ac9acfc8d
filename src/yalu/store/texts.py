"""The texts of a column, each held once."""

from itertools import islice

import pyarrow as pa
import pyarrow.compute as pc

CODE = pa.int32()
# Beyond this many, a part of the store writes only the texts that occur in it.
_FEW = 4_096


class Texts:
    """The texts of one column, each with a number in the order in which they first came."""

    def __init__(self) -> None:
        self._codes: dict[str, int] = {}
        self._array = pa.array([], pa.string())

    def __len__(self) -> int:
        return len(self._codes)

    def code(self, text: str) -> int:
        """Give the number of a text."""
        return self._codes.setdefault(text, len(self._codes))

    def text(self, code: int) -> str:
        """Give the text of a number."""
        return next(islice(self._codes, code, None))

    def encoded(self, cells: pa.Array) -> pa.Array:
        """Turn texts into their numbers; no text is the empty one."""
        local = cells if pa.types.is_dictionary(cells.type) else cells.dictionary_encode()
        known = [self.code(text or "") for text in local.dictionary.to_pylist()]
        codes = pc.take(pa.array(known, CODE), local.indices)
        return pc.fill_null(codes, self.code("")) if codes.null_count else codes

    def decoded(self, codes: pa.Array) -> pa.DictionaryArray:
        """Turn numbers back into texts."""
        if len(self) <= _FEW:
            return pa.DictionaryArray.from_arrays(codes, self._all())
        used = codes.dictionary_encode()
        return pa.DictionaryArray.from_arrays(used.indices, pc.take(self._all(), used.dictionary))

    def ranks(self) -> pa.Array:
        """Give for each number the place of its text in the order of the alphabet."""
        return pc.cast(pc.rank(self._all(), tiebreaker="first"), pa.int64())

    def _all(self) -> pa.Array:
        if len(self._array) < len(self._codes):
            self._array = pa.array(self._codes, pa.string())
        return self._array
