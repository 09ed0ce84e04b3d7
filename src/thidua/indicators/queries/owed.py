"""Which reports units owe on a day, opened or not, and what stands with them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from thidua.documents import queries as documents
from thidua.indicators.models import Assignment, Definition, Entry, IndicatorSet, Report
from thidua.indicators.queries.reports import slots_of
from thidua.indicators.states import COUNTED, ReportState, SetState
from thidua.orgs.queries import role_units
from thidua.orgs.states import Role

REPORTERS = (Role.HEAD, Role.OFFICER, Role.DIRECTOR)


@dataclass(frozen=True)
class Owed:
    """One report that a unit owes or has sent; `report` is `None` until it is first opened."""

    set: IndicatorSet
    unit: Any
    frequency: str
    starts_on: date
    ends_on: date
    report: Report | None

    @property
    def state(self) -> str:
        return self.report.state if self.report else ReportState.OPEN

    @property
    def last_day(self) -> date:
        if self.report is not None:
            return self.report.last_day
        return self.ends_on + timedelta(days=self.set.due_days)

    @property
    def is_waiting(self) -> bool:
        """Whether it is the unit's turn."""
        return self.state in {ReportState.OPEN, ReportState.RETURNED}


def owed_by(actor: Any, *, on: date) -> list[Owed]:
    """What the units in which one holds a role owe, and have sent; the nearest last day first."""
    units = role_units(actor, REPORTERS, on=on)
    sets = IndicatorSet.objects.filter(
        state=SetState.OPEN, assignments__unit__in=[unit.pk for unit in units]
    ).select_related("unit", "movement")
    return owed_in(sets.distinct(), on=on, units=units) if units else []


def owed_in(
    sets: Iterable[IndicatorSet], *, on: date, units: Iterable[Any] | None = None
) -> list[Owed]:
    """The reports of periods that have begun, in a constant number of queries."""
    by_pk = {each.pk: each for each in sets}
    rows = Assignment.objects.filter(set__in=by_pk).select_related("unit")
    reports = Report.objects.filter(set__in=by_pk)
    if units is not None:
        keys = [unit.pk for unit in units]
        rows, reports = rows.filter(unit__in=keys), reports.filter(unit__in=keys)
    meanings = meanings_over({row.indicator_id for row in rows})
    known = {(r.set_id, r.unit_id, r.frequency, r.starts_on): r for r in reports}
    found: dict[tuple[int, int, str, date], Owed] = {}
    for row in rows:
        of_set = by_pk[row.set_id]
        for frequency in {m.frequency for m in meanings[row.indicator_id]}:
            for starts_on, ends_on in slots_of(of_set, frequency):
                key = (of_set.pk, row.unit_id, frequency, starts_on)
                if starts_on > on or key in found or not _asks(row, starts_on, ends_on):
                    continue
                if frequency_on(meanings[row.indicator_id], ends_on) == frequency:
                    report = known.get(key)
                    found[key] = Owed(of_set, row.unit, frequency, starts_on, ends_on, report)
    return sorted(found.values(), key=lambda each: (each.last_day, each.unit.sort_key))


def meanings_over(indicators: Iterable[int]) -> dict[int, list[Definition]]:
    """All that each asks of units, in the order of time."""
    found: dict[int, list[Definition]] = defaultdict(list)
    for meaning in Definition.objects.filter(indicator__in=indicators).order_by("valid_from"):
        if not meaning.is_derived:
            found[meaning.indicator_id].append(meaning)
    return found


def _asks(row: Assignment, starts_on: date, ends_on: date) -> bool:
    return row.since <= ends_on and (row.last_on is None or row.last_on >= starts_on)


def frequency_on(meanings: list[Definition], day: date) -> str:
    before = [m for m in meanings if m.valid_from <= day]
    return (before or meanings)[-1 if before else 0].frequency


def report_by_pk(pk: int) -> Report | None:
    return (
        Report.objects.select_related(
            "unit", "set__unit", "set__movement", "reported_by__person", "accepted_by__person"
        )
        .filter(pk=pk)
        .first()
    )


def entry_by_pk(pk: int) -> Entry | None:
    return (
        Entry.objects.select_related("report__unit", "report__set__unit", "indicator")
        .filter(pk=pk)
        .first()
    )


def corrections_of(entry: Entry) -> QuerySet[Any]:
    """Every change after acceptance, oldest first, with who made it."""
    return entry.corrections.select_related("made_by__person")


def corrected_in(report: Report) -> set[int]:
    """The entries of a report that were mended after it was accepted."""
    return set(report.entries.filter(version__gt=1).values_list("pk", flat=True))


def before(report: Report) -> dict[int, Entry]:
    """What the unit said in the period right before, by indicator."""
    day = report.starts_on - timedelta(days=1)
    rows = Entry.objects.filter(unit=report.unit, ends_on=day, report__state__in=COUNTED)
    return {row.indicator_id: row for row in rows}


def evidence_role(indicator: int) -> str:
    """Under which role the evidence of an indicator is stored with its report."""
    return f"chi-tieu-{indicator}"


def evidence_of(report: Report) -> QuerySet[Any]:
    return documents.files_of(report)


def sets_in_force() -> QuerySet[IndicatorSet]:
    """Every open set of the house, whoever asks: for work by the clock."""
    return IndicatorSet.objects.filter(state=SetState.OPEN).order_by("pk")
