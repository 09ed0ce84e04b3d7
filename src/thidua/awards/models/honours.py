"""The registry of honours, doubles merged in it, and what was taken back."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.awards import states
from thidua.awards.models.common import ONE_SUBJECT
from thidua.awards.models.decisions import Decision, OutsideDecision
from thidua.awards.models.dossiers import Dossier, Merit


class Honour(models.Model):
    """The registry: one award held by one subject, by one decision, ours or another's."""

    person = models.ForeignKey(
        "orgs.Person", null=True, on_delete=models.PROTECT, related_name="honours"
    )
    unit = models.ForeignKey(
        "orgs.Unit", null=True, on_delete=models.PROTECT, related_name="honours"
    )
    award = models.CharField(_("danh hiệu, hình thức"), max_length=20)
    year = models.PositiveSmallIntegerField(_("năm thành tích"))
    line = models.CharField(_("hệ"), max_length=12)
    achievement = models.TextField(_("thành tích"), blank=True)
    decision_reference = models.CharField(_("số quyết định"), max_length=80)
    decided_on = models.DateField(_("ngày quyết định"))
    decided_by = models.CharField(_("cơ quan quyết định"), max_length=200)
    decision = models.ForeignKey(
        Decision, null=True, on_delete=models.PROTECT, related_name="honours"
    )
    outside = models.ForeignKey(
        OutsideDecision, null=True, on_delete=models.PROTECT, related_name="honours"
    )
    dossier = models.OneToOneField(
        Dossier, null=True, on_delete=models.PROTECT, related_name="honour"
    )
    merit = models.ForeignKey(Merit, null=True, on_delete=models.PROTECT, related_name="honours")
    # As printed in the decision, and as they stood on its day; empty where nobody knows.
    way = models.CharField(
        _("loại hình khen thưởng"), max_length=14, choices=states.Way.choices, blank=True
    )
    level = models.CharField(
        _("cấp quyết định"), max_length=10, choices=states.Level.choices, blank=True
    )
    category = models.CharField(
        _("đối tượng thống kê"), max_length=15, choices=states.Category.choices, blank=True
    )
    letter = models.OneToOneField(
        "documents.Paper", null=True, on_delete=models.PROTECT, related_name="honour"
    )
    # Whole đồng; empty with the reason where the dated figure is missing.
    prize = models.PositiveBigIntegerField(_("tiền thưởng (đồng)"), null=True)
    prize_note = models.CharField(max_length=300, blank=True)
    revoked_on = models.DateField(null=True)
    # The unit whose portable file brought it along: on record, but no decision of ours.
    brought_from = models.CharField(_("mang theo từ"), max_length=200, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=ONE_SUBJECT, name="honour_of_one_subject")]
        indexes = [models.Index(fields=["award", "year"]), models.Index(fields=["-decided_on"])]

    def __str__(self) -> str:
        return f"{self.subject} · {self.award} {self.year}"

    @property
    def subject(self) -> Any:
        """The person or the unit honoured."""
        return self.person or self.unit


class MergedHonour(models.Model):
    """An entry found to be the same honour as another: what it was, so that it can come back."""

    kept = models.ForeignKey(Honour, on_delete=models.PROTECT, related_name="merged")
    was = models.JSONField()
    # The kept entry's fields that were empty and took the other's value.
    filled = models.JSONField(default=list)
    reason = models.CharField(_("lý do"), max_length=300, blank=True)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    merged_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    audit_unseen = frozenset({"was"})

    def __str__(self) -> str:
        return str(self.kept)


class Revocation(models.Model):
    """A decision that takes honours of an earlier one back; its life is that of its paper."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="revocations")
    paper = models.OneToOneField(
        "documents.Paper", on_delete=models.PROTECT, related_name="revocation"
    )
    reason = models.TextField(_("lý do hủy bỏ, thu hồi"))
    article = models.CharField(_("căn cứ pháp lý"), max_length=200)

    audit_unseen = frozenset({"reason"})

    def __str__(self) -> str:
        return str(self.paper)


class Recovery(models.Model):
    """One honour that a revocation takes back, and what of it has come back."""

    revocation = models.ForeignKey(Revocation, on_delete=models.CASCADE, related_name="rows")
    honour = models.ForeignKey(Honour, on_delete=models.PROTECT, related_name="recoveries")
    artefact_on = models.DateField(_("thu hồi hiện vật ngày"), null=True)
    prize_on = models.DateField(_("thu hồi tiền thưởng ngày"), null=True)
    # Why nothing came back though the matter is closed: there was none, or it is out of reach.
    artefact_reason = models.CharField(
        _("lý do không thu hồi hiện vật"), max_length=300, blank=True
    )
    prize_reason = models.CharField(_("lý do không thu hồi tiền"), max_length=300, blank=True)

    audit_unseen = frozenset({"artefact_reason", "prize_reason"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["revocation", "honour"], name="honour_recovered_once")
        ]

    def __str__(self) -> str:
        return str(self.honour)

    @property
    def owes_prize(self) -> bool:
        """Whether money was due with it; an amount that nobody knows may have been paid."""
        return self.honour.prize != 0 and self.prize_on is None


class Reconsideration(models.Model):
    """A later honour that rested on one taken back, until somebody has looked into it."""

    recovery = models.ForeignKey(Recovery, on_delete=models.CASCADE, related_name="later")
    honour = models.ForeignKey(Honour, on_delete=models.PROTECT, related_name="reconsiderations")
    closed_on = models.DateField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    outcome = models.TextField(_("kết luận"), blank=True)

    audit_unseen = frozenset({"outcome"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recovery", "honour"], name="honour_reconsidered_once")
        ]

    def __str__(self) -> str:
        return str(self.honour)
