"""The brief before it is rendered: sentences and tables, each with the pages it rests on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from yalu.codelists.areas import Area
from yalu.model.citations import Citation
from yalu.model.findings import Finding
from yalu.model.law import Ceiling
from yalu.model.law import State as LawState
from yalu.model.parties import Action, Designation
from yalu.model.periods import Period


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """A sentence, the findings that it states and the pages that it rests on."""

    text: str
    citations: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of a table."""

    cells: tuple[str, ...]
    citations: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Section:
    """A heading with paragraphs, perhaps a table, perhaps a chart."""

    id: str
    heading: str
    paragraphs: tuple[tuple[Sentence, ...], ...] = ()
    columns: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    charts: tuple[str, ...] = ()
    folded: str = ""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A measure as the brief reports it: what binds whom, from when, on what basis."""

    id: str
    instrument: str
    authority: str
    jurisdiction: str
    number: str
    name: str
    provision: str
    type: str
    direction: str
    goods: str
    codes: tuple[str, ...]
    code_basis: str
    coverage: str
    published: date
    applies_from: date
    applies_until: date | None
    state: LawState
    verification: str
    unverified: str
    wind_down: tuple[str, ...]
    exemptions: tuple[str, ...]
    implements: tuple[str, ...]
    note: str
    citations: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Brief:
    """What one month's trade with a sanctioned economy was, and what was in force."""

    reporter: Area
    partner: Area
    month: Period
    as_known: date
    currency: str
    headline: str
    lead: tuple[tuple[Sentence, ...], ...]
    sections: tuple[Section, ...]
    findings: tuple[Finding, ...]
    rules: tuple[Rule, ...]
    ceilings: tuple[Ceiling, ...]
    actions: tuple[Action, ...]
    designations: tuple[Designation, ...]
    citations: Mapping[str, Citation]
    numbers: Mapping[str, int] = field(default_factory=dict)

    @property
    def sources(self) -> tuple[tuple[int, Citation], ...]:
        """The pages in the order in which the text first leans on them."""
        ordered = sorted((number, key) for key, number in self.numbers.items())
        return tuple((number, self.citations[key]) for number, key in ordered)

    def sentence_of(self, finding: str) -> str:
        """Give the sentence that states a finding; one only tabulated has none."""
        for sentence in self.sentences():
            if finding in sentence.findings:
                return sentence.text
        return ""

    def sentences(self) -> Iterator[Sentence]:
        """Give every sentence of the brief in reading order."""
        for paragraph in self.lead:
            yield from paragraph
        for section in self.sections:
            for paragraph in section.paragraphs:
                yield from paragraph
