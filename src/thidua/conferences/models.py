"""Conferences of exemplars: criteria over some years, nominations by levels, quotas, guests."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.conferences import states
from thidua.core.fields import FoldedField


class Conference(models.Model):
    """A conference of exemplars of a unit and line over a span of years."""

    unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="conferences")
    line = models.CharField(_("hệ"), max_length=12)
    name = models.CharField(_("tên hội nghị"), max_length=200)
    first_year = models.PositiveSmallIntegerField(_("từ năm"))
    last_year = models.PositiveSmallIntegerField(_("đến năm"))
    held_on = models.DateField(_("ngày tổ chức"), null=True, blank=True)
    place = models.CharField(_("địa điểm"), max_length=200, blank=True)
    # Which honours count, none named: all; and how many at least, for people and collectives.
    awards = models.JSONField(_("danh hiệu, hình thức được tính"), default=list)
    least_of_people = models.PositiveSmallIntegerField(_("cá nhân: ít nhất"), default=2)
    least_of_units = models.PositiveSmallIntegerField(_("tập thể: ít nhất"), default=2)
    state = models.CharField(
        max_length=10, choices=states.ConferenceState.choices, default=states.ConferenceState.DRAFT
    )
    folded = FoldedField(("name", "place"))

    audit_unseen = frozenset({"folded"})

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_year__gte=F("first_year")), name="conference_of_years_in_order"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def years(self) -> range:
        return range(self.first_year, self.last_year + 1)


class Quota(models.Model):
    """How many delegates a unit sends."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="quotas")
    unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="+")
    places = models.PositiveSmallIntegerField(_("số đại biểu"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "unit"], name="delegates_allotted_once")
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.places}"


class Nomination(models.Model):
    """Somebody nominated by their unit, on the way up to the unit that holds the conference."""

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="nominations")
    person = models.ForeignKey(
        "orgs.Person", null=True, on_delete=models.PROTECT, related_name="nominations"
    )
    collective = models.ForeignKey(
        "orgs.Unit", null=True, on_delete=models.PROTECT, related_name="nominations"
    )
    unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="nominated")
    # The unit that has to confirm or return it now.
    at = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("lý do giới thiệu"))
    # Honours of the span by award, as they stood on the day of the nomination.
    figures = models.JSONField(default=dict)
    return_reason = models.CharField(_("lý do trả lại"), max_length=500, blank=True)
    nominated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    nominated_on = models.DateField()
    state = models.CharField(
        max_length=9, choices=states.NominationState.choices,
        default=states.NominationState.NOMINATED,
    )  # fmt: skip

    audit_personal = frozenset({"reason", "return_reason"})
    audit_unseen = frozenset({"figures"})

    class Meta:
        indexes = [models.Index(fields=["conference", "state"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, collective=None)
                | Q(person=None, collective__isnull=False),
                name="nomination_of_one_subject",
            ),
            models.UniqueConstraint(
                fields=["conference", "person"], name="person_nominated_once",
                condition=Q(person__isnull=False) & ~Q(state="withdrawn"),
            ),
            models.UniqueConstraint(
                fields=["conference", "collective"], name="collective_nominated_once",
                condition=Q(collective__isnull=False) & ~Q(state="withdrawn"),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.subject)

    @property
    def subject(self) -> Any:
        """The person or the collective nominated."""
        return self.person or self.collective

    @property
    def audit_salt(self) -> str:
        """The salt of the person's veiled values."""
        return self.person.audit_salt if self.person else ""


class Guest(models.Model):
    """Who is invited without being a delegate."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="guests")
    name = models.CharField(_("khách mời"), max_length=200)
    office = models.CharField(_("chức vụ, cơ quan"), max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "name", "office"], name="guest_invited_once"
            )
        ]

    def __str__(self) -> str:
        return self.name
