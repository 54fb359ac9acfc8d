"""A brief of yalu's own, given back as a text, held digit for digit against what it rests on."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from yalu.model.errors import PeriodError, YaluError
from yalu.store import lookups
from yalu.workspace.briefs import Briefs

if TYPE_CHECKING:
    from yalu.briefs.anew import Anew
    from yalu.briefs.naming import Name, Names
    from yalu.briefs.plain import Plain
    from yalu.briefs.proof import Forms, Reading
    from yalu.claims.checker import Report
    from yalu.model.periods import Period

# A brief on another month or day fits a text far worse than this.
_NEAR, _KEPT = 2, 16


class Proofs(Briefs):
    """The check of a text that may be a brief."""

    def check(
        self,
        text: str,
        *,
        as_known: date | None = None,
        today: date | None = None,
        about: tuple[str, str] = ("CHN", "PRK"),
    ) -> "Report":
        """Check a text; one that says it is a brief is read digit by digit, as known on its day.

        A brief from a day after `as_known` is read as known on `as_known`. Without `as_known` a
        brief is asked as of today, another text as of the day that it bears.
        """
        from yalu.briefs import naming  # noqa: PLC0415  - look-ups need no prose
        from yalu.briefs.plain import Plain  # noqa: PLC0415  - see above
        from yalu.claims.extract import MOST_CHARACTERS  # noqa: PLC0415  - see above

        asked = as_known or today
        if asked is not None and len(text) <= MOST_CHARACTERS and naming.may_name(text):
            plain = Plain.of(text)
            if names := naming.names(plain.text):
                latest = max(today or asked, asked)
                return self._proof(plain, names, as_known=asked, today=latest)
        report = super().check(text, as_known=as_known, today=today, about=about)
        months = naming.copied_months(text)
        return self._copy(report, months, report.as_known) if months else report

    def _proof(self, plain: "Plain", names: "Names", *, as_known: date, today: date) -> "Report":
        from yalu.briefs import strict  # noqa: PLC0415  - see above

        try:
            name, reading = self._best(plain, names, as_known)
        except YaluError as reason:
            report = super().check(plain.original, as_known=as_known, today=today)
            return strict.refused(report, plain.span(names.start, names.end), str(reason))
        report = super().check(
            strict.left_to_read(plain, reading),
            as_known=name.as_known,
            today=today,
            about=(name.reporter, name.partner),
        )
        return strict.strict(report, plain, reading)

    def _copy(self, report: "Report", months: "Sequence[Period]", as_known: date) -> "Report":
        """Hold words of a brief against the brief of the day that they fit best."""
        from yalu.briefs import strict  # noqa: PLC0415  - see above
        from yalu.briefs.plain import Plain  # noqa: PLC0415  - see above
        from yalu.briefs.proof import held_against  # noqa: PLC0415  - see above

        plain = Plain.of(report.text)

        def reading(name: "Name") -> "Reading":
            return held_against(plain, self._printed(name, is_html=plain.is_html))

        pair = (report.reporter, report.partner)
        written = list(self._written(pair, months, as_known))
        if not written:
            return report
        month = max(written, key=lambda name: reading(name).agreeing)
        best = reading(month)
        if best.is_copy and best.misfits:
            best = max([best, *map(reading, self._earlier(month))], key=lambda one: one.agreeing)
        return strict.of_copy(report, plain, best) if best.is_copy else report

    def _written(
        self, pair: tuple[str, str], months: "Sequence[Period]", as_known: date
    ) -> "Iterator[Name]":
        """Name the briefs on some months that could be written on a day."""
        from yalu.briefs.naming import Name  # noqa: PLC0415  - see above

        released = dict(lookups.months(self.store, *pair))
        for month in months:
            if month in released and released[month] <= as_known:
                yield Name(reporter=pair[0], partner=pair[1], month=month, as_known=as_known)

    def _earlier(self, name: "Name") -> "Iterator[Name]":
        """Name the briefs on a month of the days on which its figures were published before."""
        released = dict(lookups.months(self.store, name.reporter, name.partner))[name.month]
        vintages = {one.vintage for one in self._composed[name].brief.findings if one.vintage}
        for day in sorted({released, *vintages}):
            if released <= day < name.as_known:
                yield replace(name, as_known=day)

    def _best(self, plain: "Plain", names: "Names", as_known: date) -> "tuple[Name, Reading]":
        """Find which of the briefs that a text says it is fits it best."""
        from yalu.briefs.proof import held_against  # noqa: PLC0415  - see above

        best: tuple[Name, Reading] | None = None
        refusal: YaluError = PeriodError("")
        for said in names.said:
            try:
                here, there = self._pair(said.reporter, said.partner)
                day = min(said.as_known, as_known)
                name = replace(said, reporter=here, partner=there, as_known=day)
                printed = self._printed(name, is_html=plain.is_html)
            except YaluError as error:
                refusal = error
                continue
            reading = held_against(plain, printed)
            if best is None or reading.misfits < best[1].misfits:
                best = name, reading
            if reading.misfits <= _NEAR:
                break
        if best is None:
            raise refusal
        return best

    def _printed(self, name: "Name", *, is_html: bool) -> "Forms":
        """Give all that the brief of a name prints, composed anew."""
        if name not in self._composed:
            if len(self._composed) >= _KEPT:
                self._composed.clear()
            self._composed[name] = self._anew(name)
        return self._composed[name].forms(is_html=is_html)

    def _anew(self, name: "Name") -> "Anew":
        from yalu.briefs import charts, drawing  # noqa: PLC0415  - see above
        from yalu.briefs.anew import Anew  # noqa: PLC0415  - see above
        from yalu.briefs.compose import compose  # noqa: PLC0415  - see above

        pair = (name.reporter, name.partner)
        self._ensure_published(*pair, name.month, name.as_known)
        material = self._material(*pair, name.month, name.as_known)
        brief = compose(material)
        drawn = charts.draw(brief, material.series, material.changes_year, drawn_by=drawing.undrawn)
        return Anew(brief=brief, charts=drawn)

    @cached_property
    def _composed(self) -> "dict[Name, Anew]":
        return {}
