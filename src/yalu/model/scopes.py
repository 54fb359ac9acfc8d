"""What a file is complete for: cells of which it has all that its publisher printed."""

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Scope:
    """Cells within which a file is silent on nothing: what it does not have was not printed.

    A cell is within it if its period is one of `periods`, each column of `texts` says one of the
    texts listed, and its code of goods has one of the numbers of `digits`; what is not named may
    be anything. `published` is the day, in ISO 8601, on which the file says so.
    """

    published: str
    periods: tuple[str, ...]
    texts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    digits: tuple[int, ...] = ()

    @property
    def reporters(self) -> tuple[str, ...]:
        """Give the economies whose cells it is about; none for all."""
        return self.texts.get("reporter", ())

    def __str__(self) -> str:
        said = [*self.texts.get("reporter", ()), *self.texts.get("partner", ()), *self.periods[:1]]
        said += ["to", self.periods[-1]] if len(self.periods) > 1 else []
        return " ".join([*said, *self.texts.get("classification", ())[:1]])
