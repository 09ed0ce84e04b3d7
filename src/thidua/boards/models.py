"""A board's settings, what was allowed late, screens, reminders, and the kept picture."""

from datetime import time

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.boards.states import Weekday


class Board(models.Model):
    """The settings of a movement's board; a movement without any has the defaults."""

    movement = models.OneToOneField(
        "movements.Movement", on_delete=models.CASCADE, related_name="board"
    )
    # Names of figures in the order in which they rank; the action refuses any that is unknown.
    criteria = models.JSONField(_("thứ tự xếp hạng"), default=list)
    hides_ranks = models.BooleanField(
        _("chỉ nêu một phần ba dẫn đầu; hạng của tổ khác chỉ tổ đó và người phụ trách thấy"),
        default=True,
    )
    reminds = models.BooleanField(_("tự nhắc các tổ đến lượt mà chưa nộp"), default=True)
    remind_on = models.PositiveSmallIntegerField(
        _("nhắc vào"), choices=Weekday.choices, default=Weekday.FRIDAY
    )
    remind_at = models.TimeField(_("lúc"), default=time(8))

    def __str__(self) -> str:
        return str(self.movement)


class LateAllowance(models.Model):
    """Leave that what a unit sent later counts for a week it missed; the reason stays visible."""

    movement = models.ForeignKey(
        "movements.Movement", on_delete=models.PROTECT, related_name="late_allowances"
    )
    unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="late_allowances")
    week = models.DateField(_("tuần từ thứ Hai ngày"))
    reason = models.CharField(_("lý do"), max_length=300)
    allowed_at = models.DateTimeField()
    allowed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    revoke_reason = models.CharField(_("lý do rút"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["movement", "unit", "week"], condition=Q(revoked_at=None),
                name="one_open_allowance_a_week",
            ),
            models.CheckConstraint(condition=Q(week__iso_week_day=1), name="allowance_of_a_monday"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.unit} · {self.week:%d/%m/%Y}"


class WallLink(models.Model):
    """A secret address for a screen at which nobody signs in; only the code's hash is kept."""

    movement = models.ForeignKey(
        "movements.Movement", on_delete=models.CASCADE, related_name="wall_links"
    )
    place = models.CharField(_("nơi đặt màn hình"), max_length=120)
    code_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True)

    audit_unseen = frozenset({"code_hash"})

    def __str__(self) -> str:
        return self.place


class Reminder(models.Model):
    """A unit was reminded of a week, once, whoever did it."""

    movement = models.ForeignKey(
        "movements.Movement", on_delete=models.CASCADE, related_name="board_reminders"
    )
    unit = models.ForeignKey("orgs.Unit", on_delete=models.CASCADE, related_name="board_reminders")
    week = models.DateField()
    sent_at = models.DateTimeField()
    told = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["movement", "unit", "week"], name="remind_once_a_week")
        ]

    def __str__(self) -> str:
        return f"{self.unit} · {self.week:%d/%m/%Y}"


class Snapshot(models.Model):
    """The board as it was last worked out, up to entry `head` of the trail: kept, never edited."""

    movement = models.OneToOneField(
        "movements.Movement", on_delete=models.CASCADE, related_name="board_snapshot"
    )
    body = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    version = models.CharField(max_length=16)
    groups = models.PositiveIntegerField()
    head = models.BigIntegerField()
    day = models.DateField()
    changed_at = models.DateTimeField()
    checked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.movement} · {self.version}"
