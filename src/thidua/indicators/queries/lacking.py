"""Reports of periods that have begun and that nobody has opened yet: they count as not sent."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce

from thidua.core.text import fold
from thidua.indicators.models import Assignment, IndicatorSet, Report
from thidua.indicators.queries.owed import frequency_on, meanings_over
from thidua.indicators.queries.reports import READERS, slots_of
from thidua.indicators.states import COUNTED, ReportState, SetState
from thidua.orgs.queries import role_units

# Periods come as rows, what is asked in each by the meaning of its day; nothing grows with units.
LACKING = """
    SELECT owed.of_set, count(*), count(*) FILTER (WHERE owed.last_on < %(on)s) FROM (
        SELECT DISTINCT s.of_set, a.unit_id, s.frequency, s.starts_on, s.last_on
        FROM jsonb_to_recordset(%(slots)s::jsonb) AS s(of_set bigint, indicator bigint,
            frequency text, starts_on date, ends_on date, last_on date)
        JOIN indicators_assignment a ON a.set_id = s.of_set AND a.indicator_id = s.indicator
            AND a.since <= s.ends_on AND (a.until IS NULL OR a.until >= s.starts_on)
        JOIN orgs_unit u ON u.id = a.unit_id
            AND (u.valid_to IS NULL OR u.valid_to >= s.starts_on)
        WHERE u.path LIKE ANY(%(paths)s) AND u.folded LIKE ALL(%(words)s)
            AND (%(kind)s = '' OR u.kind = %(kind)s)
            AND (%(ownership)s = '' OR u.ownership = %(ownership)s)
            AND (%(starts_on)s = '' OR s.starts_on::text = %(starts_on)s)
            AND (%(unit)s = '' OR strpos(u.path, '/' || %(unit)s || '/') > 0)
    ) owed
    WHERE NOT EXISTS (
        SELECT FROM indicators_report r WHERE r.set_id = owed.of_set AND r.unit_id = owed.unit_id
            AND r.frequency = owed.frequency AND r.starts_on = owed.starts_on)
    GROUP BY 1 ORDER BY 1
"""


FILTERS = ("state", "starts_on", "unit", "unit__kind", "unit__ownership", "q")


@dataclass(frozen=True)
class Lacking:
    """How many reports of a set are not opened yet, and how many of these are overdue."""

    set: IndicatorSet
    number: int
    overdue: int


def lacking_in(
    sets: Iterable[IndicatorSet], *, on: date, paths: Iterable[str],
    narrowed: Mapping[str, str] | None = None,
) -> list[Lacking]:  # fmt: skip
    """By set, of units below the paths; `narrowed` is what a list of reports is filtered by."""
    by_pk = {each.pk: each for each in sets}
    given = {name: str((narrowed or {}).get(name) or "") for name in FILTERS}
    if not by_pk or given["state"] not in {"", ReportState.OPEN}:
        return []
    terms: dict[str, Any] = {
        "on": on, "slots": json.dumps(list(_slots(by_pk, on)), default=str),
        "paths": [f"{path}%" for path in paths], "starts_on": given["starts_on"],
        "words": ["%", *(f"%{word}%" for word in fold(given["q"]).split())],
        "unit": given["unit"], "kind": given["unit__kind"],
        "ownership": given["unit__ownership"],
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(LACKING, terms)
        return [Lacking(by_pk[pk], number, late) for pk, number, late in cursor.fetchall()]


def lacking_for(
    actor: Any, *, on: date, narrowed: Mapping[str, str] | None = None
) -> list[Lacking]:
    """The same in every open set, of the units that one watches."""
    paths = [unit.path for unit in role_units(actor, READERS, on=on)]
    sets = IndicatorSet.objects.filter(state=SetState.OPEN).select_related("unit")
    return lacking_in(sets, on=on, paths=paths, narrowed=narrowed) if paths else []


def _slots(sets: Mapping[int, IndicatorSet], on: date) -> Iterator[dict[str, Any]]:
    """For each indicator asked in a set, the periods that have begun, by its meaning then."""
    pairs = Assignment.objects.filter(set__in=sets).values_list("set", "indicator").distinct()
    asked = list(pairs.order_by())
    meanings = meanings_over({key for _set, key in asked})
    for pk, key in asked:
        of_set = sets[pk]
        for frequency in {meaning.frequency for meaning in meanings[key]}:
            for starts_on, ends_on in slots_of(of_set, frequency):
                if starts_on <= on and frequency_on(meanings[key], ends_on) == frequency:
                    yield {
                        "of_set": pk, "indicator": key, "frequency": frequency,
                        "starts_on": starts_on, "ends_on": ends_on,
                        "last_on": ends_on + timedelta(days=of_set.due_days),
                    }  # fmt: skip


def numbers_of(
    reports: QuerySet[Report], *, on: date, unopened: Iterable[Lacking] = ()
) -> dict[str, int]:
    """How complete and punctual a list is: asked, reported, missing, late, on time."""
    sent = Q(state__in=COUNTED)
    in_time = Q(reported_at__date__lte=Coalesce(F("extended_to"), F("due_on")))
    late = ~sent & Q(last__lt=on)
    found = (
        reports.order_by()
        .annotate(last=Coalesce(F("extended_to"), F("due_on")))
        .aggregate(
            asked=Count("pk", distinct=True), reported=Count("pk", filter=sent, distinct=True),
            missing=Count("pk", filter=~sent, distinct=True),
            overdue=Count("pk", filter=late, distinct=True),
            on_time=Count("pk", filter=sent & in_time, distinct=True),
        )
    )  # fmt: skip
    for each in unopened:
        for name, more in (
            ("asked", each.number), ("missing", each.number), ("overdue", each.overdue),
        ):  # fmt: skip
            found[name] += more
    return found
