"""What the kernel stores: the audit chain, the security log and the runs of tasks."""

from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditEntry(models.Model):
    """One act, chained to the one before by its hash; a trigger refuses change and removal."""

    at = models.DateTimeField(_("lúc"))
    actor_id = models.BigIntegerField(_("người thực hiện"), db_index=True)
    action = models.CharField(_("việc"), max_length=100)
    subject_type = models.CharField(max_length=60, blank=True)
    subject_id = models.CharField(max_length=40, blank=True)
    result_type = models.CharField(max_length=60, blank=True)
    result_id = models.CharField(max_length=40, blank=True)
    changes = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    facts = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    table = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    request_id = models.CharField(max_length=40, blank=True)
    cause = models.CharField(max_length=100, blank=True)
    content_hash = models.CharField(max_length=64)
    # Both are set by the database, under the chain's lock (migration 0002).
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        indexes = [
            models.Index(fields=["subject_type", "subject_id"]),
            models.Index(fields=["result_type", "result_id"]),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.subject_type}:{self.subject_id}"


class SecurityEvent(models.Model):
    """A sign-in, a refusal or the opening of a personal file: who, when, what, from where."""

    class Kind(models.TextChoices):
        SIGNED_IN = "signed_in", _("đăng nhập")
        SIGN_IN_FAILED = "sign_in_failed", _("đăng nhập không thành công")
        SIGNED_OUT = "signed_out", _("đăng xuất")
        REFUSED = "refused", _("bị từ chối quyền")
        FILE_OPENED = "file_opened", _("mở hồ sơ cá nhân")
        EXPORTED = "exported", _("xuất dữ liệu cá nhân")

    at = models.DateTimeField(_("lúc"))
    kind = models.CharField(max_length=20, choices=Kind.choices)
    actor_id = models.BigIntegerField(null=True, db_index=True)
    subject_type = models.CharField(max_length=60, blank=True)
    subject_id = models.CharField(max_length=40, blank=True)
    detail = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["subject_type", "subject_id", "at"])]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.kind}"


class TaskRun(models.Model):
    """One run of long work, with the progress that its page shows."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Đang chờ")
        RUNNING = "running", _("Đang làm")
        DONE = "done", _("Xong")
        FAILED = "failed", _("Không thành công")

    name = models.CharField(max_length=100)
    title = models.CharField(_("việc"), max_length=200)
    arguments = models.JSONField(default=dict)
    actor_id = models.BigIntegerField(db_index=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    message = models.TextField(blank=True)
    result_url = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.title} ({self.state})"

    @property
    def is_over(self) -> bool:
        return self.state in {self.State.DONE, self.State.FAILED}


def reference(subject: Any) -> tuple[str, str]:
    """How entries name an object: (`app.model`, primary key); empty for none."""
    if subject is None:
        return "", ""
    return subject._meta.label_lower, str(subject.pk)
