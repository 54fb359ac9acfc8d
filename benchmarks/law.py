"""Time the law against generated observations, as ratios to a bare scan taken in the same run.

    python benchmarks/law.py                    5 million observations
    python benchmarks/law.py --rows 100         100 million, about 5 GB of disk
    python benchmarks/law.py --near 80          80 percent of the rows are with areas under measures
    python benchmarks/law.py --pandas           also the way of an analyst, on 1 million rows

The observations are like BACI by month: reporter, partner, flow, subheading of HS2012, value and
quantity, the codes and partners skewed as in real trade. 3,000 measures bear on 24 of the areas;
their codes have 2, 4, 6 or 8 digits in 35, 35, 25 and 5 percent, and 40 percent of them end. 8
percent of the rows are with the 24 areas, as in the world files of fuels of 2016 and 2017 (7.6 and
8.0 percent of the rows are with an economy under some sanctions); one in four of those meets a
rule. With --near 80 one row in five meets a rule, which no real trade does.

Two things are timed, both on the expression that the product evaluates months with. *Count by
standing* judges every row and keeps the number and the value of each standing; *write every row*
writes all columns of each row with its standing and its measures to Parquet. The bare scan takes
the greatest of each column that the count needs, from the same file; the bare copy writes the same
file anew. The reasons in words are made with the policy, once for each run of months, and are not
written.
"""

import argparse
import resource
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from multiprocessing import get_context
from pathlib import Path
from random import Random
from statistics import median

import pyarrow as pa
import pyarrow.compute as pc
import pycountry

from yalu.codelists import hs_codes
from yalu.measures import evaluation
from yalu.measures.answer import answer
from yalu.measures.bearing import Known
from yalu.measures.policy import policy
from yalu.model.answers import Question
from yalu.model.law import Act, CodeGroup, Direction, Instrument, Law, Measure
from yalu.model.periods import Period
from yalu.store.engine import Store
from yalu.workspace import Workspace

SPAN = Period.parse("2015-01/2019-12")
KNOWN = date(2026, 1, 1)
MEASURES, TARGETS, AREAS = 3000, 24, 230
MONTH = 1_700_000
NEEDED = ("partner", "flow", "commodity", "first_month", "value")


