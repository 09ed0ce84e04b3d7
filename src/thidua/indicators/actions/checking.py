"""What the levels above do with reports: check, accept, return, extend, lock, and correct."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core import period
from thidua.core.action import action, note
from thidua.core.permit import Refused
from thidua.indicators import permits, queries
from thidua.indicators.actions import summing
from thidua.indicators.actions.reporting import Given, columns, insist_on_sense
from thidua.indicators.models import Correction, Entry, Report
from thidua.indicators.states import BELIEVED, COUNTED, REPORT, ReportState


@action(
    "indicators.report.check", gettext_lazy("Xác nhận đã kiểm tra báo cáo"), on="reports",
    permit=permits.checks,
)  # fmt: skip
def check_reports(*, actor: Any, reports: Sequence[Report]) -> Sequence[Report]:
    """An intermediate level has looked at them; the level that asked decides."""
    for report in reports:
        REPORT.move(report, "check")
        report.checked_by = actor
    Report.objects.bulk_update(reports, ["state", "checked_by"])
    note(reports=len(reports))
    return reports


@action(
    "indicators.report.accept", gettext_lazy("Chấp nhận báo cáo"), on="reports",
    permit=permits.accepts,
)  # fmt: skip
def accept_reports(*, actor: Any, reports: Sequence[Report]) -> Sequence[Report]:
    """The figures are believed from now on; all of those named, or none."""
    for report in reports:
        REPORT.move(report, "accept")
        report.accepted_at, report.accepted_by = period.now(), actor
    Report.objects.bulk_update(reports, ["state", "accepted_at", "accepted_by"])
    summing.believe(reports)
    note(reports=len(reports))
    return reports


@action(
    "indicators.report.return", gettext_lazy("Trả lại báo cáo"), on="report",
    permit=permits.checks,
)  # fmt: skip
def return_report(*, actor: Any, report: Report, reason: str) -> Report:
    """Back to the unit with the reason; until it is sent again it does not count."""
    if not reason.strip():
        raise Refused(_("Ghi lý do trả lại."))
    summing.count_out(report)
    REPORT.move(report, "give_back")
    report.return_reason, report.accepted_at, report.accepted_by = reason.strip(), None, None
    report.save()
    return report


@action(
    "indicators.report.extend", gettext_lazy("Gia hạn nộp báo cáo"), on="report",
    permit=permits.may_extend,
)  # fmt: skip
def extend_report(*, actor: Any, report: Report, until: date, reason: str) -> Report:
    """A later last day for one unit, with the reason that stays visible."""
    if report.state not in {ReportState.OPEN, ReportState.RETURNED}:
        raise Refused(_("Báo cáo đã gửi nên không cần gia hạn."))
    if until <= report.due_on:
        raise Refused(_("Ngày gia hạn phải sau hạn nộp."))
    if not reason.strip():
        raise Refused(_("Ghi lý do gia hạn."))
    report.extended_to, report.extension_reason = until, reason.strip()[:300]
    report.save(update_fields=["extended_to", "extension_reason"])
    return report


@action(
    "indicators.report.lock", gettext_lazy("Khóa báo cáo"), on="reports",
    permit=permits.accepts,
)  # fmt: skip
def lock_reports(*, actor: Any, reports: Sequence[Report]) -> Sequence[Report]:
    """From now on a figure changes by a correction alone."""
    for report in reports:
        REPORT.move(report, "lock")
        report.locked_at = period.now()
    Report.objects.bulk_update(reports, ["state", "locked_at"])
    note(reports=len(reports))
    return reports


@action(
    "indicators.entry.correct", gettext_lazy("Đính chính số liệu"), on="entry",
    permit=permits.corrects,
)  # fmt: skip
def correct_entry(
    *, actor: Any, entry: Entry, said: Given, reason: str, basis: str = ""
) -> Correction:
    """A further version of a figure that was accepted: who, why, before and after stay."""
    report = entry.report
    if report.state not in BELIEVED:
        raise Refused(_("Báo cáo chưa được chấp nhận: trả lại để đơn vị sửa."))
    if not reason.strip():
        raise Refused(_("Ghi lý do đính chính."))
    insist_on_sense(queries.definition_on(entry.indicator, on=report.ends_on), said)
    before = _said(entry)
    assert report.state in COUNTED
    summing.count_out(report, only=entry.indicator_id)
    for name, value in columns(said).items():
        setattr(entry, name, value)
    entry.version += 1
    entry.save()
    summing.count_in(report, only=entry.indicator_id)
    note(reason=reason.strip(), version=entry.version)
    return Correction.objects.create(
        entry=entry, version=entry.version, before=before, after=_said(entry),
        reason=reason.strip(), basis=basis.strip()[:300], made_by=actor, made_at=period.now(),
    )  # fmt: skip


def _said(entry: Entry) -> dict[str, Any]:
    return {
        "standing": entry.standing,
        "numerator": None if entry.numerator is None else str(entry.numerator),
        "denominator": None if entry.denominator is None else str(entry.denominator),
        "note": entry.note,
    }
