"""Questions that are answered by looking up, each as of a day of knowledge."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from yalu.model.citations import Citation
from yalu.model.evidence import Evidence
from yalu.model.observations import Observation
from yalu.model.parties import Action, Designation
from yalu.model.periods import Period
from yalu.model.trade import Flow, Status
from yalu.store.engine import Store
from yalu.store.withdrawals import said

Row = dict[str, Any]

# More loads than any workspace has: all of a day.
MOST_LOADS = 2_147_483_647

_ALL_GOODS = (
    "product = '' AND commodity = '' AND flow IN ('M', 'X', 'T') AND customs_procedure = ''"
    " AND transport_mode = '' AND partner2 = '' AND province = ''"
)


def pairs(store: Store) -> tuple[tuple[str, str], ...]:
    """List the reporters and partners whose trade is loaded."""
    rows = store.rows("SELECT DISTINCT reporter, partner FROM observations ORDER BY ALL")
    return tuple((row["reporter"], row["partner"]) for row in rows)


def months(store: Store, reporter: str, partner: str) -> tuple[tuple[Period, date], ...]:
    """List the months with a figure for all goods, and the day on which the first came out."""
    rows = store.rows(
        f"""
        SELECT last_month AS month, min(published) AS released FROM observations
        WHERE reporter = ? AND partner = ? AND frequency = 'M' AND value IS NOT NULL
          AND {_ALL_GOODS}
        GROUP BY ALL ORDER BY ALL
        """,  # noqa: S608  - made of our own words; what users give is bound
        [reporter, partner],
    )
    return tuple((Period(first=row["month"], last=row["month"]), row["released"]) for row in rows)


def observations(
    store: Store,
    reporter: str,
    partner: str,
    *,
    as_known: date,
) -> tuple[Observation, ...]:
    """Give the monthly figures for all goods that stand as known on a day.

    A month whose only figure was withdrawn has one without a value, which is missing.
    """
    where = f"WHERE reporter = ? AND partner = ? AND frequency = 'M' AND {_ALL_GOODS}"
    asked = [as_known, reporter, partner]
    rows = store.rows(
        f"SELECT * FROM known(?) {where} ORDER BY first_month, flow, currency",  # noqa: S608  - made of our own words; what users give is bound
        asked,
    )
    found = [_observation(row) for row in rows]
    if store.scoped:
        gone = store.rows(
            f"""
            SELECT * FROM known_parts(?, {MOST_LOADS}) {where} AND withdrawn IS NOT NULL
            QUALIFY row_number() OVER (
                PARTITION BY first_month, flow, currency ORDER BY rank, published DESC, citation
            ) = 1
            """,  # noqa: S608  - see above
            asked,
        )
        found += _where_nothing_stands([_withdrawn(row) for row in gone], found)
        found.sort(key=lambda one: (one.period, one.flow.value, one.currency))
    return tuple(found)


def _where_nothing_stands(
    gone: Sequence[Observation], found: Sequence[Observation]
) -> list[Observation]:
    have = {(one.period, one.flow, one.currency) for one in found}
    return [one for one in gone if (one.period, one.flow, one.currency) not in have]


def _withdrawn(row: Row) -> Observation:
    text = said(
        row["withdrawn_value"], row["currency"], printed=row["published"], gone=row["withdrawn"]
    )
    citation = f"{row['citation']} {row['withdrawn_by']}"
    return _observation(
        {**row, "citation": citation, "published": row["withdrawn"], "arithmetic": text}
    )


def recent_goods(
    store: Store, reporter: str, partner: str, *, month: Period, as_known: date
) -> tuple[Observation, ...]:
    """Give the latest figure of each good for a period of up to a quarter ending near a month.

    Near is the month itself or one of the two before it: detail comes out late and piecemeal.
    """
    rows = store.rows(
        f"""
        SELECT * FROM known(?) WHERE reporter = ? AND partner = ? AND NOT ({_ALL_GOODS})
          AND last_month BETWEEN ? AND ? AND last_month - first_month < 3 AND rank < 4
        QUALIFY row_number() OVER (
            PARTITION BY product, flow
            ORDER BY last_month DESC, first_month DESC, rank, published DESC, citation
        ) = 1
        ORDER BY flow, commodity = '', commodity, product
        """,  # noqa: S608  - made of our own words; what users give is bound
        [as_known, reporter, partner, month.last - 2, month.last],
    )
    return tuple(_observation(row) for row in rows)


def cumulative(
    store: Store, reporter: str, partner: str, period: Period, *, as_known: date
) -> tuple[Observation, ...]:
    """Give the published figures for all goods over a run of months."""
    rows = store.rows(
        f"""
        SELECT * FROM known(?) WHERE reporter = ? AND partner = ?
          AND first_month = ? AND last_month = ? AND {_ALL_GOODS}
        ORDER BY flow, currency, published, citation
        """,  # noqa: S608  - made of our own words; what users give is bound
        [as_known, reporter, partner, period.first, period.last],
    )
    return tuple(_observation(row) for row in rows)


def printed_changes(
    store: Store, reporter: str, partner: str, period: Period, *, as_known: date
) -> tuple[Observation, ...]:
    """Give the changes on the year before that publishers printed for all goods in a period."""
    rows = store.rows(
        f"""
        SELECT * FROM printed_changes(?) WHERE reporter = ? AND partner = ?
          AND first_month = ? AND last_month = ? AND {_ALL_GOODS}
        ORDER BY flow, currency, published, citation
        """,  # noqa: S608  - made of our own words; what users give is bound
        [as_known, reporter, partner, period.first, period.last],
    )
    return tuple(_observation(row) for row in rows)


def alternatives(
    store: Store, reporter: str, partner: str, period: Period, *, as_known: date
) -> tuple[Observation, ...]:
    """Give every figure for all goods in a period that was public, whoever compiled it."""
    rows = store.rows(
        f"""
        SELECT * FROM observations WHERE published <= ? AND reporter = ? AND partner = ?
          AND first_month = ? AND last_month = ? AND value IS NOT NULL AND {_ALL_GOODS}
        ORDER BY rank, published DESC, flow, citation
        """,  # noqa: S608  - made of our own words; what users give is bound
        [as_known, reporter, partner, period.first, period.last],
    )
    return tuple(_observation(row) for row in rows)


def shares(store: Store, reporter: str, partner: str, *, as_known: date) -> list[Row]:
    """Give the published shares of a partner in an economy's trade, the latest year first."""
    return store.rows(
        """
        SELECT * FROM shares
        WHERE published <= ? AND reporter = ? AND partner = ? AND scope = 'all goods'
          AND share_pct IS NOT NULL
        ORDER BY year DESC, published DESC, basis, citation
        """,
        [as_known, reporter, partner],
    )


