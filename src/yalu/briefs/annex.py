"""The annex: recorded trade held to the law, as a page that a monitor can print."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from yalu.briefs import render
from yalu.codelists.areas import area, is_area
from yalu.measures.wording import provision
from yalu.model.answers import Standing
from yalu.model.citations import Citation
from yalu.model.law import Law
from yalu.model.periods import Period, day_words

Row = Mapping[str, Any]
# The sign stands beside the word, so that nothing is said by colour alone.
SIGNS = {
    Standing.PROHIBITED: "✕",
    Standing.OVER_CEILING: "▲",
    Standing.DEPENDS: "?",
    Standing.WITHIN_CEILING: "○",
    Standing.UNRESTRICTED: "–",
}


# What Comtrade counts for no one state.
_NO_STATE = {"S19": "Asia, not elsewhere specified"}
_PLURAL = {Standing.DEPENDS: "that depend"}


@dataclass(frozen=True, kw_only=True)
class Heading:
    """Whose trade with whom, when, by whose law, and as known when."""

    reporter: str
    partner: str
    first: Period
    last: Period
    jurisdiction: str
    as_known: date

    @property
    def title(self) -> str:
        who = "All who reported" if not self.reporter else area(self.reporter).name
        return f"{who[0].upper()}{who[1:]}: trade with {area(self.partner).name} held to the law"

    @property
    def dateline(self) -> str:
        law = area(self.jurisdiction).name if self.jurisdiction else "each reporter's own"
        span = f"{self.first.words} to {self.last.words}"
        return f"{span} · law: {law} · as known on {day_words(self.as_known)}"


@dataclass(frozen=True, kw_only=True)
class Line:
    """One observation, or one sum, in words; reasons and sources by their numbers."""

    cells: dict[str, str]
    reason: int | None = None
    sources: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Annex:
    """The tables of an annex with the notes that they refer to."""

    heading: Heading
    counts: str
    totals: tuple[Line, ...]
    breaches: tuple[Line, ...]
    sums: tuple[Line, ...]
    observations: tuple[Line, ...]
    reasons: tuple[str, ...]
    measures: tuple[Line, ...]
    sources: tuple[tuple[int, Citation], ...]


def annex(
    tables: Mapping[str, Sequence[Row]],
    heading: Heading,
    *,
    law: Law,
    citations: Mapping[str, Citation],
) -> Annex:
    """Lay out the tables of an evaluation: breaches first, then sums, then every observation."""
    numbers: dict[str, int] = {}
    reasons: dict[str, int] = {}
    shown = tables["observations"]
    lines = {name: tuple(_line(row, reasons, numbers) for row in tables[name])
             for name in ("breaches", "observations")}  # fmt: skip
    named = {measure for row in shown for measure in row["measures"]}
    measures = tuple(
        Line(
            cells={
                "measure": m.id,
                "provision": provision(m),
                "what it does": f"{m.type}, {m.direction.value}: {m.goods}",
            },
            sources=_numbered(m.citations, numbers),
        )
        for m in law.measures
        if m.id in named
    )
    return Annex(
        heading=heading,
        counts=_counts(shown, tables["breaches"]),
        totals=tuple(_total(row) for row in tables["totals"]),
        breaches=lines["breaches"],
        sums=tuple(_sum(row) for row in tables["by-measure"]),
        observations=lines["observations"],
        reasons=tuple(reasons),
        measures=measures,
        sources=tuple((n, citations[key]) for key, n in numbers.items() if key in citations),
    )


def page(found: Annex) -> str:
    """Write an annex as one page of HTML that needs nothing else."""
    return render.page("annex.html.jinja", {"annex": found})


def _counts(rows: Sequence[Row], breaches: Sequence[Row]) -> str:
    counted = Counter(Standing(row["standing"]) for row in rows)
    parts = [f"{counted[s]:,} {_PLURAL.get(s, _words(s))}" for s in SIGNS if counted[s]]
    barred = counted[Standing.PROHIBITED] + counted[Standing.OVER_CEILING]
    nil = barred - len(breaches)
    told = (
        f" Of those barred or over a ceiling, {nil:,} are nil or without an amount." if nil else ""
    )
    return f"{len(rows):,} observations: {', '.join(parts)}.{told}" if rows else "No observation."


def _line(row: Row, reasons: dict[str, int], numbers: dict[str, int]) -> Line:
    why = row["why"]
    wide = set(row["upper_bound"])
    return Line(
        cells={
            "reporter": _name(row["reporter"]),
            "period": Period.parse(row["period"]).words,
            "flow": row["flow"],
            "goods": _goods(row),
            "value": _amount(row["value"], row["currency"]),
            "quantity": _amount(row["quantity"], row["unit"]),
            "standing": _standing(row["standing"]),
            "measures": ", ".join(f"{m} (≤)" if m in wide else m for m in row["measures"]) or "–",
            "figure": row["status"],
            "public": row["published"],
        },
        reason=reasons.setdefault(why, len(reasons) + 1) if why else None,
        sources=_numbered(row["citations"], numbers),
    )


def _sum(row: Row) -> Line:
    return Line(
        cells={
            "measure": row["measure"],
            "reporter": _name(row["reporter"]),
            "period": Period.parse(row["period"]).words,
            "flow": row["flow"],
            "standing": _standing(row["standing"]),
            **_sums(row),
        }
    )


def _total(row: Row) -> Line:
    return Line(
        cells={
            "reporter": _name(row["reporter"]),
            "flow": row["flow"],
            "figures for": f"a {row['every']}",
            "standing": _standing(row["standing"]),
            **_sums(row),
        }
    )


def _sums(row: Row) -> dict[str, str]:
    bound = "≤ " if row["upper_bound"] else ""
    value, quantity = _amount(row["value"], row["currency"]), _amount(row["quantity"], row["unit"])
    return {
        "value": value if row["value"] is None else bound + value,
        "quantity": quantity if row["quantity"] is None else bound + quantity,
        "rests on": ", ".join(row["rests_on"]) or "–",
        "observations": f"{row['observations']:,}",
        "left out": f"{row['left_out']:,}" if row["left_out"] else "–",
    }


def _numbered(keys: Sequence[str], numbers: dict[str, int]) -> tuple[int, ...]:
    return tuple(numbers.setdefault(key, len(numbers) + 1) for key in keys)


def _name(code: str) -> str:
    return area(code).name if is_area(code) else _NO_STATE.get(code, code)


def _goods(row: Row) -> str:
    code = f"{row['edition']} {row['commodity']}".strip() if row["commodity"] else "no code"
    return f"{code}: {row['product']}" if row["product"] else code


def _amount(number: float | None, unit: str) -> str:
    """Write an amount as people do: 168,000,000 USD, 1,440,000 tonnes."""
    if number is None:
        return "–"
    plural = unit and unit.islower() and number != 1 and not unit.endswith("s")
    return f"{number:,} {unit}{'s' if plural else ''}".strip()


def _standing(text: str) -> str:
    return f"{SIGNS[Standing(text)]} {_words(Standing(text))}"


def _words(standing: Standing) -> str:
    return standing.value.replace("_", " ")
