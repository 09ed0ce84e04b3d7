"""Councils with their seats, meetings with attendance, cases with open votes."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.core.fields import Dated, FoldedField
from thidua.councils import states


class Council(Dated):
    """A council set up by decision; its regulation may set quorum and thresholds."""

    name = models.CharField(_("tên hội đồng"), max_length=200)
    kind = models.CharField(max_length=14, choices=states.CouncilKind.choices)
    unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="councils")
    decision = models.CharField(_("quyết định thành lập"), max_length=200)
    regulation = models.CharField(_("số quy chế"), max_length=200, blank=True)
    regulation_on = models.DateField(_("ngày ban hành quy chế"), null=True, blank=True)
    # Shares as written in the regulation, e.g. 2 of 3; empty where dated data serve.
    quorum_of = models.PositiveSmallIntegerField(null=True, blank=True)
    quorum_in = models.PositiveSmallIntegerField(null=True, blank=True)
    # Fields of `legal.Share` by topic: {"CSTDCS": {"part": 80, "whole": 100, "strict": false}}.
    thresholds = models.JSONField(default=dict, blank=True)
    folded = FoldedField(("name",))

    class Meta(Dated.Meta):
        abstract = False
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(quorum_of=None, quorum_in=None)
                | Q(quorum_of__gt=0, quorum_in__gte=models.F("quorum_of")),
                name="quorum_is_a_share",
            ),
            models.CheckConstraint(
                condition=Q(quorum_of=None, thresholds={})
                | Q(~Q(regulation=""), regulation_on__isnull=False),
                name="own_shares_name_their_regulation",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Seat(Dated):
    """A member's seat; the clerk has no vote and is not counted."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="seats")
    person = models.ForeignKey("orgs.Person", on_delete=models.PROTECT, related_name="seats")
    position = models.CharField(max_length=10, choices=states.SeatPosition.choices)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta(Dated.Meta):
        abstract = False
        ordering = ["order", "id"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "person"], condition=Q(valid_to=None), name="one_open_seat"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.get_position_display()})"

    @property
    def may_vote(self) -> bool:
        return self.position != states.SeatPosition.CLERK


class Meeting(models.Model):
    """One session of one council."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="meetings")
    held_on = models.DateField(_("ngày họp"))
    place = models.CharField(_("địa điểm"), max_length=200)
    purpose = models.CharField(_("nội dung"), max_length=300)
    state = models.CharField(
        max_length=8, choices=states.MeetingState.choices, default=states.MeetingState.PLANNED
    )
    presider = models.ForeignKey(Seat, null=True, on_delete=models.PROTECT, related_name="+")
    secretary = models.ForeignKey(Seat, null=True, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    conclusion = models.TextField(_("kết luận"), blank=True)

    def __str__(self) -> str:
        return f"{self.council}, {self.held_on:%d/%m/%Y}"


class Presence(models.Model):
    """Whether the holder of a seat is at a meeting; the absent give a reason."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="presences")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="presences")
    attendance = models.CharField(max_length=8, choices=states.Attendance.choices)
    reason = models.CharField(_("lý do vắng"), max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "seat"], name="presence_once")]

    def __str__(self) -> str:
        return f"{self.seat}: {self.get_attendance_display()}"


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
    # Whom of the council the case is about: shown as a conflict of interest.
    concerned = models.ManyToManyField("orgs.Person", related_name="+")
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
