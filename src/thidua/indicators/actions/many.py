"""Figures of many reports of one period written and added up, whatever their number."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models import OuterRef, Subquery

from thidua.core import period
from thidua.indicators.actions.reporting import Given, columns
from thidua.indicators.actions.summing import hold_roots, meanings_of
from thidua.indicators.models import Entry, Report
from thidua.indicators.queries import figures
from thidua.indicators.states import Adds, ReportState

CHUNK = 5_000
# As `summing.count_in` does for one report; the worst of two is the worse.
_ADD = f"""
    WITH figure AS MATERIALIZED ({figures.FIGURES_OF_REPORTS}), fresh AS ({figures.SUMMED})
    INSERT INTO indicators_summary AS s (unit_id, indicator_id, starts_on, ends_on, kind,
        ownership, count, absent, on_time, numerator, denominator, met, believed)
    SELECT * FROM fresh ORDER BY unit_id, indicator_id, starts_on, ends_on, kind, ownership
    ON CONFLICT (unit_id, indicator_id, starts_on, ends_on, kind, ownership) DO UPDATE
    SET count = s.count + excluded.count, absent = s.absent + excluded.absent,
        on_time = s.on_time + excluded.on_time,
        numerator = CASE
            WHEN NOT s.indicator_id = ANY(%(least)s::bigint[] || %(most)s::bigint[])
                THEN s.numerator + excluded.numerator
            WHEN s.count = 0 THEN excluded.numerator
            WHEN excluded.count = 0 THEN s.numerator
            WHEN s.indicator_id = ANY(%(least)s::bigint[])
                THEN least(s.numerator, excluded.numerator)
            ELSE greatest(s.numerator, excluded.numerator) END,
        denominator = s.denominator + excluded.denominator, met = s.met + excluded.met,
        believed = s.believed + excluded.believed
"""  # noqa: S608 # names of our own columns


def write_entries(given: Mapping[Report, Mapping[int, Given]]) -> None:
    """What is said of each report; what was said before of the same figure gives way."""
    rows = (
        Entry(
            report=report, unit_id=report.unit_id, indicator_id=key, starts_on=report.starts_on,
            ends_on=report.ends_on, **columns(said),
        ) for report, by_key in given.items() for key, said in by_key.items()
    )  # fmt: skip
    Entry.objects.bulk_create(
        rows, batch_size=CHUNK, update_conflicts=True,
        unique_fields=["indicator", "unit", "starts_on", "ends_on"],
        update_fields=["report", "standing", "numerator", "denominator", "note"],
    )  # fmt: skip


def send_all(reports: Sequence[Report], *, actor: Any) -> None:
    """Reports that may be sent and are whole: each keeps its place and is added up once."""
    if not reports:
        return
    rows = Report.objects.filter(pk__in=[report.pk for report in reports])
    same = Report.objects.filter(pk=OuterRef("pk"))
    rows.filter(path="").update(
        **{
            name: Subquery(same.values(f"unit__{name}")[:1])
            for name in ("path", "kind", "ownership")
        }
    )
    rows.update(
        state=ReportState.REPORTED, reported_at=period.now(), reported_by=actor.pk,
        return_reason="",
    )  # fmt: skip
    count_in_all(rows.values_list("pk", "path", "ends_on"))


def count_in_all(reports: Iterable[tuple[int, str, Any]]) -> None:
    """Add what reports say, given by key, place and last day, to every unit above them."""
    found = list(reports)
    days = {day for _pk, _path, day in found}
    keys: Collection[int] = [pk for pk, _path, _day in found]
    reported = Entry.objects.filter(report__in=keys).values_list("indicator", flat=True).distinct()
    meanings = {day: meanings_of(reported, on=day) for day in days}
    worst = [
        each for by_key in meanings.values() for those in by_key.values() for each in those
        if each.adds == Adds.WORST
    ]  # fmt: skip
    hold_roots(path for _pk, path, _day in found)
    terms = figures.terms(meanings)
    with connection.cursor() as cursor:
        cursor.execute(_ADD, terms | {
            "reports": keys,
            "least": [each.indicator_id for each in worst if each.direction == "more"],
            "most": [each.indicator_id for each in worst if each.direction != "more"],
        })  # fmt: skip
