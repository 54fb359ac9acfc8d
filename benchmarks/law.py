"""Time the law against generated observations, as ratios to a bare scan taken in the same run.

    python benchmarks/law.py                    5 million observations
    python benchmarks/law.py --rows 100         100 million, about 1.5 GB of disk
    python benchmarks/law.py --pandas           also the way of an analyst, on 1 million rows

The observations are like BACI by month: reporter, partner, flow, six digits, value, quantity, the
codes and partners skewed as in real trade. 3,000 measures bear on 24 targets; their codes have 2,
4, 6 or 8 digits in 5, 35, 50 and 10 percent, and 40 percent of them end.
"""

import argparse
import resource
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from statistics import median

import pyarrow as pa

from yalu.measures import evaluation
from yalu.measures.answer import answer
from yalu.measures.bearing import Known
from yalu.measures.policy import policy
from yalu.model.answers import Question
from yalu.model.law import Act, CodeGroup, Direction, Instrument, Law, Measure
from yalu.model.periods import Period
from yalu.store.engine import Store

SPAN = Period.parse("2015-01/2019-12")
KNOWN = date(2026, 1, 1)
MEASURES, TARGETS, AREAS, CODES = 3000, 24, 230, 5495


def main() -> None:
    """Generate, evaluate and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--rows", type=float, default=5, help="millions of observations")
    options.add_argument("--pandas", action="store_true", help="time the pandas way too")
    asked = options.parse_args()
    random = Random(1)  # noqa: S311  - reproducible, not secret
    codes, areas = _codes(random), _areas()
    laws = _laws(random, codes, areas)
    store = Store.in_memory()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "observations.parquet"
        rows = int(asked.rows * 1e6)
        _generate(store, file, rows, codes, areas)
        print(f"{rows:,} observations, {file.stat().st_size / 2**20:,.0f} MiB of Parquet")
        started = time.perf_counter()
        table = pa.concat_tables(_policy(law, target, codes) for target, law in laws.items())
        print(f"policy of {MEASURES:,} measures: {len(table):,} runs of months "
              f"in {time.perf_counter() - started:.1f} s, made once")  # fmt: skip
        _typed(laws)
        _scale(store, file, table, rows)
        if asked.pandas:
            _analyst(store, file, laws)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"peak memory {peak:.2f} GiB")


def _scale(store: Store, file: Path, table: pa.Table, rows: int) -> None:
    connection = store._as_ibis()
    runs = connection.create_table("policy_runs", table, temp=True, overwrite=True)
    observations = connection.read_parquet(str(file), table_name="observations_file")
    o = observations
    scan = o.aggregate(
        p=o.partner.max(), f=o.flow.max(), c=o.commodity.max(), m=o.first_month.max(),
        v=o.value.sum(),
    )  # fmt: skip
    judged = evaluation.evaluate_months(o.drop("reporter", "quantity"), runs)
    sums = judged.group_by("standing_rank").agg(n=judged.count(), value=judged.value.sum())
    scan.to_pyarrow()  # the first reading warms the file, and is nobody's time
    bare, _ = _time(scan.to_pyarrow)
    full, found = _time(sums.to_pyarrow)
    if sum(found["n"].to_pylist()) != rows:
        raise SystemExit("a row was lost or met twice")
    print(f"bare scan     {bare:7.2f} s  {rows / bare / 1e6:6.1f} M rows/s")
    print(f"every row     {full:7.2f} s  {rows / full / 1e6:6.1f} M rows/s  {full / bare:.2f} x")
    per = evaluation.restricted(o.drop("reporter", "quantity"), runs)
    by = per.group_by("measures").agg(value=per.value.sum(), n=per.count())
    inner, groups = _time(by.to_pyarrow)
    share = sum(groups["n"].to_pylist()) / rows
    pace = rows / inner / 1e6
    print(
        f"restricted    {inner:7.2f} s  {pace:6.1f} M rows/s  {inner / bare:.2f} x  ({share:.1%})"
    )
    month = o.filter(o.first_month == SPAN.first + 30)
    newest = connection.create_table("newest", month, temp=True, overwrite=True)
    one = evaluation.evaluate_months(newest, runs)
    each, _ = _time(lambda: one.group_by("standing_rank").agg(n=one.count()).to_pyarrow())
    size = newest.count().to_pyarrow().as_py()
    print(f"a new month   {each:7.3f} s  for {size:,} rows")


def _typed(laws: dict[str, Law]) -> None:
    target, law = next(iter(laws.items()))
    question = _question(target, Direction.IMPORT, "270112")
    seconds, _ = _time(lambda: answer(Known(law=law), question, state=target), 200)
    print(f"a typed question against {len(law.measures)} measures: {seconds * 1000:.2f} ms")


def _analyst(store: Store, file: Path, laws: dict[str, Law]) -> None:
    """Merge on the target, then filter on flow, prefix and month: the join most people write."""
    try:
        import pandas as pd  # noqa: PLC0415  - only to compare with
    except ImportError:
        print("pandas is not installed; put it on the path to compare")
        return
    sample = store._as_ibis().read_parquet(str(file)).limit(1_000_000).to_pyarrow()
    frame = pd.DataFrame(sample.to_pydict())
    rules = pd.DataFrame([
        {"partner": target, "rule_flow": "M" if m.direction is Direction.IMPORT else "X",
         "prefix": g.codes[0], "from": _month(g.applies_from),
         "until": _month(g.applies_until or SPAN.last_day), "id": m.id}
        for target, law in laws.items() for m in law.measures for g in m.groups
    ])  # fmt: skip

    def by_hand() -> int:
        met = 0
        for start in range(0, len(frame), 100_000):
            both = frame[start : start + 100_000].merge(rules, on="partner")
            both = both[both.flow == both.rule_flow]
            both = both[(both["from"] <= both.first_month) & (both.first_month <= both.until)]
            pairs = zip(both.commodity, both.prefix, strict=True)
            met += sum(code.startswith(prefix) for code, prefix in pairs)
        return met

    started = time.perf_counter()
    met = by_hand()
    seconds = time.perf_counter() - started
    print(f"pandas        {seconds:7.2f} s  {len(frame) / seconds / 1e6:6.3f} M rows/s, "
          f"{met:,} pairs, on {len(frame):,} rows")  # fmt: skip


def _time(work: Callable[[], object], times: int = 3) -> tuple[float, object]:
    seconds, result = [], None
    for _ in range(times):
        started = time.perf_counter()
        result = work()
        seconds.append(time.perf_counter() - started)
    return median(seconds), result


def _codes(random: Random) -> list[str]:
    chapters = [f"{n:02d}" for n in range(1, 98) if n != 77]
    codes = {
        random.choice(chapters) + f"{random.randint(1, 25):02d}{random.randint(10, 90)}"
        for _ in range(CODES * 2)
    }
    return sorted(codes)[:CODES]


def _areas() -> list[str]:
    return [f"A{n:02d}" if n < 100 else f"B{n - 100:02d}" if n < 200 else f"C{n - 200:02d}"
            for n in range(AREAS)]  # fmt: skip


def _laws(random: Random, codes: list[str], areas: list[str]) -> dict[str, Law]:
    targets = [areas[1 + 2 * i] for i in range(TARGETS)]
    measures: dict[str, list[Measure]] = {target: [] for target in targets}
    for n in range(MEASURES):
        target = random.choice(targets)
        measures[target].append(_measure(random, codes, target, n))
    return {
        target: Law(instruments=(), measures=tuple(measures[target]), ceilings=(), citations={})
        for target in targets
    }


def _measure(random: Random, codes: list[str], target: str, n: int) -> Measure:
    digits = random.choices((2, 4, 6, 8), (5, 35, 50, 10))[0]
    code = (random.choice(codes) + "10")[:digits]
    first = SPAN.first_day + timedelta(days=random.randrange(1500))
    last = first + timedelta(days=random.randrange(30, 600)) if random.random() < 0.4 else None
    act = Act(act="G", published=SPAN.first_day)
    group = CodeGroup(
        codes=(code,), edition="HS2012", coverage="whole", code_basis="regulation text",
        applies_from=first, applies_until=last, introduced_by=act,
        ended_by=act if last else None, verification="verified",
    )  # fmt: skip
    instrument = Instrument(
        id="G", regime="g", authority="G", jurisdiction="UN", target=target, kind="rule",
        number="1", title="G", adopted=SPAN.first_day, published=SPAN.first_day, citations=(),
    )  # fmt: skip
    to_target = random.random() < 0.65
    return Measure(
        id=f"G-{n}", instrument=instrument, provision="1", type="prohibition",
        direction=Direction.EXPORT if to_target else Direction.IMPORT, goods="goods",
        groups=(group,), citations=(),
    )  # fmt: skip


def _question(target: str, direction: Direction, code: str) -> Question:
    return Question(
        target=target, jurisdiction="UN", direction=direction, commodity=code,
        on=SPAN.first_day, as_known=KNOWN,
    )  # fmt: skip


def _policy(law: Law, target: str, codes: list[str]) -> pa.Table:
    """Ask for every code that a measure touches, and key the runs by the target."""
    tables = []
    for direction in (Direction.IMPORT, Direction.EXPORT):
        near = tuple(m for m in law.measures if m.direction is direction)
        by_chapter: dict[str, list[Measure]] = {}
        for m in near:
            by_chapter.setdefault(m.groups[0].codes[0][:2], []).append(m)
        for chapter, rules in by_chapter.items():
            known = Known(law=replace(law, measures=tuple(rules)))
            prefixes = [m.groups[0].codes[0] for m in rules]
            touched = [c for c in codes if c[:2] == chapter
                       and any(c.startswith(p) or p.startswith(c) for p in prefixes)]  # fmt: skip
            asked = [("", _question(target, direction, code)) for code in touched]
            tables.append(
                policy(known, asked, SPAN, ask=lambda q, k=known: answer(k, q, state=target))
            )
    found = pa.concat_tables(tables).drop_columns(["reporter", "why"])
    return found.append_column("partner", pa.array([target] * len(found), pa.string()))


def _generate(store: Store, file: Path, rows: int, codes: list[str], areas: list[str]) -> None:
    """Draw areas and codes by a power of a uniform number: few make most of the trade."""
    connection = store._connection
    connection.register("codes", pa.table({"i": range(len(codes)), "code": codes}))
    connection.register("areas", pa.table({"i": range(len(areas)), "area": areas}))
    connection.execute("SELECT setseed(0.5)")
    months = SPAN.last - SPAN.first + 1
    connection.execute(
        f"""
        COPY (
            SELECT r.area AS reporter, p.area AS partner,
                   CASE WHEN d.x < 0.5 THEN 'M' ELSE 'X' END AS flow,
                   c.code AS commodity, d.month AS first_month,
                   exp(12 * d.y)::DOUBLE AS value, exp(10 * d.z)::DOUBLE AS quantity
            FROM (
                SELECT floor({AREAS} * pow(random(), 2.5))::INT AS r,
                       floor({AREAS} * pow(random(), 2.5))::INT AS p,
                       floor({len(codes)} * pow(random(), 1.5))::INT AS c,
                       ({SPAN.first} + floor({months} * n / {rows}))::INT AS month,
                       random() AS x, random() AS y, random() AS z
                FROM range({rows}) t(n)
            ) d
            JOIN areas r ON r.i = d.r JOIN areas p ON p.i = d.p JOIN codes c ON c.i = d.c
        ) TO '{file}' (FORMAT parquet, COMPRESSION zstd)
        """  # noqa: S608  - made of our own numbers
    )


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


if __name__ == "__main__":
    main()
