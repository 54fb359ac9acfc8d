"""Reads from the store what was published about a pair by a day."""

from datetime import date

from yalu.claims.published import Key, Published, Reading, identity, levels_of, rates_of
from yalu.model.law import Law
from yalu.store import lookups, register
from yalu.store.engine import Store

_FIRST_DAY = date(1900, 1, 1)


def published(store: Store, reporter: str, partner: str, *, as_known: date, law: Law) -> Published:
    """Hold all figures, shares and listings of a pair that were public by a day."""
    where = "WHERE reporter = ? AND partner = ?"
    standing = store.rows(f"SELECT * FROM known(?) {where}", [as_known, reporter, partner])  # noqa: S608  - our own words
    every = store.rows(
        f"SELECT * FROM observations {where} AND published <= ? ORDER BY rank, published DESC",  # noqa: S608  - our own words
        [reporter, partner, as_known],
    )
    actions = lookups.actions(store, since=_FIRST_DAY, until=as_known) if partner == "PRK" else ()
    capped = {m.id for m in law.measures if m.instrument.target == partner}
    marks = frozenset(identity(row) for row in standing)
    return Published(
        reporter=reporter,
        partner=partner,
        as_known=as_known,
        standing=_sorted(levels_of(standing, standing=marks)),
        others=_sorted(levels_of(every, standing=marks)),
        rates={key: tuple(found) for key, found in rates_of(every).items()},
        shares=lookups.shares(store, partner, reporter, as_known=as_known),
        actions=actions,
        parties=lookups.designations(store, [one.id for one in actions]) if actions else (),
        ledgers={
            one.id: lookups.ledger(store, one.id, as_known=as_known)
            for one in law.ceilings
            if one.measure in capped
        },
        law=law,
        day=as_known,
        register=register.read(store, as_known=as_known),
    )


def _sorted(found: dict[Key, list[Reading]]) -> dict[Key, tuple[Reading, ...]]:
    """Put own figures before those of other compilers, the narrower first."""
    return {
        key: tuple(
            sorted(listed, key=lambda one: (not one.own, one.interval.high - one.interval.low))
        )
        for key, listed in found.items()
    }
