"""Where a list is shown; the lives of disclosures, comments, complaints and holds."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from thidua.core.machine import Machine, move


class Reach(TextChoices):
    UNIT = "unit", _("Người của đơn vị và các đơn vị trực thuộc")
    HOSPITAL = "hospital", _("Mọi người trong toàn cơ quan")
    PUBLIC = "public", _("Mọi người, kể cả trang công khai không cần đăng nhập")


class DisclosureState(TextChoices):
    OPEN = "open", _("Đang công khai")
    CLOSED = "closed", _("Đã kết thúc")


DISCLOSURE = Machine(
    "disclosures.disclosure",
    DisclosureState,
    {
        "extend": move(DisclosureState.OPEN, to=DisclosureState.OPEN),
        "close": move(DisclosureState.OPEN, to=DisclosureState.CLOSED),
    },
)


class Stance(TextChoices):
    AGREE = "agree", _("Đồng ý")
    QUESTION = "question", _("Hỏi thêm")
    OBJECTION = "objection", _("Chưa đồng ý")


class CommentState(TextChoices):
    NEW = "new", _("Mới")
    VERIFYING = "verifying", _("Đang xác minh")
    ANSWERED = "answered", _("Đã trả lời")
    TAKEN_OVER = "taken_over", _("Đã chuyển thành đơn")
    NOTED = "noted", _("Đã ghi nhận")


WAITING = (CommentState.NEW, CommentState.VERIFYING)

COMMENT = Machine(
    "disclosures.comment",
    CommentState,
    {
        "verify": move(CommentState.NEW, to=CommentState.VERIFYING),
        "answer": move(*WAITING, to=CommentState.ANSWERED),
        "take_over": move(*WAITING, to=CommentState.TAKEN_OVER),
        "note": move(CommentState.NEW, to=CommentState.NOTED),
    },
)


class ComplaintKind(TextChoices):
    COMPLAINT = "complaint", _("Khiếu nại")
    DENUNCIATION = "denunciation", _("Tố cáo")


class Stage(TextChoices):
    FIRST = "first", _("lần đầu")
    SECOND = "second", _("lần hai")


class ComplaintState(TextChoices):
    FILED = "filed", _("Đã nhận đơn")
    ACCEPTED = "accepted", _("Đã thụ lý")
    DECLINED = "declined", _("Không thụ lý")
    SETTLED = "settled", _("Đã giải quyết")


COMPLAINT = Machine(
    "disclosures.complaint",
    ComplaintState,
    {
        "accept": move(ComplaintState.FILED, to=ComplaintState.ACCEPTED),
        "decline": move(ComplaintState.FILED, to=ComplaintState.DECLINED),
        "settle": move(ComplaintState.ACCEPTED, to=ComplaintState.SETTLED),
    },
)
PENDING = (ComplaintState.FILED, ComplaintState.ACCEPTED)


class Ground(TextChoices):
    """What the paper is that holds a consideration (K6); the values are those of the law's room."""

    COMPLAINT = "complaint", _("Thụ lý khiếu nại, tố cáo")
    INSPECTION = "inspection", _("Quyết định thanh tra, kiểm tra")
    DISCIPLINE = "discipline", _("Quyết định xem xét kỷ luật")
