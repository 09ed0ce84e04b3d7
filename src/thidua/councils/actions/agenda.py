"""The agenda made by hand, papers sent beforehand, and what a member notes for themselves."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core import period
from thidua.core.action import action, note, tabulate
from thidua.core.permit import Refused
from thidua.councils import permits, queries
from thidua.councils.models import Case, Meeting, PrivateNote
from thidua.councils.states import MEETING, CaseState, MeetingState
from thidua.notices.actions import tell
from thidua.orgs.queries import person_of


@action(
    "councils.meeting.arrange",
    gettext_lazy("Sắp xếp chương trình họp"),
    on="meeting",
    permit=permits.prepares,
)
def arrange_agenda(*, actor: Any, meeting: Meeting, order: Sequence[int]) -> Meeting:
    """Put the cases in the given order, by key; each of them once."""
    if meeting.state == MeetingState.CLOSED:
        raise Refused(MEETING.refusal(meeting, "close") or "")
    cases = {case.pk: case for case in meeting.cases.all()}
    if sorted(cases) != sorted(order):
        raise Refused(_("Chương trình vừa thay đổi; mở lại trang rồi sắp xếp."))
    for place, key in enumerate(order, 1):
        cases[key].order = place
    Case.objects.bulk_update(cases.values(), ["order"])
    tabulate([[key] for key in order])
    return meeting


@action(
    "councils.meeting.summon",
    gettext_lazy("Gửi tài liệu họp cho thành viên"),
    on="meeting",
    permit=permits.prepares,
)
def summon_members(*, actor: Any, meeting: Meeting) -> Meeting:
    """Tell everybody who will sit where the papers are; again after the agenda has changed."""
    if meeting.state != MeetingState.PLANNED:
        raise Refused(MEETING.refusal(meeting, "open") or "")
    if not meeting.cases.filter(state=CaseState.SCHEDULED).exists():
        raise Refused(_("Chương trình chưa có nội dung nào; đưa nội dung vào rồi gửi."))
    meeting.summonses += 1
    meeting.summoned_at = period.now()
    meeting.save(update_fields=["summonses", "summoned_at"])
    council = meeting.council
    note(
        told=tell(
            recipients=queries.summoned_accounts(meeting),
            key=f"councils.summons.{meeting.pk}.{meeting.summonses}",
            kind="councils.summons",
            text=lambda: (
                _("%(council)s họp ngày %(day)s tại %(place)s. Mời đọc tài liệu trước.")
                % {
                    "council": council, "day": f"{meeting.held_on:%d/%m/%Y}",
                    "place": meeting.place,
                }
            ),
            url=reverse("councils:papers", args=[meeting.pk]), by_mail=True,
        )
    )  # fmt: skip
    return meeting


@action(
    "councils.case.note_privately",
    gettext_lazy("Ghi chú riêng khi đọc trước"),
    on="case",
    permit=permits.judges,
)
def note_privately(*, actor: Any, case: Case, text: str) -> PrivateNote:
    """Keep what a member writes for themselves; an empty note says that it was read."""
    if case.state in (CaseState.CLOSED, CaseState.WITHDRAWN):
        raise Refused(_("Nội dung này không còn chờ xét."))
    kept, _made = PrivateNote.objects.update_or_create(
        case=case, person=person_of(actor),
        defaults={"text": text.strip(), "noted_at": period.now()},
    )  # fmt: skip
    return kept
