"""Pages of movements: list, page, form, launch, registration, follow-up."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thidua.core import period
from thidua.core.capability import offers
from thidua.movements import actions, permits, queries, rules, wording
from thidua.movements.forms import MovementForm, RegistrationForm
from thidua.movements.states import MOVEMENT, REGISTRATION, MovementState, RegistrationState
from thidua.orgs import queries as orgs
from thidua.orgs.pages import Paged, attempt, page
from thidua.orgs.permits import is_signed_in
from thidua.orgs.states import Role
from thidua.ui.columns import Column
from thidua.ui.components import Case, Finding, Tone
from thidua.ui.forms import ReasonForm
from thidua.ui.lists import Empty, ListPage

FORM_METHODS = ["GET", "HEAD", "POST"]
TONES: dict[str, Tone] = {
    MovementState.DRAFT: "draft",
    MovementState.LAUNCHED: "work",
    MovementState.CLOSED: "pass",
    RegistrationState.OPEN: "draft",
    RegistrationState.SUBMITTED: "work",
    RegistrationState.APPROVED: "pass",
    RegistrationState.RETURNED: "hold",
}


def movement(request: HttpRequest, pk: int) -> Any:
    return queries.movement_of(pk)


def registration(request: HttpRequest, pk: int, unit_pk: int) -> Any:
    found = queries.movement_of(pk)
    return found and queries.registration_of(found, unit_pk)


class MovementList(Paged, ListPage):
    """Movements that concern me, the newest first."""

    permit = is_signed_in
    title = gettext_lazy("Phong trào thi đua")
    search_fields = ("folded",)
    row_url = "movements:detail"
    columns = (
        Column("title", gettext_lazy("Phong trào"), sort=("title",)),
        Column("kind", gettext_lazy("Hình thức"), value="get_kind_display", phone=False),
        Column("starts_on", gettext_lazy("Từ ngày"), kind="day", sort=("starts_on",)),
        Column("ends_on", gettext_lazy("Đến hết ngày"), kind="day", sort=("ends_on",)),
        Column("registered", gettext_lazy("Đơn vị đã đăng ký"), kind="number"),
        Column("units", gettext_lazy("Đơn vị trong phạm vi"), kind="number", phone=False),
        Column(
            "state",
            gettext_lazy("Trạng thái"),
            kind="status",
            value=lambda row: (TONES[row.state], row.get_state_display()),
        ),
    )
    empty = Empty(
        gettext_lazy("Chưa có phong trào nào"),
        gettext_lazy("Phong trào được phát động đến đơn vị của bạn sẽ hiện ở đây."),
    )

    def get_rows(self) -> Any:
        return queries.with_numbers(queries.visible_to(self.request.user))

    def get_context(self) -> dict[str, Any]:
        if permits.keeps_some_movements(self.request.user) is not None:
            return {}
        return {
            "main_action_url": reverse("movements:create"),
            "main_action_label": _("Lập phong trào"),
        }


@require_safe
@page(permit=permits.sees_movement, subject=movement)
def detail(request: HttpRequest, movement: Any) -> HttpResponse:
    """A movement: what it asks, of whom, by when, and how far its units are."""
    today = period.today()
    rows = list(queries.follow_up(movement)) if movement.state != MovementState.DRAFT else []
    checks = queries.readiness_of(movement) if movement.state == MovementState.DRAFT else []
    span = movement.period
    edit_url = reverse("movements:edit", args=[movement.pk])
    return render(
        request,
        "movements/detail.html",
        {
            "movement": movement,
            "case": Case(
                who=movement.unit.name,
                what=movement.title,
                state=movement.get_state_display(),
                tone=TONES[movement.state],
                due_on=movement.register_by if movement.state == MovementState.LAUNCHED else None,
            ),
            "findings": [
                Finding(
                    "pass" if check.is_met else "unknown",
                    wording.sentence(check),
                    wording.ARTICLE if check.by_law else "",
                    mend="" if check.is_met else _("Bổ sung ở trang sửa phong trào."),
                    mend_url="" if check.is_met else f"{edit_url}#id_{check.field}",
                )
                for check in checks
            ],
            "days": span.days if span and span.end else None,
            "days_left": span.days_left(today) if span and span.end else None,
            "spoken_days": rules.spoken_days(movement.title, movement.theme),
            "rows": rows,
            "submitted": sum(r.state != RegistrationState.OPEN for r in rows),
            "mine": [r for r in rows if permits.heads_unit(request.user, r) is None],
            "contents": [
                (label, getattr(movement, name)) for name, label in wording.CONTENTS.items()
            ],
            "launch_reason": permits.launches_movement(request.user, movement),
            "edit_reason": permits.keeps_movements(request.user, movement)
            or MOVEMENT.refusal(movement, "launch"),
            "keeps": permits.keeps_movements(request.user, movement) is None,
            "offers": offers(request.user, movement, on=today),
            "trail": orgs.trail_of(movement),
        },
    )


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps_some_movements)
def create(request: HttpRequest) -> HttpResponse:
    """A new draft, of a unit where I am the officer."""
    units = list(orgs.role_units(request.user, (Role.OFFICER,)))
    chosen = request.GET.get("don-vi", "")
    unit = next((u for u in units if str(u.pk) == chosen), units[0])
    form = MovementForm(request.POST or None, unit=unit, on=period.today())
    if request.method == "POST" and form.is_valid():
        made = attempt(
            request,
            lambda: actions.create_movement(
                actor=request.user, unit=unit, facts=form.facts(),
                scope=form.cleaned_data["scope"], sponsors=form.cleaned_data["sponsors"],
            ),
        )  # fmt: skip
        if made is not None:
            messages.success(request, _("Đã lưu dự thảo phong trào."))
            return redirect("movements:detail", pk=made.pk)
    context = {"form": form, "unit": unit, "units": units, "draft": "phong-trao-moi"}
    return render(request, "movements/form.html", context)


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps_movements, subject=movement)
def edit(request: HttpRequest, movement: Any) -> HttpResponse:
    """Correct a draft."""
    form = MovementForm(
        request.POST or None, unit=movement.unit, on=period.today(), instance=movement,
        initial={
            "scope": [d.unit_id for d in movement.dispatches.all()],
            "sponsors": list(movement.sponsors.all()),
        },
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        kept = attempt(
            request,
            lambda: actions.update_movement(
                actor=request.user, movement=movement, facts=form.facts(),
                scope=form.cleaned_data["scope"], sponsors=form.cleaned_data["sponsors"],
            ),
        )  # fmt: skip
        if kept is not None:
            messages.success(request, _("Đã lưu dự thảo phong trào."))
            return redirect("movements:detail", pk=movement.pk)
    context = {"form": form, "unit": movement.unit, "draft": f"phong-trao-{movement.pk}"}
    return render(request, "movements/form.html", {**context, "movement": movement})


@require_http_methods(FORM_METHODS)
@page(permit=permits.launches_movement, subject=movement)
def launch(request: HttpRequest, movement: Any) -> HttpResponse:
    """What the launch will do and to whom; then do it."""
    today = period.today()
    if request.method == "POST":
        done = attempt(
            request,
            lambda: actions.launch_movement(actor=request.user, movement=movement, on=today),
        )
        if done is not None:
            messages.success(request, _("Đã phát động phong trào."))
            return redirect("movements:detail", pk=movement.pk)
    checks = queries.readiness_of(movement)
    return render(
        request,
        "movements/launch.html",
        {
            "movement": movement,
            "missing": [wording.sentence(c) for c in checks if c.by_law and not c.is_met],
            "advised": [wording.sentence(c) for c in checks if not c.by_law and not c.is_met],
            "units": [d.unit for d in movement.dispatches.select_related("unit")],
            "people": queries.told_at_launch(movement, on=today).count(),
        },
    )


@require_POST
@page(permit=permits.launches_movement, subject=movement)
def close(request: HttpRequest, movement: Any) -> HttpResponse:
    """End a movement that is over."""
    if attempt(
        request,
        lambda: actions.close_movement(actor=request.user, movement=movement, on=period.today()),
    ):
        messages.success(request, _("Đã kết thúc phong trào."))
    return redirect("movements:detail", pk=movement.pk)


@require_safe
@page(permit=permits.sees_movement, subject=movement)
def register(request: HttpRequest, movement: Any) -> HttpResponse:
    """My group's registration, where I head one."""
    for row in queries.follow_up(movement):
        if permits.heads_unit(request.user, row) is None:
            return redirect("movements:registration", pk=movement.pk, unit_pk=row.unit_id)
    raise Http404


