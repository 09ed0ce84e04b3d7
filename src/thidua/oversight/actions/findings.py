"""Findings: raised on a visit, mended by their unit, closed by inspectors; figures set right."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core import period
from thidua.core.action import action, note
from thidua.core.machine import WrongState
from thidua.core.permit import Refused
from thidua.documents import uploads
from thidua.documents.actions import upload_file
from thidua.indicators import actions as indicators
from thidua.indicators.actions.reporting import Given, columns, insist_on_sense
from thidua.indicators.queries import definition_on
from thidua.indicators.reported import figure_told
from thidua.indicators.states import BELIEVED, COUNTED
from thidua.notices.actions import tell
from thidua.orgs import queries as orgs
from thidua.oversight import permits, queries
from thidua.oversight.actions.visits import insist_on_work
from thidua.oversight.models import Finding, Visit
from thidua.oversight.states import FINDING, FindingState, Settled, VisitState


@action(
    "oversight.finding.raise", gettext_lazy("Ghi tồn tại qua kiểm tra"), on="visit",
    permit=permits.inspects,
)  # fmt: skip
def raise_finding(
    *, actor: Any, visit: Visit, on: date, found: str, remedy: str, unit: Any, due_on: date,
    entry: Any = None, said: Given | None = None,
) -> Finding:  # fmt: skip
    """What was found, who mends it until when; `said` is the right figure of the `entry`."""
    insist_on_work(visit)
    if not found.strip() or not remedy.strip():
        raise Refused(_("Ghi kết quả kiểm tra và yêu cầu khắc phục."))
    if due_on <= on:
        raise Refused(_("Hạn khắc phục phải sau hôm nay."))
    if not unit.path.startswith(visit.plan.unit.path):
        raise Refused(_("%(unit)s không thuộc phạm vi kiểm tra.") % {"unit": unit})
    last = visit.findings.order_by("-number").first()
    finding = Finding(
        visit=visit, number=last.number + 1 if last else 1, found=found.strip(),
        remedy=remedy.strip(), unit=unit, due_on=due_on,
    )  # fmt: skip
    if entry is not None:
        _about_figure(finding, entry, said)
    elif said is not None:
        raise Refused(_("Chọn số liệu nào của báo cáo cần sửa."))
    finding.save()
    return finding


def _about_figure(finding: Finding, entry: Any, said: Given | None) -> None:
    reports = queries.reports_under(finding.visit.plan, finding.visit.unit)
    if entry.report_id not in {report.pk for report in reports}:
        raise Refused(_("Số liệu này không thuộc báo cáo được kiểm tra."))
    meaning = definition_on(entry.indicator, on=entry.ends_on)
    finding.indicator, finding.report = entry.indicator, entry.report
    finding.reported = figure_told(meaning, entry)[:300]
    if said is None:
        return
    said = Given(
        numerator=said.numerator, denominator=said.denominator, absent=said.absent,
        note=finding.found,
    )  # fmt: skip
    insist_on_sense(meaning, said)
    kept = columns(said)
    finding.is_figure, finding.is_absent = True, said.absent
    finding.numerator, finding.denominator = kept["numerator"], kept["denominator"]


@action(
    "oversight.finding.withdraw", gettext_lazy("Rút tồn tại ghi nhầm"), on="visit",
    permit=permits.inspects,
)  # fmt: skip
def withdraw_finding(*, actor: Any, visit: Visit, number: int) -> Visit:
    """Take back what was written by mistake, while the visit is not concluded."""
    insist_on_work(visit)
    finding = visit.findings.filter(number=number).first()
    if finding is None:
        raise Refused(_("Tồn tại này đã được rút."))
    note(found=finding.found)
    finding.delete()
    return visit


@action(
    "oversight.finding.remedy", gettext_lazy("Báo cáo khắc phục"), on="finding",
    permit=permits.remedies,
)  # fmt: skip
def remedy_finding(
    *, actor: Any, finding: Finding, said: str, file: uploads.Sent | None = None
) -> Finding:
    """The unit tells what it has mended, with the evidence."""
    _insist_on_minutes(finding)
    FINDING.move(finding, "remedy")
    if not said.strip():
        raise Refused(_("Ghi đã khắc phục thế nào."))
    finding.remedied, finding.return_reason = said.strip(), ""
    finding.remedied_by, finding.remedied_at = actor, period.now()
    finding.save()
    if file is not None:
        upload_file(
            actor=actor, subject=finding, role=queries.EVIDENCE, name=file.name or "",
            content=file.read(),
        )  # fmt: skip
    return finding


@action(
    "oversight.finding.return", gettext_lazy("Yêu cầu khắc phục lại"), on="finding",
    permit=permits.inspects,
)  # fmt: skip
def return_finding(*, actor: Any, finding: Finding, reason: str, on: date) -> Finding:
    """Not yet mended: the unit reads what is missing."""
    FINDING.move(finding, "return")
    if not reason.strip():
        raise Refused(_("Ghi lý do yêu cầu làm lại."))
    finding.return_reason = reason.strip()
    finding.save()
    note(reason=finding.return_reason)
    facts = {"unit": finding.unit, "reason": finding.return_reason}
    tell(
        recipients=orgs.accounts_with_role([finding.unit], queries.REPORTERS, on=on),
        key=f"oversight-again-{finding.pk}-{period.now().timestamp():.6f}",
        kind="oversight.finding",
        text=lambda: _("%(unit)s cần khắc phục lại tồn tại qua kiểm tra: %(reason)s") % facts,
        url=reverse("oversight:finding", args=[finding.pk]),
    )  # fmt: skip
    return finding


@action(
    "oversight.finding.close", gettext_lazy("Đóng tồn tại đã khắc phục"), on="finding",
    permit=permits.inspects,
)  # fmt: skip
def close_finding(*, actor: Any, finding: Finding) -> Finding:
    """An inspector has seen that it is mended."""
    FINDING.move(finding, "close")
    finding.closed_by, finding.closed_at = actor, period.now()
    finding.save()
    return finding


@action(
    "oversight.finding.settle", gettext_lazy("Xử lý số liệu theo kết luận kiểm tra"),
    on="finding", permit=permits.settles,
)  # fmt: skip
def settle_figure(*, actor: Any, finding: Finding) -> Finding:
    """Have the figure set right by the door of indicators, which asks its own permit.

    One that the level above has accepted is corrected with the minutes as its basis, and all
    versions stay; one that it has not is returned to its unit with the same words.
    """
    _insist_on_minutes(finding)
    if not finding.is_figure or finding.settled:
        raise Refused(
            _("Số liệu này đã xử lý theo kết luận.") if finding.settled
            else _("Tồn tại này không ghi số liệu đúng nên không có gì để đính chính.")
        )  # fmt: skip
    report, entry = finding.report, queries.entry_of(finding)
    if report is None or entry is None or report.state not in COUNTED:
        raise Refused(_("Báo cáo đang ở đơn vị: đơn vị sửa số liệu rồi gửi lại."))
    if report.state in BELIEVED:
        indicators.correct_entry(
            actor=actor, entry=entry, said=said_of(finding, entry), reason=finding.found,
            basis=basis_of(finding),
        )  # fmt: skip
        finding.settled = Settled.CORRECTED
    else:
        reason = f"{basis_of(finding)}. {finding.found}"
        indicators.return_report(actor=actor, report=report, reason=reason)
        finding.settled = Settled.RETURNED
    finding.settled_by, finding.settled_at = actor, period.now()
    finding.save()
    return finding


def said_of(finding: Finding, entry: Any) -> Given:
    """The right figure as indicators take it; the unit's own note stays."""
    if finding.is_absent:
        return Given(absent=True, note=finding.found)
    return Given(numerator=finding.numerator, denominator=finding.denominator, note=entry.note)


