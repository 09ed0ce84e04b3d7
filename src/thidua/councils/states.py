"""Kinds of councils; the lives of meetings and cases; ways of voting."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from thidua.core.machine import Machine, move


class CouncilKind(TextChoices):
    COMMENDATION = "commendation", _("Hội đồng Thi đua - Khen thưởng")
    INITIATIVE = "initiative", _("Hội đồng sáng kiến")
    SCIENCE = "science", _("Hội đồng khoa học")
    CLUSTER = "cluster", _("Hội nghị cụm, khối thi đua")


class Base(TextChoices):
    """Of whom a share is taken."""

    ALL = "all", _("tổng số thành viên")
    PRESENT = "present", _("số thành viên dự họp")


class RecusalRule(TextChoices):
    """What a member with a conflict of interest does, by the council's regulation."""

    ON_LIST = "on_list", _("rời phần thảo luận, vẫn biểu quyết trên danh sách chung")
    SILENT = "silent", _("rời phần thảo luận, không biểu quyết, vẫn tính trong tổng số")
    UNCOUNTED = "uncounted", _("rời phần thảo luận, không biểu quyết, không tính trong tổng số")


class TieKind(TextChoices):
    """Why a member may not be impartial on a case; the gravest first."""

    SELF = "self", _("là người được đề nghị")
    KIN = "kin", _("có quan hệ gia đình")
    COAUTHOR = "coauthor", _("đồng tác giả sáng kiến")
    SUPERIOR = "superior", _("phụ trách trực tiếp")
    UNIT = "unit", _("cùng đơn vị")
    HONOUR = "honour", _("từng được khen chung")
    OTHER = "other", _("lý do khác")


class SeatPosition(TextChoices):
    CHAIR = "chair", _("Chủ tịch")
    DEPUTY = "deputy", _("Phó Chủ tịch")
    STANDING = "standing", _("Ủy viên Thường trực")
    SECRETARY = "secretary", _("Ủy viên, Thư ký")
    MEMBER = "member", _("Ủy viên")
    CLERK = "clerk", _("Thư ký (không biểu quyết)")


class MeetingState(TextChoices):
    PLANNED = "planned", _("Đã lên lịch")
    OPEN = "open", _("Đang họp")
    CLOSED = "closed", _("Đã bế mạc")


MEETING = Machine(
    "councils.meeting",
    MeetingState,
    {
        "open": move(MeetingState.PLANNED, to=MeetingState.OPEN),
        "close": move(MeetingState.OPEN, to=MeetingState.CLOSED),
    },
)


class CaseState(TextChoices):
    WAITING = "waiting", _("Chờ đưa ra họp")
    SCHEDULED = "scheduled", _("Đã vào chương trình")
    VOTING = "voting", _("Đang biểu quyết")
    CLOSED = "closed", _("Đã có kết quả")
    WITHDRAWN = "withdrawn", _("Đã rút")


CASE = Machine(
    "councils.case",
    CaseState,
    {
        "schedule": move(CaseState.WAITING, to=CaseState.SCHEDULED),
        "unschedule": move(CaseState.SCHEDULED, to=CaseState.WAITING),
        "open_vote": move(CaseState.SCHEDULED, to=CaseState.VOTING),
        "close": move(CaseState.VOTING, to=CaseState.CLOSED),
        "withdraw": move(CaseState.WAITING, CaseState.SCHEDULED, to=CaseState.WITHDRAWN),
    },
)


class Attendance(TextChoices):
    PRESENT = "present", _("có mặt")
    ABSENT = "absent", _("vắng mặt")


class Choice(TextChoices):
    AGREE = "agree", _("đồng ý")
    DISAGREE = "disagree", _("không đồng ý")
    BLANK = "blank", _("không có ý kiến")


class Method(TextChoices):
    SHOW_OF_HANDS = "show_of_hands", _("biểu quyết giơ tay")
    WRITTEN = "written", _("ý kiến bằng văn bản")


class Way(TextChoices):
    """How a council votes on a list."""

    HANDS = "hands", _("biểu quyết giơ tay")
    SECRET = "secret", _("bỏ phiếu kín trên máy")
    PAPER = "paper", _("bỏ phiếu giấy")


class AverageKind(TextChoices):
    """How the sheets of several members become one score."""

    MEAN = "mean", _("điểm trung bình")
    MEDIAN = "median", _("điểm trung vị")
    TRIMMED = "trimmed", _("trung bình sau khi bỏ điểm cao nhất, thấp nhất")


class OutlierKind(TextChoices):
    """When a score is shown as far from the others."""

    NONE = "none", _("không xét")
    GAP = "gap", _("lệch điểm trung vị quá số điểm")
    DEVIATION = "deviation", _("lệch điểm trung vị quá số lần độ lệch tuyệt đối trung vị")


class ScoringState(TextChoices):
    OPEN = "open", _("Đang chấm điểm")
    CLOSED = "closed", _("Đã chốt điểm")


SCORING = Machine(
    "councils.scoring",
    ScoringState,
    {"close": move(ScoringState.OPEN, to=ScoringState.CLOSED)},
)


class PollState(TextChoices):
    OPEN = "open", _("Đang bỏ phiếu")
    CLOSED = "closed", _("Đã kiểm phiếu")
    VOIDED = "voided", _("Đã hủy")


POLL = Machine(
    "councils.poll",
    PollState,
    {
        "close": move(PollState.OPEN, to=PollState.CLOSED),
        "void": move(PollState.OPEN, to=PollState.VOIDED),
    },
)
