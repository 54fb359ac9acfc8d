"""What can go wrong, each as a sentence: what was asked, what there is, what to do."""

from datetime import date

_LISTED = 12


class YaluError(Exception):
    """The root of every error that yalu raises on purpose."""


def _some(held: tuple[str, ...], apart: str = ", ") -> str:
    """List what is held; of much only the beginning, and how much more there is."""
    more = f"{apart}and {len(held) - _LISTED:,} more" if len(held) > _LISTED else ""
    return (apart.join(held[:_LISTED]) + more) or "none"


class AreaNotFoundError(YaluError, LookupError):
    """A text names no area in the code list."""

    def __init__(self, asked: str, close: tuple[str, ...] = ()) -> None:
        super().__init__(asked, close)
        self.asked, self.close = asked, close

    def __str__(self) -> str:
        near = f"; close to it: {', '.join(self.close)}" if self.close else ""
        return (
            f"no area is called {self.asked!r}{near}. "
            "Give an ISO 3166-1 code such as CHN or PRK, or an English name."
        )


class PeriodError(YaluError, ValueError):
    """A text is no period."""

    def __init__(self, asked: str) -> None:
        super().__init__(asked)
        self.asked = asked

    def __str__(self) -> str:
        return (
            f"{self.asked!r} is no period. Write a month as 2017-07, a quarter as 2017-Q3, "
            "a year as 2017, a run of months as 2017-01/2017-07."
        )


class DayError(YaluError, ValueError):
    """A text is no day."""

    def __init__(self, asked: str) -> None:
        super().__init__(asked)
        self.asked = asked

    def __str__(self) -> str:
        return f"{self.asked!r} is no day. Write it as 2017-08-26."


class ChoiceError(YaluError, ValueError):
    """A text is none of the values that an option takes."""

    def __init__(self, option: str, asked: str, choices: tuple[str, ...]) -> None:
        super().__init__(option, asked, choices)
        self.option, self.asked, self.choices = option, asked, choices

    def __str__(self) -> str:
        return f"{self.option} does not take {self.asked!r}; it takes {', '.join(self.choices)}."


class CommodityError(YaluError, ValueError):
    """A text is no code of goods."""

    def __init__(self, asked: str) -> None:
        super().__init__(asked)
        self.asked = asked

    def __str__(self) -> str:
        return (
            f"{self.asked!r} is no code of goods. Write two, four, six or up to ten digits of a "
            "chapter from 01 to 97 (77 is empty), with leading zeros: 27, 2701, 270112."
        )


class CommodityNotFoundError(YaluError, LookupError):
    """No edition of the HS has a code, though a wider one exists."""

    def __init__(self, asked: str, edition: str, near: str, below: tuple[str, ...]) -> None:
        super().__init__(asked, edition, near, below)
        self.asked, self.edition, self.near, self.below = asked, edition, near, below

    def __str__(self) -> str:
        where = self.edition or "no edition of the HS from 1992 to 2022"
        lacks = f"{where} has no code {self.asked}" if self.edition else f"{where} has {self.asked}"
        kind = "chapter" if len(self.near) == 2 else "heading"
        return (
            f"{lacks}. Under {kind} {self.near} there are {', '.join(self.below)}; "
            "give one of them, or a code below one."
        )


class TargetNotFoundError(YaluError, LookupError):
    """No measures of a jurisdiction against an economy are held."""

    def __init__(self, target: str, jurisdiction: str, held: tuple[str, ...]) -> None:
        super().__init__(target, jurisdiction, held)
        self.target, self.jurisdiction, self.held = target, jurisdiction, held

    def __str__(self) -> str:
        council = "the Security Council"
        whose = council if self.jurisdiction == "UN" else f"{self.jurisdiction} or of {council}"
        return (
            f"no measures of {whose} against {self.target} are held, "
            f"and `unrestricted` would be a guess; there are {', '.join(self.held)}. Ask one of "
            "these, or add the law as YAML files."
        )


class SeriesNotFoundError(YaluError, LookupError):
    """The store holds no observation of a pair of economies."""

    def __init__(self, reporter: str, partner: str, held: tuple[str, ...]) -> None:
        super().__init__(reporter, partner, held)
        self.reporter, self.partner, self.held = reporter, partner, held

    def __str__(self) -> str:
        return (
            f"no trade of {self.reporter} with {self.partner} is loaded; "
            f"there is {_some(self.held)}. `yalu status` lists what each dataset covers, "
            "`yalu load` takes in more."
        )


