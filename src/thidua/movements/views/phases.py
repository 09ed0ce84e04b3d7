"""Pages of a draft's phases."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.movements import actions, permits, queries
from thidua.movements.forms import PhaseForm
from thidua.movements.states import MOVEMENT, OwedBy, PhaseRule
from thidua.movements.views.subjects import FORM_METHODS, movement, phase
from thidua.orgs.pages import attempt, page
from thidua.ui.messages import Undo, done


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps_movements, subject=movement)
def add_phase(request: HttpRequest, movement: Any) -> HttpResponse:
    """A new phase of a draft, over the whole time unless told otherwise."""
    initial = {
        "starts_on": movement.starts_on, "ends_on": movement.ends_on,
        "rule": PhaseRule.WEEKLY, "owed_by": OwedBy.EACH, "amount": 1,
    }  # fmt: skip
    form = PhaseForm(
        request.POST or None, units=queries.units_in_scope(movement), chosen=[], initial=initial
    )
    return _form(
        request, movement, form, draft=f"dot-moi-{movement.pk}",
        act=lambda: actions.add_phase(
            actor=request.user, movement=movement, facts=facts_of(movement, form),
            units=form.chosen(),
        ),
    )  # fmt: skip


def facts_of(movement: Any, form: PhaseForm) -> dict[str, Any]:
    """What was typed, at the end of those that are there."""
    return {**form.facts(), "order": movement.phases.count() + 1}


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps_phase, subject=phase)
def edit_phase(request: HttpRequest, phase: Any) -> HttpResponse:
    """Correct a phase of a draft."""
    movement = phase.movement
    chosen = [turn.unit_id for turn in phase.turns.all()]
    form = PhaseForm(
        request.POST or None, instance=phase, units=queries.units_in_scope(movement), chosen=chosen
    )
    return _form(
        request, movement, form, draft=f"dot-{phase.pk}", phase=phase,
        act=lambda: actions.update_phase(
            actor=request.user, movement=movement, phase=phase, facts=form.facts(),
            units=form.chosen(),
        ),
    )  # fmt: skip


def _form(
    request: HttpRequest, movement: Any, form: PhaseForm, *, draft: str, act: Any,
    phase: Any = None,
) -> HttpResponse:  # fmt: skip
    if (reason := MOVEMENT.refusal(movement, "launch")) is not None:
        messages.error(request, str(reason))
        return redirect("movements:detail", pk=movement.pk)
    if request.method == "POST" and form.is_valid() and attempt(request, act) is not None:
        messages.success(request, _("Đã lưu đợt."))
        return redirect(reverse("movements:detail", args=[movement.pk]) + "#cac-dot")
    context = {"movement": movement, "form": form, "phase": phase, "draft": draft}
    return render(request, "movements/phase_form.html", context)


@require_POST
@page(permit=permits.keeps_phase, subject=phase)
def move_phase(request: HttpRequest, phase: Any) -> HttpResponse:
    """Change places with the phase above or below; pressing the other way takes it back."""
    movement, up = phase.movement, request.POST.get("len") == "1"
    if attempt(
        request,
        lambda: actions.move_phase(actor=request.user, movement=movement, phase=phase, up=up),
    ):
        said = (
            _("Đã chuyển «%(title)s» lên trên.") if up else _("Đã chuyển «%(title)s» xuống dưới.")
        )
        back = Undo(reverse("movements:move_phase", args=[phase.pk]), {"len": "0" if up else "1"})
        done(request, said % {"title": phase.title}, back)
    return redirect(reverse("movements:detail", args=[movement.pk]) + "#cac-dot")


@require_POST
@page(permit=permits.keeps_phase, subject=phase)
def drop_phase(request: HttpRequest, phase: Any) -> HttpResponse:
    """Take a phase out of a draft."""
    movement = phase.movement
    if movement is None:
        raise Http404
    if attempt(
        request,
        lambda: actions.drop_phase(actor=request.user, movement=movement, phase=phase),
    ):
        messages.success(request, _("Đã bỏ đợt."))
    return redirect(reverse("movements:detail", args=[movement.pk]) + "#cac-dot")
