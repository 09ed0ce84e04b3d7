"""Local rules: a province's or a unit's regulation as a document laid over the packs of the law."""

import hashlib
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.core.fields import FoldedField
from thidua.orgs.states import ManagingBody
from thidua.overlays.states import RuleScope, RuleState


class LocalRule(models.Model):
    """One version of one regulation; once in force its text never changes.

    `rows` are what the form pages settled, from which `text` is composed; where the text was
    written by hand it counts alone.
    """

    unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="local_rules")
    scope = models.CharField(_("quy định"), max_length=13, choices=RuleScope.choices)
    managing_body = models.CharField(
        _("cơ quan quản lý"), max_length=10, choices=ManagingBody.choices
    )
    number = models.CharField(_("số văn bản"), max_length=80)
    issued_on = models.DateField(_("ngày ban hành"))
    issuer = models.CharField(_("cơ quan ban hành"), max_length=200)
    title = models.CharField(_("trích yếu"), max_length=300)
    in_force = models.DateField(_("áp dụng từ ngày"))
    ended_on = models.DateField(_("thôi áp dụng từ ngày"), null=True)
    awards = models.JSONField(_("danh hiệu, hình thức quy định chi tiết"), default=list)
    rows = models.JSONField(_("nội dung"), default=list)
    is_by_hand = models.BooleanField(_("soạn bằng văn bản"), default=False)
    text = models.TextField(_("văn bản quy tắc"))
    digest = models.CharField(_("mã băm"), max_length=64, editable=False)
    state = models.CharField(
        _("trạng thái"), max_length=9, choices=RuleState.choices, default=RuleState.DRAFT
    )
    version = models.PositiveSmallIntegerField(_("phiên bản"), default=1)
    replaces = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="successors"
    )
    scan = models.ForeignKey(
        "documents.StoredFile", null=True, on_delete=models.PROTECT, related_name="+"
    )
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    withdrawn_because = models.TextField(_("lý do bãi bỏ"), blank=True)
    folded = FoldedField(("number", "title", "issuer"))

    audit_unseen = frozenset({"text", "rows", "folded"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "number", "version"], name="rule_version_once",
                violation_error_message=_("Đơn vị đã có quy định mang số này."),
            ),
            models.UniqueConstraint(
                fields=["replaces"], condition=~Q(state=RuleState.WITHDRAWN),
                name="rule_one_successor",
                violation_error_message=_("Quy định này đã có phiên bản kế tiếp."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("in_force")),
                name="rule_ends_after_start",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number

    def save(self, **options: Any) -> None:
        """The digest is always that of the text."""
        self.digest = hashlib.sha256(self.text.encode()).hexdigest()
        super().save(**options)
