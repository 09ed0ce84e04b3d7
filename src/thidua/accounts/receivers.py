"""The security log's lines on sign-in and sign-out."""

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest

from thidua.accounts.models import User
from thidua.core.audit import record_security
from thidua.core.models import SecurityEvent


def _from(request: HttpRequest | None) -> str:
    return str(request.META.get("REMOTE_ADDR", "")) if request is not None else ""


@receiver(user_logged_in)
def log_sign_in(sender: Any, request: HttpRequest | None, user: User, **given: Any) -> None:
    record_security(
        SecurityEvent.Kind.SIGNED_IN, actor_id=user.pk, subject=user, detail=_from(request)
    )


@receiver(user_logged_out)
def log_sign_out(sender: Any, request: HttpRequest | None, user: User | None, **given: Any) -> None:
    if user is not None:
        record_security(
            SecurityEvent.Kind.SIGNED_OUT, actor_id=user.pk, subject=user, detail=_from(request)
        )
