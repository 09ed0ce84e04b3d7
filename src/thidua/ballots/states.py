"""The life of a ballot, and the marks that can stand beside a name."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from thidua.core.machine import Machine, move


class BallotState(TextChoices):
    DRAFT = "draft", _("Đang chuẩn bị")
    OPEN = "open", _("Đang bỏ phiếu")
    CLOSED = "closed", _("Đã kiểm phiếu")
    VOIDED = "voided", _("Đã hủy")


BALLOT = Machine(
    "ballots.ballot",
    BallotState,
    {
        "open": move(BallotState.DRAFT, to=BallotState.OPEN),
        "close": move(BallotState.OPEN, to=BallotState.CLOSED),
        "void": move(BallotState.DRAFT, BallotState.OPEN, to=BallotState.VOIDED),
    },
)
OVER = (BallotState.CLOSED, BallotState.VOIDED)


class Choice(TextChoices):
    AGREE = "agree", _("đồng ý")
    DISAGREE = "disagree", _("không đồng ý")
    BLANK = "blank", _("không có ý kiến")
