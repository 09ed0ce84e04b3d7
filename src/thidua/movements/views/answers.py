"""Pages of what a movement answers, and of movements that bodies outside launched."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.movements import actions, permits, queries
from thidua.movements.forms import AnswerForm, OutsideForm
from thidua.movements.states import MovementState
from thidua.movements.views.subjects import FORM_METHODS, movement
from thidua.orgs import queries as orgs
from thidua.orgs.pages import attempt, page
from thidua.orgs.states import Role


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps_movements, subject=movement)
def answer(request: HttpRequest, movement: Any) -> HttpResponse:
    """Choose the higher movements that this one answers."""
    held = queries.parents_of(movement)
    offered = queries.answerable_by(movement.unit, but=movement) | queries.answered_by(movement)
    given = request.POST if request.method == "POST" else None
    form = AnswerForm(given, offered=offered, initial={"parents": held})
    if request.method == "POST" and form.is_valid():
        done = attempt(
            request,
            lambda: actions.answer_movements(
                actor=request.user, movement=movement, parents=list(form.cleaned_data["parents"])
            ),
        )
        if done is not None:
            messages.success(request, _("Đã ghi phong trào được hưởng ứng."))
            return redirect("movements:detail", pk=movement.pk)
    context = {"movement": movement, "form": form, "offered": offered.exists()}
    return render(request, "movements/answer.html", context)


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps_some_movements)
def outside(request: HttpRequest) -> HttpResponse:
    """Note a movement of a body that is not in this installation."""
    units = list(orgs.role_units(request.user, (Role.OFFICER,)))
    chosen = request.GET.get("don-vi", "")
    unit = next((u for u in units if str(u.pk) == chosen), units[0])
    form = OutsideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = attempt(
            request,
            lambda: actions.record_outside(actor=request.user, unit=unit, facts=form.cleaned_data),
        )
        if made is not None:
            messages.success(request, _("Đã ghi nhận phong trào."))
            return redirect("movements:detail", pk=made.pk)
    context = {"form": form, "unit": unit, "units": units, "draft": f"phong-trao-ngoai-{unit.pk}"}
    return render(request, "movements/outside.html", context)


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps_movements, subject=movement)
def edit_outside(request: HttpRequest, movement: Any) -> HttpResponse:
    """Correct what was noted of another body's movement."""
    if not movement.body or movement.state != MovementState.LAUNCHED:
        messages.error(request, _("Chỉ sửa ở đây phong trào của cơ quan khác, khi còn diễn ra."))
        return redirect("movements:detail", pk=movement.pk)
    form = OutsideForm(request.POST or None, instance=movement)
    if request.method == "POST" and form.is_valid():
        done = attempt(
            request,
            lambda: actions.update_outside(
                actor=request.user, movement=movement, facts=form.cleaned_data
            ),
        )
        if done is not None:
            messages.success(request, _("Đã lưu phong trào của cơ quan khác."))
            return redirect("movements:detail", pk=movement.pk)
    context = {"form": form, "unit": movement.unit, "draft": f"phong-trao-{movement.pk}"}
    return render(request, "movements/outside.html", {**context, "movement": movement})
