"""Shapes, frequencies and ways of adding up; the lives of indicator sets and reports."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from thidua.core.machine import Machine, move


class Shape(TextChoices):
    """What one unit reports for an indicator."""

    NUMBER = "number", _("Số")
    RATIO = "ratio", _("Tử số và mẫu số")
    YES_NO = "yes_no", _("Có hoặc không")
    LEVEL = "level", _("Mức xếp loại")


class Adds(TextChoices):
    """How figures of units, and of periods, become one."""

    SUM = "sum", _("Cộng")
    RATIO = "ratio", _("Tỷ lệ của các tổng")
    MEAN = "mean", _("Trung bình cộng các đơn vị")
    LAST = "last", _("Số cuối kỳ")
    SHARE = "share", _("Tỷ lệ đơn vị đạt")
    MET = "met", _("Số đơn vị đạt")
    WORST = "worst", _("Mức kém nhất")


class Direction(TextChoices):
    MORE = "more", _("Càng nhiều càng tốt")
    LESS = "less", _("Càng ít càng tốt")


class Frequency(TextChoices):
    WEEK = "week", _("Tuần")
    MONTH = "month", _("Tháng")
    QUARTER = "quarter", _("Quý")
    HALF = "half", _("Sáu tháng")
    YEAR = "year", _("Năm")
    MOVEMENT = "movement", _("Cả phong trào")


class Relation(TextChoices):
    """What a target asks of a figure."""

    EQUAL = "equal", _("Bằng")
    AT_LEAST = "at_least", _("Từ … trở lên")
    AT_MOST = "at_most", _("Không quá")
    BETWEEN = "between", _("Trong khoảng")
    ZERO = "zero", _("Không có trường hợp nào")
    LEAST_BETWEEN = "least_between", _("Ít nhất từ … đến …")


class Reach(TextChoices):
    """Whose figure a target judges."""

    EACH = "each", _("Từng đơn vị báo cáo")
    TOTAL = "total", _("Số tổng hợp")


class Standing(TextChoices):
    """What a unit says of an indicator; who says nothing has no entry at all."""

    VALUE = "value", _("Có số liệu")
    NOT_APPLICABLE = "not_applicable", _("Không áp dụng")


class SetState(TextChoices):
    DRAFT = "draft", _("Đang soạn")
    OPEN = "open", _("Đang áp dụng")
    CLOSED = "closed", _("Đã khép lại")


SET = Machine(
    "indicators.set",
    SetState,
    {
        "open": move(SetState.DRAFT, to=SetState.OPEN),
        "close": move(SetState.OPEN, to=SetState.CLOSED),
        "reopen": move(SetState.CLOSED, to=SetState.OPEN),
    },
)


class ReportState(TextChoices):
    OPEN = "open", _("Chưa báo cáo")
    REPORTED = "reported", _("Đã báo cáo")
    CHECKED = "checked", _("Đã kiểm tra")
    ACCEPTED = "accepted", _("Đã chấp nhận")
    RETURNED = "returned", _("Trả lại để sửa")
    LOCKED = "locked", _("Đã khóa")


REPORT = Machine(
    "indicators.report",
    ReportState,
    {
        "report": move(ReportState.OPEN, ReportState.RETURNED, to=ReportState.REPORTED),
        "take_back": move(ReportState.REPORTED, to=ReportState.OPEN),
        "check": move(ReportState.REPORTED, to=ReportState.CHECKED),
        "accept": move(ReportState.REPORTED, ReportState.CHECKED, to=ReportState.ACCEPTED),
        "give_back": move(
            ReportState.REPORTED, ReportState.CHECKED, ReportState.ACCEPTED,
            to=ReportState.RETURNED,
        ),
        "lock": move(ReportState.ACCEPTED, to=ReportState.LOCKED),
    },
)  # fmt: skip

COUNTED = (
    ReportState.REPORTED, ReportState.CHECKED, ReportState.ACCEPTED, ReportState.LOCKED
)  # fmt: skip
"""Reports whose figures are added up; what is returned no longer counts until it is mended."""

BELIEVED = (ReportState.ACCEPTED, ReportState.LOCKED)
"""Reports that the level above has accepted."""


class WorkbookState(TextChoices):
    NEW = "new", _("Chờ đọc")
    CHECKED = "checked", _("Đã đọc, chờ nhận")
    TAKEN = "taken", _("Đã nhận")
    DISCARDED = "discarded", _("Đã bỏ")


WORKBOOK = Machine(
    "indicators.workbook",
    WorkbookState,
    {
        "check": move(WorkbookState.NEW, WorkbookState.CHECKED, to=WorkbookState.CHECKED),
        "take": move(WorkbookState.CHECKED, to=WorkbookState.TAKEN),
        "discard": move(WorkbookState.NEW, WorkbookState.CHECKED, to=WorkbookState.DISCARDED),
    },
)


class PortionState(TextChoices):
    """What will become, or has become, of one unit's figures in a workbook."""

    FAULTY = "faulty", _("Có lỗi, không nhận")
    REFUSED = "refused", _("Không nhận được")
    READY = "ready", _("Sẽ nhận")
    SAME = "same", _("Không thay đổi")
    BLANK = "blank", _("Chưa ghi gì")
    TAKEN = "taken", _("Đã nhận, chưa gửi")
    SENT = "sent", _("Đã nhận và gửi")
