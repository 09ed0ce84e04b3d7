"""Statistics that were sent: kept as issued, whatever the registers say later."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Statistic(models.Model):
    """A filled table as a unit sent it: its content, the digest of it, who sent it and when."""

    unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="statistics")
    table = models.CharField(_("biểu"), max_length=40)
    starts_on = models.DateField(_("từ ngày"))
    ends_on = models.DateField(_("đến hết ngày"))
    # Whether the units below are counted too.
    is_whole = models.BooleanField(_("cả các đơn vị bên dưới"), default=True)
    receiver = models.CharField(_("đơn vị nhận báo cáo"), max_length=200)
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    sent_at = models.DateTimeField()

    audit_unseen = frozenset({"content"})

    class Meta:
        indexes = [models.Index(fields=["unit", "table", "starts_on", "ends_on"])]

    def __str__(self) -> str:
        return f"{self.table} · {self.unit} · {self.starts_on:%d/%m/%Y} - {self.ends_on:%d/%m/%Y}"
