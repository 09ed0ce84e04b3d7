"""What is asked of a unit in a period, its reports, and their figures."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from thidua.indicators import rules
from thidua.indicators.models import Assignment, Definition, Entry, IndicatorSet, Report
from thidua.indicators.queries.library import definitions_on
from thidua.indicators.states import Frequency, ReportState
from thidua.orgs.queries import own_units, standings, units_in_reach
from thidua.orgs.states import Role

READERS = (Role.OFFICER, Role.DIRECTOR, Role.INSPECTOR, Role.HEAD)


def reports_visible_to(actor: Any, *, on: date | None = None) -> QuerySet[Report]:
    """Reports of units that one watches; those of one's own unit once they are sent."""
    watched = Q(unit__in=units_in_reach(actor, READERS, on=on).values("pk"))
    own = Q(unit__in=own_units(actor, on=on).values("pk")) & ~Q(
        state__in=[ReportState.OPEN, ReportState.RETURNED]
    )
    return Report.objects.filter(watched | own).select_related("unit", "set__unit", "set__movement")


def reports_to_judge(actor: Any, *, on: date) -> QuerySet[Report]:
    """What waits for an officer: sent from below; checked too, where it is theirs to accept."""
    waiting = Q(pk__in=[])
    for standing in standings(actor, on=on):
        if standing.role is Role.OFFICER:
            path = standing.unit.path
            mine = Q(state=ReportState.CHECKED, set__unit__path__startswith=path)
            below = Q(unit__path__startswith=path) & ~Q(unit=standing.unit)
            waiting |= below & (Q(state=ReportState.REPORTED) | mine)
    return Report.objects.filter(waiting)


def slots_of(of_set: IndicatorSet, frequency: str) -> list[tuple[date, date]]:
    """The periods in which reports of a frequency are asked."""
    return list(rules.slots(frequency, of_set.starts_on, of_set.ends_on))


def slot_of(of_set: IndicatorSet, frequency: str, day: date) -> tuple[date, date] | None:
    """The period that a day falls into; `None` outside the set's span."""
    return next((slot for slot in slots_of(of_set, frequency) if slot[0] <= day <= slot[1]), None)


def asked_of(
    of_set: IndicatorSet, unit: Any, *, starts_on: date, ends_on: date, frequency: str = ""
) -> Sequence[tuple[Assignment, Definition]]:
    """What a unit is to report in a period, in the order of the set; derived figures ask nobody."""
    rows = (
        Assignment.objects.within(starts_on, ends_on)
        .filter(set=of_set, unit=unit)
        .filter(Q(indicator__items__set=of_set) | Q(is_own=True))
        .select_related("indicator")
        .order_by("is_own", "indicator__items__order", "indicator__code", "pk")
        .distinct()
    )
    meanings = definitions_on([row.indicator_id for row in rows], on=ends_on)
    return [
        (row, meaning) for row in rows
        if (meaning := meanings.get(row.indicator_id)) is not None and not meaning.is_derived
        and (not frequency or meaning.frequency == frequency)
    ]  # fmt: skip


def report_of(
    of_set: IndicatorSet, unit: Any, frequency: str | Frequency, starts_on: date
) -> Report | None:
    return Report.objects.filter(
        set=of_set, unit=unit, frequency=frequency, starts_on=starts_on
    ).first()  # fmt: skip


def entries_of(unit: Any, starts_on: date, ends_on: date) -> dict[int, Entry]:
    """The figures of a unit in a period by indicator, whichever report brought them."""
    rows = Entry.objects.filter(unit=unit, starts_on=starts_on, ends_on=ends_on)
    return {row.indicator_id: row for row in rows.select_related("report")}
