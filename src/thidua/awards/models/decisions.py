"""Decisions: our own, those of other bodies as printed, and that there were none."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.awards import states
from thidua.awards.models.rounds import Round


class Decision(models.Model):
    """A decision to commend, made from the passed list; its life is that of its paper."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="decisions")
    award = models.CharField(max_length=20)
    paper = models.OneToOneField(
        "documents.Paper", on_delete=models.PROTECT, related_name="decision"
    )
    # The power by which it is decided: `citation`, and the regulation's number, day and issuer.
    power = models.JSONField(default=dict)
    letters = models.ForeignKey(
        "documents.StoredFile", null=True, on_delete=models.PROTECT, related_name="+"
    )

    def __str__(self) -> str:
        return str(self.paper)


class OutsideDecision(models.Model):
    """A decision of another body, as its paper reads: with a list of names, or only counts."""

    # Whose honours these are: the unit that enters or reports them.
    unit = models.ForeignKey(
        "orgs.Unit", on_delete=models.PROTECT, related_name="outside_decisions"
    )
    movement = models.ForeignKey(
        "movements.Movement", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reference = models.CharField(_("số quyết định"), max_length=80)
    decided_on = models.DateField(_("ngày quyết định"))
    decided_by = models.CharField(_("cơ quan quyết định"), max_length=200)
    # Empty where an old register does not say: neither is ever inferred.
    level = models.CharField(
        _("cấp quyết định"), max_length=10, choices=states.Level.choices, blank=True
    )
    line = models.CharField(_("hệ"), max_length=12)
    award = models.CharField(_("danh hiệu, hình thức"), max_length=20)
    way = models.CharField(
        _("loại hình khen thưởng"), max_length=14, choices=states.Way.choices, blank=True
    )
    year = models.PositiveSmallIntegerField(_("năm thành tích"))
    occasion = models.CharField(_("nội dung khen"), max_length=300, blank=True)
    # As stated where no list of names is at hand; empty means that the source does not say.
    collectives = models.PositiveIntegerField(_("số tập thể"), null=True, blank=True)
    individuals = models.PositiveIntegerField(_("số cá nhân"), null=True, blank=True)
    unsplit = models.PositiveIntegerField(_("số chưa tách tập thể, cá nhân"), null=True, blank=True)
    scan = models.ForeignKey(
        "documents.StoredFile", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "reference", "decided_on", "decided_by", "award"],
                name="outside_decision_entered_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.reference} ({self.decided_by})"


class NilReport(models.Model):
    """A unit's word that it praised nobody: in a period, or for a movement."""

    unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="nil_reports")
    movement = models.ForeignKey(
        "movements.Movement", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    starts_on = models.DateField(_("từ ngày"))
    ends_on = models.DateField(_("đến hết ngày"))
    stated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    stated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "movement", "starts_on", "ends_on"], nulls_distinct=False,
                name="nothing_reported_once",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.unit}: {self.starts_on:%d/%m/%Y} - {self.ends_on:%d/%m/%Y}"
