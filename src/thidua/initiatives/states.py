"""Kinds of benefit; the life of an entry, and the way of a verified initiative to recognition."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from thidua.core.machine import Machine, move


class Benefit(TextChoices):
    COST = "cost", _("tiết kiệm chi phí")
    PRODUCTIVITY = "productivity", _("tăng năng suất lao động")
    PROCESS = "process", _("hợp lý hóa kỹ thuật, quy trình")
    RESOURCES = "resources", _("sử dụng tốt hơn thời gian, thiết bị, vật tư")
    QUALITY = "quality", _("nâng cao chất lượng công việc")


class EntryState(TextChoices):
    DRAFT = "draft", _("Đang viết")
    SUBMITTED = "submitted", _("Chờ xác nhận")
    RETURNED = "returned", pgettext_lazy("trạng thái", "Trả lại")
    VERIFIED = "verified", _("Đã xác nhận")


_MOVES = {
    "submit": move(EntryState.DRAFT, EntryState.RETURNED, to=EntryState.SUBMITTED),
    "verify": move(EntryState.SUBMITTED, to=EntryState.VERIFIED),
    "return": move(EntryState.SUBMITTED, to=EntryState.RETURNED),
    "withdraw": move(EntryState.SUBMITTED, to=EntryState.DRAFT),
}
INITIATIVE = Machine(
    "initiatives.initiative",
    EntryState,
    _MOVES | {"hand_back": move(EntryState.VERIFIED, to=EntryState.RETURNED)},
)
DIFFICULTY = Machine("initiatives.difficulty", EntryState, _MOVES)


class Recognition(TextChoices):
    """Where a verified initiative stands before the council and the head who recognises."""

    NONE = "none", _("Chưa xét công nhận")
    IN_COUNCIL = "in_council", _("Hội đồng sáng kiến đang xét")
    RECOMMENDED = "recommended", _("Hội đồng đề nghị công nhận")
    NOT_RECOMMENDED = "not_recommended", _("Hội đồng chưa đề nghị công nhận")
    RECOGNISED = "recognised", _("Đã công nhận cấp cơ sở")
    REFUSED = "refused", pgettext_lazy("trạng thái", "Không công nhận")


JUDGED = (Recognition.RECOMMENDED, Recognition.NOT_RECOMMENDED)
DECIDED = (Recognition.RECOGNISED, Recognition.REFUSED)
RECOGNITION = Machine(
    "initiatives.recognition",
    Recognition,
    {
        "send_to_council": move(Recognition.NONE, to=Recognition.IN_COUNCIL),
        "leave_council": move(Recognition.IN_COUNCIL, to=Recognition.NONE),
        "recommend": move(Recognition.IN_COUNCIL, to=Recognition.RECOMMENDED),
        "not_recommend": move(Recognition.IN_COUNCIL, to=Recognition.NOT_RECOMMENDED),
        "recognise": move(Recognition.RECOMMENDED, to=Recognition.RECOGNISED),
        "refuse": move(*JUDGED, to=Recognition.REFUSED),
        "hand_back": move(*JUDGED, to=Recognition.NONE),
    },
    field="recognition",
)
