"""The pulse: what runs, what idles, who is silent, where the same is asked for twice."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thidua.core import period
from thidua.movements import permits, queries
from thidua.movements.pulse import IDLE_DAYS, Beat, beats
from thidua.movements.views.subjects import movement
from thidua.orgs.pages import page

FILTERS: dict[str, Callable[[Beat], bool]] = {
    "lang": lambda beat: beat.is_idle,
    "im-ang": lambda beat: bool(beat.silent),
    "trung": lambda beat: bool(beat.overlaps),
}


@require_safe
@page(permit=permits.watches_some_movements)
def pulse(request: HttpRequest) -> HttpResponse:
    """All running movements over which I watch; every number opens what is behind it."""
    today = period.today()
    found = beats(queries.running(request.user, on=today), on=today)
    only = request.GET.get("chi", "")
    context = {
        "beats": [beat for beat in found if FILTERS.get(only, bool)(beat)],
        "total": len(found),
        "only": only if only in FILTERS else "",
        "idle": sum(beat.is_idle for beat in found),
        "silent": sum(bool(beat.silent) for beat in found),
        "overlapping": sum(bool(beat.overlaps) for beat in found),
        "idle_days": IDLE_DAYS,
    }
    return render(request, "movements/pulse.html", context)


@require_safe
@page(permit=permits.watches_movement, subject=movement)
def beat(request: HttpRequest, movement: Any) -> HttpResponse:
    """What is behind one movement's numbers: silent units, shared work, the last entry."""
    today = period.today()
    around = queries.running(request.user, on=today)
    found = next(
        (each for each in beats(around, on=today) if each.movement.pk == movement.pk), None
    )
    context = {"movement": movement, "beat": found, "idle_days": IDLE_DAYS}
    return render(request, "movements/beat.html", context)
