"""How a group stands in one week of a movement; on which day of it groups are reminded."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class WeekState(TextChoices):
    """Not due, missing and nought are different: a group whose turn it is not owes nothing."""

    NOT_DUE = "not_due", _("Không đến lượt")
    KEPT = "kept", _("Đã nộp đủ")
    LATE = "late", _("Được tính muộn")
    OWING = "owing", _("Đến lượt, chưa nộp đủ")
    MISSED = "missed", _("Lỡ tuần")
    UNKNOWN = "unknown", _("Chưa có số liệu")


class Weekday(IntegerChoices):
    """Days of the week as Python counts them."""

    MONDAY = 0, _("thứ Hai")
    TUESDAY = 1, _("thứ Ba")
    WEDNESDAY = 2, _("thứ Tư")
    THURSDAY = 3, _("thứ Năm")
    FRIDAY = 4, _("thứ Sáu")
    SATURDAY = 5, _("thứ Bảy")
    SUNDAY = 6, _("Chủ nhật")
