"""Letters of complaint and denunciation, step by step; holds, from a paper to its conclusion."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.action import action, note
from thidua.core.permit import Refused
from thidua.disclosures import permits, queries, rules
from thidua.disclosures.models import Comment, Complaint, Hold
from thidua.disclosures.states import COMPLAINT, ComplaintKind, ComplaintState, Ground, Stage
from thidua.orgs.queries import days_moved
from thidua.ui import formats


def begin(
    *, unit: Any, kind: ComplaintKind, subject: str, filed_on: date, filer: str = "",
    is_protected: bool = False, is_remote: bool = False, is_complex: bool = False,
    comment: Comment | None = None, previous: Complaint | None = None,
) -> Complaint:  # fmt: skip
    """Enter a letter with the term of its first step; a denouncer's name is always protected."""
    term = rules.accept_by(kind, filed_on, moved=days_moved(unit))
    return Complaint.objects.create(
        unit=unit, kind=kind, subject=subject.strip(), filer=filer.strip(), filed_on=filed_on,
        is_protected=is_protected or kind == ComplaintKind.DENUNCIATION, is_remote=is_remote,
        is_complex=is_complex, comment=comment, previous=previous,
        stage=Stage.SECOND if previous else Stage.FIRST, due_on=term.day if term else None,
    )  # fmt: skip


@action("disclosures.complaint.file", gettext_lazy("Nhận đơn"), on="unit", permit=permits.settles)
def file_complaint(
    *, actor: Any, unit: Any, on: date, kind: ComplaintKind | str, subject: str, filed_on: date,
    filer: str = "", is_protected: bool = False, is_remote: bool = False,
    is_complex: bool = False,
) -> Complaint:  # fmt: skip
    """A letter that came on paper or by word; a complaint names who complains."""
    if not subject.strip():
        raise Refused(_("Cần ghi đơn về việc gì."))
    if filed_on > on:
        raise Refused(_("Ngày nhận đơn chưa đến."))
    if kind == ComplaintKind.COMPLAINT and not filer.strip():
        raise Refused(_("Đơn khiếu nại cần có tên người khiếu nại."))
    return begin(
        unit=unit, kind=ComplaintKind(kind), subject=subject, filed_on=filed_on, filer=filer,
        is_protected=is_protected, is_remote=is_remote, is_complex=is_complex,
    )  # fmt: skip


@action(
    "disclosures.complaint.accept", gettext_lazy("Thụ lý đơn"), on="complaint",
    permit=permits.handles_complaint,
)  # fmt: skip
def accept_complaint(
    *, actor: Any, complaint: Complaint, paper: str, accepted_on: date, on: date
) -> Complaint:
    """The paper of acceptance begins the term of settling, and may hold a consideration."""
    COMPLAINT.move(complaint, "accept")
    _insist_on_paper(paper, accepted_on, after=complaint.filed_on, on=on)
    complaint.acceptance, complaint.accepted_on = paper.strip(), accepted_on
    term = rules.settle_by(
        complaint.kind, accepted_on, is_complex=complaint.is_complex,
        is_remote=complaint.is_remote, moved=days_moved(complaint.unit),
    )  # fmt: skip
    complaint.due_on = term.day if term else None
    complaint.save()
    return complaint


def _insist_on_paper(paper: str, day: date, *, after: date, on: date) -> None:
    if not paper.strip():
        raise Refused(_("Cần ghi số, ký hiệu văn bản."))
    if day < after:
        raise Refused(_("Ngày văn bản không thể trước ngày %(day)s.") % {"day": formats.day(after)})
    if day > on:
        raise Refused(_("Ngày văn bản chưa đến."))


@action(
    "disclosures.complaint.decline", gettext_lazy("Không thụ lý đơn"), on="complaint",
    permit=permits.handles_complaint,
)  # fmt: skip
def decline_complaint(*, actor: Any, complaint: Complaint, reason: str, on: date) -> Complaint:
    """It does not go the law's way, and whoever wrote is told why."""
    COMPLAINT.move(complaint, "decline")
    if not reason.strip():
        raise Refused(_("Cần nêu lý do không thụ lý."))
    complaint.decline_reason, complaint.settled_on = reason.strip(), on
    complaint.due_on = None
    complaint.save()
    note(reason=complaint.decline_reason)
    return complaint


