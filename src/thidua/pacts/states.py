"""The life of a pact's version, who stands in it, how targets compare, how people sign."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from thidua.core.machine import Machine, move


class PactState(TextChoices):
    DRAFT = "draft", _("Dự thảo")
    OPEN = "open", _("Đang lấy chữ ký")
    SEALED = "sealed", _("Đã ký kết")
    SUPERSEDED = "superseded", _("Đã có bản sửa đổi")


PACT = Machine(
    "pacts.pact",
    PactState,
    {
        "open": move(PactState.DRAFT, to=PactState.OPEN),
        "recall": move(PactState.OPEN, to=PactState.DRAFT),
        "seal": move(PactState.OPEN, to=PactState.SEALED),
        "supersede": move(PactState.SEALED, to=PactState.SUPERSEDED),
    },
)


class PartyRole(TextChoices):
    PARTY = "party", _("Bên ký kết")
    WITNESS = "witness", _("Chứng kiến")


class Operator(TextChoices):
    """How a result is held against its target."""

    AT_LEAST = "ge", _("từ … trở lên (≥)")
    AT_MOST = "le", _("không quá … (≤)")
    EXACTLY = "eq", _("đúng bằng … (=)")
    NONE_AT_ALL = "zero", _("không để xảy ra (bằng 0)")


class Manner(TextChoices):
    PASSWORD = "password", _("bằng mật khẩu nhập lại")
    CODE = "code", _("bằng mã xác thực")
    HAND = "hand", _("ký tay, hai người xác nhận")


class Verdict(TextChoices):
    """What can be said of a clause: a missing figure is neither met nor failed."""

    MET = "met", _("Đạt")
    NOT_YET = "not_yet", _("Chưa đạt")
    MISSING = "missing", _("Thiếu số liệu")
    NOT_APPLICABLE = "not_applicable", _("Không áp dụng")
    NOT_BOUND = "not_bound", _("Không ràng buộc")


ASKS_NOTHING = (Verdict.NOT_APPLICABLE, Verdict.NOT_BOUND)
