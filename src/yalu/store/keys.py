"""Makes one number of the columns by which rows are told apart."""

from collections.abc import Iterable

import pyarrow as pa
import pyarrow.compute as pc

_MOST_COMBINATIONS = 2**62


def combined(columns: Iterable[pa.Array], *, most: int = _MOST_COMBINATIONS) -> pa.Array:
    """Make one number of several columns of numbers from 0 up, in their order.

    Numbers stay below `most` where the columns before the last have few enough combinations.
    """
    whole, combinations = None, 1
    for column in columns:
        many = pc.max(column).as_py() + 1
        if whole is None:
            whole, combinations = column, many
            continue
        if combinations * many >= most:
            whole = dense(whole)
            combinations = pc.max(whole).as_py() + 1
        whole = pc.add(pc.multiply(whole, many), column)
        combinations *= many
    return whole


def dense(numbers: pa.Array) -> pa.Array:
    """Replace numbers by their places among those that occur; few are then sorted by counting."""
    found = numbers.dictionary_encode()
    return pc.take(pc.cast(pc.rank(found.dictionary), pa.int64()), found.indices)
