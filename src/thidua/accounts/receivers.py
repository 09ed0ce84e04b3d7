"""The security log's lines on sign-in and sign-out, and the language that a person chose."""

from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest

from thidua.accounts.actions import choose_language
from thidua.accounts.models import User
from thidua.accounts.queries import user_by_id
from thidua.core.audit import record_security
from thidua.core.models import SecurityEvent
from thidua.ui.middleware import language_chosen


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


@receiver(language_chosen)
def remember_language(sender: Any, request: HttpRequest, language: str, **given: Any) -> None:
    if request.user.is_authenticated and request.user.language != language:
        choose_language(actor=request.user, user=user_by_id(request.user.pk), language=language)


@receiver(user_logged_in)
def take_language_along(sender: Any, request: HttpRequest | None, user: User, **given: Any) -> None:
    """Who chose a language before signing in for the first time has chosen it for good."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "") if request is not None else ""
    if chosen in dict(settings.LANGUAGES) and not user.language:
        choose_language(actor=user, user=user, language=chosen)
