"""Measures the checker on the labelled texts: finding, verdicts, and the naming of errors.

`make benchmark-claims` runs it. With `--part dev` the part kept aside is not read.
"""

import argparse
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from labels import Label, Line, Text, texts
from mutations import Mutation, mutations

from yalu.claims.checker import Report
from yalu.claims.claim import Answer, Checked, Kind
from yalu.workspace import Workspace

TODAY = date(2026, 11, 24)


@dataclass
class Score:
    """Counts of one part."""

    found: int = 0
    extra: int = 0
    missed: int = 0
    right: int = 0
    judged: int = 0
    true_sentences: int = 0
    false_refuted: int = 0
    expected: Counter = field(default_factory=Counter)
    named: Counter = field(default_factory=Counter)
    claimed: Counter = field(default_factory=Counter)
    mistakes: list = field(default_factory=list)
    misnamed: list = field(default_factory=list)


def measure(workspace: Workspace, part: str) -> Score:
    """Score one part."""
    score = Score()
    for text in texts(part):
        report = _check(workspace, text, text.body)
        for line in text.lines:
            _line(workspace, text, line, report, score)
    return score


def _check(workspace: Workspace, text: Text, body: str) -> Report:
    return workspace.check(body, as_known=text.day, today=TODAY, about=text.about)


def _line(workspace: Workspace, text: Text, line: Line, report: Report, score: Score) -> None:
    first, last = line.start, line.start + len(line.text)
    mine = [
        c
        for c in report.claims
        if first <= c.claim.start < last and c.claim.kind is not Kind.ARITHMETIC
    ]
    left = list(mine)
    for label in line.labels:
        hit = next((c for c in left if label.fits(_row(c))), None)
        if hit is None:
            score.missed += 1
            score.mistakes.append(
                f"missed {label.kind} {label.flow} {label.period} {label.number}: {line.text}"
            )
            continue
        left.remove(hit)
        score.found += 1
        _judge(label, hit, line, score)
        if label.verdicts == ("supported",) and hit.verdict.answer is Answer.SUPPORTED:
            held = workspace.published(*text.about, text.day)
            for mutation in mutations(text.body, hit, mine, first=first, last=last, held=held):
                _mutated(workspace, text, mutation, score)
    score.extra += len(left)
    score.mistakes += [f"extra {_row(c)}: {line.text}" for c in left]


def _judge(label: Label, hit: Checked, line: Line, score: Score) -> None:
    answer, kind = hit.verdict.answer.value, hit.verdict.error_kind
    refuted = answer == "refuted"
    score.judged += 1
    right = answer in label.verdicts
    if right and refuted and label.errors:
        score.expected["as labelled"] += 1
        score.named["as labelled"] += bool(kind and kind.value in label.errors)
    if label.verdicts == ("supported",):
        score.true_sentences += 1
        score.false_refuted += refuted
    score.right += right
    if not right:
        score.mistakes.append(
            f"{answer} {kind or ''}, labelled {'/'.join(label.verdicts)}: "
            f"{label.kind} {label.number}: {line.text}"
        )


def _mutated(workspace: Workspace, text: Text, mutation: Mutation, score: Score) -> None:
    report = _check(workspace, text, mutation.body)
    inside = [
        c
        for c in report.claims
        if mutation.first <= c.claim.start < mutation.last and c.claim.kind is not Kind.ARITHMETIC
    ]
    if mutation.by_place:
        chosen = [c for c in inside if c.claim.start == mutation.start]
    else:
        chosen = [
            c
            for c in inside
            if c.claim.number is not None
            and mutation.number is not None
            and abs(c.claim.number) == abs(mutation.number)
        ]
        chosen = chosen or [
            c for c in inside if c.claim.kind is Kind.LAW and mutation.number is None
        ]
    kinds = {
        c.verdict.error_kind.value
        for c in chosen
        if c.verdict.error_kind
        and (c.verdict.answer is Answer.REFUTED or mutation.kind == "rounding")
    }
    score.expected[mutation.kind] += 1
    score.named[mutation.kind] += mutation.kind in kinds
    for kind in kinds:
        score.claimed[kind] += 1
    if mutation.kind not in kinds:
        got = [f"{c.verdict.answer.value} {c.verdict.error_kind or ''}" for c in chosen]
        score.misnamed.append(f"{mutation.kind}: {got}: {mutation.sentence}")


def _row(one: Checked) -> dict:
    claim = one.claim
    return {
        "kind": claim.kind.value,
        "flow": claim.flow.word if claim.flow else "",
        "product": claim.product,
        "period": str(claim.period or ""),
        "base_period": str(claim.base_period or ""),
        "number": claim.number,
        "unit": claim.unit,
    }


def show(part: str, score: Score, *, quiet: bool) -> None:
    """Print the figures of one part, and each mistake with its sentence."""
    precision = score.found / max(1, score.found + score.extra)
    recall = score.found / max(1, score.found + score.missed)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    print(f"\n{part}")
    print(
        f"  extraction  P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  "
        f"({score.found} found, {score.extra} extra, {score.missed} missed)"
    )
    print(
        f"  verdicts    {score.right / max(1, score.judged):.3f}  ({score.right} of {score.judged})"
    )
    print(f"  false refuted on true claims  {score.false_refuted} of {score.true_sentences}")
    mutated = {k: v for k, v in score.expected.items() if k != "as labelled"}
    named = sum(score.named[k] for k in mutated)
    made = sum(mutated.values())
    print(f"  error kind of mutations  {named / max(1, made):.3f}  ({named} of {made})")
    for kind, count in sorted(score.expected.items()):
        said = score.claimed[kind]
        precise = f"  P {score.named[kind] / said:.3f}" if said else ""
        right = score.named[kind]
        print(f"    {kind:16} R {right / count:.3f} ({right} of {count}){precise}")
    if not quiet:
        for mistake in [*score.mistakes, *score.misnamed]:
            print(f"    - {mistake}")


def main() -> None:
    """Measure both parts, or one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=("dev", "test", "both"), default="both")
    parser.add_argument("--quiet", action="store_true", help="figures only, no sentences")
    asked = parser.parse_args()
    workspace = Workspace.open()
    for part in ("dev", "test") if asked.part == "both" else (asked.part,):
        started = time.perf_counter()
        score = measure(workspace, part)
        show(part, score, quiet=asked.quiet)
        print(f"  {time.perf_counter() - started:.1f} s")


if __name__ == "__main__":
    main()
