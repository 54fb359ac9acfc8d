"""Shows a report: HTML with the text marked up, Markdown, plain text for the terminal."""

from collections import Counter
from collections.abc import Iterator
from functools import cache

import jinja2

from yalu.claims.checker import Report
from yalu.claims.contract import ClaimRow, ReportRow, contract, encoded

SIGNS = {"supported": "✓", "refuted": "✗", "not_enough_evidence": "?"}
WORDS = {
    "supported": "supported",
    "refuted": "refuted",
    "not_enough_evidence": "not enough evidence",
}
FORMATS = ("text", "html", "md", "json")


def shown(report: Report, form: str) -> str:
    """Write a report in one of the forms that `--format` takes."""
    if form == "json":
        return encoded(report).decode()
    row = contract(report)
    return {"text": _text, "md": _markdown, "html": _html}[form](row, report.text)


def told(claim: ClaimRow) -> str:
    """Say a claim in the terms it was checked in."""
    goods = "" if claim.product in {"ALL", ""} else claim.product
    base = f"against {claim.base_period}" if claim.base_period else ""
    number = "" if claim.number is None else f"{claim.sense} {claim.number:,.10g} {claim.unit}"
    parts = [claim.kind.replace("_", " "), claim.flow or "", goods, claim.period, base, number]
    if claim.number is None:
        parts.append(claim.sense)
    return " · ".join(part.strip() for part in parts if part.strip())


def found(claim: ClaimRow) -> str:
    """Say what the figures give: value, range and arithmetic."""
    computed = claim.computed
    if computed.value is None or computed.low is None or computed.high is None:
        return computed.formula
    value = f"{computed.value:,.10g}"
    if computed.low < computed.value < computed.high:
        value += f" ({computed.low:,.10g} to {computed.high:,.10g})"
    return f"{value} = {computed.formula}"


def _text(row: ReportRow, _: str) -> str:
    return "\n".join([_summary(row), "", *(line for one in row.claims for line in _lines(one))])


def _summary(row: ReportRow) -> str:
    counts: Counter[str] = Counter(claim.verdict for claim in row.claims)
    told_ = ", ".join(f"{counts[name]} {words}" for name, words in WORDS.items())
    whose = f"{row.reporter} with {row.partner}, as known on {row.as_known}"
    return f"{len(row.claims)} claims: {told_}; {whose}"


def _lines(claim: ClaimRow) -> Iterator[str]:
    kind = f" [{claim.error_kind}]" if claim.error_kind else ""
    yield f"{SIGNS[claim.verdict]} {claim.id} {WORDS[claim.verdict]}{kind}: {told(claim)}"
    yield f"    “{claim.sentence}”"
    if claim.computed.formula:
        yield f"    found: {found(claim)}"
    if claim.today.verdict != claim.verdict:
        yield f"    as known today: {WORDS[claim.today.verdict]}"
    yield from (f"    caveat: {caveat}" for caveat in claim.caveats)
    yield from (f"    source: {page.publisher}, {page.url}" for page in claim.citations)
    yield ""


def _markdown(row: ReportRow, _: str) -> str:
    lines = ["# Checked text", "", _summary(row), ""]
    lines += ["| Verdict | Claim | Found | Sentence | Sources |", "| --- | --- | --- | --- | --- |"]
    for claim in row.claims:
        kind = f" ({claim.error_kind})" if claim.error_kind else ""
        note = "; ".join([found(claim), *claim.caveats])
        pages = ", ".join(dict.fromkeys(page.publisher for page in claim.citations))
        cells = (
            f"{SIGNS[claim.verdict]} {WORDS[claim.verdict]}{kind}",
            told(claim),
            note,
            claim.sentence,
            pages,
        )
        lines.append("| " + " | ".join(_cell(cell) for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    """Keep a cell a cell: no line breaks, no bars, no markup of the text's own."""
    flat = " ".join(text.split())
    return flat.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")


def _html(row: ReportRow, text: str) -> str:
    return _template().render(
        row=row,
        counts=Counter(claim.verdict for claim in row.claims),
        pieces=list(_pieces(row, text)),
        signs=SIGNS,
        words=WORDS,
        told={claim.id: told(claim) for claim in row.claims},
        found={claim.id: found(claim) for claim in row.claims},
    )


def _pieces(row: ReportRow, text: str) -> Iterator[dict[str, object]]:
    """Cut the text at the claims; of claims on the same words the first is marked."""
    at = 0
    for claim in row.claims:
        start, end = claim.span
        if start < at:
            continue
        yield {"text": text[at:start], "claim": None}
        yield {"text": text[start:end], "claim": claim}
        at = end
    yield {"text": text[at:], "claim": None}


@cache
def _template() -> jinja2.Template:
    loader = jinja2.PackageLoader("yalu.claims")
    environment = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True)
    return environment.get_template("report.html.jinja")
