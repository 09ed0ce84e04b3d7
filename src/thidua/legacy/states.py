"""The life of a batch from an old register, and how far each of its rows has come."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from thidua.core.machine import Machine, move


class BatchState(TextChoices):
    NEW = "new", _("Chờ xếp cột")
    CHECKED = "checked", _("Đã đọc, chờ xác nhận")
    TAKEN = "taken", _("Đã ghi vào sổ")
    UNDONE = "undone", _("Đã rút khỏi sổ")
    DISCARDED = "discarded", _("Đã bỏ")


BATCH = Machine(
    "legacy.batch",
    BatchState,
    {
        "check": move(
            BatchState.NEW, BatchState.CHECKED, BatchState.UNDONE, to=BatchState.CHECKED
        ),
        "take": move(BatchState.CHECKED, BatchState.TAKEN, to=BatchState.TAKEN),
        "undo": move(BatchState.TAKEN, to=BatchState.UNDONE),
        "discard": move(
            BatchState.NEW, BatchState.CHECKED, BatchState.UNDONE, to=BatchState.DISCARDED
        ),
    },
)  # fmt: skip


class RowState(TextChoices):
    BAD = "bad", _("Chưa hiểu")
    OPEN = "open", _("Chưa rõ là ai")
    TWIN = "twin", _("Có thể ghi trùng")
    READY = "ready", _("Sẵn sàng")
    MERGE = "merge", _("Sẽ gộp vào dòng đã có")
    KNOWN = "known", _("Đã có trong sổ")
    LEFT = "left", _("Để lại, không ghi")
    TAKEN = "taken", _("Đã ghi")
    MERGED = "merged", _("Đã gộp vào dòng đã có")
