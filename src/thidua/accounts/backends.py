"""Sign-in by staff code, phone number or e-mail."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.http import HttpRequest

from thidua.accounts.models import User
from thidua.accounts.queries import find_by_identifier


class AnyIdentifier(AuthenticationBackend):  # type: ignore[misc] # the library is untyped
    """Accepts whichever of the three identifiers a person types.

    The library sees to the time that a wrong identifier takes, so that nobody learns from it
    who has an account.
    """

    def _authenticate(self, request: HttpRequest | None, **credentials: Any) -> User | None:
        typed = credentials.get("username") or credentials.get("email") or ""
        user = find_by_identifier(typed)
        checked: User | None = self._check_password(user, credentials.get("password") or "")
        return checked
