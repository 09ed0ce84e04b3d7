"""Tasks that a movement sets in motion, and the papers that they come from."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.core.fields import FoldedField
from thidua.programmes import states
from thidua.programmes.states import Part


class Programme(models.Model):
    """The action programme by which a unit in scope answers a movement; its rows are tasks."""

    movement = models.ForeignKey(
        "movements.Movement", on_delete=models.PROTECT, related_name="programmes"
    )
    unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="programmes")
    aim = models.TextField(_("mục tiêu của đơn vị"), blank=True)
    state = models.CharField(
        max_length=10, choices=states.ProgrammeState.choices, default=states.ProgrammeState.DRAFT
    )
    sent_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True)
    return_reason = models.TextField(_("lý do trả lại"), blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["movement", "unit"], name="programme_once")]

    def __str__(self) -> str:
        return f"{self.unit} · {self.movement}"


class Launch(models.Model):
    """The record of a launch ceremony; directions and commitments are its tasks."""

    movement = models.ForeignKey(
        "movements.Movement", on_delete=models.PROTECT, related_name="launch_records"
    )
    held_on = models.DateField(_("ngày"))
    place = models.CharField(_("địa điểm"), max_length=300)
    presided_by = models.CharField(_("chủ trì"), max_length=300)
    attendance = models.TextField(_("thành phần dự"), blank=True)
    speakers = models.TextField(_("phát biểu"), blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["held_on", "pk"]
        verbose_name_plural = "launches"

    def __str__(self) -> str:
        return f"{self.movement} ({self.held_on:%d/%m/%Y})"


class Task(models.Model):
    """One piece of work with its owner: a unit, and a person of it where one is named."""

    movement = models.ForeignKey(
        "movements.Movement", on_delete=models.PROTECT, related_name="tasks"
    )
    part = models.CharField(_("thuộc"), max_length=14, choices=Part.choices)
    programme = models.ForeignKey(
        Programme, null=True, blank=True, on_delete=models.CASCADE, related_name="tasks"
    )
    launch = models.ForeignKey(
        Launch, null=True, blank=True, on_delete=models.CASCADE, related_name="tasks"
    )
    title = models.CharField(_("việc"), max_length=500)
    unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="tasks")
    person = models.ForeignKey(
        "orgs.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="tasks"
    )
    due_on = models.DateField(_("hạn"))
    said_by = models.CharField(_("người nêu"), max_length=200, blank=True)
    channel = models.CharField(_("kênh, hình thức"), max_length=200, blank=True)
    audience = models.CharField(_("đối tượng"), max_length=200, blank=True)
    state = models.CharField(
        max_length=10, choices=states.TaskState.choices, default=states.TaskState.OPEN
    )
    result = models.TextField(_("kết quả"), blank=True)
    link = models.URLField(_("liên kết"), max_length=500, blank=True)
    done_on = models.DateField(_("ngày xong"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    return_reason = models.CharField(_("lý do trả lại"), max_length=500, blank=True)
    drop_reason = models.CharField(_("lý do thôi làm"), max_length=500, blank=True)
    folded = FoldedField(("title", "said_by", "channel", "audience"))

    audit_unseen = frozenset({"folded"})

    class Meta:
        indexes = [models.Index(fields=["state", "due_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(part=Part.ACTION, programme__isnull=False, launch=None)
                | Q(
                    part__in=[Part.DIRECTION, Part.COMMITMENT],
                    launch__isnull=False,
                    programme=None,
                )
                | Q(part__in=[Part.COMMUNICATION, Part.WORK], programme=None, launch=None),
                name="task_stands_on_its_paper",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["done", "confirmed"]) | Q(done_on__isnull=False),
                name="finished_task_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def owner(self) -> str:
        """Who answers for it, as it is written in a list."""
        return f"{self.person} ({self.unit})" if self.person is not None else str(self.unit)
