"""Named questions about accounts."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from typing import Any, Literal

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Q, QuerySet

from thidua.accounts.models import FirstSignIn, User
from thidua.accounts.rules import phone_number
from thidua.core import period
from thidua.core.models import SecurityEvent


def names_of(user_ids: Iterable[int]) -> dict[int, str]:
    """Full names by account id."""
    return dict(User.objects.filter(pk__in=set(user_ids)).values_list("pk", "full_name"))


def addresses_of(user_ids: Iterable[int]) -> dict[int, str]:
    """The e-mail addresses of those active accounts that have one."""
    active = User.objects.filter(pk__in=set(user_ids), is_active=True).exclude(email=None)
    return {pk: email for pk, email in active.values_list("pk", "email") if email}


def languages_of(user_ids: Iterable[int]) -> dict[int, str]:
    """The language of each account: the one chosen, else the installation's own."""
    chosen = User.objects.filter(pk__in=set(user_ids)).values_list("pk", "language")
    return {pk: language or settings.LANGUAGE_CODE for pk, language in chosen}


def find_by_identifier(typed: str, *, closed: bool = False) -> User | None:
    """The active (or closed) account whose staff code, phone number or e-mail is `typed`.

    A staff code wins over a phone number of another person that is written the same.
    """
    given = typed.strip()
    if not given:
        return None
    identifiers = Q(code__iexact=given) | Q(email__iexact=given)
    if phone := phone_number(given):
        identifiers |= Q(phone=phone)
    found = list(User.objects.filter(identifiers, is_active=not closed))
    by_code = [user for user in found if user.code.casefold() == given.casefold()]
    return next(iter(by_code or found), None)


def hash_of(token: str) -> str:
    """What is kept of a slip's token."""
    return sha256(token.encode()).hexdigest()


def slip_of(token: str) -> FirstSignIn | None:
    """The slip with this token that can still be used: unused, in time, of an active account."""
    slips = FirstSignIn.objects.filter(
        token_hash=hash_of(token), used_at=None, expires_at__gt=period.now(), user__is_active=True
    )
    return slips.select_related("user").first()


def user_by_id(key: int) -> User:
    """The account with this number."""
    return User.objects.get(pk=key)


def sessions_of(user: User) -> list[UserSession]:
    """Where somebody is signed in now; expired ones are cleared away."""
    found: list[UserSession] = UserSession.objects.purge_and_list(user)
    return sorted(found, key=lambda session: session.last_seen_at, reverse=True)


def second_factors_of(user: User) -> list[str]:
    """Kinds of second factors that are on: `totp`, `recovery_codes`."""
    rows = Authenticator.objects.filter(user=user)
    return sorted(str(kind) for kind in rows.values_list("type", flat=True))


def proof_of(user: User, secret: str) -> Literal["password", "code"] | None:
    """How a secret typed again proves whose account it is: the password, or a code of the phone.

    Spare codes do not count: they open a lost account, they sign nothing.
    """
    if not user.is_active or not secret:
        return None
    if user.has_usable_password() and user.check_password(secret):
        return "password"
    totp = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    if totp is not None and totp.wrap().validate_code(secret.replace(" ", "")):
        return "code"
    return None


def security_log_of(user: User) -> list[tuple[datetime, str, str]]:
    """The last twenty sign-ins, failed ones and sign-outs: when, what, from where."""
    kinds = [
        SecurityEvent.Kind.SIGNED_IN,
        SecurityEvent.Kind.SIGN_IN_FAILED,
        SecurityEvent.Kind.SIGNED_OUT,
    ]
    events = SecurityEvent.objects.filter(actor_id=user.pk, kind__in=kinds).order_by("-at", "-pk")
    return [(e.at, str(SecurityEvent.Kind(e.kind).label), e.detail) for e in events[:20]]


def accounts_in(state: Literal["active", "waiting", "closed"]) -> QuerySet[User]:
    """Accounts in use, those that nobody has opened yet, or those that were closed."""
    if state == "closed":
        return User.objects.filter(is_active=False)
    unopened = {"password__startswith": UNUSABLE_PASSWORD_PREFIX}
    users = User.objects.filter(is_active=True)
    return users.filter(**unopened) if state == "waiting" else users.exclude(**unopened)


def account_data(user: User) -> dict[str, Any]:
    """What is kept on an account, for its person to take along; secrets are left out."""
    return {
        "account": {
            "code": user.code,
            "full_name": user.full_name,
            "phone": user.phone,
            "email": user.email,
            "language": user.language,
            "created_at": user.created_at,
            "last_login": user.last_login,
        },
        "sessions": [
            {"since": s.created_at, "last_seen": s.last_seen_at, "ip": s.ip, "device": s.user_agent}
            for s in UserSession.objects.filter(user=user).order_by("pk")
        ],
        "security_log": [
            {"at": at, "what": what, "from": place} for at, what, place in security_log_of(user)
        ],
    }
