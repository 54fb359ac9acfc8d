"""Where a fact comes from."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Citation:
    """One published page, act or list; `published` is unknown for a few pages of law."""

    key: str
    publisher: str
    title: str
    published: date | None
    url: str
