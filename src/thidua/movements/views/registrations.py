"""Pages of registrations: a unit's list, all lists of a movement, what is decided on them."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from thidua.core import period
from thidua.core.permit import Reason
from thidua.movements import actions, permits, queries, rules, wording
from thidua.movements.forms import RegistrationForm
from thidua.movements.states import REGISTRATION, MovementState
from thidua.movements.views.subjects import FORM_METHODS, movement, registration
from thidua.movements.wording import TONES
from thidua.orgs import queries as orgs
from thidua.orgs.pages import Paged, attempt, page
from thidua.ui.columns import NOT_APPLICABLE, Column
from thidua.ui.components import Case
from thidua.ui.forms import ReasonForm
from thidua.ui.lists import BulkAction, Empty, ListPage
from thidua.ui.messages import Undo, done


@require_http_methods(FORM_METHODS)
@page(permit=permits.sees_registration, subject=registration)
def fill(request: HttpRequest, registration: Any) -> HttpResponse:
    """A unit's list: its head ticks people and titles and sends it; others read what was sent."""
    today = period.today()
    movement = registration.movement
    may_fill = permits.fills_registration(request.user, registration)
    decide_reason = permits.decides_registration(request.user, registration)
    lateness = rules.lateness(
        registration.came_on(today), movement.register_by, movement.late_until
    )
    reason = may_fill or _closed(registration, lateness)
    form = _form(request, registration, on=today, asks_reason=lateness == "late")
    if request.method == "POST":
        if reason is not None:
            messages.error(request, str(reason))
        elif form.is_valid() and _filled(request, registration, form):
            return redirect("movements:registration", pk=registration.pk)
    inside = may_fill is None or decide_reason is None
    context = {
        "registration": registration,
        "movement": movement,
        "case": Case(
            who=movement.title,
            who_url=reverse("movements:detail", args=[movement.pk]),
            what=_("Đăng ký của %(unit)s") % {"unit": registration.unit},
            state=registration.get_state_display(),
            tone=TONES[registration.state],
            due_on=movement.register_by if registration.awaits_its_head else None,
        ),
        "form": form,
        "may_fill": may_fill is None,
        "reason": reason,
        "lateness": lateness,
        "inside": inside,
        "is_shown": inside or not registration.awaits_its_head,
        "may_take_up": registration.is_declined and lateness != "closed",
        "registered": wording.named(queries.registered_on(registration)),
        "collective": wording.names_of(registration.collective_awards),
        "approve_reason": permits.did_not_send_it(request.user, registration),
        "decides": decide_reason is None,
        "return_form": ReasonForm(),
        "trail": orgs.trail_of(registration) if inside else [],
    }
    return render(request, "movements/registration.html", context)


def _closed(registration: Any, lateness: str) -> Reason | None:
    """Why nobody can change the list now."""
    if registration.movement.state != MovementState.LAUNCHED:
        return _("Phong trào không còn nhận đăng ký.")
    if (reason := REGISTRATION.refusal(registration, "submit")) is not None:
        return reason
    return _("Đã hết hạn đăng ký, kể cả đăng ký muộn.") if lateness == "closed" else None


def _form(
    request: HttpRequest, registration: Any, *, on: Any, asks_reason: bool
) -> RegistrationForm:
    registered = queries.registered_on(registration)
    return RegistrationForm(
        request.POST or None,
        people=list(
            queries.subjects_among(
                orgs.members_of(registration.unit, on=on), registration.movement, on=on
            )
        ),
        chosen={row.person_id: row.awards for row in registered},
        collective=registration.collective_awards,
        asks_reason=asks_reason,
        initial={"late_reason": registration.late_reason},
    )


def _filled(request: HttpRequest, registration: Any, form: RegistrationForm) -> bool:
    kept = attempt(
        request,
        lambda: actions.fill_registration(
            actor=request.user, registration=registration, people=form.registered(),
            on=period.today(), collective_awards=form.cleaned_data["collective"],
        ),
    )  # fmt: skip
    if kept is None:
        return False
    if "submit" not in request.POST:
        messages.success(request, _("Đã lưu tạm danh sách, chưa gửi."))
        return True
    sent = attempt(
        request,
        lambda: actions.submit_registration(
            actor=request.user, registration=registration, on=period.today(),
            late_reason=form.cleaned_data.get("late_reason", ""),
        ),
    )  # fmt: skip
    if sent is not None:
        messages.success(request, _("Đã gửi đăng ký, chờ duyệt."))
    return sent is not None


@require_POST
@page(permit=permits.decides_registration, subject=registration)
def decide(request: HttpRequest, registration: Any) -> HttpResponse:
    """Approve, return or open again one unit's list, or take the opening back."""
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    actor: Any = request.user
    if "approve" in request.POST:
        if attempt(
            request,
            lambda: actions.approve_registrations(actor=actor, registrations=[registration]),
        ):
            messages.success(request, _("Đã duyệt đăng ký."))
    elif "reopen" in request.POST:
        if attempt(
            request,
            lambda: actions.reopen_registration(
                actor=actor, registration=registration, reason=reason
            ),
        ):
            here = reverse("movements:decide", args=[registration.pk])
            done(request, _("Đã mở lại đăng ký."), Undo(here, {"restore": "1"}))
    elif "restore" in request.POST:
        if attempt(
            request, lambda: actions.restore_registration(actor=actor, registration=registration)
        ):
            messages.success(request, _("Đã hoàn tác: đăng ký vẫn như đã duyệt."))
    elif attempt(
        request,
        lambda: actions.return_registration(actor=actor, registration=registration, reason=reason),
    ):
        messages.success(request, _("Đã trả lại đăng ký."))
    return redirect("movements:registration", pk=registration.pk)


