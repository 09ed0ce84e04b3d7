"""Members say by the code on the wall that they are there; a form of the console acts once."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core import period
from thidua.core.action import action, note
from thidua.core.permit import Refused
from thidua.councils import permits, queries
from thidua.councils.models import Arrival, DoneStep, Meeting
from thidua.councils.states import Attendance, CaseState, MeetingState
from thidua.orgs.queries import person_of

Result = TypeVar("Result")


@action(
    "councils.meeting.arrive",
    gettext_lazy("Điểm danh bằng mã trên màn hình"),
    on="meeting",
    permit=permits.sits_at,
)
def arrive(*, actor: Any, meeting: Meeting, code: str) -> Arrival:
    """Say that one is there; before the opening for the roll-call, later as coming late."""
    if not constant_time_compare(code, queries.code_of(meeting)):
        raise Refused(_("Mã này không phải của phiên họp; quét lại mã trên màn hình."))
    if meeting.state == MeetingState.CLOSED:
        raise Refused(_("Phiên họp đã bế mạc."))
    person = person_of(actor)
    arrival, _made = Arrival.objects.get_or_create(
        meeting=meeting, person=person, defaults={"arrived_at": period.now()}
    )
    if meeting.state == MeetingState.OPEN:
        _seat(meeting, person)
    return arrival


def _seat(meeting: Meeting, person: Any) -> None:
    row = next(row for row in queries.presences_of(meeting) if row.sitter == person)
    if row.attendance == Attendance.PRESENT:
        return
    if meeting.cases.filter(state=CaseState.VOTING).exists():
        raise Refused(_("Đang biểu quyết một nội dung; quét lại sau khi chốt kết quả."))
    row.attendance, row.reason = Attendance.PRESENT, ""
    row.save(update_fields=["attendance", "reason"])
    note(seat=row.seat_id)


def once(
    meeting: Meeting, token: str, act: Callable[[], Result],
    acted: Callable[[Result], bool] = lambda _result: True,
) -> Result | None:  # fmt: skip
    """Act unless the form with this token was acted on already; answers `None` then.

    Refused, or when `acted` says that nothing was done, the same form may come again.
    """
    with transaction.atomic():
        try:
            with transaction.atomic():
                done = DoneStep.objects.create(meeting=meeting, token=token)
        except IntegrityError:
            return None
        result = act()
        if not acted(result):
            done.delete()
        return result