def main() -> None:
    """Generate, evaluate and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--rows", type=float, default=5, help="millions of observations")
    options.add_argument("--near", type=float, default=8, help="percent of rows with the 24 areas")
    options.add_argument("--pandas", action="store_true", help="time the pandas way too")
    asked = options.parse_args()
    random = Random(1)  # noqa: S311  - reproducible, not secret
    codes, areas = _codes(random), _areas()
    laws = _laws(random, codes, areas)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "observations.parquet"
        rows = int(asked.rows * 1e6)
        # In a process of its own, so that the peak below is that of the evaluation alone.
        given = (file, rows, codes, areas, asked.near / 100)
        generating = get_context("spawn").Process(target=_generate, args=given)
        generating.start()
        generating.join()
        print(f"{rows:,} observations, {file.stat().st_size / 2**20:,.0f} MiB of Parquet")
        store = _two_cores()
        table = _tabulated(laws, codes)
        _scale(store, file, table, rows)
        print(f"peak memory {_peak():.2f} GiB until here")
        _new_month(store, file, table)
        _typed(laws)
        if asked.pandas:
            _analyst(store, file, table, laws)


def _two_cores() -> Store:
    store = Store.in_memory()
    store.run("SET threads = 2", {})
    store.run("SET preserve_insertion_order = false", {})
    return store


def _tabulated(laws: dict[str, Law], codes: list[str]) -> pa.Table:
    started = time.perf_counter()
    table = pa.concat_tables(_policy(law, target, codes) for target, law in laws.items())
    print(f"policy of {MEASURES:,} measures: {len(table):,} runs of months "
          f"in {time.perf_counter() - started:.1f} s, made once")  # fmt: skip
    return table


def _scale(store: Store, file: Path, table: pa.Table, rows: int) -> None:
    connection = store._as_ibis()
    runs = connection.create_table("policy_runs", table, temp=True, overwrite=True)
    o = connection.read_parquet(str(file), table_name="observations_file")
    # The first reads every text; the second looks at each text of a dictionary once, which is the
    # least that a query can do with a column.
    scan = o.aggregate(
        p=o.partner.max(), f=o.flow.max(), c=o.commodity.max(), m=o.first_month.max(),
        v=o.value.sum(),
    )  # fmt: skip
    touch = o.aggregate(
        p=o.partner.length().max(), f=o.flow.length().max(), c=o.commodity.length().max(),
        m=o.first_month.max(), v=o.value.sum(),
    )  # fmt: skip
    judged = evaluation.evaluate_months(o.select(*NEEDED), runs)
    sums = judged.group_by("standing_rank").agg(n=judged.count(), value=judged.value.sum())
    scan.to_pyarrow()  # the first reading warms the file, and is nobody's time
    bare, _ = _time(scan.to_pyarrow)
    _say("bare scan", bare, rows, bare)
    least, _ = _time(touch.to_pyarrow)
    _say("least touch", least, rows, bare)
    full, found = _time(sums.to_pyarrow)
    if sum(found["n"].to_pylist()) != rows:
        raise SystemExit("a row was lost or met twice")
    _say("count by standing", full, rows, bare)
    met = rows - dict(zip(*found.select(["standing_rank", "n"]).to_pydict().values(),
                          strict=True)).get(0, 0)  # fmt: skip
    print(f"                   {met:,} rows, {met / rows:.1%}, meet a rule")
    by_measure = judged.group_by("measures").agg(n=judged.count(), value=judged.value.sum())
    each, _ = _time(by_measure.to_pyarrow, 1)
    _say("count by measures", each, rows, bare)
    copy, _ = _time(lambda: _write(store, file, o), 1)
    _say("bare copy", copy, rows, copy)
    whole = evaluation.evaluate_months(o, runs)
    written, _ = _time(lambda: _write(store, file, whole), 1)
    _say("write every row", written, rows, copy)


def _write(store: Store, file: Path, rows: object) -> None:
    out = file.with_name("written.parquet")
    sql = store._as_ibis().compile(rows)
    store.run(f"COPY ({sql}) TO '{out}' (FORMAT parquet, COMPRESSION zstd)", {})
    out.unlink()


def _new_month(store: Store, file: Path, table: pa.Table) -> None:
    """Judge a month of a usual size, in memory as a load hands it on, and keep every row."""
    connection = store._as_ibis()
    new = SPAN.first + 30
    # The policy is made for the months that the observations touch, so that of one month is short.
    bind = table.filter((pc.field("first_month") <= new) & (pc.field("last_month") >= new))
    runs = connection.create_table("policy_runs", bind, temp=True, overwrite=True)
    some = connection.read_parquet(str(file)).limit(MONTH)
    newest = connection.create_table(
        "newest", some.mutate(first_month=new), temp=True, overwrite=True
    )
    one = evaluation.evaluate_months(newest, runs)
    copied, _ = _time(lambda: connection.create_table("copy", newest, temp=True, overwrite=True))
    kept, _ = _time(lambda: connection.create_table("judged", one, temp=True, overwrite=True))
    counted, _ = _time(one.group_by("standing_rank").agg(n=one.count()).to_pyarrow)
    size = newest.count().to_pyarrow().as_py()
    print(f"a new month of {size:,} rows, {len(bind):,} runs bind: {counted:.3f} s to count by "
          f"standing, {kept:.3f} s to keep each row (a bare copy {copied:.3f} s)")  # fmt: skip


def _typed(laws: dict[str, Law]) -> None:
    """Ask the shipped law and the generated one, warm, one question at a time."""
    with Workspace.open() as workspace:
        asked = product(
            ("UN", "CHN", "DEU", "RUS"), (Direction.IMPORT, Direction.EXPORT),
            ("27", "2701", "270112", "2710", "0307", "620342", "847130", "2203"),
            (date(2016, 6, 1), date(2017, 2, 19), date(2017, 8, 20), date(2018, 6, 1)),
        )  # fmt: skip
        questions = list(asked)
        workspace.standing("PRK", on=KNOWN, as_known=KNOWN, commodity="2701",
                           direction=Direction.IMPORT, jurisdiction="UN")  # fmt: skip
        _each("the shipped law", [
            lambda q=q: workspace.standing("PRK", jurisdiction=q[0], direction=q[1],
                                           commodity=q[2], on=q[3], as_known=KNOWN)
            for q in questions
        ])  # fmt: skip
    everything = Law(
        instruments=(), measures=tuple(m for law in laws.values() for m in law.measures),
        ceilings=(), citations={},
    )  # fmt: skip
    known = Known(law=everything)
    _each(f"{MEASURES:,} measures", [
        lambda t=t, c=c: answer(known, _question(t, Direction.EXPORT, c), state=t)
        for t in laws for c in ("270112", "8471", "03", "620342")
    ])  # fmt: skip


def _each(name: str, asks: list[Callable[[], object]]) -> None:
    seconds = []
    for ask in asks:
        started = time.perf_counter()
        ask()
        seconds.append(time.perf_counter() - started)
    print(f"a typed question, {name}: median {median(seconds) * 1000:.2f} ms, "
          f"worst {max(seconds) * 1000:.2f} ms of {len(seconds):,}")  # fmt: skip


def _analyst(store: Store, file: Path, table: pa.Table, laws: dict[str, Law]) -> None:
    """Merge on the target, then filter on flow, prefix and month: the join most people write."""
    try:
        import pandas as pd  # noqa: PLC0415  - only to compare with
    except ImportError:
        print("pandas is not installed; put it on the path to compare")
        return
    connection = store._as_ibis()
    whole = connection.read_parquet(str(file))
    # Rows stand by month: a sample of all of them meets as many rules as the whole does.
    share = min(1.0, 1_000_000 / whole.count().to_pyarrow().as_py())
    drawn = whole.sample(share, method="row", seed=1)
    sample = connection.create_table("sample", drawn, temp=True, overwrite=True)
    frame = pd.DataFrame(sample.to_pyarrow().to_pydict())
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
    runs = connection.create_table("policy_runs", table, temp=True, overwrite=True)
    one = evaluation.evaluate_months(sample, runs)
    ours, _ = _time(lambda: connection.create_table("judged", one, temp=True, overwrite=True))
    print(f"on {len(frame):,} rows pandas takes {seconds:.2f} s for {met:,} pairs of row and rule, "
          f"yalu {ours:.3f} s: {seconds / ours:.0f} times as fast")  # fmt: skip


def _say(name: str, seconds: float, rows: int, bare: float) -> None:
    pace = rows / seconds / 1e6
    print(f"{name:<18} {seconds:7.2f} s  {pace:6.1f} M rows/s  {seconds / bare:.2f} x")


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def _time(work: Callable[[], object], times: int = 3) -> tuple[float, object]:
    seconds, result = [], None
    for _ in range(times):
        started = time.perf_counter()
        result = work()
        seconds.append(time.perf_counter() - started)
    return median(seconds), result


def _codes(random: Random) -> list[str]:
    """Give the subheadings of HS2012 in an order of chance: what trades most is in any chapter."""
    codes = hs_codes.below("", edition="HS2012")
    random.shuffle(codes)
    return codes


def _areas() -> list[str]:
    return sorted(country.alpha_3 for country in pycountry.countries)[:AREAS]


def _laws(random: Random, codes: list[str], areas: list[str]) -> dict[str, Law]:
    targets = areas[:TARGETS]
    measures: dict[str, list[Measure]] = {target: [] for target in targets}
    for n in range(MEASURES):
        target = random.choice(targets)
        measures[target].append(_measure(random, codes, target, n))
    return {
        target: Law(instruments=(), measures=tuple(measures[target]), ceilings=(), citations={})
        for target in targets
    }


def _measure(random: Random, codes: list[str], target: str, n: int) -> Measure:
    digits = random.choices((2, 4, 6, 8), (35, 35, 25, 5))[0]
    code = (random.choice(codes) + "10")[:digits]
    first = SPAN.first_day + timedelta(days=random.randrange(900))
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
    columns = ["partner", "flow", "commodity", "first_month", "last_month", "standing_rank",
               "measures"]  # fmt: skip
    return pa.concat_tables(tables).select(columns)


def _generate(file: Path, rows: int, codes: list[str], areas: list[str], near: float) -> None:
    """Draw areas and codes by a power of a uniform number: few make most of the trade."""
    connection = _two_cores()._connection
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
                       CASE WHEN random() < {near}
                            THEN floor({TARGETS} * pow(random(), 2.5))
                            ELSE {TARGETS} + floor({AREAS - TARGETS} * pow(random(), 2.5))
                       END::INT AS p,
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