def ledger(store: Store, ceiling: str, *, as_known: date) -> list[Row]:
    """Give the amounts that importers reported against a ceiling, oldest first.

    The Committee's own table counts; customs figures of the same months would count them twice.
    A month whose tonnage came out before its value is one row.
    """
    return store.rows(
        """
        SELECT * FROM ledger
        WHERE published <= ? AND ceiling = ? AND series = 'UN 1718 Committee table'
        QUALIFY row_number() OVER (
            PARTITION BY period ORDER BY value_usd IS NULL, published DESC, citation
        ) = 1
        ORDER BY period
        """,
        [as_known, ceiling],
    )


def stakes(store: Store, instruments: Sequence[str], *, as_known: date) -> list[Row]:
    """Give what was said to be at stake in instruments."""
    return store.rows(
        "SELECT * FROM stakes WHERE published <= ? AND instrument IN (SELECT unnest(?::TEXT[]))"
        " ORDER BY published, goods, said_by, amount_usd",
        [as_known, list(instruments)],
    )


def actions(store: Store, *, since: date, until: date) -> tuple[Action, ...]:
    """Give the batches of listings made public in a run of days, both included."""
    rows = store.rows(
        "SELECT * FROM actions WHERE published BETWEEN ? AND ? ORDER BY listed_on, action",
        [since, until],
    )
    return tuple(
        Action(
            id=row["action"],
            authority=row["authority"],
            title=row["title"],
            listed_on=row["listed_on"],
            published=row["published"],
            entities=row["entities"],
            individuals=row["individuals"],
            vessels=row["vessels"],
            legal_basis=row["legal_basis"],
            note=row["note"],
            citations=_keys(row["citation"]),
        )
        for row in rows
    )


