"""The lives of funds and prizes; headings of plans and entries; kinds of stock movements."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from thidua.core.machine import Machine, move


class FundState(TextChoices):
    PLANNED = "planned", _("Đang lập dự toán")
    OPEN = "open", _("Đang thu, chi")
    CLOSED = "closed", _("Đã khóa sổ")


FUND = Machine(
    "funds.fund",
    FundState,
    {
        "approve": move(FundState.PLANNED, to=FundState.OPEN),
        "close": move(FundState.OPEN, to=FundState.CLOSED),
        "reopen": move(FundState.CLOSED, to=FundState.OPEN),
    },
)


class PrizeState(TextChoices):
    DUE = "due", _("Chưa chi")
    PAID = "paid", _("Đã chi")
    RECOVERED = "recovered", _("Đã thu hồi")


PRIZE = Machine(
    "funds.prize",
    PrizeState,
    {
        "pay": move(PrizeState.DUE, to=PrizeState.PAID),
        "take_back": move(PrizeState.PAID, to=PrizeState.DUE),
        "recover": move(PrizeState.PAID, to=PrizeState.RECOVERED),
    },
)


class Side(TextChoices):
    # Alone, «Thu» is also how calendars shorten a Thursday.
    IN = "in", pgettext_lazy("quỹ", "Thu")
    OUT = "out", pgettext_lazy("quỹ", "Chi")


class Heading(TextChoices):
    """What money comes from and what it goes to; the first five are sources."""

    CARRIED = "carried", _("Số dư năm trước chuyển sang")
    BUDGET = "budget", _("Ngân sách, nguồn thu của đơn vị")
    UNION = "union", _("Tài chính công đoàn")
    DONATED = "donated", _("Đóng góp, tài trợ")
    OTHER_SOURCE = "other_source", _("Nguồn khác")
    PRIZES = "prizes", _("Tiền thưởng")
    ARTEFACTS = "artefacts", _("Bằng, giấy, cờ, khung và hiện vật kèm theo")
    ORGANISING = (
        "organising",
        _("Tổ chức, chỉ đạo phong trào, sơ kết, tổng kết, hội đồng, kiểm tra"),
    )
    OTHER_USE = "other_use", _("Chi khác")


SOURCES = (
    Heading.CARRIED, Heading.BUDGET, Heading.UNION, Heading.DONATED, Heading.OTHER_SOURCE,
)  # fmt: skip
USES = (Heading.PRIZES, Heading.ARTEFACTS, Heading.ORGANISING, Heading.OTHER_USE)


class Way(TextChoices):
    """How a prize is handed over."""

    CASH = "cash", _("Tiền mặt")
    TRANSFER = "transfer", _("Chuyển khoản")


class ItemKind(TextChoices):
    FRAME = "frame", _("Khung")
    BLANK = "blank", _("Phôi giấy khen, giấy chứng nhận")
    BADGE = "badge", _("Huy hiệu, kỷ niệm chương")
    FLAG = "flag", _("Cờ")
    OTHER = "other", _("Hiện vật khác")


class Cause(TextChoices):
    """Why the stock of an item changes."""

    BOUGHT = "bought", _("Mua về")
    RECEIVED = "received", _("Cấp trên cấp")
    RETURNED = "returned", _("Thu hồi từ người được khen")
    GIVEN = "given", _("Xuất theo quyết định")
    SPOILED = "spoiled", _("Hỏng, hủy")
    COUNTED = "counted", _("Chênh lệch kiểm kê")


ENTERED = (Cause.BOUGHT, Cause.RECEIVED)
"""What an officer enters as coming in; returns come from recoveries."""
