"""Questions put to a council, open votes on them, and what members note for themselves."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.core.fields import FoldedField
from thidua.councils import states
from thidua.councils.models.composition import Council, Seat
from thidua.councils.models.sessions import Meeting


class Case(models.Model):
    """A question put to a council; `kind` names the capability that hears the outcome."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="cases")
    meeting = models.ForeignKey(Meeting, null=True, on_delete=models.PROTECT, related_name="cases")
    kind = models.CharField(max_length=60)
    subject_id = models.PositiveBigIntegerField()
    title = models.CharField(max_length=300)
    summary = models.TextField(blank=True)
    url = models.CharField(max_length=300, blank=True)
    # The award or other topic whose dated threshold counts, e.g. «CSTDCS».
    topic = models.CharField(max_length=20)
    order = models.PositiveIntegerField(default=0)
    state = models.CharField(
        max_length=10, choices=states.CaseState.choices, default=states.CaseState.WAITING
    )
    # Whom the case is about: those of them who sit in the council are recused by that alone.
    concerned = models.ManyToManyField("orgs.Person", related_name="+")
    # The unit that is proposed; a person's own units are looked up.
    units = models.ManyToManyField("orgs.Unit", related_name="+")
    threshold = models.JSONField(null=True)
    result = models.JSONField(null=True)
    notes = models.TextField(_("ý kiến thảo luận"), blank=True)
    folded = FoldedField(("title",))

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "kind", "subject_id"],
                condition=~Q(state__in=["closed", "withdrawn"]),
                name="one_open_case_per_subject",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title


class Vote(models.Model):
    """One member's open vote or written opinion on a case; neither is secret."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="votes")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="votes")
    choice = models.CharField(max_length=8, choices=states.Choice.choices)
    method = models.CharField(max_length=14, choices=states.Method.choices)
    reason = models.CharField(_("ý kiến"), max_length=300, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "seat"], name="one_vote_per_seat")]

    def __str__(self) -> str:
        return f"{self.seat}: {self.get_choice_display()}"


class PrivateNote(models.Model):
    """What a member writes beforehand on a case for nobody else's eyes."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="private_notes")
    person = models.ForeignKey("orgs.Person", on_delete=models.CASCADE, related_name="+")
    text = models.TextField(_("ghi chú riêng"), blank=True)
    noted_at = models.DateTimeField()

    audit_unseen = frozenset({"text"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "person"], name="one_private_note_a_case")
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.case}"
