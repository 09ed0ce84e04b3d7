"""Several councils of the same people in one sitting: one roll, turns kept."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.action import action, tabulate
from thidua.core.permit import Refused
from thidua.councils import permits, queries
from thidua.councils.actions.sessions import plan_meeting
from thidua.councils.models import Attendee, Council, Sitting
from thidua.councils.states import Attendance, MeetingState


@action(
    "councils.sitting.plan",
    gettext_lazy("Lên lịch buổi họp nhiều hội đồng"),
    on="unit",
    permit=permits.prepares_each,
)
def plan_sitting(
    *,
    actor: Any,
    unit: Any,
    held_on: date,
    place: str,
    purpose: str,
    councils: Sequence[tuple[Council, str]],
) -> Sitting:
    """Call one meeting of each council, one after the other, each with its own purpose."""
    if len({council.pk for council, _purpose in councils}) < 2:
        raise Refused(_("Chọn ít nhất hai hội đồng; một hội đồng thì lên lịch họp riêng."))
    sitting = Sitting.objects.create(unit=unit, held_on=held_on, place=place, purpose=purpose)
    for turn, (council, own) in enumerate(councils, 1):
        meeting = plan_meeting(
            actor=actor, council=council, held_on=held_on, place=place, purpose=own or purpose
        )
        meeting.sitting, meeting.turn = sitting, turn
        meeting.save(update_fields=["sitting", "turn"])
    return sitting


@action(
    "councils.sitting.record_roll",
    gettext_lazy("Điểm danh chung cho buổi họp"),
    on="sitting",
    permit=permits.keeps_roll,
)
def record_roll(
    *, actor: Any, sitting: Sitting, attendance: Mapping[int, tuple[Attendance, str]]
) -> Sitting:
    """Enter by person who is there; meetings that open from now on copy it."""
    waiting = list(sitting.meetings.exclude(state=MeetingState.CLOSED).select_related("council"))
    if not waiting:
        raise Refused(_("Các phiên của buổi họp đã bế mạc."))
    names = {
        seat.sitter.pk: seat.sitter for meeting in waiting for seat in queries.seats_at(meeting)
    }
    for key, (given, reason) in attendance.items():
        if key in names and given == Attendance.ABSENT and not reason.strip():
            raise Refused(_("Ghi lý do vắng của %(person)s.") % {"person": names[key]})
    Attendee.objects.bulk_create(
        [
            Attendee(
                sitting=sitting, person_id=key, attendance=given,
                reason=reason.strip() if given == Attendance.ABSENT else "",
            )
            for key, (given, reason) in sorted(attendance.items())
            if key in names
        ],
        update_conflicts=True, unique_fields=["sitting", "person"],
        update_fields=["attendance", "reason"],
    )  # fmt: skip
    tabulate([[key, given] for key, (given, _reason) in sorted(attendance.items())])
    return sitting
