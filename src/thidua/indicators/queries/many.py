"""The same questions for many units of one set and period at once, each in one statement."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from thidua.indicators.models import Assignment, Definition, Entry, IndicatorSet, Report
from thidua.indicators.queries.library import definitions_on
from thidua.indicators.states import COUNTED

Asked = list[tuple[Assignment, Definition]]


@dataclass(frozen=True)
class Slot:
    """What is reported together: a set, how often, and one period."""

    set: IndicatorSet
    frequency: str
    starts_on: date
    ends_on: date


def asked_of_units(slot: Slot, units: Iterable[int] | None = None) -> dict[int, Asked]:
    """By unit what it is to report, as `asked_of` says for one."""
    rows = (
        Assignment.objects.within(slot.starts_on, slot.ends_on)
        .filter(set=slot.set)
        .filter(Q(indicator__items__set=slot.set) | Q(is_own=True))
        .select_related("indicator")
        .order_by("unit", "is_own", "indicator__items__order", "indicator__code", "pk")
        .distinct()
    )
    if units is not None:
        rows = rows.filter(unit__in=list(units))
    found: dict[int, Asked] = defaultdict(list)
    listed = list(rows)
    meanings = definitions_on({row.indicator_id for row in listed}, on=slot.ends_on)
    for row in listed:
        meaning = meanings.get(row.indicator_id)
        if meaning is None or meaning.is_derived or meaning.frequency != slot.frequency:
            continue
        found[row.unit_id].append((row, meaning))
    return dict(found)


def reports_of_units(slot: Slot, units: Iterable[int]) -> dict[int, Report]:
    rows = Report.objects.filter(
        set=slot.set, frequency=slot.frequency, starts_on=slot.starts_on, unit__in=list(units)
    )
    return {row.unit_id: row for row in rows}


def entries_of_units(
    slot: Slot, units: Collection[int], reports: Iterable[Report]
) -> dict[int, dict[int, Entry]]:
    """By unit and indicator the figures of the period, each with its report."""
    known = {report.pk: report for report in reports}
    rows = list(
        Entry.objects.filter(unit__in=units, starts_on=slot.starts_on, ends_on=slot.ends_on)
    )
    others = {row.report_id for row in rows} - known.keys()
    if others:
        known |= Report.objects.select_related("set").in_bulk(others)
    found: dict[int, dict[int, Entry]] = defaultdict(dict)
    for row in rows:
        row.report = known[row.report_id]
        found[row.unit_id][row.indicator_id] = row
    return found


def before_of_units(slot: Slot, units: Collection[int]) -> dict[int, dict[int, Entry]]:
    """What the units said in the period right before, as `before` says for one."""
    day = slot.starts_on - timedelta(days=1)
    rows = Entry.objects.filter(unit__in=units, ends_on=day, report__state__in=COUNTED)
    found: dict[int, dict[int, Entry]] = defaultdict(dict)
    for row in rows:
        found[row.unit_id][row.indicator_id] = row
    return found