def designations(store: Store, action_ids: Sequence[str]) -> tuple[Designation, ...]:
    """Give the parties of batches of listings."""
    rows = store.rows(
        "SELECT * FROM designations WHERE action IN (SELECT unnest(?::TEXT[]))"
        " ORDER BY listed_on, action, party_type, name",
        [list(action_ids)],
    )
    return tuple(
        Designation(
            id=row["id"],
            authority=row["authority"],
            name=row["name"],
            party_type=row["party_type"],
            programme=row["programme"],
            listed_on=row["listed_on"],
            published=row["published"],
            action=row["action"],
            role=row["role"],
            certainty=row["certainty"],
            citations=_keys(row["citation"]),
        )
        for row in rows
    )


def evidence(store: Store, *, since: date, until: date, as_known: date) -> tuple[Evidence, ...]:
    """Give what was observed in a run of days and public by the day of knowledge."""
    rows = store.rows(
        "SELECT * FROM evidence WHERE published <= ? AND observed_from <= ?"
        " AND observed_until >= ? ORDER BY observed_from, id",
        [as_known, until, since],
    )
    return tuple(
        Evidence(
            id=row["id"],
            observed_from=row["observed_from"],
            observed_until=row["observed_until"],
            published=row["published"],
            place=row["place"],
            goods=row["goods"],
            commodities=_keys(row["commodities"]),
            direction=row["direction"],
            measures=_keys(row["measures"]),
            reporter=row["reporter"],
            confidence=row["confidence"],
            polarity=row["polarity"],
            summary=row["summary"],
            citations=_keys(row["citation"]),
        )
        for row in rows
    )


def citations(store: Store) -> dict[str, Citation]:
    """Give every page that the tables rest on, by its key."""
    return {row["key"]: Citation(**row) for row in store.rows("SELECT * FROM citations")}


def coverage(store: Store, *, as_known: date) -> list[Row]:
    """Give what each dataset of observations holds as known on a day."""
    return store.rows(
        """
        SELECT dataset, count(*) AS rows, min(published) AS first_published,
               max(published) AS last_published, count(DISTINCT published) AS vintages,
               min(period) AS first_period, max(period) AS last_period,
               list(DISTINCT last_month ORDER BY last_month)
                   FILTER (frequency = 'M' AND value IS NOT NULL AND product = '') AS months
        FROM observations WHERE published <= ? GROUP BY dataset ORDER BY dataset
        """,
        [as_known],
    )


def _observation(row: Row) -> Observation:
    return Observation(
        reporter=row["reporter"],
        partner=row["partner"],
        flow=Flow(row["flow"]),
        period=Period(first=row["first_month"], last=row["last_month"]),
        value=row["value"],
        currency=row["currency"],
        margin=row["margin"] or Decimal(0),
        status=Status(row["status"]),
        compiler=row["compiler"],
        published=row["published"],
        citations=_keys(row["citation"]),
        dataset=row["dataset"],
        commodity=row["commodity"],
        product=row["product"],
        quantity=row["quantity"],
        quantity_unit=row["quantity_unit"],
        change_year_pct=row["change_year_pct"],
        change_basis=row["change_basis"],
        arithmetic=row["arithmetic"],
        published_basis=row["published_basis"],
        note=row["note"],
    )


def _keys(text: str) -> tuple[str, ...]:
    return tuple(text.split())
