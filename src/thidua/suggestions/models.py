"""Suggestions and obstacles with their answer, and the units that they went through."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.core.fields import FoldedField
from thidua.suggestions import rules, states


class Suggestion(models.Model):
    """What somebody suggests or meets as an obstacle, held by the unit that owes the answer."""

    kind = models.CharField(_("loại"), max_length=10, choices=states.Kind.choices)
    text = models.TextField(_("nội dung"))
    movement = models.ForeignKey(
        "movements.Movement", null=True, blank=True, on_delete=models.PROTECT,
        related_name="suggestions",
    )  # fmt: skip
    unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="suggestions")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="suggestions"
    )
    is_name_kept = models.BooleanField(_("chỉ người trả lời biết tên"), default=False)
    state = models.CharField(
        max_length=10, choices=states.State.choices, default=states.State.RECEIVED
    )
    received_on = models.DateField()
    due_on = models.DateField(_("hạn trả lời"))
    answer = models.TextField(_("trả lời"), blank=True)
    answered_on = models.DateField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    reopen_reason = models.TextField(_("lý do hỏi lại"), blank=True)
    folded = FoldedField(("text",))

    audit_unseen = frozenset({"folded"})

    class Meta:
        indexes = [models.Index(fields=["state", "due_on"])]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["answered", "closed"]) | Q(answered_on__isnull=False),
                name="answered_suggestion_has_its_day",
            )
        ]

    def __str__(self) -> str:
        return rules.headline(self.text)


class Passing(models.Model):
    """From one unit to another, and why."""

    suggestion = models.ForeignKey(Suggestion, on_delete=models.CASCADE, related_name="passings")
    source = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="+")
    target = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("lý do chuyển"), max_length=500)
    passed_on = models.DateField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"
