"""Letters of complaint and denunciation: their list, one with its terms, and each step."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from thidua.core import period
from thidua.core.permit import Reason
from thidua.disclosures import actions, forms, permits, queries, rules, tables
from thidua.disclosures.models import Complaint
from thidua.disclosures.states import (
    PENDING,
    ComplaintKind,
    ComplaintState,
    Stage,
)
from thidua.disclosures.views.common import form_page, log_opening, term_said, the_complaint
from thidua.orgs import queries as orgs
from thidua.orgs.pages import Paged, attempt, page
from thidua.ui import formats
from thidua.ui.components import Case, Moment
from thidua.ui.forms import ReasonForm
from thidua.ui.lists import Empty, ListPage

_PAGE = "disclosures:complaint"


class ComplaintList(Paged, ListPage):
    permit = permits.oversees_somewhere
    title = _("Đơn khiếu nại, tố cáo")
    columns = tables.COMPLAINTS
    filterset_class = tables.ComplaintFilter
    search_fields = ("folded",)
    search_hint = _("Tìm theo việc; không cần dấu")
    default_sort = ("due_on", "-pk")
    row_url = _PAGE
    export_name = "don-khieu-nai-to-cao"
    empty = Empty(
        _("Không có đơn nào"),
        _("Đơn khiếu nại, tố cáo về thi đua, khen thưởng hiện ở đây cùng hạn thụ lý và hạn giải "
          "quyết. Ý kiến góp ý thực chất là đơn cũng được chuyển sang đây."),
        icon="mail-exclamation",
    )  # fmt: skip

    def get_rows(self) -> Any:
        return queries.complaints_visible_to(self.request.user)

    def get_state(self, total: int) -> Reason:
        return gettext("%(total)s đơn") % {"total": formats.number(total)}

    def get_context(self) -> dict[str, Any]:
        if permits.settles_somewhere(self.request.user) is not None:
            return {}
        return {
            "main_action_url": reverse("disclosures:file"), "main_action_label": _("Nhận đơn")
        }  # fmt: skip


@page(permit=permits.settles_somewhere)
def file(request: HttpRequest) -> HttpResponseBase:
    on = period.today()
    form = forms.ComplaintForm(request.POST or None, actor=request.user, initial={"filed_on": on})
    if request.method == "POST" and form.is_valid():
        act, given = actions.file_complaint, form.cleaned_data
        made = attempt(request, lambda: act(actor=request.user, on=on, **given))
        if made is not None:
            messages.success(request, gettext("Đã nhận đơn."))
            return redirect(_PAGE, made.pk)
    return form_page(
        request, form, title=_("Nhận đơn"), back=reverse("disclosures:complaints"),
        back_label=_("Đơn khiếu nại, tố cáo"), draft="don-moi",
    )  # fmt: skip


@require_safe
@page(permit=permits.reads, subject=the_complaint)
def detail(request: HttpRequest, complaint: Complaint) -> HttpResponse:
    return _show(request, complaint)


@page(permit=permits.opens_filer, subject=the_complaint)
@require_POST
def open_filer(request: HttpRequest, complaint: Complaint) -> HttpResponse:
    """A protected name on the page this once, each opening written down."""
    log_opening(request, complaint)
    return _show(request, complaint, name=_filer(complaint))


def _filer(complaint: Complaint) -> str:
    if complaint.comment is not None:
        return queries.name_for(complaint.comment)
    return complaint.filer


def _show(request: HttpRequest, complaint: Complaint, *, name: str = "") -> HttpResponse:
    actor = request.user
    handles = permits.handles_complaint(actor, complaint) is None
    may_open = permits.opens_filer(actor, complaint) is None
    if not complaint.is_protected and handles:
        name = _filer(complaint)
    state = complaint.state
    context = {
        "complaint": complaint,
        "case": _case(complaint, name=name),
        "moments": _way(complaint),
        "may_open": may_open and not name,
        "openings": queries.names_opened(complaint) if may_open else [],
        "can": {
            "accept": handles and state == ComplaintState.FILED,
            "settle": handles and state == ComplaintState.ACCEPTED,
            "file_again": handles and state == ComplaintState.SETTLED
            and complaint.kind == ComplaintKind.COMPLAINT and complaint.stage == Stage.FIRST
            and not queries.follow_ups(complaint),
        },
        "holds": complaint.holds.select_related("person", "unit"),
        "follow_ups": queries.follow_ups(complaint),
        "trail": orgs.trail_of(complaint),
    }  # fmt: skip
    return render(request, "disclosures/complaint.html", context)


def _case(complaint: Complaint, *, name: str) -> Case:
    steps: dict[str, Reason] = {
        ComplaintState.FILED: _("Xem xét thụ lý, ghi văn bản thụ lý hoặc lý do không thụ lý"),
        ComplaintState.ACCEPTED: _("Xác minh, giải quyết và ghi văn bản giải quyết"),
    }
    facts: list[tuple[Reason, Any]] = [
        (_("Người gửi đơn"), name or gettext("được giữ kín")),
        (_("Ngày nhận"), formats.day(complaint.filed_on)),
    ]
    if complaint.kind == ComplaintKind.COMPLAINT:
        facts.append((_("Lần"), complaint.get_stage_display()))
    if complaint.is_complex:
        facts.append((_("Tính chất"), gettext("vụ việc phức tạp")))
    if complaint.is_remote:
        facts.append((_("Địa bàn"), gettext("vùng sâu, vùng xa, đi lại khó khăn")))
    if complaint.acceptance:
        facts.append((_("Văn bản thụ lý"), complaint.acceptance))
    if complaint.conclusion:
        facts.append((_("Văn bản giải quyết"), complaint.conclusion))
    if complaint.is_upheld is not None:
        upheld = gettext("đúng hoặc đúng một phần"), gettext("không đúng")
        facts.append((_("Kết luận"), upheld[0] if complaint.is_upheld else upheld[1]))
    waits = complaint.state in PENDING
    return Case(
        who=complaint.get_kind_display(), what=complaint.subject,
        state=complaint.get_state_display(), tone=tables.TONES[complaint.state],
        holder=str(complaint.unit) if waits else "",
        next_step=steps.get(complaint.state, ""), due_on=complaint.due_on, facts=facts,
    )  # fmt: skip


def _way(complaint: Complaint) -> list[Moment]:
    """Each step with its term, its article, and whether anybody has read that article."""
    moved = orgs.days_moved(complaint.unit)
    accept = rules.accept_by(complaint.kind, complaint.filed_on, moved=moved)
    within = gettext("Hạn: %(term)s")
    moments = [Moment(gettext("Nhận đơn"), complaint.filed_on, state="done")]
    said = within % {"term": term_said(accept)}
    if complaint.state == ComplaintState.DECLINED:
        reason = f"{complaint.decline_reason}"
        moments.append(Moment(gettext("Không thụ lý"), complaint.settled_on, reason, state="done"))
        return moments
    if complaint.accepted_on is None:
        due = accept.day if accept else None
        moments.append(Moment(gettext("Thụ lý"), due, said, state="now"))
        return moments
    moments.append(Moment(gettext("Thụ lý"), complaint.accepted_on, said, state="done"))
    settle = rules.settle_by(
        complaint.kind, complaint.accepted_on, is_complex=complaint.is_complex,
        is_remote=complaint.is_remote, moved=moved,
    )  # fmt: skip
    said = within % {"term": term_said(settle)}
    if complaint.settled_on is None:
        due = settle.day if settle else None
        moments.append(Moment(gettext("Giải quyết"), due, said, state="now"))
        return moments
    moments.append(Moment(gettext("Giải quyết"), complaint.settled_on, said, state="done"))
    if complaint.kind == ComplaintKind.COMPLAINT and complaint.stage == Stage.FIRST:
        second = rules.second_by(complaint.settled_on, is_remote=complaint.is_remote, moved=moved)
        moments.append(
            Moment(
                gettext("Hết hạn khiếu nại lần hai"), second.day if second else None,
                within % {"term": term_said(second)},
            )
        )  # fmt: skip
    return moments


@page(permit=permits.handles_complaint, subject=the_complaint)
def accept(request: HttpRequest, complaint: Complaint) -> HttpResponseBase:
    on = period.today()
    form = forms.PaperForm(request.POST or None, initial={"day": on})
    if request.method == "POST" and form.is_valid():
        act, given = actions.accept_complaint, form.cleaned_data
        if attempt(
            request,
            lambda: act(
                actor=request.user, complaint=complaint, paper=given["paper"],
                accepted_on=given["day"], on=on,
            ),
        ):  # fmt: skip
            messages.success(request, gettext("Đã thụ lý."))
            return redirect(_PAGE, complaint.pk)
    return _form(request, complaint, form, _("Thụ lý đơn"))


@page(permit=permits.handles_complaint, subject=the_complaint)
def decline(request: HttpRequest, complaint: Complaint) -> HttpResponseBase:
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        act, reason, on = actions.decline_complaint, form.cleaned_data["reason"], period.today()
        if attempt(
            request, lambda: act(actor=request.user, complaint=complaint, reason=reason, on=on)
        ):
            messages.success(request, gettext("Đã ghi không thụ lý và lý do."))
            return redirect(_PAGE, complaint.pk)
    return _form(request, complaint, form, _("Không thụ lý đơn"))


@page(permit=permits.handles_complaint, subject=the_complaint)
def settle(request: HttpRequest, complaint: Complaint) -> HttpResponseBase:
    on = period.today()
    form = forms.SettleForm(request.POST or None, initial={"day": on})
    if request.method == "POST" and form.is_valid():
        act, given = actions.settle_complaint, dict(form.cleaned_data)
        day = given.pop("day")
        if attempt(
            request,
            lambda: act(
                actor=request.user, complaint=complaint, settled_on=day, on=on, **given
            ),
        ):  # fmt: skip
            messages.success(
                request, gettext("Đã giải quyết; việc tạm dừng theo đơn này đã kết thúc.")
            )
            return redirect(_PAGE, complaint.pk)
    return _form(request, complaint, form, _("Giải quyết đơn"))


@page(permit=permits.handles_complaint, subject=the_complaint)
def file_again(request: HttpRequest, complaint: Complaint) -> HttpResponseBase:
    on = period.today()
    form = forms.DayForm(request.POST or None, initial={"filed_on": on})
    if request.method == "POST" and form.is_valid():
        act, day = actions.file_again, form.cleaned_data["filed_on"]
        made = attempt(
            request, lambda: act(actor=request.user, complaint=complaint, filed_on=day, on=on)
        )
        if made is not None:
            messages.success(request, gettext("Đã nhận đơn khiếu nại lần hai."))
            return redirect(_PAGE, made.pk)
    return _form(request, complaint, form, _("Nhận đơn khiếu nại lần hai"))


def _form(request: HttpRequest, complaint: Complaint, form: Any, title: Reason) -> HttpResponseBase:
    return form_page(
        request, form, title=title, back=reverse(_PAGE, args=[complaint.pk]),
        back_label=str(complaint), draft=f"don-{complaint.pk}",
    )  # fmt: skip
