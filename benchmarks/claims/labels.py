"""The labelled texts, and how a claim is held against a label."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import yaml

from yalu.model.periods import Period

HERE = Path(__file__).parent
CLOSE = Decimal("0.01")


@dataclass(frozen=True, kw_only=True)
class Label:
    """One claim as a reader finds it; several verdicts or error kinds may be right."""

    kind: str
    flow: str
    product: str
    period: str
    base: str
    number: str
    unit: str
    sense: str
    verdicts: tuple[str, ...]
    errors: tuple[str, ...]

    def fits(self, claim: dict) -> bool:
        """Tell whether a claim says the same: kind, flow, goods, period, base, number, unit."""
        return (
            claim["kind"] == self.kind
            and self._agrees("flow", claim["flow"] or "")
            and self._agrees("product", claim["product"] or "")
            and self._agrees("period", claim["period"] or "")
            and self._agrees("base", claim["base_period"] or "")
            and self._same_number(claim)
        )

    def _agrees(self, name: str, value: str) -> bool:
        wanted = getattr(self, name)
        if name == "base" and self.kind in {"level", "balance", "share", "count", "law", "streak"}:
            return True
        if name == "flow" and self.kind in {"balance", "count", "law"} and not wanted:
            return True
        if name == "product" and self.kind in {"count"}:
            return True
        if name == "product" and not wanted:
            return True
        if name == "period" and self.kind in {"share", "law"} and not wanted:
            return True
        return sorted(wanted.split("; ")) == sorted(value.split("; "))

    def _same_number(self, claim: dict) -> bool:
        if not self.number:
            return claim["number"] is None or self.kind == "law"
        if claim["number"] is None:
            return False
        number = Decimal(str(claim["number"]))
        wanted = Decimal(self.number)
        near = abs(number - wanted) <= max(abs(wanted) * Decimal("1e-4"), CLOSE)
        return near and (not self.unit or claim["unit"] == self.unit)


@dataclass(frozen=True, kw_only=True)
class Line:
    """A sentence with its labels and its place in the text."""

    text: str
    start: int
    labels: tuple[Label, ...]


@dataclass(frozen=True, kw_only=True)
class Text:
    """A labelled text."""

    id: str
    day: date
    about: tuple[str, str]
    lines: tuple[Line, ...]
    body: str


def texts(part: str) -> Iterator[Text]:
    """Read one part, `dev` or `test`: every YAML file in its folder, by name."""
    for file in sorted((HERE / part).glob("*.yaml")):
        yield from _of_file(file)


def _of_file(file: Path) -> Iterator[Text]:
    for row in yaml.safe_load(file.read_text("utf-8")):
        joint = "\n" if row.get("lines") else " "
        lines, at = [], 0
        for sentence in row["sentences"]:
            labels = tuple(_label(text) for text in sentence.get("claims", ()))
            lines.append(Line(text=sentence["text"], start=at, labels=labels))
            at += len(sentence["text"]) + 1
        reporter, partner = row.get("about", "CHN:PRK").split(":")
        yield Text(
            id=row["id"],
            day=date.fromisoformat(row["day"]),
            about=(reporter, partner),
            lines=tuple(lines),
            body=joint.join(line.text for line in lines),
        )


def _label(text: str) -> Label:
    cells = text.split("|")
    kind, flow, product, period, base, number, unit, sense, *rest = cells
    # Some labels leave the empty sense out.
    if sense and sense.split("/")[0] in {"supported", "refuted", "not_enough_evidence"}:
        rest, sense = [sense, *rest], ""
    verdict, error = rest[0], rest[1] if len(rest) > 1 else ""
    return Label(
        kind=kind,
        flow=flow,
        product=product,
        period=_period(period),
        base=_period(base),
        number=number,
        unit=unit,
        sense=sense,
        verdicts=tuple(verdict.split("/")),
        errors=tuple(error.split("/")) if error else (),
    )


def _period(text: str) -> str:
    return str(Period.parse(text)) if text else ""
