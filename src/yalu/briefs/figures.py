"""The facts of the month as sentences, and the table behind them."""

import re
from collections.abc import Iterator
from decimal import Decimal

from yalu.briefs.brief import Line, Section, Sentence
from yalu.briefs.material import Material
from yalu.briefs.wording import (
    level,
    listed,
    money,
    moved,
    ordinal,
    percent,
    rate,
    short_money,
    signed,
)
from yalu.model.findings import Finding, FindingKind
from yalu.model.periods import Period
from yalu.model.trade import Flow, Status

_FLOWS = (Flow.TOTAL, Flow.IMPORT, Flow.EXPORT)
_SUBJECT = {Flow.TOTAL: "Trade", Flow.IMPORT: "Imports", Flow.EXPORT: "Exports"}


def headline(material: Material) -> str:
    """Say the month in one line, by the total or else by the flow that has a figure."""
    place = f"{material.month.words}"
    for flow in _FLOWS:
        found = material.finding(FindingKind.LEVEL, flow)
        if found is None or found.value is None:
            continue
        subject = _headline_subject(material, flow)
        amount = short_money(found.value, material.currency)
        change = material.finding(FindingKind.CHANGE_MONTH, flow)
        if change is None or change.change_pct is None or change.interval is None:
            return f"{subject} {_verb(flow, 'comes', 'come')} to {amount} in {place}"
        if change.interval.sign == 0:
            return f"{subject} {_verb(flow, 'holds', 'hold')} at {amount} in {place}"
        rises = change.change_pct > 0
        verb = _verb(flow, "rises", "rise") if rises else _verb(flow, "falls", "fall")
        by = "" if change.change_pct >= 200 else f" {percent(change.change_pct, change.interval)}"
        return f"{subject} {verb}{by} to {amount} in {place}"
    return f"No figure for {material.month.words}"


def _headline_subject(material: Material, flow: Flow) -> str:
    here, there = material.reporter.name, material.partner.name
    return {
        Flow.TOTAL: f"{_capital(here)}–{there} trade",
        Flow.IMPORT: f"{_capital(material.reporter.possessive)} imports from {there}",
        Flow.EXPORT: f"{_capital(material.reporter.possessive)} exports to {there}",
    }[flow]


def lead(material: Material) -> Iterator[Sentence]:
    """State the facts of the month, the total first."""
    for flow in _FLOWS:
        found = material.finding(FindingKind.LEVEL, flow)
        if found is not None:
            yield _level_sentence(material, flow, found)
    balance = material.finding(FindingKind.BALANCE, None)
    if balance is not None and balance.value is not None and balance.interval is not None:
        yield _balance_sentence(material, balance)


def further(material: Material) -> Iterator[Sentence]:
    """State the year so far and the runs that the month continues."""
    for flow in _FLOWS:
        so_far = material.finding(FindingKind.YEAR_TO_DATE, flow)
        if so_far is not None:
            yield _so_far_sentence(material, flow, so_far)
    for flow in _FLOWS:
        revision = material.finding(FindingKind.REVISION, flow)
        if revision is not None and abs(revision.change_pct or Decimal(0)) >= Decimal("0.1"):
            yield _revision_sentence(material, revision)
    for streak in material.findings:
        if streak.kind is FindingKind.STREAK and streak.value is not None:
            yield _streak_sentence(material, streak)


def _streak_sentence(material: Material, streak: Finding) -> Sentence:
    flow = streak.flow or Flow.TOTAL
    side = "below" if "below" in streak.method else "above"
    base = "the month before" if "month before" in streak.method else "those of a year before"
    since = Period(first=streak.period.first, last=streak.period.first).words
    verb = "was" if flow is Flow.TOTAL else "were"
    if flow is Flow.TOTAL:
        base = base.replace("those", "that")
    return Sentence(
        text=(
            f"{_SUBJECT[flow]} {verb} {side} {base} for the "
            f"{ordinal(int(streak.value or 0))} month in a row, since {since}."
        ),
        citations=material.known(streak.citations),
        findings=(streak.id,),
    )


def _revision_sentence(material: Material, revision: Finding) -> Sentence:
    flow = revision.flow or Flow.TOTAL
    subject = "trade" if flow is Flow.TOTAL else _SUBJECT[flow].lower()
    now = money(revision.value or Decimal(0), material.currency)
    then = money(revision.base_value or Decimal(0), material.currency)
    size = abs(revision.change_pct or Decimal(0)).quantize(Decimal("0.1"))
    side = "less" if (revision.change_pct or Decimal(0)) < 0 else "more"
    return Sentence(
        text=(
            f"Earlier months were revised without notice: the sums published with "
            f"{material.month.words} leave {subject} of {now} for {revision.period.words}, "
            f"{size} percent {side} than the {then} published before."
        ),
        citations=material.known(revision.citations),
        findings=(revision.id,),
    )


def _level_sentence(material: Material, flow: Flow, found: Finding) -> Sentence:
    month = material.month.words
    if found.value is None or found.interval is None:
        return Sentence(
            text=f"No figure for {_named(material, flow)} in {month} is published or loaded.",
            citations=material.known(found.citations),
            findings=(found.id,),
        )
    amount = level(found.value, material.currency, found.interval, found.status)
    changes = [
        (change, base)
        for kind, base in (
            (FindingKind.CHANGE_MONTH, _month_before(material.month)),
            (FindingKind.CHANGE_YEAR, "a year before"),
        )
        if (change := material.finding(kind, flow)) is not None and change.change_pct is not None
    ]
    parts = [moved(c.change_pct, c.interval, base) for c, base in changes if c.change_pct]
    joint = " but " if len({part.split()[0] for part in parts}) > 1 else " and "
    subject = _capital(_named(material, flow)) if flow is Flow.TOTAL else _SUBJECT[flow]
    start = f"{subject} came to {amount}" + (f" in {month}" if flow is Flow.TOTAL else "")
    cited = [key for f in (found, *(c for c, _ in changes)) for key in f.citations]
    return Sentence(
        text=f"{start}{', ' if parts else ''}{joint.join(parts)}.",
        citations=material.known(cited),
        findings=(found.id, *(change.id for change, _ in changes)),
    )


