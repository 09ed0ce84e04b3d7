"""Sittings of several councils, their meetings, and who is there."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.councils import states
from thidua.councils.models.composition import Council, Seat, Substitution


class Sitting(models.Model):
    """Several councils of the same people on one afternoon: one roll, separate minutes."""

    unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="sittings")
    held_on = models.DateField(_("ngày họp"))
    place = models.CharField(_("địa điểm"), max_length=200)
    purpose = models.CharField(_("nội dung"), max_length=300)

    def __str__(self) -> str:
        return f"{self.purpose}, {self.held_on:%d/%m/%Y}"


class Attendee(models.Model):
    """One person on a sitting's roll, which every meeting of it copies on opening."""

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="attendees")
    person = models.ForeignKey("orgs.Person", on_delete=models.PROTECT, related_name="+")
    attendance = models.CharField(max_length=8, choices=states.Attendance.choices)
    reason = models.CharField(_("lý do vắng"), max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sitting", "person"], name="on_roll_once")]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_attendance_display()}"


class Meeting(models.Model):
    """One session of one council."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="meetings")
    sitting = models.ForeignKey(
        Sitting, null=True, on_delete=models.PROTECT, related_name="meetings"
    )
    turn = models.PositiveSmallIntegerField(default=0)
    held_on = models.DateField(_("ngày họp"))
    place = models.CharField(_("địa điểm"), max_length=200)
    purpose = models.CharField(_("nội dung"), max_length=300)
    state = models.CharField(
        max_length=8, choices=states.MeetingState.choices, default=states.MeetingState.PLANNED
    )
    presider = models.ForeignKey(Seat, null=True, on_delete=models.PROTECT, related_name="+")
    secretary = models.ForeignKey(Seat, null=True, on_delete=models.PROTECT, related_name="+")
    # How often and when the papers were sent to those who sit.
    summonses = models.PositiveSmallIntegerField(default=0)
    summoned_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    conclusion = models.TextField(_("kết luận"), blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sitting", "turn"], name="one_meeting_a_turn")
        ]

    def __str__(self) -> str:
        return f"{self.council}, {self.held_on:%d/%m/%Y}"


class Presence(models.Model):
    """Whether a seat is taken at a meeting, by its holder or a substitute; the absent say why."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="presences")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="presences")
    substitution = models.ForeignKey(
        Substitution, null=True, on_delete=models.PROTECT, related_name="presences"
    )
    attendance = models.CharField(max_length=8, choices=states.Attendance.choices)
    reason = models.CharField(_("lý do vắng"), max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "seat"], name="presence_once")]

    def __str__(self) -> str:
        return f"{self.who}: {self.get_attendance_display()}"

    @property
    def sitter(self) -> Any:
        """The person who sits: the substitute, where there is one."""
        return self.substitution.person if self.substitution else self.seat.person

    @property
    def who(self) -> str:
        """The sitter by name; a substitute always with the member's name."""
        return str(self.substitution or self.seat.person)
