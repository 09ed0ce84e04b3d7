"""Kinds and levels of movements; the lives of movements and registrations."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from thidua.core.machine import Machine, move


class MovementKind(TextChoices):
    """Forms of emulation (law 06/2022, article 16); a peak movement is thematic and short."""

    REGULAR = "regular", _("Thi đua thường xuyên")
    THEMATIC = "thematic", _("Thi đua theo chuyên đề")
    PEAK = "peak", _("Đợt thi đua cao điểm")


class MovementLevel(TextChoices):
    """Scopes of emulation (law 06/2022, article 16)."""

    NATIONAL = "national", _("toàn quốc")
    PROVINCE = "province", _("bộ, ban, ngành, đoàn thể, địa phương")
    CLUSTER = "cluster", _("cụm, khối thi đua")
    UNIT = "unit", _("cơ quan, tổ chức, đơn vị")


class MovementState(TextChoices):
    DRAFT = "draft", _("Dự thảo")
    LAUNCHED = "launched", _("Đã phát động")
    CLOSED = "closed", _("Đã kết thúc")


MOVEMENT = Machine(
    "movements.movement",
    MovementState,
    {
        "launch": move(MovementState.DRAFT, to=MovementState.LAUNCHED),
        "close": move(MovementState.LAUNCHED, to=MovementState.CLOSED),
    },
)


class RegistrationState(TextChoices):
    OPEN = "open", _("Đang lập")
    SUBMITTED = "submitted", _("Chờ duyệt")
    APPROVED = "approved", _("Đã duyệt")
    RETURNED = "returned", _("Trả lại")


REGISTRATION = Machine(
    "movements.registration",
    RegistrationState,
    {
        "submit": move(
            RegistrationState.OPEN, RegistrationState.RETURNED, to=RegistrationState.SUBMITTED
        ),
        "approve": move(RegistrationState.SUBMITTED, to=RegistrationState.APPROVED),
        "return": move(RegistrationState.SUBMITTED, to=RegistrationState.RETURNED),
        "reopen": move(RegistrationState.APPROVED, to=RegistrationState.OPEN),
    },
)
