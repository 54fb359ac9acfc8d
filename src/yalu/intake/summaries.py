"""Says what a load brings: rows, periods, partners, sums, and what it revises."""

from datetime import date

from yalu.codelists import comtrade, gacc
from yalu.model.loads import Difference, Loaded
from yalu.sources.promises import Tally
from yalu.store.manifest import Vintage


def described(
    vintage: Vintage, tally: Tally, *, revised: Difference | None = None, held: bool = False
) -> Loaded:
    """Describe one file of a load; the same bytes again, which are held, bring nothing."""
    return Loaded(
        file=vintage.snapshot.name,
        dataset=vintage.dataset,
        form=vintage.form,
        vintage=vintage.id,
        published=tally.last_published or date.fromisoformat(vintage.published),
        published_basis=vintage.basis,
        rows=vintage.rows,
        assertions=tally.assertions,
        periods=tuple(sorted(tally.periods)),
        reporters=len(tally.reporters),
        partners=len(tally.partners),
        unlisted=_unlisted(tally),
        subjects=tuple(sorted(tally.subjects)),
        left_out=tally.left_out,
        statuses=dict(sorted(tally.statuses.items())),
        totals=tally.totals,
        sums=dict(sorted(tally.sums.items())),
        revised=revised,
        already_held=held,
    )


def _unlisted(tally: Tally) -> tuple[str, ...]:
    areas = sorted(tally.partners | tally.reporters)
    strange = [a for a in areas if a.startswith(comtrade.OWN) or not gacc.is_listed(a)]
    units = [u for u in sorted(tally.units) if not (gacc.is_unit(u) or comtrade.is_unit(u))]
    return (*strange, *units)
