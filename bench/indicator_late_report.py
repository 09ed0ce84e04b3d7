"""One late report among 1,000, 20,000 and 130,000 units in five levels: what sending it costs.

The others have reported; their sums come from `rebuild`. The reference, in the same run, keeps the
same figures in one bare transaction that adds nothing up and leaves no trail. Where Ibis is
installed, `thidua rollup --check` then holds every sum against the entries: with DuckDB
(`requirements/bench.txt`), and with Spark too (`requirements/spark.txt`).
"""

import os
import statistics
import sys
import time
from collections.abc import Sequence
from decimal import Decimal
from importlib.util import find_spec
from typing import Any

from bench.stage import stage, tell

SIZES = (1_000, 20_000, 130_000)
LATE = 30
MOST_MILLISECONDS = 50
# As many unions as a district has, and as many districts as a province.
IN_DISTRICT, IN_PROVINCE = 100, 40


def crowd(at: Any, count: int, before: int, parents: Sequence[Any] = ()) -> list[Any]:
    """So many grassroots unions more, assigned what the others are, each parent's in a row."""
    model = at.grassroots[0]
    units = below(parents or [model.parent], model, "LB", "Công đoàn số", count, before=before)
    assign(at, units, [at.dues, at.members, at.rating])
    return units


def assign(at: Any, units: Sequence[Any], indicators: Sequence[Any]) -> None:
    """Every unit reports every indicator of the set from its first day."""
    from thidua.indicators.models import Assignment
    from thidua.indicators.tests.factories import FIRST

    Assignment.objects.bulk_create(
        (
            Assignment(set=at.set, unit=unit, indicator=indicator, since=FIRST)
            for unit in units for indicator in indicators
        ), batch_size=10_000,
    )  # fmt: skip


def below(
    parents: Sequence[Any], model: Any, code: str, name: str, count: int, *, before: int = 0
) -> list[Any]:
    """Units like the model, shared out among the parents."""
    from django.db import connection

    from thidua.orgs.models import Unit

    each = -(-count // len(parents))
    units = Unit.objects.bulk_create(
        (
            Unit(
                name=f"{name} {n}", code=f"{code}{n}", kind=model.kind, line=model.line,
                ownership=model.ownership, parent=parents[(n - before) // each], path="",
                valid_from=model.valid_from,
            ) for n in range(before, before + count)
        ), batch_size=10_000,
    )  # fmt: skip
    for unit in units:
        unit.path = f"{unit.parent.path}{unit.pk}/"
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE orgs_unit u SET path = above.path || u.id || '/'"
            " FROM orgs_unit above WHERE above.id = u.parent_id AND u.path = ''"
        )
    return units


def nation(at: Any, count: int, before: int) -> list[Any]:
    """So many unions more in districts of provinces of the first cluster."""
    model = at.clusters[0]
    districts = -(-count // IN_DISTRICT)
    provinces = below([model], model, f"T{before}-", "Tỉnh", -(-districts // IN_PROVINCE))
    parents = below(provinces, model, f"H{before}-", "Huyện", districts)
    return crowd(at, count, before, parents)


def have_reported(at: Any, units: list[Any]) -> None:
    from datetime import UTC, datetime

    from thidua.indicators.models import Entry, Report
    from thidua.indicators.tests.factories import YEAR, figures

    span = {"starts_on": YEAR[0], "ends_on": YEAR[1]}
    reports = Report.objects.bulk_create(
        (
            Report(
                set=at.set, unit=unit, frequency="year", due_on=YEAR[1], state="reported",
                path=unit.path, kind=unit.kind, ownership=unit.ownership,
                reported_at=datetime(2026, 1, 5, tzinfo=UTC), **span,
            ) for unit in units
        ), batch_size=10_000,
    )  # fmt: skip
    said = figures(at, rating="1")
    Entry.objects.bulk_create(
        (
            Entry(
                report=report, unit_id=report.unit_id, indicator_id=key, standing="value",
                numerator=given.numerator, denominator=given.denominator, **span,
            ) for report in reports for key, given in said.items()
        ), batch_size=10_000,
    )  # fmt: skip


def late(at: Any, unit: Any) -> float:
    """Milliseconds of `send_report` alone."""
    from thidua.indicators import actions
    from thidua.indicators.models import Report
    from thidua.indicators.tests.factories import YEAR, figures

    who: dict[str, Any] = {"actor": at.officer}
    report = actions.open_report(
        **who, unit=unit, of_set=at.set, frequency="year", starts_on=YEAR[0]
    )
    actions.save_entries(**who, report=report, given=figures(at, members=str(Decimal(3))))
    report = Report.objects.get(pk=report.pk)
    start = time.perf_counter()
    actions.send_report(**who, report=report)
    return (time.perf_counter() - start) * 1000


def bare(at: Any, unit: Any) -> float:
    """Milliseconds of a report and its figures kept in one transaction, and nothing else."""
    from django.db import transaction

    start = time.perf_counter()
    with transaction.atomic():
        have_reported(at, [unit])
    return (time.perf_counter() - start) * 1000


def main() -> int:
    slowest = 0.0
    with stage():
        from django.core.management import call_command
        from django.db import connection

        from thidua.core.action import SYSTEM
        from thidua.indicators import actions
        from thidua.indicators.tests.factories import sector

        at, before = sector(), 0
        for size in SIZES:
            units = nation(at, size - before, before)
            before = size
            have_reported(at, units[2 * LATE :])
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
            start = time.perf_counter()
            done = actions.rebuild(actor=SYSTEM)
            rebuilding = time.perf_counter() - start
            took = [late(at, unit) for unit in units[:LATE]]
            usual = statistics.median(took)
            kept = statistics.median(bare(at, unit) for unit in units[LATE : 2 * LATE])
            slowest = max(slowest, usual)
            tell(
                units=size, sums=done.sums, rebuild_seconds=round(rebuilding, 2),
                late_report_ms=round(usual, 1), late_report_ms_worst=round(max(took), 1),
                bare_transaction_ms=round(kept, 1), ratio_to_bare=round(usual / kept, 1),
            )  # fmt: skip
            actions.rebuild(actor=SYSTEM)  # the reference added nothing up
        for engine, needs in (("duckdb", "duckdb"), ("spark", "pyspark")):
            if find_spec("ibis") and find_spec(needs):
                tell(engine=engine)
                call_command("rollup", engine=engine, check=True)
        tell(load=f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    return int(slowest > MOST_MILLISECONDS)


if __name__ == "__main__":
    sys.exit(main())
