"""Checks every brief that can be written for 2016 to 2018, on its first day, later, and now."""

from datetime import date

from yalu.claims.claim import Answer
from yalu.model.errors import YaluError
from yalu.model.periods import Period
from yalu.store import lookups
from yalu.workspace import Workspace

NOW = date(2026, 11, 24)


def main() -> None:
    """Print how many briefs come back supported, and each claim that does not."""
    workspace = Workspace.open()
    released = dict(lookups.months(workspace.store, "CHN", "PRK"))
    briefs = claims = 0
    doubtful = []
    for month in range(2016 * 12, 2019 * 12):
        period = Period(first=month, last=month)
        first = released.get(period, NOW)
        for day in sorted({first, max(first, period.shift(2).last_day), NOW}):
            try:
                text = prose(workspace, period, day)
            except YaluError as refusal:
                print(f"  {period} as known on {day}: not written: {refusal}")
                continue
            report = workspace.check(text, as_known=day)
            briefs, claims = briefs + 1, claims + len(report.claims)
            doubtful += [
                f"{period} as known on {day}: {one.verdict.answer}: {one.claim.sentence}"
                for one in report.claims
                if one.verdict.answer is not Answer.SUPPORTED
            ]
    print(f"\nbriefs: {briefs} checked, {claims} claims, {len(doubtful)} not supported")
    for line in doubtful:
        print(f"  - {line}")


def prose(workspace: Workspace, period: Period, day: date) -> str:
    """Give the headline, the lead and the sentences about figures."""
    brief = workspace.brief("CHN", "PRK", str(period), as_known=day).brief
    return brief.prose


if __name__ == "__main__":
    main()
