"""Who sits for a member: from a day, or at one named meeting."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.action import action, note
from thidua.core.permit import Refused
from thidua.councils import permits, queries
from thidua.councils.models import Meeting, Seat, Substitution
from thidua.councils.states import MeetingState


@action(
    "councils.seat.substitute",
    gettext_lazy("Cử người dự thay"),
    on="seat",
    permit=permits.prepares,
)
def name_substitute(
    *,
    actor: Any,
    seat: Seat,
    person: Any,
    basis: str,
    valid_from: date,
    valid_to: date | None = None,
    meeting: Meeting | None = None,
) -> Substitution:
    """Let somebody sit for a member by a paper; with `meeting`, at that one only.

    At a named meeting the days say from when and until when its papers may be read: to its day.
    Refuses a member of the council, who has one voice already, and a seat with a substitute.
    """
    if not basis.strip():
        raise Refused(_("Ghi văn bản cử người dự thay."))
    if meeting is not None:
        if meeting.council_id != seat.council_id or meeting.state != MeetingState.PLANNED:
            raise Refused(_("Chỉ cử người dự thay cho phiên chưa khai mạc của hội đồng này."))
        valid_from, valid_to = min(valid_from, meeting.held_on), meeting.held_on
    day = meeting.held_on if meeting else valid_from
    ended = seat.valid_to is not None and seat.valid_to < day
    if ended or day < seat.valid_from:
        raise Refused(
            _("Ngày %(day)s %(person)s không phải là thành viên hội đồng.")
            % {"day": f"{day:%d/%m/%Y}", "person": seat.person}
        )
    if not queries.may_sit_for(seat, person, on=day):
        raise Refused(
            _("%(person)s đã là thành viên hội đồng, không dự thay người khác.")
            % {"person": person}
        )
    taken = Substitution.objects.filter(seat__council=seat.council, meeting=meeting)
    if meeting is None:
        taken = taken.exclude(valid_to__lt=valid_from)
        if valid_to is not None:
            taken = taken.exclude(valid_from__gt=valid_to)
    if (other := taken.filter(seat=seat).first()) is not None:
        raise Refused(_("Đã có %(other)s trong thời gian này.") % {"other": other})
    if (other := taken.filter(person=person).first()) is not None:
        raise Refused(_("%(other)s trong thời gian này; mỗi người một phiếu.") % {"other": other})
    return Substitution.objects.create(
        seat=seat, person=person, basis=basis.strip(), valid_from=valid_from, valid_to=valid_to,
        meeting=meeting,
    )  # fmt: skip


@action(
    "councils.substitution.end",
    gettext_lazy("Thôi cử người dự thay"),
    on="substitution",
    permit=permits.prepares,
)
def end_substitution(
    *, actor: Any, substitution: Substitution, on: date, reason: str
) -> Substitution | None:
    """The member sits again from a day; what has not begun or not been used is taken back."""
    note(reason=reason, person=substitution.person)
    if substitution.presences.exists() and substitution.meeting_id is not None:
        raise Refused(_("Người dự thay đã dự phiên họp này."))
    if substitution.meeting_id is not None or substitution.valid_from >= on:
        if substitution.presences.exists():
            raise Refused(_("Người dự thay đã dự họp từ ngày này."))
        substitution.delete()
        return None
    last = on - timedelta(days=1)
    if substitution.valid_to is not None and substitution.valid_to <= last:
        raise Refused(_("Việc dự thay đã kết thúc từ trước."))
    substitution.valid_to = last
    substitution.save(update_fields=["valid_to"])
    return substitution
