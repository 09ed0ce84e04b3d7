"""The lives of rounds and dossiers; ratings."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from thidua.core.machine import Machine, move


class RoundState(TextChoices):
    OPEN = "open", _("Đang nhận hồ sơ")
    IN_COUNCIL = "in_council", _("Hội đồng đang xét")
    DECIDED = "decided", _("Đã có quyết định")
    CLOSED = "closed", _("Đã kết thúc")


ROUND = Machine(
    "awards.round",
    RoundState,
    {
        "send_to_council": move(RoundState.OPEN, to=RoundState.IN_COUNCIL),
        "reopen": move(RoundState.IN_COUNCIL, to=RoundState.OPEN),
        "decide": move(RoundState.IN_COUNCIL, to=RoundState.DECIDED),
        "close": move(
            RoundState.OPEN, RoundState.IN_COUNCIL, RoundState.DECIDED, to=RoundState.CLOSED
        ),
    },
)


class DossierState(TextChoices):
    DRAFT = "draft", _("Đang lập")
    SUBMITTED = "submitted", _("Đã nộp")
    RETURNED = "returned", pgettext_lazy("trạng thái", "Trả lại")
    IN_COUNCIL = "in_council", _("Chờ hội đồng")
    RECOMMENDED = "recommended", _("Hội đồng thống nhất đề nghị")
    NOT_RECOMMENDED = "not_recommended", _("Chưa đủ tỷ lệ đồng ý")
    AWARDED = "awarded", _("Đã khen thưởng")
    WITHDRAWN = "withdrawn", _("Đã rút")


DOSSIER = Machine(
    "awards.dossier",
    DossierState,
    {
        "submit": move(DossierState.DRAFT, DossierState.RETURNED, to=DossierState.SUBMITTED),
        "return": move(DossierState.SUBMITTED, to=DossierState.RETURNED),
        "withdraw": move(
            DossierState.DRAFT, DossierState.SUBMITTED, DossierState.RETURNED,
            to=DossierState.WITHDRAWN,
        ),
        "send_to_council": move(DossierState.SUBMITTED, to=DossierState.IN_COUNCIL),
        "leave_council": move(DossierState.IN_COUNCIL, to=DossierState.SUBMITTED),
        "recommend": move(DossierState.IN_COUNCIL, to=DossierState.RECOMMENDED),
        "not_recommend": move(DossierState.IN_COUNCIL, to=DossierState.NOT_RECOMMENDED),
        "award": move(DossierState.RECOMMENDED, to=DossierState.AWARDED),
    },
)  # fmt: skip


class RatingLevel(TextChoices):
    EXCELLENT = "excellent", _("Hoàn thành xuất sắc nhiệm vụ")
    GOOD = "good", _("Hoàn thành tốt nhiệm vụ")
    COMPLETED = "completed", _("Hoàn thành nhiệm vụ")
    NOT_COMPLETED = "not_completed", _("Không hoàn thành nhiệm vụ")


class Confirmation(TextChoices):
    """Facts that the proposing unit confirms in writing, since no record holds them."""

    LAW_ABIDING = "law_abiding", _("gương mẫu chấp hành chủ trương, đường lối, pháp luật")
    ACTIVE = "active_in_movement", _("tích cực tham gia phong trào thi đua")
    ATTAINED = "attained", _("có thành tích đã được bình xét")
    NO_HOLD = "no_hold", _("không có khiếu nại, tố cáo, thanh tra, kiểm tra đang xác minh")
    NO_DISCIPLINE = "no_discipline", _("không bị kỷ luật")
    NO_ABSENCE = "no_absence", _("không nghỉ, không đi học dài ngày trong năm")
    EFFECTIVE = "movement_effective", _("phong trào của tập thể thường xuyên, thiết thực, hiệu quả")
    UNITED = "united", _("nội bộ đoàn kết")
