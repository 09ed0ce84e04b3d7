"""The two kinds in which units of one owner compete as equals."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    CLUSTER = "cluster", _("cụm thi đua")
    BLOCK = "block", _("khối thi đua")
