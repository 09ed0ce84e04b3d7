"""Rounds with what is settled around them: ratings, caps let go past, terms."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.awards import states
from thidua.awards.models.common import ONE_SUBJECT


class Rating(models.Model):
    """The task rating of a person or a unit for a year, with who signed it."""

    person = models.ForeignKey(
        "orgs.Person", null=True, on_delete=models.CASCADE, related_name="ratings"
    )
    unit = models.ForeignKey(
        "orgs.Unit", null=True, on_delete=models.PROTECT, related_name="ratings"
    )
    year = models.PositiveSmallIntegerField(_("năm"))
    level = models.CharField(_("mức xếp loại"), max_length=14, choices=states.RatingLevel.choices)
    basis = models.CharField(_("theo văn bản"), max_length=200, blank=True)
    is_provisional = models.BooleanField(_("tạm xếp loại"), default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=ONE_SUBJECT, name="rating_of_one_subject"),
            models.UniqueConstraint(
                fields=["person", "year"],
                condition=Q(person__isnull=False),
                name="person_rated_once",
            ),
            models.UniqueConstraint(
                fields=["unit", "year"], condition=Q(unit__isnull=False), name="unit_rated_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.unit} {self.year}: {self.get_level_display()}"


class Round(models.Model):
    """A round of consideration (đợt xét) of one unit, for a year or for a movement."""

    unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="award_rounds")
    movement = models.ForeignKey(
        "movements.Movement", null=True, blank=True, on_delete=models.PROTECT, related_name="rounds"
    )
    name = models.CharField(_("tên đợt xét"), max_length=200)
    year = models.PositiveSmallIntegerField(_("năm thành tích"))
    awards = models.JSONField(_("danh hiệu, hình thức"), default=list)
    submit_by = models.DateField(_("nhận hồ sơ đến hết ngày"))
    way = models.CharField(
        _("loại hình khen thưởng"), max_length=14, choices=states.Way.choices,
        default=states.Way.MERIT,
    )  # fmt: skip
    state = models.CharField(
        max_length=12, choices=states.RoundState.choices, default=states.RoundState.OPEN
    )

    def __str__(self) -> str:
        return self.name


class QuotaException(models.Model):
    """A cap that somebody with the power let a round go past, and why."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="exceptions")
    award = models.CharField(_("danh hiệu, hình thức"), max_length=20)
    quota = models.CharField(_("tỷ lệ, chỉ tiêu"), max_length=80)
    reason = models.CharField(_("lý do"), max_length=500)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "award", "quota"], name="quota_excepted_once")
        ]

    def __str__(self) -> str:
        return f"{self.award} · {self.quota}"


class SpotTerm(models.Model):
    """Within how many days a unit wants a deed praised, from a day on, by which text of its own."""

    unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="spot_terms")
    days = models.PositiveSmallIntegerField(_("số ngày mong muốn"))
    source = models.CharField(_("theo văn bản"), max_length=200)
    valid_from = models.DateField(_("từ ngày"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "valid_from"], name="spot_term_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.days}"
