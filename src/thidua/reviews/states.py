"""Kinds of reviews and of the blocks they are made of; their life is that of their paper."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ReviewKind(TextChoices):
    INTERIM = "interim", _("Sơ kết")
    FINAL = "final", _("Tổng kết")


class BlockKind(TextChoices):
    HEADING = "heading", _("Mục lớn (I, II, …)")
    SUBHEADING = "subheading", _("Tiểu mục (1, 2, …)")
    TEXT = "text", _("Đoạn văn")
    TABLE = "table", _("Bảng số liệu")
    CHART = "chart", _("Biểu đồ")
