"""Holds: their list, one with its papers, its beginning and its end."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from thidua.core import period
from thidua.core.permit import Reason
from thidua.disclosures import actions, forms, permits, queries, tables
from thidua.disclosures.models import Complaint, Hold
from thidua.disclosures.views.common import form_page, the_complaint, the_hold
from thidua.orgs import queries as orgs
from thidua.orgs.pages import Paged, attempt, page
from thidua.ui import formats
from thidua.ui.components import Case
from thidua.ui.lists import Empty, ListPage

_PAGE = "disclosures:hold"


class HoldList(Paged, ListPage):
    permit = permits.oversees_somewhere
    title = _("Tạm dừng xét")
    columns = tables.HOLDS
    filterset_class = tables.HoldFilter
    default_sort = ("-paper_on", "-pk")
    row_url = _PAGE
    export_name = "tam-dung-xet"
    empty = Empty(
        _("Không có ai đang tạm dừng xét"),
        _("Chỉ tạm dừng khi có văn bản thụ lý đơn, quyết định thanh tra, kiểm tra hoặc xem xét kỷ "
          "luật; hết khi có kết luận. Đơn thư chưa thụ lý không làm dừng việc xét."),
        icon="player-pause",
    )  # fmt: skip

    def get_rows(self) -> Any:
        found = queries.holds_visible_to(self.request.user)
        return found.select_related("person", "unit", "kept_by")

    def get_state(self, total: int) -> Reason:
        return gettext("%(total)s lần tạm dừng") % {"total": formats.number(total)}

    def get_context(self) -> dict[str, Any]:
        if permits.settles_somewhere(self.request.user) is not None:
            return {}
        return {
            "main_action_url": reverse("disclosures:place"),
            "main_action_label": _("Ghi tạm dừng xét"),
        }


@page(permit=permits.settles_somewhere)
def place(request: HttpRequest) -> HttpResponseBase:
    form = forms.HoldForm(request.POST or None, actor=request.user)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made = _place(
            request, given["who"], ground=given["ground"], paper=given["paper"],
            paper_on=given["day"],
        )  # fmt: skip
        if made is not None:
            return redirect(_PAGE, made.pk)
    return form_page(
        request, form, title=_("Ghi tạm dừng xét"), back=reverse("disclosures:holds"),
        back_label=_("Tạm dừng xét"),
        state=_("Chỉ khi đã có văn bản; đơn thư chưa thụ lý không làm dừng việc xét."),
    )  # fmt: skip


@page(permit=permits.handles_complaint, subject=the_complaint)
def place_for(request: HttpRequest, complaint: Complaint) -> HttpResponseBase:
    """By the paper of acceptance, which the letter already has."""
    form = forms.HoldForm(request.POST or None, actor=request.user, complaint=complaint)
    if request.method == "POST" and form.is_valid():
        made = _place(
            request, form.cleaned_data["who"], ground="complaint", paper=complaint.acceptance,
            paper_on=complaint.accepted_on, complaint=complaint,
        )  # fmt: skip
        if made is not None:
            return redirect("disclosures:complaint", complaint.pk)
    return form_page(
        request, form, title=_("Ghi tạm dừng xét"),
        back=reverse("disclosures:complaint", args=[complaint.pk]), back_label=str(complaint),
        state=gettext("Theo văn bản thụ lý %(paper)s") % {"paper": complaint.acceptance or "…"},
    )  # fmt: skip


def _place(request: HttpRequest, subject: Any, **facts: Any) -> Hold | None:
    on, act = period.today(), actions.place_hold
    is_person = hasattr(subject, "full_name")
    unit = queries.kept_under(request.user, subject, on=on)
    if unit is None:
        messages.error(
            request, gettext("%(who)s không thuộc đơn vị bạn phụ trách.") % {"who": subject}
        )
        return None
    made = attempt(
        request,
        lambda: act(
            actor=request.user, unit=unit, on=on, person=subject if is_person else None, **facts
        ),
    )  # fmt: skip
    if made is not None:
        messages.success(request, gettext("Đã ghi tạm dừng xét."))
    return made


@require_safe
@page(permit=permits.reads, subject=the_hold)
def detail(request: HttpRequest, hold: Hold) -> HttpResponse:
    is_running = hold.ended_on is None
    facts: list[tuple[Reason, Any]] = [
        (_("Đơn vị"), hold.kept_by),
        (_("Căn cứ"), hold.get_ground_display()),
        (_("Văn bản"), hold.paper),
        (_("Ngày văn bản"), formats.day(hold.paper_on)),
        (_("Văn bản kết luận"), hold.end_paper),
        (_("Ngày kết luận"), formats.day(hold.ended_on) if hold.ended_on else ""),
        (_("Kết luận"), hold.conclusion),
    ]
    context = {
        "hold": hold,
        "case": Case(
            who=_("Tạm dừng xét"),
            what=str(hold.subject),
            state=_("Đang tạm dừng") if is_running else _("Đã kết luận"),
            tone="hold" if is_running else "pass",
            next_step=_("Kết thúc khi có văn bản kết luận") if is_running else "",
            facts=[(label, value) for label, value in facts if value],
        ),
        "may_end": is_running and permits.settles(request.user, hold) is None,
        "letter": queries.complaint_for(request.user, hold.complaint_id)
        if hold.complaint_id
        else None,
        "trail": orgs.trail_of(hold),
    }
    return render(request, "disclosures/hold.html", context)


@page(permit=permits.settles, subject=the_hold)
def end(request: HttpRequest, hold: Hold) -> HttpResponseBase:
    on = period.today()
    form = forms.EndForm(request.POST or None, initial={"day": on})
    if request.method == "POST" and form.is_valid():
        act, given = actions.end_hold, dict(form.cleaned_data)
        day = given.pop("day")
        if attempt(
            request, lambda: act(actor=request.user, hold=hold, ended_on=day, on=on, **given)
        ):
            messages.success(request, gettext("Đã kết thúc tạm dừng; việc xét được đi tiếp."))
            return redirect(_PAGE, hold.pk)
    return form_page(
        request, form, title=_("Kết thúc tạm dừng xét"), back=reverse(_PAGE, args=[hold.pk]),
        back_label=str(hold.subject),
    )  # fmt: skip
