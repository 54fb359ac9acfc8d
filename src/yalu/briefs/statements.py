"""Everything that a brief prints with a number in it, told from the findings and the acts.

A proof-reader holds a text against these.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from yalu.briefs.brief import Brief, Section, Sentence
from yalu.briefs.charts import Chart
from yalu.briefs.naming import again
from yalu.briefs.wording import address
from yalu.claims.claim import Kind
from yalu.model.findings import Finding
from yalu.model.periods import Period, day_words
from yalu.model.trade import Flow

_KINDS = {
    "law": Kind.LAW,
    "ceilings": Kind.LAW,
    "listed": Kind.COUNT,
    "share": Kind.SHARE,
    "evidence": Kind.LAW,
}


@dataclass(frozen=True, kw_only=True)
class Statement:
    """A sentence or a line of a table with its marks of sources, and what it is printed from.

    `reads` tells that it is prose, which the claim checker must bear out by itself as well.
    """

    text: str
    kind: Kind
    printed_from: str
    citations: tuple[str, ...] = ()
    reads: bool = False
    flow: Flow | None = None
    period: Period | None = None


def statements(brief: Brief, charts: Sequence[Chart], *, is_html: bool) -> Iterator[Statement]:
    """Give all statements of a brief in the order of its page."""
    opening = brief.lead[0][0].citations if brief.lead and brief.lead[0] else ()
    marks = _marks(opening, brief.numbers)
    title = (brief.headline,) if is_html else ()
    for text in (*title, f"{brief.headline}{marks}"):
        yield Statement(
            text=text,
            kind=Kind.LEVEL,
            printed_from="the findings of the month",
            citations=opening,
            reads=True,
        )
    day = f"as known on {day_words(brief.as_known)}"
    yield Statement(text=day, kind=Kind.LEVEL, printed_from="the day of the brief")
    yield from _prose(brief)
    for section in brief.sections:
        yield from _lines(section, brief.numbers)
    for text in chain.from_iterable((chart.title, chart.description) for chart in charts):
        yield Statement(text=text, kind=Kind.LEVEL, printed_from="the series that is drawn")
    yield from _sources(brief, is_html=is_html)
    yield Statement(text=" ".join(again(brief)), kind=Kind.LEVEL, printed_from="what was asked")


def _prose(brief: Brief) -> Iterator[Statement]:
    findings = {finding.id: finding for finding in brief.findings}
    listed = {s for section in brief.sections if section.id == "listed" for s in section.prose}
    for sentence in chain.from_iterable(brief.lead):
        kind = Kind.COUNT if sentence in listed else Kind.LAW
        yield _sentence(sentence, kind, "the lead", findings, brief.numbers, reads=True)
    for section in brief.sections:
        kind = _KINDS.get(section.id, Kind.LEVEL)
        for number, paragraph in enumerate(section.paragraphs):
            for sentence in paragraph:
                reads = section.id == "figures" and number == 0
                yield _sentence(
                    sentence, kind, _place(section), findings, brief.numbers, reads=reads
                )


def _sentence(
    sentence: Sentence,
    kind: Kind,
    place: str,
    findings: Mapping[str, Finding],
    numbers: Mapping[str, int],
    *,
    reads: bool,
) -> Statement:
    found = [findings[one] for one in sentence.findings if one in findings]
    first = found[0] if found else None
    return Statement(
        text=sentence.text + _marks(sentence.citations, numbers),
        kind=Kind.LEVEL if first and kind is Kind.LAW and reads else kind,
        printed_from="; ".join(map(_told, found)) or place,
        citations=sentence.citations,
        reads=reads,
        flow=first.flow if first else None,
        period=first.period if first else None,
    )


def _told(found: Finding) -> str:
    """Tell a finding by its name and what it found."""
    if found.change_pct is not None and found.base_period is not None:
        return f"finding {found.id}, {found.change_pct:.4g} percent on {found.base_period}"
    amount = "" if found.value is None else f", {found.value.normalize():f} {found.unit}"
    return f"finding {found.id}{amount}"


def _lines(section: Section, numbers: Mapping[str, int]) -> Iterator[Statement]:
    for line in section.lines:
        yield Statement(
            text=" ".join(line.cells) + _marks(line.citations, numbers),
            kind=_KINDS.get(section.id, Kind.LEVEL),
            printed_from=_place(section),
            citations=line.citations,
        )


def _place(section: Section) -> str:
    return f"the section “{section.heading}”"


def _marks(citations: Sequence[str], numbers: Mapping[str, int]) -> str:
    marks = "".join(f"[{numbers[key]}]" for key in citations if key in numbers)
    return f" {marks}" if marks else ""


def _sources(brief: Brief, *, is_html: bool) -> Iterator[Statement]:
    for key, number in brief.numbers.items():
        page = brief.citations[key]
        published = f", {page.published}" if page.published else ", undated"
        shown = f" {address(page.url)}" if is_html else ""
        yield Statement(
            text=f"{number}. {page.publisher}. {page.title}{published}. {page.url}{shown}",
            kind=Kind.LEVEL,
            printed_from="the list of sources",
            citations=(key,),
        )
