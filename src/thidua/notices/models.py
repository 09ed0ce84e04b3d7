"""Notices in a person's inbox, the mail that carries some of them, and when a person rests."""

from datetime import time

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.notices.states import Wait


class Notice(models.Model):
    """One thing that one person is told, once per `key`."""

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    key = models.CharField(max_length=120)
    kind = models.CharField(max_length=60)
    text = models.CharField(max_length=400)
    url = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["recipient", "key"], name="notice_once")]
        indexes = [models.Index(fields=["recipient", "-created_at"])]

    def __str__(self) -> str:
        return self.text


class Preference(models.Model):
    """How one person wants to be told; who set nothing has the defaults."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notice_preference"
    )
    by_mail = models.BooleanField(_("gửi cả thư điện tử khi có nhắc việc"), default=True)
    digest = models.BooleanField(_("gộp cả ngày vào một thư"), default=False)
    digest_at = models.TimeField(_("gửi thư gộp lúc"), default=time(7))
    quiet_from = models.TimeField(_("yên lặng từ"), default=time(21))
    quiet_until = models.TimeField(_("đến"), default=time(6))
    # After a night shift: nothing rings until then, whatever the hours above say.
    rests_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.user)


class Mailing(models.Model):
    """A notice that goes out by mail too, not before `due_at`; `why` tells what it waits for."""

    notice = models.OneToOneField(Notice, on_delete=models.CASCADE, related_name="mailing")
    due_at = models.DateTimeField()
    why = models.CharField(max_length=8, choices=Wait.choices)
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    fault = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], condition=Q(sent_at=None), name="mail_that_waits")
        ]

    def __str__(self) -> str:
        return str(self.notice)