@action(
    "disclosures.complaint.settle", gettext_lazy("Giải quyết đơn"), on="complaint",
    permit=permits.handles_complaint,
)  # fmt: skip
def settle_complaint(
    *, actor: Any, complaint: Complaint, paper: str, settled_on: date, is_upheld: bool,
    conclusion: str, on: date,
) -> Complaint:  # fmt: skip
    """The paper that settles it ends the holds that rest on it."""
    COMPLAINT.move(complaint, "settle")
    assert complaint.accepted_on is not None
    _insist_on_paper(paper, settled_on, after=complaint.accepted_on, on=on)
    complaint.conclusion, complaint.settled_on = paper.strip(), settled_on
    complaint.is_upheld, complaint.due_on = is_upheld, None
    complaint.save()
    for hold in complaint.holds.filter(ended_on=None):
        end_hold(
            actor=actor, hold=hold, paper=paper, ended_on=settled_on, conclusion=conclusion, on=on
        )
    return complaint


@action(
    "disclosures.complaint.file_again", gettext_lazy("Nhận đơn khiếu nại lần hai"),
    on="complaint", permit=permits.handles_complaint,
)  # fmt: skip
def file_again(*, actor: Any, complaint: Complaint, filed_on: date, on: date) -> Complaint:
    """A second complaint against what settled the first; a late one is taken in and marked."""
    if complaint.kind != ComplaintKind.COMPLAINT or complaint.stage != Stage.FIRST:
        raise Refused(_("Chỉ đơn khiếu nại lần đầu có khiếu nại lần hai."))
    if complaint.state != ComplaintState.SETTLED or complaint.settled_on is None:
        raise Refused(_("Khiếu nại lần hai chỉ có sau khi lần đầu đã giải quyết."))
    if queries.follow_ups(complaint):
        raise Refused(_("Đơn này đã có khiếu nại lần hai."))
    if not complaint.settled_on <= filed_on <= on:
        raise Refused(_("Ngày nhận đơn phải sau ngày giải quyết lần đầu và không quá hôm nay."))
    return begin(
        unit=complaint.unit, kind=ComplaintKind.COMPLAINT, subject=complaint.subject,
        filed_on=filed_on, filer=complaint.filer, is_protected=complaint.is_protected,
        is_remote=complaint.is_remote, is_complex=complaint.is_complex, previous=complaint,
    )  # fmt: skip


@action("disclosures.hold.place", gettext_lazy("Tạm dừng xét"), on="unit", permit=permits.settles)
def place_hold(
    *, actor: Any, unit: Any, on: date, ground: Ground | str, paper: str, paper_on: date,
    person: Any = None, complaint: Complaint | None = None,
) -> Hold:  # fmt: skip
    """Hold a person kept by `unit`, or without a person the unit itself; only from a paper."""
    if complaint is not None:
        if complaint.state != ComplaintState.ACCEPTED:
            raise Refused(_("Đơn chưa thụ lý hoặc đã giải quyết: chỉ tạm dừng khi đang thụ lý."))
        assert complaint.accepted_on is not None
        ground, paper, paper_on = Ground.COMPLAINT, complaint.acceptance, complaint.accepted_on
    if not paper.strip():
        raise Refused(
            _("Chỉ tạm dừng xét khi có văn bản thụ lý đơn, quyết định thanh tra hoặc xem xét "
              "kỷ luật: ghi số và ngày.")
        )  # fmt: skip
    if paper_on > on:
        raise Refused(_("Ngày văn bản chưa đến."))
    return Hold.objects.create(
        person=person, unit=None if person else unit, kept_by=unit, ground=ground,
        complaint=complaint, paper=paper.strip(), paper_on=paper_on, entered_by=actor,
    )  # fmt: skip


@action(
    "disclosures.hold.end", gettext_lazy("Kết thúc tạm dừng xét"), on="hold",
    permit=permits.settles,
)  # fmt: skip
def end_hold(
    *, actor: Any, hold: Hold, paper: str, ended_on: date, conclusion: str, on: date
) -> Hold:
    """It ends with its conclusion, and with nothing else."""
    if hold.ended_on is not None:
        raise Refused(_("Việc tạm dừng này đã kết thúc."))
    _insist_on_paper(paper, ended_on, after=hold.paper_on, on=on)
    hold.end_paper, hold.ended_on, hold.conclusion = paper.strip(), ended_on, conclusion.strip()
    hold.save()
    return hold
