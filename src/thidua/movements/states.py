"""Kinds and levels of movements; the lives of movements and registrations."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

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


class PhaseRule(TextChoices):
    """What a phase asks: so much every week, so much by its end, or to live up to its slogan."""

    WEEKLY = "weekly", _("Mỗi tuần")
    ONCE = "once", _("Một lần, trước khi hết đợt")
    PLAIN = "plain", _("Chỉ có khẩu hiệu, không giao số lượng")


class OwedBy(TextChoices):
    """Who owes what a phase asks."""

    WHOLE = "whole", _("Cả đơn vị phát động")
    EACH = "each", _("Mỗi đơn vị trong phạm vi")
    IN_TURN = "in_turn", _("Các đơn vị luân phiên theo tuần")
    SOME = "some", _("Một số đơn vị được chọn")


class Work(TextChoices):
    """Kinds of work to which a movement may be limited."""

    DIRECT = "direct", _("người trực tiếp công tác, lao động")
    LEADING = "leading", _("lãnh đạo, quản lý")


class RegistrationState(TextChoices):
    OPEN = "open", _("Đang lập")
    SUBMITTED = "submitted", _("Chờ duyệt")
    APPROVED = "approved", _("Đã duyệt")
    RETURNED = "returned", _("Trả lại")
    DECLINED = "declined", pgettext_lazy("trạng thái", "Không tham gia")


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
        "restore": move(RegistrationState.OPEN, to=RegistrationState.APPROVED),
        "decline": move(
            RegistrationState.OPEN, RegistrationState.RETURNED, to=RegistrationState.DECLINED
        ),
        "take_up": move(RegistrationState.DECLINED, to=RegistrationState.OPEN),
    },
)
