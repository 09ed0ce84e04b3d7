"""Kinds of care and where its money comes from."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    VISIT = "visit", _("Thăm hỏi, động viên")
    HARDSHIP = "hardship", _("Trợ cấp khó khăn")
    SICKNESS = "sickness", _("Hỗ trợ ốm đau, tai nạn, bệnh hiểm nghèo")
    BEREAVEMENT = "bereavement", _("Phúng viếng")
    GIFT = "gift", _("Quà lễ, Tết")
    HEALTH_CHECK = "health_check", _("Khám sức khỏe")
    CHILDREN = "children", _("Quà, học bổng cho con đoàn viên")
    HOLIDAY = "holiday", _("Tham quan, nghỉ dưỡng")
    HOUSING = "housing", _("Hỗ trợ nhà ở, Mái ấm công đoàn")
    FRONT_LINE = "front_line", _("Hỗ trợ trực, chống dịch, làm nhiệm vụ đột xuất")
    OTHER = "other", _("Khác")


class Source(TextChoices):
    UNION_FEES = "union_fees", _("Tài chính công đoàn")
    UPPER_UNION = "upper_union", _("Công đoàn cấp trên")
    WELFARE = "welfare", _("Quỹ phúc lợi")
    BUDGET = "budget", _("Ngân sách")
    DONATED = "donated", _("Vận động, ủng hộ")
    SOCIAL_FUND = "social_fund", _("Quỹ xã hội, từ thiện")
    OTHER = "other", _("Khác")
