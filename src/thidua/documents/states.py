"""The life of a paper, from draft to issue."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from thidua.core.machine import Machine, move


class PaperState(TextChoices):
    DRAFT = "draft", _("Dự thảo")
    FOR_SIGNATURE = "for_signature", _("Trình ký")
    SIGNED = "signed", _("Đã ký")
    NUMBERED = "numbered", _("Đã cấp số, đóng dấu")
    ISSUED = "issued", _("Đã phát hành")
    REVOKED = "revoked", _("Đã hủy bỏ, thu hồi")


class AmendmentKind(TextChoices):
    """What is said of an issued paper afterwards."""

    CORRECTED = "corrected", _("Đính chính")
    REVOKED = "revoked", _("Hủy bỏ, thu hồi")


class Retention(TextChoices):
    """How long a paper is kept."""

    TEN_YEARS = "10", _("10 năm")
    TWENTY_YEARS = "20", _("20 năm")
    PERMANENT = "permanent", _("Vĩnh viễn")


PAPER = Machine(
    "documents.paper",
    PaperState,
    {
        "submit": move(PaperState.DRAFT, to=PaperState.FOR_SIGNATURE),
        "return": move(PaperState.FOR_SIGNATURE, to=PaperState.DRAFT),
        "sign": move(PaperState.FOR_SIGNATURE, to=PaperState.SIGNED),
        "number": move(PaperState.SIGNED, to=PaperState.NUMBERED),
        "issue": move(PaperState.NUMBERED, to=PaperState.ISSUED),
        "revoke": move(PaperState.ISSUED, to=PaperState.REVOKED),
    },
)
