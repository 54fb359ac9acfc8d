"""What somebody saw or found, kept apart from statistics."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """A reported observation, dated twice and joined to the measures it bears on.

    Never added to a series: a shop, a ship or a court case says that something happened, not how
    much. `polarity` keeps counter-evidence (`compliance`, `false_positive`, `contested`) in sight.
    """

    id: str
    observed_from: date
    observed_until: date
    published: date
    place: str
    goods: str
    commodities: tuple[str, ...]
    direction: str
    measures: tuple[str, ...]
    reporter: str
    confidence: str
    polarity: str
    summary: str
    citations: tuple[str, ...]
