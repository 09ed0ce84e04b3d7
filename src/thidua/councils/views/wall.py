"""What the room sees of a session: the code to arrive by, the item, turnout, results; never who."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thidua.councils import actions, permits, queries
from thidua.councils.models import Case, Meeting
from thidua.councils.states import CaseState, MeetingState, ScoringState
from thidua.councils.views.subjects import the_meeting
from thidua.orgs.pages import attempt, page
from thidua.ui import qr

SHORTEST, SPREAD = 2000, 1000
"""Milliseconds between two looks of a wall."""
MOST = 12
"""Results that fit on a screen."""


@require_safe
@page(permit=permits.sees, subject=the_meeting)
def wall(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """The screen of the room."""
    # Each screen looks at a beat of its own, the same whatever there is to see.
    pause = SHORTEST + 137 * (request.user.pk or 0) % SPREAD
    return render(request, "councils/wall.html", {
        "meeting": meeting, "pause": pause, **_now(request, meeting),
    })  # fmt: skip


@require_safe
@page(permit=permits.sees, subject=the_meeting)
def wall_now(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """The part of the screen that polls."""
    return render(request, "councils/wall_now.html", {"meeting": meeting, **_now(request, meeting)})


def _now(request: HttpRequest, meeting: Meeting) -> dict[str, Any]:
    agenda = queries.agenda_of(meeting)
    shown: dict[str, Any] = {
        "agenda": agenda,
        "done": sum(case.state == CaseState.CLOSED for case in agenda),
    }
    if meeting.state != MeetingState.CLOSED:
        address = reverse("councils:arrive", args=[meeting.pk, queries.code_of(meeting)])
        address = request.build_absolute_uri(address)
        shown |= {"qr": qr.svg(address), "address": address.split("://", 1)[-1]}
    if meeting.state == MeetingState.PLANNED:
        return shown | {
            "arrived": len(queries.arrived_at(meeting)),
            "seats": len(queries.seats_at(meeting)),
        }
    shown |= {"quorum": queries.quorum_now(meeting)}
    if (poll := queries.open_poll_of(meeting)) is not None:
        items = [item.case.title for item in poll.items.all()]
        return shown | {
            "poll": poll,
            "items": items,
            "turnout": queries.turnout_of(poll),
            "topic_name": queries.topic_name(poll.topic),
        }
    return shown | _item(request, meeting, agenda)


def _item(request: HttpRequest, meeting: Meeting, agenda: list[Case]) -> dict[str, Any]:
    """What is being considered or comes next, and how the last one ended."""
    veiled = queries.veiled_cases(request.user, agenda)
    scored = queries.scorings_of(meeting).filter(state=ScoringState.OPEN)
    open_ones = [each for each in scored if each.case_id not in veiled]
    standings = queries.standings(meeting, open_ones)
    left = [case for case in agenda if case.state != CaseState.CLOSED]
    left.sort(key=lambda case: case.state != CaseState.VOTING)
    closed = [case for case in agenda if case.result]
    return {
        "current": left[0] if left and meeting.state == MeetingState.OPEN else None,
        # A list voted on together and not yet settled names nobody of it.
        "counted": sum(case.state == CaseState.VOTING for case in left),
        "scored": sum(len(each.totals) for each in standings),
        "to_score": sum(each.expected for each in standings),
        "results": closed[-MOST:],
        "topic_name": queries.topic_name(left[0].topic) if left else "",
    }


@page(permit=permits.sits_at, subject=the_meeting)
def arrive(request: HttpRequest, meeting: Meeting, code: str) -> HttpResponse:
    """One tap after signing in says that one is there."""
    if request.method == "POST":
        done = attempt(request, lambda: actions.arrive(
            actor=request.user, meeting=meeting, code=code
        ))  # fmt: skip
        if done is not None:
            messages.success(request, _("Đã ghi bạn có mặt."))
            return redirect("councils:papers", meeting.pk)
    return render(request, "councils/arrive.html", {
        "title": _("Điểm danh"), "meeting": meeting, "state": meeting.council.name,
    })  # fmt: skip
