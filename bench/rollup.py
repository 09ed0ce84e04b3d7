"""10 million reports of 130,000 units added up five levels: ours beside polars and pandas.

All three read the same Parquet files and write their cells to one, each in a process of its own.
Our expression is `indicators.rollup` on DuckDB and, where it is installed (`make spark`), the same
one on Spark; 100,000 rows are added up by `indicators.rules` as well, and every part of every cell
must agree. Needs `requirements/bench.txt`.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bench.stage import tell

LEVELS = (1, 34, 560, 4_405, 125_000)
INDICATORS, QUARTERS = 10, 8
SIZES = (100_000, 1_000_000, LEVELS[-1] * INDICATORS * QUARTERS)
if "--most" in sys.argv:
    SIZES = tuple(size for size in SIZES if size <= int(sys.argv[sys.argv.index("--most") + 1]))
CHECKED = 100_000
KEYS = ["indicator", "starts_on", "ends_on", "kind", "ownership"]
KINDS, OWNERSHIPS = ("hospital", "health_centre", "other"), ("public", "non_public")
DECIMALS = ("numerator", "denominator")


def make_tree(home: Path) -> int:
    """A row for each unit and everything above it; answers the key of the first leaf."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq

    first = np.cumsum((1, *LEVELS))
    above: dict[int, list[int]] = {1: [1]}
    for level, many in enumerate(LEVELS[1:], start=1):
        for at in range(many):
            unit, parent = int(first[level]) + at, int(first[level - 1]) + at % LEVELS[level - 1]
            above[unit] = [unit, *above[parent]]
    pairs = [(unit, each) for unit, those in above.items() for each in those]
    unit, ancestor = (pa.array(column, pa.int64()) for column in zip(*pairs, strict=True))
    pq.write_table(pa.table({"unit": unit, "ancestor": ancestor}), home / "tree.parquet")
    return int(first[-2])


def make(home: Path) -> None:
    """The tree, and files of as many reports as are asked for, in the order of time."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq

    lot, leaf = LEVELS[-1], make_tree(home)
    leaves = np.arange(leaf, leaf + lot)
    kinds = pa.array(np.array(KINDS)[leaves % 3])
    owned = pa.array(np.array(OWNERSHIPS)[(leaves % 7 == 0).astype(int)])
    chance = np.random.default_rng(2026)
    exact, wide = pa.decimal128(20, 4), pa.decimal128(23, 4)

    def lots() -> Iterator[Any]:
        for quarter in range(QUARTERS):
            year, month = 2024 + quarter // 4, quarter % 4 * 3 + 1
            starts, ends = date(year, month, 1), date(year, month + 2, 28)
            for indicator in range(1, INDICATORS + 1):
                given = chance.random(lot) > 0.02
                whole = pa.array(chance.integers(1, 10_000, lot), mask=~given)
                part = pa.array(chance.integers(0, 10_000, lot), mask=~given)
                yield pa.table(
                    {
                        "unit": leaves, "indicator": np.full(lot, indicator),
                        "starts_on": pa.array([starts] * lot), "ends_on": pa.array([ends] * lot),
                        "kind": kinds, "ownership": owned,
                        "standing": pa.array(np.where(given, "value", "not_applicable")),
                        "numerator": part.cast(wide).cast(exact),
                        "denominator": whole.cast(wide).cast(exact),
                        "met": (given & (chance.random(lot) > 0.5)).astype(np.int64),
                        "on_time": (chance.random(lot) > 0.1).astype(np.int64),
                        "believed": (given & (chance.random(lot) > 0.3)).astype(np.int64),
                    }
                )  # fmt: skip

    writers: dict[int, Any] = {}
    written = 0
    for table in lots():
        for size in SIZES:
            room = min(lot, size - written)
            if room <= 0:
                continue
            if size not in writers:
                writers[size] = pq.ParquetWriter(home / f"{size}.parquet", table.schema)
            writers[size].write_table(table.slice(0, room))
        written += lot
    for writer in writers.values():
        writer.close()


def by_ibis(engine: str, figures: Path, tree: Path, target: Path) -> None:
    from thidua.indicators import rollup

    con = rollup.connect(engine)
    found = rollup.cells(con.read_parquet(str(figures)), con.read_parquet(str(tree)))
    con.to_parquet(found, str(target))


def by_polars(figures: Path, tree: Path, target: Path) -> None:
    import polars as pl

    given = pl.col("standing") == "value"
    of, number = pl.col, pl.col("numerator")
    (
        pl.scan_parquet(figures)
        .join(pl.scan_parquet(tree), on="unit")
        .group_by("ancestor", *KEYS)
        .agg(
            given.cast(pl.Int64).sum().alias("count"),
            (~given).cast(pl.Int64).sum().alias("absent"),
            of("on_time").sum(), number.sum(), of("denominator").sum(), of("met").sum(),
            of("believed").sum(), number.min().alias("least"), number.max().alias("most"),
        ).sink_parquet(target)
    )  # fmt: skip


def by_pandas(figures: Path, tree: Path, target: Path) -> None:
    """Level by level, as all at once does not fit; decimals as whole numbers, words as codes."""
    import pandas as pd
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    rows = pq.read_table(figures, read_dictionary=["kind", "ownership", "standing"])
    for name in DECIMALS:
        scaled = pc.fill_null(pc.multiply(rows[name], pa.scalar(Decimal(10_000))), Decimal(0))
        rows = rows.set_column(
            rows.column_names.index(name), name, pc.cast(scaled, pa.int64(), safe=False)
        )
    frame = rows.to_pandas()
    del rows
    frame["count"] = (frame.pop("standing") == "value").astype("int64")
    frame["absent"] = 1 - frame["count"]
    frame["least"] = frame["most"] = frame["numerator"]
    sums = dict.fromkeys(
        ("count", "absent", "on_time", *DECIMALS, "met", "believed"), "sum"
    ) | {"least": "min", "most": "max"}  # fmt: skip
    pairs = pd.read_parquet(tree)
    pairs["level"] = pairs.groupby("unit").cumcount()
    found = []
    for level in range(len(LEVELS)):
        of = pairs[pairs["level"] == level].set_index("unit")["ancestor"]
        grouped = frame.assign(ancestor=frame["unit"].map(of)).groupby(
            ["ancestor", *KEYS], observed=True, sort=False
        )
        found.append(grouped.agg(sums).reset_index())
    pd.concat(found).to_parquet(target)


def by_rules(figures: Path, tree: Path) -> dict[tuple[Any, ...], Any]:
    """The same by plain Python, in exact decimals: what the product itself does."""
    import pyarrow.parquet as pq

    from thidua.indicators import rules

    above: dict[int, list[int]] = {}
    for pair in pq.read_table(tree).to_pylist():
        above.setdefault(pair["unit"], []).append(pair["ancestor"])
    found: dict[tuple[Any, ...], Any] = {}
    for row in pq.read_table(figures).slice(0, CHECKED).to_pylist():
        cell = rules.leaf(row["numerator"], row["denominator"]) + rules.Cell(met=row["met"])
        for ancestor in above[row["unit"]]:
            key = (ancestor, *(row[name] for name in KEYS))
            found[key] = found.get(key, rules.Cell()) + cell
    return found


def insist_on_rules(cells: Path, figures: Path, tree: Path) -> int:
    import pyarrow.parquet as pq

    from thidua.indicators import rules

    ours = {
        (row["ancestor"], *(row[name] for name in KEYS)): rules.Cell(
            count=row["count"], absent=row["absent"], numerator=row["numerator"],
            denominator=row["denominator"], met=row["met"],
        ) for row in pq.read_table(cells).to_pylist()
    }  # fmt: skip
    plain = by_rules(figures, tree)
    assert ours == plain, "the roll-up and the rules do not agree"
    return len(ours)


def checksum(cells: Path) -> dict[str, int]:
    """Rows and, by part, the sum and the sum weighted by the unit: order does not matter."""
    import duckdb

    con = duckdb.connect()
    parts = ("count", "absent", "on_time", "met", "believed", *DECIMALS, "least", "most")
    sums = ", ".join(
        f'sum("{p}")::DOUBLE AS "{p}", sum("{p}"::HUGEINT * (ancestor % 1009))::DOUBLE AS "{p}_"'
        for p in parts
    )
    row = con.sql(f"SELECT count(*) AS rows, {sums} FROM read_parquet('{cells}')")
    return dict(zip(row.columns, map(int, row.fetchall()[0]), strict=True))


def timed(way: str, home: Path, size: int) -> dict[str, Any]:
    """Seconds and GiB of one way, measured inside a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.rollup", "--one", way, str(home), str(size)],
        check=True, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    return dict(json.loads(done.stdout.splitlines()[-1]))


