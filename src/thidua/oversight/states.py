"""The lives of inspection plans, draws, visits and findings."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from thidua.core.machine import Machine, move


class PlanState(TextChoices):
    DRAFT = "draft", _("Đang soạn")
    SENT = "sent", _("Chờ duyệt")
    APPROVED = "approved", _("Đã duyệt")
    RUNNING = "running", _("Đang kiểm tra")
    CLOSED = "closed", _("Đã kết thúc")


PLAN = Machine(
    "oversight.plan",
    PlanState,
    {
        "send": move(PlanState.DRAFT, to=PlanState.SENT),
        "return": move(PlanState.SENT, to=PlanState.DRAFT),
        "approve": move(PlanState.SENT, to=PlanState.APPROVED),
        "start": move(PlanState.APPROVED, to=PlanState.RUNNING),
        "close": move(PlanState.RUNNING, to=PlanState.CLOSED),
    },
)

CHOOSING = (PlanState.APPROVED, PlanState.RUNNING)
"""While units may be drawn and chosen."""

KNOWN = (PlanState.APPROVED, PlanState.RUNNING, PlanState.CLOSED)
"""What the units that may be inspected see of a plan begins with its approval."""


class Drawn(TextChoices):
    """What is drawn: units, or single reports of theirs."""

    UNITS = "units", _("Đơn vị")
    REPORTS = "reports", _("Báo cáo")


class Strata(TextChoices):
    """Groups of which each gets its share of the sample."""

    NONE = "", _("không chia nhóm")
    KIND = "kind", _("theo loại đơn vị")
    OWNERSHIP = "ownership", _("theo khối")


class DrawState(TextChoices):
    PREPARED = "prepared", _("Đã chốt danh sách")
    SEEDED = "seeded", _("Đã công bố mã")
    DRAWN = "drawn", _("Đã rút mẫu")


DRAW = Machine(
    "oversight.draw",
    DrawState,
    {
        "seed": move(DrawState.PREPARED, to=DrawState.SEEDED),
        "draw": move(DrawState.SEEDED, to=DrawState.DRAWN),
    },
)


class VisitState(TextChoices):
    PLANNED = "planned", _("Chưa kết luận")
    CONCLUDED = "concluded", _("Đã kết luận")


VISIT = Machine(
    "oversight.visit",
    VisitState,
    {
        "write": move(VisitState.PLANNED, to=VisitState.PLANNED),
        "conclude": move(VisitState.PLANNED, to=VisitState.CONCLUDED),
    },
)


class Verdict(TextChoices):
    """What a visit answers to a question of the checklist."""

    YES = "yes", _("Có, đúng")
    NO = "no", _("Không, chưa đúng")
    MOOT = "moot", _("Không áp dụng")


class FindingState(TextChoices):
    OPEN = "open", _("Chờ khắc phục")
    REMEDIED = "remedied", _("Đã báo cáo khắc phục")
    CLOSED = "closed", _("Đã đóng")


FINDING = Machine(
    "oversight.finding",
    FindingState,
    {
        "remedy": move(FindingState.OPEN, to=FindingState.REMEDIED),
        "return": move(FindingState.REMEDIED, to=FindingState.OPEN),
        "close": move(FindingState.REMEDIED, to=FindingState.CLOSED),
    },
)


class Settled(TextChoices):
    """What became of the figure that a finding is about."""

    NONE = "", _("Chưa xử lý")
    CORRECTED = "corrected", _("Đã đính chính")
    RETURNED = "returned", _("Đã trả lại báo cáo")
