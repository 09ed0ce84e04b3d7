"""Movements with the contents that the law asks for, the units in scope, and registrations."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.core.fields import FoldedField
from thidua.core.period import HANOI, Period
from thidua.movements import states


class Movement(models.Model):
    """An emulation movement; its texts are the contents of article 17, law 06/2022."""

    unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="movements")
    sponsors = models.ManyToManyField("orgs.Unit", related_name="sponsored_movements")
    title = models.CharField(_("tên phong trào"), max_length=300)
    theme = models.CharField(_("chủ đề"), max_length=300, blank=True)
    slogan = models.CharField(_("khẩu hiệu"), max_length=300, blank=True)
    kind = models.CharField(_("hình thức"), max_length=10, choices=states.MovementKind.choices)
    level = models.CharField(_("phạm vi"), max_length=10, choices=states.MovementLevel.choices)
    bases = models.TextField(_("căn cứ"), blank=True)
    objectives = models.TextField(_("mục đích, yêu cầu, mục tiêu"), blank=True)
    subjects = models.TextField(_("đối tượng thi đua"), blank=True)
    content = models.TextField(_("nội dung thi đua"), blank=True)
    criteria = models.TextField(_("tiêu chí thi đua"), blank=True)
    plan = models.TextField(_("kế hoạch"), blank=True)
    measures = models.TextField(_("biện pháp tổ chức"), blank=True)
    decision = models.CharField(_("văn bản phát động"), max_length=200, blank=True)
    starts_on = models.DateField(_("từ ngày"), null=True, blank=True)
    ends_on = models.DateField(_("đến hết ngày"), null=True, blank=True)
    register_by = models.DateField(_("đăng ký đến hết ngày"), null=True, blank=True)
    late_until = models.DateField(_("đăng ký muộn có lý do đến hết ngày"), null=True, blank=True)
    budget = models.DecimalField(
        _("kinh phí (đồng)"), max_digits=15, decimal_places=0, null=True, blank=True
    )
    scope = models.ManyToManyField(
        "orgs.Unit", through="Dispatch", related_name="movements_received"
    )
    state = models.CharField(
        max_length=10, choices=states.MovementState.choices, default=states.MovementState.DRAFT
    )
    launched_at = models.DateTimeField(null=True)
    folded = FoldedField(("title", "theme", "slogan"))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
                name="movement_ends_after_start",
                violation_error_message=_("Ngày kết thúc phải từ ngày bắt đầu trở đi."),
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(starts_on__isnull=False, ends_on__isnull=False),
                name="launched_movement_has_dates",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def period(self) -> Period | None:
        return Period(self.starts_on, self.ends_on) if self.starts_on else None


class Dispatch(models.Model):
    """A unit in a movement's scope; sent at launch, received when its head opens it."""

    movement = models.ForeignKey(Movement, on_delete=models.CASCADE, related_name="dispatches")
    unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="dispatches")
    sent_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["movement", "unit"], name="dispatch_once")]

    def __str__(self) -> str:
        return f"{self.movement} → {self.unit}"


class Registration(models.Model):
    """What a unit registers in a movement: its people, itself, and the titles they aim for."""

    movement = models.ForeignKey(Movement, on_delete=models.PROTECT, related_name="registrations")
    unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="registrations")
    state = models.CharField(
        max_length=10,
        choices=states.RegistrationState.choices,
        default=states.RegistrationState.OPEN,
    )
    collective_awards = models.JSONField(_("danh hiệu tập thể đăng ký"), default=list)
    late_reason = models.CharField(_("lý do đăng ký muộn"), max_length=300, blank=True)
    return_reason = models.TextField(_("lý do trả lại"), blank=True)
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["movement", "unit"], name="registration_once")
        ]

    def __str__(self) -> str:
        return f"{self.unit} · {self.movement}"

    @property
    def awaits_its_head(self) -> bool:
        """Whether the list is with its unit, to be made or mended."""
        return self.state in {states.RegistrationState.OPEN, states.RegistrationState.RETURNED}

    def came_on(self, on: date) -> date:
        """The day by which lateness is judged: that of the first sending, else `on`."""
        return self.submitted_at.astimezone(HANOI).date() if self.submitted_at else on


class Registrant(models.Model):
    """A person on a unit's registration, with the award codes aimed for."""

    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="registrants"
    )
    person = models.ForeignKey("orgs.Person", on_delete=models.PROTECT, related_name="registrants")
    awards = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["registration", "person"], name="registrant_once")
        ]

    def __str__(self) -> str:
        return str(self.person)
