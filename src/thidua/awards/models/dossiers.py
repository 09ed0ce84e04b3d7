"""Dossiers with frozen assessments, the merits they rest on, how they rose, and reports."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.awards import states
from thidua.awards.models.common import ONE_SUBJECT
from thidua.awards.models.rounds import Round


class Merit(models.Model):
    """What somebody did, told once: the dossiers of every line and level rest on it."""

    person = models.ForeignKey(
        "orgs.Person", null=True, on_delete=models.PROTECT, related_name="merits"
    )
    unit = models.ForeignKey(
        "orgs.Unit", null=True, on_delete=models.PROTECT, related_name="merits"
    )
    title = models.CharField(_("việc làm, thành tích"), max_length=200)
    text = models.TextField(_("nội dung thành tích"), blank=True)
    # The last day of the deed: the clock of a spot award runs from it.
    done_on = models.DateField(_("ngày lập thành tích"), null=True)

    audit_personal = frozenset({"text"})

    class Meta:
        constraints = [models.CheckConstraint(condition=ONE_SUBJECT, name="merit_of_one_subject")]

    def __str__(self) -> str:
        return self.title

    @property
    def subject(self) -> Any:
        """Whose it is, a person or a unit; one of them, by constraint."""
        return self.person or self.unit

    @property
    def audit_salt(self) -> str:
        """The salt of the person's veiled values."""
        return self.person.audit_salt if self.person else ""


class MeritOffer(models.Model):
    """A merit handed over to a unit of another line, whose officer may propose for it too."""

    merit = models.ForeignKey(Merit, on_delete=models.CASCADE, related_name="offers")
    unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="merit_offers")
    note = models.CharField(_("lời nhắn"), max_length=300, blank=True)
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    offered_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["merit", "unit"], name="merit_offered_once")]

    def __str__(self) -> str:
        return f"{self.merit} → {self.unit}"


class Origin(models.Model):
    """Whence a dossier came by parcel: whose it is there, under which number, and as what."""

    partner = models.ForeignKey(
        "exchange.Partner", on_delete=models.PROTECT, related_name="origins"
    )
    # The sender's own number of the dossier: sent again, it is the same one.
    reference = models.CharField(max_length=40)
    # The parcel that brought it last, and ours that answered it.
    parcel = models.ForeignKey(
        "exchange.Incoming", on_delete=models.PROTECT, related_name="origins"
    )
    answer = models.ForeignKey(
        "exchange.Outgoing", null=True, on_delete=models.PROTECT, related_name="origins"
    )
    # As the sender judged it, with the evidence; what it rests on is kept there, not here.
    assessment = models.JSONField(null=True)

    audit_unseen = frozenset({"assessment"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partner", "reference"], name="dossier_came_once")
        ]

    def __str__(self) -> str:
        return f"{self.partner} · {self.reference}"


class Dossier(models.Model):
    """One subject proposed for one award; the assessment stands as it was on submission."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="dossiers")
    award = models.CharField(_("danh hiệu, hình thức"), max_length=20)
    person = models.ForeignKey(
        "orgs.Person", null=True, on_delete=models.PROTECT, related_name="dossiers"
    )
    unit = models.ForeignKey(
        "orgs.Unit", null=True, on_delete=models.PROTECT, related_name="dossiers"
    )
    home_unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="+")
    merit = models.ForeignKey(
        Merit, null=True, blank=True, on_delete=models.PROTECT, related_name="dossiers"
    )
    achievement = models.TextField(_("thành tích"), blank=True)
    # What the checklist of the managing body asks for, by item: there or not, and a note.
    checklist = models.JSONField(default=dict)
    # The place on the reserve list, 1 first; empty for who is proposed.
    reserve = models.PositiveSmallIntegerField(_("thứ tự dự bị"), null=True)
    # What the proposing unit confirms in writing, by `states.Confirmation`: true, false or absent.
    confirmed = models.JSONField(_("dữ kiện đơn vị xác nhận"), default=dict)
    state = models.CharField(
        max_length=16, choices=states.DossierState.choices, default=states.DossierState.DRAFT
    )
    assessment = models.JSONField(null=True)
    assessed_on = models.DateField(null=True)
    override_reason = models.CharField(_("lý do đi tiếp"), max_length=500, blank=True)
    return_reason = models.CharField(_("lý do trả lại"), max_length=500, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    # Since when it stands where it stands: the day of its last move.
    moved_on = models.DateField(null=True)
    decision = models.ForeignKey(
        "awards.Decision", null=True, on_delete=models.PROTECT, related_name="dossiers"
    )
    origin = models.OneToOneField(
        Origin, null=True, on_delete=models.PROTECT, related_name="dossier"
    )

    audit_personal = frozenset({"achievement"})
    audit_unseen = frozenset({"assessment", "moved_on"})

    class Meta:
        indexes = [models.Index(fields=["round", "state"])]
        constraints = [
            models.CheckConstraint(condition=ONE_SUBJECT, name="dossier_of_one_subject"),
            models.UniqueConstraint(
                fields=["round", "award", "person"],
                condition=Q(person__isnull=False) & ~Q(state="withdrawn"),
                name="person_proposed_once",
            ),
            models.UniqueConstraint(
                fields=["round", "award", "unit"],
                condition=Q(unit__isnull=False) & ~Q(state="withdrawn"), name="unit_proposed_once",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.subject} · {self.award}"

    @property
    def subject(self) -> Any:
        """The person or the unit proposed; one of them, by constraint."""
        return self.person or self.unit

    @property
    def audit_salt(self) -> str:
        """The salt of the person's veiled values; units have no secrets of their own."""
        return self.person.audit_salt if self.person else ""


class WorkUse(models.Model):
    """An initiative on which a dossier rests: once praised for it, it is used."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="work_uses")
    initiative = models.ForeignKey(
        "initiatives.Initiative", on_delete=models.PROTECT, related_name="award_uses"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dossier", "initiative"], name="dossier_rests_once")
        ]

    def __str__(self) -> str:
        return f"{self.initiative} · {self.dossier}"


class Passage(models.Model):
    """One step of a dossier upwards: to a round of the level above, or to a body outside."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="passages")
    from_round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="sent")
    to_round = models.ForeignKey(
        Round, null=True, on_delete=models.PROTECT, related_name="received"
    )
    to_body = models.CharField(_("cơ quan nhận"), max_length=200, blank=True)
    paper = models.ForeignKey(
        "documents.Paper", null=True, on_delete=models.PROTECT, related_name="passages"
    )
    # By which signed parcel it went to another installation.
    parcel = models.ForeignKey(
        "exchange.Outgoing", null=True, on_delete=models.PROTECT, related_name="passages"
    )
    sent_on = models.DateField(_("ngày trình"))
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    answered_on = models.DateField(_("ngày trả lời"), null=True)
    reason = models.CharField(_("lý do"), max_length=500, blank=True)
    state = models.CharField(
        max_length=8, choices=states.PassageState.choices, default=states.PassageState.SENT
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "from_round"], condition=Q(state__in=["sent", "received"]),
                name="dossier_rises_from_a_round_to_one_body",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.dossier} → {self.to_round or self.to_body}"


class Report(models.Model):
    """What was written in a dossier's achievement report, by the items of its form."""

    dossier = models.OneToOneField(Dossier, on_delete=models.CASCADE, related_name="report")
    texts = models.JSONField(default=dict)
    written_at = models.DateTimeField()

    audit_unseen = frozenset({"texts"})

    def __str__(self) -> str:
        return str(self.dossier)