class GoodsNotFoundError(YaluError, LookupError):
    """No figure of a pair answers a question about goods."""

    def __init__(self, asked: str, held: tuple[str, ...], advice: str) -> None:
        super().__init__(asked, held, advice)
        self.asked, self.held, self.advice = asked, held, advice

    def __str__(self) -> str:
        there = (
            f"of this pair there is {_some(self.held, apart='; ')}"
            if self.held
            else ("of this pair nothing had been published by then")
        )
        return f"no figure for {self.asked} is loaded; {there}. {self.advice}"


class PeriodNotCoveredError(YaluError, LookupError):
    """No published figure exists for a period that was asked for."""

    def __init__(self, pair: str, period: str, first: str, last: str, nearest: str) -> None:
        super().__init__(pair, period, first, last, nearest)
        self.pair, self.period = pair, period
        self.first, self.last, self.nearest = first, last, nearest

    def __str__(self) -> str:
        return (
            f"no figure for the trade of {self.pair} in {self.period} is loaded; "
            f"the months held run from {self.first} to {self.last}, the nearest is {self.nearest}. "
            "`yalu series` lists them."
        )


class NotYetPublishedError(YaluError, LookupError):
    """A period was asked for as known on a day before its first figure came out."""

    def __init__(self, pair: str, period: str, as_known: date, released: date) -> None:
        super().__init__(pair, period, as_known, released)
        self.pair, self.period = pair, period
        self.as_known, self.released = as_known, released

    def __str__(self) -> str:
        return (
            f"nothing about the trade of {self.pair} in {self.period} was published by "
            f"{self.as_known}; the first figure came out on {self.released}. "
            "Ask for that day or a later one."
        )


class OutputError(YaluError, OSError):
    """A folder for results cannot be written."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, reason)
        self.path, self.reason = path, reason

    def __str__(self) -> str:
        return (
            f"cannot write to {self.path}: {self.reason}. Name a folder you may write with --out."
        )


class AssertionBrokenError(YaluError, ValueError):
    """A dataset breaks what its descriptor promises, so it is not loaded."""

    def __init__(self, dataset: str, broken: tuple[str, ...]) -> None:
        super().__init__(dataset, broken)
        self.dataset, self.broken = dataset, broken

    def __str__(self) -> str:
        first = "; ".join(self.broken[:10])
        more = f" (and {len(self.broken) - 10} more)" if len(self.broken) > 10 else ""
        return (
            f"{self.dataset} is not loaded: {first}{more}. "
            "Mend the file, or its descriptor if the promise is wrong."
        )


class LawFileError(YaluError, ValueError):
    """A file of law breaks the schema or a rule; lines count from 1, 0 is the whole file."""

    def __init__(self, path: str, rule: str, reason: str, line: int = 0) -> None:
        super().__init__(path, rule, reason, line)
        self.path, self.rule, self.reason, self.line = path, rule, reason, line

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line else self.path
        return (
            f"{where}: {self.rule}: {self.reason} Nothing of the law is loaded until it is mended."
        )


class UnsupportedError(YaluError, ValueError):
    """A brief's own sentences do not come back supported, so it is not written."""

    def __init__(self, sentences: tuple[str, ...]) -> None:
        super().__init__(sentences)
        self.sentences = sentences

    def __str__(self) -> str:
        return (
            f"the claim checker does not support what the brief says: {' | '.join(self.sentences)} "
            "The brief is not written. Report the month and the day of knowledge."
        )


class UncitedError(YaluError, ValueError):
    """A sentence with a number has no source, so the brief is not written."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence

    def __str__(self) -> str:
        return f"nothing is cited for: {self.sentence!r}. The brief is not written."


class TextTooLongError(YaluError, ValueError):
    """A text is longer than the checker reads."""

    def __init__(self, length: int, most: int) -> None:
        super().__init__(length, most)
        self.length, self.most = length, most

    def __str__(self) -> str:
        return (
            f"the text has {self.length:,} characters; at most {self.most:,} are read. "
            "Check it in parts."
        )


class UndatedTextError(YaluError, ValueError):
    """A text bears no full date, and no day was asked for."""

    def __str__(self) -> str:
        return (
            "no day was given to check the text by, and the text bears no date with its year. "
            "Give `as_known`, or `today`."
        )


class TextFileError(YaluError, OSError):
    """A text to be checked cannot be read."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, reason)
        self.path, self.reason = path, reason

    def __str__(self) -> str:
        return f"cannot read {self.path}: {self.reason}. Name a file of UTF-8 text, or - for input."


