"""Comments: sent in a minute, handled with their clock, a protected name behind a logged door."""

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
from thidua.disclosures import actions, forms, permits, queries, tables
from thidua.disclosures.models import Comment, Disclosure
from thidua.disclosures.states import WAITING, CommentState, Stance
from thidua.disclosures.views.common import form_page, log_opening, the_comment, the_disclosure
from thidua.orgs import permits as orgs_permits
from thidua.orgs import queries as orgs
from thidua.orgs.pages import Paged, attempt, page
from thidua.ui import formats
from thidua.ui.components import Case
from thidua.ui.lists import Empty, ListPage

_PAGE = "disclosures:comment"


class CommentList(Paged, ListPage):
    permit = orgs_permits.is_signed_in
    title = _("Ý kiến góp ý")
    columns = tables.COMMENTS
    filterset_class = tables.CommentFilter
    search_fields = ("folded",)
    search_hint = _("Tìm theo nội dung; không cần dấu")
    default_sort = ("turn", "due_on", "pk")
    row_url = _PAGE
    export_name = "y-kien-cong-khai"
    empty = Empty(
        _("Chưa có ý kiến nào"),
        _("Ý kiến bạn gửi về các danh sách đang công khai, và ý kiến về danh sách của đơn vị bạn "
          "phụ trách, hiện ở đây cùng hạn trả lời."),
        icon="message-2",
    )  # fmt: skip

    def get_rows(self) -> Any:
        return queries.listed_comments(self.request.user)

    def get_state(self, total: int) -> Reason:
        return gettext("%(total)s ý kiến") % {"total": formats.number(total)}


@page(permit=orgs_permits.is_signed_in, subject=the_disclosure)
def send(request: HttpRequest, disclosure: Disclosure) -> HttpResponseBase:
    on, asked = period.today(), request.GET.get("dong", "")
    initial = {"row": int(asked)} if asked.isdecimal() else {}
    form = forms.CommentForm(request.POST or None, disclosure=disclosure, initial=initial)
    if request.method == "POST" and form.is_valid():
        act, given = actions.send_comment, form.cleaned_data
        made = attempt(
            request, lambda: act(actor=request.user, disclosure=disclosure, on=on, **given)
        )
        if made is not None:
            said = gettext("Đã ghi nhận ý kiến đồng ý. Cảm ơn bạn.")
            if made.due_on is not None:
                said = gettext("Đã gửi. Bạn được trả lời trước hết ngày %(day)s.") % {
                    "day": formats.day(made.due_on)
                }
            messages.success(request, said)
            return redirect("disclosures:detail", disclosure.pk)
    return form_page(
        request, form, title=_("Góp ý về danh sách"), submit=_("Gửi ý kiến"),
        back=reverse("disclosures:detail", args=[disclosure.pk]), back_label=disclosure.title,
        state=gettext("Lấy ý kiến đến hết ngày %(day)s") % {"day": formats.day(disclosure.ends_on)},
        draft=f"gop-y-{disclosure.pk}",
    )  # fmt: skip


@require_safe
@page(permit=permits.reads, subject=the_comment)
def detail(request: HttpRequest, comment: Comment) -> HttpResponse:
    return _show(request, comment)


@page(permit=permits.opens_name, subject=the_comment)
@require_POST
def open_name(request: HttpRequest, comment: Comment) -> HttpResponse:
    """The name on the page this once; who opened it, and when, is written down for its bearer."""
    log_opening(request, comment)
    return _show(request, comment, name=queries.name_for(comment))


def _show(request: HttpRequest, comment: Comment, *, name: str = "") -> HttpResponse:
    actor = request.user
    own = comment.author_id == actor.pk
    answers = comment.state in WAITING and permits.answers(actor, comment) is None
    is_open = queries.name_is_known(actor, comment)
    name = name or (queries.name_for(comment) if is_open else "")
    may_open = permits.opens_name(actor, comment) is None
    context = {
        "comment": comment,
        "case": _case(comment, name=name),
        "name": name,
        "may_open": may_open and not name,
        "openings": queries.names_opened(comment) if own or may_open else [],
        "answer_form": forms.AnswerForm() if answers else None,
        "answers": answers,
        "is_new": comment.state == CommentState.NEW,
        "complaint": queries.complaint_of(comment),
        "may_see_complaint": permits.settles(actor, comment.disclosure) is None,
        # The trail names who wrote.
        "trail": orgs.trail_of(comment) if is_open and (own or not comment.is_protected) else [],
    }
    return render(request, "disclosures/comment.html", context)


def _case(comment: Comment, *, name: str) -> Case:
    waits = comment.state in WAITING
    facts: list[tuple[Reason, Any]] = [
        (_("Danh sách"), comment.disclosure.title),
        (_("Người góp ý"), name or gettext("được bảo vệ tên")),
        (_("Ngày nhận"), formats.day(comment.received_on)),
    ]
    if comment.answered_on is not None:
        facts.append((_("Trả lời ngày"), formats.day(comment.answered_on)))
    return Case(
        who=Stance(comment.stance).label,
        what=str(comment.row or gettext("Cả danh sách")),
        state=comment.get_state_display(),
        tone=tables.TONES[comment.state],
        holder=str(comment.disclosure.unit) if waits else "",
        next_step=_("Cán bộ thi đua, khen thưởng xác minh và trả lời") if waits else "",
        due_on=comment.due_on if waits else None,
        facts=facts,
    )


@page(permit=permits.answers, subject=the_comment)
@require_POST
def verify(request: HttpRequest, comment: Comment) -> HttpResponseBase:
    act, on = actions.verify_comment, period.today()
    if attempt(request, lambda: act(actor=request.user, comment=comment, on=on)):
        messages.success(request, gettext("Đã ghi là đang xác minh; người góp ý được báo."))
    return redirect(_PAGE, comment.pk)


@page(permit=permits.answers, subject=the_comment)
def answer(request: HttpRequest, comment: Comment) -> HttpResponseBase:
    form = forms.AnswerForm(request.POST or None)
    if form.is_valid():
        act, on = actions.answer_comment, period.today()
        text = form.cleaned_data["answer"]
        if attempt(request, lambda: act(actor=request.user, comment=comment, answer=text, on=on)):
            messages.success(request, gettext("Đã trả lời; người góp ý được báo."))
            return redirect(_PAGE, comment.pk)
    return form_page(
        request, form, title=_("Trả lời"), back=reverse(_PAGE, args=[comment.pk]),
        back_label=str(comment), draft=f"tra-loi-{comment.pk}",
    )  # fmt: skip


@page(permit=permits.answers, subject=the_comment)
def take_over(request: HttpRequest, comment: Comment) -> HttpResponseBase:
    form = forms.TakeOverForm(request.POST or None)
    if form.is_valid():
        act, kind, on = actions.take_over_comment, form.cleaned_data["kind"], period.today()
        made = attempt(request, lambda: act(actor=request.user, comment=comment, kind=kind, on=on))
        if made is not None:
            messages.success(request, gettext("Đã chuyển thành đơn, tính hạn từ ngày nhận ý kiến."))
            return redirect("disclosures:complaint", made.pk)
    return form_page(
        request, form, title=_("Chuyển thành đơn"), back=reverse(_PAGE, args=[comment.pk]),
        back_label=str(comment),
        state=_("Nội dung thực chất là khiếu nại hoặc tố cáo được giải quyết theo luật."),
    )  # fmt: skip