def _balance_sentence(material: Material, balance: Finding) -> Sentence:
    value, interval = balance.value or Decimal(0), balance.interval
    margin = (interval.high - interval.low) / 2 if interval else Decimal(0)
    amount = money(abs(value), material.currency, margin=margin)
    if balance.status is Status.ESTIMATED:
        amount = f"about {amount}"
    more, less = ("sold", "bought") if value >= 0 else ("bought", "sold")
    to = "to" if more == "sold" else "from"
    return Sentence(
        text=f"{_capital(material.reporter.name)} {more} {amount} more {to} "
        f"{material.partner.name} than it {less}.",
        citations=material.known(balance.citations),
        findings=(balance.id,),
    )


def _so_far_sentence(material: Material, flow: Flow, so_far: Finding) -> Sentence:
    subject = "trade" if flow is Flow.TOTAL else _SUBJECT[flow].lower()
    citations, findings = material.known(so_far.citations), (so_far.id,)
    if so_far.value is None or so_far.interval is None:
        over = f"{_capital(subject)} over {so_far.period.words}"
        text = f"{over} cannot be added up: {so_far.caveats[0]}."
        return Sentence(text=text, citations=citations, findings=findings)
    amount = level(so_far.value, material.currency, so_far.interval, so_far.status)
    text = f"Over {so_far.period.words} {subject} came to {amount}"
    if so_far.change_pct is not None:
        text += f", a change of {rate(so_far.change_pct)} on the year as printed by the publisher"
    return Sentence(text=text + ".", citations=citations, findings=findings)


def table(material: Material) -> Section:
    """Tabulate the month, one line a flow, with the status of every figure."""
    lines = [line for flow in _FLOWS if (line := _line(material, flow)) is not None]
    return Section(
        id="figures",
        heading="The month in figures",
        paragraphs=(tuple(further(material)), *((note,) for note in _notes(material))),
        columns=("Flow", "Value", "On the month", "On the year", "Year to date", "Status"),
        lines=tuple(lines),
        charts=("trade", "change"),
    )


def _line(material: Material, flow: Flow) -> Line | None:
    found = material.finding(FindingKind.LEVEL, flow)
    if found is None:
        return None
    so_far = material.finding(FindingKind.YEAR_TO_DATE, flow)
    changes = [
        material.finding(kind, flow) for kind in (FindingKind.CHANGE_MONTH, FindingKind.CHANGE_YEAR)
    ]
    cells = (
        flow.word,
        _amount(found, material.currency),
        *(signed(c.change_pct) if c and c.change_pct is not None else "–" for c in changes),
        _amount(so_far, material.currency) if so_far else "–",
        found.status.value,
    )
    used = [f for f in (found, *changes, so_far) if f is not None]
    return Line(cells=cells, citations=material.known([key for f in used for key in f.citations]))


def _amount(found: Finding, currency: str) -> str:
    if found.value is None or found.interval is None:
        return "missing"
    margin = (found.interval.high - found.interval.low) / 2
    return money(found.value, currency, margin=margin)


_NOTED = {
    FindingKind.LEVEL: "figure",
    FindingKind.CHANGE_MONTH: "change on the month",
    FindingKind.CHANGE_YEAR: "change on the year",
    FindingKind.YEAR_TO_DATE: "year to date",
    FindingKind.STREAK: "run",
}


def _notes(material: Material) -> Iterator[Sentence]:
    """Give each caveat as a sentence of its own, once for all the findings that share it."""
    shared: dict[tuple[FindingKind, str], list[Finding]] = {}
    for finding in material.findings:
        if finding.value is not None and finding.kind in _NOTED:
            for caveat in finding.caveats:
                shared.setdefault((finding.kind, caveat), []).append(finding)
    for (kind, caveat), findings in shared.items():
        flows = listed([finding.flow.word for finding in findings if finding.flow])
        keys = [key for finding in findings for key in finding.citations]
        yield Sentence(
            text=f"{_capital(flows)}, {_NOTED[kind]}: {_readable(caveat)}.",
            citations=material.known(keys),
            findings=tuple(finding.id for finding in findings),
        )


def _readable(arithmetic: str) -> str:
    """Write the figures of a formula as a reader does: thousands apart, a true minus."""
    grouped = re.sub(r"\d{5,}(?:\.\d+)?", lambda found: f"{Decimal(found[0]):,f}", arithmetic)
    return grouped.replace(" - ", " − ")


def _named(material: Material, flow: Flow) -> str:
    return {
        Flow.TOTAL: f"{material.reporter.possessive} trade with {material.partner.name}",
        Flow.IMPORT: f"{material.reporter.possessive} imports from {material.partner.name}",
        Flow.EXPORT: f"{material.reporter.possessive} exports to {material.partner.name}",
    }[flow]


def _month_before(month: Period) -> str:
    before = month.shift(-1)
    return before.words.split()[0] if before.last // 12 == month.last // 12 else before.words


def _verb(flow: Flow, one: str, many: str) -> str:
    return one if flow is Flow.TOTAL else many


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
