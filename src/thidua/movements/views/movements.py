"""Pages of movements: list, form, launch, receipt, end."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from thidua.core import period
from thidua.movements import actions, permits, queries, rules, wording
from thidua.movements.forms import MovementForm
from thidua.movements.outcomes import endings
from thidua.movements.states import MOVEMENT, MovementState
from thidua.movements.views.subjects import FORM_METHODS, movement
from thidua.movements.wording import TONES
from thidua.orgs import queries as orgs
from thidua.orgs.pages import Paged, attempt, page
from thidua.orgs.permits import is_signed_in
from thidua.orgs.states import Role
from thidua.ui.columns import NOT_APPLICABLE, Column
from thidua.ui.lists import Empty, ListPage


def _once_launched(name: str) -> Any:
    """A figure that a draft cannot have, nor a movement that another body runs."""
    return lambda row: (
        NOT_APPLICABLE if row.state == MovementState.DRAFT or row.body else getattr(row, name) or 0
    )


class MovementList(Paged, ListPage):
    """Movements that concern me, the newest first."""

    permit = is_signed_in
    title = gettext_lazy("Phong trào thi đua")
    search_fields = ("folded",)
    row_url = "movements:detail"
    columns = (
        Column("title", gettext_lazy("Phong trào"), sort=("title",)),
        Column("kind", gettext_lazy("Hình thức"), value="get_kind_display", phone=False),
        Column("starts_on", gettext_lazy("Từ ngày"), kind="day", sort=("starts_on",), phone=False),
        Column("ends_on", gettext_lazy("Đến hết ngày"), kind="day", sort=("ends_on",)),
        Column(
            "approved", gettext_lazy("Đơn vị đã duyệt"), value=_once_launched("approved"),
            kind="number",
        ),
        Column(
            "units", gettext_lazy("Đơn vị nhận"), value=_once_launched("units"), kind="number",
            phone=False,
        ),
        Column(
            "state", gettext_lazy("Trạng thái"), kind="status",
            value=lambda row: (TONES[row.state], row.get_state_display()),
        ),
    )  # fmt: skip
    template_name = "movements/list.html"
    empty = Empty(
        gettext_lazy("Chưa có phong trào nào"),
        gettext_lazy("Phong trào được phát động đến đơn vị của bạn sẽ hiện ở đây."),
        icon="flag",
    )

    def get_rows(self) -> Any:
        return queries.with_numbers(queries.visible_to(self.request.user))

    def get_state(self, total: int) -> str:
        return _("%(total)s phong trào") % {"total": total}

    def get_context(self) -> dict[str, Any]:
        if permits.keeps_some_movements(self.request.user) is not None:
            return {}
        return {
            "main_action_url": reverse("movements:create"),
            "main_action_label": _("Lập phong trào"),
            "outside_url": reverse("movements:outside"),
        }


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
    context = {"form": form, "unit": unit, "units": units, "draft": f"phong-trao-moi-{unit.pk}"}
    return render(request, "movements/form.html", context)


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps_movements, subject=movement)
def edit(request: HttpRequest, movement: Any) -> HttpResponse:
    """Correct a draft; what was launched cannot be corrected any more."""
    if (reason := MOVEMENT.refusal(movement, "launch")) is not None:
        messages.error(request, str(reason))
        return redirect("movements:detail", pk=movement.pk)
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
    units = queries.units_in_scope(movement)
    context = {
        "movement": movement,
        "reason": MOVEMENT.refusal(movement, "launch"),
        "missing": [wording.sentence(c) for c in checks if c.stops],
        "advised": [wording.sentence(c) for c in checks if not c.stops and not c.is_met],
        "article": wording.ARTICLE,
        "units": units,
        "headless": queries.headless(units, on=today),
        "people": queries.told_at_launch(movement, on=today).count(),
        "phases": [(phase, wording.rule_of(phase)) for phase in queries.phases_of(movement)],
        "parents": queries.parents_of(movement),
        "spoken_days": rules.spoken_days(movement.title, movement.theme),
        "keeps": permits.keeps_movements(request.user, movement) is None,
    }
    return render(request, "movements/launch.html", context)


@require_http_methods(FORM_METHODS)
@page(permit=permits.launches_movement, subject=movement)
def close(request: HttpRequest, movement: Any) -> HttpResponse:
    """What the end means for every list; then end it."""
    if request.method == "POST":
        today = period.today()
        done = attempt(
            request,
            lambda: actions.close_movement(actor=request.user, movement=movement, on=today),
        )
        if done is not None:
            messages.success(request, _("Đã kết thúc phong trào."))
            return redirect("movements:detail", pk=movement.pk)
    context = {
        "movement": movement,
        "reason": MOVEMENT.refusal(movement, "close"),
        "endings": endings(movement),
        "silent": queries.silent_units(movement),
    }
    return render(request, "movements/close.html", context)


@require_POST
@page(permit=permits.sees_movement, subject=movement)
def receive(request: HttpRequest, movement: Any) -> HttpResponse:
    """The head says that the movement has come to the unit."""
    chosen = request.POST.get("unit", "")
    units = [int(chosen)] if chosen.isdigit() else []
    for dispatch in queries.unreceived(movement, units=units):
        if attempt(
            request,
            lambda dispatch=dispatch: actions.receive_dispatch(  # type: ignore[misc] # bound per turn
                actor=request.user, dispatch=dispatch
            ),
        ):
            messages.success(request, _("Đã xác nhận nhận phong trào."))
    return redirect("movements:detail", pk=movement.pk)
