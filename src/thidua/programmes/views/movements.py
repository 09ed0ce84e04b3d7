"""A movement's four parts on one page, and the rows that its officer adds."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from thidua.core import period
from thidua.core.permit import Reason
from thidua.orgs import queries as orgs
from thidua.orgs.pages import attempt, page
from thidua.programmes import actions, forms, permits, queries, tables
from thidua.programmes.states import Part, ProgrammeState, TaskState


def the_movement(request: HttpRequest, pk: int) -> Any:
    return queries.movement_for(request.user, pk)


@page(permit=permits.sees_its_movement, subject=the_movement)
def page_of(request: HttpRequest, movement: Any) -> HttpResponseBase:
    """Action programmes, launch records, communication plan, dedicated works."""
    actor, on = request.user, period.today()
    parts = queries.parts_of(actor, movement)
    programmes = queries.programmes_in(actor, movement)
    said = [*parts[Part.DIRECTION], *parts[Part.COMMITMENT]]
    everything = [task for part in parts.values() for task in part]
    context = {
        "movement": movement,
        "programmes": [
            (each, tables.PROGRAMME_TONES[each.state], ProgrammeState(each.state).label)
            for each in programmes
        ],
        "to_answer": queries.units_to_answer(actor, movement, on=on),
        "launches": [
            (launch, [line_of(task) for task in said if task.launch_id == launch.pk])
            for launch in queries.launches_of(movement)
        ],
        "communication": [line_of(task) for task in parts[Part.COMMUNICATION]],
        "works": [line_of(task) for task in parts[Part.WORK]],
        "plans": permits.plans(actor, movement) is None,
        "total": len(everything) + sum(each.total for each in programmes),
        "confirmed": sum(task.state == TaskState.CONFIRMED for task in everything)
        + sum(each.confirmed for each in programmes),
    }
    return render(request, "programmes/movement.html", context)


def line_of(task: Any) -> dict[str, Any]:
    tone, label = tables.status(task)
    return {
        "task": task, "tone": tone, "state": label, "due_on": tables.still_due(task),
        "part": Part(task.part).label,
    }  # fmt: skip


@page(permit=permits.sees_its_movement, subject=the_movement)
@require_POST
def start(request: HttpRequest, movement: Any) -> HttpResponseBase:
    """A unit's programme is begun and opened for writing."""
    chosen = request.POST.get("unit", "")
    unit = orgs.units_by_pk([int(chosen)] if chosen.isdecimal() else []).get(int(chosen or 0))
    if unit is None:
        messages.error(request, _("Chọn đơn vị lập chương trình."))
        return redirect("programmes:movement", movement.pk)
    act = actions.start_programme
    made = attempt(request, lambda: act(actor=request.user, unit=unit, movement=movement))
    if made is None:
        return redirect("programmes:movement", movement.pk)
    return redirect("programmes:programme_edit", made.pk)


def _planning(request: HttpRequest, movement: Any, part: Part, title: Reason) -> HttpResponseBase:
    on = period.today()
    data = request.POST if request.method == "POST" else None
    units = queries.owner_units(movement, on=on)
    rows = forms.task_rows(data, part=part, actor=request.user, units=units)
    if data is not None and rows.is_valid():
        act, given = actions.plan_tasks, forms.facts_of(rows)
        made = attempt(
            request,
            lambda: act(actor=request.user, movement=movement, part=part, tasks=given, on=on),
        )
        if made is not None:
            messages.success(request, _("Đã giao %(count)s việc.") % {"count": len(made)})
            return redirect("programmes:movement", movement.pk)
    context = {"movement": movement, "rows": rows, "part": part, "title": title}
    return render(request, "programmes/plan.html", context)


@page(permit=permits.plans, subject=the_movement)
def communicate(request: HttpRequest, movement: Any) -> HttpResponseBase:
    return _planning(
        request, movement, Part.COMMUNICATION, gettext_lazy("Thêm vào kế hoạch tuyên truyền")
    )


@page(permit=permits.plans, subject=the_movement)
def dedicate(request: HttpRequest, movement: Any) -> HttpResponseBase:
    return _planning(
        request, movement, Part.WORK, gettext_lazy("Thêm công trình, phần việc chào mừng")
    )
