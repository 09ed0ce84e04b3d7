"""A unit's action programme: written as rows, sent, accepted or returned."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.orgs import permits as orgs_permits
from thidua.orgs import queries as orgs
from thidua.orgs.pages import attempt, page
from thidua.programmes import actions, forms, permits, queries, tables
from thidua.programmes.models import Programme
from thidua.programmes.states import Part, ProgrammeState
from thidua.programmes.views import moves
from thidua.programmes.views.movements import line_of
from thidua.ui import formats
from thidua.ui.components import Case
from thidua.ui.forms import ReasonForm

_PAGE = "programmes:programme"


def the_programme(request: HttpRequest, pk: int) -> Programme | None:
    return queries.programme_for(request.user, pk)


@page(permit=orgs_permits.is_signed_in, subject=the_programme)
def detail(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    actor = request.user
    tasks = queries.tasks_of(programme)
    state = ProgrammeState(programme.state)
    writes = permits.writes_programme(actor, programme) is None
    waits = state == ProgrammeState.SENT
    decides = permits.decides(actor, programme) is None
    accepts = permits.accepts_programme(actor, programme) if waits and decides else ""
    inside = decides or permits.fills_programme(actor, programme) is None
    steps = {
        ProgrammeState.DRAFT: _("Trưởng đơn vị viết xong, gửi"),
        ProgrammeState.SENT: _("Nơi tổ chức phong trào chấp thuận"),
        ProgrammeState.RETURNED: _("Trưởng đơn vị bổ sung, gửi lại"),
    }
    context = {
        "programme": programme,
        "lines": [line_of(task) for task in tasks],
        "case": Case(
            who=programme.movement.title,
            who_url=reverse("programmes:movement", args=[programme.movement_id]),
            what=gettext("Chương trình hành động của %(unit)s") % {"unit": programme.unit},
            state=state.label,
            tone=tables.PROGRAMME_TONES[state],
            holder=str(programme.unit) if state in (ProgrammeState.DRAFT, ProgrammeState.RETURNED)
            else "",
            next_step=steps.get(state, ""),
            facts=[(_("Gửi lúc"), formats.when(programme.sent_at))] if programme.sent_at else [],
        ),
        "can": {"write": writes, "accept": accepts is None},
        "why_not_accept": accepts or None,
        "returned_because": programme.return_reason if inside else "",
        "reason_form": ReasonForm(),
        "trail": orgs.trail_of(programme) if inside else [],
    }  # fmt: skip
    return render(request, "programmes/programme.html", context)


@page(permit=permits.writes_programme, subject=the_programme)
def edit(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    data = request.POST if request.method == "POST" else None
    aim = forms.AimForm(data, instance=programme)
    rows = forms.task_rows(
        data, part=Part.ACTION, actor=request.user,
        initial=forms.stored_rows(queries.tasks_of(programme)) if data is None else (),
    )  # fmt: skip
    if data is not None and all([aim.is_valid(), rows.is_valid()]):
        act, words = actions.write_programme, aim.cleaned_data["aim"]
        given = forms.facts_of(rows)
        kept = attempt(
            request,
            lambda: act(actor=request.user, programme=programme, aim=words, tasks=given),
        )
        if kept is not None:
            return _kept(request, kept, sending="send" in data)
    context = {"programme": programme, "aim": aim, "rows": rows}
    return render(request, "programmes/programme_form.html", context)


def _kept(request: HttpRequest, programme: Programme, *, sending: bool) -> HttpResponseBase:
    if not sending:
        messages.success(request, gettext("Đã lưu chương trình; chưa gửi."))
        return redirect(_PAGE, programme.pk)
    act = actions.send_programme
    if attempt(request, lambda: act(actor=request.user, programme=programme)) is None:
        return redirect("programmes:programme_edit", programme.pk)
    messages.success(request, gettext("Đã gửi. Nơi tổ chức phong trào sẽ chấp thuận."))
    return redirect(_PAGE, programme.pk)


send = moves.moving(
    the_programme, permits.fills_programme, actions.send_programme, as_="programme", back=_PAGE,
    said=_("Đã gửi. Nơi tổ chức phong trào sẽ chấp thuận."),
)  # fmt: skip
accept = moves.moving(
    the_programme, permits.accepts_programme, actions.accept_programme, as_="programme",
    back=_PAGE, said=_("Đã chấp thuận; các việc được giao từ bây giờ."), dated=True,
)  # fmt: skip
give_back = moves.reasoning(
    the_programme, permits.accepts_programme, actions.return_programme, as_="programme",
    back=_PAGE, said=_("Đã trả lại; trưởng đơn vị đọc được lý do."),
    title=_("Trả lại để bổ sung"),
)  # fmt: skip
