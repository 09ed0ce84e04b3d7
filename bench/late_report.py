"""One late report among 100, 1,000 and 10,000 units of a set: what sending it costs.

The others have reported; their sums come from `rebuild`. Where Ibis is installed
(`requirements/bench.txt`), `thidua rollup --check` then holds every sum against the entries.
"""

import statistics
import time
from decimal import Decimal
from importlib.util import find_spec
from typing import Any

from bench.stage import stage, tell

SIZES = (100, 1_000, 10_000)
LATE = 30


def crowd(at: Any, count: int, before: int) -> list[Any]:
    """So many grassroots unions more of the first cluster, assigned what the others are."""
    from thidua.indicators.models import Assignment
    from thidua.indicators.tests.factories import FIRST
    from thidua.orgs.models import Unit

    model = at.grassroots[0]
    units = Unit.objects.bulk_create(
        Unit(
            name=f"Công đoàn số {n}", code=f"LB{n}", kind=model.kind, line=model.line,
            ownership=model.ownership, parent=model.parent, path="", valid_from=model.valid_from,
        ) for n in range(before, before + count)
    )  # fmt: skip
    for unit in units:
        unit.path = f"{model.parent.path}{unit.pk}/"
    Unit.objects.bulk_update(units, ["path"], batch_size=1_000)
    asked = (at.dues, at.members, at.rating)
    Assignment.objects.bulk_create(
        Assignment(set=at.set, unit=unit, indicator=indicator, since=FIRST)
        for unit in units for indicator in asked
    )  # fmt: skip
    return units


def have_reported(at: Any, units: list[Any]) -> None:
    from datetime import UTC, datetime

    from thidua.indicators.models import Entry, Report
    from thidua.indicators.tests.factories import YEAR, figures

    span = {"starts_on": YEAR[0], "ends_on": YEAR[1]}
    reports = Report.objects.bulk_create(
        Report(
            set=at.set, unit=unit, frequency="year", due_on=YEAR[1], state="reported",
            path=unit.path, kind=unit.kind, ownership=unit.ownership,
            reported_at=datetime(2026, 1, 5, tzinfo=UTC), **span,
        ) for unit in units
    )  # fmt: skip
    Entry.objects.bulk_create(
        Entry(
            report=report, unit_id=report.unit_id, indicator_id=key, standing="value",
            numerator=given.numerator, denominator=given.denominator, **span,
        ) for report in reports for key, given in figures(at, rating="1").items()
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


def main() -> None:
    with stage():
        from django.core.management import call_command
        from django.db import connection

        from thidua.core.action import SYSTEM
        from thidua.indicators import actions
        from thidua.indicators.tests.factories import sector

        at, before = sector(), 0
        for size in SIZES:
            units = crowd(at, size - before, before)
            before = size
            have_reported(at, units[LATE:])
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
            start = time.perf_counter()
            done = actions.rebuild(actor=SYSTEM)
            rebuilding = time.perf_counter() - start
            took = [late(at, unit) for unit in units[:LATE]]
            tell(
                units=size, sums=done.sums, rebuild_seconds=round(rebuilding, 2),
                late_report_ms=round(statistics.median(took), 1),
                late_report_ms_worst=round(max(took), 1),
            )  # fmt: skip
        if find_spec("duckdb"):
            call_command("rollup", engine="duckdb", check=True)


if __name__ == "__main__":
    main()
