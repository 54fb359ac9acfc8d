"""Texts held against what was published."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from yalu.codelists.areas import area
from yalu.model.citations import Citation
from yalu.model.errors import UndatedTextError

if TYPE_CHECKING:
    from yalu.claims.checker import Report
    from yalu.claims.published import Published
from yalu.workspace.base import Base

# A month that was in print may be held from a page of the next release or the one after.
_NEXT_PAGE = timedelta(days=62)


class Checks(Base):
    """The check of a text against what was published."""

    def check(
        self,
        text: str,
        *,
        as_known: date | None = None,
        today: date | None = None,
        about: tuple[str, str] = ("CHN", "PRK"),
    ) -> "Report":
        """Check a text's claims as known on a day, and apart by what is known `today`.

        Without `as_known` the day is the one that the text bears in full, or else the one that
        its figures and acts clearly fit, or else `today`; the report's note says which where the
        text does not. Dates without a year are read against the text's dateline, or else against
        that day. Of a pair whose trade is not loaded the law and the text's own sums are checked,
        and figures are left open.
        """
        from yalu.claims.bylines import day_written  # noqa: PLC0415  - look-ups need no grammar

        here, there = (area(one).code for one in about)
        written = day_written(text)
        known = as_known or (min(written, today or written) if written else None)
        if known is not None:
            return self._checked(text, (here, there), known, today)
        if today is None:
            raise UndatedTextError
        return self._undated(text, (here, there), today)

    def _undated(self, text: str, pair: tuple[str, str], today: date) -> "Report":
        """Check a text that does not say of which year it is."""
        from yalu.claims.dating import fitting, told, without_year  # noqa: PLC0415  - see above

        fit = fitting(text, self.published(*pair, today))
        if fit is None:
            return without_year(self._checked(text, pair, today, today))
        report = self._checked(text, pair, fit.day, today)
        return replace(report, note=f"{told(fit)} {report.note}".rstrip())

    def _checked(
        self, text: str, pair: tuple[str, str], known: date, today: date | None
    ) -> "Report":
        from yalu.claims.checker import Known, check_text  # noqa: PLC0415  - see above

        latest = max(today or known, known)

        def held(partner: str) -> Known:
            days = (known, min(known + _NEXT_PAGE, latest), latest)
            then, soon, today = (self.published(pair[0], partner, day) for day in days)
            return Known(then=then, soon=soon, today=today)

        own = held(pair[1])
        return check_text(
            text,
            then=own.then,
            today=own.today,
            soon=own.soon,
            citations=self._pages,
            elsewhere=held,
        )

    def published(self, reporter: str, partner: str, as_known: date) -> "Published":
        """Hold what was published about a pair by a day, for many texts to be checked against."""
        from yalu.claims.holding import published  # noqa: PLC0415  - see above

        key = (reporter, partner, as_known)
        if key not in self._held:
            self._held[key] = published(
                self.store, reporter, partner, as_known=as_known, law=self.law
            )
        return self._held[key]

    @cached_property
    def _held(self) -> dict[tuple[str, str, date], "Published"]:
        return {}

    @cached_property
    def _pages(self) -> Mapping[str, Citation]:
        return self._citations(date.max)
