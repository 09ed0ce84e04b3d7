"""Several councils of the same people on one afternoon: calling them, one roll for all."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.core import period
from thidua.councils import actions, forms, permits, queries
from thidua.councils.models import Meeting, Sitting
from thidua.councils.states import MeetingState
from thidua.councils.views.subjects import the_sitting, the_unit
from thidua.orgs.pages import attempt, page


@dataclass
class Expected:
    """Somebody on the roll, with the seats that they take."""

    who: str
    seats: list[str] = field(default_factory=list)


@page(permit=permits.makes_councils, subject=the_unit)
def plan(request: HttpRequest, unit: Any) -> HttpResponse:
    """Call one meeting of each council, in order."""
    today = period.today()
    councils = list(queries.visible_to(request.user).filter(unit=unit).order_by("name", "pk"))
    form = forms.SittingForm(request.POST or None, councils=councils, initial={"held_on": today})
    if request.method == "POST" and form.is_valid():
        made = attempt(request, lambda: actions.plan_sitting(
            actor=request.user, unit=unit, **form.given
        ))  # fmt: skip
        if made is not None:
            return redirect("councils:sitting", made.pk)
    return render(request, "councils/form.html", {
        "title": _("Lên lịch buổi họp nhiều hội đồng"), "state": unit.name, "form": form,
        "button": _("Lên lịch"), "back_url": reverse("councils:list"),
    })  # fmt: skip


@page(permit=permits.sees_sitting, subject=the_sitting)
def sitting(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """The meetings in their order, and the roll that they copy."""
    seen = queries.meetings_visible_to(request.user).filter(sitting=sitting)
    meetings = list(seen.order_by("turn"))
    people = expected(meeting for meeting in meetings if meeting.state != MeetingState.CLOSED)
    why_not = permits.keeps_roll(request.user, sitting)
    form = forms.RollForm(request.POST or None, people=people, roll=queries.roll_of(sitting))
    if request.method == "POST" and form.is_valid():
        done = attempt(request, lambda: actions.record_roll(
            actor=request.user, sitting=sitting, attendance=form.attendance
        ))  # fmt: skip
        if done is not None:
            messages.success(request, _("Đã điểm danh; mỗi phiên khi khai mạc lấy theo đây."))
            return redirect("councils:sitting", sitting.pk)
    following = next((each for each in meetings if each.state != MeetingState.CLOSED), None)
    return render(request, "councils/sitting.html", {
        "title": sitting.purpose[:1].upper() + sitting.purpose[1:], "sitting": sitting,
        "meetings": meetings, "form": form, "why_not": why_not, "next": following,
        "known": bool(queries.roll_of(sitting)),
    })  # fmt: skip


def expected(meetings: Iterable[Meeting]) -> dict[int, Expected]:
    """Everybody who will sit in some of the meetings, each once."""
    found: dict[int, Expected] = {}
    for meeting in meetings:
        for seat in queries.seats_at(meeting):
            row = found.setdefault(seat.sitter.pk, Expected(seat.who))
            row.seats.append(f"{seat.get_position_display()}, {meeting.council}")
    return found
