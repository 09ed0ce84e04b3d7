"""A visit: the checklist answered, evidence kept, and the minutes concluded."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core import period
from thidua.core.action import action, note
from thidua.core.permit import Refused
from thidua.documents import uploads
from thidua.documents.actions import upload_file
from thidua.notices.actions import tell
from thidua.orgs import queries as orgs
from thidua.oversight import permits, queries
from thidua.oversight.models import Answer, Visit
from thidua.oversight.showing import figures_of
from thidua.oversight.states import VISIT, PlanState

MOST_FILES = 20
Said = tuple[str, str]
"""A verdict of the checklist and its note."""


@action(
    "oversight.visit.record", gettext_lazy("Ghi kết quả kiểm tra"), on="visit",
    permit=permits.inspects,
)  # fmt: skip
def record_visit(
    *, actor: Any, visit: Visit, on: date, held_on: date | None, present: str = "",
    remarks: str = "", answers: Mapping[int, Said],
) -> Visit:  # fmt: skip
    """When and with whom, and answers by question; what is not named stays unanswered."""
    insist_on_work(visit)
    if held_on is not None and held_on > on:
        raise Refused(_("Ngày kiểm tra chưa đến: ghi sau khi đã kiểm tra."))
    visit.held_on, visit.present, visit.remarks = held_on, present.strip(), remarks.strip()
    visit.save()
    asked = {question.pk for question in queries.questions_of(visit.plan)}
    if set(answers) - asked:
        raise Refused(_("Câu hỏi này không có trong kế hoạch kiểm tra."))
    visit.answers.all().delete()
    Answer.objects.bulk_create(
        Answer(visit=visit, question_id=key, verdict=verdict, note=said.strip()[:500])
        for key, (verdict, said) in answers.items()
    )
    note(answers=len(answers))
    return visit


@action(
    "oversight.visit.attach", gettext_lazy("Thêm minh chứng kiểm tra"), on="visit",
    permit=permits.inspects,
)  # fmt: skip
def attach_evidence(*, actor: Any, visit: Visit, file: uploads.Sent) -> Visit:
    """A photograph or a copy from the books."""
    insist_on_work(visit)
    if queries.evidence_of(visit).count() >= MOST_FILES:
        raise Refused(_("Mỗi cuộc kiểm tra giữ nhiều nhất %(most)s tệp.") % {"most": MOST_FILES})
    upload_file(
        actor=actor, subject=visit, role=queries.EVIDENCE, name=file.name or "",
        content=file.read(),
    )  # fmt: skip
    return visit


@action(
    "oversight.visit.conclude", gettext_lazy("Kết luận kiểm tra"), on="visit",
    permit=permits.inspects,
)  # fmt: skip
def conclude_visit(*, actor: Any, visit: Visit, on: date) -> Visit:
    """The minutes stand: nothing in them changes, and units hear what they have to mend."""
    insist_on_work(visit)
    VISIT.move(visit, "conclude")
    if visit.held_on is None:
        raise Refused(_("Ghi ngày kiểm tra rồi kết luận."))
    left = len(queries.questions_of(visit.plan)) - visit.answers.count()
    if left:
        raise Refused(_("Còn %(left)s câu hỏi chưa trả lời.") % {"left": left})
    visit.concluded_by, visit.concluded_at = actor, period.now()
    with translation.override("vi"):
        visit.reported = [[each.name, each.span, each.value] for each in figures_of(visit)]
    visit.save()
    for finding in visit.findings.select_related("unit"):
        tell(
            recipients=orgs.accounts_with_role([finding.unit], queries.REPORTERS, on=on),
            key=f"oversight-finding-{finding.pk}", kind="oversight.finding",
            text=lambda finding=finding: (  # type: ignore[misc] # bound at once
                _("%(unit)s cần khắc phục tồn tại qua kiểm tra, hạn %(day)s: %(what)s")
                % {
                    "unit": finding.unit, "day": f"{finding.due_on:%d/%m/%Y}",
                    "what": finding.remedy,
                }
            ),
            url=reverse("oversight:finding", args=[finding.pk]),
        )  # fmt: skip
    note(findings=visit.findings.count())
    return visit


def insist_on_work(visit: Visit) -> None:
    """Refuse before the plan has started, and once the visit is concluded."""
    VISIT.move(visit, "write")
    if visit.plan.state != PlanState.RUNNING:
        raise Refused(_("Kế hoạch chưa bắt đầu kiểm tra hoặc đã kết thúc."))