def basis_of(finding: Finding) -> str:
    """The minutes, as a correction names them; kept with the figure, so in Vietnamese."""
    visit = finding.visit
    with translation.override("vi"):
        return _("Biên bản kiểm tra ngày %(day)s tại %(unit)s, mục %(number)s") % {
            "day": f"{visit.held_on:%d/%m/%Y}", "unit": visit.unit, "number": finding.number,
        }  # fmt: skip


@action(
    "oversight.finding.remind", gettext_lazy("Nhắc khắc phục tồn tại"), on="findings",
    permit=permits.reminds,
)  # fmt: skip
def remind_findings(*, actor: Any, findings: Sequence[Finding], on: date) -> int:
    """Those who answer for the units hear of it, once a day each; answers how many were told."""
    told = 0
    for finding in findings:
        if finding.state != FindingState.OPEN:
            raise Refused(_("Chỉ nhắc tồn tại còn chờ khắc phục."))
        _insist_on_minutes(finding)
        told += tell(
            recipients=orgs.accounts_with_role([finding.unit], queries.REPORTERS, on=on),
            key=f"oversight-remind-{finding.pk}-{on}", kind="oversight.reminder",
            text=lambda finding=finding: (  # type: ignore[misc] # bound at once
                _("Nhắc %(unit)s khắc phục tồn tại qua kiểm tra, hạn %(day)s: %(what)s")
                % {
                    "unit": finding.unit, "day": f"{finding.due_on:%d/%m/%Y}",
                    "what": finding.remedy,
                }
            ),
            url=reverse("oversight:finding", args=[finding.pk]),
        )  # fmt: skip
    note(findings=len(findings), people=told)
    return told


def _insist_on_minutes(finding: Finding) -> None:
    if finding.visit.state != VisitState.CONCLUDED:
        raise WrongState(_("Cuộc kiểm tra chưa kết luận."))
