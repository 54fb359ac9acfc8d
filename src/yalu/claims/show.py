"""Shows a report: HTML with the text marked up, Markdown, plain text for the terminal."""

from collections import Counter
from collections.abc import Iterator
from functools import cache

import jinja2

from yalu.claims.checker import Report
from yalu.claims.contract import ClaimRow, ReportRow, contract, encoded
from yalu.claims.phrases import arithmetic, meaning, result, value
from yalu.codelists.areas import area

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


def _text(row: ReportRow, _: str) -> str:
    lines = (line for one in row.claims for line in _lines(one, row))
    return "\n".join([summary(row), "", *lines])


def summary(row: ReportRow) -> str:
    """Count the verdicts, and say whose trade was asked about and how far knowledge goes."""
    counts: Counter[str] = Counter(claim.verdict for claim in row.claims)
    verdicts = ", ".join(f"{counts[name]} {words}" for name, words in WORDS.items())
    pair = f"{area(row.reporter).name} and {area(row.partner).name}"
    claims = "1 claim" if len(row.claims) == 1 else f"{len(row.claims)} claims"
    told = f"{claims}: {verdicts}. Trade of {pair}, as known on {row.as_known}."
    return f"{told} {row.note}".rstrip()


def _lines(claim: ClaimRow, row: ReportRow) -> Iterator[str]:
    kind = f" [{claim.error_kind}]" if claim.error_kind else ""
    verdict = f"{SIGNS[claim.verdict]} {claim.id} {WORDS[claim.verdict]}{kind}"
    yield f"{verdict}: {meaning(claim, row.reporter, row.partner)}"
    yield f"    “{claim.sentence}”"
    if claim.computed.formula:
        yield f"    found: {result(claim)}"
    if claim.today.verdict != claim.verdict:
        yield f"    as known today: {WORDS[claim.today.verdict]}"
    yield from (f"    caveat: {arithmetic(caveat)}" for caveat in claim.caveats)
    yield from (f"    source: {page.publisher}, {page.url}" for page in claim.citations)
    yield ""


def _markdown(row: ReportRow, _: str) -> str:
    lines = ["# Checked text", "", summary(row), ""]
    lines += ["| Verdict | Claim | Found | Sentence | Sources |", "| --- | --- | --- | --- | --- |"]
    for claim in row.claims:
        kind = f" ({claim.error_kind})" if claim.error_kind else ""
        caveats = [arithmetic(caveat) for caveat in claim.caveats]
        note = "; ".join(part for part in (result(claim), *caveats) if part)
        pages = ", ".join(dict.fromkeys(page.publisher for page in claim.citations))
        cells = (
            f"{SIGNS[claim.verdict]} {WORDS[claim.verdict]}{kind}",
            meaning(claim, row.reporter, row.partner),
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
    refuted = [claim for claim in row.claims if claim.verdict == "refuted"]
    return _template().render(
        row=row,
        summary=summary(row),
        refuted=refuted,
        pieces=list(_pieces(row, text)),
        signs=SIGNS,
        words=WORDS,
        meaning=lambda claim: meaning(claim, row.reporter, row.partner),
        result=result,
        value=value,
        arithmetic=arithmetic,
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
