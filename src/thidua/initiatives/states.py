"""Kinds of benefit and fields of an initiative; the life of an entry."""

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
INITIATIVE = Machine("initiatives.initiative", EntryState, _MOVES)
DIFFICULTY = Machine("initiatives.difficulty", EntryState, _MOVES)
