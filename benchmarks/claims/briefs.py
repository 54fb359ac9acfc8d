"""Checks every brief that can be written for 2016 to 2018, on its first day, later, and now.

Each is checked as its bare prose, and whole, in Markdown and in HTML. Then digits are changed, one
at a time, into another digit drawn by chance: every digit of the words of three briefs, or with
--every N each Nth, in Markdown, HTML and bare prose; the changes that pass are printed.
"""

import argparse
import random
import re
from collections.abc import Iterator
from datetime import date

from yalu.briefs.drawing import undrawn
from yalu.claims.claim import Answer
from yalu.model.errors import YaluError
from yalu.model.periods import Period
from yalu.store import lookups
from yalu.workspace import Workspace

NOW = date(2026, 11, 24)
SWEPT = (("2016-05", NOW), ("2017-07", date(2017, 8, 26)), ("2018-03", NOW))
# What a reader of the page does not see as text: how it is drawn and linked.
UNSEEN = re.compile(r"<style>.*?</style>|<svg.*?</svg>|</?[a-zA-Z!][^<>]*>|&#\d+;", re.DOTALL)


def main() -> None:
    """Print how many briefs come back supported, each claim that does not, and the sweeps."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=10, help="change each Nth digit")
    every = parser.parse_args().every
    workspace = Workspace.open()
    counts = {"prose": [0, 0], "brief.md": [0, 0], "brief.html": [0, 0]}
    doubtful = []
    for period, day in written(workspace):
        try:
            forms = texts(workspace, str(period), day)
        except YaluError as refusal:
            print(f"  {period} as known on {day}: not written: {refusal}")
            continue
        for form, text in forms.items():
            report = workspace.check(text, as_known=day)
            counts[form][0] += 1
            counts[form][1] += len(report.claims)
            doubtful += [
                f"{period} as known on {day}, {form}: {one.verdict.answer}: {one.claim.sentence}"
                for one in report.claims
                if one.verdict.answer is not Answer.SUPPORTED
            ]
    for form, (briefs, claims) in counts.items():
        print(f"{form}: {briefs} checked, {claims} claims")
    print(f"not supported: {len(doubtful)}")
    for line in doubtful:
        print(f"  - {line}")
    for month, day in SWEPT:
        for form, text in texts(workspace, month, day).items():
            sweep(workspace, f"{month} as known on {day}, {form}", text, day, every)


def written(workspace: Workspace) -> Iterator[tuple[Period, date]]:
    """Give the months of 2016 to 2018 with the days on which each is written."""
    released = dict(lookups.months(workspace.store, "CHN", "PRK"))
    for month in range(2016 * 12, 2019 * 12):
        period = Period(first=month, last=month)
        first = released.get(period, NOW)
        for day in sorted({first, max(first, period.shift(2).last_day), NOW}):
            yield period, day


def sweep(workspace: Workspace, name: str, text: str, day: date, every: int) -> None:
    """Change digits of a text, one at a time, and print the changes that pass."""
    chance = random.Random(name)  # noqa: S311  - draws digits, keeps no secret
    unseen = [found.span() for found in UNSEEN.finditer(text)] if "</html>" in text else []
    places = [
        found.start()
        for found in re.finditer(r"\d", text)
        if not any(first <= found.start() < last for first, last in unseen)
    ][::every]
    passed = []
    for at in places:
        digit = chance.choice([other for other in "0123456789" if other != text[at]])
        changed = f"{text[:at]}{digit}{text[at + 1 :]}"
        if workspace.check(changed, as_known=day).is_supported:
            passed.append(changed[max(0, at - 40) : at + 12].replace("\n", " "))
    print(f"{name}: {len(places)} digits changed, {len(passed)} pass")
    for place in passed:
        print(f"  - passes: …{place}…")


def texts(workspace: Workspace, month: str, day: date) -> dict[str, str]:
    """Give a brief whole, in both forms, and the bare sentences about figures and law."""
    made = workspace.brief("CHN", "PRK", month, as_known=day, drawn_by=undrawn)
    files = made.files()
    pages = {name: files[name].decode() for name in ("brief.md", "brief.html")}
    return {"prose": made.brief.prose, **pages}


if __name__ == "__main__":
    main()
