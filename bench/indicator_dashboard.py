"""A set's dashboard over 500 units and 12 months: queries and time, beside a plain Django page.

The plain page lists 50 rows of our tables without any of our parts (`bench/reference`). A second
look at an unchanged dashboard is answered by «not modified», which is measured too.
"""

import time
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from bench.stage import stage, tell

UNITS, MONTHS, MOST_QUERIES, LOOKS = 500, 12, 15, 10
YEAR = 2025


def monthly(at: Any) -> Any:
    """A set of the year that every unit reports each month: dues and new members."""
    from thidua.indicators import actions
    from thidua.indicators.models import IndicatorSet
    from thidua.indicators.rules import Goal
    from thidua.indicators.tests.factories import DUES, MEMBERS

    first, last = date(YEAR, 1, 1), date(YEAR, 12, 31)
    facts: list[dict[str, Any]] = [{**each, "frequency": "month"} for each in (DUES, MEMBERS)]
    made = [
        actions.define(
            actor=at.officer, unit=at.union, code=f"T{n}", facts=each, valid_from=first
        ) for n, each in enumerate(facts)
    ]  # fmt: skip
    of_set = actions.create_set(
        actor=at.officer, movement=at.movement, title="Bộ theo tháng", starts_on=first,
        ends_on=last,
    )  # fmt: skip
    actions.fill_set(actor=at.officer, of_set=of_set, indicators=made)
    for indicator in made:
        actions.set_target(
            actor=at.officer, of_set=of_set, indicator=indicator, unit=at.union, reach="total",
            goal=Goal(relation="at_least", low=Decimal(90)), starts_on=first, ends_on=last,
        )  # fmt: skip
    actions.assign(
        actor=at.officer, of_set=of_set, units=at.grassroots, indicators=made, since=first
    )
    return IndicatorSet.objects.get(pk=actions.open_set(actor=at.officer, of_set=of_set).pk), made


def crowd(at: Any, of_set: Any, indicators: list[Any]) -> None:
    """So many units more that report every month; their sums come from `rebuild`."""
    from thidua.core.action import SYSTEM
    from thidua.indicators import actions, rules
    from thidua.indicators.models import Assignment, Entry, Report
    from thidua.orgs.models import Unit

    model = at.grassroots[0]
    units = Unit.objects.bulk_create(
        Unit(
            name=f"Công đoàn số {n}", code=f"BD{n}", kind=model.kind, line=model.line,
            ownership=model.ownership, parent=at.clusters[n % 2], path="",
            valid_from=model.valid_from,
        ) for n in range(UNITS)
    )  # fmt: skip
    for n, unit in enumerate(units):
        unit.path = f"{at.clusters[n % 2].path}{unit.pk}/"
    Unit.objects.bulk_update(units, ["path"])
    Assignment.objects.bulk_create(
        Assignment(set=of_set, unit=unit, indicator=each, since=of_set.starts_on)
        for unit in units for each in indicators
    )  # fmt: skip
    for starts_on, ends_on in rules.slots("month", of_set.starts_on, of_set.ends_on):
        span = {"starts_on": starts_on, "ends_on": ends_on}
        reports = Report.objects.bulk_create(
            Report(
                set=of_set, unit=unit, frequency="month", due_on=ends_on, state="reported",
                path=unit.path, kind=unit.kind, ownership=unit.ownership,
                reported_at=datetime(ends_on.year, ends_on.month, ends_on.day, tzinfo=UTC), **span,
            ) for unit in units
        )  # fmt: skip
        Entry.objects.bulk_create(
            Entry(
                report=report, unit_id=report.unit_id, indicator=each, standing="value",
                numerator=number % 100, denominator=100 if n == 0 else None, **span,
            )
            for number, report in enumerate(reports) for n, each in enumerate(indicators)
        )  # fmt: skip
    actions.rebuild(actor=SYSTEM)


def main() -> None:
    import os

    os.environ["THIDUA_TODAY"] = f"{YEAR + 1}-01-10"
    with stage():
        from django.conf import settings
        from django.db import connection
        from django.test import Client

        from bench.initiative_list import rate
        from bench.world import with_initiatives
        from thidua.indicators.models import Entry
        from thidua.indicators.tests.factories import sector

        settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
        at = sector()
        of_set, indicators = monthly(at)
        crowd(at, of_set, indicators)
        here = with_initiatives(50)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        address = f"/chi-tieu/bo/{of_set.pk}/bang/?ky={YEAR}-01-01_{YEAR}-12-31"
        client, other = Client(), Client()
        client.force_login(at.officer)
        other.force_login(here.officer)
        client.get(address)
        asked: list[str] = []

        def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            asked.append(sql)
            return execute(sql, params, many, context)

        with connection.execute_wrapper(count):
            page = client.get(address)
        assert len(asked) <= MOST_QUERIES, f"{len(asked)} queries"
        assert not any(Entry._meta.db_table in sql for sql in asked), "a raw entry was read"
        drawn = _milliseconds(client, address, {})
        known = _milliseconds(client, address, {"If-None-Match": page["ETag"]})
        session = {of: of.cookies["sessionid"].value for of in (client, other)}
        connection.close()
        ours = rate("thidua.config.wsgi:application", address, session[client])
        plain = rate("bench.reference.wsgi:application", "/sang-kien/", session[other])
        tell(
            units=UNITS, months=MONTHS, queries=len(asked), cpu_milliseconds=round(drawn, 1),
            cpu_milliseconds_unchanged=round(known, 1), requests_per_second=round(ours, 1),
            plain_django_requests_per_second=round(plain, 1),
            ratio_to_plain_django=round(ours / plain, 2),
        )  # fmt: skip


def _milliseconds(client: Any, address: str, headers: dict[str, str]) -> float:
    start = time.process_time()
    for _look in range(LOOKS):
        answer = client.get(address, headers=headers)
        assert answer.status_code == (304 if headers else 200)
    return (time.process_time() - start) * 1000 / LOOKS


if __name__ == "__main__":
    main()
