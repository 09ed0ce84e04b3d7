"""Figures that the product counts, kept fresh until their report is locked."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.translation import gettext_lazy

from thidua.core.action import action, note, tabulate
from thidua.indicators import permits, queries
from thidua.indicators.actions import summing
from thidua.indicators.actions.reporting import Given, columns, completed, insist_on_open
from thidua.indicators.models import Entry, IndicatorSet, Report
from thidua.indicators.states import COUNTED, ReportState

FRESH = [state for state in COUNTED if state != ReportState.LOCKED]


@action(
    "indicators.set.compute", gettext_lazy("Tính lại số liệu do phần mềm đếm"), on="of_set",
    permit=permits.reminds,
)  # fmt: skip
def compute_figures(*, actor: Any, of_set: IndicatorSet, on: date) -> int:
    """Count anew what stands in reports that are sent and not locked; answers how many changed.

    What was corrected by hand stays as it was corrected.
    """
    insist_on_open(of_set)
    waiting = of_set.reports.filter(state__in=FRESH, starts_on__lte=on)
    held = list(
        waiting.select_for_update(of=("self",)).select_related("unit").order_by("pk")
    )  # fmt: skip
    changed: list[list[Any]] = []
    by_slot = sorted(held, key=_slot)
    for _of, reports in groupby(by_slot, key=_slot):
        changed += _mended(of_set, list(reports))
    note(changed=len(changed))
    tabulate(changed)
    return len(changed)


def _slot(report: Report) -> tuple[str, date]:
    return report.frequency, report.starts_on


def _mended(of_set: IndicatorSet, reports: list[Report]) -> Iterator[list[Any]]:
    first = reports[0]
    rows = Entry.objects.filter(report__in=reports, version=1).select_related("indicator")
    meanings = {
        key: meaning
        for key, meaning in queries.definitions_on(
            rows.values_list("indicator", flat=True), on=first.ends_on
        ).items() if queries.is_counted(meaning)
    }  # fmt: skip
    if not meanings:
        return
    found = queries.computed(
        of_set.movement, [report.unit for report in reports], meanings.values(),
        starts_on=first.starts_on, ends_on=first.ends_on,
    )  # fmt: skip
    by_pk = {report.pk: report for report in reports}
    for entry in rows.filter(indicator__in=list(meanings)).order_by("pk"):
        key = entry.indicator_id
        said = _said(entry)
        now = completed(found[entry.unit_id][key], said)
        if now is None or columns(now) == columns(said):
            continue
        report = by_pk[entry.report_id]
        summing.count_out(report, only=key)
        for name, value in columns(now).items():
            setattr(entry, name, value)
        entry.save()
        summing.count_in(report, only=key)
        yield [entry.unit_id, key, said.numerator, said.denominator,
               now.numerator, now.denominator]  # fmt: skip


def _said(entry: Entry) -> Given:
    return Given(
        numerator=entry.numerator, denominator=entry.denominator,
        absent=entry.numerator is None, note=entry.note,
    )  # fmt: skip
