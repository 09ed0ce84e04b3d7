"""Why a mail waits, or that nothing holds it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Wait(TextChoices):
    NOTHING = "nothing", _("gửi ngay")
    QUIET = "quiet", _("chờ hết giờ yên lặng")
    REST = "rest", _("chờ hết giờ nghỉ sau ca trực")
    DIGEST = "digest", _("chờ thư gộp trong ngày")
