"""A brief of yalu's own, given back as a text, held digit for digit against what it rests on."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from yalu.model.errors import PeriodError, YaluError
from yalu.workspace.briefs import Briefs

if TYPE_CHECKING:
    from yalu.briefs.brief import Brief
    from yalu.briefs.charts import Chart
    from yalu.briefs.naming import Name, Names
    from yalu.briefs.plain import Plain
    from yalu.briefs.proof import Reading
    from yalu.briefs.statements import Statement
    from yalu.claims.checker import Report

# A brief on another month or day fits a text far worse than this.
_NEAR, _KEPT = 2, 16


class Proofs(Briefs):
    """The check of a text that may be a brief."""

    def check(
        self,
        text: str,
        *,
        as_known: date,
        today: date | None = None,
        about: tuple[str, str] = ("CHN", "PRK"),
    ) -> "Report":
        """Check a text; one that says it is a brief is read digit by digit, as known on its day.

        A brief from a day after `as_known` is read as known on `as_known`.
        """
        from yalu.briefs import naming  # noqa: PLC0415  - look-ups need no prose
        from yalu.briefs.plain import Plain  # noqa: PLC0415  - see above

        if not naming.may_name(text):
            return super().check(text, as_known=as_known, today=today, about=about)
        plain = Plain.of(text)
        names = naming.names(plain.text)
        if names is None:
            return super().check(text, as_known=as_known, today=today, about=about)
        return self._proof(plain, names, as_known=as_known, today=max(today or as_known, as_known))

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

    def _printed(self, name: "Name", *, is_html: bool) -> "Sequence[Statement]":
        """Give all that the brief of a name prints, composed anew."""
        from yalu.briefs.statements import statements  # noqa: PLC0415  - see above

        if name not in self._composed:
            if len(self._composed) >= _KEPT:
                self._composed.clear()
            self._composed[name] = self._anew(name)
        return tuple(statements(*self._composed[name], is_html=is_html))

    def _anew(self, name: "Name") -> "tuple[Brief, Sequence[Chart]]":
        from yalu.briefs import charts, drawing  # noqa: PLC0415  - see above
        from yalu.briefs.compose import compose  # noqa: PLC0415  - see above

        pair = (name.reporter, name.partner)
        self._ensure_published(*pair, name.month, name.as_known)
        material = self._material(*pair, name.month, name.as_known)
        brief = compose(material)
        drawn = charts.draw(brief, material.series, material.changes_year, drawn_by=drawing.undrawn)
        return brief, drawn

    @cached_property
    def _composed(self) -> "dict[Name, tuple[Brief, Sequence[Chart]]]":
        return {}
