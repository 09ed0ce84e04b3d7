"""Care records: what was given, to whom, why, from which source."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.care import states
from thidua.core.fields import FoldedField


def new_salt() -> str:
    """A salt for one record's veiled values in the audit trail."""
    return secrets.token_hex(16)


class CareRecord(models.Model):
    """One act of care for a named person, or for so many people of a unit."""

    unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="care_records")
    movement = models.ForeignKey(
        "movements.Movement", null=True, blank=True, on_delete=models.PROTECT,
        related_name="care_records",
    )  # fmt: skip
    occasion = models.CharField(_("dịp"), max_length=200)
    kind = models.CharField(_("loại"), max_length=12, choices=states.Kind.choices)
    amount = models.DecimalField(
        _("số tiền (đồng)"), max_digits=15, decimal_places=0, null=True, blank=True
    )
    source = models.CharField(_("nguồn"), max_length=12, choices=states.Source.choices)
    decision = models.CharField(_("văn bản quyết định"), max_length=200, blank=True)
    given_on = models.DateField(_("ngày"))
    person = models.ForeignKey(
        "orgs.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="care_records"
    )
    recipients = models.PositiveIntegerField(_("số người"), default=1)
    circumstances = models.TextField(_("hoàn cảnh"), blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)
    cancel_reason = models.CharField(_("lý do hủy"), max_length=300, blank=True)
    erased_at = models.DateTimeField(null=True)
    audit_salt = models.CharField(max_length=32, default=new_salt, editable=False)
    folded = FoldedField(("occasion", "decision"))

    # The trail tells that these changed, never what they were (ADR 0005).
    audit_personal = frozenset({"person_id", "circumstances", "occasion"})
    audit_unseen = frozenset({"audit_salt", "folded"})

    class Meta:
        indexes = [models.Index(fields=["-given_on", "-id"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(recipients__gte=1) & (Q(person=None) | Q(recipients=1)),
                name="care_for_one_person_or_a_number",
            ),
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount__gte=0), name="care_costs_nothing_or_more"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.unit} · {self.given_on:%d/%m/%Y}"
