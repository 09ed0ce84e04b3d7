"""The lives of a conference and of a nomination."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from thidua.core.machine import Machine, move


class ConferenceState(TextChoices):
    DRAFT = "draft", _("Đang chuẩn bị")
    NOMINATING = "nominating", _("Đang giới thiệu đại biểu")
    CONFIRMED = "confirmed", _("Đã chốt danh sách đại biểu")


CONFERENCE = Machine(
    "conferences.conference",
    ConferenceState,
    {
        "open": move(ConferenceState.DRAFT, to=ConferenceState.NOMINATING),
        "confirm": move(ConferenceState.NOMINATING, to=ConferenceState.CONFIRMED),
        "reopen": move(ConferenceState.CONFIRMED, to=ConferenceState.NOMINATING),
    },
)


class NominationState(TextChoices):
    NOMINATED = "nominated", _("Đã giới thiệu, chờ cấp trên")
    RETURNED = "returned", pgettext_lazy("trạng thái", "Trả lại")
    CONFIRMED = "confirmed", _("Là đại biểu")
    WITHDRAWN = "withdrawn", _("Đã rút")


NOMINATION = Machine(
    "conferences.nomination",
    NominationState,
    {
        "confirm": move(NominationState.NOMINATED, to=NominationState.CONFIRMED),
        "return": move(NominationState.NOMINATED, to=NominationState.RETURNED),
        "again": move(NominationState.RETURNED, to=NominationState.NOMINATED),
        "withdraw": move(
            NominationState.NOMINATED, NominationState.RETURNED, NominationState.CONFIRMED,
            to=NominationState.WITHDRAWN,
        ),
    },
)  # fmt: skip
