"""What a form of file is: how it is recognised, what it must be told, how it is read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from yalu.model.errors import AskedForMoreError
from yalu.model.periods import Period
from yalu.model.trade import Flow
from yalu.sources.completeness import Nothing, Watch
from yalu.sources.opening import Document
from yalu.sources.texts import Head


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the user says of a file that the file itself does not.

    `published` is the day on which the figures became public, by `basis`: `page` when the user or
    the file says so, `load` when only the day of loading is known, which is the latest it can be.
    """

    published: date
    basis: str
    flow: Flow | None = None
    period: Period | None = None
    told: bool = False

    def needed_flow(self, document: Document) -> Flow:
        """Give the direction of trade, or refuse: nothing in the file can be trusted to tell."""
        if self.flow is None or self.flow is Flow.TOTAL:
            raise AskedForMoreError(
                document.name,
                "whether it holds imports or exports",
                "--flow import or --flow export",
            )
        return self.flow

    def needed_period(self, document: Document) -> Period:
        if self.period is None:
            raise AskedForMoreError(
                document.name, "which period it is about", "--period 2016 or --period 2016-07"
            )
        return self.period


@dataclass(frozen=True, kw_only=True)
class Form:
    """One form in which a dataset is given out.

    `needs` are the folded headings without which a table is not of this form: by them a table that
    only lacks some is told from one of something else. `left_out` names the sheets of a workbook
    that are not read; `counted` is what its rows are counted in, lines of a text or rows.
    `complete` watches the rows of a file and says for which cells it is complete.
    """

    dataset: str
    title: str
    recognises: Callable[[Head], bool]
    read: Callable[[Document, Asked], Iterator[pa.RecordBatch]]
    published: Callable[[Document], date | None] = lambda _: None
    needs: frozenset[str] = frozenset()
    counted: str = "line"
    left_out: Callable[[Document], tuple[str, ...]] = lambda _: ()
    complete: Callable[[Document, Asked], Watch] = lambda *_: Nothing()