@require_http_methods(FORM_METHODS)
@page(permit=permits.sees_registration, subject=registration)
def fill(request: HttpRequest, registration: Any) -> HttpResponse:
    """A unit's list: its head ticks people and titles and sends it; others read it."""
    may_fill = permits.fills_registration(request.user, registration)
    reason = may_fill or REGISTRATION.refusal(registration, "submit")
    today = period.today()
    registered = {r.person_id: r for r in registration.registrants.select_related("person")}
    form = RegistrationForm(
        request.POST or None,
        people=list(orgs.members_of(registration.unit, on=today)) if not reason else [],
        chosen={pk: r.awards for pk, r in registered.items()},
        collective=registration.collective_awards,
        initial={"late_reason": registration.late_reason},
    )
    if request.method == "POST" and form.is_valid() and _filled(request, registration, form):
        return redirect("movements:registration", pk=registration.movement_id,
                        unit_pk=registration.unit_id)  # fmt: skip
    movement = registration.movement
    return render(
        request,
        "movements/registration.html",
        {
            "registration": registration,
            "movement": movement,
            "tone": TONES[registration.state],
            "form": form,
            "reason": reason,
            "lateness": rules.lateness(today, movement.register_by, movement.late_until),
            "registered": registered.values(),
            "approve_reason": permits.approves_registration(request.user, registration),
            "return_form": ReasonForm(),
            "trail": orgs.trail_of(registration),
        },
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
        messages.success(request, _("Đã lưu danh sách, chưa gửi."))
        return True
    sent = attempt(
        request,
        lambda: actions.submit_registration(
            actor=request.user, registration=registration, on=period.today(),
            late_reason=form.cleaned_data["late_reason"],
        ),
    )  # fmt: skip
    if sent is not None:
        messages.success(request, _("Đã gửi đăng ký, chờ duyệt."))
    return sent is not None


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps_movements, subject=movement)
def follow_up(request: HttpRequest, movement: Any) -> HttpResponse:
    """Who has registered and who has not; approve many at once."""
    rows = list(queries.follow_up(movement))
    if request.method == "POST":
        chosen = set(request.POST.getlist("registration"))
        picked = [row for row in rows if str(row.pk) in chosen]
        if not picked:
            messages.error(request, _("Hãy chọn ít nhất một đơn vị."))
        elif count := attempt(
            request,
            lambda: actions.approve_registrations(actor=request.user, registrations=picked),
        ):
            messages.success(request, _("Đã duyệt đăng ký của %(n)s đơn vị.") % {"n": count})
        return redirect("movements:follow_up", pk=movement.pk)
    waiting = [row for row in rows if row.state == RegistrationState.SUBMITTED]
    return render(
        request,
        "movements/follow_up.html",
        {
            "movement": movement,
            "rows": [(row, TONES[row.state]) for row in rows],
            "waiting": len(waiting),
            "silent": queries.silent_units(movement),
            "approved": sum(row.state == RegistrationState.APPROVED for row in rows),
            "people": sum(row.people for row in rows),
        },
    )


@require_POST
@page(permit=permits.approves_registration, subject=registration)
def decide(request: HttpRequest, registration: Any) -> HttpResponse:
    """Approve or return one unit's list."""
    if "approve" in request.POST:
        if attempt(
            request,
            lambda: actions.approve_registrations(actor=request.user, registrations=[registration]),
        ):
            messages.success(request, _("Đã duyệt đăng ký."))
    elif attempt(
        request,
        lambda: actions.return_registration(
            actor=request.user, registration=registration, reason=request.POST.get("reason", "")
        ),
    ):
        messages.success(request, _("Đã trả lại đăng ký."))
    return redirect(
        "movements:registration", pk=registration.movement_id, unit_pk=registration.unit_id
    )


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
    if count is not None:
        messages.success(request, _("Đã nhắc %(count)s đơn vị.") % {"count": count})
    return redirect("movements:follow_up", pk=movement.pk)
