"""All figures of a nation added up the tree: one Ibis expression, on DuckDB or on Spark."""

from importlib import import_module
from typing import Any

KEYS = ("indicator", "starts_on", "ends_on", "kind", "ownership")
PARTS = ("count", "absent", "on_time", "numerator", "denominator", "met", "believed")
ENGINES = ("duckdb", "spark")


class NotInstalled(Exception):
    """Ibis with this engine is not in the environment."""


def connect(engine: str) -> Any:
    """A fresh connection of Ibis; raises `NotInstalled`, as the product runs without either."""
    try:
        ibis: Any = import_module("ibis")
        if engine == "duckdb":
            import_module("duckdb")
            return ibis.duckdb.connect()
        sql = import_module("pyspark.sql")
    except ImportError as error:
        raise NotInstalled(engine) from error
    session = (
        sql.SparkSession.builder.appName("thidua")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate()
    )
    return ibis.pyspark.connect(session)


def cells(figures: Any, tree: Any) -> Any:
    """Per ancestor, indicator, period and type of unit the additive parts, and the extremes.

    `figures` holds one row for each figure: `unit`, the keys, `standing`, `numerator`,
    `denominator` and, as 0 or 1, `met`, `on_time` and `believed`. `tree` holds a row
    (`unit`, `ancestor`) for each unit and everything above it, itself too. In one period
    `last` adds up as a sum does; over periods `latest` picks it.
    """
    row = figures.join(tree, "unit")
    given = row.standing == "value"
    return row.group_by("ancestor", *KEYS).aggregate(
        count=given.cast("int64").sum(),
        absent=(~given).cast("int64").sum(),
        on_time=row.on_time.sum(),
        numerator=row.numerator.sum().fill_null(0),
        denominator=row.denominator.sum().fill_null(0),
        met=row.met.sum(),
        believed=row.believed.sum(),
        least=row.numerator.min(),
        most=row.numerator.max(),
    )


def settled(found: Any, worst: Any) -> Any:
    """Cells whose numerator is the worst where that is asked: what a summary keeps.

    `worst` holds (`indicator`, `ends_on`, `takes`), `takes` being `least` or `most`.
    """
    row = found.left_join(worst, ["indicator", "ends_on"])
    extreme = (row.takes == "least").ifelse(row.least, row.most).fill_null(0)
    numerator = row.takes.isnull().ifelse(row.numerator, extreme)
    return row.mutate(numerator=numerator).select("ancestor", *KEYS, *PARTS)


def latest(found: Any) -> Any:
    """Of each ancestor, indicator and type the cell of the last period that was given."""
    given = found.filter(found["count"] > 0)
    of = ["ancestor", "indicator", "kind", "ownership"]
    newest = given.group_by(of).aggregate(ends_on=given.ends_on.max())
    return given.semi_join(newest, [*of, "ends_on"])


def differences(fresh: Any, kept: Any) -> Any:
    """Cells that are not the same on both sides; one that holds nothing is as good as none."""
    keys = ["ancestor", *KEYS]
    both = fresh.outer_join(kept, keys, rname="kept_{name}")
    parts = {name: both[name].fill_null(0) for name in PARTS}
    had = {f"kept_{name}": both[f"kept_{name}"].fill_null(0) for name in PARTS}
    named = {key: both[key].coalesce(both[f"kept_{key}"]) for key in keys}
    row = both.select(**named, **parts, **had)
    unlike = row[PARTS[0]] != row[f"kept_{PARTS[0]}"]
    for name in PARTS[1:]:
        unlike |= row[name] != row[f"kept_{name}"]
    return row.filter(unlike).order_by(keys)