class UnrecognisedFileError(YaluError, ValueError):
    """A file has the form of no dataset that yalu reads."""

    def __init__(self, path: str, reason: str, forms: tuple[str, ...] = ()) -> None:
        super().__init__(path, reason, forms)
        self.path, self.reason, self.forms = path, reason, forms

    def __str__(self) -> str:
        known = f" Read are: {'; '.join(self.forms)}." if self.forms else ""
        return f"{self.path} is not loaded: {self.reason}.{known}"


class UnreadableFileError(YaluError, ValueError):
    """A file has a known form but something in it cannot be read without guessing."""

    def __init__(self, path: str, reason: str, remedy: str = "", line: int | None = None) -> None:
        super().__init__(path, reason, remedy, line)
        self.path, self.reason, self.remedy, self.line = path, reason, remedy, line

    def __str__(self) -> str:
        where = f", line {self.line}" if self.line else ""
        remedy = self.remedy or "Get the file anew from its publisher, or mend it, and load again"
        return f"{self.path}{where} is not loaded: {self.reason}. {remedy}."


class HostileFileError(YaluError, ValueError):
    """A file asks for more memory, time or reach than a file of statistics needs."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, reason)
        self.path, self.reason = path, reason

    def __str__(self) -> str:
        return f"{self.path} is refused: {self.reason}. Load the unpacked statistics themselves."


class AskedForMoreError(YaluError, ValueError):
    """A file does not say something that its figures mean nothing without."""

    def __init__(self, path: str, missing: str, option: str) -> None:
        super().__init__(path, missing, option)
        self.path, self.missing, self.option = path, missing, option

    def __str__(self) -> str:
        return f"{self.path} does not say {self.missing}. Say it with {self.option}."


class WorkspaceError(YaluError, OSError):
    """The workspace folder cannot be read or written; what it held before still stands."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, reason)
        self.path, self.reason = path, reason

    def __str__(self) -> str:
        return (
            f"the workspace {self.path} is unchanged: {self.reason}. "
            "Make room or name another folder with --workspace, then load again."
        )


class WorkspaceDamagedError(WorkspaceError):
    """A file of the workspace is not what a load wrote."""

    def __str__(self) -> str:
        return (
            f"the workspace {self.path} is damaged: {self.reason}. "
            "Run `yalu doctor --repair`, which rebuilds it from the kept files."
        )


class WorkspaceBusyError(YaluError, TimeoutError):
    """Another load is writing to the workspace."""

    def __init__(self, path: str, waited_seconds: float) -> None:
        super().__init__(path, waited_seconds)
        self.path, self.waited_seconds = path, waited_seconds

    def __str__(self) -> str:
        return (
            f"another load is writing to {self.path}; waited {self.waited_seconds:g} seconds. "
            "Load again when it has ended."
        )


class VintageNotFoundError(YaluError, LookupError):
    """The store holds no such vintage of a dataset."""

    def __init__(self, dataset: str, asked: str, held: tuple[str, ...]) -> None:
        super().__init__(dataset, asked, held)
        self.dataset, self.asked, self.held = dataset, asked, held

    def __str__(self) -> str:
        if not self.held:
            return (
                f"nothing is loaded of a dataset {self.dataset}. "
                "`yalu status` lists the datasets there are."
            )
        return f"{self.dataset} has no vintage {self.asked}; there is {', '.join(self.held[-12:])}."


class ConversionNotFoundError(YaluError, LookupError):
    """No loaded correlation leads from one edition of a nomenclature to another for a code."""

    def __init__(self, code: str, edition: str, into: str, held: tuple[str, ...]) -> None:
        super().__init__(code, edition, into, held)
        self.code, self.edition, self.into, self.held = code, edition, into, held

    def __str__(self) -> str:
        there = ", ".join(self.held) if self.held else "none"
        return (
            f"no loaded correlation finds {self.code} of {self.edition} in {self.into}; loaded: "
            f"{there}. Load a correlation workbook of the UN Statistics Division with `yalu load`."
        )


class PublisherError(YaluError, RuntimeError):
    """A publisher's service did not give what was asked of it."""

    def __init__(self, publisher: str, asked: str, reason: str, remedy: str) -> None:
        super().__init__(publisher, asked, reason, remedy)
        self.publisher, self.asked, self.reason = publisher, asked, reason
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.publisher} did not give {self.asked}: {self.reason}. {self.remedy}."
