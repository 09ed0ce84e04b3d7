"""What keeps reports coming: the periods opened for all, reminders, and the evidence."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.action import action, note
from thidua.core.permit import Refused
from thidua.documents import uploads
from thidua.documents.actions import remove_file, upload_file
from thidua.indicators import permits, queries
from thidua.indicators.actions.reporting import insist_on_open
from thidua.indicators.models import IndicatorSet, Report
from thidua.indicators.states import ReportState
from thidua.notices.actions import tell
from thidua.orgs import queries as orgs

MOST = 5
UNSENT = (ReportState.OPEN, ReportState.RETURNED)


@action(
    "indicators.set.call", gettext_lazy("Mở kỳ báo cáo cho các đơn vị"), on="of_set",
    permit=permits.reminds,
)  # fmt: skip
def call_reports(*, actor: Any, of_set: IndicatorSet, on: date) -> int:
    """A report for every unit and period that has begun; who has one keeps it."""
    insist_on_open(of_set)
    lacking = [owed for owed in queries.owed_in([of_set], on=on) if owed.report is None]
    Report.objects.bulk_create(
        (
            Report(
                set=of_set, unit=owed.unit, frequency=owed.frequency, starts_on=owed.starts_on,
                ends_on=owed.ends_on, due_on=owed.ends_on + timedelta(days=of_set.due_days),
            )
            for owed in lacking
        ),
        ignore_conflicts=True,
    )  # fmt: skip
    note(reports=len(lacking))
    return len(lacking)


@action(
    "indicators.report.remind", gettext_lazy("Nhắc nộp báo cáo chỉ tiêu"), on="reports",
    permit=permits.checks,
)  # fmt: skip
def remind_reports(*, actor: Any, reports: Sequence[Report], on: date) -> int:
    """Those who report for the units hear of it, once a day each; answers how many were told."""
    if any(report.state not in UNSENT for report in reports):
        raise Refused(_("Báo cáo đã gửi nên không cần nhắc."))
    told = 0
    for report in reports:
        told += _remind(report, on)
    note(reports=len(reports), people=told)
    return told


def _remind(report: Report, on: date) -> int:
    return tell(
        recipients=orgs.accounts_with_role([report.unit], permits.REPORTERS, on=on),
        key=f"indicators-{report.pk}-{on}",
        kind="indicators.reminder",
        text=lambda: (
            _("%(unit)s chưa gửi báo cáo chỉ tiêu, hạn %(day)s: %(title)s")
            % {
                "unit": report.unit, "day": f"{report.last_day:%d/%m/%Y}",
                "title": report.set.title,
            }
        ),
        url=reverse("indicators:report", args=[report.pk]),
    )  # fmt: skip


@action(
    "indicators.report.attach", gettext_lazy("Thêm minh chứng cho số liệu"), on="report",
    permit=permits.reports,
)  # fmt: skip
def attach_evidence(*, actor: Any, report: Report, indicator: int, file: uploads.Sent) -> Report:
    """A file that shows where the figure comes from; while the report is with its unit."""
    _insist_on_unsent(report)
    role = queries.evidence_role(indicator)
    if queries.evidence_of(report).filter(role=role).count() >= MOST:
        raise Refused(
            _("Đã có %(most)s tệp minh chứng: bỏ bớt một tệp trước khi thêm.") % {"most": MOST}
        )
    upload_file(actor=actor, subject=report, role=role, name=file.name or "", content=file.read())
    return report


@action(
    "indicators.report.detach", gettext_lazy("Bỏ minh chứng của số liệu"), on="report",
    permit=permits.reports,
)  # fmt: skip
def detach_evidence(*, actor: Any, report: Report, file: int) -> Report:
    """Take one file off a report that has not been sent."""
    _insist_on_unsent(report)
    stored = queries.evidence_of(report).filter(pk=file).first()
    if stored is None:
        raise Refused(_("Tệp này không còn ở báo cáo."))
    remove_file(stored)
    return report


def _insist_on_unsent(report: Report) -> None:
    if report.state not in UNSENT:
        raise Refused(_("Báo cáo đã gửi: rút về hoặc chờ trả lại rồi mới sửa minh chứng."))
