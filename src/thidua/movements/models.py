"""Movements with the contents that the law asks for, their phases, scope and registrations."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.core.fields import FoldedField
from thidua.core.period import HANOI, Period
from thidua.movements import states
from thidua.orgs.states import Line, Sex


class Movement(models.Model):
    """An emulation movement; its texts are the contents of article 17, law 06/2022."""

    unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="movements")
    sponsors = models.ManyToManyField("orgs.Unit", related_name="sponsored_movements")
    # Sponsors of equal standing on one text: in force once each has signed and numbered it.
    is_joint = models.BooleanField(_("kế hoạch liên tịch"), default=False)
    joint_plan = models.ForeignKey(
        "documents.StoredFile", null=True, editable=False, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    title = models.CharField(_("tên phong trào"), max_length=300)
    theme = models.CharField(_("chủ đề"), max_length=300, blank=True)
    slogan = models.CharField(_("khẩu hiệu"), max_length=300, blank=True)
    year_theme = models.CharField(_("chủ đề năm"), max_length=300, blank=True)
    # A movement of a body that is not in this installation: recorded, not run, to be answered.
    body = models.CharField(_("cơ quan phát động"), max_length=200, blank=True)
    parents = models.ManyToManyField(
        "self", through="Response", symmetrical=False, related_name="responders"
    )
    copied_from = models.ForeignKey(
        "self", null=True, editable=False, on_delete=models.PROTECT, related_name="copies"
    )
    kind = models.CharField(_("hình thức"), max_length=10, choices=states.MovementKind.choices)
    level = models.CharField(_("phạm vi"), max_length=10, choices=states.MovementLevel.choices)
    bases = models.TextField(_("căn cứ"), blank=True)
    objectives = models.TextField(_("mục đích, yêu cầu, mục tiêu"), blank=True)
    subjects = models.TextField(_("đối tượng thi đua"), blank=True)
    for_sex = models.CharField(_("giới"), max_length=6, choices=Sex.choices, blank=True)
    for_line = models.CharField(_("hệ"), max_length=12, choices=Line.choices, blank=True)
    for_work = models.CharField(
        _("loại công việc"), max_length=8, choices=states.Work.choices, blank=True
    )
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

    @property
    def host(self) -> str:
        """Who launched it: the outside body, or the unit that runs it."""
        return self.body or str(self.unit)


class Response(models.Model):
    """A movement answers a higher one: what is entered in it counts in the higher one too."""

    movement = models.ForeignKey(Movement, on_delete=models.CASCADE, related_name="answers")
    parent = models.ForeignKey(Movement, on_delete=models.PROTECT, related_name="answered_by")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["movement", "parent"], name="response_once"),
            models.CheckConstraint(
                condition=~Q(movement=F("parent")), name="response_to_another_movement"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.movement} → {self.parent}"


class Phase(models.Model):
    """A part of a movement with a slogan and a rule of its own; phases may overlap."""

    movement = models.ForeignKey(Movement, on_delete=models.CASCADE, related_name="phases")
    title = models.CharField(_("tên đợt"), max_length=200)
    slogan = models.CharField(_("khẩu hiệu"), max_length=300, blank=True)
    starts_on = models.DateField(_("từ ngày"))
    ends_on = models.DateField(_("đến hết ngày"))
    order = models.PositiveSmallIntegerField(_("thứ tự"), default=1)
    rule = models.CharField(_("cách thực hiện"), max_length=8, choices=states.PhaseRule.choices)
    # A name in `measures.MEASURES`; the actions refuse any other.
    measure = models.CharField(_("tính bằng"), max_length=80, blank=True)
    amount = models.PositiveIntegerField(_("số lượng"), default=1)
    owed_by = models.CharField(
        _("giao cho"), max_length=8, choices=states.OwedBy.choices, blank=True
    )

    class Meta:
        # Those that start on the same day overlap by design and keep the chosen order.
        ordering = ["starts_on", "order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="phase_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(rule="plain", measure="", owed_by="")
                | (~Q(rule="plain") & ~Q(measure="") & ~Q(owed_by="")),
                name="phase_says_what_and_who_or_neither",
            ),
            models.CheckConstraint(condition=Q(amount__gte=1), name="phase_asks_for_something"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def period(self) -> Period:
        return Period(self.starts_on, self.ends_on)


class Turn(models.Model):
    """A unit chosen to deliver in a phase; where units take turns, by this order."""

    phase = models.ForeignKey(Phase, on_delete=models.CASCADE, related_name="turns")
    unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="turns")
    order = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["phase", "unit"], name="turn_once")]

    def __str__(self) -> str:
        return f"{self.unit} · {self.phase}"


class JointParty(models.Model):
    """One of the bodies on a joint plan: its signature under the text, its number, its day."""

    movement = models.ForeignKey(Movement, on_delete=models.CASCADE, related_name="parties")
    unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="+")
    signer = models.ForeignKey("orgs.Person", null=True, on_delete=models.PROTECT, related_name="+")
    signer_name = models.CharField(max_length=200, blank=True)
    signer_position = models.CharField(max_length=200, blank=True)
    authority_line = models.CharField(max_length=300, blank=True)
    signed_at = models.DateTimeField(null=True)
    # What was signed: a text changed afterwards has another digest and waits for a new signature.
    digest = models.CharField(max_length=64, blank=True)
    number = models.PositiveIntegerField(_("số"), null=True)
    symbol = models.CharField(_("ký hiệu"), max_length=40, blank=True)
    dated_on = models.DateField(_("ngày ban hành"), null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["movement", "unit"], name="body_is_party_once"),
            models.CheckConstraint(
                condition=Q(number=None) | Q(signed_at__isnull=False, dated_on__isnull=False),
                name="joint_plan_is_numbered_after_signature",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.movement}: {self.unit}"

    @property
    def reference(self) -> str:
        """«12/KHLT-SYT»; empty before the number."""
        return f"{self.number}/{self.symbol}" if self.number else ""


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
    decline_reason = models.TextField(_("lý do không tham gia"), blank=True)
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    # Stays when an approved list is reopened, until somebody changes it.
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

    @property
    def is_declined(self) -> bool:
        """Whether the unit takes no part."""
        return self.state == states.RegistrationState.DECLINED

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
