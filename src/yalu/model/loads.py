"""What a load did, and how two states of a dataset differ."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class Revision:
    """One cell that differs between two states; a side that lacks it is none."""

    reporter: str
    partner: str
    flow: str
    period: str
    commodity: str
    currency: str
    before: Decimal | None
    after: Decimal | None
    status_after: str
    detail: str = ""

    @property
    def kind(self) -> str:
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "revised"

    @property
    def change(self) -> Decimal:
        return (self.after or Decimal(0)) - (self.before or Decimal(0))

    @property
    def change_pct(self) -> float | None:
        """The change in percent of what stood before; none where nothing did."""
        return float(self.change / self.before * 100) if self.before else None


@dataclass(frozen=True, kw_only=True)
class Difference:
    """How a dataset differs between two vintages: counts, totals, and the biggest cells."""

    dataset: str
    earlier: str
    later: str
    added: int
    removed: int
    revised: int
    unchanged: int
    biggest: tuple[Revision, ...]
    totals: tuple[Revision, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """The summary of one loaded file.

    `unlisted` are partners and units that no list has, kept as the publisher writes them; `totals`
    counts the rows that others add up to, which no sum holds; `subjects` says what codes are of,
    and `left_out` names the sheets of a workbook that were not read.
    """

    file: str
    dataset: str
    form: str
    vintage: str
    published: date
    published_basis: str
    rows: int
    assertions: int
    periods: tuple[str, ...] = ()
    reporters: int = 0
    partners: int = 0
    unlisted: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    statuses: dict[str, int] = field(default_factory=dict)
    totals: int = 0
    sums: dict[str, Decimal] = field(default_factory=dict)
    revised: Difference | None = None
    already_held: bool = False


@dataclass(frozen=True, kw_only=True)
class Checkup:
    """What `doctor` found in a workspace: the generation, what is whole, what is not."""

    folder: str
    generation: int
    vintages: int
    files: int
    faults: tuple[str, ...]
    repaired: tuple[str, ...] = ()
    strays: int = 0
