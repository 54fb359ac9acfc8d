import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yalu.sources.blocks import blocks
from yalu.sources.opening import Document
from yalu.sources.texts import Head

CELL = st.text(st.sampled_from('ab1 é中",\n'), max_size=6)


@given(
    rows=st.lists(st.lists(CELL, min_size=2, max_size=2), max_size=12),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    size=st.integers(1, 64),
    ends=st.booleans(),
)
def test_blocks_hold_whole_records_with_their_lines(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[list[str]],
    encoding: str,
    size: int,
    ends: bool,
) -> None:
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows([["x", "y"], *rows])
    whole = text.getvalue() if ends else text.getvalue().removesuffix("\n")
    path = tmp_path_factory.mktemp("blocks") / "table.csv"
    path.write_bytes(whole.encode(encoding))
    document = Document(path=path)
    read = []
    for block in blocks(document, Head(document=document), size=size):
        content = bytes(block.content).decode()
        assert whole.split("\n", block.first - 1)[-1].startswith(content)
        read += list(csv.reader(io.StringIO(content, newline="")))
    assert read == rows