def one(way: str, home: Path, size: int) -> None:
    figures, tree = home / f"{size}.parquet", home / "tree.parquet"
    target = home / f"{way}-{size}.out"
    start = time.perf_counter()
    if way in {"polars", "pandas"}:
        {"polars": by_polars, "pandas": by_pandas}[way](figures, tree, target)
    else:
        by_ibis(way, figures, tree, target)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(json.dumps({"seconds": seconds, "gib": round(peak, 1)}))


def main() -> None:
    if "--one" in sys.argv:
        way, home, size = sys.argv[-3:]
        one(way, Path(home), int(size))
        return
    with tempfile.TemporaryDirectory(prefix="thidua-rollup-") as folder:
        home = Path(folder)
        tell(load_before=f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        make(home)
        engines = ["duckdb", *(["spark"] if find_spec("pyspark") else [])]
        for size in SIZES:
            took = {way: timed(way, home, size) for way in (*engines, "polars", "pandas")}
            ours = took["duckdb"]["seconds"]
            figures = {
                f"{way}_{name}": round(value, 2) for way, told in took.items()
                for name, value in told.items()
            }  # fmt: skip
            tell(
                reports=size, **figures,
                microseconds_per_report=round(ours / size * 1e6, 2),
                as_long_as_polars=round(ours / took["polars"]["seconds"], 2),
                as_long_as_pandas=round(ours / took["pandas"]["seconds"], 2),
            )  # fmt: skip
            found = {way: checksum(home / f"{way}-{size}.out") for way in (*engines, "polars")}
            assert all(each == found["polars"] for each in found.values()), found
            tell(cells=found["duckdb"]["rows"], the_same_by=" = ".join(found))
            if size == CHECKED:
                agreed = insist_on_rules(
                    home / f"duckdb-{size}.out", home / f"{size}.parquet", home / "tree.parquet"
                )
                tell(cells_equal_to_the_rules=agreed)
        tell(load_after=f"{os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
