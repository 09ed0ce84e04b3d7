"""A council's sessions: planned, opened with a quorum, filled with cases, closed."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core import period
from thidua.core.action import action, note
from thidua.core.permit import Refused
from thidua.councils import permits, queries
from thidua.councils.models import Attendee, Case, Council, Meeting, Presence, Seat, Sitting
from thidua.councils.outcomes import WITHDRAWN
from thidua.councils.states import CASE, MEETING, Attendance, CaseState, MeetingState
from thidua.legal.thresholds import NoThreshold


@action(
    "councils.meeting.plan",
    gettext_lazy("Lên lịch họp hội đồng"),
    on="council",
    permit=permits.prepares,
)
def plan_meeting(
    *, actor: Any, council: Council, held_on: date, place: str, purpose: str
) -> Meeting:
    """Call a session of the council that stands on that day."""
    ended = council.valid_to is not None and council.valid_to < held_on
    if ended or held_on < council.valid_from:
        raise Refused(
            _("Ngày %(day)s hội đồng không còn hoặc chưa hoạt động.")
            % {"day": f"{held_on:%d/%m/%Y}"}
        )
    return Meeting.objects.create(council=council, held_on=held_on, place=place, purpose=purpose)


@action(
    "councils.meeting.open",
    gettext_lazy("Khai mạc phiên họp"),
    on="meeting",
    permit=permits.is_secretary,
)
def open_meeting(
    *,
    actor: Any,
    meeting: Meeting,
    presider: Seat,
    attendance: Mapping[int, tuple[Attendance, str]] | None = None,
) -> Meeting:
    """Open with everybody's attendance by seat; from now on the members counted are these.

    In a sitting the roll serves who is not in `attendance`, and an earlier turn must be closed.
    Refuses below the quorum (dated data, or the council's regulation), without the chair or a
    deputy present to preside, with a seat left out, and an absence without its reason.
    """
    MEETING.move(meeting, "open")
    if (earlier := queries.blocking_turn(meeting)) is not None:
        raise Refused(
            _("Bế mạc phiên của %(council)s trước, theo thứ tự của buổi họp.")
            % {"council": earlier.council}
        )
    seats = queries.seats_at(meeting)
    roll = queries.roll_of(meeting.sitting) if meeting.sitting else {}
    given = {seat.pk: roll[seat.sitter.pk] for seat in seats if seat.sitter.pk in roll}
    given |= attendance or {}
    _insist_on_attendance(seats, given)
    here = {pk for pk, (said, _reason) in given.items() if said == Attendance.PRESENT}
    if presider.position not in queries.PRESIDING or presider.pk not in here:
        raise Refused(
            _("Chủ trì phải là Chủ tịch, hoặc Phó Chủ tịch được ủy quyền, và đang có mặt.")
        )
    members = [seat for seat in seats if seat.may_vote]
    insist_on_quorum(
        queries.quorum_of(
            meeting.council, on=meeting.held_on, members=len(members),
            present=sum(seat.pk in here for seat in members),
        )
    )  # fmt: skip
    meeting.presider = presider
    meeting.secretary = queries.seat_of(actor, meeting.council, meeting=meeting)
    meeting.opened_at = period.now()
    meeting.save()
    Presence.objects.bulk_create(
        Presence(
            meeting=meeting, seat=seat, substitution=seat.substitution,
            attendance=given[seat.pk][0], reason=given[seat.pk][1].strip(),
        ) for seat in seats
    )  # fmt: skip
    if meeting.sitting is not None:
        for seat in seats:
            _put_on_roll(meeting.sitting, seat.sitter, *given[seat.pk])
    return meeting


@action(
    "councils.meeting.record_presence",
    gettext_lazy("Ghi thành viên đến hoặc vắng"),
    on="meeting",
    permit=permits.is_secretary,
)
def record_presence(
    *, actor: Any, meeting: Meeting, seat: Seat, attendance: Attendance, reason: str = ""
) -> Presence:
    """Note who comes late or leaves; not while a vote is open, since it counts who is there."""
    if meeting.state != MeetingState.OPEN:
        raise Refused(MEETING.refusal(meeting, "close") or "")
    if meeting.cases.filter(state=CaseState.VOTING).exists():
        raise Refused(_("Đang biểu quyết một nội dung; ghi sau khi chốt kết quả."))
    if attendance == Attendance.ABSENT and not reason.strip():
        raise Refused(_("Ghi lý do vắng của %(person)s.") % {"person": seat.person})
    presence = meeting.presences.select_related("substitution").get(seat=seat)
    presence.attendance = attendance
    presence.reason = reason.strip() if attendance == Attendance.ABSENT else ""
    presence.save()
    if meeting.sitting is not None:
        _put_on_roll(meeting.sitting, presence.sitter, attendance, presence.reason)
    note(seat=seat, attendance=attendance)
    return presence


@action(
    "councils.case.withdraw",
    gettext_lazy("Rút nội dung khỏi hội đồng"),
    on="case",
    permit=permits.prepares,
)
def withdraw_case(*, actor: Any, case: Case, reason: str) -> Case:
    """Give back a question that has not been voted on to the capability that put it."""
    CASE.move(case, "withdraw")
    if not reason.strip():
        raise Refused(_("Cần nêu lý do."))
    case.meeting = None
    case.save()
    note(reason=reason.strip())
    WITHDRAWN[case.kind](actor=actor, case=case, reason=reason.strip())
    return case


@action(
    "councils.meeting.schedule",
    gettext_lazy("Đưa nội dung vào chương trình họp"),
    on="meeting",
    permit=permits.prepares,
)
def schedule_cases(*, actor: Any, meeting: Meeting, cases: Sequence[Case]) -> Meeting:
    """Put waiting cases of this council on the agenda, before or during the session."""
    if meeting.state == MeetingState.CLOSED:
        raise Refused(_("Phiên họp đã bế mạc."))
    rows = Case.objects.select_for_update().filter(pk__in=[case.pk for case in cases])
    found = list(rows.order_by("pk"))
    for case in found:
        if case.council_id != meeting.council_id:
            raise Refused(_("«%(title)s» thuộc hội đồng khác.") % {"title": case.title})
        CASE.move(case, "schedule")
        case.meeting = meeting
    Case.objects.bulk_update(found, ["state", "meeting"])
    note(cases=[case.pk for case in cases])
    return meeting


@action(
    "councils.case.unschedule",
    gettext_lazy("Rút nội dung khỏi chương trình họp"),
    on="case",
    permit=permits.prepares,
)
def unschedule_case(*, actor: Any, case: Case) -> Case:
    """Leave a case for a later session."""
    CASE.move(case, "unschedule")
    case.meeting = None
    case.save()
    return case


@action(
    "councils.meeting.close",
    gettext_lazy("Bế mạc phiên họp"),
    on="meeting",
    permit=permits.is_secretary,
)
def close_meeting(*, actor: Any, meeting: Meeting, conclusion: str) -> Meeting:
    """Close with the presider's conclusion; what was not reached waits for the next session."""
    MEETING.move(meeting, "close")
    if not conclusion.strip():
        raise Refused(_("Ghi kết luận của chủ trì."))
    voting = meeting.cases.filter(state=CaseState.VOTING).first()
    if voting is not None:
        raise Refused(_("Chưa chốt kết quả của «%(title)s».") % {"title": voting.title})
    left = list(meeting.cases.filter(state=CaseState.SCHEDULED))
    for case in left:
        CASE.move(case, "unschedule")
        case.meeting = None
    Case.objects.bulk_update(left, ["state", "meeting"])
    note(left_for_later=[case.pk for case in left])
    meeting.conclusion, meeting.closed_at = conclusion.strip(), period.now()
    meeting.save()
    return meeting


def insist_on_quorum(quorum: queries.Quorum) -> None:
    """Raise `Refused` with the figures unless enough members sit."""
    if isinstance(quorum.rule, NoThreshold):
        raise Refused(quorum.rule.reason.render())
    if not quorum.is_met:
        raise Refused(
            _("Chưa đủ thành viên để họp: có mặt %(present)s/%(members)s, cần ít nhất %(needed)s.")
            % {"present": quorum.present, "members": quorum.members, "needed": quorum.needed}
        )


def _insist_on_attendance(
    seats: list[Seat], attendance: Mapping[int, tuple[Attendance, str]]
) -> None:
    for seat in seats:
        if seat.pk not in attendance:
            raise Refused(_("Chưa điểm danh %(person)s.") % {"person": seat.who})
        given, reason = attendance[seat.pk]
        if given == Attendance.ABSENT and not reason.strip():
            raise Refused(_("Ghi lý do vắng của %(person)s.") % {"person": seat.who})


def _put_on_roll(sitting: Sitting, person: Any, attendance: Attendance, reason: str) -> None:
    """What the next meetings of the sitting copy."""
    Attendee.objects.update_or_create(
        sitting=sitting, person=person,
        defaults={"attendance": attendance, "reason": reason.strip()},
    )  # fmt: skip