@require_POST
@page(permit=permits.fills_registration, subject=registration)
def take_part(request: HttpRequest, registration: Any) -> HttpResponse:
    """Decline with a reason, or take part after all."""
    actor: Any = request.user
    if "take_up" in request.POST:
        if attempt(
            request,
            lambda: actions.take_up_registration(
                actor=actor, registration=registration, on=period.today()
            ),
        ):
            messages.success(request, _("Đơn vị tham gia lại: hãy lập và gửi đăng ký."))
        return redirect("movements:registration", pk=registration.pk)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    if attempt(
        request,
        lambda: actions.decline_registration(actor=actor, registration=registration, reason=reason),
    ):
        messages.success(request, _("Đã ghi đơn vị không tham gia phong trào."))
    return redirect("movements:registration", pk=registration.pk)


def _approve(actor: Any, rows: Any) -> str:
    count = actions.approve_registrations(actor=actor, registrations=rows)
    return _("Đã duyệt đăng ký của %(n)s đơn vị.") % {"n": count}


def _refuse(actor: Any, row: Any) -> Reason | None:
    return REGISTRATION.refusal(row, "approve") or permits.did_not_send_it(actor, row)


def _effect(actor: Any, row: Any) -> str:
    late = f" {_('Muộn: %(reason)s') % {'reason': row.late_reason}}" if row.late_reason else ""
    return _("%(count)s người đăng ký.") % {"count": row.people} + late


def _people(row: Any) -> Any:
    if row.is_declined:
        return NOT_APPLICABLE
    return None if row.awaits_its_head else row.people


class FollowUp(Paged, ListPage):
    """Who has registered and who has not; those who decide approve many at once."""

    permit = permits.sees_movement
    title = gettext_lazy("Đơn vị đăng ký")
    template_name = "movements/follow_up.html"
    row_url = "movements:registration"
    search_fields = ("unit__folded",)
    search_hint = gettext_lazy("Tìm đơn vị, không cần dấu")
    export_name = "don-vi-dang-ky"
    columns = (
        Column("unit", gettext_lazy("Đơn vị"), sort=("unit__sort_key",)),
        Column(
            "people", gettext_lazy("Số người"), kind="number", sort=("people",),
            value=_people,
        ),
        Column(
            "state", gettext_lazy("Trạng thái"), kind="status", sort=("state",),
            value=lambda row: (TONES[row.state], row.get_state_display()),
        ),
        Column(
            "received_at", gettext_lazy("Đã nhận"), kind="when", absent=gettext_lazy("chưa nhận"),
            phone=False,
        ),
        Column(
            "submitted_at", gettext_lazy("Gửi lúc"), kind="when", sort=("submitted_at",),
            absent=gettext_lazy("chưa gửi"),
        ),
    )  # fmt: skip
    bulk_actions = (
        BulkAction(
            "approve", gettext_lazy("Duyệt đăng ký"), act=_approve, effect=_effect,
            refuse=_refuse, icon="check",
        ),
    )  # fmt: skip
    empty = Empty(
        gettext_lazy("Chưa có đơn vị nào"),
        gettext_lazy("Khi phong trào được phát động, các đơn vị trong phạm vi sẽ hiện ở đây."),
        icon="building",
    )

    def get_subject(self) -> Any:
        if (found := movement(self.request, self.kwargs["pk"])) is None:
            raise Http404
        return found

    def get_rows(self) -> Any:
        return queries.follow_up(self.subject)

    def get_state(self, total: int) -> str:
        numbers = queries.numbers_of(self.subject)
        said = _(
            "%(approved)s/%(units)s đơn vị đã duyệt; %(waiting)s chờ duyệt; %(owing)s chưa gửi."
        )
        if numbers["declined"]:
            said = f"{said} {_('%(declined)s đơn vị không tham gia.')}"
        return said % numbers

    def allowed_bulk(self) -> list[BulkAction]:
        decides = permits.launches_movement(self.request.user, self.subject) is None
        return list(self.bulk_actions) if decides else []

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if (reason := permits.launches_movement(request.user, self.subject)) is not None:
            raise PermissionDenied(str(reason))
        return super().post(request, *args, **kwargs)

    def get_context(self) -> dict[str, Any]:
        found: Any = self.subject
        reminds = (
            found.state == MovementState.LAUNCHED
            and permits.keeps_movements(self.request.user, found) is None
        )
        silent = queries.silent_units(found) if reminds else []
        return {
            "movement": found,
            "silent": silent,
            "headless": queries.headless(silent, on=period.today()),
            "numbers": queries.numbers_of(found),
        }


@require_POST
@page(permit=permits.keeps_movements, subject=movement)
def remind(request: HttpRequest, movement: Any) -> HttpResponse:
    """Remind the heads of all units that have not registered."""
    count = attempt(
        request,
        lambda: actions.remind_unregistered(
            actor=request.user, movement=movement, on=period.today()
        ),
    )
    if count:
        messages.success(request, _("Đã nhắc %(count)s đơn vị.") % {"count": count})
    elif count == 0:
        messages.info(request, _("Hôm nay không còn đơn vị nào cần nhắc."))
    return redirect("movements:follow_up", pk=movement.pk)
