"""The words a letter can carry on a sheet, and how a box sets them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Field(TextChoices):
    """What a box holds; the names are those of `documents.layouts.Letter` as it is set."""

    NATION = "nation", _("Quốc hiệu")
    MOTTO = "motto", _("Tiêu ngữ")
    ISSUER = "issuer_position", _("Thẩm quyền tặng")
    VERB = "verb", _("Chữ «TẶNG»")
    AWARD = "award", _("Danh hiệu, hình thức khen")
    RECIPIENT = "recipient", _("Người, tập thể được tặng")
    DETAIL = "recipient_detail", _("Chức vụ, đơn vị")
    ACHIEVEMENT = "achievement", _("Thành tích")
    DECISION = "decision_line", _("Số quyết định")
    DECISION_DAY = "decision_day", _("Ngày quyết định")
    GOLDEN_BOOK = "golden_line", _("Số sổ vàng")
    PLACE = "place_line", _("Địa danh, ngày tháng")
    SIGNER_OFFICE = "signer_office", _("Chức vụ người ký")
    SIGNER_NAME = "signer_name", _("Họ tên người ký")
    QR = "qr", _("Mã QR tra cứu")


class Align(TextChoices):
    LEFT = "left", _("trái")
    CENTER = "center", _("giữa")
    RIGHT = "right", _("phải")


class Weight(TextChoices):
    REGULAR = "regular", _("thường")
    BOLD = "bold", _("đậm")
    ITALIC = "italic", _("nghiêng")
    BOLD_ITALIC = "bold-italic", _("đậm nghiêng")
