"""Named questions about accounts."""

from collections.abc import Iterable
from hashlib import sha256

from django.db.models import Q

from thidua.accounts.models import FirstSignIn, User
from thidua.accounts.rules import phone_number
from thidua.core import period


def names_of(user_ids: Iterable[int]) -> dict[int, str]:
    """Full names by account id."""
    return dict(User.objects.filter(pk__in=set(user_ids)).values_list("pk", "full_name"))


def find_by_identifier(typed: str) -> User | None:
    """The active account whose staff code, phone number or e-mail is `typed`.

    A staff code wins over a phone number of another person that is written the same.
    """
    given = typed.strip()
    if not given:
        return None
    identifiers = Q(code__iexact=given) | Q(email__iexact=given)
    if phone := phone_number(given):
        identifiers |= Q(phone=phone)
    found = list(User.objects.filter(identifiers, is_active=True))
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
