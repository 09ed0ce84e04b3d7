"""Complaints and denunciations on their way, and holds with the paper that they rest on."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.core.fields import FoldedField
from thidua.disclosures import states
from thidua.disclosures.models.periods import Comment, new_salt


class Complaint(models.Model):
    """One letter of complaint or denunciation, with the papers of its acceptance and its end."""

    unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="complaints")
    kind = models.CharField(_("loại đơn"), max_length=12, choices=states.ComplaintKind.choices)
    stage = models.CharField(
        _("lần"), max_length=8, choices=states.Stage.choices, default=states.Stage.FIRST
    )
    previous = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="followed_by"
    )
    comment = models.OneToOneField(
        Comment, null=True, on_delete=models.PROTECT, related_name="complaint"
    )
    subject = models.CharField(_("về việc"), max_length=300)
    filer = models.CharField(_("người gửi đơn"), max_length=200, blank=True)
    is_protected = models.BooleanField(default=False)
    filed_on = models.DateField(_("ngày nhận đơn"))
    is_remote = models.BooleanField(_("vùng sâu, vùng xa, đi lại khó khăn"), default=False)
    is_complex = models.BooleanField(_("vụ việc phức tạp"), default=False)
    state = models.CharField(
        max_length=10, choices=states.ComplaintState.choices, default=states.ComplaintState.FILED
    )
    due_on = models.DateField(_("hạn của bước này"), null=True)
    accepted_on = models.DateField(_("ngày thụ lý"), null=True)
    acceptance = models.CharField(_("văn bản thụ lý"), max_length=200, blank=True)
    decline_reason = models.TextField(_("lý do không thụ lý"), blank=True)
    settled_on = models.DateField(_("ngày giải quyết"), null=True)
    conclusion = models.CharField(_("văn bản giải quyết"), max_length=200, blank=True)
    is_upheld = models.BooleanField(_("đơn đúng hoặc đúng một phần"), null=True)
    audit_salt = models.CharField(max_length=32, default=new_salt, editable=False)
    folded = FoldedField(("subject",))

    audit_personal = frozenset({"filer"})
    audit_unseen = frozenset({"audit_salt", "folded"})

    class Meta:
        indexes = [models.Index(fields=["state", "due_on"])]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "settled"])
                | (Q(accepted_on__isnull=False) & ~Q(acceptance="")),
                name="accepted_complaint_has_its_paper",
            ),
            models.CheckConstraint(
                condition=~Q(state="settled") | (Q(settled_on__isnull=False) & ~Q(conclusion="")),
                name="settled_complaint_has_its_paper",
            ),
            models.CheckConstraint(
                condition=~Q(kind="denunciation") | Q(is_protected=True),
                name="denouncer_is_protected",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.subject}"


class Hold(models.Model):
    """Considerations of a person or a unit wait, from a paper to its conclusion (K6)."""

    person = models.ForeignKey(
        "orgs.Person", null=True, on_delete=models.PROTECT, related_name="holds"
    )
    unit = models.ForeignKey("orgs.Unit", null=True, on_delete=models.PROTECT, related_name="holds")
    # Where it is kept: the unit itself, or that to which the person belongs.
    kept_by = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(_("căn cứ tạm dừng"), max_length=12, choices=states.Ground.choices)
    complaint = models.ForeignKey(
        Complaint, null=True, on_delete=models.PROTECT, related_name="holds"
    )
    paper = models.CharField(_("số, ký hiệu văn bản"), max_length=100)
    paper_on = models.DateField(_("ngày văn bản"))
    end_paper = models.CharField(_("văn bản kết luận"), max_length=100, blank=True)
    ended_on = models.DateField(_("ngày kết luận"), null=True)
    conclusion = models.CharField(_("kết luận"), max_length=500, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, unit__isnull=True)
                | Q(person__isnull=True, unit__isnull=False),
                name="hold_of_one_subject",
            ),
            models.CheckConstraint(condition=~Q(paper=""), name="hold_rests_on_a_paper"),
            models.CheckConstraint(
                condition=Q(ended_on=None) | (Q(ended_on__gte=F("paper_on")) & ~Q(end_paper="")),
                name="hold_ends_with_its_conclusion",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_ground_display()} số {self.paper} ngày {self.paper_on:%d/%m/%Y}"

    @property
    def subject(self) -> models.Model:
        """The person or the unit that waits."""
        found = self.person or self.unit
        assert found is not None
        return found
