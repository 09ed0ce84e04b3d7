"""The record of a launch ceremony, with the directions and commitments that become tasks."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thidua.core import period
from thidua.orgs.pages import attempt, page
from thidua.programmes import actions, forms, permits, queries
from thidua.programmes.models import Launch
from thidua.programmes.states import Part
from thidua.programmes.views.movements import the_movement


def the_launch(request: HttpRequest, pk: int) -> Launch | None:
    return queries.launch_by_key(pk)


@page(permit=permits.plans, subject=the_movement)
def record(request: HttpRequest, movement: Any) -> HttpResponseBase:
    return _write(request, movement, None)


@page(permit=permits.plans, subject=the_launch)
def edit(request: HttpRequest, launch: Launch) -> HttpResponseBase:
    return _write(request, launch.movement, launch)


def _write(request: HttpRequest, movement: Any, launch: Launch | None) -> HttpResponseBase:
    on = period.today()
    data = request.POST if request.method == "POST" else None
    units = queries.owner_units(movement, on=on)
    form = forms.LaunchForm(data, instance=launch)
    said = [
        forms.task_rows(data, part=part, actor=request.user, units=units)
        for part in (Part.DIRECTION, Part.COMMITMENT)
    ]
    # All are asked, so that every error is told at once.
    if data is not None and all([form.is_valid(), *(rows.is_valid() for rows in said)]):
        given: dict[str, Any] = {
            "actor": request.user, "on": on, "facts": form.cleaned_data,
            "directions": forms.facts_of(said[0]), "commitments": forms.facts_of(said[1]),
        }  # fmt: skip
        kept = attempt(
            request,
            lambda: (
                actions.record_launch(movement=movement, **given)
                if launch is None
                else actions.update_launch(launch=launch, **given)
            ),
        )
        if kept is not None:
            messages.success(request, _("Đã lưu biên bản lễ phát động."))
            return redirect("programmes:movement", movement.pk)
    context = {
        "movement": movement,
        "launch": launch,
        "form": form,
        "said": [(Part.DIRECTION.label, said[0]), (Part.COMMITMENT.label, said[1])],
    }
    return render(request, "programmes/launch.html", context)
